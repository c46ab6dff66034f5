/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "definition/storage/vtr-pool-definition.h"
#include "definition/storage/vtr-qcow2-snapshots.h"
#include "definition/storage/vtr-volume-facts.h"
#include "definition/storage/vtr-volume-plan.h"

#include <string.h>

/* What a person would fill in, by part. */
static const char *const answers[VTR_N_POOL_PARTS] = {
  [VTR_POOL_PART_HOST] = "nas.example.com",
  [VTR_POOL_PART_DIR] = "/export/vms",
  [VTR_POOL_PART_DEVICE] = "/dev/sdb",
  [VTR_POOL_PART_NAME] = "images",
  [VTR_POOL_PART_ADAPTER] = "scsi_host3",
  [VTR_POOL_PART_INITIATOR] = "iqn.2024-01.org.example:host",
  [VTR_POOL_PART_USER] = "reader",
  [VTR_POOL_PART_SECRET] = "2ec115d7-3a88-3ceb-bc12-0ac909a6fd87",
};

static char *
read_data (const char *folder,
           const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* Where VITRINE_WRITE_GOLDEN is set, what is written becomes what is expected: to be read before it is
 * committed. */
static void
assert_golden (const char *name,
               const char *text)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "storage", name, NULL);
  g_autofree char *expected = NULL;

  if (g_getenv ("VITRINE_WRITE_GOLDEN") != NULL)
    g_assert_true (g_file_set_contents (path, text, -1, NULL));
  expected = read_data ("storage", name);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_pool_types (void)
{
  guint n_types;
  const VtrPoolType *types = vtr_pool_type_list (&n_types);

  g_assert_cmpuint (n_types, ==, 13);
  for (guint i = 0; i < n_types; i++)
    {
      g_autoptr (VtrXmlDoc) doc = vtr_pool_definition_new (types[i].id, "shelf");
      g_autofree char *name = g_strdup_printf ("pool-%s.xml", types[i].id);
      g_autofree char *text = NULL;
      VtrPoolPart missing = VTR_N_POOL_PARTS;

      g_assert_true (vtr_pool_type_get (types[i].id) == &types[i]);
      for (guint part = 0; part < VTR_N_POOL_PARTS; part++)
        if (answers[part] != NULL && vtr_pool_type_asks_for (&types[i], part))
          vtr_pool_definition_set (doc, part, answers[part]);
      g_assert_true (vtr_pool_definition_is_complete (doc, &missing));
      text = vtr_xml_doc_to_string (doc);
      assert_golden (name, text);
    }
  g_assert_null (vtr_pool_type_get ("sheepdog"));
  g_assert_cmpstr (vtr_pool_type_name ("sheepdog"), ==, "sheepdog");
}

static void
test_missing (void)
{
  g_autoptr (VtrXmlDoc) doc = vtr_pool_definition_new ("netfs", "nas");
  VtrPoolPart missing = VTR_N_POOL_PARTS;

  g_assert_cmpstr (vtr_pool_definition_get (doc, VTR_POOL_PART_TARGET), ==, "/var/lib/libvirt/nas");
  g_assert_cmpstr (vtr_pool_definition_get (doc, VTR_POOL_PART_FORMAT), ==, "auto");
  g_assert_false (vtr_pool_definition_is_complete (doc, &missing));
  g_assert_cmpint (missing, ==, VTR_POOL_PART_HOST);
  vtr_pool_definition_set (doc, VTR_POOL_PART_HOST, "nas.lan");
  g_assert_false (vtr_pool_definition_is_complete (doc, &missing));
  g_assert_cmpint (missing, ==, VTR_POOL_PART_DIR);
  vtr_pool_definition_set (doc, VTR_POOL_PART_DIR, "/export");
  g_assert_true (vtr_pool_definition_is_complete (doc, NULL));
  vtr_pool_definition_set (doc, VTR_POOL_PART_HOST, "");
  g_assert_false (vtr_pool_definition_is_complete (doc, NULL));
}

static void
test_places (void)
{
  static const struct
  {
    const char *file;
    const char *place;
  } cases[] = {
    { "pool-dir.xml", "/var/lib/libvirt/shelf" },
    { "pool-netfs.xml", "nas.example.com:/export/vms" },
    { "pool-logical.xml", "/dev/sdb" },
    { "pool-iscsi-direct.xml", "nas.example.com:/dev/sdb" },
    { "pool-scsi.xml", "scsi_host3" },
    { "pool-mpath.xml", "/dev/mapper" },
    { "pool-zfs.xml", "/dev/sdb" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = read_data ("storage", cases[i].file);
      g_autoptr (VtrXmlDoc) doc = vtr_xml_doc_new (text, -1, NULL);
      g_autofree char *place = vtr_pool_definition_get_place (doc);

      g_assert_cmpstr (place, ==, cases[i].place);
    }
}

static void
test_sources (void)
{
  g_autoptr (GPtrArray) sources
      = vtr_pool_sources_read ("<sources><source><host name='nas'/><dir path='/a'/>"
                               "<format type='nfs'/></source>"
                               "<source><name>vg0</name><device path='/dev/sda3'/></source></sources>",
                               NULL);
  g_autoptr (VtrXmlDoc) doc = vtr_pool_definition_new ("netfs", "nas");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *source = NULL;

  g_assert_cmpuint (sources->len, ==, 2);
  first = vtr_pool_source_describe (sources->pdata[0]);
  second = vtr_pool_source_describe (sources->pdata[1]);
  g_assert_cmpstr (first, ==, "/a");
  g_assert_cmpstr (second, ==, "vg0");

  vtr_pool_definition_set (doc, VTR_POOL_PART_USER, "me");
  vtr_pool_definition_take_source (doc, sources->pdata[0]);
  g_assert_cmpstr (vtr_pool_definition_get (doc, VTR_POOL_PART_DIR), ==, "/a");
  g_assert_cmpstr (vtr_pool_definition_get (doc, VTR_POOL_PART_FORMAT), ==, "nfs");
  g_assert_cmpstr (vtr_pool_definition_get (doc, VTR_POOL_PART_USER), ==, "me");
  source = vtr_pool_definition_source (doc);
  g_assert_nonnull (strstr (source, "<host name='nas'/>"));
  g_assert_null (vtr_pool_sources_read ("<sources>", NULL));
}

static void
test_volume_plans (void)
{
  static const struct
  {
    const char *file;
    const char *name;
    const char *format;
    guint64     capacity;
    guint64     allocation;
    const char *backing_path;
    const char *secret_uuid;
  } cases[] = {
    { "volume-raw.xml", "a.img", "raw", 1 << 30, 1 << 30, NULL, NULL },
    { "volume-qcow2.xml", "b.qcow2", "qcow2", 20ull << 30, 0, NULL, NULL },
    { "volume-overlay.xml", "c.qcow2", "qcow2", 20ull << 30, 0, "/images/base & more.qcow2", NULL },
    { "volume-luks.xml", "d.img", "raw", 1 << 20, 0, NULL,
      "2ec115d7-3a88-3ceb-bc12-0ac909a6fd87" },
    { "volume-logical.xml", "e", NULL, 4 << 20, 4 << 20, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (VtrVolumePlan) plan = vtr_volume_plan_new (cases[i].name);
      g_autoptr (VtrVolumePlan) copy = NULL;
      g_autoptr (VtrVolumeFacts) facts = NULL;
      g_autofree char *xml = NULL;

      plan->format = g_strdup (cases[i].format);
      plan->capacity = cases[i].capacity;
      plan->allocation = cases[i].allocation;
      plan->backing_path = g_strdup (cases[i].backing_path);
      plan->backing_format = g_strdup (cases[i].backing_path != NULL ? "qcow2" : NULL);
      plan->secret_uuid = g_strdup (cases[i].secret_uuid);
      copy = vtr_volume_plan_copy (plan);
      xml = vtr_volume_plan_to_xml (copy);
      facts = vtr_volume_facts_new_from_xml (xml, NULL);

      assert_golden (cases[i].file, xml);
      g_assert_cmpuint (facts->capacity, ==, copy->capacity);
      g_assert_cmpstr (facts->format, ==, copy->format);
      g_assert_cmpstr (facts->backing_path, ==, copy->backing_path);
      g_assert_cmpint (facts->is_encrypted, ==, copy->secret_uuid != NULL);
    }
}

static void
test_volume_facts (void)
{
  g_autofree char *text = read_data ("host", "volume-qcow2.xml");
  g_autoptr (VtrVolumeFacts) facts = vtr_volume_facts_new_from_xml (text, NULL);
  g_autoptr (VtrVolumeFacts) none = vtr_volume_facts_new_from_xml ("<volume/>", NULL);

  g_assert_cmpstr (facts->type, ==, "file");
  g_assert_cmpstr (facts->path, ==, "/var/lib/libvirt/images/debian12.qcow2");
  g_assert_cmpuint (facts->capacity, ==, 20ull << 30);
  g_assert_cmpuint (facts->allocation, ==, 3221225472);
  g_assert_cmpstr (facts->backing_path, ==, "/var/lib/libvirt/images/base.qcow2");
  g_assert_cmpstr (facts->backing_format, ==, "qcow2");
  g_assert_cmpstr (facts->secret_uuid, ==, "f52a81b2-424e-490c-823d-6bd4235bc572");
  g_assert_null (none->path);
  g_assert_cmpuint (none->capacity, ==, 0);
  g_assert_null (vtr_volume_facts_new_from_xml ("<volume>", NULL));
}

/* One entry of a snapshot table, as QEMU writes it. */
static void
add_snapshot (GByteArray *table,
              const char *id,
              const char *name)
{
  guint8 head[40] = { [13] = (guint8) strlen (id), [15] = (guint8) strlen (name), [39] = 16 };
  static const guint8 zeros[16];

  g_byte_array_append (table, head, sizeof head);
  g_byte_array_append (table, zeros, 16);
  g_byte_array_append (table, (const guint8 *) id, (guint) strlen (id));
  g_byte_array_append (table, (const guint8 *) name, (guint) strlen (name));
  g_byte_array_append (table, zeros, (8 - table->len % 8) % 8);
}

static void
test_snapshots (void)
{
  guint8 data[72] = { 'Q', 'F', 'I', 0xfb, [7] = 3, [63] = 2, [69] = 5 };
  g_autoptr (GBytes) header = g_bytes_new (data, sizeof data);
  g_autoptr (GBytes) cut = g_bytes_new (data, 40);
  g_autoptr (GByteArray) array = g_byte_array_new ();
  g_autoptr (GBytes) table = NULL;
  g_autoptr (GBytes) half = NULL;
  g_auto (GStrv) names = NULL;
  g_auto (GStrv) fewer = NULL;
  guint n_snapshots;
  guint64 offset;

  g_assert_true (vtr_qcow2_find_snapshots (header, &n_snapshots, &offset));
  g_assert_cmpuint (n_snapshots, ==, 2);
  g_assert_cmpuint (offset, ==, 5 << 16);
  g_assert_false (vtr_qcow2_find_snapshots (cut, &n_snapshots, &offset));

  add_snapshot (array, "1", "before the update");
  add_snapshot (array, "2", "after");
  table = g_bytes_new (array->data, array->len);
  half = g_bytes_new (array->data, array->len - 12);
  names = vtr_qcow2_read_snapshots (table, 2);
  g_assert_cmpstr (names[0], ==, "before the update");
  g_assert_cmpstr (names[1], ==, "after");
  g_assert_cmpuint (g_strv_length (names), ==, 2);
  fewer = vtr_qcow2_read_snapshots (half, 2);
  g_assert_cmpuint (g_strv_length (fewer), ==, 1);
}

static void
test_volume_names (void)
{
  static const char *const cases[][3] = {
    { "disk", "qcow2", "disk.qcow2" }, { "disk.qcow2", "qcow2", "disk.qcow2" },
    { "disk", "raw", "disk.img" },     { "disk", NULL, "disk" },
    { "boot", "iso", "boot.iso" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = vtr_volume_name_for (cases[i][0], cases[i][1]);

      g_assert_cmpstr (name, ==, cases[i][2]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/storage-definition/pool-types", test_pool_types);
  g_test_add_func ("/storage-definition/missing", test_missing);
  g_test_add_func ("/storage-definition/places", test_places);
  g_test_add_func ("/storage-definition/sources", test_sources);
  g_test_add_func ("/storage-definition/volume-plans", test_volume_plans);
  g_test_add_func ("/storage-definition/volume-facts", test_volume_facts);
  g_test_add_func ("/storage-definition/snapshots", test_snapshots);
  g_test_add_func ("/storage-definition/volume-names", test_volume_names);
  return g_test_run ();
}
