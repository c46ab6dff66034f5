/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-hostdev-panel.h"

#include <glib/gi18n-lib.h>

#include "editors/vtr-suggestion-button.h"

struct _VtrHostdevPanel
{
  AdwPreferencesGroup  parent_instance;

  /* owned */
  VtrHardwareChoices  *choices;
  char                *key;
  gboolean             is_new;

  /* borrowed: it has this in its page */
  VtrItemEditor       *editor;

  /* own children */
  GtkWidget           *row;
  GtkWidget           *button;
};

G_DEFINE_FINAL_TYPE (VtrHostdevPanel, vtr_hostdev_panel, ADW_TYPE_PREFERENCES_GROUP)

static char *
get_value (VtrHostdevPanel *self,
           const char      *field)
{
  return vtr_item_editor_get_value (self->editor, self->key, field);
}

static guint
get_number (VtrHostdevPanel *self,
            const char      *field)
{
  g_autofree char *value = get_value (self, field);

  return value != NULL ? (guint) g_ascii_strtoull (value, NULL, 0) : 0;
}

/* What claims call the device that is wanted. */
static char *
get_token (VtrHostdevPanel *self)
{
  g_autofree char *type = get_value (self, "type");
  g_autofree char *vendor = get_value (self, "source-vendor-id");
  g_autofree char *product = get_value (self, "source-product-id");
  g_autofree char *uuid = get_value (self, "source-address-uuid");

  if (uuid != NULL)
    return g_strdup_printf ("mdev:%s", uuid);
  if (g_strcmp0 (type, "usb") == 0)
    return g_strdup_printf ("usb:%s:%s", vendor, product);
  return g_strdup_printf ("pci:%04x:%02x:%02x.%x", get_number (self, "source-address-domain"),
                          get_number (self, "source-address-bus"),
                          get_number (self, "source-address-slot"),
                          get_number (self, "source-address-function"));
}

static gboolean
is_of_type (const VtrNodeDevice *device,
            const char          *type)
{
  static const char *const types[] = {
    [VTR_NODE_DEVICE_USB] = "usb",
    [VTR_NODE_DEVICE_PCI] = "pci",
    [VTR_NODE_DEVICE_MDEV] = "mdev",
  };

  return g_strcmp0 (types[device->type], type) == 0;
}

/* Everything there is to know before one gives it away. */
static char *
describe (VtrHostdevPanel     *self,
          const VtrNodeDevice *device)
{
  g_autofree char *token = vtr_node_device_get_token (device);
  const char *owner = vtr_hardware_choices_get_claim (self->choices, token);
  g_autoptr (GString) text = g_string_new (NULL);

  if (device->type == VTR_NODE_DEVICE_USB)
    g_string_printf (text, _("Bus %u, device %u"), device->bus, device->device);
  else if (device->type == VTR_NODE_DEVICE_PCI)
    g_string_printf (text, "%04x:%02x:%02x.%x", device->domain, device->bus, device->slot,
                     device->function);
  else
    g_string_assign (text, device->uuid != NULL ? device->uuid : device->name);
  if (device->iommu_group >= 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, _("IOMMU group %d"), device->iommu_group);
    }
  if (device->interface != NULL)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, _("the host's network device %s"), device->interface);
    }
  if (owner != NULL)
    {
      g_string_append (text, " · ");
      /* Translators: %s are names of machines */
      g_string_append_printf (text, _("in use by %s"), owner);
    }
  if (!device->is_active)
    {
      g_string_append (text, " · ");
      g_string_append (text, _("not active"));
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
want_number (VtrHostdevPanel *self,
             const char      *field,
             const char      *format,
             guint            number)
{
  g_autofree char *value = g_strdup_printf (format, number);

  vtr_item_editor_want (self->editor, self->key, field, value);
}

/* Of two alike only the place tells which. */
static gboolean
has_twin (VtrHostdevPanel     *self,
          const VtrNodeDevice *device)
{
  GPtrArray *devices = vtr_hardware_choices_get_devices (self->choices);
  g_autofree char *token = vtr_node_device_get_token (device);

  for (guint i = 0; i < devices->len; i++)
    {
      g_autofree char *other = vtr_node_device_get_token (devices->pdata[i]);

      if (devices->pdata[i] != device && g_str_equal (other, token))
        return TRUE;
    }
  return FALSE;
}

static void
on_chosen_cb (VtrHostdevPanel *self,
              const char      *name)
{
  GPtrArray *devices = vtr_hardware_choices_get_devices (self->choices);
  const VtrNodeDevice *device = NULL;

  for (guint i = 0; devices != NULL && i < devices->len && device == NULL; i++)
    if (g_str_equal (((VtrNodeDevice *) devices->pdata[i])->name, name))
      device = devices->pdata[i];
  if (device == NULL)
    return;

  if (device->type == VTR_NODE_DEVICE_USB)
    {
      vtr_item_editor_want (self->editor, self->key, "source-vendor-id", device->vendor_id);
      vtr_item_editor_want (self->editor, self->key, "source-product-id", device->product_id);
      if (has_twin (self, device))
        {
          want_number (self, "source-address-bus", "%u", device->bus);
          want_number (self, "source-address-device", "%u", device->device);
        }
      else
        {
          vtr_item_editor_want (self->editor, self->key, "source-address-bus", NULL);
          vtr_item_editor_want (self->editor, self->key, "source-address-device", NULL);
        }
    }
  else if (device->type == VTR_NODE_DEVICE_PCI)
    {
      want_number (self, "source-address-domain", "0x%04x", device->domain);
      want_number (self, "source-address-bus", "0x%02x", device->bus);
      want_number (self, "source-address-slot", "0x%02x", device->slot);
      want_number (self, "source-address-function", "0x%x", device->function);
    }
  else
    vtr_item_editor_want (self->editor, self->key, "source-address-uuid", device->uuid);
}

static void
offer_devices (VtrHostdevPanel *self,
               GPtrArray       *devices,
               const char      *type)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func (vtr_choice_free);

  for (guint i = 0; i < devices->len; i++)
    {
      const VtrNodeDevice *device = devices->pdata[i];
      g_autofree char *note = NULL;

      if (!is_of_type (device, type))
        continue;
      note = describe (self, device);
      g_ptr_array_add (choices, vtr_choice_new (device->name, device->title, note, NULL));
    }
  vtr_suggestion_button_set_choices (VTR_SUGGESTION_BUTTON (self->button), choices);
}

static void
update (VtrHostdevPanel *self)
{
  GPtrArray *devices;
  const VtrNodeDevice *device;
  g_autofree char *token = NULL;
  g_autofree char *type = NULL;
  g_autofree char *note = NULL;

  if (self->choices == NULL || self->editor == NULL
      || vtr_item_editor_get_saved (self->editor) == NULL)
    return;

  token = get_token (self);
  type = get_value (self, "type");
  devices = vtr_hardware_choices_get_devices (self->choices);
  device = vtr_hardware_choices_find_device (self->choices, token);
  if (devices != NULL)
    offer_devices (self, devices, type);
  gtk_widget_set_sensitive (self->button, vtr_item_editor_get_reason (self->editor) == NULL);

  if (device != NULL)
    note = describe (self, device);
  else if (devices == NULL)
    note = g_strdup (_("Asking the host…"));
  else
    note = g_strdup (self->is_new ? _("Choose one of the host's") : _("The host does not have it now"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row),
                                 device != NULL ? device->title : _("Device"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), note);
}

static void
vtr_hostdev_panel_dispose (GObject *object)
{
  g_clear_object (&VTR_HOSTDEV_PANEL (object)->choices);
  g_clear_weak_pointer (&VTR_HOSTDEV_PANEL (object)->editor);

  G_OBJECT_CLASS (vtr_hostdev_panel_parent_class)->dispose (object);
}

static void
vtr_hostdev_panel_finalize (GObject *object)
{
  g_free (VTR_HOSTDEV_PANEL (object)->key);

  G_OBJECT_CLASS (vtr_hostdev_panel_parent_class)->finalize (object);
}

static void
vtr_hostdev_panel_class_init (VtrHostdevPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vtr_hostdev_panel_dispose;
  object_class->finalize = vtr_hostdev_panel_finalize;
}

static void
vtr_hostdev_panel_init (VtrHostdevPanel *self)
{
  self->row = adw_action_row_new ();
  self->button = vtr_suggestion_button_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->row), FALSE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->row);
  g_signal_connect_object (self->button, "chosen", G_CALLBACK (on_chosen_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * vtr_hostdev_panel_new:
 * @place: which device it is about
 *
 * Returns: (transfer floating): the panel
 */
GtkWidget *
vtr_hostdev_panel_new (const VtrPanelPlace *place)
{
  VtrHostdevPanel *self = g_object_new (VTR_TYPE_HOSTDEV_PANEL, NULL);

  self->choices = g_object_ref (place->choices);
  g_set_weak_pointer (&self->editor, place->editor);
  self->key = g_strdup (place->key);
  self->is_new = place->is_new;
  vtr_hardware_choices_want_devices (self->choices);
  g_signal_connect_object (place->editor, "filled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (place->editor, "edited", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->choices, "devices-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
