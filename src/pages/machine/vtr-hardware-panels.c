/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-hardware-panels.h"

#include "vtr-allocation-panel.h"
#include "vtr-boot-panel.h"
#include "vtr-disk-panel.h"
#include "vtr-display-panel.h"
#include "vtr-firmware-panel.h"
#include "vtr-hostdev-panel.h"
#include "vtr-interface-panel.h"
#include "vtr-share-panel.h"

static const struct
{
  const char *form_id;
  GtkWidget *(*create) (const VtrPanelPlace *place);
  gboolean    for_new;
} panels[] = {
  { "processor", vtr_allocation_panel_new, FALSE },
  { "memory", vtr_allocation_panel_new, FALSE },
  { "boot", vtr_firmware_panel_new, FALSE },
  { "boot", vtr_boot_panel_new, FALSE },
  { "disk", vtr_disk_panel_new, FALSE },
  { "filesystem", vtr_share_panel_new, TRUE },
  { "graphics", vtr_display_panel_new, FALSE },
  { "interface", vtr_interface_panel_new, TRUE },
  { "hostdev", vtr_hostdev_panel_new, TRUE },
};

/**
 * vtr_hardware_panels_add:
 * @form_id: which form it is
 * @place: what it is about; its editor is not filled yet
 */
void
vtr_hardware_panels_add (const char          *form_id,
                         const VtrPanelPlace *place)
{
  VtrPanelPlace of_form = *place;

  of_form.form_id = form_id;
  for (guint i = 0; i < G_N_ELEMENTS (panels); i++)
    if (g_str_equal (panels[i].form_id, form_id) && (!place->is_new || panels[i].for_new))
      vtr_item_editor_add_first (place->editor, panels[i].create (&of_form));
}
