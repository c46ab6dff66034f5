/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct _VtrHost VtrHost;
typedef struct _VtrMachine VtrMachine;
typedef struct _VtrLink VtrLink;

typedef enum
{
  VTR_HOST_DISCONNECTED,
  VTR_HOST_CONNECTING,
  VTR_HOST_CONNECTED,
  VTR_HOST_NOT_ANSWERING,
  VTR_HOST_FAILED,
} VtrHostState;

#define VTR_TYPE_HOST_STATE (vtr_host_state_get_type ())
GType vtr_host_state_get_type (void);

typedef enum
{
  VTR_MACHINE_UNKNOWN,
  VTR_MACHINE_OFF,
  VTR_MACHINE_SAVED, /* off, with its memory kept for the next start */
  VTR_MACHINE_RUNNING,
  VTR_MACHINE_PAUSED,
  VTR_MACHINE_SHUTTING_DOWN,
  VTR_MACHINE_SUSPENDED, /* by the guest itself */
  VTR_MACHINE_CRASHED,
} VtrMachineState;

#define VTR_TYPE_MACHINE_STATE (vtr_machine_state_get_type ())
GType vtr_machine_state_get_type (void);

/* What can be measured of a machine. Each is a history of its own. */
typedef enum
{
  VTR_METRIC_GUEST_CPU, /* share of the machine's own processors, 0 to 1 */
  VTR_METRIC_HOST_CPU,  /* share of the host's processors, 0 to 1 */
  VTR_METRIC_MEMORY,    /* share of the memory that it was given, 0 to 1 */
  VTR_METRIC_DISK,      /* bytes a second, both ways */
  VTR_METRIC_NETWORK,   /* bytes a second, both ways */
  VTR_N_METRICS
} VtrMetric;

typedef guint VtrMetricSet; /* 1 << VtrMetric */

/* What somebody may want of a machine right now. */
typedef enum
{
  VTR_VERB_START,
  VTR_VERB_PAUSE,
  VTR_VERB_RESUME,
  VTR_VERB_SHUT_DOWN,
  VTR_VERB_REBOOT,
  VTR_VERB_FORCE_OFF,
  VTR_VERB_RESET,
  VTR_VERB_SAVE,
  VTR_VERB_DISCARD_SAVED,
  VTR_VERB_SEND_NMI,
  VTR_VERB_RENAME,
  VTR_VERB_SET_AUTOSTART,
  VTR_VERB_DELETE,
  VTR_N_VERBS
} VtrVerb;

/* Which part of a machine changed, for models that sort, filter and count. */
typedef enum
{
  VTR_MACHINE_CHANGED_STATE = 1 << 0,
  VTR_MACHINE_CHANGED_DETAILS = 1 << 1, /* name, title, notes, OS, addresses, autostart */
  VTR_MACHINE_CHANGED_SAMPLES = 1 << 2,
  VTR_MACHINE_REMOVED = 1 << 3, /* it is about to leave the list, alone */
} VtrMachineChange;

typedef struct _VtrStorage VtrStorage;
typedef struct _VtrPool VtrPool;
typedef struct _VtrVolume VtrVolume;

/* How far something that is read when it is first looked at has come. */
typedef enum
{
  VTR_LOAD_NONE,
  VTR_LOAD_UNDER_WAY,
  VTR_LOAD_DONE,
  VTR_LOAD_FAILED,
  VTR_LOAD_UNSUPPORTED, /* this kind of host has no such thing */
} VtrLoadState;

#define VTR_TYPE_LOAD_STATE (vtr_load_state_get_type ())
GType vtr_load_state_get_type (void);

typedef enum
{
  VTR_POOL_UNKNOWN,
  VTR_POOL_INACTIVE,
  VTR_POOL_BUILDING,
  VTR_POOL_RUNNING,
  VTR_POOL_DEGRADED,
  VTR_POOL_INACCESSIBLE,
} VtrPoolState;

#define VTR_TYPE_POOL_STATE (vtr_pool_state_get_type ())
GType vtr_pool_state_get_type (void);

G_END_DECLS
