/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What went wrong, in kinds that a person would act on differently. The message of such an error
 * is for logs and for "Details": words for the window come from vtr_trouble_*. */
typedef enum
{
  VTR_ERROR_FAILED,
  VTR_ERROR_NOT_ANSWERING,
  VTR_ERROR_LINK_LOST,
  VTR_ERROR_UNREACHABLE,
  VTR_ERROR_AUTHENTICATION,
  VTR_ERROR_PERMISSION,
  VTR_ERROR_NOT_FOUND,
  VTR_ERROR_EXISTS,
  VTR_ERROR_BUSY,
  VTR_ERROR_WRONG_STATE,
  VTR_ERROR_INVALID,
  VTR_ERROR_UNSUPPORTED,
  VTR_ERROR_NO_SPACE,
} VtrErrorCode;

#define VTR_ERROR (vtr_error_quark ())
GQuark   vtr_error_quark        (void);
gboolean vtr_error_is_cancelled (const GError *error);

G_END_DECLS
