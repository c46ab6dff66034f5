/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-error.h"

G_DEFINE_QUARK (vtr-error-quark, vtr_error)

/**
 * vtr_error_is_cancelled:
 * @error: (nullable): an error
 *
 * Returns: whether @error is somebody's own cancel, which is never shown
 */
gboolean
vtr_error_is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}
