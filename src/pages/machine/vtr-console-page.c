/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-console-page.h"

#include <glib/gi18n-lib.h>

#include "console/serial/vtr-serial-terminal.h"
#include "console/vtr-console-view.h"
#include "widgets/vtr-trouble-view.h"
#include "xml/vtr-xml-node.h"

#include "vtr-machine-endpoint.h"
#include "vtr-machine-serial.h"

/* Something that can be looked at. */
typedef struct
{
  char             *label;
  char             *key;    /* tells whether it is the same one as before */
  VtrMachineScreen *screen; /* NULL: a serial port */
  char             *device; /* its alias */
} Choice;

struct _VtrConsolePage
{
  AdwBin                parent_instance;

  /* owned */
  VtrMachineDefinition *definition;
  GPtrArray            *choices;
  char                 *shown; /* the key of what is connected */

  /* template children */
  GtkStack             *stack;
  GtkWidget            *bar;
  GtkDropDown          *chooser;
  VtrConsoleView       *view;
  VtrSerialTerminal    *terminal;
  AdwBin               *trouble;
};

G_DEFINE_FINAL_TYPE (VtrConsolePage, vtr_console_page, ADW_TYPE_BIN)

static void
free_choice (gpointer data)
{
  Choice *choice = data;

  g_clear_pointer (&choice->screen, vtr_machine_screen_free);
  g_free (choice->label);
  g_free (choice->key);
  g_free (choice->device);
  g_free (choice);
}

/* What there is */

static void
add_screens (GPtrArray *choices,
             VtrXmlDoc *running)
{
  g_autoptr (GPtrArray) screens = vtr_machine_screens_list (running);

  while (screens->len > 0)
    {
      Choice *choice = g_new0 (Choice, 1);
      g_autofree char *name = NULL;

      choice->screen = g_ptr_array_steal_index (screens, 0);
      name = g_ascii_strup (choice->screen->type != NULL ? choice->screen->type : "?", -1);
      /* Translators: a guest's screen; %s is SPICE or VNC */
      choice->label = g_strdup_printf (_("Screen (%s)"), name);
      choice->key = g_strdup_printf ("screen %u %s", choice->screen->index, choice->screen->type);
      g_ptr_array_add (choices, choice);
    }
}

static void
add_serial_ports (GPtrArray *choices,
                  VtrXmlDoc *running)
{
  g_autoptr (GPtrArray) nodes
      = vtr_xml_node_find_all (vtr_xml_doc_get_root (running), "devices/console");

  for (guint i = 0; i < nodes->len; i++)
    {
      Choice *choice = g_new0 (Choice, 1);

      choice->device = g_strdup (vtr_xml_node_get (nodes->pdata[i], "alias/@name"));
      /* Translators: a guest's text console, with its number */
      choice->label = g_strdup_printf (_("Text Console %u"), i + 1);
      choice->key = g_strdup_printf ("serial %u %s", i, choice->device != NULL ? choice->device : "");
      g_ptr_array_add (choices, choice);
    }
}

static GPtrArray *
list_choices (VtrConsolePage *self)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (free_choice);
  VtrXmlDoc *running = vtr_machine_definition_get_running (self->definition);
  VtrMachine *machine = vtr_machine_definition_get_machine (self->definition);

  if (running != NULL && vtr_machine_is_active (machine))
    {
      add_screens (choices, running);
      add_serial_ports (choices, running);
    }
  return choices;
}

/* What is shown of it */

static void
disconnect (VtrConsolePage *self)
{
  VtrConsoleSession *session = vtr_console_view_get_session (self->view);

  if (session != NULL)
    vtr_console_session_close (session);
  vtr_console_view_set_session (self->view, NULL);
  vtr_serial_terminal_close (self->terminal);
  g_clear_pointer (&self->shown, g_free);
}

static void
show_trouble (VtrConsolePage *self,
              VtrTrouble     *trouble)
{
  GtkWidget *view = g_object_new (VTR_TYPE_TROUBLE_VIEW, "trouble", trouble, NULL);

  gtk_widget_set_valign (view, GTK_ALIGN_CENTER);
  adw_bin_set_child (self->trouble, view);
  gtk_stack_set_visible_child_name (self->stack, "trouble");
}

static void
show_screen (VtrConsolePage *self,
             Choice         *choice)
{
  g_autoptr (VtrTrouble) trouble = NULL;
  g_autoptr (VtrConsoleSession) session = vtr_machine_open_screen (
      vtr_machine_definition_get_machine (self->definition), choice->screen, &trouble);

  if (session == NULL)
    {
      show_trouble (self, trouble);
      return;
    }

  vtr_console_view_set_session (self->view, session);
  vtr_console_session_open (session);
  gtk_stack_set_visible_child_name (self->stack, "screen");
}

static void
show_serial_port (VtrConsolePage *self,
                  Choice         *choice)
{
  g_autoptr (VtrSerialStream) stream = vtr_machine_serial_new (
      vtr_machine_definition_get_machine (self->definition), choice->device);

  vtr_serial_terminal_set_stream (self->terminal, stream);
  vtr_serial_terminal_open (self->terminal, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "serial");
}

static void
show_nothing (VtrConsolePage *self)
{
  VtrMachine *machine = vtr_machine_definition_get_machine (self->definition);

  disconnect (self);
  gtk_stack_set_visible_child_name (self->stack,
                                    vtr_machine_is_active (machine) ? "none" : "off");
}

/* Connects to what is chosen, if it is seen and not connected already. */
static void
show_choice (VtrConsolePage *self)
{
  guint selected = gtk_drop_down_get_selected (self->chooser);
  Choice *choice = selected < self->choices->len ? self->choices->pdata[selected] : NULL;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (choice == NULL)
    {
      show_nothing (self);
      return;
    }
  if (g_strcmp0 (self->shown, choice->key) == 0)
    return;

  disconnect (self);
  self->shown = g_strdup (choice->key);
  if (choice->screen != NULL)
    show_screen (self, choice);
  else
    show_serial_port (self, choice);
}

static gboolean
same_choices (GPtrArray *a,
              GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    if (g_strcmp0 (((Choice *) a->pdata[i])->key, ((Choice *) b->pdata[i])->key) != 0)
      return FALSE;
  return TRUE;
}

static void
update (VtrConsolePage *self)
{
  GPtrArray *choices = list_choices (self);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  if (self->choices != NULL && same_choices (self->choices, choices))
    {
      g_ptr_array_unref (choices);
      show_choice (self);
      return;
    }

  g_clear_pointer (&self->choices, g_ptr_array_unref);
  self->choices = choices;
  for (guint i = 0; i < choices->len; i++)
    gtk_string_list_append (labels, ((Choice *) choices->pdata[i])->label);
  gtk_drop_down_set_model (self->chooser, G_LIST_MODEL (labels));
  gtk_widget_set_visible (self->bar, choices->len > 1);
  show_choice (self);
}

static void
on_chosen_cb (VtrConsolePage *self)
{
  if (self->choices != NULL)
    show_choice (self);
}

/* The widget */

static void
vtr_console_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vtr_console_page_parent_class)->map (widget);

  update (VTR_CONSOLE_PAGE (widget));
}

static void
vtr_console_page_dispose (GObject *object)
{
  VtrConsolePage *self = VTR_CONSOLE_PAGE (object);

  if (self->view != NULL)
    disconnect (self);
  /* A bound child that is also the bin's own child has to go first. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_CONSOLE_PAGE);
  g_clear_object (&self->definition);
  g_clear_pointer (&self->choices, g_ptr_array_unref);

  G_OBJECT_CLASS (vtr_console_page_parent_class)->dispose (object);
}

static void
vtr_console_page_finalize (GObject *object)
{
  g_free (VTR_CONSOLE_PAGE (object)->shown);

  G_OBJECT_CLASS (vtr_console_page_parent_class)->finalize (object);
}

static void
vtr_console_page_class_init (VtrConsolePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_console_page_dispose;
  object_class->finalize = vtr_console_page_finalize;
  widget_class->map = vtr_console_page_map;

  g_type_ensure (VTR_TYPE_CONSOLE_VIEW);
  g_type_ensure (VTR_TYPE_SERIAL_TERMINAL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/machine/vtr-console-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrConsolePage, stack);
  gtk_widget_class_bind_template_child (widget_class, VtrConsolePage, bar);
  gtk_widget_class_bind_template_child (widget_class, VtrConsolePage, chooser);
  gtk_widget_class_bind_template_child (widget_class, VtrConsolePage, view);
  gtk_widget_class_bind_template_child (widget_class, VtrConsolePage, terminal);
  gtk_widget_class_bind_template_child (widget_class, VtrConsolePage, trouble);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen_cb);
}

static void
vtr_console_page_init (VtrConsolePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vtr_console_page_new:
 * @definition: of the machine
 *
 * Returns: (transfer floating): its console, not connected
 */
GtkWidget *
vtr_console_page_new (VtrMachineDefinition *definition)
{
  VtrConsolePage *self = g_object_new (VTR_TYPE_CONSOLE_PAGE, NULL);

  self->definition = g_object_ref (definition);
  g_signal_connect_object (definition, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (vtr_machine_definition_get_machine (definition), "notify::state",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

/* Nothing here is an edit. */
gboolean
vtr_console_page_is_dirty (GtkWidget *page)
{
  return FALSE;
}

/* A lost host is told by the session itself, which keeps its last picture. */
void
vtr_console_page_set_reason (GtkWidget  *page,
                             const char *why_not)
{
}
