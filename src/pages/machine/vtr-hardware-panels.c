/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-hardware-panels.h"

#include "vtr-allocation-panel.h"
#include "vtr-boot-panel.h"
#include "vtr-controller-panel.h"
#include "vtr-disk-panel.h"
#include "vtr-display-panel.h"
#include "vtr-firmware-panel.h"
#include "vtr-hostdev-panel.h"
#include "vtr-image-panel.h"
#include "vtr-interface-panel.h"
#include "vtr-share-panel.h"

typedef enum
{
  PANEL_OF_THERE = 1 << 0,
  PANEL_OF_NEW = 1 << 1,
  PANEL_OF_ALL = PANEL_OF_THERE | PANEL_OF_NEW,
} PanelUse;

static const struct
{
  const char *form_id;
  GtkWidget *(*create) (const VtrPanelPlace *place);
  PanelUse    use;
} panels[] = {
  { "processor", vtr_allocation_panel_new, PANEL_OF_THERE },
  { "memory", vtr_allocation_panel_new, PANEL_OF_THERE },
  { "boot", vtr_firmware_panel_new, PANEL_OF_THERE },
  { "boot", vtr_boot_panel_new, PANEL_OF_THERE },
  { "controller", vtr_controller_panel_new, PANEL_OF_THERE },
  { "disk", vtr_disk_panel_new, PANEL_OF_THERE },
  { "disk", vtr_image_panel_new, PANEL_OF_NEW },
  { "filesystem", vtr_share_panel_new, PANEL_OF_ALL },
  { "graphics", vtr_display_panel_new, PANEL_OF_THERE },
  { "interface", vtr_interface_panel_new, PANEL_OF_ALL },
  { "hostdev", vtr_hostdev_panel_new, PANEL_OF_ALL },
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
    if (g_str_equal (panels[i].form_id, form_id)
        && (panels[i].use & (place->is_new ? PANEL_OF_NEW : PANEL_OF_THERE)))
      vtr_item_editor_add_first (place->editor, panels[i].create (&of_form));
}
