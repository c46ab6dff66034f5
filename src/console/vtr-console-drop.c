/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-console-drop.h"

static gboolean
takes_files (VtrConsoleSession *session)
{
  return session != NULL && vtr_console_session_get_state (session) == VTR_CONSOLE_CONNECTED
         && !vtr_console_session_get_view_only (session)
         && (vtr_console_session_get_features (session) & VTR_CONSOLE_CAN_TAKE_FILES);
}

static gboolean
on_target_accept_cb (VtrConsoleDisplay *display,
                     GdkDrop           *drop)
{
  return takes_files (vtr_console_display_get_session (display))
         && gdk_content_formats_contain_gtype (gdk_drop_get_formats (drop), GDK_TYPE_FILE_LIST);
}

static gboolean
on_target_drop_cb (VtrConsoleDisplay *display,
                   const GValue      *value)
{
  VtrConsoleSession *session = vtr_console_display_get_session (display);
  g_autoptr (GPtrArray) files = g_ptr_array_new_null_terminated (1, NULL, TRUE);
  g_autoptr (VtrJob) job = NULL;

  for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
    g_ptr_array_add (files, l->data);
  if (files->len > 0 && takes_files (session))
    job = vtr_console_session_send_files (session, (GFile **) files->pdata);

  return job != NULL;
}

/**
 * vtr_console_drop_new:
 *
 * Returns: (transfer full): a controller for that display
 */
GtkEventController *
vtr_console_drop_new (VtrConsoleDisplay *display)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "accept", G_CALLBACK (on_target_accept_cb), display,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (on_target_drop_cb), display,
                           G_CONNECT_SWAPPED);

  return GTK_EVENT_CONTROLLER (target);
}
