/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-power-actions.h"

#include <glib/gi18n-lib.h>

#include "virt/machine/vtr-restart-job.h"
#include "virt/machine/vtr-verb-warning.h"
#include "widgets/vtr-question.h"

struct _VtrPowerActions
{
  GObject             parent_instance;

  /* owned */
  VtrMachine         *machine;
  GSettings          *settings;
  GSimpleActionGroup *group;

  /* borrowed */
  GtkWidget          *widget; /* where questions appear */
};

G_DEFINE_FINAL_TYPE (VtrPowerActions, vtr_power_actions, G_TYPE_OBJECT)

/* What a person is being asked. */
typedef struct
{
  VtrPowerActions *self;
  VtrVerb          verb;
} Wish;

static void
carry_out (VtrPowerActions *self,
           VtrVerb          verb)
{
  g_object_unref (vtr_machine_perform (self->machine, verb));
}

static void
on_answered_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  Wish *wish = user_data;
  const VtrVerbWarning *warning = vtr_verb_get_warning (wish->verb);
  gboolean never_again = FALSE;

  if (vtr_question_ask_finish (result, &never_again, NULL))
    {
      if (never_again && warning->key != NULL)
        g_settings_set_boolean (wish->self->settings, warning->key, FALSE);
      carry_out (wish->self, wish->verb);
    }
  g_object_unref (wish->self);
  g_free (wish);
}

static void
ask (VtrPowerActions      *self,
     VtrVerb               verb,
     const VtrVerbWarning *warning)
{
  g_autofree char *heading
      = g_strdup_printf (_(warning->one), vtr_machine_get_display_name (self->machine));
  const VtrQuestion question = {
    .heading = heading,
    .body = _(warning->body),
    .confirm_label = _(warning->confirm),
    .destructive = warning->destructive,
    .offer_never = warning->key != NULL,
  };
  Wish *wish = g_new (Wish, 1);

  *wish = (Wish) { g_object_ref (self), verb };
  vtr_question_ask_async (self->widget, &question, NULL, on_answered_cb, wish);
}

static void
on_verb_activate_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  VtrPowerActions *self = user_data;

  for (guint verb = 0; verb < VTR_N_VERBS; verb++)
    {
      const VtrVerbWarning *warning = vtr_verb_get_warning (verb);

      if (!g_str_equal (g_action_get_name (G_ACTION (action)), vtr_verb_get_id (verb)))
        continue;
      if (warning != NULL && self->widget != NULL
          && (warning->key == NULL || g_settings_get_boolean (self->settings, warning->key)))
        ask (self, verb, warning);
      else
        carry_out (self, verb);
    }
}

static void
on_autostart_state_cb (GSimpleAction *action,
                       GVariant      *value,
                       gpointer       user_data)
{
  VtrPowerActions *self = user_data;

  g_simple_action_set_state (action, value);
  g_object_unref (vtr_machine_set_autostart (self->machine, g_variant_get_boolean (value)));
}

/* Off and on again */

static void
on_restart_answered_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr (VtrPowerActions) self = user_data;

  if (vtr_question_ask_finish (result, NULL, NULL))
    g_object_unref (vtr_machine_restart (self->machine));
}

static void
on_restart_now_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  VtrPowerActions *self = user_data;
  g_autofree char *heading
      = g_strdup_printf (_("Restart “%s” Now?"), vtr_machine_get_display_name (self->machine));
  const VtrQuestion question = {
    .heading = heading,
    .body = _("The guest is asked to end its programs and switch itself off. Then the machine is "
              "started with the changes."),
    .confirm_label = _("_Restart"),
  };

  vtr_question_ask_async (self->widget, &question, NULL, on_restart_answered_cb,
                          g_object_ref (self));
}

static void
set_enabled (VtrPowerActions *self,
             const char      *name,
             gboolean         enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->group), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update (VtrPowerActions *self)
{
  GAction *autostart;

  for (guint verb = 0; verb < VTR_N_VERBS; verb++)
    if (verb != VTR_VERB_RENAME)
      set_enabled (self, vtr_verb_get_id (verb), vtr_machine_can (self->machine, verb, NULL));
  set_enabled (self, "restart-now", vtr_machine_can (self->machine, VTR_VERB_SHUT_DOWN, NULL));

  autostart = g_action_map_lookup_action (G_ACTION_MAP (self->group),
                                          vtr_verb_get_id (VTR_VERB_SET_AUTOSTART));
  g_simple_action_set_state (G_SIMPLE_ACTION (autostart),
                             g_variant_new_boolean (vtr_machine_get_autostart (self->machine)));
}

static void
add_action (VtrPowerActions *self,
            const char      *name,
            GCallback        callback)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new (name, NULL);

  g_signal_connect_object (action, "activate", callback, self, 0);
  g_action_map_add_action (G_ACTION_MAP (self->group), G_ACTION (action));
}

static void
add_actions (VtrPowerActions *self)
{
  g_autoptr (GSimpleAction) autostart = g_simple_action_new_stateful (
      vtr_verb_get_id (VTR_VERB_SET_AUTOSTART), NULL, g_variant_new_boolean (FALSE));

  for (guint verb = 0; verb < VTR_N_VERBS; verb++)
    if (verb != VTR_VERB_RENAME && verb != VTR_VERB_SET_AUTOSTART)
      add_action (self, vtr_verb_get_id (verb), G_CALLBACK (on_verb_activate_cb));
  add_action (self, "restart-now", G_CALLBACK (on_restart_now_cb));

  g_signal_connect_object (autostart, "change-state", G_CALLBACK (on_autostart_state_cb), self, 0);
  g_action_map_add_action (G_ACTION_MAP (self->group), G_ACTION (autostart));
}

static void
vtr_power_actions_finalize (GObject *object)
{
  VtrPowerActions *self = VTR_POWER_ACTIONS (object);

  g_clear_object (&self->machine);
  g_clear_object (&self->settings);
  g_clear_object (&self->group);
  g_clear_weak_pointer (&self->widget);

  G_OBJECT_CLASS (vtr_power_actions_parent_class)->finalize (object);
}

static void
vtr_power_actions_class_init (VtrPowerActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vtr_power_actions_finalize;
}

static void
vtr_power_actions_init (VtrPowerActions *self)
{
  self->group = g_simple_action_group_new ();
  add_actions (self);
}

/**
 * vtr_power_actions_new:
 * @widget: where questions appear
 * @machine: a machine
 * @settings: which questions are asked
 *
 * Returns: (transfer full): the actions
 */
VtrPowerActions *
vtr_power_actions_new (GtkWidget  *widget,
                       VtrMachine *machine,
                       GSettings  *settings)
{
  VtrPowerActions *self = g_object_new (VTR_TYPE_POWER_ACTIONS, NULL);

  g_set_weak_pointer (&self->widget, widget);
  self->machine = g_object_ref (machine);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (machine, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return self;
}

/**
 * vtr_power_actions_get_group:
 * @self: the actions
 *
 * Returns: (transfer none): them, for a window to take as "machine"
 */
GActionGroup *
vtr_power_actions_get_group (VtrPowerActions *self)
{
  return G_ACTION_GROUP (self->group);
}
