/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-machine-questions.h"

#include <glib/gi18n-lib.h>

#include "widgets/vtr-question.h"

/* In the order of VtrVerb. @key: the setting that asks for it, NULL with a heading: always asked. */
static const struct
{
  const char *key;
  const char *one; /* %s is the machine */
  const char *body;
  const char *confirm;
  gboolean    destructive;
} questions[VTR_N_VERBS] = {
  [VTR_VERB_PAUSE] = { "confirm-pause", N_("Pause “%s”?"),
                       N_("Nobody can work in it until it is resumed."), N_("_Pause"), FALSE },
  [VTR_VERB_SHUT_DOWN] = { "confirm-shut-down", N_("Shut Down “%s”?"),
                           N_("The guest is asked to end its programs and switch itself off."),
                           N_("_Shut Down"), FALSE },
  [VTR_VERB_REBOOT] = { "confirm-reboot", N_("Restart “%s”?"),
                        N_("The guest is asked to end its programs and start again."),
                        N_("_Restart"), FALSE },
  [VTR_VERB_FORCE_OFF] = { "confirm-force-off", N_("Force Off “%s”?"),
                           N_("It is like pulling the plug: what the guest has not written to its "
                              "disks is lost, and its files may be damaged."),
                           N_("_Force Off"), TRUE },
  [VTR_VERB_RESET] = { "confirm-reset", N_("Reset “%s”?"),
                       N_("It is like pressing the reset button: what the guest has not written to "
                          "its disks is lost, and its files may be damaged."),
                       N_("_Reset"), TRUE },
  [VTR_VERB_SAVE] = { "confirm-save", N_("Save “%s”?"),
                      N_("Its memory is written to the host's disk and it goes off. The next start "
                         "goes on from there."),
                      N_("_Save"), FALSE },
  [VTR_VERB_DISCARD_SAVED] = { NULL, N_("Discard the Saved State of “%s”?"),
                               N_("The memory that was saved is deleted. What was open and not "
                                  "written to disk is lost; the next start is as after a power cut."),
                               N_("_Discard"), TRUE },
  [VTR_VERB_SEND_NMI] = { NULL, N_("Send an NMI to “%s”?"),
                          N_("Most systems answer this interrupt with a crash dump."),
                          N_("_Send"), TRUE },
  [VTR_VERB_DELETE] = { NULL, N_("Remove “%s”?"),
                        N_("Its definition is deleted from the host. Its disks, firmware settings "
                           "and TPM state stay there."),
                        N_("_Remove"), TRUE },
};

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
  if (questions[verb].one == NULL)
    return NULL;

  return questions[verb].key != NULL ? questions[verb].key : "";
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
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *heading = NULL;
  VtrQuestion question;

  for (guint i = 0; i < machines->len; i++)
    g_ptr_array_add (names, (gpointer) vtr_machine_get_display_name (machines->pdata[i]));
  g_ptr_array_add (names, NULL);

  if (machines->len == 1)
    heading = g_strdup_printf (_(questions[verb].one), names->pdata[0]);
  else
    heading = g_strdup_printf (heading_for_many (verb, machines->len), machines->len);

  question = (VtrQuestion) {
    .heading = heading,
    .body = _(questions[verb].body),
    .losses = machines->len > 1 ? (const char *const *) names->pdata : NULL,
    .confirm_label = _(questions[verb].confirm),
    .destructive = questions[verb].destructive,
    .offer_never = questions[verb].key != NULL,
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
