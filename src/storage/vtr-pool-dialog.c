/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-pool-dialog.h"

#include <glib/gi18n-lib.h>

#include "definition/storage/vtr-pool-definition.h"
#include "virt/host/vtr-host.h"
#include "virt/storage/vtr-pool-verbs.h"
#include "widgets/vtr-xml-view.h"

struct _VtrPoolDialog
{
  AdwDialog            parent_instance;

  /* owned */
  VtrStorage          *storage;
  VtrPool             *pool;       /* that is changed; NULL: a new one */
  VtrXmlDoc           *definition; /* as it is filled in; NULL before there is a type */
  GPtrArray           *sources;    /* VtrXmlDoc, as they are listed */
  GCancellable        *cancellable;

  /* template children */
  AdwNavigationView   *navigation;
  AdwNavigationPage   *form_page;
  GtkListBox          *types_list;
  AdwPreferencesGroup *form_group;
  AdwEntryRow         *name_row;
  AdwPreferencesGroup *sources_group;
  GtkListBox          *sources_list;
  AdwSwitchRow        *build_row;
  AdwSwitchRow        *autostart_row;
  GtkWidget           *options_group;
  GtkWidget           *apply_button;
  GtkWidget           *cancel_button;
  GtkToggleButton     *xml_button;
  GtkStack            *form_stack;
  VtrXmlView          *xml_view;

  /* own children; NULL where the type does not ask for it */
  GtkWidget           *part_rows[VTR_N_POOL_PARTS];

  /* state */
  const VtrPoolType   *type;
  gboolean             target_touched; /* the person has written where it shall appear */
  gboolean             filling;
};

G_DEFINE_FINAL_TYPE (VtrPoolDialog, vtr_pool_dialog, ADW_TYPE_DIALOG)

/* What a part is called depends on what it is for. */
static const char *
part_title (const VtrPoolType *type,
            VtrPoolPart        part)
{
  static const char *const titles[VTR_N_POOL_PARTS] = {
    N_("_Folder on the Host"), N_("_Server"), N_("Folder on the Server"), N_("_Disk of the Host"),
    N_("Name at the _Source"), N_("_Adapter"), N_("_Initiator (IQN of the Host)"), N_("F_ormat"),
    N_("_User at the Server"), N_("_Password, as the UUID of a Secret"),
  };

  if (part == VTR_POOL_PART_DEVICE && (type->needs & (1u << VTR_POOL_PART_HOST)))
    return _("_Target (IQN)");
  if (part == VTR_POOL_PART_NAME && g_str_equal (type->id, "logical"))
    return _("_Volume Group");
  if (part == VTR_POOL_PART_TARGET && !(type->abilities & VTR_POOL_HAS_FILES))
    return _("Where Its _Devices Appear");
  return _(titles[part]);
}

/* The form */

static const char *
read_part (VtrPoolDialog *self,
           VtrPoolPart    part)
{
  GtkWidget *row = self->part_rows[part];

  if (ADW_IS_COMBO_ROW (row))
    {
      GtkStringObject *item = adw_combo_row_get_selected_item (ADW_COMBO_ROW (row));

      return item != NULL ? gtk_string_object_get_string (item) : NULL;
    }
  return row != NULL ? gtk_editable_get_text (GTK_EDITABLE (row)) : NULL;
}

static void
select_format (AdwComboRow *row,
               const char  *format)
{
  GtkStringList *formats = GTK_STRING_LIST (adw_combo_row_get_model (row));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (formats)); i++)
    if (g_strcmp0 (gtk_string_list_get_string (formats, i), format) == 0)
      {
        adw_combo_row_set_selected (row, i);
        return;
      }
  if (format != NULL)
    {
      gtk_string_list_append (formats, format);
      adw_combo_row_set_selected (row, g_list_model_get_n_items (G_LIST_MODEL (formats)) - 1);
    }
}

static void
fill (VtrPoolDialog *self)
{
  self->filling = TRUE;
  for (guint part = 0; part < VTR_N_POOL_PARTS; part++)
    {
      const char *value = vtr_pool_definition_get (self->definition, part);
      GtkWidget *row = self->part_rows[part];

      if (ADW_IS_COMBO_ROW (row))
        select_format (ADW_COMBO_ROW (row), value);
      else if (row != NULL)
        gtk_editable_set_text (GTK_EDITABLE (row), value != NULL ? value : "");
    }
  self->filling = FALSE;
}

static gboolean
is_name_taken (VtrPoolDialog *self,
               const char    *name)
{
  return self->pool == NULL && vtr_storage_find_pool (self->storage, name) != NULL;
}

static void
set_error (GtkWidget *row,
           gboolean   wrong)
{
  if (wrong)
    gtk_widget_add_css_class (row, "error");
  else
    gtk_widget_remove_css_class (row, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static gboolean
check (VtrPoolDialog *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name_row));
  const char *target = read_part (self, VTR_POOL_PART_TARGET);
  gboolean good_name = name[0] != '\0' && strchr (name, '/') == NULL && !is_name_taken (self, name);
  gboolean good_target = target == NULL || target[0] == '/';

  set_error (GTK_WIDGET (self->name_row), name[0] != '\0' && !good_name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name_row),
                               is_name_taken (self, name)
                                   ? _("There is a storage pool of that name already")
                                   : NULL);
  if (self->part_rows[VTR_POOL_PART_TARGET] != NULL)
    set_error (self->part_rows[VTR_POOL_PART_TARGET], target[0] != '\0' && !good_target);
  return good_name && good_target && vtr_pool_definition_is_complete (self->definition, NULL);
}

/* A session may not write where the system keeps its images. */
static char *
find_usual_place (VtrPoolDialog *self,
                  const char    *name)
{
  VtrHost *host = vtr_storage_get_host (self->storage);
  gboolean is_session = host != NULL && strstr (vtr_host_get_uri (host), "/session") != NULL;

  if (is_session && vtr_host_is_here (host) && (self->type->abilities & VTR_POOL_HAS_FILES))
    return g_build_filename (g_get_user_data_dir (), "libvirt", name, NULL);
  return g_strdup_printf (self->type->target, name);
}

/* The usual place follows the name until the person says another one. */
static void
follow_name (VtrPoolDialog *self,
             const char    *name)
{
  GtkWidget *row = self->part_rows[VTR_POOL_PART_TARGET];
  g_autofree char *target = NULL;

  if (row == NULL || self->target_touched || self->pool != NULL || self->type->target == NULL)
    return;

  target = find_usual_place (self, name);
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (row), target);
  self->filling = FALSE;
}

static void
take_form (VtrPoolDialog *self)
{
  VtrXmlNode *root = vtr_xml_doc_get_root (self->definition);

  vtr_xml_node_set (root, "name", gtk_editable_get_text (GTK_EDITABLE (self->name_row)));
  for (guint part = 0; part < VTR_N_POOL_PARTS; part++)
    if (self->part_rows[part] != NULL)
      vtr_pool_definition_set (self->definition, part, read_part (self, part));
}

static void
update (VtrPoolDialog *self)
{
  take_form (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pool-dialog.apply", check (self));
  gtk_widget_action_set_enabled (
      GTK_WIDGET (self), "pool-dialog.find",
      !(self->type->abilities & VTR_POOL_DISCOVERS_HOST)
          || vtr_pool_definition_get (self->definition, VTR_POOL_PART_HOST) != NULL);
}

static void
on_changed_cb (VtrPoolDialog *self)
{
  if (self->filling || self->definition == NULL)
    return;

  follow_name (self, gtk_editable_get_text (GTK_EDITABLE (self->name_row)));
  update (self);
}

static void
on_part_changed_cb (VtrPoolDialog *self,
                    GParamSpec    *pspec,
                    GtkWidget     *row)
{
  if (self->filling || self->definition == NULL)
    return;

  if (row == self->part_rows[VTR_POOL_PART_TARGET])
    self->target_touched = TRUE;
  update (self);
}

static void
add_part (VtrPoolDialog *self,
          VtrPoolPart    part)
{
  gboolean is_choice = part == VTR_POOL_PART_FORMAT;
  GtkWidget *row = is_choice ? adw_combo_row_new () : adw_entry_row_new ();

  if (is_choice)
    {
      g_autoptr (GtkStringList) formats = gtk_string_list_new (self->type->formats);

      adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (formats));
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), part_title (self->type, part));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  g_signal_connect_object (row, is_choice ? "notify::selected" : "notify::text",
                           G_CALLBACK (on_part_changed_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->form_group, row);
  self->part_rows[part] = row;
}

/* The order in which a person thinks of them: where it is first, where it appears then. */
static void
build_form (VtrPoolDialog *self)
{
  static const VtrPoolPart order[VTR_N_POOL_PARTS] = {
    VTR_POOL_PART_HOST, VTR_POOL_PART_DIR, VTR_POOL_PART_DEVICE, VTR_POOL_PART_NAME,
    VTR_POOL_PART_ADAPTER, VTR_POOL_PART_FORMAT, VTR_POOL_PART_INITIATOR, VTR_POOL_PART_USER,
    VTR_POOL_PART_SECRET, VTR_POOL_PART_TARGET,
  };
  gboolean erases = (self->type->abilities & VTR_POOL_BUILD_ERASES) != 0;

  for (guint i = 0; i < VTR_N_POOL_PARTS; i++)
    {
      GtkWidget *old = g_steal_pointer (&self->part_rows[order[i]]);

      if (old != NULL)
        adw_preferences_group_remove (self->form_group, old);
      if (vtr_pool_type_asks_for (self->type, order[i]))
        add_part (self, order[i]);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->sources_group),
                          self->pool == NULL
                              && (self->type->abilities
                                  & (VTR_POOL_DISCOVERS | VTR_POOL_DISCOVERS_HOST)));
  gtk_widget_set_visible (GTK_WIDGET (self->build_row),
                          (self->type->abilities & VTR_POOL_BUILDS) != 0);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->build_row),
                                 erases ? _("_Format the Disk") : _("_Make the Folder"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->build_row),
                               erases ? _("Only where nothing is on it; else it is refused")
                                      : _("If it is not there yet"));
  adw_switch_row_set_active (self->build_row, !erases);
}

/* As XML: what is written there is the definition, and the form shows what it knows of it. */

static gboolean
take_xml (VtrPoolDialog *self)
{
  g_autofree char *text = vtr_xml_view_get_text (self->xml_view);
  g_autoptr (GError) error = NULL;
  g_autoptr (VtrXmlDoc) doc = vtr_xml_doc_new (text, -1, &error);
  const char *name;
  guint line = 1;
  guint column = 1;

  if (doc == NULL)
    {
      vtr_xml_error_get_position (error, &line, &column);
      vtr_xml_view_show_mistake (self->xml_view, error->message, line, column);
      return FALSE;
    }

  g_clear_pointer (&self->definition, vtr_xml_doc_unref);
  self->definition = g_steal_pointer (&doc);
  name = vtr_xml_node_get (vtr_xml_doc_get_root (self->definition), "name");
  self->target_touched = TRUE;
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name != NULL ? name : "");
  self->filling = FALSE;
  fill (self);
  update (self);
  return TRUE;
}

static void
on_xml_toggled_cb (VtrPoolDialog *self)
{
  gboolean shows_xml = gtk_toggle_button_get_active (self->xml_button);
  g_autofree char *text = NULL;

  if (self->definition == NULL
      || shows_xml == g_str_equal (gtk_stack_get_visible_child_name (self->form_stack), "xml"))
    return;

  if (!shows_xml && !take_xml (self))
    {
      gtk_toggle_button_set_active (self->xml_button, TRUE);
      return;
    }
  if (shows_xml)
    {
      take_form (self);
      text = vtr_xml_doc_to_string (self->definition);
      vtr_xml_view_set_text (self->xml_view, text);
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "pool-dialog.apply", TRUE);
    }
  gtk_stack_set_visible_child_name (self->form_stack, shows_xml ? "xml" : "form");
}

/* Sources that the host finds */

static void
clear_sources (VtrPoolDialog *self)
{
  gtk_list_box_remove_all (self->sources_list);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  gtk_widget_set_visible (GTK_WIDGET (self->sources_list), FALSE);
}

static void
show_sources (VtrPoolDialog *self,
              const GError  *error)
{
  guint n_sources = self->sources != NULL ? self->sources->len : 0;

  adw_preferences_group_set_description (self->sources_group,
                                         error != NULL  ? error->message
                                         : n_sources == 0 ? _("Nothing was found.")
                                                          : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->sources_list), n_sources > 0);
  for (guint i = 0; i < n_sources; i++)
    {
      g_autofree char *words = vtr_pool_source_describe (self->sources->pdata[i]);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words != NULL ? words : "");
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_list_box_append (self->sources_list, row);
    }
}

static void
on_found_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (VtrPoolDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sources = vtr_storage_find_sources_finish (result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  clear_sources (self);
  self->sources = g_steal_pointer (&sources);
  show_sources (self, error);
}

static void
find (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  VtrPoolDialog *self = VTR_POOL_DIALOG (widget);
  g_autofree char *source = vtr_pool_definition_source (self->definition);

  clear_sources (self);
  adw_preferences_group_set_description (self->sources_group, _("Searching…"));
  vtr_storage_find_sources_async (self->storage, self->type->id, source, self->cancellable,
                                  on_found_cb, g_object_ref (self));
}

static void
on_source_activated_cb (VtrPoolDialog *self,
                        GtkListBoxRow *row)
{
  guint index = (guint) gtk_list_box_row_get_index (row);

  if (self->sources == NULL || index >= self->sources->len)
    return;

  vtr_pool_definition_take_source (self->definition, self->sources->pdata[index]);
  fill (self);
  update (self);
}

/* Types */

static char *
find_free_name (VtrPoolDialog *self)
{
  for (guint i = 1;; i++)
    {
      g_autofree char *name = i == 1 ? g_strdup ("storage") : g_strdup_printf ("storage-%u", i);

      if (vtr_storage_find_pool (self->storage, name) == NULL)
        return g_steal_pointer (&name);
    }
}

static void
show_form (VtrPoolDialog *self,
           const char    *name)
{
  gtk_toggle_button_set_active (self->xml_button, FALSE);
  gtk_stack_set_visible_child_name (self->form_stack, "form");
  build_form (self);
  clear_sources (self);
  adw_preferences_group_set_description (self->sources_group, NULL);
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name);
  self->filling = FALSE;
  fill (self);
  follow_name (self, name);
  update (self);
}

static void
on_type_activated_cb (VtrPoolDialog *self,
                      GtkListBoxRow *row)
{
  guint n_types;
  g_autofree char *name = find_free_name (self);

  self->type = vtr_pool_type_list (&n_types) + gtk_list_box_row_get_index (row);
  self->target_touched = FALSE;
  g_clear_pointer (&self->definition, vtr_xml_doc_unref);
  self->definition = vtr_pool_definition_new (self->type->id, name);
  adw_navigation_page_set_title (self->form_page, _(self->type->name));
  show_form (self, name);
  adw_navigation_view_push (self->navigation, self->form_page);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
}

static void
add_types (VtrPoolDialog *self)
{
  guint n_types;
  const VtrPoolType *types = vtr_pool_type_list (&n_types);

  for (guint i = 0; i < n_types; i++)
    {
      GtkWidget *row = adw_action_row_new ();
      const char *why_not;
      gboolean can = vtr_storage_supports (self->storage, types[i].id, &why_not);
      GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(types[i].name));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), can ? _(types[i].about) : why_not);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_widget_set_sensitive (row, can);
      gtk_list_box_append (self->types_list, row);
    }
}

static void
apply (GtkWidget  *widget,
       const char *action,
       GVariant   *parameter)
{
  VtrPoolDialog *self = VTR_POOL_DIALOG (widget);
  g_autofree char *xml = NULL;

  if (!gtk_toggle_button_get_active (self->xml_button))
    take_form (self);
  else if (!take_xml (self))
    return;
  xml = vtr_xml_doc_to_string (self->definition);
  if (self->pool != NULL)
    g_object_unref (vtr_pool_redefine (self->pool, xml));
  else
    g_object_unref (vtr_storage_define (self->storage, xml,
                                        gtk_widget_get_visible (GTK_WIDGET (self->build_row))
                                            && adw_switch_row_get_active (self->build_row),
                                        FALSE, TRUE, adw_switch_row_get_active (self->autostart_row)));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
cancel (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

static void
vtr_pool_dialog_dispose (GObject *object)
{
  VtrPoolDialog *self = VTR_POOL_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_POOL_DIALOG);
  g_clear_object (&self->pool);
  g_clear_object (&self->storage);

  G_OBJECT_CLASS (vtr_pool_dialog_parent_class)->dispose (object);
}

static void
vtr_pool_dialog_finalize (GObject *object)
{
  VtrPoolDialog *self = VTR_POOL_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->definition, vtr_xml_doc_unref);
  g_clear_pointer (&self->sources, g_ptr_array_unref);

  G_OBJECT_CLASS (vtr_pool_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/storage/vtr-pool-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrPoolDialog, navigation);
  gtk_widget_class_bind_template_child (widget_class, VtrPoolDialog, form_page);
  gtk_widget_class_bind_template_child (widget_class, VtrPoolDialog, types_list);
  gtk_widget_class_bind_template_child (widget_class, VtrPoolDialog, form_group);
  gtk_widget_class_bind_template_child (widget_class, VtrPoolDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, VtrPoolDialog, sources_group);
  gtk_widget_class_bind_template_child (widget_class, VtrPoolDialog, sources_list);
  gtk_widget_class_bind_template_child (widget_class, VtrPoolDialog, build_row);
  gtk_widget_class_bind_template_child (widget_class, VtrPoolDialog, autostart_row);
  gtk_widget_class_bind_template_child (widget_class, VtrPoolDialog, options_group);
  gtk_widget_class_bind_template_child (widget_class, VtrPoolDialog, apply_button);
  gtk_widget_class_bind_template_child (widget_class, VtrPoolDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, VtrPoolDialog, xml_button);
  gtk_widget_class_bind_template_child (widget_class, VtrPoolDialog, form_stack);
  gtk_widget_class_bind_template_child (widget_class, VtrPoolDialog, xml_view);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_type_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_xml_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_source_activated_cb);
}

static void
vtr_pool_dialog_class_init (VtrPoolDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_pool_dialog_dispose;
  object_class->finalize = vtr_pool_dialog_finalize;

  g_type_ensure (VTR_TYPE_XML_VIEW);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "pool-dialog.apply", NULL, apply);
  gtk_widget_class_install_action (widget_class, "pool-dialog.cancel", NULL, cancel);
  gtk_widget_class_install_action (widget_class, "pool-dialog.find", NULL, find);
}

static void
vtr_pool_dialog_init (VtrPoolDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What is there is changed in the definition that the host gave, so that what is not on the form
 * stays. */
static void
show_pool (VtrPoolDialog *self)
{
  VtrXmlDoc *definition = vtr_pool_get_definition (self->pool);
  static const VtrPoolType other = { .id = "", .name = "" };

  self->type = vtr_pool_type_get (vtr_pool_get_kind (self->pool));
  if (self->type == NULL)
    self->type = &other;
  self->definition = vtr_xml_doc_copy (definition);
  show_form (self, vtr_pool_get_name (self->pool));
  gtk_widget_set_sensitive (GTK_WIDGET (self->name_row), FALSE);
  gtk_widget_set_visible (self->options_group, FALSE);
  gtk_widget_set_visible (self->cancel_button, TRUE);
  gtk_button_set_label (GTK_BUTTON (self->apply_button), _("_Apply"));
  adw_dialog_set_title (ADW_DIALOG (self), C_("dialog", "Edit Pool"));
  adw_navigation_page_set_title (self->form_page, C_("dialog", "Edit Pool"));
  adw_preferences_group_set_description (
      self->form_group, vtr_pool_is_active (self->pool)
                            ? _("A pool keeps its name. Changes count when it is started again.")
                            : _("A pool keeps its name."));
  adw_navigation_view_replace (self->navigation, &self->form_page, 1);
}

/**
 * vtr_pool_dialog_present:
 * @parent: a widget of the window that asks
 * @storage: the storage of a host
 * @pool: (nullable): the pool that is to be changed, else a new one is made
 */
void
vtr_pool_dialog_present (GtkWidget  *parent,
                         VtrStorage *storage,
                         VtrPool    *pool)
{
  VtrPoolDialog *self = g_object_new (VTR_TYPE_POOL_DIALOG, NULL);

  self->storage = g_object_ref (storage);
  if (pool != NULL && vtr_pool_get_definition (pool) != NULL)
    {
      self->pool = g_object_ref (pool);
      show_pool (self);
    }
  else
    add_types (self);
  adw_dialog_present (ADW_DIALOG (self), parent);
}
