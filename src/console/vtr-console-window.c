/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-console-window.h"

struct _VtrConsoleWindow
{
  AdwApplicationWindow parent_instance;

  /* template children */
  AdwToolbarView *toolbar_view;
  AdwWindowTitle *title;
  VtrConsoleTools *tools;
};

G_DEFINE_FINAL_TYPE (VtrConsoleWindow, vtr_console_window, ADW_TYPE_APPLICATION_WINDOW)

static void
on_fullscreened_cb (VtrConsoleWindow *self)
{
  adw_toolbar_view_set_reveal_top_bars (self->toolbar_view,
                                        !gtk_window_is_fullscreen (GTK_WINDOW (self)));
}

/**
 * vtr_console_window_steal_content:
 *
 * Returns: (transfer full) (nullable): the console, which the window no longer has
 */
GtkWidget *
vtr_console_window_steal_content (VtrConsoleWindow *self)
{
  GtkWidget *content;

  g_return_val_if_fail (VTR_IS_CONSOLE_WINDOW (self), NULL);

  content = adw_toolbar_view_get_content (self->toolbar_view);
  if (content == NULL)
    return NULL;

  g_object_ref (content);
  adw_toolbar_view_set_content (self->toolbar_view, NULL);
  return content;
}

/**
 * vtr_console_window_get_tools:
 *
 * Returns: (transfer none): the buttons of its header
 */
VtrConsoleTools *
vtr_console_window_get_tools (VtrConsoleWindow *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_WINDOW (self), NULL);

  return self->tools;
}

/**
 * vtr_console_window_set_title:
 * @title: the name of the machine
 * @subtitle: (nullable): where it is
 */
void
vtr_console_window_set_title (VtrConsoleWindow *self,
                              const char       *title,
                              const char       *subtitle)
{
  g_return_if_fail (VTR_IS_CONSOLE_WINDOW (self));

  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, subtitle != NULL ? subtitle : "");
}

static void
vtr_console_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), VTR_TYPE_CONSOLE_WINDOW);

  G_OBJECT_CLASS (vtr_console_window_parent_class)->dispose (object);
}

static void
vtr_console_window_class_init (VtrConsoleWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vtr_console_window_dispose;

  g_type_ensure (VTR_TYPE_CONSOLE_TOOLS);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/vitrine/Vitrine/ui/console/vtr-console-window.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleWindow, title);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleWindow, toolbar_view);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleWindow, tools);
  gtk_widget_class_bind_template_callback (widget_class, on_fullscreened_cb);
}

static void
vtr_console_window_init (VtrConsoleWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vtr_console_window_new:
 * @application: (nullable): whose window it is
 * @content: (transfer none): the console
 * @actions: what its tools activate
 *
 * Returns: (transfer none): a window that is not shown yet
 */
GtkWidget *
vtr_console_window_new (GtkApplication     *application,
                        GtkWidget          *content,
                        GSimpleActionGroup *actions)
{
  VtrConsoleWindow *self
    = g_object_new (VTR_TYPE_CONSOLE_WINDOW, "application", application, NULL);

  gtk_widget_insert_action_group (GTK_WIDGET (self), "console", G_ACTION_GROUP (actions));
  adw_toolbar_view_set_content (self->toolbar_view, content);
  return GTK_WIDGET (self);
}
