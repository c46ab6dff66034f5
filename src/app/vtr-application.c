/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-application.h"

#include "vtr-about.h"
#include "vtr-command-line.h"
#include "vtr-notifier.h"
#include "vtr-ready-file.h"
#include "vtr-window.h"

#include "fleet/vtr-fleet.h"
#include "fleet/vtr-host-address.h"
#include "fleet/vtr-host-probe.h"
#include "pages/connect/vtr-auth-dialog.h"
#include "pages/host/vtr-host-page.h"
#include "pages/preferences/vtr-preferences-dialog.h"
#include "pages/viewer/vtr-viewer.h"
#include "virt/machine/vtr-guest-clock.h"
#include "virt/machine/vtr-machine.h"
#include "virt/machine/vtr-shutdown-job.h"
#include "widgets/vtr-trouble-dialog.h"

#include <glib/gi18n-lib.h>
#include <glib-unix.h>

#define ASIDE_FACTOR 3 /* how much longer an interval is while another program is worked with */

struct _VtrApplication
{
  AdwApplication parent_instance;

  /* owned */
  VtrFleet      *fleet;
  GSettings     *settings;
  VtrNotifier   *notifier;
  VtrReadyFile  *ready_file; /* NULL where nobody waits for it */
  GCancellable  *cancellable;
  char          *wanted_machine; /* to be shown as soon as it is there, or NULL */
  char          *wanted_uri;     /* on which host, or NULL for any */

  /* state */
  gboolean       is_loaded;
  gboolean       is_settled; /* every host that there is to know of is known */
  gboolean       is_quitting;
  gboolean       is_held;
};

G_DEFINE_FINAL_TYPE (VtrApplication, vtr_application, ADW_TYPE_APPLICATION)

static VtrWindow *
get_window (VtrApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (VTR_IS_WINDOW (l->data))
      return l->data;
  return NULL;
}

static VtrWindow *
present_window (VtrApplication *self)
{
  VtrWindow *window = get_window (self);

  if (window == NULL)
    {
      window = VTR_WINDOW (
          vtr_window_new (GTK_APPLICATION (self), self->fleet, self->settings));
      vtr_window_set_settled (window, self->is_settled);
    }
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

/* The machine that was asked for */

static VtrMachine *
find_wanted (VtrApplication *self)
{
  GListModel *hosts = vtr_fleet_get_hosts (self->fleet);
  VtrMachine *machine = NULL;

  for (guint i = 0; machine == NULL && i < g_list_model_get_n_items (hosts); i++)
    {
      g_autoptr (VtrHost) host = g_list_model_get_item (hosts, i);

      if (self->wanted_uri == NULL || g_str_equal (self->wanted_uri, vtr_host_get_uri (host)))
        machine = vtr_host_find_machine (host, self->wanted_machine);
    }
  return machine;
}

static gboolean
may_a_host_still_answer (VtrApplication *self)
{
  GListModel *hosts = vtr_fleet_get_hosts (self->fleet);

  for (guint i = 0; i < g_list_model_get_n_items (hosts); i++)
    {
      g_autoptr (VtrHost) host = g_list_model_get_item (hosts, i);
      VtrHostState state = vtr_host_get_state (host);

      if (state == VTR_HOST_CONNECTING || state == VTR_HOST_NOT_ANSWERING)
        return TRUE;
    }
  return FALSE;
}

/* It may be on a host that is not there yet: only when all have come is it nowhere. */
static void
look_for_wanted (VtrApplication *self)
{
  gboolean is_last = self->is_settled && !may_a_host_still_answer (self);
  VtrWindow *window = get_window (self);
  VtrMachine *machine;

  if (self->wanted_machine == NULL || window == NULL)
    return;

  machine = find_wanted (self);
  if (machine == NULL && !is_last)
    return;

  if (machine != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.show-machine", "s",
                                vtr_machine_get_uuid (machine));
  else
    {
      /* Translators: %s is what somebody typed. */
      g_autofree char *sentence
          = g_strdup_printf (_("There is no machine “%s”"), self->wanted_machine);

      vtr_window_say (window, sentence);
    }
  g_clear_pointer (&self->wanted_machine, g_free);
  g_clear_pointer (&self->wanted_uri, g_free);
}

/* The hosts */

static void
settle (VtrApplication *self)
{
  VtrWindow *window = get_window (self);

  self->is_settled = TRUE;
  if (window != NULL)
    vtr_window_set_settled (window, TRUE);
  if (self->ready_file != NULL)
    vtr_ready_file_start (self->ready_file);
  look_for_wanted (self);
}

static void
on_probed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (VtrApplication) self = user_data;
  g_auto (GStrv) uris = vtr_host_probe_finish (result, NULL);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (uris != NULL && uris[0] != NULL)
    vtr_host_connect (vtr_fleet_add_host (self->fleet, uris[0], NULL, TRUE, TRUE));
  settle (self);
}

typedef struct
{
  VtrApplication *application;
  gboolean        has_own_hosts;
} Loading;

static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autofree Loading *loading = user_data;
  g_autoptr (VtrApplication) self = loading->application;
  g_autoptr (GError) error = NULL;
  gboolean had_file = vtr_fleet_load_finish (self->fleet, result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (!loading->has_own_hosts && had_file)
    vtr_fleet_connect_all (self->fleet);
  if (!loading->has_own_hosts && g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    vtr_host_probe_async (self->cancellable, on_probed_cb, g_object_ref (self));
  else
    settle (self);
}

/* Who brings hosts on the command line wants those: the remembered ones are listed only. */
static void
load_hosts (VtrApplication *self,
            gboolean        has_own_hosts)
{
  Loading *loading;

  if (self->is_loaded)
    return;

  self->is_loaded = TRUE;
  loading = g_new (Loading, 1);
  *loading = (Loading) { g_object_ref (self), has_own_hosts };
  vtr_fleet_load_async (self->fleet, on_loaded_cb, loading);
}

static void
open_host (VtrApplication *self,
           const char     *uri)
{
  vtr_host_connect (vtr_fleet_add_host (self->fleet, uri, NULL, FALSE, FALSE));
}

static void
follow (VtrApplication       *self,
        const VtrCommandLine *line)
{
  const VtrHostAddress demo = { .kind = VTR_HOST_KIND_DEMO };
  g_autofree char *demo_uri = line->demo ? vtr_host_address_to_uri (&demo, NULL) : NULL;
  const char *only_uri = demo_uri != NULL ? demo_uri : line->uris[0];
  VtrWindow *window = present_window (self);

  for (guint i = 0; line->uris[i] != NULL; i++)
    open_host (self, line->uris[i]);
  if (demo_uri != NULL)
    open_host (self, demo_uri);
  load_hosts (self, vtr_command_line_has_hosts (line));

  if (line->show_host)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.show-host-page", "(ss)", only_uri,
                                VTR_HOST_PAGE_OVERVIEW);
  if (line->machine != NULL)
    {
      g_set_str (&self->wanted_machine, line->machine);
      g_set_str (&self->wanted_uri, only_uri);
      look_for_wanted (self);
    }
}

static void
on_fleet_authenticate_cb (VtrApplication *self,
                          VtrHost        *host,
                          VtrAuthRequest *request)
{
  adw_dialog_present (vtr_auth_dialog_new (host, request), GTK_WIDGET (present_window (self)));
}

static void
on_fleet_trouble_cb (VtrApplication   *self,
                     const VtrTrouble *trouble)
{
  adw_dialog_present (vtr_trouble_dialog_new (trouble), GTK_WIDGET (present_window (self)));
}

/* How long the program goes on */

/* What is being written and what is being done is not cut off; who quits waits for the first. */
static void
update_hold (VtrApplication *self)
{
  gboolean saving, needed;

  g_object_get (self->fleet, "saving", &saving, NULL);
  needed = saving
           || (!self->is_quitting
               && (vtr_job_list_get_n_running (vtr_fleet_get_jobs (self->fleet)) > 0
                   || g_settings_get_boolean (self->settings, "close-keeps-running")));

  if (needed == self->is_held)
    return;
  self->is_held = needed;
  if (needed)
    g_application_hold (G_APPLICATION (self));
  else
    g_application_release (G_APPLICATION (self));
}

static gboolean
is_worked_with (VtrApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (gtk_window_is_active (l->data))
      return TRUE;
  return FALSE;
}

/* Beside another program's window the numbers may be a little older. */
static void
update_sampling (VtrApplication *self)
{
  guint interval = g_settings_get_uint (self->settings, "sampling-interval");

  vtr_fleet_set_sampling_interval (self->fleet,
                                   is_worked_with (self) ? interval : interval * ASIDE_FACTOR);
}

static void
apply_settings (VtrApplication *self)
{
  update_sampling (self);
  vtr_shutdown_job_set_patience (g_settings_get_uint (self->settings, "shut-down-patience"));
  vtr_guest_clock_set_enabled (g_settings_get_boolean (self->settings, "set-clock-after-resume"));
  update_hold (self);
}

/* The actions */

static void
quit (GSimpleAction *action,
      GVariant      *parameter,
      gpointer       user_data)
{
  VtrApplication *self = user_data;
  GList *windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));

  self->is_quitting = TRUE;
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
  g_list_free (windows);
  update_hold (self);
}

/* Closing a window closes no more than the dialog that is open in it. */
static void
close_dialogs (VtrApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    {
      AdwDialog *dialog;

      while (ADW_IS_APPLICATION_WINDOW (l->data)
             && (dialog = adw_application_window_get_visible_dialog (l->data)) != NULL)
        adw_dialog_force_close (dialog);
    }
}

/* The first signal asks, so that what is under way is brought to its end; the next one is obeyed
 * by the system. */
static gboolean
on_signal_cb (gpointer user_data)
{
  close_dialogs (user_data);
  g_action_group_activate_action (G_ACTION_GROUP (user_data), "quit", NULL);
  return G_SOURCE_REMOVE;
}

static void
show_preferences (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  VtrWindow *window = present_window (user_data);

  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)) == NULL)
    adw_dialog_present (vtr_preferences_dialog_new (), GTK_WIDGET (window));
}

static void
show_help (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new ("help:vitrine");

  gtk_uri_launcher_launch (launcher, GTK_WINDOW (present_window (user_data)), NULL, NULL, NULL);
}

static void
show_shortcuts (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  gtk_widget_activate_action (GTK_WIDGET (present_window (user_data)), "win.show-help-overlay",
                              NULL);
}

static void
show_about (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  adw_dialog_present (vtr_about_new (), GTK_WIDGET (present_window (user_data)));
}

static void
show_window (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  present_window (user_data);
}

static void
add_actions (VtrApplication *self)
{
  static const GActionEntry entries[] = {
    { .name = "quit", .activate = quit },
    { .name = "preferences", .activate = show_preferences },
    { .name = "help", .activate = show_help },
    { .name = "shortcuts", .activate = show_shortcuts },
    { .name = "about", .activate = show_about },
    { .name = "show-window", .activate = show_window },
  };
  static const struct
  {
    const char *action;
    const char *keys[3];
  } accelerators[] = {
    { "app.quit", { "<Control>q" } },
    { "app.preferences", { "<Control>comma" } },
    { "app.help", { "F1" } },
    { "window.close", { "<Control>w" } },
    { "win.new-machine", { "<Control>n" } },
    { "win.search", { "<Control>f" } },
    { "win.toggle-sidebar", { "F9" } },
    { "console.full-screen", { "F11" } },
    { "win.show-help-overlay", { "<Control>question" } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accelerators[i].action,
                                           accelerators[i].keys);
}

/* The type */

static void
vtr_application_startup (GApplication *application)
{
  VtrApplication *self = VTR_APPLICATION (application);
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "vitrine", "hosts", NULL);
  const char *ready_path = g_getenv ("VITRINE_READY_FILE");

  G_APPLICATION_CLASS (vtr_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (APP_ID);
  self->settings = g_settings_new (APP_ID);
  self->fleet = vtr_fleet_new (path);
  self->notifier = vtr_notifier_new (GTK_APPLICATION (self), vtr_fleet_get_jobs (self->fleet),
                                     self->settings);
  if (ready_path != NULL)
    self->ready_file = vtr_ready_file_new (self->fleet, ready_path);

  add_actions (self);
  g_signal_connect_object (self->settings, "changed", G_CALLBACK (apply_settings), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->fleet, "notify::saving", G_CALLBACK (update_hold), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->fleet, "notify::complete", G_CALLBACK (look_for_wanted), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->fleet, "authenticate", G_CALLBACK (on_fleet_authenticate_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->fleet, "trouble", G_CALLBACK (on_fleet_trouble_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (vtr_fleet_get_jobs (self->fleet), "notify::n-running",
                           G_CALLBACK (update_hold), self, G_CONNECT_SWAPPED);
  g_unix_signal_add (SIGINT, on_signal_cb, self);
  g_unix_signal_add (SIGTERM, on_signal_cb, self);
  apply_settings (self);
}

static void
vtr_application_window_added (GtkApplication *application,
                              GtkWindow      *window)
{
  GTK_APPLICATION_CLASS (vtr_application_parent_class)->window_added (application, window);

  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (update_sampling), application,
                           G_CONNECT_SWAPPED);
}

static void
vtr_application_activate (GApplication *application)
{
  const char *const nothing[] = { "vitrine", NULL };
  g_autoptr (VtrCommandLine) line = vtr_command_line_parse (nothing, NULL);

  follow (VTR_APPLICATION (application), line);
}

/* Who started us from a file manager reads no terminal, and is told in a window instead. */
static gboolean
check_viewer (const char *target,
              GError    **error)
{
  return g_getenv ("GIO_LAUNCHED_DESKTOP_FILE") != NULL || vtr_viewer_check (target, error);
}

/* What needs no window is answered where it was asked, and bad use is known before anything starts. */
static gboolean
vtr_application_local_command_line (GApplication   *application,
                                    char         ***arguments,
                                    int            *exit_status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VtrCommandLine) line
      = vtr_command_line_parse ((const char *const *) *arguments, &error);

  if (line == NULL
      || (line->viewer != NULL && !line->help && !line->version
          && !check_viewer (line->viewer, &error)))
    {
      g_printerr ("vitrine: %s\n", error->message);
      *exit_status = VTR_EXIT_BAD_USE;
      return TRUE;
    }
  if (line->help)
    {
      g_autofree char *help = vtr_command_line_make_help ();

      g_print ("%s", help);
      *exit_status = EXIT_SUCCESS;
      return TRUE;
    }
  if (line->version)
    {
      g_print ("Vitrine %s\n", APP_VERSION);
      *exit_status = EXIT_SUCCESS;
      return TRUE;
    }

  return G_APPLICATION_CLASS (vtr_application_parent_class)
      ->local_command_line (application, arguments, exit_status);
}

static int
vtr_application_command_line (GApplication            *application,
                              GApplicationCommandLine *command_line)
{
  g_auto (GStrv) arguments = g_application_command_line_get_arguments (command_line, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (VtrCommandLine) line
      = vtr_command_line_parse ((const char *const *) arguments, &error);

  /* An older or newer program may have been started than the one that runs. */
  if (line == NULL)
    {
      g_application_command_line_printerr (command_line, "vitrine: %s\n", error->message);
      return VTR_EXIT_BAD_USE;
    }

  if (line->viewer != NULL)
    {
      g_autoptr (GFile) target
          = g_application_command_line_create_file_for_arg (command_line, line->viewer);

      vtr_viewer_open (GTK_APPLICATION (application), target);
      return EXIT_SUCCESS;
    }

  follow (VTR_APPLICATION (application), line);
  return EXIT_SUCCESS;
}

static void
vtr_application_shutdown (GApplication *application)
{
  VtrApplication *self = VTR_APPLICATION (application);

  g_cancellable_cancel (self->cancellable);

  G_APPLICATION_CLASS (vtr_application_parent_class)->shutdown (application);
}

static void
vtr_application_dispose (GObject *object)
{
  VtrApplication *self = VTR_APPLICATION (object);

  g_clear_object (&self->ready_file);
  g_clear_object (&self->notifier);
  g_clear_object (&self->fleet);
  g_clear_object (&self->settings);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->wanted_machine, g_free);
  g_clear_pointer (&self->wanted_uri, g_free);

  G_OBJECT_CLASS (vtr_application_parent_class)->dispose (object);
}

static void
vtr_application_class_init (VtrApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);
  GtkApplicationClass *gtk_application_class = GTK_APPLICATION_CLASS (klass);

  object_class->dispose = vtr_application_dispose;
  application_class->activate = vtr_application_activate;
  application_class->command_line = vtr_application_command_line;
  application_class->local_command_line = vtr_application_local_command_line;
  application_class->shutdown = vtr_application_shutdown;
  application_class->startup = vtr_application_startup;
  gtk_application_class->window_added = vtr_application_window_added;
}

static void
vtr_application_init (VtrApplication *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * vtr_application_new:
 *
 * Returns: (transfer full): the program
 */
VtrApplication *
vtr_application_new (void)
{
  return g_object_new (VTR_TYPE_APPLICATION,
                       "application-id", APP_ID,
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE,
                       NULL);
}
