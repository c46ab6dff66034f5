/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

/* Every field of every kind: what it writes, what it reads, and that it leaves nothing behind. The
 * expected texts are in tests/data/fields, one file for each kind of document. */

#include "definition/vtr-kind.h"

#include <string.h>

static const char *const roots[] = {
  "domain", "network", "pool", "volume", "device", "capabilities", "domainCapabilities", NULL
};

static VtrXmlDoc *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  VtrXmlDoc *doc = vtr_xml_doc_new (text, -1, &error);

  g_assert_no_error (error);
  return doc;
}

/* Without the line ends and the indentation. */
static char *
write_flat (VtrXmlDoc *doc)
{
  g_autofree char *text = vtr_xml_doc_to_string (doc);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line; line++)
    g_strchug (*line);
  return g_strjoinv ("", lines);
}

/* The name of the element that has the fields. */
static char *
element_of (const char    *root,
            const VtrKind *kind)
{
  const char *last;

  if (kind->sort == VTR_KIND_SECTION)
    return g_strdup (root);
  last = MAX (strrchr (kind->path, '/'), strrchr (kind->path, ':'));
  last = MAX (last, strrchr (kind->path, '}'));
  return g_strdup (last ? last + 1 : kind->path);
}

static void
check_line (const char *root,
            const char *line,
            GHashTable *seen)
{
  const char *dot = strchr (line, '.');
  const char *equals = strchr (line, '=');
  const char *tab = strchr (line, '\t');
  g_autofree char *kind_name = g_strndup (line, (gsize) (dot - line));
  g_autofree char *field_name = g_strndup (dot + 1, (gsize) (equals - dot - 1));
  g_autofree char *value = g_strndup (equals + 1, (gsize) (tab - equals - 1));
  const VtrKind *kind = vtr_kind_get (root, kind_name);
  const VtrField *field = kind ? vtr_kind_get_field (kind, field_name) : NULL;
  g_autofree char *element = kind ? element_of (root, kind) : NULL;
  g_autofree char *empty = g_strdup_printf ("<%s/>", element);
  g_autoptr (VtrXmlDoc) doc = NULL;
  g_autoptr (VtrXmlDoc) golden = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *written = NULL;
  g_autofree char *read = NULL;
  g_autofree char *read_golden = NULL;
  g_autofree char *cleared = NULL;

  g_test_message ("%s", line);
  g_assert_nonnull (field);
  doc = parse (empty);
  g_assert_true (vtr_field_set (field, vtr_xml_doc_get_root (doc), value, &error));
  g_assert_no_error (error);
  written = write_flat (doc);
  g_assert_cmpstr (written, ==, tab + 1);

  read = vtr_field_get (field, vtr_xml_doc_get_root (doc));
  g_assert_cmpstr (read, ==, value);
  golden = parse (tab + 1);
  read_golden = vtr_field_get (field, vtr_xml_doc_get_root (golden));
  g_assert_cmpstr (read_golden, ==, value);

  g_assert_true (vtr_field_set (field, vtr_xml_doc_get_root (golden), NULL, &error));
  cleared = write_flat (golden);
  if (!field->keep)
    g_assert_cmpstr (cleared, ==, empty);
  g_clear_pointer (&read_golden, g_free);
  read_golden = vtr_field_get (field, vtr_xml_doc_get_root (golden));
  g_assert_null (read_golden);
  g_hash_table_add (seen, g_strdup_printf ("%s.%s", kind_name, field_name));
}

static void
check_coverage (const char *root,
                GHashTable *seen)
{
  const VtrKindTable *table = vtr_kind_table (root);
  g_autoptr (GString) missing = g_string_new (NULL);

  for (const VtrKind *const *kind = table->kinds; *kind; kind++)
    {
      for (const VtrField *field = (*kind)->fields; field->name; field++)
        {
          g_autofree char *name = g_strdup_printf ("%s.%s", (*kind)->name, field->name);

          if (!g_hash_table_contains (seen, name))
            g_string_append_printf (missing, " %s", name);
        }
    }
  if (missing->len)
    g_test_fail_printf ("No test reads and writes%s", missing->str);
}

static void
test_golden (gconstpointer data)
{
  const char *root = data;
  g_autofree char *name = g_strconcat (root, ".txt", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "fields", name, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line; line++)
    {
      if (**line && **line != '#')
        check_line (root, *line, seen);
    }
  check_coverage (root, seen);
}

/* Names are what everything else speaks in: each only once, of every kind and of its fields. */
static void
test_names (gconstpointer data)
{
  const VtrKindTable *table = vtr_kind_table (data);
  g_autoptr (GHashTable) kinds = g_hash_table_new (g_str_hash, g_str_equal);

  for (const VtrKind *const *kind = table->kinds; *kind; kind++)
    {
      g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (GHashTable) paths = g_hash_table_new (g_str_hash, g_str_equal);

      g_assert_true (g_hash_table_add (kinds, (gpointer) (*kind)->name));
      if ((*kind)->parent)
        g_assert_true (g_hash_table_contains (kinds, (*kind)->parent->name));
      for (const VtrField *field = (*kind)->fields; field->name; field++)
        {
          g_test_message ("%s.%s", (*kind)->name, field->name);
          g_assert_true (g_hash_table_add (fields, (gpointer) field->name));
          g_assert_true (g_hash_table_add (paths, (gpointer) field->path));
          g_assert_null (strchr (field->name, '.'));
          g_assert_cmpint (field->type == VTR_CHOICE, ==, field->values != NULL);
          g_assert_cmpint (field->type == VTR_SIZE, ==, field->unit != NULL);
        }
    }
}

static const VtrField size_field = { "size", "memory", VTR_SIZE, .unit = "KiB" };
static const VtrField yes_field = { "yes", "a/@b", VTR_YES_NO };
static const VtrField state_field = { "state", "smm", VTR_STATE };
static const VtrField text_field = { "text", "os/loader", VTR_TEXT };
static const VtrField number_field = { "number", "@n", VTR_NUMBER };

static void
assert_edit (const VtrField *field,
             const char     *before,
             const char     *value,
             const char     *after)
{
  g_autoptr (VtrXmlDoc) doc = parse (before);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (vtr_field_set (field, vtr_xml_doc_get_root (doc), value, &error));
  g_assert_no_error (error);
  text = vtr_xml_doc_to_string (doc);
  g_assert_cmpstr (text, ==, after);
}

static void
test_dialects (void)
{
  /* The unit that is there stays, as long as the number is whole in it. */
  assert_edit (&size_field, "<d><memory unit='GiB'>1</memory></d>", "2 GiB",
               "<d><memory unit='GiB'>2</memory></d>");
  assert_edit (&size_field, "<d><memory unit='GiB'>1</memory></d>", "1536 MiB",
               "<d><memory unit='KiB'>1572864</memory></d>");
  assert_edit (&size_field, "<d><memory>1024</memory></d>", "2M", "<d><memory>2048</memory></d>");
  assert_edit (&size_field, "<d><memory unit='MiB'> 1 </memory></d>", "1048576",
               "<d><memory unit='MiB'> 1 </memory></d>");
  assert_edit (&size_field, "<d><memory unit='KB'>4</memory></d>", "4000 bytes",
               "<d><memory unit='KB'>4</memory></d>");

  assert_edit (&yes_field, "<d><a b='on'/></d>", "yes", "<d><a b='on'/></d>");
  assert_edit (&yes_field, "<d><a b='maybe'/></d>", "no", "<d><a b='no'/></d>");

  /* Being there is as good as being on. */
  assert_edit (&state_field, "<d><smm/></d>", "yes", "<d><smm/></d>");
  assert_edit (&state_field, "<d><smm><tseg>1</tseg></smm></d>", "no",
               "<d><smm state='off'><tseg>1</tseg></smm></d>");
  assert_edit (&state_field, "<d><smm state='off'/></d>", NULL, "<d/>");

  /* Text goes, what else the element says stays. */
  assert_edit (&text_field, "<d><os><loader secure='yes'>/f</loader></os></d>", NULL,
               "<d><os><loader secure='yes'/></os></d>");
  assert_edit (&text_field, "<d><os><loader>/f</loader></os></d>", NULL, "<d/>");
  assert_edit (&number_field, "<d/>", "-1", "<d n='-1'/>");
  assert_edit (&number_field, "<d/>", "0x1f", "<d n='0x1f'/>");
}

static void
assert_refused (const VtrField *field,
                const char     *value)
{
  g_autoptr (VtrXmlDoc) doc = parse ("<d/>");
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_false (vtr_field_set (field, vtr_xml_doc_get_root (doc), value, &error));
  g_assert_nonnull (error);
  text = vtr_xml_doc_to_string (doc);
  g_assert_cmpstr (text, ==, "<d/>");
}

static void
test_refused (void)
{
  assert_refused (&number_field, "many");
  assert_refused (&number_field, "1 2");
  assert_refused (&number_field, "");
  assert_refused (&size_field, "big");
  assert_refused (&size_field, "1 furlong");
  assert_refused (&size_field, "99999999999999999999 GiB");
  assert_refused (&yes_field, "perhaps");
  assert_refused (&state_field, "perhaps");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (const char *const *root = roots; *root; root++)
    {
      g_autofree char *golden = g_strconcat ("/fields/golden/", *root, NULL);
      g_autofree char *names = g_strconcat ("/fields/names/", *root, NULL);

      g_test_add_data_func (golden, *root, test_golden);
      g_test_add_data_func (names, *root, test_names);
    }
  g_test_add_func ("/fields/dialects", test_dialects);
  g_test_add_func ("/fields/refused", test_refused);
  return g_test_run ();
}
