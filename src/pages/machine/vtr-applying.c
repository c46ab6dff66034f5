/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-applying.h"

#include <glib/gi18n-lib.h>

#include "virt/vtr-virt-error.h"
#include "widgets/vtr-trouble-dialog.h"

typedef struct
{
  GtkWidget            *widget;
  VtrMachineDefinition *definition;
  GPtrArray            *edits;
  char                 *failure;
  char                 *reason;   /* why something takes effect only later */
  guint                 position;
  gboolean              later;
  VtrApplied            done;
  gpointer              user_data;
} Applying;

static void go_on (Applying *applying);

static void
free_applying (Applying *applying)
{
  g_object_unref (applying->widget);
  g_object_unref (applying->definition);
  g_ptr_array_unref (applying->edits);
  g_free (applying->failure);
  g_free (applying->reason);
  g_free (applying);
}

static void
tell_success (Applying *applying)
{
  g_autofree char *sentence = NULL;

  if (!applying->later)
    sentence = g_strdup (_("Applied"));
  else if (applying->reason == NULL)
    sentence = g_strdup (_("Saved for the next start"));
  else
    sentence = g_strdup_printf (_("Saved for the next start: %s"), applying->reason);

  gtk_widget_activate_action (applying->widget, "window.say", "s", sentence);
}

static void
finish (Applying *applying,
        gboolean  success)
{
  if (success)
    tell_success (applying);
  if (applying->done != NULL)
    applying->done (applying->widget, success, applying->user_data);
  free_applying (applying);
}

static void
on_applied_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Applying *applying = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = NULL;
  VtrOutcome outcome = VTR_OUTCOME_APPLIED;

  if (!vtr_machine_definition_apply_finish (applying->definition, result, &outcome, &reason,
                                            &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
          && gtk_widget_get_root (applying->widget) != NULL)
        {
          g_autoptr (VtrTrouble) trouble = vtr_virt_trouble (applying->failure, error);

          adw_dialog_present (vtr_trouble_dialog_new (trouble), applying->widget);
        }
      finish (applying, FALSE);
      return;
    }

  if (outcome == VTR_OUTCOME_AT_NEXT_START)
    {
      applying->later = TRUE;
      g_set_str (&applying->reason, reason);
    }
  go_on (applying);
}

static void
go_on (Applying *applying)
{
  VtrEdit *edit;

  if (applying->position == applying->edits->len)
    {
      finish (applying, TRUE);
      return;
    }

  edit = applying->edits->pdata[applying->position++];
  vtr_machine_definition_apply_async (applying->definition, edit, NULL, on_applied_cb, applying);
}

/**
 * vtr_applying_start:
 * @widget: where the outcome is told; it is kept alive until then
 * @definition: what to change
 * @edits: (transfer full) (element-type VtrEdit): what to do, in this order
 * @failure: a sentence for the head of a refusal
 * @done: (nullable): called at the end
 * @user_data: for @done
 */
void
vtr_applying_start (GtkWidget            *widget,
                    VtrMachineDefinition *definition,
                    GPtrArray            *edits,
                    const char           *failure,
                    VtrApplied            done,
                    gpointer              user_data)
{
  Applying *applying = g_new0 (Applying, 1);

  applying->widget = g_object_ref (widget);
  applying->definition = g_object_ref (definition);
  applying->edits = edits;
  applying->failure = g_strdup (failure);
  applying->done = done;
  applying->user_data = user_data;
  go_on (applying);
}
