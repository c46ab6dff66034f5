/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-choice-factory.h"

typedef struct
{
  AdwComboRow *row;     /* which has the factory that has this */
  GPtrArray   *reasons;
} Drawing;

static void
free_drawing (gpointer  data,
              GClosure *closure)
{
  Drawing *drawing = data;

  g_ptr_array_unref (drawing->reasons);
  g_free (drawing);
}

/* So many letters of the chosen value stay readable beside a long title. */
#define LEAST_CHARS 12

static void
on_chosen_setup_cb (GtkListItemFactory *factory,
                    GtkListItem        *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_list_item_set_child (item, label);
}

static void
on_chosen_bind_cb (GtkListItemFactory *factory,
                   GtkListItem        *item)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_label_set_width_chars (GTK_LABEL (label), MIN (LEAST_CHARS, (int) g_utf8_strlen (text, -1)));
}

static void
on_setup_cb (GtkListItemFactory *factory,
             GtkListItem        *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *reason = gtk_label_new (NULL);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_xalign (GTK_LABEL (reason), 0);
  gtk_label_set_wrap (GTK_LABEL (reason), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (reason), 32);
  gtk_widget_add_css_class (reason, "caption");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), label);
  gtk_box_append (GTK_BOX (texts), reason);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_list_item_set_child (item, box);
}

static void
on_bind_cb (GtkListItemFactory *factory,
            GtkListItem        *item,
            Drawing            *drawing)
{
  GPtrArray *reasons = drawing->reasons;
  GtkWidget *texts = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *label = gtk_widget_get_first_child (texts);
  GtkWidget *reason = gtk_widget_get_next_sibling (label);
  GtkWidget *mark = gtk_widget_get_next_sibling (texts);
  guint position = gtk_list_item_get_position (item);
  const char *why_not = position < reasons->len ? reasons->pdata[position] : NULL;
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_label_set_text (GTK_LABEL (reason), why_not != NULL ? why_not : "");
  gtk_widget_set_visible (reason, why_not != NULL);
  gtk_widget_set_sensitive (texts, why_not == NULL);
  gtk_widget_set_visible (mark, adw_combo_row_get_selected (drawing->row) == position);
  gtk_list_item_set_activatable (item, why_not == NULL);
  gtk_list_item_set_selectable (item, why_not == NULL);
  gtk_list_item_set_accessible_label (item, text);
  gtk_list_item_set_accessible_description (item, why_not != NULL ? why_not : "");
}

/**
 * vtr_choice_factory_apply:
 * @row: a row over a #GtkStringList
 * @reasons: (element-type utf8): for each choice why it cannot be chosen, or %NULL
 */
void
vtr_choice_factory_apply (AdwComboRow *row,
                          GPtrArray   *reasons)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) chosen = gtk_signal_list_item_factory_new ();
  Drawing *drawing = g_new (Drawing, 1);

  *drawing = (Drawing) { row, g_ptr_array_ref (reasons) };
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), NULL);
  g_signal_connect_data (factory, "bind", G_CALLBACK (on_bind_cb), drawing, free_drawing, 0);
  adw_combo_row_set_list_factory (row, factory);

  g_signal_connect (chosen, "setup", G_CALLBACK (on_chosen_setup_cb), NULL);
  g_signal_connect (chosen, "bind", G_CALLBACK (on_chosen_bind_cb), NULL);
  adw_combo_row_set_factory (row, chosen);
}
