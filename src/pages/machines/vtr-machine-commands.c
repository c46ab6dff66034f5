/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-machine-commands.h"

#include <glib/gi18n-lib.h>

#include "virt/machine/vtr-machine-verbs.h"
#include "widgets/vtr-question.h"

#include "vtr-bulk.h"
#include "vtr-machine-questions.h"

struct _VtrMachineCommands
{
  GObject             parent_instance;

  /* owned */
  VtrFleet           *fleet;
  VtrMachineRows     *rows;
  GSettings          *settings;
  GSimpleActionGroup *group;

  /* borrowed */
  GtkWidget          *widget; /* where questions appear */

  /* state */
  guint               update_source;
};

enum
{
  SIGNAL_SUMMARY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtrMachineCommands, vtr_machine_commands, G_TYPE_OBJECT)

/* What a person agreed to, or is being asked. */
typedef struct
{
  VtrMachineCommands *self;
  VtrVerb             verb;
  GPtrArray          *machines;
} Wish;

static void
free_wish (Wish *wish)
{
  g_object_unref (wish->self);
  g_ptr_array_unref (wish->machines);
  g_free (wish);
}

static void
on_bulk_done (const char *summary,
              gpointer    self)
{
  g_signal_emit (self, signals[SIGNAL_SUMMARY], 0, summary);
}

static void
carry_out (VtrMachineCommands *self,
           VtrVerb             verb,
           GPtrArray          *machines)
{
  VtrBulk *bulk = NULL;

  if (machines->len > 1)
    bulk = vtr_bulk_new (vtr_verb_get_label (verb), on_bulk_done, self);

  for (guint i = 0; i < machines->len; i++)
    {
      g_autoptr (VtrJob) job = vtr_machine_perform (machines->pdata[i], verb);

      if (bulk != NULL)
        vtr_bulk_add (bulk, job);
    }

  if (bulk != NULL)
    vtr_bulk_start (bulk);
}

static void
on_answered_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  Wish *wish = user_data;
  gboolean never_again = FALSE;

  if (vtr_question_ask_finish (result, &never_again, NULL))
    {
      const char *key = vtr_machine_question_key (wish->verb);

      if (never_again && key[0] != '\0')
        g_settings_set_boolean (wish->self->settings, key, FALSE);
      carry_out (wish->self, wish->verb, wish->machines);
    }
  free_wish (wish);
}

static gboolean
is_asked (VtrMachineCommands *self,
          VtrVerb             verb)
{
  const char *key = vtr_machine_question_key (verb);

  return key != NULL && (key[0] == '\0' || g_settings_get_boolean (self->settings, key));
}

/* Those of @machines that it can be done to; the others are passed over. */
static GPtrArray *
able (GPtrArray *machines,
      VtrVerb    verb)
{
  GPtrArray *result = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < machines->len; i++)
    if (vtr_machine_can (machines->pdata[i], verb, NULL))
      g_ptr_array_add (result, g_object_ref (machines->pdata[i]));

  return result;
}

static void
wish_for (VtrMachineCommands *self,
          VtrVerb             verb,
          GPtrArray          *machines)
{
  g_autoptr (GPtrArray) willing = able (machines, verb);
  Wish *wish;

  if (willing->len == 0)
    return;
  if (verb == VTR_VERB_RENAME)
    {
      vtr_machine_ask_name (self->widget, willing->pdata[0]);
      return;
    }
  if (!is_asked (self, verb))
    {
      carry_out (self, verb, willing);
      return;
    }

  wish = g_new (Wish, 1);
  *wish = (Wish) { g_object_ref (self), verb, g_ptr_array_ref (willing) };
  vtr_machine_question_ask (self->widget, verb, willing, on_answered_cb, wish);
}

static void
on_verb_activate_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  VtrMachineCommands *self = user_data;
  g_autoptr (GPtrArray) selected = vtr_machine_rows_get_selected (self->rows);

  for (guint verb = 0; verb < VTR_N_VERBS; verb++)
    if (g_str_equal (g_action_get_name (G_ACTION (action)), vtr_verb_get_id (verb)))
      wish_for (self, verb, selected);
}

static VtrMachine *
find_machine (VtrMachineCommands *self,
              const char         *uri,
              const char         *uuid)
{
  VtrHost *host = vtr_fleet_find_host (self->fleet, uri);

  return host != NULL ? vtr_host_find_machine (host, uuid) : NULL;
}

/* The saved state goes first; the start follows where that succeeded. */
static void
on_discarded_cb (VtrJob     *job,
                 VtrMachine *machine)
{
  g_autoptr (VtrJob) start = NULL;

  if (vtr_job_get_state (job) == VTR_JOB_SUCCEEDED)
    start = vtr_machine_perform (machine, VTR_VERB_START);
}

static void
discard_and_start (VtrMachine *machine)
{
  g_autoptr (VtrJob) job = vtr_machine_perform (machine, VTR_VERB_DISCARD_SAVED);

  g_signal_connect_object (job, "finished", G_CALLBACK (on_discarded_cb), machine, 0);
}

static void
on_perform_activate_cb (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       user_data)
{
  VtrMachineCommands *self = user_data;
  g_autoptr (GPtrArray) machines = g_ptr_array_new_with_free_func (g_object_unref);
  const char *id, *uri, *uuid;
  VtrMachine *machine;

  g_variant_get (parameter, "(&s&s&s)", &id, &uri, &uuid);
  machine = find_machine (self, uri, uuid);
  if (machine == NULL)
    return;

  g_ptr_array_add (machines, g_object_ref (machine));
  if (g_str_equal (id, "discard-saved-and-start"))
    discard_and_start (machine);
  for (guint verb = 0; verb < VTR_N_VERBS; verb++)
    if (g_str_equal (id, vtr_verb_get_id (verb)))
      wish_for (self, verb, machines);
}

static void
on_autostart_state_cb (GSimpleAction *action,
                       GVariant      *value,
                       gpointer       user_data)
{
  VtrMachineCommands *self = user_data;
  g_autoptr (GPtrArray) selected = vtr_machine_rows_get_selected (self->rows);
  g_autoptr (GPtrArray) willing = able (selected, VTR_VERB_SET_AUTOSTART);

  g_simple_action_set_state (action, value);
  for (guint i = 0; i < willing->len; i++)
    g_object_unref (vtr_machine_set_autostart (willing->pdata[i], g_variant_get_boolean (value)));
}

/* Sensitivity follows the selection and what it is doing. */
static void
update (VtrMachineCommands *self)
{
  g_autoptr (GPtrArray) selected = vtr_machine_rows_get_selected (self->rows);
  gboolean autostart = selected->len > 0;

  for (guint verb = 0; verb < VTR_N_VERBS; verb++)
    {
      GAction *action
          = g_action_map_lookup_action (G_ACTION_MAP (self->group), vtr_verb_get_id (verb));
      gboolean possible = FALSE;

      for (guint i = 0; i < selected->len && !possible; i++)
        possible = vtr_machine_can (selected->pdata[i], verb, NULL);
      if (verb == VTR_VERB_RENAME)
        possible = possible && selected->len == 1;
      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), possible);
    }

  for (guint i = 0; i < selected->len; i++)
    autostart = autostart && vtr_machine_get_autostart (selected->pdata[i]);
  g_simple_action_set_state (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->group),
                                                   vtr_verb_get_id (VTR_VERB_SET_AUTOSTART))),
      g_variant_new_boolean (autostart));
}

static gboolean
on_update_cb (gpointer user_data)
{
  VtrMachineCommands *self = user_data;

  self->update_source = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

/* Many that are selected change at once when something is done to all of them. */
static void
on_rows_machine_changed_cb (VtrMachineCommands *self,
                            VtrMachine         *machine,
                            guint               change)
{
  guint position;

  if (self->update_source == 0 && change != VTR_MACHINE_CHANGED_SAMPLES
      && vtr_machine_rows_find (self->rows, machine, &position)
      && gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->rows), position))
    self->update_source = g_idle_add_full (G_PRIORITY_DEFAULT, on_update_cb, self, NULL);
}

static void
add_actions (VtrMachineCommands *self)
{
  g_autoptr (GSimpleAction) perform
      = g_simple_action_new ("perform", G_VARIANT_TYPE ("(sss)"));

  for (guint verb = 0; verb < VTR_N_VERBS; verb++)
    {
      g_autoptr (GSimpleAction) action = NULL;

      if (verb == VTR_VERB_SET_AUTOSTART)
        {
          action = g_simple_action_new_stateful (vtr_verb_get_id (verb), NULL,
                                                 g_variant_new_boolean (FALSE));
          g_signal_connect_object (action, "change-state", G_CALLBACK (on_autostart_state_cb), self,
                                   0);
        }
      else
        {
          action = g_simple_action_new (vtr_verb_get_id (verb), NULL);
          g_signal_connect_object (action, "activate", G_CALLBACK (on_verb_activate_cb), self, 0);
        }
      g_action_map_add_action (G_ACTION_MAP (self->group), G_ACTION (action));
    }

  g_signal_connect_object (perform, "activate", G_CALLBACK (on_perform_activate_cb), self, 0);
  g_action_map_add_action (G_ACTION_MAP (self->group), G_ACTION (perform));
}

static void
vtr_machine_commands_finalize (GObject *object)
{
  VtrMachineCommands *self = VTR_MACHINE_COMMANDS (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_object (&self->fleet);
  g_clear_object (&self->rows);
  g_clear_object (&self->settings);
  g_clear_object (&self->group);
  g_clear_weak_pointer (&self->widget);

  G_OBJECT_CLASS (vtr_machine_commands_parent_class)->finalize (object);
}

static void
vtr_machine_commands_class_init (VtrMachineCommandsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vtr_machine_commands_finalize;

  signals[SIGNAL_SUMMARY]
      = g_signal_new ("summary", VTR_TYPE_MACHINE_COMMANDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
vtr_machine_commands_init (VtrMachineCommands *self)
{
  self->group = g_simple_action_group_new ();
  add_actions (self);
}

/**
 * vtr_machine_commands_new:
 * @widget: where questions appear
 * @fleet: where named machines are found
 * @rows: whose selection the verbs are for
 * @settings: which questions are asked
 *
 * Returns: (transfer full): the commands
 */
VtrMachineCommands *
vtr_machine_commands_new (GtkWidget      *widget,
                          VtrFleet       *fleet,
                          VtrMachineRows *rows,
                          GSettings      *settings)
{
  VtrMachineCommands *self = g_object_new (VTR_TYPE_MACHINE_COMMANDS, NULL);

  g_set_weak_pointer (&self->widget, widget);
  self->fleet = g_object_ref (fleet);
  self->rows = g_object_ref (rows);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (rows, "notify::n-selected", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (rows, "selection-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (rows, "machine-changed", G_CALLBACK (on_rows_machine_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (rows, "host-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return self;
}

/**
 * vtr_machine_commands_get_group:
 * @self: the commands
 *
 * Returns: (transfer none): the actions, for a window to take as "machine"
 */
GActionGroup *
vtr_machine_commands_get_group (VtrMachineCommands *self)
{
  return G_ACTION_GROUP (self->group);
}
