/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "machine-fixture.h"

#include <glib/gstdio.h>

#include "definition/vtr-item.h"

const char fixture_machine_xml[]
    = "<domain type='test'><name>web</name><uuid>00000000-0000-4000-8000-000000000001</uuid>"
      "<description>Certificates renew by themselves</description>"
      "<memory unit='MiB'>64</memory><vcpu>2</vcpu><os><type>hvm</type><boot dev='hd'/></os><devices>"
      "<disk type='file' device='disk'><driver name='qemu' type='qcow2'/>"
      "<source file='/srv/web.qcow2'/><target dev='vda' bus='virtio'/></disk>"
      "<disk type='file' device='cdrom'><source file='/srv/old.iso'/>"
      "<target dev='sda' bus='sata'/><readonly/></disk>"
      "<interface type='network'><mac address='52:54:00:aa:bb:01'/><source network='default'/>"
      "</interface><graphics type='vnc' port='5999' autoport='no'/></devices></domain>";

GtkWidget *
fixture_find (Fixture    *fixture,
              GType       type,
              const char *text)
{
  return vtr_ui_test_find (GTK_WIDGET (fixture->window), type, text);
}

void
fixture_set_up (Fixture      *fixture,
                gconstpointer data)
{
  virDomainPtr domain;

  fixture->other = virConnectOpen ("test:///default");
  domain = virDomainDefineXML (fixture->other, fixture_machine_xml);
  g_assert_nonnull (domain);
  virDomainFree (domain);

  fixture->fleet = vtr_fleet_new (NULL);
  fixture->host = vtr_fleet_add_host (fixture->fleet, "test:///default", "Lab", FALSE, FALSE);
  fixture->settings = g_settings_new ("org.vitrine.Vitrine");
  vtr_host_connect (fixture->host);
  vtr_wait_until (vtr_host_get_state (fixture->host) == VTR_HOST_CONNECTED);
  fixture->machine = g_object_ref (vtr_host_find_machine (fixture->host, "web"));
  fixture->window = VTR_MACHINE_WINDOW (
      vtr_machine_window_new (NULL, fixture->machine, fixture->settings));
  gtk_window_present (GTK_WINDOW (fixture->window));
  vtr_wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->window)));
}

void
fixture_forget_machine (Fixture *fixture)
{
  virDomainPtr domain = virDomainLookupByName (fixture->other, "web");

  if (domain == NULL)
    return;
  if (virDomainIsActive (domain))
    virDomainDestroy (domain);
  virDomainUndefine (domain);
  virDomainFree (domain);
}

/* What one test changed is not another one's past. */
static void
forget_history (Fixture *fixture)
{
  g_autofree char *folder
      = g_build_filename (g_get_user_data_dir (), "vitrine", "definitions",
                          vtr_machine_get_uuid (fixture->machine), NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
}

void
fixture_tear_down (Fixture      *fixture,
                   gconstpointer data)
{
  gpointer host = fixture->host;

  if (fixture->window != NULL)
    vtr_ui_test_close (GTK_WIDGET (fixture->window));
  g_object_add_weak_pointer (host, &host);
  vtr_fleet_remove_host (fixture->fleet, fixture->host);
  forget_history (fixture);
  g_object_unref (fixture->machine);
  g_object_unref (fixture->settings);
  vtr_ui_test_finalize (fixture->fleet);
  vtr_wait_until (host == NULL);
  fixture_forget_machine (fixture);
  virConnectClose (fixture->other);
}

void
fixture_assert_subtitle (Fixture    *fixture,
                         const char *title,
                         const char *expected)
{
  GtkWidget *row;

  vtr_wait_until ((row = fixture_find (fixture, ADW_TYPE_ACTION_ROW, title)) != NULL
                  && g_strcmp0 (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), expected) == 0);
}

VtrHardwarePage *
fixture_show_hardware (Fixture    *fixture,
                       const char *id)
{
  GtkWidget *page;

  vtr_machine_window_show_page (fixture->window, "hardware");
  vtr_wait_until ((page = fixture_find (fixture, VTR_TYPE_HARDWARE_PAGE, NULL)) != NULL);
  vtr_wait_until (fixture_find (fixture, GTK_TYPE_LABEL, "Disk vda") != NULL);
  vtr_hardware_page_select (VTR_HARDWARE_PAGE (page), id);
  return VTR_HARDWARE_PAGE (page);
}

void
fixture_choose (Fixture    *fixture,
                const char *title,
                const char *label)
{
  GtkWidget *row;
  GListModel *model;

  vtr_wait_until ((row = fixture_find (fixture, ADW_TYPE_COMBO_ROW, title)) != NULL);
  model = adw_combo_row_get_model (ADW_COMBO_ROW (row));
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (model, i);

      if (g_str_equal (gtk_string_object_get_string (item), label))
        adw_combo_row_set_selected (ADW_COMBO_ROW (row), i);
    }
}

void
fixture_click (Fixture    *fixture,
               const char *label)
{
  vtr_ui_test_click (GTK_WIDGET (fixture->window), label);
}

char *
fixture_read_saved (Fixture    *fixture,
                    const char *key,
                    const char *field)
{
  virDomainPtr domain = virDomainLookupByName (fixture->other, "web");
  char *xml = virDomainGetXMLDesc (domain, VIR_DOMAIN_XML_INACTIVE);
  g_autoptr (VtrXmlDoc) doc = vtr_xml_doc_new (xml, -1, NULL);
  g_autoptr (VtrItem) item = vtr_item_find (doc, key);

  free (xml);
  virDomainFree (domain);
  return item != NULL ? vtr_item_get (item, field) : NULL;
}

void
fixture_assert_saved (Fixture    *fixture,
                      const char *key,
                      const char *field,
                      const char *expected)
{
  g_autofree char *value = fixture_read_saved (fixture, key, field);

  g_assert_cmpstr (value, ==, expected);
}

void
fixture_apply (Fixture *fixture)
{
  fixture_click (fixture, "Apply");
  vtr_wait_until (fixture_find (fixture, GTK_TYPE_BUTTON, "Apply") == NULL);
}

AdwDialog *
fixture_wait_dialog (Fixture *fixture)
{
  AdwDialog *dialog;

  vtr_wait_until ((dialog = adw_application_window_get_visible_dialog (
                       ADW_APPLICATION_WINDOW (fixture->window)))
                  != NULL);
  return dialog;
}
