/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-suggestion-button.h"

#include <glib/gi18n-lib.h>

#include "vtr-choices.h"

/* From here on a person would rather type a part of the name than read them all. */
#define SEARCH_FROM 12

struct _VtrSuggestionButton
{
  AdwBin         parent_instance;

  /* owned */
  GPtrArray     *choices; /* VtrChoice */

  /* own children */
  GtkMenuButton *button;
  GtkListBox    *list;
  GtkEditable   *search;
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtrSuggestionButton, vtr_suggestion_button, ADW_TYPE_BIN)

static void
on_row_activated_cb (VtrSuggestionButton *self,
                     GtkListBoxRow       *row)
{
  const VtrChoice *choice = self->choices->pdata[gtk_list_box_row_get_index (row)];
  g_autofree char *value = g_strdup (choice->value);

  gtk_menu_button_popdown (self->button);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, value);
}

static GtkWidget *
make_row (const VtrChoice *choice)
{
  GtkWidget *row = adw_action_row_new ();
  const char *note = choice->why_not != NULL ? choice->why_not : choice->note;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 choice->label != NULL ? choice->label : choice->value);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), note != NULL ? note : "");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), choice->why_not == NULL);
  gtk_widget_set_sensitive (row, choice->why_not == NULL);
  return row;
}

static gboolean
matches (GtkListBoxRow *row,
         gpointer       user_data)
{
  VtrSuggestionButton *self = user_data;
  const char *wanted = self->search != NULL ? gtk_editable_get_text (self->search) : "";
  const VtrChoice *choice = self->choices->pdata[gtk_list_box_row_get_index (row)];
  g_autofree char *needle = g_utf8_casefold (wanted, -1);
  g_autofree char *text = g_strconcat (choice->value, " ", choice->label, NULL);
  g_autofree char *haystack = g_utf8_casefold (text, -1);

  return strstr (haystack, needle) != NULL;
}

static void
build_popover (GtkMenuButton *button,
               gpointer       user_data)
{
  VtrSuggestionButton *self = user_data;
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->search = NULL;
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "suggestions");
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self);
  for (guint i = 0; i < self->choices->len; i++)
    gtk_list_box_append (self->list, make_row (self->choices->pdata[i]));

  if (self->choices->len >= SEARCH_FROM)
    {
      self->search = GTK_EDITABLE (gtk_search_entry_new ());
      gtk_list_box_set_filter_func (self->list, matches, self, NULL);
      g_signal_connect_swapped (self->search, "search-changed",
                                G_CALLBACK (gtk_list_box_invalidate_filter), self->list);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->search));
    }

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_size_request (scrolled, 280, -1);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
}

static void
vtr_suggestion_button_finalize (GObject *object)
{
  g_clear_pointer (&VTR_SUGGESTION_BUTTON (object)->choices, g_ptr_array_unref);

  G_OBJECT_CLASS (vtr_suggestion_button_parent_class)->finalize (object);
}

static void
vtr_suggestion_button_class_init (VtrSuggestionButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vtr_suggestion_button_finalize;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", VTR_TYPE_SUGGESTION_BUTTON, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
vtr_suggestion_button_init (VtrSuggestionButton *self)
{
  GtkWidget *button = gtk_menu_button_new ();

  self->button = GTK_MENU_BUTTON (button);
  gtk_menu_button_set_icon_name (self->button, "pan-down-symbolic");
  gtk_widget_set_tooltip_text (button, _("Choose From What Is There"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_menu_button_set_create_popup_func (self->button, build_popover, self, NULL);
  adw_bin_set_child (ADW_BIN (self), button);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * vtr_suggestion_button_new:
 *
 * Returns: (transfer floating): a button that shows once there is something to choose
 */
GtkWidget *
vtr_suggestion_button_new (void)
{
  return g_object_new (VTR_TYPE_SUGGESTION_BUTTON, NULL);
}

/**
 * vtr_suggestion_button_set_choices:
 * @self: a button
 * @choices: (nullable) (element-type VtrChoice): what there is
 */
void
vtr_suggestion_button_set_choices (VtrSuggestionButton *self,
                                   GPtrArray           *choices)
{
  if (choices == self->choices)
    return;

  g_clear_pointer (&self->choices, g_ptr_array_unref);
  self->choices = choices != NULL ? g_ptr_array_ref (choices) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), choices != NULL && choices->len > 0);
}
