/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-host-row.h"

#include "vtr-host-actions.h"
#include "vtr-host-condition.h"

#include "base/vtr-format.h"
#include "widgets/vtr-graph.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _VtrHostRow
{
  GtkListBoxRow             parent_instance;

  /* owned */
  VtrFleet                 *fleet;
  VtrHost                  *host;
  VtrHostActions           *actions;
  GtkWidget                *context_menu; /* NULL until it is asked for */

  /* template children */
  GtkStack                 *state_stack;
  GtkImage                 *state_icon;
  GtkSpinner               *spinner;
  GtkLabel                 *title_label;
  GtkLabel                 *state_label;
  VtrGraph                 *load_graph;
  GtkStack                 *end_stack;
  GtkLabel                 *count_label;
  GtkMenuButton            *menu_button;
  GtkEventControllerMotion *hover;
  GtkEventControllerFocus  *focus;

  /* state */
  guint                     watch;
};

G_DEFINE_FINAL_TYPE (VtrHostRow, vtr_host_row, GTK_TYPE_LIST_BOX_ROW)

/* What it shows */

static guint
count_machines (VtrHostRow *self)
{
  return g_list_model_get_n_items (vtr_host_get_machines (self->host));
}

static void
update_accessible (VtrHostRow *self)
{
  const VtrTrouble *trouble = vtr_host_get_trouble (self->host);
  guint n_machines = count_machines (self);
  g_autofree char *counts = g_strdup_printf (
      /* Translators: of a host's machines; the plural goes by the second number. */
      ngettext ("%u of %u machine runs", "%u of %u machines run", n_machines),
      vtr_host_get_n_active (self->host), n_machines);
  /* Translators: a host's state and its machines, for a screen reader. */
  g_autofree char *text = g_strdup_printf (_("%s, %s"), vtr_host_get_state_name (self->host),
                                           counts);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, vtr_host_get_title (self->host),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  trouble != NULL ? trouble->summary : text, -1);
}

static void
update_counts (VtrHostRow *self)
{
  gboolean complete = vtr_host_is_list_complete (self->host);
  g_autofree char *text = complete ? g_strdup_printf ("%u/%u", vtr_host_get_n_active (self->host),
                                                      count_machines (self))
                                   : NULL;

  gtk_label_set_label (self->count_label, text != NULL ? text : "");
  update_accessible (self);
}

static void
update_state (VtrHostRow *self)
{
  VtrHostState state = vtr_host_get_state (self->host);
  const VtrTrouble *trouble = vtr_host_get_trouble (self->host);
  gboolean is_busy = state == VTR_HOST_CONNECTING;
  gboolean is_bad = state == VTR_HOST_FAILED || state == VTR_HOST_NOT_ANSWERING;

  gtk_stack_set_visible_child_name (self->state_stack, is_busy ? "spinner" : "icon");
  gtk_spinner_set_spinning (self->spinner, is_busy);
  gtk_image_set_from_icon_name (self->state_icon, vtr_host_state_icon_name (state));
  if (is_bad)
    gtk_widget_add_css_class (GTK_WIDGET (self->state_icon), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state_icon), "warning");

  gtk_label_set_label (self->state_label, trouble != NULL && trouble->cause != NULL
                                              ? trouble->cause
                                              : vtr_host_get_state_name (self->host));
  gtk_widget_set_visible (GTK_WIDGET (self->state_label), state != VTR_HOST_CONNECTED);
  update_counts (self);
}

static void
update_load (VtrHostRow *self)
{
  const VtrHistory *load = vtr_host_get_load (self->host);
  float latest = vtr_history_latest (load);
  g_autofree char *text = isnan (latest) ? NULL : vtr_format_percent (latest);

  gtk_widget_set_visible (GTK_WIDGET (self->load_graph), vtr_history_size (load) > 0);
  vtr_graph_set_value_text (self->load_graph, text);
  vtr_graph_changed (self->load_graph);
}

static gboolean
vtr_host_row_query_tooltip (GtkWidget  *widget,
                            int         x,
                            int         y,
                            gboolean    keyboard,
                            GtkTooltip *tooltip)
{
  VtrHostRow *self = VTR_HOST_ROW (widget);
  const VtrTrouble *trouble = vtr_host_get_trouble (self->host);
  g_autofree char *text = trouble != NULL ? vtr_trouble_to_text (trouble) : NULL;
  g_autofree char *lines
      = g_strconcat (vtr_host_get_title (self->host), "\n", vtr_host_get_uri (self->host), "\n",
                     text != NULL ? text : vtr_host_get_state_name (self->host), NULL);

  gtk_tooltip_set_text (tooltip, lines);
  return TRUE;
}

/* Its menu takes the place of the numbers, so nothing moves under the pointer. */
static void
on_interest_cb (VtrHostRow *self)
{
  gboolean menu = gtk_event_controller_motion_contains_pointer (self->hover)
                  || gtk_event_controller_focus_contains_focus (self->focus)
                  || gtk_menu_button_get_active (self->menu_button);

  gtk_stack_set_visible_child_name (self->end_stack, menu ? "menu" : "count");
}

static void
popup_menu_at (VtrHostRow         *self,
               const GdkRectangle *place)
{
  if (self->context_menu == NULL)
    {
      self->context_menu
          = gtk_popover_menu_new_from_model (gtk_menu_button_get_menu_model (self->menu_button));
      gtk_popover_set_has_arrow (GTK_POPOVER (self->context_menu), FALSE);
      gtk_widget_set_halign (self->context_menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->context_menu, GTK_WIDGET (self));
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->context_menu), place);
  gtk_popover_popup (GTK_POPOVER (self->context_menu));
}

static void
on_right_pressed_cb (VtrHostRow *self,
                     int         n_press,
                     double      x,
                     double      y)
{
  popup_menu_at (self, &(GdkRectangle) { (int) x, (int) y, 1, 1 });
}

static void
on_long_pressed_cb (VtrHostRow *self,
                    double      x,
                    double      y)
{
  popup_menu_at (self, &(GdkRectangle) { (int) x, (int) y, 1, 1 });
}

static void
popup_menu (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  popup_menu_at (VTR_HOST_ROW (widget),
                 &(GdkRectangle) { 24, gtk_widget_get_height (widget) - 6, 1, 1 });
}

/* Dragging */

static GdkContentProvider *
on_drag_prepare_cb (VtrHostRow *self)
{
  return gdk_content_provider_new_typed (VTR_TYPE_HOST, self->host);
}

static void
on_drag_begin_cb (VtrHostRow    *self,
                  GdkDrag       *drag,
                  GtkDragSource *source)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

static gboolean
on_drop_cb (VtrHostRow   *self,
            const GValue *value)
{
  g_autoptr (VtrFleet) fleet = g_object_ref (self->fleet);
  VtrHost *dragged = g_value_get_object (value);
  GListModel *hosts = vtr_fleet_get_hosts (fleet);
  guint position = 0;

  if (dragged == self->host || vtr_fleet_find_host (fleet, vtr_host_get_uri (dragged)) != dragged)
    return FALSE;

  for (; position < g_list_model_get_n_items (hosts); position++)
    {
      g_autoptr (VtrHost) host = g_list_model_get_item (hosts, position);

      if (host == self->host)
        break;
    }
  vtr_fleet_move_host (fleet, dragged, position);
  return TRUE;
}

static void
add_dragging (VtrHostRow *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (VTR_TYPE_HOST, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_swapped (source, "prepare", G_CALLBACK (on_drag_prepare_cb), self);
  g_signal_connect_swapped (source, "drag-begin", G_CALLBACK (on_drag_begin_cb), self);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* The type */

static void
vtr_host_row_dispose (GObject *object)
{
  VtrHostRow *self = VTR_HOST_ROW (object);

  if (self->host != NULL)
    vtr_host_row_set_watched (self, FALSE);
  if (self->load_graph != NULL)
    vtr_graph_set_history (self->load_graph, NULL);
  g_clear_pointer (&self->context_menu, gtk_widget_unparent);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "host", NULL);
  g_clear_object (&self->actions);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_HOST_ROW);
  g_clear_object (&self->fleet);
  g_clear_object (&self->host);

  G_OBJECT_CLASS (vtr_host_row_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, VtrHostRow, state_stack);
  gtk_widget_class_bind_template_child (widget_class, VtrHostRow, state_icon);
  gtk_widget_class_bind_template_child (widget_class, VtrHostRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, VtrHostRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, VtrHostRow, state_label);
  gtk_widget_class_bind_template_child (widget_class, VtrHostRow, load_graph);
  gtk_widget_class_bind_template_child (widget_class, VtrHostRow, end_stack);
  gtk_widget_class_bind_template_child (widget_class, VtrHostRow, count_label);
  gtk_widget_class_bind_template_child (widget_class, VtrHostRow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, VtrHostRow, hover);
  gtk_widget_class_bind_template_child (widget_class, VtrHostRow, focus);
  gtk_widget_class_bind_template_callback (widget_class, on_interest_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_right_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_long_pressed_cb);
}

static void
vtr_host_row_class_init (VtrHostRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_host_row_dispose;
  widget_class->query_tooltip = vtr_host_row_query_tooltip;

  gtk_widget_class_install_action (widget_class, "menu.popup", NULL, popup_menu);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "menu.popup", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "menu.popup",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "host.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "host.remove", NULL);

  g_type_ensure (VTR_TYPE_GRAPH);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/vitrine/Vitrine/ui/app/vtr-host-row.ui");
  bind_children (widget_class);
}

static void
vtr_host_row_init (VtrHostRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_dragging (self);
}

static void
listen (VtrHostRow *self)
{
  static const struct
  {
    const char *signal;
    GCallback   callback;
  } handlers[] = {
    { "notify::state", G_CALLBACK (update_state) },
    { "notify::trouble", G_CALLBACK (update_state) },
    { "notify::n-active", G_CALLBACK (update_counts) },
    { "notify::list-complete", G_CALLBACK (update_counts) },
    { "sampled", G_CALLBACK (update_load) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (self->host, handlers[i].signal, handlers[i].callback, self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (vtr_host_get_machines (self->host), "items-changed",
                           G_CALLBACK (update_counts), self, G_CONNECT_SWAPPED);
  g_object_bind_property (self->host, "title", self->title_label, "label", G_BINDING_SYNC_CREATE);
}

/**
 * vtr_host_row_new:
 * @fleet: where the host is
 * @host: one of its hosts
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
vtr_host_row_new (VtrFleet *fleet,
                  VtrHost  *host)
{
  VtrHostRow *self = g_object_new (VTR_TYPE_HOST_ROW, NULL);

  self->fleet = g_object_ref (fleet);
  self->host = g_object_ref (host);
  self->actions = vtr_host_actions_new (fleet, host, GTK_WIDGET (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "host",
                                  vtr_host_actions_get_group (self->actions));
  listen (self);
  vtr_graph_set_history (self->load_graph, vtr_host_get_load (host));
  update_state (self);
  update_load (self);
  return GTK_WIDGET (self);
}

/**
 * vtr_host_row_get_host:
 * @self: a row
 *
 * Returns: (transfer none): what it shows
 */
VtrHost *
vtr_host_row_get_host (VtrHostRow *self)
{
  return self->host;
}

/* Whether its graph is seen; only then is the host's load sampled. */
void
vtr_host_row_set_watched (VtrHostRow *self,
                          gboolean    watched)
{
  if (watched == (self->watch != 0))
    return;

  if (watched)
    self->watch = vtr_host_watch_samples (self->host, 0, TRUE);
  else
    {
      vtr_host_unwatch_samples (self->host, self->watch);
      self->watch = 0;
    }
}
