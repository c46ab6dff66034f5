/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "base/vtr-job.h"
#include "base/vtr-keyed-list.h"
#include "xml/vtr-xml-doc.h"

#include "vtr-host.h"
#include "vtr-inventory.h"
#include "virt/vtr-link.h"
#include "virt/machine/vtr-machine-private.h"
#include "virt/network/vtr-network-private.h"

G_BEGIN_DECLS

typedef struct _VtrSampler VtrSampler;

struct _VtrHost
{
  GObject       parent_instance;

  /* owned */
  char         *uri;
  char         *title;
  VtrTrouble   *trouble;
  VtrKeyedList *machines;
  GHashTable   *former; /* UUID to GWeakRef of a machine that somebody held when the host was let go */
  VtrLink      *link; /* NULL while disconnected */
  VtrHostWay   *way;  /* NULL: libvirt finds its own */
  GCancellable *preparing;
  VtrSampler   *sampler;
  GHashTable   *refreshing; /* set of VtrMachine whose state is being read */
  GPtrArray    *early;      /* virDomainPtr of which events spoke before the list came; else NULL */
  VtrNetworks  *networks; /* NULL until somebody looks */
  GHashTable   *domain_capabilities; /* VtrXmlDoc by sort of machine */
  VtrStorage   *storage;    /* NULL until somebody asks for it */

  /* state */
  VtrHostState  state;
  int           trouble_code; /* VtrErrorCode, or -1 */
  gint64        silent_since; /* wall clock, seconds */
  guint         n_active;
  guint         n_attention;
  guint         n_processors;
  guint64       memory;
  gboolean      has_events;
  gboolean      loads_everything;
  gboolean      list_complete;
  gboolean      may_ask; /* a person wants to connect, and is there to answer */
};

/* vtr-host.c */
void     _vtr_host_announce       (VtrHost               *self,
                                   VtrMachine            *machine,
                                   VtrMachineChange       change);
void     _vtr_host_announce_job   (VtrHost               *self,
                                   VtrJob                *job);
void     _vtr_host_set_state      (VtrHost               *self,
                                   VtrHostState           state,
                                   VtrTrouble            *trouble);
void     _vtr_host_lose           (VtrHost               *self,
                                   const char            *reason);
void     _vtr_host_opening_failed (VtrHost               *self,
                                   const GError          *error);
void     _vtr_host_set_complete   (VtrHost               *self,
                                   gboolean               complete);
void     _vtr_host_count          (VtrHost               *self,
                                   VtrMachine            *machine,
                                   gboolean               active,
                                   gboolean               attention);
void     _vtr_host_forget_counts  (VtrHost               *self);
VtrMachine *_vtr_host_take_former (VtrHost               *self,
                                   virDomainPtr           domain);
void     _vtr_host_announce_samples (VtrHost             *self);
gboolean _vtr_host_authenticate   (VtrHost               *self,
                                   VtrAuthRequest        *request);

/* vtr-host-open.c */
void     _vtr_host_open           (VtrHost               *self);
void     _vtr_host_resync         (VtrHost               *self);
VtrMachine *_vtr_host_add_domain  (VtrHost               *self,
                                   virDomainPtr           domain);
void     _vtr_host_remove_machine (VtrHost               *self,
                                   VtrMachine            *machine);

/* vtr-host-events.c: called in workers */
int      _vtr_host_watch_lifecycle (virConnectPtr         connection,
                                    guint                 link_id);
GArray  *_vtr_host_watch_rest      (virConnectPtr         connection,
                                    guint                 link_id);
virConnectCloseFunc _vtr_host_watch_close (virConnectPtr  connection,
                                           guint          link_id);

/* vtr-host-refresh.c */
void     _vtr_host_refresh        (VtrHost               *self,
                                   VtrMachine            *machine);
void     _vtr_host_load_details   (VtrHost               *self,
                                   VtrMachine            *machine,
                                   VtrWorkPriority        priority);
void     _vtr_host_read_addresses (VtrHost               *self,
                                   VtrMachine            *machine);

/* vtr-sampler.c */
VtrSampler *_vtr_sampler_new      (VtrHost               *host);
void        _vtr_sampler_free     (VtrSampler            *self);
void        _vtr_sampler_update   (VtrSampler            *self);
guint       _vtr_sampler_watch    (VtrSampler            *self,
                                   VtrMetricSet           metrics,
                                   gboolean               with_host_load);
void        _vtr_sampler_unwatch  (VtrSampler            *self,
                                   guint                  watch);
void        _vtr_sampler_set_interval (VtrSampler        *self,
                                       guint              seconds);
guint       _vtr_sampler_get_interval (VtrSampler        *self);
const VtrHistory *_vtr_sampler_get_load (VtrSampler      *self);

G_END_DECLS
