/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "virt/device/vtr-claims.h"
#include "virt/device/vtr-host-offers.h"
#include "virt/device/vtr-node-device.h"
#include "virt/vtr-virt-error.h"

#include <glib/gstdio.h>
#include <libvirt/libvirt.h>

#include "vtr-wait.h"

/* What a host has for its machines, and who has it already. */

static const char node_xml[]
    = "<node>"
      "<device><name>computer</name><capability type='system'>"
      "<hardware><uuid>00000000-0000-4000-8000-0000000000aa</uuid></hardware></capability></device>"
      "<device><name>card</name><parent>computer</parent><capability type='pci'><class>0x020000</class>"
      "<domain>0</domain><bus>3</bus><slot>0</slot><function>1</function>"
      "<product id='0x1533'>I210</product><vendor id='0x8086'>Intel</vendor>"
      "<iommuGroup number='7'><address domain='0x0000' bus='0x03' slot='0x00' function='0x1'/>"
      "</iommuGroup></capability></device>"
      "<device><name>net_enp3</name><parent>card</parent><capability type='net'>"
      "<interface>enp3s0f1</interface></capability></device>"
      "<device><name>bridge</name><parent>computer</parent><capability type='pci'><class>0x060400</class>"
      "<domain>0</domain><bus>0</bus><slot>1</slot><function>0</function>"
      "<product id='0x1901'/><vendor id='0x8086'/></capability></device>"
      "<device><name>stick</name><parent>computer</parent><capability type='usb_device'><bus>1</bus>"
      "<device>3</device><product id='0xc52b'/><vendor id='0x046d'/></capability></device>"
      "<device><name>hub</name><parent>computer</parent><capability type='usb_device'><bus>1</bus>"
      "<device>1</device><product id='0x0002'/><vendor id='0x1d6b'/></capability></device>"
      "</node>";
static const char machine_xml[]
    = "<domain type='test'><name>owner</name><memory unit='MiB'>64</memory><os><type>hvm</type></os>"
      "<devices><disk type='file'><source file='/srv/owner.img'/><target dev='vda'/></disk>"
      "<interface type='network'><mac address='52:54:00:00:00:77'/><source network='default'/></interface>"
      "<hostdev mode='subsystem' type='usb'><source><vendor id='0x046d'/><product id='0xc52b'/></source>"
      "</hostdev><hostdev mode='subsystem' type='pci'><source><address domain='0x0000' bus='0x03' "
      "slot='0x00' function='0x1'/></source></hostdev></devices></domain>";

typedef struct
{
  virConnectPtr other; /* keeps the host, which is shared in the process */
  VtrHost      *host;
  gpointer      answer;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  virDomainPtr domain;

  fixture->other = virConnectOpen ("test:///default");
  domain = virDomainDefineXML (fixture->other, machine_xml);
  g_assert_nonnull (domain);
  virDomainFree (domain);
  fixture->host = vtr_host_new ("test:///default");
  vtr_host_connect (fixture->host);
  vtr_wait_until (vtr_host_get_state (fixture->host) == VTR_HOST_CONNECTED);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  gpointer host = fixture->host;
  virDomainPtr domain = virDomainLookupByName (fixture->other, "owner");

  virDomainUndefine (domain);
  virDomainFree (domain);
  g_object_add_weak_pointer (host, &host);
  vtr_host_disconnect (fixture->host);
  g_object_unref (fixture->host);
  vtr_wait_until (host == NULL);
  virConnectClose (fixture->other);
}

static void
on_devices_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  gpointer *answer = user_data;

  *answer = vtr_host_list_node_devices_finish (VTR_HOST (source), result, NULL);
}

static void
assert_device (GPtrArray  *devices,
               guint       position,
               const char *title,
               const char *token)
{
  const VtrNodeDevice *device = devices->pdata[position];
  g_autofree char *own = vtr_node_device_get_token (device);

  g_assert_cmpstr (device->title, ==, title);
  g_assert_cmpstr (own, ==, token);
}

static void
test_node_devices (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "vtr-node.xml", NULL);
  g_autofree char *uri = g_strconcat ("test://", path, NULL);
  VtrHost *host = vtr_host_new (uri);
  gpointer watched = host;
  gpointer answer = NULL;
  g_autoptr (GPtrArray) devices = NULL;

  g_assert_true (g_file_set_contents (path, node_xml, -1, NULL));
  g_object_add_weak_pointer (G_OBJECT (host), &watched);
  vtr_host_connect (host);
  vtr_wait_until (vtr_host_get_state (host) == VTR_HOST_CONNECTED);
  vtr_host_list_node_devices_async (host, NULL, on_devices_cb, &answer);
  vtr_wait_until (answer != NULL);
  devices = answer;

  /* No bridge and no hub of the computer itself. */
  g_assert_cmpuint (devices->len, ==, 2);
  assert_device (devices, 0, "046d:c52b", "usb:0x046d:0xc52b");
  assert_device (devices, 1, "Intel I210", "pci:0000:03:00.1");
  g_assert_cmpstr (((VtrNodeDevice *) devices->pdata[1])->interface, ==, "enp3s0f1");
  g_assert_cmpint (((VtrNodeDevice *) devices->pdata[1])->iommu_group, ==, 7);
  g_assert_cmpint (((VtrNodeDevice *) devices->pdata[0])->iommu_group, ==, -1);

  vtr_host_disconnect (host);
  g_object_unref (host);
  vtr_wait_until (watched == NULL);
  g_unlink (path);
}

static void
on_claims_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  gpointer *answer = user_data;

  *answer = vtr_host_load_claims_finish (VTR_HOST (source), result, NULL);
}

static void
test_claims (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GHashTable) claims = NULL;
  g_autoptr (GHashTable) others = NULL;

  vtr_host_load_claims_async (fixture->host, NULL, NULL, on_claims_cb, &fixture->answer);
  vtr_wait_until (fixture->answer != NULL);
  claims = g_steal_pointer (&fixture->answer);
  g_assert_cmpstr (g_hash_table_lookup (claims, "mac:52:54:00:00:00:77"), ==, "owner");
  g_assert_cmpstr (g_hash_table_lookup (claims, "path:/srv/owner.img"), ==, "owner");
  g_assert_cmpstr (g_hash_table_lookup (claims, "usb:0x046d:0xc52b"), ==, "owner");
  g_assert_cmpstr (g_hash_table_lookup (claims, "pci:0000:03:00.1"), ==, "owner");

  vtr_host_load_claims_async (fixture->host, vtr_host_find_machine (fixture->host, "owner"), NULL,
                              on_claims_cb, &fixture->answer);
  vtr_wait_until (fixture->answer != NULL);
  others = g_steal_pointer (&fixture->answer);
  g_assert_false (g_hash_table_contains (others, "path:/srv/owner.img"));
}

static void
on_offers_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  gpointer *answer = user_data;

  *answer = vtr_host_load_offers_finish (VTR_HOST (source), result, NULL);
}

static void
test_offers (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (VtrHostOffers) offers = NULL;
  const VtrNetworkOffer *network;

  vtr_host_load_offers_async (fixture->host, "i686", NULL, on_offers_cb, &fixture->answer);
  vtr_wait_until (fixture->answer != NULL);
  offers = fixture->answer;
  g_assert_cmpuint (offers->networks->len, ==, 1);
  network = offers->networks->pdata[0];
  g_assert_cmpstr (network->name, ==, "default");
  g_assert_cmpstr (network->forward, ==, "nat");
  g_assert_true (network->is_active);
  g_assert_cmpuint (offers->interfaces->len + offers->bridges->len, >, 0);
  g_assert_cmpuint (offers->n_processors, ==, 16);
}

#define ADD(name, func) g_test_add ("/devices/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  vtr_virt_init ();

  g_test_add_func ("/devices/node-devices", test_node_devices);
  ADD ("claims", test_claims);
  ADD ("offers", test_offers);
  return g_test_run ();
}
