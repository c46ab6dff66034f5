/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "base/vtr-error.h"
#include "xml/vtr-line-diff.h"
#include "xml/vtr-xml-node.h"

#include <string.h>

static VtrXmlDoc *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  VtrXmlDoc *doc = vtr_xml_doc_new (text, -1, &error);

  g_assert_no_error (error);
  return doc;
}

static void
assert_text (VtrXmlDoc  *doc,
             const char *expected)
{
  g_autofree char *text = vtr_xml_doc_to_string (doc);

  g_assert_cmpstr (text, ==, expected);
}

/* One edit in a text, and what must come out. */
static void
assert_set (const char *text,
            const char *path,
            const char *value,
            const char *expected)
{
  g_autoptr (VtrXmlDoc) doc = parse (text);
  gboolean changed = vtr_xml_node_set (vtr_xml_doc_get_root (doc), path, value);

  g_assert_cmpint (changed, ==, strcmp (text, expected) != 0);
  assert_text (doc, expected);
  g_assert_cmpstr (vtr_xml_node_get (vtr_xml_doc_get_root (doc), path), ==, value);
}

static void
test_same_bytes (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", "domain", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      gsize length;
      g_autoptr (VtrXmlDoc) doc = NULL;
      g_autoptr (VtrXmlDoc) copy = NULL;

      g_file_get_contents (path, &text, &length, &error);
      g_assert_no_error (error);
      doc = vtr_xml_doc_new (text, (gssize) length, &error);
      g_assert_no_error (error);
      assert_text (doc, text);
      copy = vtr_xml_doc_copy (doc);
      assert_text (copy, text);
      n++;
    }
  g_assert_cmpuint (n, >=, 8);
}

#define SAMPLE \
  "<!-- first --><a x='1' y = \"two &amp; &#x33;\">\n" \
  "  <b>text</b>\n" \
  "  <c n='1'><d v='x'/></c>\n" \
  "  <c n='2'><d v='y'/><d v='z'/></c>\n" \
  "  <e><!-- note -->one<![CDATA[ & two]]></e>\n" \
  "  <p:f xmlns:p='urn:p'><p:g id='7'/></p:f>\n" \
  "  <f xmlns='urn:p'><g id='8'/></f>\n" \
  "</a>\n"

static void
test_get (void)
{
  static const struct { const char *path; const char *value; } expected[] = {
    { "@x", "1" },
    { "@y", "two & 3" },
    { "@z", NULL },
    { "b", "text" },
    { "./b", "text" },
    { "c/d/@v", "x" },
    { "c[2]/d/@v", "y" },
    { "c[2]/d[2]/@v", "z" },
    { "c[3]/@n", NULL },
    { "c[@n='2']/d/@v", "y" },
    { "c[@n='9']/d/@v", NULL },
    { "c[d/@v='z']/@n", "2" },
    { "c[d/@v='y']/d[2]/@v", "z" },
    { "*[d]/@n", "1" },
    { "*[@n='2']/@n", "2" },
    { "c/../@x", "1" },
    { "e", "one & two" },
    { "p:f/p:g/@id", "7" },
    { "f/g/@id", "8" },
    { "{urn:p}f/{urn:p}g/@id", "7" },
    { "{urn:p}f[2]/{urn:p}g/@id", "8" },
    { "{urn:q}f/{urn:p}g/@id", NULL },
    { "nothing/at/all", NULL },
  };
  g_autoptr (VtrXmlDoc) doc = parse (SAMPLE);
  g_autoptr (GPtrArray) all = NULL;
  VtrXmlNode *root = vtr_xml_doc_get_root (doc);

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_test_message ("%s", expected[i].path);
      g_assert_cmpstr (vtr_xml_node_get (root, expected[i].path), ==, expected[i].value);
    }

  all = vtr_xml_node_find_all (root, "c/d");
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpstr (vtr_xml_node_get (all->pdata[2], "@v"), ==, "z");
  g_assert_cmpuint (vtr_xml_node_get_line (all->pdata[2]), ==, 4);
  g_assert_null (vtr_xml_node_find (root, "c[@n='3']"));
}

static void
test_set (void)
{
  assert_set ("<a x='1'/>", "@x", "1", "<a x='1'/>");
  assert_set ("<a x='1'/>", "@x", "it's <2> & \"3\"", "<a x='it&apos;s &lt;2> &amp; \"3\"'/>");
  assert_set ("<a x = \"1\" />", "@x", "\"", "<a x = \"&quot;\" />");
  assert_set ("<a x=\"1\"/>", "@y", "2", "<a x=\"1\" y=\"2\"/>");
  assert_set ("<a/>", "@y", "2", "<a y='2'/>");
  assert_set ("<a\n  x='1'\n  y='2'>\n</a>", "@z", "3", "<a\n  x='1'\n  y='2'\n  z='3'>\n</a>");
  assert_set ("<a>\n  <b/>\n</a>", "b", "t", "<a>\n  <b>t</b>\n</a>");
  assert_set ("<a>\n  <b>t</b>\n</a>", "b", "", "<a>\n  <b/>\n</a>");
  assert_set ("<a>\n  <b>t</b>\n</a>", "b", "1 < 2 & 3 > 2",
              "<a>\n  <b>1 &lt; 2 &amp; 3 &gt; 2</b>\n</a>");
  assert_set ("<a><b><!-- c -->t</b></a>", "b", "u", "<a><b><!-- c -->u</b></a>");
  assert_set ("<a><b><![CDATA[t]]></b></a>", "b", "u", "<a><b>u</b></a>");
}

static void
test_create (void)
{
  assert_set ("<a/>", "b/c/@d", "1", "<a>\n  <b>\n    <c d='1'/>\n  </b>\n</a>");
  assert_set ("<a><x/></a>", "b/c/@d", "1", "<a><x/><b><c d='1'/></b></a>");
  assert_set ("<a>\r\n\t<x/>\r\n</a>", "b/c", "1",
              "<a>\r\n\t<x/>\r\n\t<b>\r\n\t\t<c>1</c>\r\n\t</b>\r\n</a>");
  assert_set ("<a>\n    <x/> <!-- mine -->\n</a>", "b", "1",
              "<a>\n    <x/> <!-- mine -->\n    <b>1</b>\n</a>");
  assert_set ("<a>\n  <b>\n    <!-- only -->\n  </b>\n</a>", "b/c", "1",
              "<a>\n  <b>\n    <!-- only -->\n    <c>1</c>\n  </b>\n</a>");
  assert_set ("<a>\n  <b n='1'/>\n  <z/>\n</a>", "b[@n='2']/@v", "x",
              "<a>\n  <b n='1'/>\n  <b n='2' v='x'/>\n  <z/>\n</a>");
  assert_set ("<a>\n  <b>\n  </b>\n</a>", "b/c", "", "<a>\n  <b>\n    <c/>\n  </b>\n</a>");
  assert_set ("<a>\n  <b/>\n</a>", "b[t/@n='q']/@v", "1",
              "<a>\n  <b/>\n  <b v='1'>\n    <t n='q'/>\n  </b>\n</a>");
  assert_set ("<a>\n  <x/>\n</a>", "{urn:o}own/{urn:o}tag", "1",
              "<a>\n  <x/>\n  <own:own xmlns:own='urn:o'>\n    <own:tag>1</own:tag>\n"
              "  </own:own>\n</a>");
  assert_set ("<a>\n  <x/>\n</a>", "{urn:o}p:own/{urn:o}p:tag", "1",
              "<a>\n  <x/>\n  <p:own xmlns:p='urn:o'>\n    <p:tag>1</p:tag>\n  </p:own>\n</a>");
  assert_set ("<a xmlns:p='urn:o'/>", "{urn:o}p:own/@x", "1",
              "<a xmlns:p='urn:o'>\n  <p:own x='1'/>\n</a>");
}

static void
test_ensure_counts (void)
{
  g_autoptr (VtrXmlDoc) doc = parse ("<a>\n  <b/>\n</a>\n");
  VtrXmlNode *root = vtr_xml_doc_get_root (doc);

  g_assert_null (vtr_xml_node_ensure (root, "b[3]"));
  g_assert_nonnull (vtr_xml_node_ensure (root, "b[2]"));
  g_assert_true (vtr_xml_node_find (root, "b[2]") == vtr_xml_node_ensure (root, "b[2]"));
  assert_text (doc, "<a>\n  <b/>\n  <b/>\n</a>\n");
}

static void
test_prune (void)
{
  assert_set ("<a>\n  <b>\n    <c d='1'/>\n  </b>\n  <x/>\n</a>", "b/c/@d", NULL,
              "<a>\n  <x/>\n</a>");
  assert_set ("<a>\n  <b k='1'>\n    <c d='1'/>\n  </b>\n</a>", "b/c/@d", NULL,
              "<a>\n  <b k='1'/>\n</a>");
  assert_set ("<a>\n  <b>\n    <!-- stays -->\n    <c d='1'/>\n  </b>\n</a>", "b/c/@d", NULL,
              "<a>\n  <b>\n    <!-- stays -->\n  </b>\n</a>");
  assert_set ("<a>\n  <b>\n    <c d='1' e='2'/>\n  </b>\n</a>", "b/c/@d", NULL,
              "<a>\n  <b>\n    <c e='2'/>\n  </b>\n</a>");
  assert_set ("<a>\n  <t n='1' v='2'/>\n  <t n='2' v='2'/>\n</a>", "t[@n='2']/@v", NULL,
              "<a>\n  <t n='1' v='2'/>\n</a>");
  assert_set ("<a><b/><c/><d/></a>", "c", NULL, "<a><b/><d/></a>");
  assert_set ("<a>\n  <b/><c/>\n</a>", "b", NULL, "<a>\n  <c/>\n</a>");
  assert_set ("<a>\n\n  <b/>\n\n  <c/>\n</a>", "c", NULL, "<a>\n\n  <b/>\n\n</a>");
  assert_set ("<a>\r\n  <b/>\r\n  <c/>\r\n</a>", "b", NULL, "<a>\r\n  <c/>\r\n</a>");
  assert_set ("<a>\n  <b/>\n</a>", "c/d/@e", NULL, "<a>\n  <b/>\n</a>");
  assert_set ("<a x='1'/>", "@x", NULL, "<a/>");
}

/* A part may use a prefix that was declared around it: it is still a document for us. */
static void
test_foreign_prefix (void)
{
  g_autoptr (VtrXmlDoc) doc = parse ("<a xmlns:p='urn:p'>\n  <p:b><p:c d='1'/></p:b>\n</a>");
  g_autoptr (VtrXmlDoc) clone = vtr_xml_node_clone (vtr_xml_node_find (vtr_xml_doc_get_root (doc),
                                                                       "p:b"));

  g_assert_nonnull (clone);
  assert_text (clone, "<p:b><p:c d='1'/></p:b>");
}

/* What was set and taken back leaves no trace. */
static void
test_there_and_back (void)
{
  static const char *paths[] = { "@z", "n/m", "c[1]/new/@x", "t[@k='1']/@v" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (VtrXmlDoc) doc = parse (SAMPLE);
      VtrXmlNode *root = vtr_xml_doc_get_root (doc);

      g_assert_true (vtr_xml_node_set (root, paths[i], "value"));
      g_assert_true (vtr_xml_node_set (root, paths[i], NULL));
      assert_text (doc, SAMPLE);
    }
}

static void
test_fragments (void)
{
  g_autoptr (VtrXmlDoc) doc = parse ("<a>\n  <b>\n    <c>\n      <d/>\n    </c>\n  </b>\n</a>\n");
  g_autoptr (VtrXmlDoc) clone = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  VtrXmlNode *root = vtr_xml_doc_get_root (doc);
  VtrXmlNode *node = vtr_xml_node_find (root, "b/c");

  text = vtr_xml_node_to_string (node);
  g_assert_cmpstr (text, ==, "<c>\n  <d/>\n</c>");
  clone = vtr_xml_node_clone (node);
  assert_text (clone, text);

  node = vtr_xml_node_add_xml (vtr_xml_node_find (root, "b"),
                               "<c>\n  <!-- new -->\n  <e/>\n</c>\n", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (vtr_xml_node_get_name (node), ==, "c");
  assert_text (doc, "<a>\n  <b>\n    <c>\n      <d/>\n    </c>\n"
                    "    <c>\n      <!-- new -->\n      <e/>\n    </c>\n  </b>\n</a>\n");

  node = vtr_xml_node_replace_xml (vtr_xml_node_find (root, "b/c[1]"), "<c>\n  <f/>\n</c>", &error);
  g_assert_no_error (error);
  vtr_xml_node_set (node, "f/@x", "1");
  vtr_xml_node_remove (vtr_xml_node_find (root, "b/c[2]"));
  assert_text (doc, "<a>\n  <b>\n    <c>\n      <f x='1'/>\n    </c>\n  </b>\n</a>\n");

  g_assert_null (vtr_xml_node_add_xml (root, "<c>", &error));
  g_assert_error (error, VTR_ERROR, VTR_ERROR_INVALID);
}

static void
assert_refused (const char *text,
                guint       line)
{
  g_autoptr (GError) error = NULL;
  guint at_line = 0;
  guint at_column = 0;

  g_assert_null (vtr_xml_doc_new (text, -1, &error));
  g_assert_error (error, VTR_ERROR, VTR_ERROR_INVALID);
  g_assert_true (vtr_xml_error_get_position (error, &at_line, &at_column));
  g_assert_cmpuint (at_line, ==, line);
  g_assert_cmpuint (at_column, >=, 1);
}

static void
test_malformed (void)
{
  assert_refused ("", 1);
  assert_refused ("words", 1);
  assert_refused ("<a>\n<b></c>\n</a>", 2);
  assert_refused ("<a>\n\n<b x=1/></a>", 3);
  assert_refused ("<a>\n<b x='1' x='2'/></a>", 2);
  assert_refused ("<a>&nothing;</a>", 1);
  assert_refused ("<a/><b/>", 1);
  assert_refused ("<a>\xff\xfe</a>", 1);
  assert_refused ("<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/a.dtd'>\n<a/>", 1);
  assert_refused ("<!DOCTYPE a [<!ENTITY b 'b'><!ENTITY c '&b;&b;&b;'>]>\n<a>&c;</a>", 1);
}

static void
test_huge (void)
{
  g_autoptr (GString) text = g_string_new ("<a>\n");
  g_autoptr (VtrXmlDoc) doc = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "  <b n='%u'><c>%u</c></b>\n", i, i);
  g_string_append (text, "</a>\n");
  doc = parse (text->str);
  assert_text (doc, text->str);
  g_assert_cmpstr (vtr_xml_node_get (vtr_xml_doc_get_root (doc), "b[@n='19999']/c"), ==, "19999");
  g_assert_true (vtr_xml_node_set (vtr_xml_doc_get_root (doc), "b[20001]/c", "new"));
}

static void
test_deep (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) deeper = g_string_new (NULL);
  g_autoptr (VtrXmlDoc) doc = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append (text, "<a>");
  for (guint i = 0; i < 200; i++)
    g_string_append (text, "</a>");
  doc = parse (text->str);
  assert_text (doc, text->str);

  for (guint i = 0; i < 100000; i++)
    g_string_append (deeper, "<a>");
  assert_refused (deeper->str, 1);
}

static gpointer
read_in_thread (gpointer data)
{
  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (VtrXmlDoc) doc = parse (SAMPLE);

      assert_refused ("<a>\n<b></c></a>", 2);
      vtr_xml_node_set (vtr_xml_doc_get_root (doc), "b", "other");
      g_assert_cmpstr (vtr_xml_node_get (vtr_xml_doc_get_root (doc), "b"), ==, "other");
    }
  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("xml", read_in_thread, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

static void
assert_diff (const char *before,
             const char *after,
             guint       count,
             const char *expected)
{
  g_autoptr (GPtrArray) lines = vtr_line_diff (before, after);
  g_autofree char *text = vtr_line_diff_print (lines, 1);

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpuint (vtr_line_diff_count (lines), ==, count);
}

static void
test_diff (void)
{
  assert_diff ("a\nb\n", "a\nb\n", 0, "");
  assert_diff ("a\nb\nc\nd\n", "a\nb\nX\nd\n", 1, "@@ -2,3 +2,3 @@\n b\n-c\n+X\n d\n");
  assert_diff ("", "a\n", 1, "@@ -0,0 +1,1 @@\n+a\n");
  assert_diff ("a\n", "", 1, "@@ -1,1 +0,0 @@\n-a\n");
  assert_diff ("1\na\n2\n3\n4\nb\n5\n", "1\n2\n3\n4\nB\n5\n", 2,
               "@@ -1,3 +1,2 @@\n 1\n-a\n 2\n@@ -5,3 +4,3 @@\n 4\n-b\n+B\n 5\n");
  assert_diff ("a\nb\nc\na\nb\nb\na\n", "c\nb\na\nb\na\nc\n", 5,
               "@@ -1,7 +1,6 @@\n-a\n-b\n c\n+b\n a\n b\n-b\n a\n+c\n");
}

static void
test_diff_of_strangers (void)
{
  g_autoptr (GString) before = g_string_new (NULL);
  g_autoptr (GString) after = g_string_new (NULL);
  g_autoptr (GPtrArray) lines = NULL;

  for (guint i = 0; i < 1500; i++)
    {
      g_string_append_printf (before, "old %u\n", i);
      g_string_append_printf (after, "new %u\n", i);
    }
  lines = vtr_line_diff (before->str, after->str);
  g_assert_cmpuint (lines->len, ==, 3000);
  g_assert_cmpuint (vtr_line_diff_count (lines), ==, 1500);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xml/same-bytes", test_same_bytes);
  g_test_add_func ("/xml/get", test_get);
  g_test_add_func ("/xml/set", test_set);
  g_test_add_func ("/xml/create", test_create);
  g_test_add_func ("/xml/ensure-counts", test_ensure_counts);
  g_test_add_func ("/xml/prune", test_prune);
  g_test_add_func ("/xml/there-and-back", test_there_and_back);
  g_test_add_func ("/xml/fragments", test_fragments);
  g_test_add_func ("/xml/foreign-prefix", test_foreign_prefix);
  g_test_add_func ("/xml/malformed", test_malformed);
  g_test_add_func ("/xml/huge", test_huge);
  g_test_add_func ("/xml/deep", test_deep);
  g_test_add_func ("/xml/threads", test_threads);
  g_test_add_func ("/xml/diff", test_diff);
  g_test_add_func ("/xml/diff-of-strangers", test_diff_of_strangers);
  return g_test_run ();
}
