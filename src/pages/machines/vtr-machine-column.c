/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-machine-column.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/vtr-format.h"
#include "virt/host/vtr-host.h"

static float
latest (VtrMachine *machine,
        VtrMetric   metric)
{
  return vtr_machine_is_active (machine)
             ? vtr_history_latest (vtr_machine_get_history (machine, metric))
             : NAN;
}

static char *
format (VtrMachine *machine,
        VtrMetric   metric,
        char     *(*format_value) (double))
{
  float value = latest (machine, metric);

  return isnan (value) ? NULL : format_value (value);
}

static char *
guest_cpu_text (VtrMachine *machine)
{
  return format (machine, VTR_METRIC_GUEST_CPU, vtr_format_percent);
}

static char *
host_cpu_text (VtrMachine *machine)
{
  return format (machine, VTR_METRIC_HOST_CPU, vtr_format_percent);
}

static char *
disk_text (VtrMachine *machine)
{
  return format (machine, VTR_METRIC_DISK, vtr_format_rate);
}

static char *
network_text (VtrMachine *machine)
{
  return format (machine, VTR_METRIC_NETWORK, vtr_format_rate);
}

static char *
memory_text (VtrMachine *machine)
{
  float share = latest (machine, VTR_METRIC_MEMORY);
  guint64 memory = vtr_machine_get_memory (machine);

  if (isnan (share) || memory == 0)
    return NULL;

  return vtr_format_bytes ((guint64) (share * (double) memory));
}

static char *
state_text (VtrMachine *machine)
{
  return g_strdup (vtr_machine_get_state_name (machine));
}

static char *
host_text (VtrMachine *machine)
{
  VtrHost *host = vtr_machine_get_host (machine);

  return host != NULL ? g_strdup (vtr_host_get_title (host)) : NULL;
}

static char *
addresses_text (VtrMachine *machine)
{
  return g_strdup (vtr_machine_get_addresses (machine));
}

static char *
os_text (VtrMachine *machine)
{
  return g_strdup (vtr_machine_get_os_name (machine));
}

static char *
autostart_text (VtrMachine *machine)
{
  return vtr_machine_get_autostart (machine) ? g_strdup (_("With the host")) : NULL;
}

static int
compare_metric (VtrMachine *a,
                VtrMachine *b,
                VtrMetric   metric)
{
  float left = latest (a, metric);
  float right = latest (b, metric);

  return left < right ? -1 : left > right ? 1 : 0;
}

static int
compare_guest_cpu (VtrMachine *a,
                   VtrMachine *b)
{
  return compare_metric (a, b, VTR_METRIC_GUEST_CPU);
}

static int
compare_host_cpu (VtrMachine *a,
                  VtrMachine *b)
{
  return compare_metric (a, b, VTR_METRIC_HOST_CPU);
}

static int
compare_memory (VtrMachine *a,
                VtrMachine *b)
{
  return compare_metric (a, b, VTR_METRIC_MEMORY);
}

static int
compare_disk (VtrMachine *a,
              VtrMachine *b)
{
  return compare_metric (a, b, VTR_METRIC_DISK);
}

static int
compare_network (VtrMachine *a,
                 VtrMachine *b)
{
  return compare_metric (a, b, VTR_METRIC_NETWORK);
}

static int
compare_state (VtrMachine *a,
               VtrMachine *b)
{
  return g_strcmp0 (vtr_machine_get_state_name (a), vtr_machine_get_state_name (b));
}

static int
compare_host (VtrMachine *a,
              VtrMachine *b)
{
  VtrHost *left = vtr_machine_get_host (a);
  VtrHost *right = vtr_machine_get_host (b);

  return g_strcmp0 (left != NULL ? vtr_host_get_title (left) : NULL,
                    right != NULL ? vtr_host_get_title (right) : NULL);
}

static int
compare_addresses (VtrMachine *a,
                   VtrMachine *b)
{
  return g_strcmp0 (vtr_machine_get_addresses (a), vtr_machine_get_addresses (b));
}

static int
compare_os (VtrMachine *a,
            VtrMachine *b)
{
  return g_strcmp0 (vtr_machine_get_os_name (a), vtr_machine_get_os_name (b));
}

static int
compare_autostart (VtrMachine *a,
                   VtrMachine *b)
{
  return vtr_machine_get_autostart (b) - vtr_machine_get_autostart (a);
}

/* In the order in which they stand in the table. */
static const VtrMachineColumn columns[] = {
  { .id = "name", .title = N_("Name"), .kind = VTR_COLUMN_NAME, .width = -1, .room = 0 },
  { .id = "state", .title = N_("State"), .kind = VTR_COLUMN_TEXT, .width = 110, .room = 4,
    .make_text = state_text, .compare = compare_state },
  { .id = "host", .title = N_("Host"), .kind = VTR_COLUMN_TEXT, .width = 140, .room = 2,
    .make_text = host_text, .compare = compare_host },
  { .id = "guest-cpu", .title = N_("CPU"), .kind = VTR_COLUMN_GRAPH, .width = 150, .room = 0,
    .metric = VTR_METRIC_GUEST_CPU, .make_text = guest_cpu_text, .compare = compare_guest_cpu },
  { .id = "host-cpu", .title = N_("Host CPU"), .kind = VTR_COLUMN_GRAPH, .width = 150, .room = 4,
    .metric = VTR_METRIC_HOST_CPU, .make_text = host_cpu_text, .compare = compare_host_cpu },
  { .id = "memory", .title = N_("Memory"), .kind = VTR_COLUMN_GRAPH, .width = 150, .room = 1,
    .metric = VTR_METRIC_MEMORY, .make_text = memory_text, .compare = compare_memory },
  { .id = "disk", .title = N_("Disk"), .kind = VTR_COLUMN_GRAPH, .width = 150, .room = 4,
    .metric = VTR_METRIC_DISK, .shared_scale = TRUE, .make_text = disk_text,
    .compare = compare_disk },
  { .id = "network", .title = N_("Network"), .kind = VTR_COLUMN_GRAPH, .width = 150, .room = 3,
    .metric = VTR_METRIC_NETWORK, .shared_scale = TRUE, .make_text = network_text,
    .compare = compare_network },
  { .id = "addresses", .title = N_("Addresses"), .kind = VTR_COLUMN_TEXT, .width = 140, .room = 4,
    .by_details = TRUE, .make_text = addresses_text, .compare = compare_addresses },
  { .id = "os", .title = N_("System"), .kind = VTR_COLUMN_TEXT, .width = 140, .room = 4,
    .by_details = TRUE, .make_text = os_text, .compare = compare_os },
  { .id = "autostart", .title = N_("Starts"), .kind = VTR_COLUMN_TEXT, .width = 110, .room = 4,
    .make_text = autostart_text, .compare = compare_autostart },
};

guint
vtr_machine_column_count (void)
{
  return G_N_ELEMENTS (columns);
}

const VtrMachineColumn *
vtr_machine_column_get (guint index)
{
  return &columns[index];
}

/* Whether a machine has a value to be sorted by. Those that have none stand last either way: nobody
 * sorts by use to see what is off. */
gboolean
vtr_machine_column_has_value (const VtrMachineColumn *self,
                              VtrMachine             *machine)
{
  return self->kind != VTR_COLUMN_GRAPH || !isnan (latest (machine, self->metric));
}

/**
 * vtr_machine_column_find:
 * @id: (nullable): a column's id
 *
 * Returns: (transfer none): that column, the name's where there is none of that id
 */
const VtrMachineColumn *
vtr_machine_column_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (g_strcmp0 (columns[i].id, id) == 0)
      return &columns[i];

  return &columns[0];
}
