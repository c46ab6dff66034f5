/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-machine-definition.h"

#include <glib/gi18n-lib.h>

#include "base/vtr-error.h"

#include "vtr-definition-history.h"
#include "vtr-edit-apply.h"
#include "virt/host/vtr-host-private.h"
#include "virt/vtr-virt-error.h"

/* How long a guest may take to let go of a device before that is said to wait. */
#define UNPLUG_SECONDS 5

struct _VtrMachineDefinition
{
  GObject     parent_instance;

  /* owned */
  VtrMachine *machine;
  VtrXmlDoc  *saved;
  VtrXmlDoc  *running;
  GPtrArray  *pending;
  VtrTrouble *trouble;
  char       *saved_text; /* as it was last announced */
  char       *running_text;
  GQueue      edits;   /* GTask: one at a time, since each begins with what the one before left */
  GTask      *editing; /* the one whose reply is awaited */
  GPtrArray  *unplugs; /* GTask: edits that wait for a guest to let go */

  /* borrowed */
  gpointer    reading; /* the Reading whose reply is awaited */

  /* state */
  guint       reload_source;
  guint       generation; /* of what is shown: a reading that began before it is old */
};

enum
{
  PROP_0,
  PROP_LOADED,
  PROP_TROUBLE,
  PROP_N_PENDING,
  N_PROPS
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtrMachineDefinition, vtr_machine_definition, G_TYPE_OBJECT)

/* What an apply task carries: the edit, and then what became of it. */
typedef struct
{
  VtrEdit   *edit;
  VtrOutcome outcome;
  char      *reason;
  char      *key;
  char      *leaving;
  guint      timer; /* while it waits for the guest */
} Applying;

/* A reading on its way. */
typedef struct
{
  VtrMachineDefinition *self;
  guint                 generation;
} Reading;

static void queue_reload (VtrMachineDefinition *self);
static void run_next_edit (VtrMachineDefinition *self);

static void
free_applying (gpointer data)
{
  Applying *applying = data;

  g_clear_handle_id (&applying->timer, g_source_remove);
  vtr_edit_free (applying->edit);
  g_free (applying->reason);
  g_free (applying->key);
  g_free (applying->leaving);
  g_free (applying);
}

static void
vtr_machine_definition_dispose (GObject *object)
{
  VtrMachineDefinition *self = VTR_MACHINE_DEFINITION (object);

  g_clear_handle_id (&self->reload_source, g_source_remove);
  g_clear_object (&self->machine);

  G_OBJECT_CLASS (vtr_machine_definition_parent_class)->dispose (object);
}

static void
vtr_machine_definition_finalize (GObject *object)
{
  VtrMachineDefinition *self = VTR_MACHINE_DEFINITION (object);

  g_clear_pointer (&self->saved, vtr_xml_doc_unref);
  g_clear_pointer (&self->running, vtr_xml_doc_unref);
  g_clear_pointer (&self->trouble, vtr_trouble_free);
  g_ptr_array_unref (self->pending);
  g_ptr_array_unref (self->unplugs);
  g_queue_clear_full (&self->edits, g_object_unref);
  g_free (self->saved_text);
  g_free (self->running_text);

  G_OBJECT_CLASS (vtr_machine_definition_parent_class)->finalize (object);
}

static void
vtr_machine_definition_get_property (GObject    *object,
                                     guint       prop_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  VtrMachineDefinition *self = VTR_MACHINE_DEFINITION (object);

  switch (prop_id)
    {
    case PROP_LOADED:
      g_value_set_boolean (value, self->saved != NULL);
      break;
    case PROP_TROUBLE:
      g_value_set_boxed (value, self->trouble);
      break;
    case PROP_N_PENDING:
      g_value_set_uint (value, self->pending->len);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_machine_definition_class_init (VtrMachineDefinitionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = vtr_machine_definition_dispose;
  object_class->finalize = vtr_machine_definition_finalize;
  object_class->get_property = vtr_machine_definition_get_property;

  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  properties[PROP_TROUBLE] = g_param_spec_boxed ("trouble", NULL, NULL, VTR_TYPE_TROUBLE, flags);
  properties[PROP_N_PENDING]
      = g_param_spec_uint ("n-pending", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", VTR_TYPE_MACHINE_DEFINITION, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vtr_machine_definition_init (VtrMachineDefinition *self)
{
  self->pending = g_ptr_array_new ();
  self->unplugs = g_ptr_array_new_with_free_func (g_object_unref);
  g_queue_init (&self->edits);
}

/* What is read */

static void
take_trouble (VtrMachineDefinition *self,
              VtrTrouble           *trouble)
{
  if (self->trouble == NULL && trouble == NULL)
    return;

  g_clear_pointer (&self->trouble, vtr_trouble_free);
  self->trouble = trouble;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
}

static void
return_outcome (GTask *task)
{
  Applying *applying = g_task_get_task_data (task);

  g_clear_handle_id (&applying->timer, g_source_remove);
  g_task_return_int (task, (gssize) applying->outcome);
}

/* A device is gone when the machine no longer has it, and not before. */
static void
settle_unplugs (VtrMachineDefinition *self)
{
  g_autoptr (GPtrArray) settled = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = self->unplugs->len; i > 0; i--)
    {
      GTask *task = self->unplugs->pdata[i - 1];
      Applying *applying = g_task_get_task_data (task);
      g_autoptr (VtrItem) item = NULL;

      if (self->running != NULL)
        item = vtr_item_find_alias (self->running, applying->leaving);
      if (item == NULL)
        g_ptr_array_add (settled, g_ptr_array_steal_index (self->unplugs, i - 1));
    }
  g_ptr_array_foreach (settled, (GFunc) return_outcome, NULL);
}

static char *
dup_text (VtrXmlDoc *doc)
{
  return doc != NULL ? vtr_xml_doc_to_string (doc) : NULL;
}

static void
take (VtrMachineDefinition *self,
      VtrReadDefinition    *read)
{
  gboolean was_loaded = self->saved != NULL;
  guint n_pending = self->pending->len;
  g_autofree char *saved_text = dup_text (read->saved);
  g_autofree char *running_text = dup_text (read->running);
  gboolean changed = g_set_str (&self->saved_text, saved_text);

  changed |= g_set_str (&self->running_text, running_text);
  self->generation++;

  g_object_freeze_notify (G_OBJECT (self));
  if (changed)
    {
      g_clear_pointer (&self->saved, vtr_xml_doc_unref);
      g_clear_pointer (&self->running, vtr_xml_doc_unref);
      g_ptr_array_unref (self->pending);
      self->saved = g_steal_pointer (&read->saved);
      self->running = g_steal_pointer (&read->running);
      self->pending = g_steal_pointer (&read->pending);
    }
  take_trouble (self, NULL);
  if (!was_loaded)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
  if (n_pending != self->pending->len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_PENDING]);
  g_object_thaw_notify (G_OBJECT (self));

  if (changed)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  settle_unplugs (self);
}

static void
take_error (VtrMachineDefinition *self,
            const GError         *error)
{
  take_trouble (self, vtr_virt_trouble (_("The definition of this machine cannot be read"), error));
}

static void
read_in_worker (GTask        *task,
                virConnectPtr connection,
                virDomainPtr  domain,
                gpointer      data)
{
  GError *error = NULL;
  VtrReadDefinition *read = vtr_definition_read (domain, &error);

  if (read != NULL)
    g_task_return_pointer (task, read, vtr_definition_free);
  else
    g_task_return_error (task, error);
}

/* What was edited here is kept by the edit. */
static void
keep_what_others_did (VtrMachineDefinition *self,
                      VtrReadDefinition    *read)
{
  g_autofree char *text = dup_text (read->saved);

  if (vtr_machine_is_persistent (self->machine) && g_strcmp0 (text, self->saved_text) != 0)
    vtr_definition_history_see (self->saved, read->saved);
}

static void
on_read_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Reading *reading = user_data;
  g_autoptr (VtrMachineDefinition) self = reading->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (VtrReadDefinition) read = vtr_link_finish (result, &error);

  if (self->reading != reading)
    return;

  self->reading = NULL;
  if (reading->generation != self->generation)
    queue_reload (self);
  else if (read != NULL)
    {
      keep_what_others_did (self, read);
      take (self, read);
    }
  else if (!vtr_error_is_cancelled (error))
    take_error (self, error);
}

/* The host's link and the handle of the machine; NULL and an error where there is none. */
static VtrLink *
get_link (VtrMachineDefinition *self,
          GError              **error)
{
  VtrHost *host = self->machine != NULL ? vtr_machine_get_host (self->machine) : NULL;

  if (host != NULL && host->link != NULL && _vtr_machine_get_domain (self->machine) != NULL)
    return host->link;

  g_set_error_literal (error, VTR_ERROR, VTR_ERROR_LINK_LOST, "The host is not connected");
  return NULL;
}

static void
reload (VtrMachineDefinition *self)
{
  g_autoptr (GError) error = NULL;
  VtrLink *link = get_link (self, &error);
  Reading *reading;

  if (link == NULL)
    {
      take_error (self, error);
      return;
    }

  reading = g_new (Reading, 1);
  *reading = (Reading) { g_object_ref (self), self->generation };
  self->reading = reading;
  vtr_link_run (link, _vtr_machine_get_domain (self->machine), read_in_worker, NULL, NULL,
                VTR_WORK_URGENT, NULL, on_read_cb, reading);
}

static gboolean
on_reload_cb (gpointer user_data)
{
  VtrMachineDefinition *self = user_data;

  self->reload_source = 0;
  reload (self);
  return G_SOURCE_REMOVE;
}

/* However many events come at once, one reading follows; one that is on its way may have come too
 * early, so another comes after it. */
static void
queue_reload (VtrMachineDefinition *self)
{
  if (self->machine == NULL)
    return;

  if (self->reading != NULL)
    self->generation++;
  else if (self->reload_source == 0)
    self->reload_source = g_idle_add (on_reload_cb, self);
}

static void
on_machine_notify_state_cb (VtrMachineDefinition *self)
{
  queue_reload (self);
}

static void
on_machine_definition_changed_cb (VtrMachineDefinition *self)
{
  queue_reload (self);
}

static void
fail (GTask *task)
{
  Applying *applying = g_task_get_task_data (task);

  g_clear_handle_id (&applying->timer, g_source_remove);
  g_task_return_new_error_literal (task, VTR_ERROR, VTR_ERROR_LINK_LOST, "The host is not connected");
}

/* Replies over a link that is gone may come late or never: nobody waits for them. */
static void
forget_calls (VtrMachineDefinition *self)
{
  g_autoptr (GPtrArray) tasks = g_steal_pointer (&self->unplugs);

  self->unplugs = g_ptr_array_new_with_free_func (g_object_unref);
  if (self->editing != NULL)
    g_ptr_array_add (tasks, g_steal_pointer (&self->editing));
  self->reading = NULL;
  g_ptr_array_foreach (tasks, (GFunc) fail, NULL);
}

static void
on_host_notify_state_cb (VtrMachineDefinition *self,
                         GParamSpec           *pspec,
                         VtrHost              *host)
{
  if (vtr_host_get_state (host) == VTR_HOST_CONNECTED)
    queue_reload (self);
  else if (host->link == NULL)
    {
      forget_calls (self);
      queue_reload (self);
      run_next_edit (self);
    }
}

/* What is changed */

static gboolean
on_unplug_timer_cb (gpointer user_data)
{
  GTask *task = user_data;
  VtrMachineDefinition *self = g_task_get_source_object (task);
  Applying *applying = g_task_get_task_data (task);
  guint index;

  applying->timer = 0;
  applying->outcome = VTR_OUTCOME_AT_NEXT_START;
  g_set_str (&applying->reason, _("The guest has not let go of it yet"));
  if (g_ptr_array_find (self->unplugs, task, &index))
    {
      g_autoptr (GTask) own = g_ptr_array_steal_index (self->unplugs, index);

      return_outcome (own);
    }
  return G_SOURCE_REMOVE;
}

static void
on_machine_unplug_refused_cb (VtrMachineDefinition *self,
                              const char           *alias,
                              VtrMachine           *machine)
{
  for (guint i = 0; i < self->unplugs->len; i++)
    {
      Applying *applying = g_task_get_task_data (self->unplugs->pdata[i]);
      g_autoptr (GTask) task = NULL;

      if (g_strcmp0 (applying->leaving, alias) != 0)
        continue;
      task = g_ptr_array_steal_index (self->unplugs, i);
      applying->outcome = VTR_OUTCOME_AT_NEXT_START;
      g_set_str (&applying->reason, _("The guest will not let go of it"));
      return_outcome (task);
      return;
    }
}

static gboolean
still_has (VtrReadDefinition *read)
{
  g_autoptr (VtrItem) item = NULL;

  if (read->leaving == NULL || read->running == NULL)
    return FALSE;

  item = vtr_item_find_alias (read->running, read->leaving);
  return item != NULL;
}

static void
apply_in_worker (GTask        *task,
                 virConnectPtr connection,
                 virDomainPtr  domain,
                 gpointer      data)
{
  GError *error = NULL;
  VtrReadDefinition *read = vtr_edit_apply (connection, domain, data, &error);

  if (read != NULL)
    g_task_return_pointer (task, read, vtr_definition_free);
  else
    g_task_return_error (task, error);
}

static void
on_applied_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (VtrMachineDefinition) self = g_object_ref (g_task_get_source_object (task));
  Applying *applying = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (VtrReadDefinition) read = NULL;

  read = vtr_link_finish (result, &error);
  if (self->editing != task)
    return;

  g_clear_object (&self->editing);
  if (read == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      queue_reload (self);
    }
  else
    {
      gboolean waits = still_has (read);

      applying->outcome = read->outcome;
      applying->reason = g_steal_pointer (&read->reason);
      applying->key = g_steal_pointer (&read->key);
      applying->leaving = g_steal_pointer (&read->leaving);
      if (waits)
        {
          applying->timer = g_timeout_add_seconds (UNPLUG_SECONDS, on_unplug_timer_cb, task);
          g_ptr_array_add (self->unplugs, g_object_ref (task));
          queue_reload (self);
        }
      take (self, read);
      if (!waits)
        return_outcome (task);
    }
  run_next_edit (self);
}

static void
run_next_edit (VtrMachineDefinition *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;
  Applying *applying;
  VtrLink *link;

  if (self->editing != NULL || g_queue_is_empty (&self->edits))
    return;

  task = g_queue_pop_head (&self->edits);
  applying = g_task_get_task_data (task);
  link = get_link (self, &error);
  if (link == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      run_next_edit (self);
      return;
    }

  self->editing = g_object_ref (task);
  vtr_link_run (link, _vtr_machine_get_domain (self->machine), apply_in_worker,
                vtr_edit_copy (applying->edit), vtr_edit_free, VTR_WORK_URGENT,
                g_task_get_cancellable (task), on_applied_cb, g_object_ref (task));
}

/* Public */

/**
 * vtr_machine_definition_new:
 * @machine: a machine
 *
 * Returns: (transfer full): its definitions, which are being read
 */
VtrMachineDefinition *
vtr_machine_definition_new (VtrMachine *machine)
{
  VtrMachineDefinition *self = g_object_new (VTR_TYPE_MACHINE_DEFINITION, NULL);
  VtrHost *host = vtr_machine_get_host (machine);

  self->machine = g_object_ref (machine);
  g_signal_connect_object (machine, "notify::state", G_CALLBACK (on_machine_notify_state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (machine, "definition-changed",
                           G_CALLBACK (on_machine_definition_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (machine, "unplug-refused", G_CALLBACK (on_machine_unplug_refused_cb),
                           self, G_CONNECT_SWAPPED);
  if (host != NULL)
    g_signal_connect_object (host, "notify::state", G_CALLBACK (on_host_notify_state_cb), self,
                             G_CONNECT_SWAPPED);
  reload (self);
  return self;
}

/**
 * vtr_machine_definition_get_machine:
 * @self: definitions
 *
 * Returns: (transfer none): whose they are
 */
VtrMachine *
vtr_machine_definition_get_machine (VtrMachineDefinition *self)
{
  return self->machine;
}

/**
 * vtr_machine_definition_get_saved:
 * @self: definitions
 *
 * Returns: (transfer none) (nullable): what the next start will bring, without its passwords; of a
 *   machine that its host forgets when it goes off, what it would bring. Not to be changed.
 */
VtrXmlDoc *
vtr_machine_definition_get_saved (VtrMachineDefinition *self)
{
  return self->saved;
}

/**
 * vtr_machine_definition_get_running:
 * @self: definitions
 *
 * Returns: (transfer none) (nullable): what runs, NULL while the machine is off. Not to be changed.
 */
VtrXmlDoc *
vtr_machine_definition_get_running (VtrMachineDefinition *self)
{
  return self->running;
}

/**
 * vtr_machine_definition_get_pending:
 * @self: definitions
 *
 * Returns: (transfer none) (element-type VtrChange): what waits for the next start
 */
GPtrArray *
vtr_machine_definition_get_pending (VtrMachineDefinition *self)
{
  return self->pending;
}

/* Reads both again; "changed" tells when they are others. */
void
vtr_machine_definition_reload (VtrMachineDefinition *self)
{
  queue_reload (self);
}

/**
 * vtr_machine_definition_apply_async:
 * @self: definitions
 * @edit: (transfer none): what to change
 * @cancellable: (nullable): to drop the edit before it begins
 * @callback: what to call
 * @user_data: for @callback
 *
 * Changes the machine. Edits of one machine follow each other.
 */
void
vtr_machine_definition_apply_async (VtrMachineDefinition *self,
                                    const VtrEdit        *edit,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Applying *applying = g_new0 (Applying, 1);

  g_task_set_source_tag (task, vtr_machine_definition_apply_async);
  /* An edit that was made is told as made, also when somebody cancelled meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  applying->edit = vtr_edit_copy (edit);
  g_task_set_task_data (task, applying, free_applying);
  g_queue_push_tail (&self->edits, task);
  run_next_edit (self);
}

/**
 * vtr_machine_definition_apply_finish:
 * @self: definitions
 * @result: what the callback was given
 * @outcome: (out) (optional): what became of the edit
 * @reason: (out) (optional) (nullable) (transfer full): why it did not happen now
 * @error: a location for an error: the edit was refused
 *
 * Returns: whether the edit was accepted
 */
gboolean
vtr_machine_definition_apply_finish (VtrMachineDefinition *self,
                                     GAsyncResult         *result,
                                     VtrOutcome           *outcome,
                                     char                **reason,
                                     GError              **error)
{
  Applying *applying = g_task_get_task_data (G_TASK (result));

  if (g_task_propagate_int (G_TASK (result), error) < 0)
    return FALSE;

  if (outcome != NULL)
    *outcome = applying->outcome;
  if (reason != NULL)
    *reason = g_strdup (applying->reason);
  return TRUE;
}

/**
 * vtr_machine_definition_get_new_key:
 * @self: definitions
 * @result: what the callback was given
 *
 * Returns: (transfer none) (nullable): the key of the device that an edit added, as long as @result
 *   lives
 */
const char *
vtr_machine_definition_get_new_key (VtrMachineDefinition *self,
                                    GAsyncResult         *result)
{
  Applying *applying = g_task_get_task_data (G_TASK (result));

  return applying->key;
}
