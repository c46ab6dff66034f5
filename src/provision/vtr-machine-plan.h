/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Where the system of a new machine comes from. */
typedef enum
{
  VTR_METHOD_MEDIA,     /* a disc or its image */
  VTR_METHOD_KERNEL,    /* a kernel and an initrd, from a tree on a web server or by name */
  VTR_METHOD_NETWORK,   /* the machine boots over the network */
  VTR_METHOD_DISK,      /* a disk that has a system already */
  VTR_METHOD_CLOUD,     /* an image made for clouds, told who its user is */
  VTR_METHOD_EMPTY,     /* nothing yet */
  VTR_METHOD_CONTAINER, /* a folder or a program of the host itself */
} VtrMethod;

typedef enum
{
  VTR_FIRMWARE_AUTOMATIC,
  VTR_FIRMWARE_BIOS,
  VTR_FIRMWARE_EFI,
  VTR_FIRMWARE_SECURE, /* EFI with secure boot and enrolled keys */
} VtrFirmware;

typedef enum
{
  VTR_CHOICE_AUTOMATIC,
  VTR_CHOICE_YES,
  VTR_CHOICE_NO,
} VtrChoice;

typedef enum
{
  VTR_LINK_NONE,
  VTR_LINK_USER,    /* through the program that runs the machine: needs no rights */
  VTR_LINK_NETWORK, /* a network of the host, by name */
  VTR_LINK_BRIDGE,  /* a bridge device of the host, by name */
} VtrLinkSort;

/* A disk as a definition speaks of it. */
typedef struct
{
  char *path;   /* a file or a block device; or NULL… */
  char *pool;   /* …and this volume of this pool */
  char *volume;
  char *format; /* NULL: raw */
} VtrPlanDisk;

/* Everything that a person decided about a new machine, or that was decided for them. */
typedef struct
{
  VtrMethod   method;
  char       *name;
  char       *uuid; /* given by the job when NULL */
  char       *os_id;
  char       *arch;         /* x86_64, … */
  char       *virt_type;    /* kvm, qemu, … */
  char       *machine_type; /* NULL: chosen */
  guint64     memory;
  guint       processors;
  VtrFirmware firmware;
  VtrChoice   tpm;
  VtrLinkSort link;
  char       *network;
  VtrPlanDisk disk; /* nothing in it: none */
  char       *media;         /* NULL: an empty drive */
  char       *drivers;       /* a second disc */
  gboolean    is_live;       /* the disc is what runs, for ever */
  char       *kernel;
  char       *initrd;
  char       *arguments;
  char       *seed;          /* what tells a cloud image who its user is */
  char       *init;          /* of a container */
  char       *root;
} VtrMachinePlan;

VtrMachinePlan *vtr_machine_plan_new  (VtrMethod             method);
VtrMachinePlan *vtr_machine_plan_copy (const VtrMachinePlan *self);
void            vtr_machine_plan_free (VtrMachinePlan       *self);
gboolean        vtr_plan_disk_is_set  (const VtrPlanDisk    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrMachinePlan, vtr_machine_plan_free)

G_END_DECLS
