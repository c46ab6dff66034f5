/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-create-dialog.h"

#include "vtr-create-size.h"
#include "vtr-create-source.h"
#include "vtr-create-what.h"
#include "vtr-os-chooser.h"

#include "provision/vtr-draft-problem.h"
#include "storage/vtr-storage-chooser.h"
#include "virt/machine/vtr-machine.h"

#include <glib/gi18n-lib.h>

struct _VtrCreateDialog
{
  AdwDialog          parent_instance;

  /* owned */
  VtrOsDatabase     *database;
  VtrMachineDraft   *draft;
  GCancellable      *cancellable;

  /* template children */
  AdwNavigationView *view;
  VtrCreateWhat     *what;
  AdwNavigationPage *source_page;
  VtrCreateSource   *source;
  VtrOsChooser      *os_chooser;
  VtrCreateSize     *size;
  GtkWidget         *create_button;

  /* state */
  guint              focus_source;
  gboolean           has_begun; /* there is more in the draft than a host */
};

/* What somebody had begun when they closed the dialog, for the next time. */
static VtrMachineDraft *kept_draft;

G_DEFINE_FINAL_TYPE (VtrCreateDialog, vtr_create_dialog, ADW_TYPE_DIALOG)

static void
update_actions (VtrCreateDialog *self)
{
  g_autoptr (GPtrArray) problems = vtr_machine_draft_check (self->draft);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "create.create",
                                 vtr_machine_draft_is_ready (self->draft)
                                     && vtr_draft_problems_let (problems));
}

static void
on_view_popped_cb (VtrCreateDialog *self)
{
  adw_dialog_set_default_widget (ADW_DIALOG (self), NULL);
}

/* The first screen */

static void
show_size (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  VtrCreateDialog *self = VTR_CREATE_DIALOG (widget);

  self->has_begun = TRUE;
  adw_dialog_set_default_widget (ADW_DIALOG (self), self->create_button);
  adw_navigation_view_push_by_tag (self->view, "size");
}

static void
show_source (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  VtrCreateDialog *self = VTR_CREATE_DIALOG (widget);

  adw_navigation_page_set_title (self->source_page, g_variant_get_string (parameter, NULL));
  vtr_create_source_list (self->source);
  adw_navigation_view_push (self->view, self->source_page);
}

static void
show_systems (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  VtrCreateDialog *self = VTR_CREATE_DIALOG (widget);

  adw_navigation_view_push_by_tag (self->view, "os");
  vtr_os_chooser_begin (self->os_chooser);
}

static void
on_os_chooser_os_chosen_cb (VtrCreateDialog *self,
                            VtrOs           *os)
{
  vtr_machine_draft_choose_os (self->draft, os);
  adw_navigation_view_pop (self->view);
}

static void
choose (VtrCreateDialog *self,
        VtrMethod        method,
        const char      *path)
{
  vtr_machine_draft_set_method (self->draft, method, path);
  show_size (GTK_WIDGET (self), NULL, NULL);
}

typedef struct
{
  VtrCreateDialog *dialog;
  VtrMethod        method;
} Choosing;

static void
on_file_chosen_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autofree Choosing *choosing = user_data;
  g_autoptr (VtrCreateDialog) self = choosing->dialog;
  g_autoptr (VtrStorageChoice) choice = vtr_storage_chooser_ask_finish (result, NULL);

  if (choice == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  vtr_machine_draft_set_image (self->draft, choice->pool, choice->volume, choice->format);
  choose (self, choosing->method, choice->path);
}

static void
open_file (VtrCreateDialog  *self,
           VtrStoragePurpose purpose,
           VtrMethod         method)
{
  Choosing *choosing = g_new (Choosing, 1);

  *choosing = (Choosing) { g_object_ref (self), method };
  vtr_storage_chooser_ask_async (GTK_WIDGET (self), vtr_machine_draft_get_host (self->draft), purpose,
                                 self->cancellable, on_file_chosen_cb, choosing);
}

static void
choose_file (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  open_file (VTR_CREATE_DIALOG (widget), VTR_STORAGE_FOR_CD, VTR_METHOD_MEDIA);
}

static void
choose_disk (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  open_file (VTR_CREATE_DIALOG (widget), VTR_STORAGE_FOR_DISK, VTR_METHOD_DISK);
}

static void
choose_cloud (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  open_file (VTR_CREATE_DIALOG (widget), VTR_STORAGE_FOR_DISK, VTR_METHOD_CLOUD);
}

static void
boot_network (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  choose (VTR_CREATE_DIALOG (widget), VTR_METHOD_NETWORK, NULL);
}

static void
choose_empty (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  choose (VTR_CREATE_DIALOG (widget), VTR_METHOD_EMPTY, NULL);
}

static void
start_network (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  vtr_machine_draft_start_network (VTR_CREATE_DIALOG (widget)->draft,
                                   g_variant_get_boolean (parameter));
}

static void
cancel (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

/* Making it */

/* The window that the dialog stood in lives on when the dialog does not. */
static void
on_job_finished_cb (VtrJob    *job,
                    GtkWidget *window)
{
  gpointer machine = vtr_job_get_subject (job);

  if (vtr_job_get_state (job) == VTR_JOB_SUCCEEDED && VTR_IS_MACHINE (machine)
      && gtk_window_is_active (GTK_WINDOW (window)))
    gtk_widget_activate_action (window, "win.show-machine", "s", vtr_machine_get_uuid (machine));
}

static void
create (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  VtrCreateDialog *self = VTR_CREATE_DIALOG (widget);
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));
  g_autoptr (VtrJob) job
      = vtr_create_job_run (vtr_machine_draft_get_host (self->draft),
                            vtr_machine_draft_make_order (self->draft));

  self->has_begun = FALSE;
  g_signal_connect_object (job, "finished", G_CALLBACK (on_job_finished_cb), window,
                           G_CONNECT_DEFAULT);
  adw_dialog_close (ADW_DIALOG (self));
}

/* What was begun */

static void
vtr_create_dialog_closed (AdwDialog *dialog)
{
  VtrCreateDialog *self = VTR_CREATE_DIALOG (dialog);

  if (self->has_begun)
    {
      g_set_object (&kept_draft, self->draft);
      vtr_machine_draft_set_database (kept_draft, NULL);
    }
}

/* Goes on with what was begun for the same host. */
static gboolean
take_kept_draft (VtrCreateDialog *self,
                 VtrHost         *host)
{
  if (kept_draft == NULL || vtr_machine_draft_get_host (kept_draft) != host)
    return FALSE;

  g_clear_object (&self->draft);
  self->draft = g_steal_pointer (&kept_draft);
  vtr_machine_draft_set_database (self->draft, self->database);
  vtr_machine_draft_look_again (self->draft);
  return TRUE;
}

static void
follow_draft (VtrCreateDialog *self)
{
  g_signal_connect_object (self->draft, "changed", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "notify::ready", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  update_actions (self);
}

/* The type */

static void
vtr_create_dialog_dispose (GObject *object)
{
  VtrCreateDialog *self = VTR_CREATE_DIALOG (object);

  g_clear_handle_id (&self->focus_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_CREATE_DIALOG);
  g_clear_object (&self->draft);
  g_clear_object (&self->database);

  G_OBJECT_CLASS (vtr_create_dialog_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "create.show-size", NULL, show_size);
  gtk_widget_class_install_action (widget_class, "create.show-source", "s", show_source);
  gtk_widget_class_install_action (widget_class, "create.show-systems", NULL, show_systems);
  gtk_widget_class_install_action (widget_class, "create.choose-file", NULL, choose_file);
  gtk_widget_class_install_action (widget_class, "create.choose-disk", NULL, choose_disk);
  gtk_widget_class_install_action (widget_class, "create.choose-cloud", NULL, choose_cloud);
  gtk_widget_class_install_action (widget_class, "create.boot-network", NULL, boot_network);
  gtk_widget_class_install_action (widget_class, "create.empty", NULL, choose_empty);
  gtk_widget_class_install_action (widget_class, "create.create", NULL, create);
  gtk_widget_class_install_action (widget_class, "create.start-network", "b", start_network);
  gtk_widget_class_install_action (widget_class, "create.cancel", NULL, cancel);
}

static void
vtr_create_dialog_class_init (VtrCreateDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_create_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = vtr_create_dialog_closed;
  install_actions (widget_class);

  g_type_ensure (VTR_TYPE_CREATE_SIZE);
  g_type_ensure (VTR_TYPE_CREATE_SOURCE);
  g_type_ensure (VTR_TYPE_CREATE_WHAT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/create/vtr-create-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrCreateDialog, view);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateDialog, what);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateDialog, source_page);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateDialog, source);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateDialog, os_chooser);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateDialog, size);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateDialog, create_button);
  gtk_widget_class_bind_template_callback (widget_class, on_os_chooser_os_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_view_popped_cb);
}

static void
vtr_create_dialog_init (VtrCreateDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->database = vtr_os_database_new ();
  self->draft = vtr_machine_draft_new (self->database);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A narrow window moves the dialog into a sheet after it was shown, and loses its focus. */
static gboolean
focus_cb (gpointer user_data)
{
  VtrCreateDialog *self = user_data;

  self->focus_source = 0;
  gtk_widget_grab_focus (vtr_create_what_get_first_widget (self->what));
  return G_SOURCE_REMOVE;
}

static void
on_what_map_cb (VtrCreateDialog *self)
{
  if (self->focus_source == 0 && !self->has_begun)
    self->focus_source = g_idle_add (focus_cb, self);
}

/* Without a catalogue everything else still works. */
static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!vtr_os_database_load_finish (VTR_OS_DATABASE (source), result, &error))
    g_debug ("The systems cannot be listed: %s", error->message);
}

/**
 * vtr_create_dialog_present:
 * @parent: a widget of the window to show it in
 * @fleet: the hosts to choose from
 * @host: the one to begin with
 */
void
vtr_create_dialog_present (GtkWidget *parent,
                           VtrFleet  *fleet,
                           VtrHost   *host)
{
  VtrCreateDialog *self = g_object_new (VTR_TYPE_CREATE_DIALOG, NULL);

  gboolean goes_on = take_kept_draft (self, host);

  if (!goes_on)
    vtr_machine_draft_set_host (self->draft, host);
  follow_draft (self);
  g_signal_connect_object (self->what, "map", G_CALLBACK (on_what_map_cb), self, G_CONNECT_SWAPPED);
  vtr_create_what_set_draft (self->what, self->draft, self->database, fleet);
  vtr_create_source_set_draft (self->source, self->draft, self->database);
  vtr_os_chooser_set_database (self->os_chooser, self->database);
  vtr_create_size_set_draft (self->size, self->draft);
  adw_dialog_set_focus (ADW_DIALOG (self), vtr_create_what_get_first_widget (self->what));
  adw_dialog_present (ADW_DIALOG (self), parent);
  if (goes_on)
    show_size (GTK_WIDGET (self), NULL, NULL);
  vtr_os_database_load_async (self->database, self->cancellable, on_loaded_cb, NULL);
}
