/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

/* Every field of everything in every sample, edited one at a time: what is said again changes no
 * byte, and an edit changes the lines it means and no other. */

#include "definition/vtr-item.h"
#include "xml/vtr-line-diff.h"

#include <string.h>

static const char *const folders[] = { "domain", "host", NULL };

typedef void (*SampleFunc) (const char *text);

static void
for_each_sample (SampleFunc func)
{
  guint n = 0;

  for (const char *const *folder = folders; *folder; folder++)
    {
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", *folder, NULL);
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      g_assert_nonnull (dir);
      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *file = g_build_filename (path, name, NULL);
          g_autofree char *text = NULL;
          g_autoptr (GError) error = NULL;

          g_test_message ("%s", name);
          g_file_get_contents (file, &text, NULL, &error);
          g_assert_no_error (error);
          func (text);
          n++;
        }
    }
  g_assert_cmpuint (n, >=, 35);
}

static VtrXmlDoc *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  VtrXmlDoc *doc = vtr_xml_doc_new (text, -1, &error);

  g_assert_no_error (error);
  return doc;
}

static void
assert_same (const char *before,
             const char *after)
{
  g_autoptr (GPtrArray) lines = vtr_line_diff (before, after);
  g_autofree char *diff = vtr_line_diff_print (lines, 1);

  g_assert_cmpstr (diff, ==, "");
  g_assert_true (strcmp (before, after) == 0);
}

static void
set (const VtrItem  *item,
     const VtrField *field,
     const char     *value)
{
  g_autoptr (GError) error = NULL;

  g_test_message ("%s.%s=%s", item->key, field->name, value);
  g_assert_true (vtr_field_set (field, item->node, value, &error));
  g_assert_no_error (error);
}

static void
say_again (const char *text)
{
  g_autoptr (VtrXmlDoc) doc = parse (text);
  g_autoptr (GPtrArray) items = vtr_item_list (doc, NULL);
  g_autofree char *after = NULL;

  for (guint i = 0; i < items->len; i++)
    {
      const VtrItem *item = items->pdata[i];

      for (const VtrField *field = item->kind->fields; field->name; field++)
        {
          g_autofree char *value = vtr_field_get (field, item->node);

          set (item, field, value);
        }
    }
  after = vtr_xml_doc_to_string (doc);
  assert_same (text, after);
}

static void
test_no_op (void)
{
  for_each_sample (say_again);
}

/* A value that a field may have and that is not @current. */
static const char *
other_value (const VtrField *field,
             const char     *current)
{
  switch (field->type)
    {
    case VTR_YES_NO:
    case VTR_ON_OFF:
    case VTR_STATE:
      return g_strcmp0 (current, "yes") == 0 ? "no" : "yes";
    case VTR_PRESENCE:
      return current ? NULL : "yes";
    case VTR_NUMBER:
      return g_strcmp0 (current, "42") == 0 ? "43" : "42";
    case VTR_SIZE:
      return g_strcmp0 (current, "3145728") == 0 ? "4194304" : "3145728";
    case VTR_CHOICE:
      return g_strcmp0 (current, field->values[0]) == 0 ? "from-the-future" : field->values[0];
    case VTR_TEXT:
    default:
      return "it's <new> & \"odd\"";
    }
}

static guint
count_lines (const char *value)
{
  guint n = 1;

  for (const char *c = value; c && *c; c++)
    n += *c == '\n';
  return n;
}

static void
count_diff (const char *before,
            const char *after,
            guint      *removed,
            guint      *added)
{
  g_autoptr (GPtrArray) lines = vtr_line_diff (before, after);
  g_autoptr (VtrXmlDoc) well_formed = parse (after);

  *removed = *added = 0;
  for (guint i = 0; i < lines->len; i++)
    {
      const VtrDiffLine *line = lines->pdata[i];

      *removed += line->kind == VTR_DIFF_REMOVED;
      *added += line->kind == VTR_DIFF_ADDED;
    }
}

static guint
count_steps (const char *path)
{
  guint n = 1;

  for (const char *c = path; *c; c++)
    n += *c == '/';
  return n;
}

/* Changes one value that is there, and back. Returns whether that gave the same bytes. */
static gboolean
change_field (const char     *text,
              VtrXmlDoc      *doc,
              const VtrItem  *item,
              const VtrField *field,
              const char     *value)
{
  const char *other = other_value (field, value);
  g_autofree char *after = NULL;
  g_autofree char *back = NULL;
  g_autofree char *read = NULL;
  guint removed;
  guint added;

  set (item, field, other);
  read = vtr_field_get (field, item->node);
  g_assert_cmpstr (read, ==, other);
  after = vtr_xml_doc_to_string (doc);
  count_diff (text, after, &removed, &added);
  g_assert_cmpuint (added, <=, 1);
  /* With the last thing in an element goes the element. */
  if (field->type == VTR_PRESENCE)
    g_assert_cmpuint (removed, <=, 2 * count_steps (field->path) - 1);
  else
    g_assert_cmpuint (removed, ==, field->type == VTR_TEXT ? count_lines (value) : 1);

  set (item, field, value);
  back = vtr_xml_doc_to_string (doc);
  if (field->type == VTR_CHOICE || field->type == VTR_NUMBER)
    assert_same (text, back);
  return strcmp (text, back) == 0;
}

/* An element with others in it goes with all its lines. */
static gboolean
is_one_line (const VtrField *field,
             VtrXmlNode     *node)
{
  return field->type != VTR_PRESENCE
         || !vtr_xml_node_get_child (vtr_xml_node_find (node, field->path), NULL);
}

static void
change_each (const char *text)
{
  g_autoptr (VtrXmlDoc) doc = parse (text);
  g_autoptr (GPtrArray) items = vtr_item_list (doc, NULL);

  for (guint i = 0; i < items->len; i++)
    {
      const VtrKind *kind = ((const VtrItem *) items->pdata[i])->kind;

      for (const VtrField *field = kind->fields; field->name; field++)
        {
          const VtrItem *item = items->pdata[i];
          g_autofree char *value = vtr_field_get (field, item->node);

          if (!value || !is_one_line (field, item->node))
            continue;
          if (change_field (text, doc, item, field, value))
            continue;
          g_clear_pointer (&items, g_ptr_array_unref);
          g_clear_pointer (&doc, vtr_xml_doc_unref);
          doc = parse (text);
          items = vtr_item_list (doc, NULL);
        }
    }
}

static void
test_change (void)
{
  for_each_sample (change_each);
}

/* An element that was opened for something and is empty again is closed as libvirt closes them. */
static char *
close_empty (const char *text)
{
  g_autoptr (GRegex) empty = g_regex_new ("([^/])></[^>]+>", 0, 0, NULL);

  return g_regex_replace (empty, text, -1, 0, "\\1/>", 0, NULL);
}

/* Says what was not said, and takes it back. Returns whether not even a byte is left of it. */
static gboolean
add_field (const char     *text,
           VtrXmlDoc      *doc,
           const VtrItem  *item,
           const VtrField *field)
{
  g_autofree char *after = NULL;
  g_autofree char *back = NULL;
  g_autofree char *closed_text = NULL;
  g_autofree char *closed_back = NULL;
  guint removed;
  guint added;

  set (item, field, other_value (field, NULL));
  after = vtr_xml_doc_to_string (doc);
  count_diff (text, after, &removed, &added);
  g_assert_cmpuint (removed, <=, 1);
  g_assert_cmpuint (added, >=, 1);
  g_assert_cmpuint (added, <=, 2 * count_steps (field->path) + 1);

  set (item, field, NULL);
  back = vtr_xml_doc_to_string (doc);
  if (strcmp (text, back) == 0)
    return TRUE;
  closed_text = close_empty (text);
  closed_back = close_empty (back);
  assert_same (closed_text, closed_back);
  return FALSE;
}

static void
add_each (const char *text)
{
  g_autoptr (VtrXmlDoc) doc = parse (text);
  g_autoptr (GPtrArray) items = vtr_item_list (doc, NULL);
  const VtrKind *last = NULL;

  for (guint i = 0; i < items->len; i++)
    {
      const VtrKind *kind = ((const VtrItem *) items->pdata[i])->kind;

      if (kind == last)
        continue;
      last = kind;
      for (const VtrField *field = kind->fields; field->name; field++)
        {
          const VtrItem *item = items->pdata[i];
          g_autofree char *value = vtr_field_get (field, item->node);

          /* Taking it back would leave the element that it brought. */
          if (value || (field->keep && !vtr_xml_node_find (item->node, field->keep)))
            continue;
          if (add_field (text, doc, item, field))
            continue;
          g_clear_pointer (&items, g_ptr_array_unref);
          g_clear_pointer (&doc, vtr_xml_doc_unref);
          doc = parse (text);
          items = vtr_item_list (doc, NULL);
        }
    }
}

static void
test_add (void)
{
  for_each_sample (add_each);
}

/* Every key leads back to what it was made from, and none is given out twice. */
static void
check_keys (const char *text)
{
  g_autoptr (VtrXmlDoc) doc = parse (text);
  g_autoptr (GPtrArray) items = vtr_item_list (doc, NULL);
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < items->len; i++)
    {
      const VtrItem *item = items->pdata[i];
      g_autoptr (VtrItem) found = vtr_item_find (doc, item->key);

      g_test_message ("%s", item->key);
      g_assert_true (g_hash_table_add (keys, item->key));
      g_assert_nonnull (found);
      g_assert_true (found->node == item->node);
    }
}

static void
test_keys (void)
{
  for_each_sample (check_keys);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/corpus/no-op", test_no_op);
  g_test_add_func ("/corpus/change", test_change);
  g_test_add_func ("/corpus/add", test_add);
  g_test_add_func ("/corpus/keys", test_keys);
  return g_test_run ();
}
