/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include <stdio.h>
#include <string.h>

#include "virt/device/vtr-host-offers.h"
#include "virt/edit/vtr-dependent-edits.h"
#include "virt/statistics/vtr-detail-samples.h"
#include "virt/edit/vtr-disk-job.h"
#include "virt/host/vtr-host.h"
#include "virt/edit/vtr-machine-definition.h"
#include "virt/machine/vtr-restart-job.h"
#include "virt/machine/vtr-shutdown-job.h"
#include "virt/vtr-virt-error.h"

/* Changes a machine of a real host through the code of the machine window: reads one order per line,
 * answers each with one line.
 *
 *   change-machine URI MACHINE
 *
 *   set KEY FIELD=VALUE FIELD=…   applied | next-start WHY | refused WHY
 *   add XML                       applied KEY | …
 *   remove KEY
 *   together KEY FIELD=VALUE and KEY FIELD=VALUE and…
 *   display KEY TYPE              all that hangs on a display changes with it
 *   devices                       how many kinds of what the host has for machines it told of
 *   discard
 *   pending                       the number of changes that wait, and their keys
 *   running KEY FIELD             the value
 *   saved KEY FIELD
 *   restart                       succeeded | failed WHY
 *   grow KEY BYTES
 *   move KEY PATH
 *   move-and-cancel KEY PATH      cancelled | …
 *   measure                       the names of all that was measured twice */

typedef struct
{
  GMainLoop            *loop;
  VtrHost              *host;
  VtrMachine           *machine;
  VtrMachineDefinition *definition;
} Program;

static void
answer (const char *format,
        ...) G_GNUC_PRINTF (1, 2);

static void
answer (const char *format,
        ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  puts (g_strdelimit (text, "\n", ' '));
  fflush (stdout);
}

static void read_order (Program *program);

static void
on_applied_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Program *program = user_data;
  VtrOutcome outcome = VTR_OUTCOME_APPLIED;
  g_autofree char *reason = NULL;
  g_autoptr (GError) error = NULL;
  const char *key = vtr_machine_definition_get_new_key (program->definition, result);

  if (!vtr_machine_definition_apply_finish (program->definition, result, &outcome, &reason, &error))
    answer ("refused %s", error->message);
  else if (outcome == VTR_OUTCOME_AT_NEXT_START)
    answer ("next-start %s", reason);
  else
    answer ("applied %s", key != NULL ? key : "");
  read_order (program);
}

static void
apply (Program *program,
       VtrEdit *edit)
{
  vtr_machine_definition_apply_async (program->definition, edit, NULL, on_applied_cb, program);
  vtr_edit_free (edit);
}

static void
on_finished_cb (VtrJob  *job,
                Program *program)
{
  const VtrTrouble *trouble = vtr_job_get_trouble (job);

  if (vtr_job_get_state (job) == VTR_JOB_FAILED)
    answer ("failed %s %s", trouble->summary, trouble->details);
  else
    answer (vtr_job_get_state (job) == VTR_JOB_SUCCEEDED ? "succeeded" : "cancelled");
  g_object_unref (job);
  read_order (program);
}

static void
follow (Program *program,
        VtrJob  *job)
{
  if (vtr_job_get_state (job) == VTR_JOB_RUNNING)
    g_signal_connect (job, "finished", G_CALLBACK (on_finished_cb), program);
  else
    on_finished_cb (job, program);
}

static void
move (Program    *program,
      char      **words,
      gboolean    cancel)
{
  VtrJob *job = vtr_machine_move_disk (program->machine, words[1], words[2]);

  if (cancel)
    vtr_job_cancel (job);
  follow (program, job);
}

static void
on_sampled_cb (VtrDetailSamples *samples,
               Program          *program)
{
  const VtrHistory *cpu = vtr_detail_samples_get (samples, "cpu");
  g_auto (GStrv) names = NULL;
  g_autofree char *line = NULL;

  if (cpu == NULL || vtr_history_size (cpu) < 2)
    return;

  names = vtr_detail_samples_list (samples, NULL);
  line = g_strjoinv (" ", names);
  answer ("%s", line);
  g_object_unref (samples);
  read_order (program);
}

static void
measure (Program *program)
{
  VtrDetailSamples *samples = vtr_detail_samples_new (program->machine);

  vtr_detail_samples_set_interval (samples, 1);
  g_signal_connect (samples, "sampled", G_CALLBACK (on_sampled_cb), program);
  vtr_detail_samples_set_watched (samples, TRUE);
}

static VtrEdit *
make_values (char **words)
{
  VtrEdit *edit = vtr_edit_new (VTR_EDIT_SET_VALUES, words[0], NULL);

  for (char **word = words + 1; *word != NULL && !g_str_equal (*word, "and"); word++)
    {
      g_auto (GStrv) pair = g_strsplit (*word, "=", 2);

      vtr_edit_set (edit, pair[0], pair[1] != NULL && *pair[1] != '\0' ? pair[1] : NULL);
    }
  return edit;
}

static VtrEdit *
make_together (char **words)
{
  VtrEdit *edit = vtr_edit_new (VTR_EDIT_TOGETHER, NULL, NULL);

  vtr_edit_add_part (edit, make_values (words));
  for (char **word = words; *word != NULL; word++)
    if (g_str_equal (*word, "and"))
      vtr_edit_add_part (edit, make_values (word + 1));
  return edit;
}

static VtrEdit *
make_display (Program  *program,
              char    **words)
{
  g_autoptr (GPtrArray) others = NULL;

  return vtr_edit_new_display (vtr_machine_definition_get_saved (program->definition), words[0],
                               words[1], TRUE, &others);
}

static void
on_offers_loaded_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  Program *program = user_data;
  g_autoptr (VtrHostOffers) offers = vtr_host_load_offers_finish (VTR_HOST (source), result, NULL);

  if (offers == NULL)
    answer ("refused");
  else
    answer ("%u %d %d", MIN (offers->n_processors, 1), offers->memory > 0,
            offers->machine_types->len > 1);
  read_order (program);
}

static void
tell_pending (Program *program)
{
  GPtrArray *pending = vtr_machine_definition_get_pending (program->definition);
  g_autoptr (GString) line = g_string_new (NULL);

  g_string_printf (line, "%u", pending->len);
  for (guint i = 0; i < pending->len; i++)
    {
      const VtrChange *change = pending->pdata[i];

      g_string_append_printf (line, " %s", change->key);
      if (change->field != NULL)
        g_string_append_printf (line, ".%s", change->field->name);
    }
  answer ("%s", line->str);
}

static void
tell_value (VtrXmlDoc  *doc,
            char      **words)
{
  g_autoptr (VtrItem) item = doc != NULL ? vtr_item_find (doc, words[1]) : NULL;
  g_autofree char *value = item != NULL && words[2] != NULL ? vtr_item_get (item, words[2]) : NULL;

  answer ("%s", item == NULL ? "absent" : value != NULL ? value : "none");
}

/* Returns whether the answer was given at once. */
static gboolean
obey (Program  *program,
      char    **words,
      const char *rest)
{
  const char *order = words[0];

  if (g_str_equal (order, "pending"))
    tell_pending (program);
  else if (g_str_equal (order, "running"))
    tell_value (vtr_machine_definition_get_running (program->definition), words);
  else if (g_str_equal (order, "saved"))
    tell_value (vtr_machine_definition_get_saved (program->definition), words);
  else
    {
      if (g_str_equal (order, "set"))
        apply (program, make_values (words + 1));
      else if (g_str_equal (order, "together"))
        apply (program, make_together (words + 1));
      else if (g_str_equal (order, "display"))
        apply (program, make_display (program, words + 1));
      else if (g_str_equal (order, "devices"))
        vtr_host_load_offers_async (program->host, "x86_64", NULL, on_offers_loaded_cb, program);
      else if (g_str_equal (order, "add"))
        apply (program, vtr_edit_new (VTR_EDIT_ADD_DEVICE, NULL, rest));
      else if (g_str_equal (order, "remove"))
        apply (program, vtr_edit_new (VTR_EDIT_REMOVE_DEVICE, words[1], NULL));
      else if (g_str_equal (order, "discard"))
        apply (program, vtr_edit_new (VTR_EDIT_DISCARD_PENDING, NULL, NULL));
      else if (g_str_equal (order, "measure"))
        measure (program);
      else if (g_str_equal (order, "restart"))
        follow (program, vtr_machine_restart (program->machine));
      else if (g_str_equal (order, "grow"))
        follow (program, vtr_machine_resize_disk (program->machine, words[1],
                                                  g_ascii_strtoull (words[2], NULL, 10)));
      else
        move (program, words, g_str_equal (order, "move-and-cancel"));
      return FALSE;
    }
  return TRUE;
}

static void
on_line_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Program *program = user_data;
  g_autofree char *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result,
                                                                NULL, NULL);
  g_auto (GStrv) words = NULL;
  const char *blank;

  if (line == NULL)
    {
      g_main_loop_quit (program->loop);
      return;
    }
  words = g_strsplit (line, " ", -1);
  blank = strchr (line, ' ');
  if (obey (program, words, blank != NULL ? blank + 1 : NULL))
    read_order (program);
}

static void
read_order (Program *program)
{
  static GDataInputStream *orders;

  if (orders == NULL)
    {
      g_autoptr (GFile) file = g_file_new_for_path ("/dev/stdin");

      orders = g_data_input_stream_new (G_INPUT_STREAM (g_file_read (file, NULL, NULL)));
    }
  g_data_input_stream_read_line_async (orders, G_PRIORITY_DEFAULT, NULL, on_line_cb, program);
}

int
main (int   argc,
      char *argv[])
{
  Program program = { 0 };
  gboolean loaded = FALSE;

  if (argc != 3)
    g_error ("Say which host and which machine");

  vtr_virt_init ();
  program.loop = g_main_loop_new (NULL, FALSE);
  program.host = vtr_host_new (argv[1]);
  vtr_host_connect (program.host);
  while (vtr_host_get_state (program.host) != VTR_HOST_CONNECTED)
    g_main_context_iteration (NULL, TRUE);
  program.machine = vtr_host_find_machine (program.host, argv[2]);
  g_assert_nonnull (program.machine);
  program.definition = vtr_machine_definition_new (program.machine);
  while (!loaded)
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (program.definition, "loaded", &loaded, NULL);
    }

  answer ("ready");
  read_order (&program);
  g_main_loop_run (program.loop);

  g_object_unref (program.definition);
  vtr_host_disconnect (program.host);
  g_object_unref (program.host);
  g_main_loop_unref (program.loop);
  return 0;
}
