/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-history-dialog.h"

#include <glib/gi18n-lib.h>

#include "base/vtr-format.h"
#include "virt/edit/vtr-definition-history.h"
#include "virt/vtr-virt-error.h"
#include "widgets/vtr-trouble-dialog.h"
#include "xml/vtr-line-diff.h"

#include "vtr-change-words.h"
#include "vtr-diff-view.h"

#define TOLD_CHANGES 3

struct _VtrHistoryDialog
{
  AdwDialog             parent_instance;

  /* owned */
  VtrMachineDefinition *definition;
  GCancellable         *cancellable;
  GPtrArray            *versions;    /* VtrOldDefinition, newest first */
  char                 *why_not;

  /* template children */
  AdwNavigationView    *navigation;
  AdwNavigationPage    *version_page;
  GtkStack             *stack;
  AdwPreferencesGroup  *group;
  VtrDiffView          *diff_view;

  /* borrowed */
  const char           *shown; /* the XML of one of the versions */

  /* state */
  gboolean              restoring;
};

G_DEFINE_FINAL_TYPE (VtrHistoryDialog, vtr_history_dialog, ADW_TYPE_DIALOG)

static char *
get_saved_text (VtrHistoryDialog *self)
{
  VtrXmlDoc *saved = vtr_machine_definition_get_saved (self->definition);

  return saved != NULL ? vtr_xml_doc_to_string (saved) : g_strdup ("");
}

/* The list */

/* What came with a definition. Not everything in one has a name in a form. */
static char *
describe_difference (const char *before,
                     const char *after)
{
  g_autoptr (VtrXmlDoc) old = vtr_xml_doc_new (before, -1, NULL);
  g_autoptr (VtrXmlDoc) new = vtr_xml_doc_new (after, -1, NULL);
  g_autoptr (GPtrArray) changes
      = old != NULL && new != NULL ? vtr_change_list (old, new) : g_ptr_array_new ();
  g_autoptr (GPtrArray) lines = NULL;
  GString *text = g_string_new (NULL);
  guint n_told = MIN (changes->len, TOLD_CHANGES);
  guint n_more = changes->len - n_told;

  for (guint i = 0; i < n_told; i++)
    {
      g_autofree char *title = vtr_change_describe_title (changes->pdata[i], old, new);
      g_autofree char *what = vtr_change_describe_past (changes->pdata[i]);

      g_string_append_printf (text, "%s%s: %s", i > 0 ? "\n" : "", title, what);
    }
  if (n_more > 0)
    g_string_append_printf (text, ngettext ("\nand %u more change", "\nand %u more changes", n_more),
                            n_more);
  if (changes->len > 0)
    return g_string_free (text, FALSE);

  g_string_free (text, TRUE);
  lines = vtr_line_diff (before, after);
  return g_strdup_printf (ngettext ("%u line of XML", "%u lines of XML",
                                    vtr_line_diff_count (lines)),
                          vtr_line_diff_count (lines));
}

static void
show_version (VtrHistoryDialog *self,
              AdwActionRow     *row)
{
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  const VtrOldDefinition *version = self->versions->pdata[index];
  g_autofree char *saved = get_saved_text (self);
  g_autofree char *fitted
      = vtr_definition_history_fit (version->xml,
                                    vtr_machine_definition_get_saved (self->definition));

  self->shown = version->xml;
  adw_navigation_page_set_title (self->version_page,
                                 adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  vtr_diff_view_compare (self->diff_view, saved, fitted);
  adw_navigation_view_push (self->navigation, self->version_page);
}

static GtkWidget *
make_row (VtrHistoryDialog *self,
          guint             index,
          const char       *saved)
{
  const VtrOldDefinition *version = self->versions->pdata[index];
  const VtrOldDefinition *older
      = index + 1 < self->versions->len ? self->versions->pdata[index + 1] : NULL;
  gboolean is_present = g_str_equal (version->xml, saved);
  g_autofree char *title
      = vtr_format_moment (version->time, g_get_real_time () / G_USEC_PER_SEC);
  g_autofree char *text = older != NULL ? describe_difference (older->xml, version->xml)
                                        : g_strdup (_("The oldest one that is kept"));
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title,
                                 "subtitle", text, NULL);

  if (is_present)
    {
      GtkWidget *label = gtk_label_new (_("Saved now"));

      gtk_widget_add_css_class (label, "dim-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
      return row;
    }

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (show_version), self, G_CONNECT_SWAPPED);
  return row;
}

static void
on_listed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (VtrHistoryDialog) self = user_data;
  g_autoptr (GPtrArray) versions = vtr_definition_history_list_finish (result, NULL);
  g_autofree char *saved = NULL;

  if (versions == NULL || self->definition == NULL)
    return;

  self->versions = g_steal_pointer (&versions);
  saved = get_saved_text (self);
  for (guint i = 0; i < self->versions->len; i++)
    adw_preferences_group_add (self->group, make_row (self, i, saved));
  gtk_stack_set_visible_child_name (self->stack, self->versions->len > 0 ? "list" : "empty");
}

/* Back to one of them */

static void restore (VtrHistoryDialog *self,
                     VtrEditSort       sort);

static void
on_define_anyway_cb (VtrHistoryDialog *self)
{
  restore (self, VTR_EDIT_REPLACE_ALL_UNCHECKED);
}

static void
tell_refusal (VtrHistoryDialog *self,
              const GError     *error)
{
  g_autoptr (VtrTrouble) trouble
      = vtr_virt_trouble (_("The definition could not be restored"), error);
  AdwDialog *dialog = vtr_trouble_dialog_new (trouble);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "anyway", _("_Define Anyway"));
  g_signal_connect_object (dialog, "response::anyway", G_CALLBACK (on_define_anyway_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
update_actions (VtrHistoryDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.restore",
                                 self->why_not == NULL && !self->restoring);
}

static void
on_restored_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (VtrHistoryDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  VtrOutcome outcome;
  gboolean restored = vtr_machine_definition_apply_finish (VTR_MACHINE_DEFINITION (source), result,
                                                           &outcome, NULL, &error);

  self->restoring = FALSE;
  if (self->definition == NULL || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;

  update_actions (self);
  if (!restored)
    {
      tell_refusal (self, error);
      return;
    }

  gtk_widget_activate_action (GTK_WIDGET (self), "window.say", "s",
                              outcome == VTR_OUTCOME_APPLIED ? _("Restored")
                                                             : _("Restored for the next start"));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
restore (VtrHistoryDialog *self,
         VtrEditSort       sort)
{
  g_autofree char *text = NULL;
  g_autoptr (VtrEdit) edit = NULL;

  if (self->restoring || self->shown == NULL || self->definition == NULL)
    return;

  text = vtr_definition_history_fit (self->shown,
                                     vtr_machine_definition_get_saved (self->definition));
  edit = vtr_edit_new (sort, NULL, text);
  self->restoring = TRUE;
  update_actions (self);
  vtr_machine_definition_apply_async (self->definition, edit, NULL, on_restored_cb,
                                      g_object_ref (self));
}

static void
restore_checked (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  restore (VTR_HISTORY_DIALOG (widget), VTR_EDIT_REPLACE_ALL);
}

static void
copy (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  VtrHistoryDialog *self = VTR_HISTORY_DIALOG (widget);

  if (self->shown != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), self->shown);
}

/* The class */

static void
vtr_history_dialog_dispose (GObject *object)
{
  VtrHistoryDialog *self = VTR_HISTORY_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_HISTORY_DIALOG);
  g_clear_object (&self->definition);

  G_OBJECT_CLASS (vtr_history_dialog_parent_class)->dispose (object);
}

static void
vtr_history_dialog_finalize (GObject *object)
{
  VtrHistoryDialog *self = VTR_HISTORY_DIALOG (object);

  g_clear_pointer (&self->versions, g_ptr_array_unref);
  g_object_unref (self->cancellable);
  g_free (self->why_not);

  G_OBJECT_CLASS (vtr_history_dialog_parent_class)->finalize (object);
}

static void
vtr_history_dialog_class_init (VtrHistoryDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_history_dialog_dispose;
  object_class->finalize = vtr_history_dialog_finalize;

  gtk_widget_class_install_action (widget_class, "history.restore", NULL, restore_checked);
  gtk_widget_class_install_action (widget_class, "history.copy", NULL, copy);

  g_type_ensure (VTR_TYPE_DIFF_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/machine/vtr-history-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrHistoryDialog, navigation);
  gtk_widget_class_bind_template_child (widget_class, VtrHistoryDialog, version_page);
  gtk_widget_class_bind_template_child (widget_class, VtrHistoryDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, VtrHistoryDialog, group);
  gtk_widget_class_bind_template_child (widget_class, VtrHistoryDialog, diff_view);
}

static void
vtr_history_dialog_init (VtrHistoryDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vtr_history_dialog_new:
 * @definition: of the machine
 *
 * Returns: (transfer floating): a dialog that reads what was kept
 */
AdwDialog *
vtr_history_dialog_new (VtrMachineDefinition *definition)
{
  VtrHistoryDialog *self = g_object_new (VTR_TYPE_HISTORY_DIALOG, NULL);
  VtrMachine *machine = vtr_machine_definition_get_machine (definition);

  self->definition = g_object_ref (definition);
  vtr_definition_history_list_async (vtr_machine_get_uuid (machine), self->cancellable,
                                     on_listed_cb, g_object_ref (self));
  return ADW_DIALOG (self);
}

/**
 * vtr_history_dialog_set_reason:
 * @self: a dialog
 * @why_not: (nullable): why nothing can be changed; NULL where it can
 */
void
vtr_history_dialog_set_reason (VtrHistoryDialog *self,
                               const char       *why_not)
{
  g_return_if_fail (VTR_IS_HISTORY_DIALOG (self));

  g_set_str (&self->why_not, why_not);
  update_actions (self);
}
