/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-format.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/**
 * vtr_format_bytes:
 * @bytes: a size
 *
 * Returns: (transfer full): the size in the binary units that libvirt means, such as "3.1 GiB"
 */
char *
vtr_format_bytes (guint64 bytes)
{
  return g_format_size_full (bytes, G_FORMAT_SIZE_IEC_UNITS);
}

/**
 * vtr_format_rate:
 * @bytes_per_second: a rate
 *
 * Returns: (transfer full): the rate, such as "1.2 MB/s"
 */
char *
vtr_format_rate (double bytes_per_second)
{
  g_autofree char *size = g_format_size ((guint64) MAX (0, round (bytes_per_second)));

  /* Translators: a data rate; %s is an amount with its unit, such as "1.2 MB" */
  return g_strdup_printf (_("%s/s"), size);
}

/**
 * vtr_format_percent:
 * @fraction: 1 for all of it
 *
 * Returns: (transfer full): whole percent
 */
char *
vtr_format_percent (double fraction)
{
  /* Translators: a share in percent */
  return g_strdup_printf (_("%.0f %%"), MAX (0, fraction) * 100);
}

/**
 * vtr_format_duration:
 * @seconds: how long
 *
 * Returns: (transfer full): the duration in its largest unit, such as "5 minutes"
 */
char *
vtr_format_duration (gint64 seconds)
{
  guint minutes = (guint) (seconds / 60);
  guint hours = minutes / 60;
  guint days = hours / 24;

  if (days > 0)
    return g_strdup_printf (ngettext ("%u day", "%u days", days), days);
  if (hours > 0)
    return g_strdup_printf (ngettext ("%u hour", "%u hours", hours), hours);
  if (minutes > 0)
    return g_strdup_printf (ngettext ("%u minute", "%u minutes", minutes), minutes);

  return g_strdup_printf (ngettext ("%u second", "%u seconds", (guint) MAX (0, seconds)),
                          (guint) MAX (0, seconds));
}

/* Whole phrases: "ago" governs a case in many languages, so it cannot be put around a duration. */
static char *
format_age (guint minutes)
{
  guint hours = minutes / 60;

  if (hours > 0)
    return g_strdup_printf (ngettext ("%u hour ago", "%u hours ago", hours), hours);

  return g_strdup_printf (ngettext ("%u minute ago", "%u minutes ago", minutes), minutes);
}

/**
 * vtr_format_moment:
 * @unix_time: a moment
 * @unix_now: the present
 *
 * Returns: (transfer full): how long ago within a day, else the date and time
 */
char *
vtr_format_moment (gint64 unix_time,
                   gint64 unix_now)
{
  gint64 age = unix_now - unix_time;
  g_autoptr (GDateTime) moment = NULL;

  if (age >= 0 && age < 60)
    return g_strdup (_("just now"));

  if (age >= 0 && age < 24 * 60 * 60)
    return format_age ((guint) (age / 60));

  moment = g_date_time_new_from_unix_local (unix_time);
  /* Translators: date and time by strftime, in the order of your language */
  return moment != NULL ? g_date_time_format (moment, _("%e %B %Y, %H:%M")) : g_strdup ("");
}
