/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "machine-fixture.h"

#include "editors/vtr-suggestion-button.h"
#include "pages/machine/vtr-add-hardware.h"
#include "pages/machine/vtr-boot-panel.h"
#include "pages/machine/vtr-interface-panel.h"
#include "pages/machine/vtr-recent-media.h"
#include "virt/vtr-virt-error.h"

/* A disc goes out at once, without the form, and one that was in lately goes in again. */
static void
test_medium (Fixture      *fixture,
             gconstpointer data)
{
  GtkWidget *button;

  vtr_recent_media_add (fixture->settings, "test:///default", "/srv/new.iso");
  fixture_show_hardware (fixture, "disk:sda");
  fixture_assert_subtitle (fixture, "Medium", "old.iso");
  fixture_click (fixture, "Eject");
  fixture_assert_subtitle (fixture, "Medium", "Empty");
  g_assert_null (fixture_find (fixture, GTK_TYPE_BUTTON, "Apply"));

  vtr_wait_until ((button = fixture_find (fixture, VTR_TYPE_SUGGESTION_BUTTON, NULL)) != NULL);
  g_signal_emit_by_name (button, "chosen", "/srv/new.iso");
  fixture_assert_subtitle (fixture, "Medium", "new.iso");
}

/* The older list is read, and an order on each device takes its place. */
static void
test_boot_order (Fixture      *fixture,
                 gconstpointer data)
{
  GtkWidget *panel;
  GtkWidget *check;

  fixture_assert_saved (fixture, "boot:#1", "dev", "hd");
  fixture_show_hardware (fixture, "boot");
  vtr_wait_until ((panel = fixture_find (fixture, VTR_TYPE_BOOT_PANEL, NULL)) != NULL);
  check = vtr_ui_test_find (panel, GTK_TYPE_CHECK_BUTTON, NULL);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
  gtk_test_accessible_assert_property (check, GTK_ACCESSIBLE_PROPERTY_LABEL, "Disk vda");

  gtk_widget_activate_action (panel, "boot.move", "(si)", "disk:sda", -1);
  fixture_apply (fixture);
  fixture_assert_saved (fixture, "disk:sda", "boot-order", "1");
  fixture_assert_saved (fixture, "disk:vda", "boot-order", "2");
  fixture_assert_saved (fixture, "interface:52:54:00:aa:bb:01", "boot-order", NULL);
  fixture_assert_saved (fixture, "boot:#1", "dev", NULL);

  /* What is switched off is tried no more, and the others move up. */
  vtr_wait_until ((check = vtr_ui_test_find (panel, GTK_TYPE_CHECK_BUTTON, NULL)) != NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  fixture_apply (fixture);
  fixture_assert_saved (fixture, "disk:sda", "boot-order", NULL);
  fixture_assert_saved (fixture, "disk:vda", "boot-order", "1");
}

static void
define_twin (Fixture *fixture)
{
  virDomainPtr domain
      = virDomainDefineXML (fixture->other,
                            "<domain type='test'><name>twin</name><memory unit='MiB'>64</memory>"
                            "<os><type>hvm</type></os><devices><interface type='network'>"
                            "<mac address='52:54:00:aa:bb:01'/><source network='default'/>"
                            "</interface></devices></domain>");

  g_assert_nonnull (domain);
  virDomainFree (domain);
  vtr_wait_until (vtr_host_find_machine (fixture->host, "twin") != NULL);
}

/* Two machines with one hardware address are told of, and another one is a click away. */
static void
test_hardware_address (Fixture      *fixture,
                       gconstpointer data)
{
  GtkWidget *panel;
  virDomainPtr twin;

  define_twin (fixture);
  fixture_show_hardware (fixture, "interface:52:54:00:aa:bb:01");
  fixture_assert_subtitle (fixture, "Hardware Address",
                   "52:54:00:aa:bb:01: twin has the same, and one of the two will not be reached");
  vtr_wait_until ((panel = fixture_find (fixture, VTR_TYPE_INTERFACE_PANEL, NULL)) != NULL);
  fixture_click (fixture, "Make Up");
  vtr_wait_until (fixture_find (fixture, GTK_TYPE_BUTTON, "Apply") != NULL);
  fixture_click (fixture, "Revert");
  vtr_wait_until (fixture_find (fixture, GTK_TYPE_BUTTON, "Apply") == NULL);

  twin = virDomainLookupByName (fixture->other, "twin");
  virDomainUndefine (twin);
  virDomainFree (twin);
}

/* A folder, and the memory that it takes, in one step. */
static void
test_shared_folder (Fixture      *fixture,
                    gconstpointer data)
{
  VtrHardwarePage *page = fixture_show_hardware (fixture, "general");
  GtkWidget *dialog;
  GtkWidget *row;

  gtk_widget_activate_action (GTK_WIDGET (page), "hardware.add", NULL);
  vtr_wait_until ((row = fixture_find (fixture, ADW_TYPE_ACTION_ROW, "Shared Folder")) != NULL);
  gtk_widget_activate (row);
  vtr_wait_until ((row = fixture_find (fixture, ADW_TYPE_SWITCH_ROW, "Share the Machine's Memory")) != NULL);
  g_assert_true (adw_switch_row_get_active (ADW_SWITCH_ROW (row)));
  dialog = fixture_find (fixture, VTR_TYPE_ADD_HARDWARE, NULL);
  vtr_ui_test_type (dialog, "Folder", "/srv/plans");
  vtr_ui_test_type (dialog, "Name in the Guest", "my plans");
  fixture_assert_subtitle (fixture, "To Mount It in the Guest", "sudo mount -t virtiofs 'my plans' /mnt");
  fixture_click (fixture, "Add");
  vtr_wait_until (fixture_find (fixture, GTK_TYPE_LABEL, "Shared Folder my plans") != NULL);
  fixture_assert_saved (fixture, "memory", "access-mode", "shared");
  fixture_assert_saved (fixture, "memory", "source-type", "memfd");
  fixture_assert_saved (fixture, "filesystem:my plans", "source-dir", "/srv/plans");
}

static AdwComboRow *
find_firmware (Fixture *fixture)
{
  GtkWidget *row;

  vtr_wait_until ((row = fixture_find (fixture, ADW_TYPE_COMBO_ROW, "Starts With")) != NULL);
  return ADW_COMBO_ROW (row);
}

/* Secure Boot takes more than one setting, and BIOS leaves none of them behind. */
static void
test_firmware (Fixture      *fixture,
               gconstpointer data)
{
  fixture_show_hardware (fixture, "boot");
  g_assert_cmpuint (adw_combo_row_get_selected (find_firmware (fixture)), ==, 0);
  adw_combo_row_set_selected (find_firmware (fixture), 2);
  fixture_apply (fixture);
  fixture_assert_saved (fixture, "os", "firmware", "efi");
  fixture_assert_saved (fixture, "firmware-feature:secure-boot", "enabled", "yes");
  fixture_assert_saved (fixture, "features", "smm", "yes");
  g_assert_cmpuint (adw_combo_row_get_selected (find_firmware (fixture)), ==, 2);

  adw_combo_row_set_selected (find_firmware (fixture), 0);
  fixture_apply (fixture);
  fixture_assert_saved (fixture, "os", "firmware", NULL);
  fixture_assert_saved (fixture, "firmware-feature:secure-boot", "enabled", NULL);
}

/* What runs now is set at once, and not only at the next start. */
static void
test_allocation (Fixture      *fixture,
                 gconstpointer data)
{
  virDomainPtr domain = virDomainLookupByName (fixture->other, "web");
  GtkWidget *row;

  g_assert_cmpint (virDomainCreate (domain), ==, 0);
  fixture_show_hardware (fixture, "processor");
  vtr_wait_until ((row = fixture_find (fixture, ADW_TYPE_SPIN_ROW, "Now")) != NULL);
  vtr_wait_until (adw_spin_row_get_value (ADW_SPIN_ROW (row)) == 2);
  adw_spin_row_set_value (ADW_SPIN_ROW (row), 1);
  fixture_click (fixture, "Set");
  vtr_wait_until (virDomainGetVcpusFlags (domain, VIR_DOMAIN_AFFECT_LIVE) == 1);
  fixture_assert_saved (fixture, "vcpu", "current", "1");
  virDomainFree (domain);
}

static void
test_recent_media (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("org.vitrine.Vitrine");
  g_auto (GStrv) none = vtr_recent_media_list (settings, "test:///a");
  g_auto (GStrv) some = NULL;
  g_auto (GStrv) many = NULL;

  g_assert_cmpuint (g_strv_length (none), ==, 0);
  vtr_recent_media_add (settings, "test:///a", "/1");
  vtr_recent_media_add (settings, "test:///b", "/other");
  vtr_recent_media_add (settings, "test:///a", "/2");
  vtr_recent_media_add (settings, "test:///a", "/1");
  some = vtr_recent_media_list (settings, "test:///a");
  g_assert_cmpstrv (some, ((const char *const[]) { "/1", "/2", NULL }));
  for (guint i = 10; i < 30; i++)
    {
      g_autofree char *path = g_strdup_printf ("/%u", i);

      vtr_recent_media_add (settings, "test:///a", path);
    }
  many = vtr_recent_media_list (settings, "test:///a");
  g_assert_cmpuint (g_strv_length (many), ==, 8);
  g_assert_cmpstr (many[0], ==, "/29");
}

static void
test_edit (Fixture      *fixture,
           gconstpointer data)
{
  fixture_show_hardware (fixture, "disk:vda");
  g_assert_null (fixture_find (fixture, GTK_TYPE_BUTTON, "Apply"));
  fixture_choose (fixture, "Cache", "writethrough");
  fixture_click (fixture, "Apply");
  vtr_wait_until (fixture_find (fixture, GTK_TYPE_BUTTON, "Apply") == NULL);

  vtr_machine_window_show_page (fixture->window, "xml");
  vtr_wait_until (fixture_find (fixture, GTK_TYPE_TEXT_VIEW, NULL) != NULL);
  {
    GtkTextBuffer *buffer
        = gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture_find (fixture, GTK_TYPE_TEXT_VIEW, NULL)));
    g_autofree char *text = NULL;

    g_object_get (buffer, "text", &text, NULL);
    g_assert_nonnull (strstr (text, "cache='writethrough'"));
  }
}

static void
test_remove (Fixture      *fixture,
             gconstpointer data)
{
  fixture_show_hardware (fixture, "interface:52:54:00:aa:bb:01");
  vtr_wait_until (fixture_find (fixture, GTK_TYPE_LABEL, "Network 52:54:00:aa:bb:01") != NULL);
  fixture_click (fixture, "Remove");
  vtr_ui_test_click (GTK_WIDGET (fixture_wait_dialog (fixture)), "Remove");
  vtr_wait_until (fixture_find (fixture, GTK_TYPE_LABEL, "Network 52:54:00:aa:bb:01") == NULL);
}

static void
test_add (Fixture      *fixture,
          gconstpointer data)
{
  GtkWidget *row;
  VtrHardwarePage *page = fixture_show_hardware (fixture, "general");

  gtk_widget_activate_action (GTK_WIDGET (page), "hardware.add", NULL);
  vtr_wait_until ((row = fixture_find (fixture, ADW_TYPE_ACTION_ROW, "Watchdog")) != NULL);
  gtk_widget_activate (row);
  vtr_wait_until (fixture_find (fixture, ADW_TYPE_COMBO_ROW, "When the Guest Hangs") != NULL);
  fixture_choose (fixture, "When the Guest Hangs", "Pause");
  fixture_click (fixture, "Add");
  vtr_wait_until (fixture_find (fixture, GTK_TYPE_LABEL, "Watchdog") != NULL);
}

/* What was written as XML is what comes, and a SCSI disk brings a controller that guests know. */
static void
test_add_as_xml (Fixture      *fixture,
                 gconstpointer data)
{
  VtrHardwarePage *page = fixture_show_hardware (fixture, "general");
  GtkWidget *dialog;
  GtkWidget *button;
  GtkWidget *row;
  GtkTextBuffer *buffer;
  g_autofree char *text = NULL;

  gtk_widget_activate_action (GTK_WIDGET (page), "hardware.add", NULL);
  vtr_wait_until ((row = fixture_find (fixture, ADW_TYPE_ACTION_ROW, "Watchdog")) != NULL);
  gtk_widget_activate (row);
  dialog = fixture_find (fixture, VTR_TYPE_ADD_HARDWARE, NULL);
  vtr_wait_until ((button = vtr_ui_test_find (dialog, GTK_TYPE_TOGGLE_BUTTON, "XML")) != NULL);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  vtr_wait_until (vtr_ui_test_find (dialog, GTK_TYPE_TEXT_VIEW, NULL) != NULL);
  buffer = gtk_text_view_get_buffer (
      GTK_TEXT_VIEW (vtr_ui_test_find (dialog, GTK_TYPE_TEXT_VIEW, NULL)));
  g_object_get (buffer, "text", &text, NULL);
  g_assert_nonnull (strstr (text, "i6300esb"));
  gtk_text_buffer_set_text (buffer, "<watchdog model='i6300esb' action='pause'/>", -1);
  fixture_click (fixture, "Add");
  vtr_wait_until (vtr_ui_test_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "Watchdog") != NULL);
  fixture_assert_saved (fixture, "watchdog:i6300esb", "action", "pause");

  gtk_widget_activate_action (GTK_WIDGET (page), "hardware.add", NULL);
  vtr_wait_until ((row = fixture_find (fixture, ADW_TYPE_ACTION_ROW, "SCSI Disk of the Host")) != NULL);
  gtk_widget_activate (row);
  dialog = fixture_find (fixture, VTR_TYPE_ADD_HARDWARE, NULL);
  vtr_wait_until (vtr_ui_test_find (dialog, ADW_TYPE_ENTRY_ROW, "Device") != NULL);
  vtr_ui_test_type (dialog, "Device", "/dev/sdx");
  fixture_click (fixture, "Add");
  vtr_wait_until (vtr_ui_test_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "Controller SCSI") != NULL);
  fixture_assert_saved (fixture, "controller:scsi:0", "model", "virtio-scsi");
}

#define ADD(name, func)                                                                            \
  g_test_add ("/machine-hardware/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

static void
add_tests (void)
{
  ADD ("edit", test_edit);
  ADD ("medium", test_medium);
  ADD ("shared-folder", test_shared_folder);
  ADD ("add-as-xml", test_add_as_xml);
  ADD ("firmware", test_firmware);
  ADD ("allocation", test_allocation);
  ADD ("boot-order", test_boot_order);
  ADD ("hardware-address", test_hardware_address);
  g_test_add_func ("/machine-hardware/recent-media", test_recent_media);
  ADD ("remove", test_remove);
  ADD ("add", test_add);
}

int
main (int    argc,
      char **argv)
{
  vtr_virt_init ();
  return vtr_ui_test_main (argc, argv, add_tests);
}
