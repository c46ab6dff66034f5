/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "osinfo/vtr-os-database.h"
#include "virt/create/vtr-survey.h"

#include "vtr-create-job.h"

G_BEGIN_DECLS

/* A machine that somebody is thinking about: what they said so far, and what follows from it and from
 * what the host has. What they touched stays as they left it; the rest follows the system.
 *
 * Properties: "host", "ready" (the host has been asked about everything), "trouble" (VtrTrouble: it
 * could not be asked). Signal "changed": any answer is another one than before. */
#define VTR_TYPE_MACHINE_DRAFT (vtr_machine_draft_get_type ())
G_DECLARE_FINAL_TYPE (VtrMachineDraft, vtr_machine_draft, VTR, MACHINE_DRAFT, GObject)

/* What is known of the disc that was chosen. */
typedef enum
{
  VTR_PROBE_NONE,
  VTR_PROBE_LOOKING,
  VTR_PROBE_DONE,       /* its system may still be unknown */
  VTR_PROBE_NO_DISC,
  VTR_PROBE_UNREADABLE, /* or nobody knows how long that takes */
} VtrProbeState;

VtrMachineDraft  *vtr_machine_draft_new                (VtrOsDatabase    *database);
void              vtr_machine_draft_set_database       (VtrMachineDraft  *self,
                                                        VtrOsDatabase    *database);
void              vtr_machine_draft_set_host           (VtrMachineDraft  *self,
                                                        VtrHost          *host);
void              vtr_machine_draft_look_again         (VtrMachineDraft  *self);
VtrHost          *vtr_machine_draft_get_host           (VtrMachineDraft  *self);
gboolean          vtr_machine_draft_is_ready           (VtrMachineDraft  *self);
const VtrTrouble *vtr_machine_draft_get_trouble        (VtrMachineDraft  *self);
const VtrSurvey  *vtr_machine_draft_get_survey         (VtrMachineDraft  *self);
VtrXmlDoc        *vtr_machine_draft_get_capabilities   (VtrMachineDraft  *self);

/* What */
void              vtr_machine_draft_set_method         (VtrMachineDraft  *self,
                                                        VtrMethod         method,
                                                        const char       *path);
void              vtr_machine_draft_set_image          (VtrMachineDraft  *self,
                                                        const char       *pool,
                                                        const char       *volume,
                                                        const char       *format);
void              vtr_machine_draft_set_source         (VtrMachineDraft   *self,
                                                        const VtrOsSource *source);
void              vtr_machine_draft_set_kernel         (VtrMachineDraft  *self,
                                                        const char       *kernel,
                                                        const char       *initrd,
                                                        const char       *arguments);
VtrMethod         vtr_machine_draft_get_method         (VtrMachineDraft  *self);
const char       *vtr_machine_draft_get_block          (VtrMachineDraft  *self);
VtrProbeState     vtr_machine_draft_get_probe_state    (VtrMachineDraft  *self);
void              vtr_machine_draft_choose_os          (VtrMachineDraft  *self,
                                                        VtrOs            *os);
const char       *vtr_machine_draft_get_path           (VtrMachineDraft  *self);
void              vtr_machine_draft_set_os             (VtrMachineDraft  *self,
                                                        const VtrOsFacts *os,
                                                        gboolean          is_guess);
const char       *vtr_machine_draft_get_chosen_os      (VtrMachineDraft  *self);
const char       *vtr_machine_draft_get_arch           (VtrMachineDraft  *self);
const VtrOsFacts *vtr_machine_draft_get_os             (VtrMachineDraft  *self);
gboolean          vtr_machine_draft_is_os_guessed      (VtrMachineDraft  *self);

/* How big */
const char       *vtr_machine_draft_get_name           (VtrMachineDraft  *self);
void              vtr_machine_draft_set_name           (VtrMachineDraft  *self,
                                                        const char       *name);
guint64           vtr_machine_draft_get_memory         (VtrMachineDraft  *self);
void              vtr_machine_draft_set_memory         (VtrMachineDraft  *self,
                                                        guint64           memory);
guint             vtr_machine_draft_get_processors     (VtrMachineDraft  *self);
void              vtr_machine_draft_set_processors     (VtrMachineDraft  *self,
                                                        guint             processors);
guint64           vtr_machine_draft_get_disk_size      (VtrMachineDraft  *self);
void              vtr_machine_draft_set_disk_size      (VtrMachineDraft  *self,
                                                        guint64           size);
gboolean          vtr_machine_draft_wants_disk         (VtrMachineDraft  *self);
void              vtr_machine_draft_set_wants_disk     (VtrMachineDraft  *self,
                                                        gboolean          wants);
const char       *vtr_machine_draft_get_pool           (VtrMachineDraft  *self);
void              vtr_machine_draft_set_pool           (VtrMachineDraft  *self,
                                                        const char       *pool);
VtrLinkSort       vtr_machine_draft_get_link           (VtrMachineDraft  *self,
                                                        const char      **network);
void              vtr_machine_draft_set_link           (VtrMachineDraft  *self,
                                                        VtrLinkSort       link,
                                                        const char       *network);
VtrFirmware       vtr_machine_draft_get_firmware       (VtrMachineDraft  *self);
void              vtr_machine_draft_set_firmware       (VtrMachineDraft  *self,
                                                        VtrFirmware       firmware);
const char       *vtr_machine_draft_get_virt_type      (VtrMachineDraft  *self);
gboolean          vtr_machine_draft_is_emulated        (VtrMachineDraft  *self);
gboolean          vtr_machine_draft_get_starts         (VtrMachineDraft  *self);
void              vtr_machine_draft_set_starts         (VtrMachineDraft  *self,
                                                        gboolean          starts);

void              vtr_machine_draft_start_network      (VtrMachineDraft  *self,
                                                        gboolean          always);
/* An existing disk */
gboolean          vtr_machine_draft_get_copies         (VtrMachineDraft  *self);
void              vtr_machine_draft_set_copies         (VtrMachineDraft  *self,
                                                        gboolean          copies);
gboolean          vtr_machine_draft_must_copy          (VtrMachineDraft  *self);

/* A cloud image */
const char       *vtr_machine_draft_get_user           (VtrMachineDraft  *self);
void              vtr_machine_draft_set_user           (VtrMachineDraft  *self,
                                                        const char       *user);
void              vtr_machine_draft_set_password       (VtrMachineDraft  *self,
                                                        const char       *password);
void              vtr_machine_draft_set_keys           (VtrMachineDraft  *self,
                                                        const char       *keys);
void              vtr_machine_draft_set_packages       (VtrMachineDraft  *self,
                                                        const char       *packages);

VtrCreateOrder   *vtr_machine_draft_make_order         (VtrMachineDraft  *self);

G_END_DECLS
