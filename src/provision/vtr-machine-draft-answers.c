/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-machine-draft-private.h"

/* What a person may change about a draft: each answer that they give is theirs from then on. */

const char *
vtr_machine_draft_get_name (VtrMachineDraft *self)
{
  return self->plan->name;
}

/* A name that was taken away again follows the system once more. */
void
vtr_machine_draft_set_name (VtrMachineDraft *self,
                            const char      *name)
{
  if (!g_set_str (&self->plan->name, name))
    return;

  self->touched |= VTR_TOUCHED_NAME;
  _vtr_machine_draft_changed (self);
}

guint64
vtr_machine_draft_get_memory (VtrMachineDraft *self)
{
  return self->plan->memory;
}

void
vtr_machine_draft_set_memory (VtrMachineDraft *self,
                              guint64          memory)
{
  if (self->plan->memory == memory)
    return;

  self->plan->memory = memory;
  self->touched |= VTR_TOUCHED_MEMORY;
  _vtr_machine_draft_changed (self);
}

guint
vtr_machine_draft_get_processors (VtrMachineDraft *self)
{
  return self->plan->processors;
}

void
vtr_machine_draft_set_processors (VtrMachineDraft *self,
                                  guint            processors)
{
  if (self->plan->processors == processors)
    return;

  self->plan->processors = processors;
  self->touched |= VTR_TOUCHED_PROCESSORS;
  _vtr_machine_draft_changed (self);
}

guint64
vtr_machine_draft_get_disk_size (VtrMachineDraft *self)
{
  return self->disk_size;
}

void
vtr_machine_draft_set_disk_size (VtrMachineDraft *self,
                                 guint64          size)
{
  if (self->disk_size == size)
    return;

  self->disk_size = size;
  self->touched |= VTR_TOUCHED_DISK_SIZE;
  _vtr_machine_draft_changed (self);
}

gboolean
vtr_machine_draft_wants_disk (VtrMachineDraft *self)
{
  return self->wants_disk;
}

void
vtr_machine_draft_set_wants_disk (VtrMachineDraft *self,
                                  gboolean         wants)
{
  if (self->wants_disk == wants)
    return;

  self->wants_disk = wants;
  self->touched |= VTR_TOUCHED_WANTS_DISK;
  _vtr_machine_draft_changed (self);
}

/**
 * vtr_machine_draft_get_pool:
 * @self: a draft
 *
 * Returns: (transfer none) (nullable): where its disk will be; %NULL: in the usual folder
 */
const char *
vtr_machine_draft_get_pool (VtrMachineDraft *self)
{
  return self->pool;
}

void
vtr_machine_draft_set_pool (VtrMachineDraft *self,
                            const char      *pool)
{
  if (!g_set_str (&self->pool, pool))
    return;

  self->touched |= VTR_TOUCHED_POOL;
  _vtr_machine_draft_changed (self);
}

/**
 * vtr_machine_draft_get_link:
 * @self: a draft
 * @network: (out) (optional) (transfer none): the name of the network or bridge
 *
 * Returns: how it is connected
 */
VtrLinkSort
vtr_machine_draft_get_link (VtrMachineDraft  *self,
                            const char      **network)
{
  if (network != NULL)
    *network = self->plan->network;
  return self->plan->link;
}

void
vtr_machine_draft_set_link (VtrMachineDraft *self,
                            VtrLinkSort      link,
                            const char      *network)
{
  if (self->plan->link == link && g_strcmp0 (self->plan->network, network) == 0)
    return;

  self->plan->link = link;
  g_set_str (&self->plan->network, network);
  self->touched |= VTR_TOUCHED_LINK;
  _vtr_machine_draft_changed (self);
}

/* What was chosen; vtr_machine_choose_firmware() tells what that comes to. */
VtrFirmware
vtr_machine_draft_get_firmware (VtrMachineDraft *self)
{
  return self->plan->firmware;
}

void
vtr_machine_draft_set_firmware (VtrMachineDraft *self,
                                VtrFirmware      firmware)
{
  if (self->plan->firmware == firmware)
    return;

  self->plan->firmware = firmware;
  _vtr_machine_draft_changed (self);
}

const char *
vtr_machine_draft_get_virt_type (VtrMachineDraft *self)
{
  return self->plan->virt_type;
}

/* Whether every instruction of the machine is worked out by a program, which is slow. */
gboolean
vtr_machine_draft_is_emulated (VtrMachineDraft *self)
{
  return g_strcmp0 (self->plan->virt_type, "qemu") == 0;
}

/* Not all formats are fit to run from for good, and not all places can be read. */
gboolean
vtr_machine_draft_must_copy (VtrMachineDraft *self)
{
  static const char *const others[] = { ".vmdk", ".vdi", ".vhdx", ".vhd", NULL };
  g_autofree char *path = self->path != NULL ? g_ascii_strdown (self->path, -1) : NULL;

  for (guint i = 0; path != NULL && others[i] != NULL; i++)
    if (g_str_has_suffix (path, others[i]))
      return TRUE;
  return self->block != NULL;
}

/* Whether an existing disk is copied, so that the original stays as it is. */
gboolean
vtr_machine_draft_get_copies (VtrMachineDraft *self)
{
  return self->plan->method == VTR_METHOD_DISK
         && (self->copies || vtr_machine_draft_must_copy (self));
}

void
vtr_machine_draft_set_copies (VtrMachineDraft *self,
                              gboolean         copies)
{
  if (self->copies == copies)
    return;

  self->copies = copies;
  _vtr_machine_draft_changed (self);
}

const char *
vtr_machine_draft_get_user (VtrMachineDraft *self)
{
  return self->cloud->user;
}

void
vtr_machine_draft_set_user (VtrMachineDraft *self,
                            const char      *user)
{
  if (g_set_str (&self->cloud->user, user))
    _vtr_machine_draft_changed (self);
}

void
vtr_machine_draft_set_password (VtrMachineDraft *self,
                                const char      *password)
{
  if (g_set_str (&self->cloud->password, password[0] != '\0' ? password : NULL))
    _vtr_machine_draft_changed (self);
}

/**
 * vtr_machine_draft_set_keys:
 * @self: a draft
 * @keys: public keys, one a line
 */
void
vtr_machine_draft_set_keys (VtrMachineDraft *self,
                            const char      *keys)
{
  g_auto (GStrv) lines = g_strsplit (keys, "\n", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_strstrip (lines[i])[0] != '\0' && lines[i][0] != '#')
      g_strv_builder_add (builder, lines[i]);
  g_strfreev (self->cloud->keys);
  self->cloud->keys = g_strv_builder_end (builder);
  _vtr_machine_draft_changed (self);
}

/**
 * vtr_machine_draft_set_packages:
 * @self: a draft
 * @packages: names, with blanks between them
 */
void
vtr_machine_draft_set_packages (VtrMachineDraft *self,
                                const char      *packages)
{
  g_auto (GStrv) words = g_strsplit_set (packages, " ,\t", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      g_strv_builder_add (builder, words[i]);
  g_strfreev (self->cloud->packages);
  self->cloud->packages = g_strv_builder_end (builder);
}

gboolean
vtr_machine_draft_get_starts (VtrMachineDraft *self)
{
  return self->starts;
}

void
vtr_machine_draft_set_starts (VtrMachineDraft *self,
                              gboolean         starts)
{
  if (self->starts == starts)
    return;

  self->starts = starts;
  _vtr_machine_draft_changed (self);
}
