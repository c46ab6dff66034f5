/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-host-form.h"

#include "fleet/vtr-host-address.h"

#include <glib/gi18n-lib.h>

struct _VtrHostForm
{
  AdwPreferencesPage parent_instance;

  /* owned */
  char              *last_uri; /* the last good one made from parts, to begin a custom one with */
  char              *title;    /* the title that Vitrine proposes */

  /* template children */
  AdwComboRow       *kind_row;
  GtkWidget         *kind_note_label;
  GtkWidget         *remote_group;
  AdwExpanderRow    *remote_row;
  GtkEditable       *server_row;
  GtkEditable       *user_row;
  GtkEditable       *key_row;
  GtkWidget         *server_error_label;
  GtkWidget         *custom_group;
  GtkEditable       *custom_row;
  GtkWidget         *custom_error_label;
  GtkEditable       *name_row;
  AdwSwitchRow      *autoconnect_row;
  AdwActionRow      *preview_row;

  /* state */
  VtrHostKind        kinds[VTR_N_HOST_KINDS]; /* by position in kind_row */
  guint              n_kinds;
  gboolean           is_named; /* by the person: their name stays */
  gboolean           is_filling;
};

G_DEFINE_FINAL_TYPE (VtrHostForm, vtr_host_form, ADW_TYPE_PREFERENCES_PAGE)

static VtrHostKind
get_kind (VtrHostForm *self)
{
  guint selected = adw_combo_row_get_selected (self->kind_row);

  return selected < self->n_kinds ? self->kinds[selected] : VTR_HOST_KIND_CUSTOM;
}

static gboolean
is_remote (VtrHostForm *self)
{
  return vtr_host_kind_can_be_remote (get_kind (self)) &&
         adw_expander_row_get_enable_expansion (self->remote_row);
}

static char *
compose_uri (VtrHostForm  *self,
             GError      **error)
{
  VtrHostAddress address = {
    .kind = get_kind (self),
    .remote = is_remote (self),
    .user = (char *) gtk_editable_get_text (self->user_row),
    .server = (char *) gtk_editable_get_text (self->server_row),
    .keyfile = (char *) gtk_editable_get_text (self->key_row),
    .custom = (char *) gtk_editable_get_text (self->custom_row),
  };

  return vtr_host_address_to_uri (&address, error);
}

static void
mark_field (GtkEditable *row,
            GtkWidget   *label,
            const char  *sentence)
{
  gtk_widget_set_visible (label, sentence != NULL);
  gtk_label_set_text (GTK_LABEL (label), sentence != NULL ? sentence : "");
  if (sentence != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");

  gtk_accessible_update_state (GTK_ACCESSIBLE (row),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               sentence != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                                : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static GtkEditable *
get_field (VtrHostForm *self)
{
  return get_kind (self) == VTR_HOST_KIND_CUSTOM ? self->custom_row : self->server_row;
}

/* An empty field is not wrong yet: the person has only just come to it. */
static void
update_errors (VtrHostForm *self,
               const char  *sentence)
{
  gboolean custom = get_kind (self) == VTR_HOST_KIND_CUSTOM;

  if (gtk_editable_get_text (get_field (self))[0] == '\0')
    sentence = NULL;
  mark_field (self->server_row, self->server_error_label, custom ? NULL : sentence);
  mark_field (self->custom_row, self->custom_error_label, custom ? sentence : NULL);
}

static void
propose_title (VtrHostForm *self,
               const char  *uri)
{
  g_autofree char *title = uri != NULL ? vtr_host_address_make_title (uri) : NULL;

  g_set_str (&self->title, title);
  if (self->is_named)
    return;

  self->is_filling = TRUE;
  gtk_editable_set_text (self->name_row, title != NULL ? title : "");
  self->is_filling = FALSE;
}

static void
update_uri (VtrHostForm *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = compose_uri (self, &error);

  adw_action_row_set_subtitle (self->preview_row, uri != NULL ? uri : _("Not complete yet"));
  update_errors (self, error != NULL ? error->message : NULL);
  propose_title (self, uri);
  if (uri != NULL && get_kind (self) != VTR_HOST_KIND_CUSTOM)
    g_set_str (&self->last_uri, uri);
}

static const char *
kind_note (VtrHostKind kind)
{
  switch (kind)
    {
    case VTR_HOST_KIND_QEMU_SESSION:
      return _("Machines of your own only. Those of the whole system are not seen, and other "
               "computers cannot reach these without further settings.");
    case VTR_HOST_KIND_DEMO:
      return _("Invented machines to try everything with. Nothing on this computer changes.");
    case VTR_HOST_KIND_CUSTOM:
      return _("Any address that libvirt understands.");
    default:
      return NULL;
    }
}

static void
on_kind_row_selected_cb (VtrHostForm *self)
{
  VtrHostKind kind = get_kind (self);
  const char *note = kind_note (kind);
  gboolean custom = kind == VTR_HOST_KIND_CUSTOM;

  gtk_label_set_text (GTK_LABEL (self->kind_note_label), note != NULL ? note : "");
  gtk_widget_set_visible (self->kind_note_label, note != NULL);
  gtk_widget_set_visible (self->remote_group, vtr_host_kind_can_be_remote (kind));
  gtk_widget_set_visible (self->custom_group, custom);
  gtk_widget_set_visible (GTK_WIDGET (self->preview_row), !custom);

  if (custom && !self->is_filling)
    {
      if (gtk_editable_get_text (self->custom_row)[0] == '\0' && self->last_uri != NULL)
        gtk_editable_set_text (self->custom_row, self->last_uri);
      gtk_widget_grab_focus (GTK_WIDGET (self->custom_row));
    }
  update_uri (self);
}

/* A host far away is not asked at each start unless the person wants that. */
static void
on_remote_row_toggled_cb (VtrHostForm *self)
{
  gboolean remote = adw_expander_row_get_enable_expansion (self->remote_row);

  adw_expander_row_set_expanded (self->remote_row, remote);
  adw_switch_row_set_active (self->autoconnect_row, !remote);
  update_uri (self);
}

static void
on_address_changed_cb (VtrHostForm *self)
{
  if (!self->is_filling)
    update_uri (self);
}

static void
on_name_row_changed_cb (VtrHostForm *self)
{
  const char *name = gtk_editable_get_text (self->name_row);

  if (!self->is_filling)
    self->is_named = name[0] != '\0' && g_strcmp0 (name, self->title) != 0;
}

static void
on_entry_activated_cb (VtrHostForm *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "host-dialog.apply", NULL);
}

/* Where to look first: ssh keeps its keys there. */
static GFile *
find_key_folder (void)
{
  g_autofree char *path = g_build_filename (g_get_home_dir (), ".ssh", NULL);

  return g_file_new_for_path (path);
}

static void
on_key_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (VtrHostForm) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  /* A form whose dialog was closed meanwhile has no rows any more. */
  if (file != NULL && g_file_peek_path (file) != NULL && self->key_row != NULL)
    gtk_editable_set_text (self->key_row, g_file_peek_path (file));
}

static void
choose_key (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GFile) folder = find_key_folder ();

  gtk_file_dialog_set_title (dialog, _("Choose Key File"));
  gtk_file_dialog_set_initial_folder (dialog, folder);
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, on_key_chosen_cb,
                        g_object_ref (widget));
}

static void
vtr_host_form_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), VTR_TYPE_HOST_FORM);

  G_OBJECT_CLASS (vtr_host_form_parent_class)->dispose (object);
}

static void
vtr_host_form_finalize (GObject *object)
{
  VtrHostForm *self = VTR_HOST_FORM (object);

  g_clear_pointer (&self->last_uri, g_free);
  g_clear_pointer (&self->title, g_free);

  G_OBJECT_CLASS (vtr_host_form_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/connect/vtr-host-form.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrHostForm, kind_row);
  gtk_widget_class_bind_template_child (widget_class, VtrHostForm, kind_note_label);
  gtk_widget_class_bind_template_child (widget_class, VtrHostForm, remote_group);
  gtk_widget_class_bind_template_child (widget_class, VtrHostForm, remote_row);
  gtk_widget_class_bind_template_child (widget_class, VtrHostForm, server_row);
  gtk_widget_class_bind_template_child (widget_class, VtrHostForm, user_row);
  gtk_widget_class_bind_template_child (widget_class, VtrHostForm, key_row);
  gtk_widget_class_bind_template_child (widget_class, VtrHostForm, server_error_label);
  gtk_widget_class_bind_template_child (widget_class, VtrHostForm, custom_group);
  gtk_widget_class_bind_template_child (widget_class, VtrHostForm, custom_row);
  gtk_widget_class_bind_template_child (widget_class, VtrHostForm, custom_error_label);
  gtk_widget_class_bind_template_child (widget_class, VtrHostForm, name_row);
  gtk_widget_class_bind_template_child (widget_class, VtrHostForm, autoconnect_row);
  gtk_widget_class_bind_template_child (widget_class, VtrHostForm, preview_row);
  gtk_widget_class_install_action (widget_class, "host-form.choose-key", NULL, choose_key);
  gtk_widget_class_bind_template_callback (widget_class, on_kind_row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_remote_row_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_address_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_name_row_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activated_cb);
}

static void
vtr_host_form_class_init (VtrHostFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vtr_host_form_dispose;
  object_class->finalize = vtr_host_form_finalize;
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
describe_row (GtkWidget *row,
              GtkWidget *label)
{
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, label, NULL,
                                  -1);
}

static void
vtr_host_form_init (VtrHostForm *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  /* Not a word of any language: who manages a system's machines over ssh is mostly this one. */
  gtk_editable_set_text (self->user_row, "root");
  describe_row (GTK_WIDGET (self->kind_row), self->kind_note_label);
  describe_row (GTK_WIDGET (self->server_row), self->server_error_label);
  describe_row (GTK_WIDGET (self->custom_row), self->custom_error_label);

  for (VtrHostKind kind = 0; kind < VTR_N_HOST_KINDS; kind++)
    {
      if (!vtr_host_kind_is_offered (kind))
        continue;
      self->kinds[self->n_kinds++] = kind;
      gtk_string_list_append (names, vtr_host_kind_get_name (kind));
    }
  adw_combo_row_set_model (self->kind_row, G_LIST_MODEL (names));
  on_kind_row_selected_cb (self);
}

static void
select_kind (VtrHostForm *self,
             VtrHostKind  kind)
{
  for (guint i = 0; i < self->n_kinds; i++)
    if (self->kinds[i] == kind)
      adw_combo_row_set_selected (self->kind_row, i);
}

/**
 * vtr_host_form_fill:
 * @self: a form
 * @uri: what the host's address is
 * @title: what it is called
 * @autoconnect: whether it is connected at each start
 */
void
vtr_host_form_fill (VtrHostForm *self,
                    const char  *uri,
                    const char  *title,
                    gboolean     autoconnect)
{
  g_autoptr (VtrHostAddress) address = vtr_host_address_new_for_uri (uri);

  g_return_if_fail (VTR_IS_HOST_FORM (self));

  /* A kind that this build does not offer is still an address. */
  if (!vtr_host_kind_is_offered (address->kind))
    address->kind = VTR_HOST_KIND_CUSTOM;

  self->is_filling = TRUE;
  gtk_editable_set_text (self->custom_row, address->kind == VTR_HOST_KIND_CUSTOM ? uri : "");
  gtk_editable_set_text (self->server_row, address->server != NULL ? address->server : "");
  if (address->remote)
    gtk_editable_set_text (self->user_row, address->user != NULL ? address->user : "");
  gtk_editable_set_text (self->key_row, address->keyfile != NULL ? address->keyfile : "");
  select_kind (self, address->kind);
  adw_expander_row_set_enable_expansion (self->remote_row, address->remote);
  adw_switch_row_set_active (self->autoconnect_row, autoconnect);
  gtk_editable_set_text (self->name_row, title);
  self->is_filling = FALSE;

  on_kind_row_selected_cb (self);
  gtk_editable_set_text (self->name_row, title);
  on_name_row_changed_cb (self);
}

/**
 * vtr_host_form_refuse:
 * @self: a form
 * @sentence: what is wrong with the address
 */
void
vtr_host_form_refuse (VtrHostForm *self,
                      const char  *sentence)
{
  gboolean custom;

  g_return_if_fail (VTR_IS_HOST_FORM (self));

  custom = get_kind (self) == VTR_HOST_KIND_CUSTOM;
  mark_field (get_field (self), custom ? self->custom_error_label : self->server_error_label,
              sentence);
  gtk_widget_grab_focus (GTK_WIDGET (get_field (self)));
}

/**
 * vtr_host_form_take_uri:
 * @self: a form
 *
 * Where the address is not good, says so at its field.
 *
 * Returns: (transfer full) (nullable): the host's URI
 */
char *
vtr_host_form_take_uri (VtrHostForm *self)
{
  g_autoptr (GError) error = NULL;
  char *uri;

  g_return_val_if_fail (VTR_IS_HOST_FORM (self), NULL);

  uri = compose_uri (self, &error);
  if (uri == NULL)
    vtr_host_form_refuse (self, error->message);
  return uri;
}

/**
 * vtr_host_form_get_title:
 * @self: a form
 *
 * Returns: (transfer full): the name that the person gave or left
 */
char *
vtr_host_form_get_title (VtrHostForm *self)
{
  g_autofree char *title = NULL;

  g_return_val_if_fail (VTR_IS_HOST_FORM (self), NULL);

  title = g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));
  if (title[0] == '\0' && self->title != NULL)
    return g_strdup (self->title);
  return g_steal_pointer (&title);
}

gboolean
vtr_host_form_get_autoconnect (VtrHostForm *self)
{
  g_return_val_if_fail (VTR_IS_HOST_FORM (self), FALSE);

  return adw_switch_row_get_active (self->autoconnect_row);
}
