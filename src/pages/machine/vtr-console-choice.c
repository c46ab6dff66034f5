/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-console-choice.h"

#include <glib/gi18n-lib.h>

#include "xml/vtr-xml-node.h"

static void
free_choice (gpointer data)
{
  VtrConsoleChoice *choice = data;

  g_clear_pointer (&choice->screen, vtr_machine_screen_free);
  g_free (choice->label);
  g_free (choice->key);
  g_free (choice->why_not);
  g_free (choice->device);
  g_free (choice);
}

static void
add_screens (GPtrArray *choices,
             VtrXmlDoc *running)
{
  g_autoptr (GPtrArray) screens = vtr_machine_screens_list (running);

  while (screens->len > 0)
    {
      VtrConsoleChoice *choice = g_new0 (VtrConsoleChoice, 1);
      g_autofree char *name = NULL;

      choice->screen = g_ptr_array_steal_index (screens, 0);
      name = g_ascii_strup (choice->screen->type != NULL ? choice->screen->type : "?", -1);
      /* Translators: a guest's screen; %s is SPICE or VNC */
      choice->label = g_strdup_printf (_("Screen (%s)"), name);
      choice->key = g_strdup_printf ("screen %u %s", choice->screen->index, choice->screen->type);
      if (g_strcmp0 (choice->screen->type, "spice") != 0
          && g_strcmp0 (choice->screen->type, "vnc") != 0)
        choice->why_not = g_strdup (_("only SPICE and VNC can be shown"));
      g_ptr_array_add (choices, choice);
    }
}

/* The streams of a host lead to pseudo terminals and sockets, and nowhere else. */
static char *
find_obstacle (VtrXmlNode *node)
{
  const char *type = vtr_xml_node_get (node, "@type");

  if (g_strcmp0 (type, "pty") == 0 || g_strcmp0 (type, "unix") == 0)
    return NULL;
  if (g_strcmp0 (type, "file") == 0)
    return g_strdup (_("goes to a file"));
  if (g_strcmp0 (type, "tcp") == 0 || g_strcmp0 (type, "udp") == 0)
    return g_strdup (_("goes to the network"));
  return g_strdup (_("leads elsewhere"));
}

static void
add_text (GPtrArray  *choices,
          VtrXmlNode *node,
          const char *format,
          guint       number)
{
  VtrConsoleChoice *choice = g_new0 (VtrConsoleChoice, 1);

  choice->device = g_strdup (vtr_xml_node_get (node, "alias/@name"));
  choice->label = g_strdup_printf (format, number);
  choice->key = g_strdup_printf ("%s %u", choice->device != NULL ? choice->device : "text",
                                 choices->len);
  choice->why_not = find_obstacle (node);
  g_ptr_array_add (choices, choice);
}

/* libvirt writes the first serial port once more as a console. */
static void
add_texts (GPtrArray *choices,
           VtrXmlDoc *running)
{
  VtrXmlNode *root = vtr_xml_doc_get_root (running);
  g_autoptr (GPtrArray) ports = vtr_xml_node_find_all (root, "devices/serial");
  g_autoptr (GPtrArray) consoles = vtr_xml_node_find_all (root, "devices/console");
  guint number = 0;

  for (guint i = 0; i < ports->len; i++)
    /* Translators: a guest's serial port, with its number */
    add_text (choices, ports->pdata[i], _("Serial Port %u"), i + 1);

  for (guint i = 0; i < consoles->len; i++)
    if (ports->len == 0
        || g_strcmp0 (vtr_xml_node_get (consoles->pdata[i], "target/@type"), "serial") != 0)
      /* Translators: a guest's text console, with its number */
      add_text (choices, consoles->pdata[i], _("Text Console %u"), ++number);
}

/**
 * vtr_console_choices_list:
 * @running: the running definition of a machine
 *
 * Returns: (transfer full) (element-type VtrConsoleChoice): what there is to look at, screens first
 */
GPtrArray *
vtr_console_choices_list (VtrXmlDoc *running)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (free_choice);

  add_screens (choices, running);
  add_texts (choices, running);
  return choices;
}

gboolean
vtr_console_choices_same (GPtrArray *a,
                          GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    if (!g_str_equal (((VtrConsoleChoice *) a->pdata[i])->key,
                      ((VtrConsoleChoice *) b->pdata[i])->key))
      return FALSE;
  return TRUE;
}

/**
 * vtr_console_choices_find:
 * @choices: (element-type VtrConsoleChoice): what there is
 * @key: (nullable): which one is wanted
 *
 * Returns: (transfer none) (nullable): that one; where it is not there, the first that can be looked
 * at; where none can, the first
 */
VtrConsoleChoice *
vtr_console_choices_find (GPtrArray  *choices,
                          const char *key)
{
  VtrConsoleChoice *found = NULL;

  for (guint i = 0; i < choices->len; i++)
    {
      VtrConsoleChoice *choice = choices->pdata[i];

      if (g_strcmp0 (choice->key, key) == 0)
        return choice;
      if (found == NULL || (found->why_not != NULL && choice->why_not == NULL))
        found = choice;
    }
  return found;
}

/**
 * vtr_console_choices_menu:
 * @choices: (element-type VtrConsoleChoice): what there is
 *
 * Returns: (transfer full): a section of "console.show" with one entry for each; those that cannot
 * be looked at say why
 */
GMenuModel *
vtr_console_choices_menu (GPtrArray *choices)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < choices->len; i++)
    {
      const VtrConsoleChoice *choice = choices->pdata[i];
      g_autoptr (GMenuItem) item = g_menu_item_new (choice->label, NULL);
      g_autofree char *label = NULL;

      if (choice->why_not == NULL)
        g_menu_item_set_action_and_target (item, "console.show", "s", choice->key);
      else
        {
          /* Translators: a screen or console, and why it cannot be chosen */
          label = g_strdup_printf (_("%s: %s"), choice->label, choice->why_not);
          g_menu_item_set_label (item, label);
          /* An action that is not there cannot be activated. */
          g_menu_item_set_detailed_action (item, "console.unavailable");
        }
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}
