/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-file-access.h"
#include "vtr-machine-draft-private.h"
#include "vtr-media-probe.h"

#include "base/vtr-error.h"
#include "virt/host/vtr-domain-capabilities.h"
#include "virt/machine/vtr-machine.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MIB ((guint64) 1 << 20)
#define GIB ((guint64) 1 << 30)

enum
{
  PROP_0,
  PROP_HOST,
  PROP_READY,
  PROP_TROUBLE,
  N_PROPS
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtrMachineDraft, vtr_machine_draft, G_TYPE_OBJECT)

void
_vtr_machine_draft_changed (VtrMachineDraft *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* What follows from the rest */

/* "Debian 13" becomes "debian-13". */
static char *
make_slug (const char *text)
{
  g_autofree char *ascii = g_str_to_ascii (text, "C");
  GString *slug = g_string_new (NULL);

  for (const char *c = ascii; *c != '\0'; c++)
    if (g_ascii_isalnum (*c) || *c == '.')
      g_string_append_c (slug, g_ascii_tolower (*c));
    else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
      g_string_append_c (slug, '-');
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  return g_string_free_and_steal (slug);
}

static gboolean
is_name_taken (VtrMachineDraft *self,
               const char      *name)
{
  GListModel *machines = self->host != NULL ? vtr_host_get_machines (self->host) : NULL;

  for (guint i = 0; machines != NULL && i < g_list_model_get_n_items (machines); i++)
    {
      g_autoptr (VtrMachine) machine = g_list_model_get_item (machines, i);

      if (g_str_equal (vtr_machine_get_name (machine), name))
        return TRUE;
    }
  return FALSE;
}

static char *
suggest_name (VtrMachineDraft *self)
{
  g_autofree char *slug = make_slug (self->os != NULL ? self->os->name : "");
  const char *stem = slug[0] != '\0' ? slug : "machine";
  char *name = g_strdup (stem);

  for (guint i = 2; is_name_taken (self, name); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s-%u", stem, i);
    }
  return name;
}

/* Nobody wants a machine that takes all the memory that there is, or an odd piece of it. */
static guint64
limit_memory (VtrMachineDraft *self,
              guint64          memory)
{
  guint64 least = self->os != NULL ? self->os->least_memory : 0;
  guint64 half, step;

  if (self->survey == NULL || self->survey->memory == 0)
    return memory;

  half = self->survey->memory / 2;
  step = half >= GIB ? GIB : 128 * MIB;
  return MAX (least, MIN (memory, half / step * step));
}

static void
follow_os (VtrMachineDraft *self)
{
  g_autoptr (VtrOsFacts) os = self->os != NULL ? vtr_os_facts_copy (self->os)
                                               : vtr_os_facts_new (NULL, NULL);

  vtr_os_facts_complete (os);
  if (!(self->touched & VTR_TOUCHED_NAME))
    {
      g_free (self->plan->name);
      self->plan->name = suggest_name (self);
    }
  if (!(self->touched & VTR_TOUCHED_MEMORY))
    self->plan->memory = limit_memory (self, os->memory);
  if (!(self->touched & VTR_TOUCHED_PROCESSORS))
    self->plan->processors = self->survey != NULL && self->survey->n_processors > 0
                                 ? MAX (os->least_processors, MIN (os->processors, self->survey->n_processors))
                                 : os->processors;
  if (!(self->touched & VTR_TOUCHED_DISK_SIZE))
    self->disk_size = os->disk;
  if (!(self->touched & VTR_TOUCHED_WANTS_DISK))
    self->wants_disk = self->plan->method != VTR_METHOD_DISK && self->plan->method != VTR_METHOD_CONTAINER;
}

static void
follow_survey (VtrMachineDraft *self)
{
  const VtrSurveyPool *pool = vtr_survey_choose_pool (self->survey);
  const VtrSurveyNetwork *network = vtr_survey_choose_network (self->survey);

  if (!(self->touched & VTR_TOUCHED_POOL) || vtr_survey_find_pool (self->survey, self->pool) == NULL)
    g_set_str (&self->pool, pool != NULL ? pool->name : NULL);

  if (self->touched & VTR_TOUCHED_LINK)
    return;
  if (network != NULL)
    vtr_machine_draft_set_link (self, VTR_LINK_NETWORK, network->name);
  else
    vtr_machine_draft_set_link (
        self, g_str_equal (self->survey->driver, "QEMU") ? VTR_LINK_USER : VTR_LINK_NONE, NULL);
  self->touched &= ~VTR_TOUCHED_LINK;
}

static char *
choose_virt_type (const VtrSurvey *survey,
                  const char      *arch)
{
  static const char *const types[] = { "kvm", "hvf", "xen", "lxc", "qemu", "test", "vz", "bhyve" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (vtr_survey_can_run (survey, arch, types[i]))
      return g_strdup (types[i]);
  return NULL;
}

/* Asking the host */

static void
set_ready (VtrMachineDraft *self,
           gboolean         ready)
{
  if (self->ready == ready)
    return;

  self->ready = ready;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
}

static void
take_trouble (VtrMachineDraft *self,
              VtrTrouble      *trouble)
{
  if (self->trouble == NULL && trouble == NULL)
    return;

  g_clear_pointer (&self->trouble, vtr_trouble_free);
  self->trouble = trouble;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
}

/* A host that does not know what such machines can have still makes them. */
static void
on_capabilities_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (VtrMachineDraft) self = user_data;
  g_autoptr (GError) error = NULL;
  VtrXmlDoc *doc = vtr_host_load_domain_capabilities_finish (VTR_HOST (source), result, &error);

  if (vtr_error_is_cancelled (error))
    return;

  g_clear_pointer (&self->capabilities, vtr_xml_doc_unref);
  self->capabilities = doc;
  set_ready (self, TRUE);
  _vtr_machine_draft_changed (self);
}

static void
ask_capabilities (VtrMachineDraft *self)
{
  const char *board = self->plan->method == VTR_METHOD_CONTAINER
                          ? NULL : vtr_machine_type_for (self->plan->arch, self->os);

  set_ready (self, FALSE);
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asking = g_cancellable_new ();
  vtr_host_load_domain_capabilities_async (self->host, NULL, self->plan->arch, board,
                                           self->plan->virt_type, self->asking,
                                           on_capabilities_cb, g_object_ref (self));
}

static void
on_surveyed_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (VtrMachineDraft) self = user_data;
  g_autoptr (GError) error = NULL;
  VtrSurvey *survey = vtr_host_survey_finish (VTR_HOST (source), result, &error);

  if (vtr_error_is_cancelled (error))
    return;
  if (survey == NULL)
    {
      take_trouble (self, vtr_host_explain (self->host, _("This host could not be asked what it has"),
                                            error));
      return;
    }

  g_clear_pointer (&self->survey, vtr_survey_unref);
  self->survey = survey;
  g_set_str (&self->plan->arch, survey->arch);
  g_free (self->plan->virt_type);
  self->plan->virt_type = choose_virt_type (survey, self->plan->arch);
  if (self->plan->virt_type == NULL)
    {
      g_auto (GStrv) archs = vtr_survey_list_archs (survey);

      g_set_str (&self->plan->arch, archs[0]);
      self->plan->virt_type = choose_virt_type (survey, self->plan->arch);
    }
  follow_survey (self);
  follow_os (self);
  ask_capabilities (self);
}

static void
ask_host (VtrMachineDraft *self)
{
  vtr_host_survey_async (self->host, self->cancellable, on_surveyed_cb, g_object_ref (self));
}

static void
stop_asking (VtrMachineDraft *self)
{
  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
}

/* Looking at what was chosen */

static void
set_os (VtrMachineDraft  *self,
        const VtrOsFacts *os,
        gboolean          is_guess)
{
  const char *old_board = vtr_machine_type_for (self->plan->arch, self->os);

  g_clear_pointer (&self->os, vtr_os_facts_free);
  self->os = vtr_os_facts_copy (os);
  self->is_os_guessed = is_guess;
  g_set_str (&self->plan->os_id, os != NULL ? os->id : NULL);
  follow_os (self);
  if (self->survey != NULL
      && g_strcmp0 (old_board, vtr_machine_type_for (self->plan->arch, self->os)) != 0)
    ask_capabilities (self);
}

static void
on_probed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (VtrMachineDraft) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (VtrOsMatch) match = vtr_media_probe_finish (result, &error);

  if (vtr_error_is_cancelled (error))
    return;

  self->probe_state = match != NULL ? VTR_PROBE_DONE
                      : g_error_matches (error, VTR_ERROR, VTR_ERROR_INVALID) ? VTR_PROBE_NO_DISC
                                                                              : VTR_PROBE_UNREADABLE;
  if (match != NULL && match->os != NULL && !(match->is_guess && self->is_os_chosen))
    set_os (self, match->os, match->is_guess);
  _vtr_machine_draft_changed (self);
}

static void
stop_probe (VtrMachineDraft *self)
{
  g_cancellable_cancel (self->probe);
  g_clear_object (&self->probe);
  self->probe = g_cancellable_new ();
  self->probe_state = VTR_PROBE_NONE;
}

static const char *
get_arch (VtrMachineDraft *self)
{
  return self->plan->arch != NULL ? self->plan->arch : "x86_64";
}

static void
on_access_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (VtrMachineDraft) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *block = vtr_file_access_finish (result, &error);

  if (error != NULL || !g_set_str (&self->block, block))
    return;
  _vtr_machine_draft_changed (self);
}

/* Volumes of pools are where machines can read them; what lies elsewhere may not be. */
static void
check_access (VtrMachineDraft *self)
{
  uid_t user;
  gid_t group;

  if (self->path != NULL && self->path[0] == '/' && self->image_pool == NULL && self->survey != NULL
      && !self->survey->is_remote && !self->survey->is_session
      && vtr_file_access_get_user (self->survey->capabilities, &user, &group))
    vtr_file_access_async (self->path, user, group, self->probe, on_access_cb, g_object_ref (self));
}

static void
probe (VtrMachineDraft *self)
{
  stop_probe (self);
  g_clear_pointer (&self->block, g_free);
  check_access (self);
  if (self->plan->method != VTR_METHOD_MEDIA || self->path == NULL || self->host == NULL
      || self->database == NULL)
    return;

  self->probe_state = VTR_PROBE_LOOKING;
  vtr_media_probe_async (self->host, self->database, self->path, get_arch (self), self->probe,
                         on_probed_cb, g_object_ref (self));
}

static void
on_described_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (VtrMachineDraft) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (VtrOsFacts) os
      = vtr_os_database_describe_finish (VTR_OS_DATABASE (source), result, &error);

  if (os == NULL)
    return;
  set_os (self, os, FALSE);
  _vtr_machine_draft_changed (self);
}

/* The type */

static void
vtr_machine_draft_dispose (GObject *object)
{
  VtrMachineDraft *self = VTR_MACHINE_DRAFT (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->asking);
  g_cancellable_cancel (self->probe);
  g_clear_object (&self->host);
  g_clear_object (&self->database);

  G_OBJECT_CLASS (vtr_machine_draft_parent_class)->dispose (object);
}

static void
vtr_machine_draft_finalize (GObject *object)
{
  VtrMachineDraft *self = VTR_MACHINE_DRAFT (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->asking);
  g_clear_object (&self->probe);
  g_clear_pointer (&self->survey, vtr_survey_unref);
  g_clear_pointer (&self->capabilities, vtr_xml_doc_unref);
  g_clear_pointer (&self->trouble, vtr_trouble_free);
  vtr_machine_plan_free (self->plan);
  vtr_os_facts_free (self->os);
  g_free (self->path);
  g_free (self->chosen_os);
  g_free (self->block);
  g_free (self->url);
  g_free (self->initrd);
  vtr_cloud_user_free (self->cloud);
  g_free (self->image_pool);
  g_free (self->image_volume);
  g_free (self->image_format);
  g_free (self->pool);

  G_OBJECT_CLASS (vtr_machine_draft_parent_class)->finalize (object);
}

static void
vtr_machine_draft_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  VtrMachineDraft *self = VTR_MACHINE_DRAFT (object);

  switch (prop_id)
    {
    case PROP_HOST:
      g_value_set_object (value, self->host);
      break;
    case PROP_READY:
      g_value_set_boolean (value, self->ready);
      break;
    case PROP_TROUBLE:
      g_value_set_boxed (value, self->trouble);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_machine_draft_class_init (VtrMachineDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = vtr_machine_draft_dispose;
  object_class->finalize = vtr_machine_draft_finalize;
  object_class->get_property = vtr_machine_draft_get_property;

  properties[PROP_HOST] = g_param_spec_object ("host", NULL, NULL, VTR_TYPE_HOST, flags);
  properties[PROP_READY] = g_param_spec_boolean ("ready", NULL, NULL, FALSE, flags);
  properties[PROP_TROUBLE] = g_param_spec_boxed ("trouble", NULL, NULL, VTR_TYPE_TROUBLE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", VTR_TYPE_MACHINE_DRAFT, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vtr_machine_draft_init (VtrMachineDraft *self)
{
  self->cancellable = g_cancellable_new ();
  self->probe = g_cancellable_new ();
  self->plan = vtr_machine_plan_new (VTR_METHOD_MEDIA);
  self->starts = TRUE;
  self->cloud = g_new0 (VtrCloudUser, 1);
  self->cloud->user = g_strdup (g_get_user_name ());
  follow_os (self);
}

/**
 * vtr_machine_draft_new:
 * @database: what knows the systems; it need not be loaded yet
 *
 * Returns: (transfer full): a draft in which nothing was said
 */
VtrMachineDraft *
vtr_machine_draft_new (VtrOsDatabase *database)
{
  VtrMachineDraft *self = g_object_new (VTR_TYPE_MACHINE_DRAFT, NULL);

  self->database = g_object_ref (database);
  return self;
}

/**
 * vtr_machine_draft_set_database:
 * @self: a draft
 * @database: (nullable): what knows the systems; %NULL while nobody looks at the draft
 */
void
vtr_machine_draft_set_database (VtrMachineDraft *self,
                                VtrOsDatabase   *database)
{
  g_set_object (&self->database, database);
}

/**
 * vtr_machine_draft_set_host:
 * @self: a draft
 * @host: a host that is connected
 *
 * Begins to ask the host what it has; "ready" tells when it has answered.
 */
void
vtr_machine_draft_set_host (VtrMachineDraft *self,
                            VtrHost         *host)
{
  if (!g_set_object (&self->host, host))
    return;

  stop_asking (self);
  set_ready (self, FALSE);
  take_trouble (self, NULL);
  g_clear_pointer (&self->survey, vtr_survey_unref);
  g_clear_pointer (&self->capabilities, vtr_xml_doc_unref);
  ask_host (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HOST]);
}

/* Asks the host anew, after something there has changed. */
void
vtr_machine_draft_look_again (VtrMachineDraft *self)
{
  stop_asking (self);
  ask_host (self);
}

/**
 * vtr_machine_draft_get_host:
 * @self: a draft
 *
 * Returns: (transfer none) (nullable): where the machine will be
 */
VtrHost *
vtr_machine_draft_get_host (VtrMachineDraft *self)
{
  return self->host;
}

gboolean
vtr_machine_draft_is_ready (VtrMachineDraft *self)
{
  return self->ready;
}

/**
 * vtr_machine_draft_get_trouble:
 * @self: a draft
 *
 * Returns: (transfer none) (nullable): why the host could not be asked
 */
const VtrTrouble *
vtr_machine_draft_get_trouble (VtrMachineDraft *self)
{
  return self->trouble;
}

/**
 * vtr_machine_draft_get_survey:
 * @self: a draft
 *
 * Returns: (transfer none) (nullable): what the host has, once it has answered
 */
const VtrSurvey *
vtr_machine_draft_get_survey (VtrMachineDraft *self)
{
  return self->survey;
}

/**
 * vtr_machine_draft_get_capabilities:
 * @self: a draft
 *
 * Returns: (transfer none) (nullable): what the host has for such machines
 */
VtrXmlDoc *
vtr_machine_draft_get_capabilities (VtrMachineDraft *self)
{
  return self->capabilities;
}

/**
 * vtr_machine_draft_set_method:
 * @self: a draft
 * @method: where its system comes from
 * @path: (nullable): the disc, image, folder or address of it
 */
void
vtr_machine_draft_set_method (VtrMachineDraft *self,
                              VtrMethod        method,
                              const char      *path)
{
  gboolean is_other = self->plan->method != method;

  self->plan->method = method;
  g_set_str (&self->path, path);
  g_set_str (&self->url, NULL);
  if (is_other)
    self->touched &= ~VTR_TOUCHED_WANTS_DISK;
  if (!self->is_os_chosen)
    set_os (self, NULL, FALSE);
  follow_os (self);
  probe (self);
  _vtr_machine_draft_changed (self);
}

/**
 * vtr_machine_draft_set_source:
 * @self: a draft
 * @source: what is fetched from the web
 */
void
vtr_machine_draft_set_source (VtrMachineDraft   *self,
                              const VtrOsSource *source)
{
  static const VtrMethod methods[] = { VTR_METHOD_MEDIA, VTR_METHOD_KERNEL, VTR_METHOD_CLOUD };
  g_autofree char *kernel = NULL;
  g_autofree char *initrd = NULL;

  vtr_machine_draft_set_method (self, methods[source->sort], NULL);
  if (source->sort == VTR_OS_SOURCE_TREE)
    {
      kernel = g_strdup_printf ("%s/%s", source->url, source->kernel);
      initrd = g_strdup_printf ("%s/%s", source->url, source->initrd);
      vtr_machine_draft_set_kernel (self, kernel, initrd, NULL);
      return;
    }
  g_set_str (&self->url, source->url);
  _vtr_machine_draft_changed (self);
}

/**
 * vtr_machine_draft_set_kernel:
 * @self: a draft
 * @kernel: where the kernel is: an address, or a path on the host
 * @initrd: (nullable): the same of its first file system
 * @arguments: (nullable): what it is told
 */
void
vtr_machine_draft_set_kernel (VtrMachineDraft *self,
                              const char      *kernel,
                              const char      *initrd,
                              const char      *arguments)
{
  vtr_machine_draft_set_method (self, VTR_METHOD_KERNEL, NULL);
  g_set_str (&self->url, kernel);
  g_set_str (&self->initrd, initrd);
  g_set_str (&self->plan->arguments, arguments);
  _vtr_machine_draft_changed (self);
}

/**
 * vtr_machine_draft_set_image:
 * @self: a draft
 * @pool: (nullable): the pool that the chosen disk is in
 * @volume: (nullable): its name there
 * @format: (nullable): what it is like
 */
void
vtr_machine_draft_set_image (VtrMachineDraft *self,
                             const char      *pool,
                             const char      *volume,
                             const char      *format)
{
  g_set_str (&self->image_pool, pool);
  g_set_str (&self->image_volume, volume);
  g_set_str (&self->image_format, format);
}

VtrMethod
vtr_machine_draft_get_method (VtrMachineDraft *self)
{
  return self->plan->method;
}

/**
 * vtr_machine_draft_get_path:
 * @self: a draft
 *
 * Returns: (transfer none) (nullable): the disc, image, folder or address that was chosen
 */
const char *
vtr_machine_draft_get_path (VtrMachineDraft *self)
{
  return self->path;
}

/**
 * vtr_machine_draft_set_os:
 * @self: a draft
 * @os: (nullable): what will run there
 * @is_guess: nobody said so, it only looks like it
 */
void
vtr_machine_draft_set_os (VtrMachineDraft  *self,
                          const VtrOsFacts *os,
                          gboolean          is_guess)
{
  set_os (self, os, is_guess);
  _vtr_machine_draft_changed (self);
}

/**
 * vtr_machine_draft_choose_os:
 * @self: a draft
 * @os: (nullable): what the person says will run there
 *
 * Its facts come a moment later.
 */
void
vtr_machine_draft_choose_os (VtrMachineDraft *self,
                             VtrOs           *os)
{
  self->is_os_chosen = os != NULL;
  g_set_str (&self->chosen_os, os != NULL ? vtr_os_get_id (os) : NULL);
  if (os == NULL)
    {
      set_os (self, NULL, FALSE);
      _vtr_machine_draft_changed (self);
    }
  else
    vtr_os_database_describe_async (self->database, vtr_os_get_id (os), get_arch (self),
                                    self->cancellable, on_described_cb, g_object_ref (self));
}

/**
 * vtr_machine_draft_get_chosen_os:
 * @self: a draft
 *
 * Returns: (transfer none) (nullable): the id of the system that the person named
 */
const char *
vtr_machine_draft_get_chosen_os (VtrMachineDraft *self)
{
  return self->chosen_os;
}

/**
 * vtr_machine_draft_get_arch:
 * @self: a draft
 *
 * Returns: (transfer none): the sort of its processors
 */
const char *
vtr_machine_draft_get_arch (VtrMachineDraft *self)
{
  return get_arch (self);
}

/**
 * vtr_machine_draft_get_block:
 * @self: a draft
 *
 * Returns: (transfer none) (nullable): the folder or file that the host's machines may not read, so that
 *   what was chosen is copied
 */
const char *
vtr_machine_draft_get_block (VtrMachineDraft *self)
{
  return self->block;
}

VtrProbeState
vtr_machine_draft_get_probe_state (VtrMachineDraft *self)
{
  return self->probe_state;
}

/**
 * vtr_machine_draft_get_os:
 * @self: a draft
 *
 * Returns: (transfer none) (nullable): what will run there
 */
const VtrOsFacts *
vtr_machine_draft_get_os (VtrMachineDraft *self)
{
  return self->os;
}

gboolean
vtr_machine_draft_is_os_guessed (VtrMachineDraft *self)
{
  return self->os != NULL && self->is_os_guessed;
}

/* Starting its network */

static void
on_network_started_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (VtrMachineDraft) self = user_data;
  g_autoptr (GError) error = NULL;

  if (self->host != VTR_HOST (source))
    return;

  vtr_host_step_finish (self->host, result, &error);
  if (error != NULL)
    take_trouble (self, vtr_host_explain (self->host, _("The network could not be started"), error));
  else
    vtr_machine_draft_look_again (self);
}

/* Starts the network that the machine is connected to; @always: at each start of the host too. */
void
vtr_machine_draft_start_network (VtrMachineDraft *self,
                                 gboolean         always)
{
  take_trouble (self, NULL);
  vtr_host_start_network_async (self->host, self->plan->network, always, on_network_started_cb,
                                g_object_ref (self));
}
