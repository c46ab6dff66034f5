/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-firmware-panel.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "editors/vtr-choice-factory.h"

typedef enum
{
  FIRMWARE_BIOS,
  FIRMWARE_UEFI,
  FIRMWARE_SECURE,
  FIRMWARE_OWN, /* files that somebody named */
  N_FIRMWARES
} Firmware;

struct _VtrFirmwarePanel
{
  AdwPreferencesGroup  parent_instance;

  /* owned */
  VtrChoices          *choices;
  GPtrArray           *reasons; /* why each firmware cannot be; NULL for those that can */

  /* borrowed: it has this in its page */
  VtrItemEditor       *editor;

  /* own children */
  AdwComboRow         *row;
  GtkWidget           *nvram_row;

  /* state */
  gboolean             filling;
};

G_DEFINE_FINAL_TYPE (VtrFirmwarePanel, vtr_firmware_panel, ADW_TYPE_PREFERENCES_GROUP)

static char *
get (VtrFirmwarePanel *self,
     const char       *key,
     const char       *field)
{
  return vtr_item_editor_get_value (self->editor, key, field);
}

static gboolean
is (VtrFirmwarePanel *self,
    const char       *key,
    const char       *field,
    const char       *value)
{
  g_autofree char *own = get (self, key, field);

  return g_strcmp0 (own, value) == 0;
}

static Firmware
get_firmware (VtrFirmwarePanel *self)
{
  g_autofree char *loader = get (self, "os", "loader");

  if (is (self, "os", "firmware", "efi"))
    return is (self, "firmware-feature:secure-boot", "enabled", "yes")
                   || is (self, "os", "loader-secure", "yes")
               ? FIRMWARE_SECURE
               : FIRMWARE_UEFI;
  return loader != NULL ? FIRMWARE_OWN : FIRMWARE_BIOS;
}

static void
want (VtrFirmwarePanel *self,
      const char       *key,
      const char       *field,
      const char       *value)
{
  vtr_item_editor_want (self->editor, key, field, value);
}

/* libvirt chooses the files; where the guest keeps its settings stays as long as there is UEFI. */
static void
set_firmware (VtrFirmwarePanel *self,
              Firmware          firmware)
{
  static const char *const chosen[] = { "loader", "loader-type", "loader-readonly", "loader-secure",
                                        "loader-format", "loader-stateless", "nvram-template",
                                        "nvram-template-format" };
  const char *const features[] = { "secure-boot", "enrolled-keys" };

  for (guint i = 0; i < G_N_ELEMENTS (chosen); i++)
    want (self, "os", chosen[i], NULL);
  want (self, "os", "firmware", firmware == FIRMWARE_BIOS ? NULL : "efi");
  for (guint i = 0; i < G_N_ELEMENTS (features); i++)
    {
      g_autofree char *key = g_strconcat ("firmware-feature:", features[i], NULL);
      g_autoptr (VtrItem) there = vtr_item_find (vtr_item_editor_get_saved (self->editor), key);

      if (firmware != FIRMWARE_BIOS)
        want (self, key, "enabled", firmware == FIRMWARE_SECURE ? "yes" : "no");
      else if (there != NULL)
        vtr_item_editor_remove_entry (self->editor, key);
      else
        want (self, key, "enabled", NULL);
    }
  if (firmware == FIRMWARE_BIOS)
    {
      want (self, "os", "nvram", NULL);
      want (self, "os", "nvram-format", NULL);
      want (self, "os", "nvram-type", NULL);
    }
  if (firmware == FIRMWARE_SECURE)
    want (self, "features", "smm", "yes");
}

static void
on_selected_cb (VtrFirmwarePanel *self)
{
  Firmware firmware = adw_combo_row_get_selected (self->row);

  if (self->filling || firmware >= FIRMWARE_OWN || firmware == get_firmware (self))
    return;

  set_firmware (self, firmware);
}

static const char *
explain (Firmware firmware)
{
  switch (firmware)
    {
    case FIRMWARE_BIOS:
      return _("For old systems, and for guests that were installed with it");
    case FIRMWARE_UEFI:
      return _("For all newer systems. A guest that was installed with a BIOS seldom starts with it");
    case FIRMWARE_SECURE:
      return _("Starts only systems that are signed; Windows 11 asks for it");
    case FIRMWARE_OWN:
    case N_FIRMWARES:
    default:
      return _("The files that are named below");
    }
}

static gboolean
lacks (VtrFirmwarePanel *self,
       const char       *field,
       const char       *value)
{
  const VtrKind *os = vtr_kind_get ("domain", "os");
  g_autoptr (GPtrArray) list = vtr_choices_list (self->choices, os, vtr_kind_get_field (os, field));

  for (guint i = 0; list != NULL && i < list->len; i++)
    if (g_str_equal (((VtrChoice *) list->pdata[i])->value, value))
      return FALSE;

  return list != NULL;
}

static void
update_reasons (VtrFirmwarePanel *self)
{
  g_autofree char *machine = get (self, "os", "machine");
  g_autofree char *arch = get (self, "os", "arch");
  gboolean is_old_board = g_strcmp0 (arch, "x86_64") == 0 && machine != NULL
                          && (g_str_equal (machine, "pc") || g_str_has_prefix (machine, "pc-i440fx"));
  const char *no_uefi
      = lacks (self, "firmware", "efi") ? _("The host has no UEFI firmware for such a machine") : NULL;
  const char *no_secure = no_uefi;

  if (no_secure == NULL && is_old_board)
    no_secure = _("Needs the board “q35”");
  else if (no_secure == NULL && lacks (self, "loader-secure", "yes"))
    no_secure = _("The host has no firmware with Secure Boot");

  g_ptr_array_set_size (self->reasons, 0);
  g_ptr_array_add (self->reasons, NULL);
  g_ptr_array_add (self->reasons, g_strdup (no_uefi));
  g_ptr_array_add (self->reasons, g_strdup (no_secure));
  g_ptr_array_add (self->reasons,
                   g_strdup (get_firmware (self) == FIRMWARE_OWN ? NULL : _("Named under “Advanced”")));
}

static void
update (VtrFirmwarePanel *self)
{
  g_autofree char *nvram = NULL;
  g_autofree char *type = NULL;
  const char *why_not = vtr_item_editor_get_reason (self->editor);
  Firmware firmware;

  if (self->choices == NULL || self->editor == NULL
      || vtr_item_editor_get_saved (self->editor) == NULL)
    return;

  firmware = get_firmware (self);
  type = get (self, "os", "type");
  nvram = get (self, "os", "nvram");
  gtk_widget_set_visible (GTK_WIDGET (self), g_strcmp0 (type, "hvm") == 0);
  update_reasons (self);
  self->filling = TRUE;
  adw_combo_row_set_selected (self->row, firmware);
  self->filling = FALSE;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), why_not != NULL ? why_not : explain (firmware));
  gtk_widget_set_sensitive (GTK_WIDGET (self->row), why_not == NULL);
  gtk_widget_set_visible (self->nvram_row, nvram != NULL || firmware != FIRMWARE_BIOS);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->nvram_row),
                               nvram != NULL ? nvram : _("Where libvirt puts it, at the first start"));
}

static void
vtr_firmware_panel_dispose (GObject *object)
{
  g_clear_object (&VTR_FIRMWARE_PANEL (object)->choices);
  g_clear_weak_pointer (&VTR_FIRMWARE_PANEL (object)->editor);

  G_OBJECT_CLASS (vtr_firmware_panel_parent_class)->dispose (object);
}

static void
vtr_firmware_panel_finalize (GObject *object)
{
  g_ptr_array_unref (VTR_FIRMWARE_PANEL (object)->reasons);

  G_OBJECT_CLASS (vtr_firmware_panel_parent_class)->finalize (object);
}

static void
vtr_firmware_panel_class_init (VtrFirmwarePanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vtr_firmware_panel_dispose;
  object_class->finalize = vtr_firmware_panel_finalize;
}

static void
vtr_firmware_panel_init (VtrFirmwarePanel *self)
{
  const char *const labels[] = { _("BIOS"), _("UEFI"), _("UEFI with Secure Boot"), _("Files of Your Own"),
                                 NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (labels);

  self->reasons = g_ptr_array_new_with_free_func (g_free);
  self->row = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _("Starts With"));
  adw_combo_row_set_model (self->row, G_LIST_MODEL (model));
  vtr_choice_factory_apply (self->row, self->reasons);
  g_signal_connect_object (self->row, "notify::selected", G_CALLBACK (on_selected_cb), self,
                           G_CONNECT_SWAPPED);
  self->nvram_row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->nvram_row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->nvram_row),
                                 _("The Guest's Settings of the Firmware"));
  gtk_widget_set_tooltip_text (self->nvram_row,
                               _("The file stays where it is, whatever firmware you choose"));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Firmware"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->nvram_row);
}

/**
 * vtr_firmware_panel_new:
 * @place: what it is about
 *
 * Returns: (transfer floating): the panel
 */
GtkWidget *
vtr_firmware_panel_new (const VtrPanelPlace *place)
{
  VtrFirmwarePanel *self = g_object_new (VTR_TYPE_FIRMWARE_PANEL, NULL);

  self->choices = g_object_ref (vtr_hardware_choices_get (place->choices));
  g_set_weak_pointer (&self->editor, place->editor);
  g_signal_connect_object (place->editor, "filled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (place->editor, "edited", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->choices, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
