/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-network-basics.h"

#include <glib/gi18n-lib.h>

#include "definition/network/vtr-network-check.h"
#include "definition/network/vtr-network-template.h"

#include "vtr-choices.h"
#include "vtr-suggestion-button.h"

/* The rows of one family of addresses. */
typedef struct
{
  AdwExpanderRow *row;
  AdwEntryRow    *address;
  AdwSwitchRow   *dhcp;
  AdwEntryRow    *start;
  AdwEntryRow    *end;
  gboolean        is_range_own; /* somebody typed it: it does not follow the address any more */
} Family;

struct _VtrNetworkBasics
{
  AdwBin               parent_instance;

  /* owned */
  GPtrArray           *bridges;    /* char * */
  GPtrArray           *interfaces; /* char * */
  char                *device;     /* of the definition that was read, as are these */
  char                *bridge;
  char                *card;

  /* template children */
  GtkWidget           *page;
  AdwEntryRow         *name_row;
  GtkLabel            *name_problem;
  AdwComboRow         *mode_row;
  AdwEntryRow         *device_row;
  VtrSuggestionButton *device_button;
  GtkLabel            *device_problem;
  GtkWidget           *ipv4_group;
  GtkLabel            *ipv4_problem;
  GtkWidget           *ipv6_group;
  GtkLabel            *ipv6_problem;
  AdwExpanderRow      *ipv4_row;
  AdwEntryRow         *ipv4_address;
  AdwSwitchRow        *ipv4_dhcp;
  AdwEntryRow         *ipv4_start;
  AdwEntryRow         *ipv4_end;
  AdwExpanderRow      *ipv6_row;
  AdwEntryRow         *ipv6_address;
  AdwSwitchRow        *ipv6_dhcp;
  AdwEntryRow         *ipv6_start;
  AdwEntryRow         *ipv6_end;

  /* state */
  Family               families[2]; /* IPv4, IPv6 */
  VtrNetworkMode       mode;
  gboolean             is_filling;
};

enum
{
  SIGNAL_EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtrNetworkBasics, vtr_network_basics, ADW_TYPE_BIN)

static const char *
get_text (gpointer row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
set_text (gpointer    row,
          const char *text)
{
  if (g_strcmp0 (get_text (row), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

/* The device */

typedef enum
{
  NO_DEVICE,
  DEVICE_OR_ANY,
  BRIDGE,
  DEVICE,
  CARD,
} DeviceKind;

static DeviceKind
device_kind (VtrNetworkMode mode)
{
  switch (mode)
    {
    case VTR_NETWORK_NAT:
    case VTR_NETWORK_ROUTED:
      return DEVICE_OR_ANY;
    case VTR_NETWORK_BRIDGE:
    case VTR_NETWORK_OPEN_VSWITCH:
      return BRIDGE;
    case VTR_NETWORK_MACVTAP_BRIDGE:
    case VTR_NETWORK_MACVTAP_PRIVATE:
    case VTR_NETWORK_MACVTAP_VEPA:
    case VTR_NETWORK_MACVTAP_PASSTHROUGH:
      return DEVICE;
    case VTR_NETWORK_SR_IOV:
      return CARD;
    case VTR_NETWORK_ISOLATED:
    case VTR_NETWORK_OPEN:
    case VTR_NETWORK_OTHER:
    case VTR_N_NETWORK_MODES:
    default:
      return NO_DEVICE;
    }
}

static char **
device_value (VtrNetworkBasics *self,
              DeviceKind        kind)
{
  switch (kind)
    {
    case BRIDGE:
      return &self->bridge;
    case CARD:
      return &self->card;
    case DEVICE:
    case DEVICE_OR_ANY:
    case NO_DEVICE:
    default:
      return &self->device;
    }
}

static void
offer_devices (VtrNetworkBasics *self,
               DeviceKind        kind)
{
  GPtrArray *names = kind == BRIDGE ? self->bridges : self->interfaces;
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func (vtr_choice_free);

  for (guint i = 0; names != NULL && i < names->len; i++)
    g_ptr_array_add (choices, vtr_choice_new (names->pdata[i], NULL, NULL, NULL));
  gtk_widget_set_visible (GTK_WIDGET (self->device_button), choices->len > 0);
  vtr_suggestion_button_set_choices (self->device_button, choices);
}

static void
update_device (VtrNetworkBasics *self)
{
  static const char *const titles[] = {
    [NO_DEVICE] = "",
    [DEVICE_OR_ANY] = N_("Only Through the Device (Empty for Any)"),
    [BRIDGE] = N_("Bridge of the Host"),
    [DEVICE] = N_("Network Device of the Host"),
    [CARD] = N_("Network Card of the Host"),
  };
  DeviceKind kind = device_kind (self->mode);

  gtk_widget_set_visible (GTK_WIDGET (self->device_row), kind != NO_DEVICE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->device_row), _(titles[kind]));
  set_text (self->device_row, *device_value (self, kind));
  offer_devices (self, kind);
}

/* The mode */

static void
update_mode (VtrNetworkBasics *self)
{
  gboolean is_managed = vtr_network_mode_is_managed (self->mode);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->mode_row),
                               vtr_network_mode_get_note (self->mode));
  gtk_widget_set_visible (self->ipv4_group, is_managed);
  gtk_widget_set_visible (self->ipv6_group, is_managed);
  update_device (self);
}

static void
tell_edited (VtrNetworkBasics *self)
{
  if (!self->is_filling)
    g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static void
on_mode_cb (VtrNetworkBasics *self)
{
  guint selected = adw_combo_row_get_selected (self->mode_row);
  gboolean was_filling = self->is_filling;

  if (self->is_filling || selected == GTK_INVALID_LIST_POSITION)
    return;

  self->mode = (VtrNetworkMode) selected;
  self->is_filling = TRUE;
  update_mode (self);
  self->is_filling = was_filling;
  tell_edited (self);
}

static void
on_device_cb (VtrNetworkBasics *self)
{
  if (!self->is_filling)
    g_set_str (device_value (self, device_kind (self->mode)), get_text (self->device_row));
  tell_edited (self);
}

static void
on_device_chosen_cb (VtrNetworkBasics *self,
                     const char       *device)
{
  set_text (self->device_row, device);
}

/* Addresses */

static void
propose_range (Family *family)
{
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;
  VtrSubnet subnet;

  if (!vtr_subnet_parse (get_text (family->address), &subnet)
      || !vtr_subnet_propose_range (&subnet, &start, &end))
    return;

  set_text (family->start, start);
  set_text (family->end, end);
}

static Family *
find_family (VtrNetworkBasics *self,
             GtkWidget        *row)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->families); i++)
    if (gtk_widget_is_ancestor (row, GTK_WIDGET (self->families[i].row))
        || row == GTK_WIDGET (self->families[i].row))
      return &self->families[i];
  return NULL;
}

static void
on_address_cb (VtrNetworkBasics *self,
               GtkWidget        *row)
{
  Family *family = find_family (self, row);

  if (self->is_filling || family == NULL)
    return;

  self->is_filling = TRUE;
  if (!family->is_range_own)
    propose_range (family);
  self->is_filling = FALSE;
  tell_edited (self);
}

static void
on_range_cb (VtrNetworkBasics *self,
             GtkWidget        *row)
{
  Family *family = find_family (self, row);

  if (!self->is_filling && family != NULL)
    family->is_range_own = TRUE;
  tell_edited (self);
}

/* A family that is switched on begins with something that works. */
static void
on_family_cb (VtrNetworkBasics *self,
              GParamSpec       *pspec,
              GtkWidget        *row)
{
  Family *family = find_family (self, row);
  gboolean is_v6 = family == &self->families[1];

  if (self->is_filling || family == NULL)
    return;

  self->is_filling = TRUE;
  if (get_text (family->address)[0] == '\0')
    {
      set_text (family->address, is_v6 ? "fd00:100::1/64" : "192.168.100.1/24");
      propose_range (family);
    }
  self->is_filling = FALSE;
  tell_edited (self);
}

static void
on_dhcp_cb (VtrNetworkBasics *self,
            GParamSpec       *pspec,
            GtkWidget        *row)
{
  Family *family = find_family (self, row);
  gboolean was_filling = self->is_filling;

  if (family == NULL)
    return;

  self->is_filling = TRUE;
  if (adw_switch_row_get_active (family->dhcp) && get_text (family->start)[0] == '\0')
    propose_range (family);
  self->is_filling = was_filling;
  tell_edited (self);
}

static VtrXmlNode *
find_ip (VtrXmlDoc *doc,
         gboolean   is_v6)
{
  g_autoptr (GPtrArray) ips = vtr_xml_node_find_all (vtr_xml_doc_get_root (doc), "ip");

  for (guint i = 0; i < ips->len; i++)
    if ((g_strcmp0 (vtr_xml_node_get (ips->pdata[i], "@family"), "ipv6") == 0) == is_v6)
      return ips->pdata[i];
  return NULL;
}

static void
read_family (Family    *family,
             VtrXmlDoc *doc,
             gboolean   is_v6)
{
  VtrXmlNode *ip = find_ip (doc, is_v6);
  VtrXmlNode *range = ip != NULL ? vtr_xml_node_find (ip, "dhcp/range") : NULL;
  const char *address = ip != NULL ? vtr_xml_node_get (ip, "@address") : NULL;
  g_autofree char *text = NULL;
  VtrSubnet subnet;

  if (ip != NULL && vtr_subnet_read (ip, &subnet))
    text = g_strdup_printf ("%s/%u", address, subnet.prefix);
  adw_expander_row_set_enable_expansion (family->row, ip != NULL);
  set_text (family->address, text != NULL ? text : address);
  adw_switch_row_set_active (family->dhcp, range != NULL);
  set_text (family->start, range != NULL ? vtr_xml_node_get (range, "@start") : NULL);
  set_text (family->end, range != NULL ? vtr_xml_node_get (range, "@end") : NULL);
  family->is_range_own = FALSE;
}

/* What is no address is written as it is: the check says so, and nothing is lost. */
static void
write_address (VtrXmlNode *ip,
               const char *text,
               gboolean    is_v6)
{
  VtrSubnet subnet, before;

  if (vtr_subnet_parse (text, &subnet) && (subnet.address.length == 16) == is_v6)
    {
      if (!vtr_subnet_read (ip, &before) || before.prefix != subnet.prefix
          || vtr_address_compare (&before.address, &subnet.address) != 0)
        vtr_network_set_subnet (ip, &subnet);
      return;
    }
  vtr_xml_node_set (ip, "@family", is_v6 ? "ipv6" : NULL);
  vtr_xml_node_set (ip, "@address", text);
  vtr_xml_node_set (ip, "@netmask", NULL);
  vtr_xml_node_set (ip, "@prefix", NULL);
}

static void
write_family (Family    *family,
              VtrXmlDoc *doc,
              gboolean   is_v6)
{
  VtrXmlNode *ip = find_ip (doc, is_v6);
  VtrXmlNode *dhcp;

  if (!adw_expander_row_get_enable_expansion (family->row))
    {
      if (ip != NULL)
        vtr_xml_node_remove (ip);
      return;
    }

  if (ip == NULL)
    ip = vtr_xml_node_add (vtr_xml_doc_get_root (doc), "ip");
  write_address (ip, get_text (family->address), is_v6);
  if (adw_switch_row_get_active (family->dhcp))
    {
      vtr_xml_node_set (ip, "dhcp/range/@start", get_text (family->start));
      vtr_xml_node_set (ip, "dhcp/range/@end", get_text (family->end));
      return;
    }
  /* Without a range fixed addresses are still given out; they stay. */
  while ((dhcp = vtr_xml_node_find (ip, "dhcp/range")) != NULL)
    vtr_xml_node_remove (dhcp);
  dhcp = vtr_xml_node_get_child (ip, "dhcp");
  if (dhcp != NULL && vtr_xml_node_get_child (dhcp, NULL) == NULL)
    vtr_xml_node_remove (dhcp);
}

/* The type */

static void
vtr_network_basics_dispose (GObject *object)
{
  VtrNetworkBasics *self = VTR_NETWORK_BASICS (object);

  if (self->page != NULL)
    adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_NETWORK_BASICS);

  G_OBJECT_CLASS (vtr_network_basics_parent_class)->dispose (object);
}

static void
vtr_network_basics_finalize (GObject *object)
{
  VtrNetworkBasics *self = VTR_NETWORK_BASICS (object);

  g_clear_pointer (&self->bridges, g_ptr_array_unref);
  g_clear_pointer (&self->interfaces, g_ptr_array_unref);
  g_free (self->device);
  g_free (self->bridge);
  g_free (self->card);

  G_OBJECT_CLASS (vtr_network_basics_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkBasics, page);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkBasics, name_row);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkBasics, name_problem);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkBasics, mode_row);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkBasics, device_row);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkBasics, device_button);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkBasics, device_problem);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkBasics, ipv4_group);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkBasics, ipv4_problem);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkBasics, ipv6_group);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkBasics, ipv6_problem);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkBasics, ipv4_row);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkBasics, ipv4_address);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkBasics, ipv4_dhcp);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkBasics, ipv4_start);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkBasics, ipv4_end);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkBasics, ipv6_row);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkBasics, ipv6_address);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkBasics, ipv6_dhcp);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkBasics, ipv6_start);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkBasics, ipv6_end);
}

static void
vtr_network_basics_class_init (VtrNetworkBasicsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_network_basics_dispose;
  object_class->finalize = vtr_network_basics_finalize;

  signals[SIGNAL_EDITED] = g_signal_new ("edited", VTR_TYPE_NETWORK_BASICS, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (VTR_TYPE_SUGGESTION_BUTTON);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/editors/vtr-network-basics.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, tell_edited);
  gtk_widget_class_bind_template_callback (widget_class, on_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_device_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_device_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_address_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_range_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_family_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_dhcp_cb);
}

static void
vtr_network_basics_init (VtrNetworkBasics *self)
{
  g_autoptr (GtkStringList) modes = gtk_string_list_new (NULL);

  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->families[0] = (Family) { self->ipv4_row, self->ipv4_address, self->ipv4_dhcp,
                                 self->ipv4_start, self->ipv4_end, FALSE };
  self->families[1] = (Family) { self->ipv6_row, self->ipv6_address, self->ipv6_dhcp,
                                 self->ipv6_start, self->ipv6_end, FALSE };
  for (guint i = 0; i < VTR_NETWORK_OTHER; i++)
    gtk_string_list_append (modes, vtr_network_mode_get_title ((VtrNetworkMode) i));
  adw_combo_row_set_model (self->mode_row, G_LIST_MODEL (modes));
  self->is_filling = FALSE;
}

/**
 * vtr_network_basics_new:
 *
 * Returns: (transfer floating): a form that vtr_network_basics_read() fills
 */
GtkWidget *
vtr_network_basics_new (void)
{
  return g_object_new (VTR_TYPE_NETWORK_BASICS, NULL);
}

void
vtr_network_basics_read (VtrNetworkBasics *self,
                         VtrXmlDoc        *doc)
{
  VtrXmlNode *root = vtr_xml_doc_get_root (doc);

  self->is_filling = TRUE;
  self->mode = vtr_network_mode_read (doc);
  set_text (self->name_row, vtr_xml_node_get (root, "name"));
  g_set_str (&self->device, vtr_xml_node_get (root, "forward/@dev"));
  g_set_str (&self->bridge, vtr_xml_node_get (root, "bridge/@name"));
  g_set_str (&self->card, vtr_xml_node_get (root, "forward/pf/@dev"));
  adw_combo_row_set_selected (self->mode_row, self->mode < VTR_NETWORK_OTHER
                                                  ? self->mode
                                                  : GTK_INVALID_LIST_POSITION);
  for (guint i = 0; i < G_N_ELEMENTS (self->families); i++)
    read_family (&self->families[i], doc, i == 1);
  update_mode (self);
  self->is_filling = FALSE;
}

static void
write_device (VtrNetworkBasics *self,
              VtrXmlNode       *root)
{
  static const char *const paths[] = {
    [DEVICE_OR_ANY] = "forward/@dev",
    [BRIDGE] = "bridge/@name",
    [DEVICE] = "forward/@dev",
    [CARD] = "forward/pf/@dev",
  };
  DeviceKind kind = device_kind (self->mode);
  const char *text = get_text (self->device_row);

  if (kind != NO_DEVICE)
    vtr_xml_node_set (root, paths[kind], text[0] != '\0' ? text : NULL);
}

/**
 * vtr_network_basics_write:
 * @self: a form
 * @doc: the definition that it was read from, or a copy of it
 *
 * Writes what stands in the rows.
 */
void
vtr_network_basics_write (VtrNetworkBasics *self,
                          VtrXmlDoc        *doc)
{
  VtrXmlNode *root = vtr_xml_doc_get_root (doc);

  vtr_xml_node_set (root, "name", get_text (self->name_row));
  /* Which of the two kinds of bridges it is hangs on the name of one. */
  if (device_kind (self->mode) == BRIDGE)
    write_device (self, root);
  vtr_network_mode_write (doc, self->mode);
  write_device (self, root);
  for (guint i = 0; vtr_network_mode_is_managed (self->mode) && i < G_N_ELEMENTS (self->families);
       i++)
    write_family (&self->families[i], doc, i == 1);
}

/**
 * vtr_network_basics_set_devices:
 * @self: a form
 * @bridges: (nullable) (element-type utf8): the bridges of the host
 * @interfaces: (nullable) (element-type utf8): its other network devices
 */
void
vtr_network_basics_set_devices (VtrNetworkBasics *self,
                                GPtrArray        *bridges,
                                GPtrArray        *interfaces)
{
  g_clear_pointer (&self->bridges, g_ptr_array_unref);
  g_clear_pointer (&self->interfaces, g_ptr_array_unref);
  self->bridges = bridges != NULL ? g_ptr_array_ref (bridges) : NULL;
  self->interfaces = interfaces != NULL ? g_ptr_array_ref (interfaces) : NULL;
  offer_devices (self, device_kind (self->mode));
}

static void
show_problem (GtkLabel *label,
              GPtrArray *problems,
              VtrNetworkPlace place,
              VtrNetworkPlace other)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean is_warning = TRUE;

  for (guint i = 0; i < problems->len; i++)
    {
      const VtrNetworkProblem *problem = problems->pdata[i];

      if (problem->place != place && problem->place != other)
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", problem->text);
      is_warning = is_warning && problem->is_warning;
    }

  gtk_label_set_label (label, text->str);
  gtk_widget_set_visible (GTK_WIDGET (label), text->len > 0);
  gtk_widget_remove_css_class (GTK_WIDGET (label), is_warning ? "error" : "warning");
  gtk_widget_add_css_class (GTK_WIDGET (label), is_warning ? "warning" : "error");
}

/**
 * vtr_network_basics_set_problems:
 * @self: a form
 * @problems: (element-type VtrNetworkProblem): what is wrong with what is in it
 */
void
vtr_network_basics_set_problems (VtrNetworkBasics *self,
                                 GPtrArray        *problems)
{
  show_problem (self->name_problem, problems, VTR_NETWORK_AT_NAME, VTR_NETWORK_AT_NAME);
  show_problem (self->device_problem, problems, VTR_NETWORK_AT_DEVICE, VTR_NETWORK_AT_DEVICE);
  show_problem (self->ipv4_problem, problems, VTR_NETWORK_AT_IPV4, VTR_NETWORK_AT_RANGE4);
  show_problem (self->ipv6_problem, problems, VTR_NETWORK_AT_IPV6, VTR_NETWORK_AT_RANGE6);
}

/**
 * vtr_network_basics_set_why_no_name:
 * @self: a form
 * @why_not: (nullable): why the name cannot be changed; NULL where it can
 */
void
vtr_network_basics_set_why_no_name (VtrNetworkBasics *self,
                                    const char       *why_not)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->name_row), why_not == NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name_row), why_not);
}
