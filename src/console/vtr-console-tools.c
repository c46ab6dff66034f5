/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-console-tools.h"

#include "vtr-key-codes.h"

#include <glib/gi18n.h>

#define N_FUNCTION_KEYS 12

struct _VtrConsoleTools
{
  AdwBin parent_instance;

  /* template children */
  GtkWidget *keys_button;
  GtkWidget *view_button;
  GtkWidget *text_button;
  GtkWidget *full_screen_button;
  GMenu *function_keys;
  GMenu *chords;
  GMenu *view_choices;
  GMenu *view_monitors;
  GMenu *text_choices;
  GMenu *view_place;
  GMenu *text_place;
};

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VtrConsoleTools, vtr_console_tools, ADW_TYPE_BIN)

static void
replace (GMenu      *menu,
         GMenuModel *model)
{
  g_menu_remove_all (menu);
  if (model != NULL)
    g_menu_append_section (menu, NULL, model);
}

static void
append_keys (GMenu      *menu,
             const char *label,
             const char *keys)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "console.send-keys", "s", keys);
  g_menu_append_item (menu, item);
}

static void
add_function_keys (VtrConsoleTools *self)
{
  for (guint i = 1; i <= N_FUNCTION_KEYS; i++)
    {
      /* Translators: keys that are pressed together; %u is a number from 1 to 12. */
      g_autofree char *label = g_strdup_printf (_("Ctrl+Alt+F%u"), i);
      g_autofree char *keys = g_strdup_printf ("ctrl+alt+f%u", i);

      append_keys (self->function_keys, label, keys);
    }
}

/* As keys are written on keyboards: "Ctrl+Alt+F7". */
static char *
capitalize (const char *chord)
{
  char *label = g_strdup (chord);

  for (char *c = label; *c != '\0'; c++)
    if (c == label || c[-1] == '+')
      *c = g_ascii_toupper (*c);
  return label;
}

/**
 * vtr_console_tools_set_is_text:
 * @is_text: whether the console is text, which has neither pixels nor a keyboard of its own
 */
void
vtr_console_tools_set_is_text (VtrConsoleTools *self,
                               gboolean         is_text)
{
  g_return_if_fail (VTR_IS_CONSOLE_TOOLS (self));

  gtk_widget_set_visible (self->keys_button, !is_text);
  gtk_widget_set_visible (self->view_button, !is_text);
  gtk_widget_set_visible (self->text_button, is_text);
}

/**
 * vtr_console_tools_set_choices:
 * @choices: (nullable): what else could be looked at
 */
void
vtr_console_tools_set_choices (VtrConsoleTools *self,
                               GMenuModel      *choices)
{
  g_return_if_fail (VTR_IS_CONSOLE_TOOLS (self));

  replace (self->view_choices, choices);
  replace (self->text_choices, choices);
}

/**
 * vtr_console_tools_set_place:
 * @place: (nullable): where else the console could be, and how it behaves
 */
void
vtr_console_tools_set_place (VtrConsoleTools *self,
                             GMenuModel      *place)
{
  g_return_if_fail (VTR_IS_CONSOLE_TOOLS (self));

  replace (self->view_place, place);
  replace (self->text_place, place);
}

/**
 * vtr_console_tools_set_monitors:
 * @monitors: (nullable): which monitor of the machine could be looked at
 */
void
vtr_console_tools_set_monitors (VtrConsoleTools *self,
                                GMenuModel      *monitors)
{
  g_return_if_fail (VTR_IS_CONSOLE_TOOLS (self));

  replace (self->view_monitors, monitors);
}

/**
 * vtr_console_tools_set_chords:
 * @chords: keys of one's own, such as "ctrl+alt+f7"; unknown ones are passed over
 */
void
vtr_console_tools_set_chords (VtrConsoleTools   *self,
                              const char *const *chords)
{
  g_return_if_fail (VTR_IS_CONSOLE_TOOLS (self));

  g_menu_remove_all (self->chords);
  for (guint i = 0; chords[i] != NULL; i++)
    {
      g_autoptr (GArray) keys = vtr_keys_from_names (chords[i]);
      g_autofree char *label = capitalize (chords[i]);

      if (keys != NULL)
        append_keys (self->chords, label, chords[i]);
    }
}

/**
 * vtr_console_tools_set_narrow:
 * @narrow: whether the menu of the view has to do for the full screen
 */
void
vtr_console_tools_set_narrow (VtrConsoleTools *self,
                              gboolean         narrow)
{
  g_return_if_fail (VTR_IS_CONSOLE_TOOLS (self));

  if (gtk_widget_get_visible (self->full_screen_button) == !narrow)
    return;

  gtk_widget_set_visible (self->full_screen_button, !narrow);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
vtr_console_tools_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  VtrConsoleTools *self = VTR_CONSOLE_TOOLS (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, !gtk_widget_get_visible (self->full_screen_button));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_console_tools_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_NARROW:
      vtr_console_tools_set_narrow (VTR_CONSOLE_TOOLS (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_console_tools_dispose (GObject *object)
{
  /* A bound child that is also the bin's own child has to go first. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), VTR_TYPE_CONSOLE_TOOLS);

  G_OBJECT_CLASS (vtr_console_tools_parent_class)->dispose (object);
}

static void
vtr_console_tools_class_init (VtrConsoleToolsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_console_tools_dispose;
  object_class->get_property = vtr_console_tools_get_property;
  object_class->set_property = vtr_console_tools_set_property;

  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/vitrine/Vitrine/ui/console/vtr-console-tools.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleTools, chords);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleTools, full_screen_button);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleTools, function_keys);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleTools, keys_button);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleTools, text_button);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleTools, text_choices);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleTools, text_place);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleTools, view_button);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleTools, view_choices);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleTools, view_monitors);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleTools, view_place);
}

static void
vtr_console_tools_init (VtrConsoleTools *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_function_keys (self);
}

/**
 * vtr_console_tools_new:
 *
 * Returns: (transfer floating): the buttons
 */
GtkWidget *
vtr_console_tools_new (void)
{
  return g_object_new (VTR_TYPE_CONSOLE_TOOLS, NULL);
}
