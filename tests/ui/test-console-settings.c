/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "console/vtr-console-settings-page.h"
#include "console/vtr-keys-dialog.h"
#include "console/vtr-usb-dialog.h"
#include "vtr-ui-test.h"

#define MACHINE "11111111-2222-4333-8444-555555555555"

static guint n_changes;

static void
count_change (void)
{
  n_changes++;
}

/* What nobody chose for the machine follows the preferences; what somebody chose does not. */
static void
test_inherits (void)
{
  VtrConsoleSettings *defaults = vtr_console_settings_new (NULL);
  VtrConsoleSettings *own = vtr_console_settings_new (MACHINE);
  g_autofree char *inherited = NULL;
  g_autofree char *chosen = NULL;

  n_changes = 0;
  g_signal_connect (own, "changed::scaling", G_CALLBACK (count_change), NULL);
  vtr_console_settings_set_string (defaults, "scaling", "exact");
  inherited = vtr_console_settings_get_string (own, "scaling");
  g_assert_cmpstr (inherited, ==, "exact");
  g_assert_false (vtr_console_settings_is_own (own, "scaling"));
  g_assert_cmpuint (n_changes, ==, 1);

  vtr_console_settings_set_string (own, "scaling", "follow");
  g_assert_true (vtr_console_settings_is_own (own, "scaling"));
  g_assert_cmpuint (n_changes, ==, 2);
  vtr_console_settings_set_string (defaults, "scaling", "fit");
  chosen = vtr_console_settings_get_string (own, "scaling");
  g_assert_cmpstr (chosen, ==, "follow");
  g_assert_cmpuint (n_changes, ==, 2);

  vtr_console_settings_reset (own);
  g_assert_false (vtr_console_settings_is_own (own, "scaling"));
  vtr_console_settings_reset (defaults);
  g_assert_finalize_object (own);
  g_assert_finalize_object (defaults);
}

static AdwComboRow *
find_combo (GtkWidget  *window,
            const char *title)
{
  GtkWidget *row;

  vtr_wait_until ((row = vtr_ui_test_find (window, ADW_TYPE_COMBO_ROW, title)) != NULL);
  return ADW_COMBO_ROW (row);
}

static void
test_page (void)
{
  VtrConsoleSettings *settings = vtr_console_settings_new (MACHINE);
  GtkWidget *window;
  g_autofree char *scaling = NULL;
  g_autofree char *chord = NULL;

  vtr_console_settings_set_string (settings, "clipboard", "to-host");
  window = vtr_ui_test_window (GTK_WIDGET (vtr_console_settings_page_new (settings)));
  g_assert_cmpuint (adw_combo_row_get_selected (find_combo (window, "Clipboard")), ==, 2);

  adw_combo_row_set_selected (find_combo (window, "Size"), 1);
  scaling = vtr_console_settings_get_string (settings, "scaling");
  g_assert_cmpstr (scaling, ==, "exact");
  adw_combo_row_set_selected (find_combo (window, "Keys That Release the Keyboard"), 1);
  chord = vtr_console_settings_get_string (settings, "release-chord");
  g_assert_cmpstr (chord, ==, "rightctrl");

  /* What is chosen elsewhere, such as in the menu, is seen here. */
  vtr_console_settings_set_string (settings, "scaling", "follow");
  g_assert_cmpuint (adw_combo_row_get_selected (find_combo (window, "Size")), ==, 2);

  vtr_ui_test_click (window, "Use the Preferences");
  g_assert_false (vtr_console_settings_is_own (settings, "scaling"));
  g_assert_cmpuint (adw_combo_row_get_selected (find_combo (window, "Size")), ==, 0);
  g_assert_null (vtr_ui_test_find (window, GTK_TYPE_BUTTON, "Use the Preferences"));

  vtr_ui_test_close (window);
  g_assert_finalize_object (settings);
}

static void
on_send_keys_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  g_string_append (user_data, g_variant_get_string (parameter, NULL));
}

static void
test_keys (void)
{
  VtrConsoleSettings *settings = vtr_console_settings_new (MACHINE);
  GtkWidget *window = vtr_ui_test_window (NULL);
  GSimpleActionGroup *group = g_simple_action_group_new ();
  g_autoptr (GString) sent = g_string_new (NULL);
  g_auto (GStrv) kept = NULL;
  const GActionEntry entry = { .name = "send-keys", .parameter_type = "s",
                               .activate = on_send_keys_cb };
  AdwDialog *dialog;

  g_action_map_add_action_entries (G_ACTION_MAP (group), &entry, 1, sent);
  dialog = vtr_keys_dialog_new (settings, G_ACTION_GROUP (group));
  adw_dialog_present (dialog, window);
  vtr_wait_until (vtr_ui_test_find (window, GTK_TYPE_BUTTON, "Send") != NULL);

  vtr_ui_test_type (window, "Keys", "ctrl+flap");
  g_assert_false (gtk_widget_is_sensitive (vtr_ui_test_find (window, GTK_TYPE_BUTTON, "Send")));
  vtr_wait_until (vtr_ui_test_find (window, GTK_TYPE_LABEL,
                                    "Not all of these are names of keys.")
                  != NULL);

  vtr_ui_test_type (window, "Keys", "Ctrl + Alt + F7");
  vtr_ui_test_click (window, "Keep in the Menu");
  kept = vtr_console_settings_get_words (settings, "own-chords");
  g_assert_cmpstr (kept[0], ==, "ctrl+alt+f7");
  vtr_wait_until (vtr_ui_test_find (window, ADW_TYPE_ACTION_ROW, "ctrl+alt+f7") != NULL);
  vtr_ui_test_click (window, "Forget");
  vtr_wait_until (vtr_ui_test_find (window, ADW_TYPE_ACTION_ROW, "ctrl+alt+f7") == NULL);

  vtr_ui_test_click (window, "Send");
  g_assert_cmpstr (sent->str, ==, "ctrl+alt+f7");

  vtr_ui_test_close (window);
  g_assert_finalize_object (group);
  g_assert_finalize_object (settings);
}

/* A bus with one device on it, which somebody else may be using. */
#define TEST_TYPE_DEVICE (test_device_get_type ())
G_DECLARE_FINAL_TYPE (TestDevice, test_device, TEST, DEVICE, VtrUsbDevice)

struct _TestDevice
{
  VtrUsbDevice parent_instance;

  gboolean refuses;
};

G_DEFINE_FINAL_TYPE (TestDevice, test_device, VTR_TYPE_USB_DEVICE)

static void
test_device_redirect (VtrUsbDevice *device,
                      gboolean      redirect,
                      GTask        *task)
{
  if (TEST_DEVICE (device)->refuses)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "no");
      return;
    }
  vtr_usb_device_update (device, redirect, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
test_device_class_init (TestDeviceClass *klass)
{
  VTR_USB_DEVICE_CLASS (klass)->redirect = test_device_redirect;
}

static void
test_device_init (TestDevice *self)
{
}

#define TEST_TYPE_BUS (test_bus_get_type ())
G_DECLARE_FINAL_TYPE (TestBus, test_bus, TEST, BUS, VtrUsbRedirection)

struct _TestBus
{
  VtrUsbRedirection parent_instance;
};

G_DEFINE_FINAL_TYPE (TestBus, test_bus, VTR_TYPE_USB_REDIRECTION)

static void
test_bus_class_init (TestBusClass *klass)
{
}

static void
test_bus_init (TestBus *self)
{
}

static void
test_usb (void)
{
  VtrConsoleSettings *settings = vtr_console_settings_new (MACHINE);
  VtrUsbRedirection *bus = g_object_new (TEST_TYPE_BUS, NULL);
  GtkWidget *window = vtr_ui_test_window (NULL);
  g_autoptr (TestDevice) device = g_object_new (TEST_TYPE_DEVICE, "name", "Security Key", NULL);
  GtkWidget *toggle;

  vtr_usb_redirection_set_room (bus, 2);
  adw_dialog_present (vtr_usb_dialog_new (bus, settings), window);
  vtr_wait_until (vtr_ui_test_find (window, GTK_TYPE_LABEL, "No Devices") != NULL);

  g_list_store_append (vtr_usb_redirection_get_store (bus), device);
  vtr_wait_until (vtr_ui_test_find (window, ADW_TYPE_ACTION_ROW, "Security Key") != NULL);
  g_assert_nonnull (vtr_ui_test_find (window, GTK_TYPE_LABEL,
                                      "The machine has room for 2 more devices."));
  toggle = vtr_ui_test_find (vtr_ui_test_find (window, ADW_TYPE_ACTION_ROW, "Security Key"),
                             GTK_TYPE_SWITCH, NULL);
  gtk_widget_activate (toggle);
  vtr_wait_until (vtr_usb_device_get_redirected (VTR_USB_DEVICE (device)));
  vtr_wait_until (vtr_ui_test_find (window, GTK_TYPE_LABEL, "The machine has it") != NULL);

  device->refuses = TRUE;
  gtk_widget_activate (toggle);
  vtr_wait_until (vtr_ui_test_find (window, GTK_TYPE_LABEL,
                                    "Security Key could not be given to the machine")
                  != NULL);
  g_assert_true (gtk_switch_get_state (GTK_SWITCH (toggle)));

  vtr_usb_redirection_set_trouble (bus, vtr_trouble_new ("The machine has no USB channel"));
  vtr_wait_until (vtr_ui_test_find (window, GTK_TYPE_LABEL, "The machine has no USB channel")
                  != NULL);

  vtr_ui_test_close (window);
  g_assert_finalize_object (bus);
  g_assert_finalize_object (settings);
}

static void
add_tests (void)
{
  g_test_add_func ("/console-settings/inherits", test_inherits);
  g_test_add_func ("/console-settings/page", test_page);
  g_test_add_func ("/console-settings/keys", test_keys);
  g_test_add_func ("/console-settings/usb", test_usb);
}

int
main (int   argc,
      char *argv[])
{
  return vtr_ui_test_main (argc, argv, add_tests);
}
