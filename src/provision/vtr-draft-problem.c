/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-draft-problem.h"
#include "vtr-machine-draft-private.h"

#include "base/vtr-format.h"
#include "virt/machine/vtr-machine.h"
#include "virt/storage/vtr-storage.h"
#include "xml/vtr-xml-node.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MIN_MEMORY ((guint64) 16 << 20)

static void
free_problem (gpointer data)
{
  VtrDraftProblem *problem = data;

  g_free (problem->text);
  g_free (problem);
}

/* Takes @text. */
static VtrDraftProblem *
add (GPtrArray    *problems,
     VtrDraftField field,
     gboolean      is_advice,
     char         *text)
{
  VtrDraftProblem *problem = g_new0 (VtrDraftProblem, 1);

  *problem = (VtrDraftProblem) { field, is_advice, text, VTR_DRAFT_NO_REMEDY };
  g_ptr_array_add (problems, problem);
  return problem;
}

static void
refuse (GPtrArray    *problems,
        VtrDraftField field,
        const char   *text)
{
  add (problems, field, FALSE, g_strdup (text));
}

static gboolean
is_taken (VtrHost    *host,
          const char *name)
{
  GListModel *machines = vtr_host_get_machines (host);

  for (guint i = 0; i < g_list_model_get_n_items (machines); i++)
    {
      g_autoptr (VtrMachine) machine = g_list_model_get_item (machines, i);

      if (g_str_equal (vtr_machine_get_name (machine), name))
        return TRUE;
    }
  return FALSE;
}

static void
check_name (VtrMachineDraft *self,
            GPtrArray       *problems)
{
  const char *name = self->plan->name;

  if (name == NULL || name[0] == '\0' || g_ascii_isspace (name[0]) || g_ascii_isspace (name[strlen (name) - 1]))
    refuse (problems, VTR_DRAFT_NAME, _("Give it a name that neither begins nor ends with a blank."));
  else if (strchr (name, '/') != NULL || strchr (name, '\n') != NULL)
    refuse (problems, VTR_DRAFT_NAME, _("A name cannot have a slash in it."));
  else if (is_taken (self->host, name))
    refuse (problems, VTR_DRAFT_NAME, _("Another machine on this host has this name."));
}

static void
check_os (VtrMachineDraft *self,
          GPtrArray       *problems)
{
  guint needs = self->os != NULL ? self->os->needs : 0;
  VtrFirmware firmware;
  gboolean lacks_secure, lacks_tpm;

  if (needs == 0 || self->plan->firmware != VTR_FIRMWARE_AUTOMATIC)
    return;

  firmware = vtr_machine_choose_firmware (self->plan, self->os, self->capabilities);
  lacks_secure = (needs & VTR_OS_NEEDS_SECURE_BOOT) && firmware != VTR_FIRMWARE_SECURE;
  lacks_tpm = (needs & VTR_OS_NEEDS_TPM) && !vtr_machine_choose_tpm (self->plan, self->os, self->capabilities);
  if ((needs & VTR_OS_NEEDS_EFI) && firmware == VTR_FIRMWARE_BIOS)
    add (problems, VTR_DRAFT_OS, TRUE,
         /* Translators: %s is the name of an operating system. */
         g_strdup_printf (_("%s needs UEFI, for which this host has no firmware (OVMF)."), self->os->name));
  else if (lacks_secure)
    add (problems, VTR_DRAFT_OS, TRUE,
         /* Translators: %s is the name of an operating system. */
         g_strdup_printf (_("%s needs Secure Boot, for which this host has no firmware (OVMF)."), self->os->name));
  if (lacks_tpm)
    add (problems, VTR_DRAFT_OS, TRUE,
         /* Translators: %s is the name of an operating system. */
         g_strdup_printf (_("%s needs a TPM, for which this host has no emulator (swtpm)."), self->os->name));
}

/* Two machines that write to one disk destroy it. */
static void
check_users (VtrMachineDraft *self,
             GPtrArray       *problems)
{
  VtrStorage *storage = vtr_storage_of (self->host);
  g_autoptr (GPtrArray) users = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_null_terminated (2, NULL, TRUE);
  g_autofree char *joined = NULL;

  vtr_storage_want_usage (storage);
  users = vtr_storage_list_users (storage, self->path);
  for (guint i = 0; users != NULL && i < users->len; i++)
    g_ptr_array_add (names, (char *) vtr_machine_get_display_name (users->pdata[i]));
  if (names->len == 0)
    return;

  joined = g_strjoinv (", ", (char **) names->pdata);
  add (problems, VTR_DRAFT_MEDIA, TRUE,
       /* Translators: %s is one name of a machine, or several. */
       g_strdup_printf (_("This disk is used by %s: only one machine at a time may run with it."), joined));
}

static void
check_media (VtrMachineDraft *self,
             GPtrArray       *problems)
{
  if (self->probe_state == VTR_PROBE_NO_DISC)
    add (problems, VTR_DRAFT_MEDIA, TRUE,
         g_strdup (_("This file is not the image of a disc. The machine may not start from it.")));
  else if (self->probe_state == VTR_PROBE_UNREADABLE)
    add (problems, VTR_DRAFT_MEDIA, TRUE,
         g_strdup (_("The disc could not be read, so that nobody knows what is on it.")));
  if (self->block != NULL)
    add (problems, VTR_DRAFT_MEDIA, TRUE,
         /* Translators: %s is the path of a folder or of a file. */
         g_strdup_printf (_("Machines of this host may not read %s: the file is copied into storage."),
                          self->block));
  if (self->plan->method == VTR_METHOD_DISK && self->path != NULL)
    check_users (self, problems);
}

static void
check_memory (VtrMachineDraft *self,
              GPtrArray       *problems)
{
  guint64 least = self->os != NULL ? self->os->least_memory : 0;
  guint64 memory = self->plan->memory;
  g_autofree char *least_text = vtr_format_bytes (least);

  if (memory < MIN_MEMORY)
    refuse (problems, VTR_DRAFT_MEMORY, _("This is too little for any machine."));
  else if (memory < least)
    add (problems, VTR_DRAFT_MEMORY, TRUE,
         /* Translators: the name of an operating system, and an amount of memory. */
         g_strdup_printf (_("%s needs at least %s."), self->os->name, least_text));
  else if (self->survey->memory > 0 && memory > self->survey->memory)
    add (problems, VTR_DRAFT_MEMORY, TRUE, g_strdup (_("This is more than the host has.")));
  else if (self->survey->free_memory > 0 && self->starts && memory > self->survey->free_memory)
    add (problems, VTR_DRAFT_MEMORY, TRUE,
         g_strdup (_("This is more than is free on the host at the moment.")));
}

static void
check_processors (VtrMachineDraft *self,
                  GPtrArray       *problems)
{
  const char *limit = self->capabilities == NULL ? NULL
                      : vtr_xml_node_get (vtr_xml_doc_get_root (self->capabilities), "vcpu/@max");
  gulong max = limit != NULL ? (gulong) g_ascii_strtoull (limit, NULL, 10) : 0;
  guint processors = self->plan->processors;

  if (max > 0 && processors > max)
    add (problems, VTR_DRAFT_PROCESSORS, FALSE,
         g_strdup_printf (ngettext ("Such a machine can have %u at most.",
                                    "Such a machine can have %u at most.", max), (guint) max));
  else if (self->survey->n_processors > 0 && processors > self->survey->n_processors)
    add (problems, VTR_DRAFT_PROCESSORS, TRUE,
         g_strdup (_("The host has fewer: the machine will be slower than with as many as that.")));
  else if (self->os != NULL && processors < self->os->least_processors)
    add (problems, VTR_DRAFT_PROCESSORS, TRUE,
         g_strdup_printf (ngettext ("%s needs at least %u.", "%s needs at least %u.",
                                    self->os->least_processors),
                          self->os->name, self->os->least_processors));
}

static void
check_disk (VtrMachineDraft *self,
            GPtrArray       *problems)
{
  const VtrSurveyPool *pool = vtr_survey_find_pool (self->survey, self->pool);
  g_autofree char *folder = vtr_survey_get_default_folder (self->survey);
  guint64 least = self->os != NULL ? self->os->least_disk : 0;
  g_autofree char *least_text = vtr_format_bytes (least);

  if (!self->wants_disk)
    return;
  if (self->disk_size == 0)
    refuse (problems, VTR_DRAFT_DISK, _("Say how big the disk shall be."));
  else if (pool == NULL && folder == NULL)
    refuse (problems, VTR_DRAFT_DISK, _("This host has no storage pool in which a disk could be made."));
  else if (pool != NULL && pool->active && self->disk_size > pool->available)
    add (problems, VTR_DRAFT_DISK, TRUE,
         g_strdup (_("This is more than is free there. The machine stops when its disk cannot grow.")));
  else if (self->disk_size < least)
    add (problems, VTR_DRAFT_DISK, TRUE,
         /* Translators: the name of an operating system, and an amount of space. */
         g_strdup_printf (_("%s needs at least %s."), self->os->name, least_text));
}

static void
check_network (VtrMachineDraft *self,
               GPtrArray       *problems)
{
  const VtrSurveyNetwork *network = vtr_survey_find_network (self->survey, self->plan->network);

  if (self->plan->link == VTR_LINK_NONE && self->plan->method == VTR_METHOD_NETWORK)
    refuse (problems, VTR_DRAFT_NETWORK, _("What starts over a network has to be connected to one."));
  if (self->plan->link == VTR_LINK_NETWORK && network != NULL && !network->active)
    add (problems, VTR_DRAFT_NETWORK, !self->starts,
         g_strdup (_("This network is not running.")))->remedy = VTR_DRAFT_START_NETWORK;
}

/**
 * vtr_machine_draft_check:
 * @self: a draft
 *
 * Returns: (transfer full) (element-type VtrDraftProblem): what is not as it should be; nothing while the
 *   host has not answered
 */
GPtrArray *
vtr_machine_draft_check (VtrMachineDraft *self)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func (free_problem);

  if (self->survey == NULL)
    return problems;

  check_name (self, problems);
  check_os (self, problems);
  check_media (self, problems);
  check_memory (self, problems);
  check_processors (self, problems);
  check_disk (self, problems);
  check_network (self, problems);
  return problems;
}

/* Whether the machine can be made all the same. */
gboolean
vtr_draft_problems_let (GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    if (!((const VtrDraftProblem *) problems->pdata[i])->is_advice)
      return FALSE;
  return TRUE;
}
