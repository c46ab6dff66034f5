/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "virt/host/vtr-host.h"
#include "xml/vtr-xml-doc.h"

G_BEGIN_DECLS

/* What has to be known of a host before a machine can be made there, read in one go. */

typedef struct
{
  char    *name;
  char    *type; /* dir, logical, … */
  char    *path; /* NULL where volumes have none */
  gboolean active;
  guint64  capacity;
  guint64  available;
} VtrSurveyPool;

typedef struct
{
  char    *name;
  char    *mode;   /* nat, route, bridge, …; NULL: isolated */
  char    *bridge; /* may be NULL */
  gboolean active;
  gboolean autostart;
} VtrSurveyNetwork;

typedef struct
{
  gatomicrefcount ref_count;
  char           *driver; /* QEMU, LXC, Test, … as the host calls it */
  char           *arch;   /* of its processors */
  gboolean        is_remote;
  gboolean        is_session; /* one person's own machines */
  guint           n_processors;
  guint64         memory;
  guint64         free_memory; /* 0: the host does not tell */
  VtrXmlDoc      *capabilities;
  GPtrArray      *pools;    /* VtrSurveyPool */
  GPtrArray      *networks; /* VtrSurveyNetwork */
  gboolean        has_storage; /* the host knows of pools at all */
} VtrSurvey;

#define VTR_TYPE_SURVEY (vtr_survey_get_type ())
GType                   vtr_survey_get_type         (void);
VtrSurvey              *vtr_survey_new              (void);
VtrSurvey              *vtr_survey_ref              (VtrSurvey           *self);
void                    vtr_survey_unref            (VtrSurvey           *self);
void                    vtr_survey_add_pool         (VtrSurvey           *self,
                                                     const char          *name,
                                                     const char          *type,
                                                     const char          *path,
                                                     gboolean             active,
                                                     guint64              available);
void                    vtr_survey_add_network      (VtrSurvey           *self,
                                                     const char          *name,
                                                     const char          *mode,
                                                     gboolean             active);
const VtrSurveyPool    *vtr_survey_find_pool        (const VtrSurvey     *self,
                                                     const char          *name);
const VtrSurveyPool    *vtr_survey_choose_pool      (const VtrSurvey     *self);
const VtrSurveyNetwork *vtr_survey_find_network     (const VtrSurvey     *self,
                                                     const char          *name);
const VtrSurveyNetwork *vtr_survey_choose_network   (const VtrSurvey     *self);
char                   *vtr_survey_get_default_folder (const VtrSurvey   *self);
gboolean                vtr_survey_can_run          (const VtrSurvey     *self,
                                                     const char          *arch,
                                                     const char          *virt_type);
GStrv                   vtr_survey_list_archs       (const VtrSurvey     *self);

void                    vtr_host_survey_async       (VtrHost             *host,
                                                     GCancellable        *cancellable,
                                                     GAsyncReadyCallback  callback,
                                                     gpointer             user_data);
VtrSurvey              *vtr_host_survey_finish      (VtrHost             *host,
                                                     GAsyncResult        *result,
                                                     GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrSurvey, vtr_survey_unref)

G_END_DECLS
