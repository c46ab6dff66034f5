/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-machine-questions.h"

#include <glib/gi18n-lib.h>

#include "virt/machine/vtr-verb-warning.h"
#include "widgets/vtr-question.h"

/* A single machine is named. Many are counted, and some languages have several forms for it. */
static const char *
heading_for_many (VtrVerb verb,
                  guint   n)
{
  switch (verb)
    {
    case VTR_VERB_PAUSE:
      return ngettext ("Pause %u Machine?", "Pause %u Machines?", n);
    case VTR_VERB_SHUT_DOWN:
      return ngettext ("Shut Down %u Machine?", "Shut Down %u Machines?", n);
    case VTR_VERB_REBOOT:
      return ngettext ("Restart %u Machine?", "Restart %u Machines?", n);
    case VTR_VERB_FORCE_OFF:
      return ngettext ("Force Off %u Machine?", "Force Off %u Machines?", n);
    case VTR_VERB_RESET:
      return ngettext ("Reset %u Machine?", "Reset %u Machines?", n);
    case VTR_VERB_SAVE:
      return ngettext ("Save %u Machine?", "Save %u Machines?", n);
    case VTR_VERB_DISCARD_SAVED:
      return ngettext ("Discard the Saved State of %u Machine?",
                       "Discard the Saved State of %u Machines?", n);
    case VTR_VERB_SEND_NMI:
      return ngettext ("Send an NMI to %u Machine?", "Send an NMI to %u Machines?", n);
    case VTR_VERB_DELETE:
      return ngettext ("Remove %u Machine?", "Remove %u Machines?", n);
    default:
      g_return_val_if_reached ("%u");
    }
}

/**
 * vtr_machine_question_key:
 * @verb: a verb
 *
 * Returns: (nullable): the setting that says whether it is asked, "" for always, NULL for never
 */
const char *
vtr_machine_question_key (VtrVerb verb)
{
  const VtrVerbWarning *warning = vtr_verb_get_warning (verb);

  if (warning == NULL)
    return NULL;

  return warning->key != NULL ? warning->key : "";
}

/**
 * vtr_machine_question_ask:
 * @parent: where the question appears
 * @verb: one that is asked
 * @machines: (element-type VtrMachine): what it would be done to
 * @callback: gets the answer for vtr_question_ask_finish()
 * @user_data: for @callback
 */
void
vtr_machine_question_ask (GtkWidget          *parent,
                          VtrVerb             verb,
                          GPtrArray          *machines,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  const VtrVerbWarning *warning = vtr_verb_get_warning (verb);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *heading = NULL;
  VtrQuestion question;

  for (guint i = 0; i < machines->len; i++)
    g_ptr_array_add (names, (gpointer) vtr_machine_get_display_name (machines->pdata[i]));
  g_ptr_array_add (names, NULL);

  if (machines->len == 1)
    heading = g_strdup_printf (_(warning->one), names->pdata[0]);
  else
    heading = g_strdup_printf (heading_for_many (verb, machines->len), machines->len);

  question = (VtrQuestion) {
    .heading = heading,
    .body = _(warning->body),
    .losses = machines->len > 1 ? (const char *const *) names->pdata : NULL,
    .confirm_label = _(warning->confirm),
    .destructive = warning->destructive,
    .offer_never = warning->key != NULL,
  };
  vtr_question_ask_async (parent, &question, NULL, callback, user_data);
}

/* A new name */

typedef struct
{
  VtrMachine     *machine;
  AdwAlertDialog *dialog; /* borrowed: it owns this */
  GtkEditable    *entry;
} Renaming;

static void
free_renaming (gpointer  data,
               GClosure *closure)
{
  Renaming *renaming = data;

  g_object_unref (renaming->machine);
  g_free (renaming);
}

static void
on_name_changed_cb (GtkEditable *entry,
                    Renaming    *renaming)
{
  const char *name = gtk_editable_get_text (entry);

  adw_alert_dialog_set_response_enabled (
      renaming->dialog, "rename",
      name[0] != '\0' && strchr (name, '/') == NULL
          && !g_str_equal (name, vtr_machine_get_name (renaming->machine)));
}

static void
on_rename_cb (AdwAlertDialog *dialog,
              const char     *response,
              Renaming       *renaming)
{
  g_autoptr (VtrJob) job
      = vtr_machine_rename (renaming->machine, gtk_editable_get_text (renaming->entry));

  g_debug ("%s", vtr_job_get_title (job));
}

/**
 * vtr_machine_ask_name:
 * @parent: where the question appears
 * @machine: a machine that is off; it is renamed if the person says so
 */
void
vtr_machine_ask_name (GtkWidget  *parent,
                      VtrMachine *machine)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("Rename Machine"), NULL);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *entry = adw_entry_row_new ();
  Renaming *renaming = g_new0 (Renaming, 1);

  renaming->machine = g_object_ref (machine);
  renaming->dialog = ADW_ALERT_DIALOG (dialog);
  renaming->entry = GTK_EDITABLE (entry);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _("Name"));
  gtk_editable_set_text (GTK_EDITABLE (entry), vtr_machine_get_name (machine));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), entry);
  adw_alert_dialog_set_extra_child (renaming->dialog, group);
  adw_alert_dialog_add_responses (renaming->dialog, "cancel", _("_Cancel"), "rename", _("_Rename"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (renaming->dialog, "rename", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (renaming->dialog, "rename");
  adw_alert_dialog_set_response_enabled (renaming->dialog, "rename", FALSE);
  adw_dialog_set_focus (dialog, entry);

  g_signal_connect (entry, "changed", G_CALLBACK (on_name_changed_cb), renaming);
  g_signal_connect_data (dialog, "response::rename", G_CALLBACK (on_rename_cb), renaming,
                         free_renaming, 0);
  adw_dialog_present (dialog, parent);
}
