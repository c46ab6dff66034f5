/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

/* Edits a definition from a file as the program would, and prints what comes out: to run any
 * corpus of XML through the definition layer.
 *
 *   edit-definition machine.xml                       lists every key, field and value
 *   edit-definition machine.xml disk:vda.cache=none   sets a value
 *   edit-definition machine.xml disk:vda.cache        takes it out
 *   edit-definition machine.xml -disk:vda             takes the device out
 *   edit-definition machine.xml '+<rng .../>'         adds a device
 *   edit-definition --diff machine.xml ...            prints what changed instead
 *   edit-definition --fields                          lists every field there is, and its path */

#include "base/vtr-error.h"
#include "definition/vtr-item.h"
#include "xml/vtr-line-diff.h"

#include <stdlib.h>
#include <string.h>

static gboolean
refuse (GError     **error,
        const char  *edit)
{
  g_set_error (error, VTR_ERROR, VTR_ERROR_NOT_FOUND, "%s: there is no such thing", edit);
  return FALSE;
}

static gboolean
remove_item (VtrXmlDoc   *doc,
             const char  *key,
             GError     **error)
{
  g_autoptr (VtrItem) item = vtr_item_find (doc, key);

  if (!item || item->kind->sort == VTR_KIND_SECTION)
    return refuse (error, key);
  vtr_item_remove (item);
  return TRUE;
}

static gboolean
set_field (VtrXmlDoc   *doc,
           const char  *edit,
           GError     **error)
{
  const char *equals = strchr (edit, '=');
  g_autofree char *name = equals ? g_strndup (edit, (gsize) (equals - edit)) : g_strdup (edit);
  char *dot = strrchr (name, '.');
  g_autoptr (VtrItem) item = NULL;

  if (!dot)
    return refuse (error, edit);
  *dot = '\0';
  item = equals ? vtr_item_ensure (doc, name) : vtr_item_find (doc, name);
  if (!item)
    return refuse (error, edit);
  return vtr_item_set (item, dot + 1, equals ? equals + 1 : NULL, error);
}

static gboolean
apply (VtrXmlDoc   *doc,
       const char  *edit,
       GError     **error)
{
  if (*edit == '+')
    {
      g_autoptr (VtrItem) item = vtr_item_add_device (doc, edit + 1, error);

      return item != NULL;
    }
  if (*edit == '-')
    return remove_item (doc, edit + 1, error);
  return set_field (doc, edit, error);
}

static void
print_all (VtrXmlDoc *doc)
{
  g_autoptr (GPtrArray) items = vtr_item_list (doc, NULL);

  for (guint i = 0; i < items->len; i++)
    {
      const VtrItem *item = items->pdata[i];

      if (item->kind == &vtr_unknown_kind)
        g_print ("%s\n", item->key);
      for (const VtrField *field = item->kind->fields; field->name; field++)
        {
          g_autofree char *value = vtr_field_get (field, item->node);

          if (value)
            g_print ("%s.%s=%s\n", item->key, field->name, value);
        }
    }
}

static void
print_diff (const char *before,
            const char *after)
{
  g_autoptr (GPtrArray) lines = vtr_line_diff (before, after);
  g_autofree char *diff = vtr_line_diff_print (lines, 3);

  g_print ("%s", diff);
}

static char *
path_of (const VtrKind *kind)
{
  g_autofree char *above = NULL;

  if (kind->sort == VTR_KIND_SECTION)
    return g_strdup ("");
  above = kind->parent ? path_of (kind->parent) : g_strdup ("");
  return g_strconcat (above, kind->path, "/", NULL);
}

static void
print_fields (void)
{
  static const char *const roots[] = {
    "domain", "network", "pool", "volume", "device", "capabilities", "domainCapabilities",
  };

  for (guint i = 0; i < G_N_ELEMENTS (roots); i++)
    {
      const VtrKindTable *table = vtr_kind_table (roots[i]);

      for (const VtrKind *const *kind = table->kinds; *kind; kind++)
        {
          g_autofree char *path = path_of (*kind);

          for (const VtrField *field = (*kind)->fields; field->name; field++)
            g_print ("%s\t%s.%s\t%s%s\n", roots[i], (*kind)->name, field->name, path, field->path);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  gboolean diff = argc > 1 && strcmp (argv[1], "--diff") == 0;
  int first = diff ? 2 : 1;
  g_autoptr (GError) error = NULL;
  g_autoptr (VtrXmlDoc) doc = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (argc == 2 && strcmp (argv[1], "--fields") == 0)
    {
      print_fields ();
      return EXIT_SUCCESS;
    }
  if (argc <= first)
    {
      g_printerr ("Usage: %s [--diff] FILE [KEY.FIELD=VALUE | KEY.FIELD | -KEY | +XML]...\n",
                  argv[0]);
      return EXIT_FAILURE;
    }
  if (g_file_get_contents (argv[first], &before, NULL, &error))
    doc = vtr_xml_doc_new (before, -1, &error);
  for (int i = first + 1; doc && i < argc && apply (doc, argv[i], &error); i++)
    ;
  if (error)
    {
      g_printerr ("%s: %s\n", argv[first], error->message);
      return EXIT_FAILURE;
    }

  after = vtr_xml_doc_to_string (doc);
  if (argc == first + 1)
    print_all (doc);
  else if (diff)
    print_diff (before, after);
  else
    g_print ("%s", after);
  return EXIT_SUCCESS;
}
