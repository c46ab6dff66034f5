/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-boot-panel.h"

#include <glib/gi18n-lib.h>

#include "editors/vtr-item-names.h"

struct _VtrBootPanel
{
  AdwPreferencesGroup  parent_instance;

  /* owned */
  GPtrArray           *devices;  /* BootDevice, in the order in which they are shown */
  char                *focus;    /* the key of the row that shall have it */

  /* borrowed: it has this in its page */
  VtrItemEditor       *editor;

  /* own child */
  GtkListBox          *list;

  /* state */
  gboolean             writing;
  gboolean             filling;
};

typedef struct
{
  char    *key;
  char    *title;
  char    *subtitle;
  char    *sort;  /* as the older list has it: "hd", "cdrom", "network", "fd"; NULL for none */
  guint    order; /* 0 for a device that is not tried */
} BootDevice;

G_DEFINE_FINAL_TYPE (VtrBootPanel, vtr_boot_panel, ADW_TYPE_PREFERENCES_GROUP)

static void
free_device (gpointer data)
{
  BootDevice *device = data;

  g_free (device->key);
  g_free (device->title);
  g_free (device->subtitle);
  g_free (device->sort);
  g_free (device);
}

/* Reading */

static const char *
sort_of (const VtrItem *item)
{
  g_autofree char *device = NULL;

  if (g_str_equal (item->kind->name, "interface"))
    return "network";
  if (!g_str_equal (item->kind->name, "disk"))
    return NULL;

  device = vtr_item_get (item, "device");
  if (g_strcmp0 (device, "cdrom") == 0)
    return "cdrom";
  return g_strcmp0 (device, "floppy") == 0 ? "fd" : "hd";
}

static gboolean
can_boot (const VtrItem *item)
{
  static const char *const kinds[] = { "disk", "interface", "hostdev", "redirdev", NULL };

  return g_strv_contains (kinds, item->kind->name);
}

static BootDevice *
read_device (VtrBootPanel  *self,
             const VtrItem *item)
{
  BootDevice *device = g_new0 (BootDevice, 1);
  g_autofree char *order = vtr_item_editor_get_value (self->editor, item->key, "boot-order");

  device->key = g_strdup (item->key);
  device->title = vtr_item_get_title (item);
  device->subtitle = vtr_item_get_subtitle (item);
  device->sort = g_strdup (sort_of (item));
  device->order = order != NULL ? (guint) g_ascii_strtoull (order, NULL, 10) : 0;
  return device;
}

/* Of each kind in the older list the first device is tried. */
static void
read_kinds (VtrBootPanel *self,
            VtrXmlDoc    *saved)
{
  g_autoptr (GPtrArray) entries = vtr_item_list (saved, "boot");
  guint order = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      g_autofree char *sort = vtr_item_get (entries->pdata[i], "dev");

      for (guint j = 0; j < self->devices->len; j++)
        {
          BootDevice *device = self->devices->pdata[j];

          if (g_strcmp0 (device->sort, sort) != 0 || device->order > 0)
            continue;
          device->order = ++order;
          break;
        }
    }
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const BootDevice *left = *(const BootDevice **) a;
  const BootDevice *right = *(const BootDevice **) b;

  if (left->order == 0 || right->order == 0)
    return (left->order == 0) - (right->order == 0);
  return (left->order > right->order) - (left->order < right->order);
}

static void
read_devices (VtrBootPanel *self,
              VtrXmlDoc    *saved)
{
  g_autoptr (GPtrArray) items = vtr_item_list_devices (saved);
  gboolean ordered = FALSE;

  g_ptr_array_set_size (self->devices, 0);
  for (guint i = 0; i < items->len; i++)
    if (can_boot (items->pdata[i]))
      {
        BootDevice *device = read_device (self, items->pdata[i]);

        ordered |= device->order > 0;
        g_ptr_array_add (self->devices, device);
      }
  if (!ordered)
    read_kinds (self, saved);
  g_ptr_array_sort (self->devices, compare);
}

/* Writing */

static guint
count_tried (VtrBootPanel *self)
{
  guint n = 0;

  for (guint i = 0; i < self->devices->len; i++)
    n += ((BootDevice *) self->devices->pdata[i])->order > 0;
  return n;
}

static void rebuild (VtrBootPanel *self);

static void
write_order (VtrBootPanel *self)
{
  g_autoptr (GPtrArray) entries = vtr_item_list (vtr_item_editor_get_saved (self->editor), "boot");
  guint order = 0;

  self->writing = TRUE;
  for (guint i = 0; i < entries->len; i++)
    vtr_item_editor_remove_entry (self->editor, ((VtrItem *) entries->pdata[i])->key);
  for (guint i = 0; i < self->devices->len; i++)
    {
      BootDevice *device = self->devices->pdata[i];
      g_autofree char *value = NULL;

      if (device->order > 0)
        device->order = ++order;
      value = device->order > 0 ? g_strdup_printf ("%u", device->order) : NULL;
      vtr_item_editor_want (self->editor, device->key, "boot-order", value);
    }
  self->writing = FALSE;
  rebuild (self);
}

static guint
find_position (VtrBootPanel *self,
               const char   *key)
{
  guint i;

  for (i = 0; i < self->devices->len; i++)
    if (g_str_equal (((BootDevice *) self->devices->pdata[i])->key, key))
      break;
  return i;
}

/* What is moved is tried: it has a place among those that are. */
static void
move (VtrBootPanel *self,
      const char   *moved,
      guint         to)
{
  /* The row that has the other one goes meanwhile. */
  g_autofree char *key = g_strdup (moved);
  guint from = find_position (self, key);
  BootDevice *device;
  g_autofree char *message = NULL;

  if (from >= self->devices->len || to >= self->devices->len || from == to)
    return;

  device = g_ptr_array_steal_index (self->devices, from);
  g_ptr_array_insert (self->devices, (int) to, device);
  for (guint i = 0; i <= to; i++)
    ((BootDevice *) self->devices->pdata[i])->order = 1;
  g_set_str (&self->focus, key);
  write_order (self);

  device = self->devices->pdata[find_position (self, key)];
  /* Translators: spoken after a device was moved: "Disk vda, 2 of 3" */
  message = g_strdup_printf (_("%s, %u of %u"), device->title, device->order, count_tried (self));
  gtk_accessible_announce (GTK_ACCESSIBLE (self), message,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_check_toggled_cb (GtkCheckButton *check,
                     VtrBootPanel   *self)
{
  g_autofree char *key = g_strdup (gtk_widget_get_name (GTK_WIDGET (check)));
  guint position = find_position (self, key);
  BootDevice *device;

  if (self->filling || position >= self->devices->len)
    return;

  device = self->devices->pdata[position];
  device->order = gtk_check_button_get_active (check) ? self->devices->len : 0;
  g_ptr_array_sort (self->devices, compare);
  g_set_str (&self->focus, key);
  write_order (self);
}

static void
move_by (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  VtrBootPanel *self = VTR_BOOT_PANEL (widget);
  const char *key;
  int by;

  g_variant_get (parameter, "(&si)", &key, &by);
  move (self, key, (guint) ((int) find_position (self, key) + by));
}

static gboolean
on_row_key_cb (GtkEventControllerKey *keys,
               guint                  keyval,
               guint                  keycode,
               GdkModifierType        state,
               VtrBootPanel          *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (keys));
  int by = keyval == GDK_KEY_Up ? -1 : keyval == GDK_KEY_Down ? 1 : 0;

  if (by == 0 || (state & gtk_accelerator_get_default_mod_mask ()) != GDK_ALT_MASK
      || vtr_item_editor_get_reason (self->editor) != NULL)
    return FALSE;

  gtk_widget_activate_action (row, "boot.move", "(si)", gtk_widget_get_name (row), by);
  return TRUE;
}

/* Dragging */

static GdkContentProvider *
on_drag_prepare_cb (GtkDragSource *source,
                    double         x,
                    double         y,
                    VtrBootPanel  *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));

  return gdk_content_provider_new_typed (G_TYPE_STRING, gtk_widget_get_name (row));
}

static void
on_drag_begin_cb (GtkDragSource *source,
                  GdkDrag       *drag,
                  VtrBootPanel  *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (row);

  gtk_drag_source_set_icon (source, paintable, 0, 0);
}

static gboolean
on_drop_cb (GtkDropTarget *target,
            const GValue  *value,
            double         x,
            double         y,
            VtrBootPanel  *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  g_autofree char *key = g_value_dup_string (value);
  g_autofree char *place = g_strdup (gtk_widget_get_name (row));

  if (vtr_item_editor_get_reason (self->editor) != NULL)
    return FALSE;

  move (self, key, find_position (self, place));
  return TRUE;
}

static void
make_movable (VtrBootPanel *self,
              GtkWidget    *row)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_MOVE);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (on_drag_prepare_cb), self, 0);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (on_drag_begin_cb), self, 0);
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop_cb), self, 0);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_row_key_cb), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));
  gtk_widget_add_controller (row, keys);
}

/* Rows */

static void
add_move_button (GtkWidget        *row,
                 const BootDevice *device,
                 const char       *icon_name,
                 const char       *tooltip,
                 int               by,
                 gboolean          can)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "boot.move");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(si)", device->key, by);
  gtk_widget_set_sensitive (button, can);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
make_row (VtrBootPanel *self,
          guint         position)
{
  const BootDevice *device = self->devices->pdata[position];
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  gboolean may = vtr_item_editor_get_reason (self->editor) == NULL;

  gtk_widget_set_name (row, device->key);
  gtk_widget_set_name (check, device->key);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), device->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               device->subtitle != NULL ? device->subtitle : "");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), device->order > 0);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (check, may);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  device->title, -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_check_toggled_cb), self, 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("list-drag-handle-symbolic"));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  add_move_button (row, device, "go-up-symbolic", _("Move Up"), -1, may && position > 0);
  add_move_button (row, device, "go-down-symbolic", _("Move Down"), 1,
                   may && position + 1 < self->devices->len);
  if (may)
    make_movable (self, row);
  return row;
}

static void
rebuild (VtrBootPanel *self)
{
  g_autofree char *focus = g_steal_pointer (&self->focus);

  self->filling = TRUE;
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < self->devices->len; i++)
    {
      GtkWidget *row = make_row (self, i);

      gtk_list_box_append (self->list, row);
      if (g_strcmp0 (focus, gtk_widget_get_name (row)) == 0)
        gtk_widget_grab_focus (row);
    }
  self->filling = FALSE;
}

static void
update (VtrBootPanel *self)
{
  VtrXmlDoc *saved
      = self->editor != NULL ? vtr_item_editor_get_saved (self->editor) : NULL;
  g_autofree char *type = NULL;

  if (saved == NULL || self->writing)
    return;

  type = vtr_item_editor_get_value (self->editor, "os", "type");
  read_devices (self, saved);
  gtk_widget_set_visible (GTK_WIDGET (self), g_strcmp0 (type, "exe") != 0);
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self),
      self->devices->len > 0 ? _("Devices are tried from the top. Drag them, or move them with Alt and "
                                 "the arrow keys.")
                             : _("The machine has no device to start from"));
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->devices->len > 0);
  rebuild (self);
}

static void
vtr_boot_panel_finalize (GObject *object)
{
  VtrBootPanel *self = VTR_BOOT_PANEL (object);

  g_clear_weak_pointer (&self->editor);
  g_ptr_array_unref (self->devices);
  g_free (self->focus);

  G_OBJECT_CLASS (vtr_boot_panel_parent_class)->finalize (object);
}

static void
vtr_boot_panel_class_init (VtrBootPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vtr_boot_panel_finalize;

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "boot.move", "(si)", move_by);
}

static void
vtr_boot_panel_init (VtrBootPanel *self)
{
  self->devices = g_ptr_array_new_with_free_func (free_device);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Boot Order"), -1);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Boot Order"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->list));
}

/**
 * vtr_boot_panel_new:
 * @place: what it is about
 *
 * Returns: (transfer floating): the panel
 */
GtkWidget *
vtr_boot_panel_new (const VtrPanelPlace *place)
{
  VtrBootPanel *self = g_object_new (VTR_TYPE_BOOT_PANEL, NULL);

  g_set_weak_pointer (&self->editor, place->editor);
  g_signal_connect_object (place->editor, "filled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (place->editor, "edited", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
