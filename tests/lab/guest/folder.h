/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

/* The folder of the host, as the service in a guest reads it: HTTP over a port of its own. */
void folder_fetch (const char *path);
