/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-xml-view.h"

#include <glib/gi18n-lib.h>
#include <gtksourceview/gtksource.h>

struct _VtrXmlView
{
  AdwBin                  parent_instance;

  /* owned */
  GtkSourceSearchContext *search;
  char                   *original;

  /* template children */
  GtkSourceView          *view;
  GtkSearchBar           *search_bar;
  GtkEditable            *search_entry;
  GtkRevealer            *mistake_revealer;
  GtkLabel               *mistake_label;

  /* state */
  gboolean                is_dirty;
};

enum
{
  PROP_0,
  PROP_IS_DIRTY,
  PROP_EDITABLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VtrXmlView, vtr_xml_view, ADW_TYPE_BIN)

static GtkTextBuffer *
get_buffer (VtrXmlView *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
}

static void
on_buffer_changed_cb (VtrXmlView *self)
{
  g_autofree char *text = vtr_xml_view_get_text (self);
  gboolean is_dirty = g_strcmp0 (text, self->original) != 0;

  gtk_revealer_set_reveal_child (self->mistake_revealer, FALSE);
  if (self->is_dirty == is_dirty)
    return;

  self->is_dirty = is_dirty;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_DIRTY]);
}

static void
update_scheme (VtrXmlView *self)
{
  GtkSourceStyleSchemeManager *manager = gtk_source_style_scheme_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  gtk_source_buffer_set_style_scheme (
      GTK_SOURCE_BUFFER (get_buffer (self)),
      gtk_source_style_scheme_manager_get_scheme (manager, dark ? "Adwaita-dark" : "Adwaita"));
}

/* Search */

static void
select_match (VtrXmlView *self,
              gboolean    forward)
{
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextIter start, end, from, to;
  gboolean found;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  found = forward
              ? gtk_source_search_context_forward (self->search, &end, &from, &to, NULL)
              : gtk_source_search_context_backward (self->search, &start, &from, &to, NULL);
  if (!found)
    return;

  gtk_text_buffer_select_range (buffer, &from, &to);
  gtk_text_view_scroll_to_iter (GTK_TEXT_VIEW (self->view), &from, 0.1, FALSE, 0, 0);
}

static void
on_search_changed_cb (VtrXmlView *self)
{
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextIter start;

  gtk_source_search_settings_set_search_text (
      gtk_source_search_context_get_settings (self->search),
      gtk_editable_get_text (self->search_entry));
  gtk_text_buffer_get_selection_bounds (buffer, &start, NULL);
  gtk_text_buffer_place_cursor (buffer, &start);
  select_match (self, TRUE);
}

static void
on_next_match_cb (VtrXmlView *self)
{
  select_match (self, TRUE);
}

static void
on_previous_match_cb (VtrXmlView *self)
{
  select_match (self, FALSE);
}

static void
find (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  vtr_xml_view_set_search_mode (VTR_XML_VIEW (widget), TRUE);
}

static void
vtr_xml_view_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  VtrXmlView *self = VTR_XML_VIEW (object);

  switch (prop_id)
    {
    case PROP_IS_DIRTY:
      g_value_set_boolean (value, self->is_dirty);
      break;
    case PROP_EDITABLE:
      g_value_set_boolean (value, gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_xml_view_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  VtrXmlView *self = VTR_XML_VIEW (object);

  switch (prop_id)
    {
    case PROP_EDITABLE:
      vtr_xml_view_set_editable (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_xml_view_dispose (GObject *object)
{
  VtrXmlView *self = VTR_XML_VIEW (object);

  g_clear_object (&self->search);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_XML_VIEW);

  G_OBJECT_CLASS (vtr_xml_view_parent_class)->dispose (object);
}

static void
vtr_xml_view_finalize (GObject *object)
{
  g_free (VTR_XML_VIEW (object)->original);

  G_OBJECT_CLASS (vtr_xml_view_parent_class)->finalize (object);
}

static void
vtr_xml_view_class_init (VtrXmlViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_xml_view_dispose;
  object_class->finalize = vtr_xml_view_finalize;
  object_class->get_property = vtr_xml_view_get_property;
  object_class->set_property = vtr_xml_view_set_property;

  properties[PROP_IS_DIRTY] = g_param_spec_boolean ("is-dirty", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_EDITABLE] = g_param_spec_boolean (
      "editable", NULL, NULL, TRUE,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "xml.find", NULL, find);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "xml.find",
                                       NULL);

  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/vitrine/Vitrine/ui/widgets/vtr-xml-view.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrXmlView, view);
  gtk_widget_class_bind_template_child (widget_class, VtrXmlView, search_bar);
  gtk_widget_class_bind_template_child (widget_class, VtrXmlView, search_entry);
  gtk_widget_class_bind_template_child (widget_class, VtrXmlView, mistake_revealer);
  gtk_widget_class_bind_template_child (widget_class, VtrXmlView, mistake_label);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_next_match_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_previous_match_cb);
}

static void
vtr_xml_view_init (VtrXmlView *self)
{
  GtkSourceLanguageManager *languages = gtk_source_language_manager_get_default ();
  g_autoptr (GtkSourceBuffer) buffer = NULL;
  g_autoptr (GtkSourceSearchSettings) settings = gtk_source_search_settings_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  buffer = gtk_source_buffer_new_with_language (
      gtk_source_language_manager_get_language (languages, "xml"));
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (self->view), GTK_TEXT_BUFFER (buffer));
  gtk_source_search_settings_set_wrap_around (settings, TRUE);
  self->search = gtk_source_search_context_new (buffer, settings);
  self->original = g_strdup ("");
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);

  g_signal_connect_object (buffer, "changed", G_CALLBACK (on_buffer_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (update_scheme), self, G_CONNECT_SWAPPED);
  update_scheme (self);
}

GtkWidget *
vtr_xml_view_new (void)
{
  return g_object_new (VTR_TYPE_XML_VIEW, NULL);
}

/**
 * vtr_xml_view_get_text:
 * @self: a view
 *
 * Returns: (transfer full): what is in it now
 */
char *
vtr_xml_view_get_text (VtrXmlView *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (VTR_IS_XML_VIEW (self), NULL);

  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  return gtk_text_buffer_get_text (get_buffer (self), &start, &end, TRUE);
}

/**
 * vtr_xml_view_set_text:
 * @self: a view
 * @text: a text that nobody has changed yet
 */
void
vtr_xml_view_set_text (VtrXmlView *self,
                       const char *text)
{
  GtkTextIter start;

  g_return_if_fail (VTR_IS_XML_VIEW (self));

  g_set_str (&self->original, text);
  gtk_text_buffer_begin_irreversible_action (get_buffer (self));
  gtk_text_buffer_set_text (get_buffer (self), text, -1);
  gtk_text_buffer_end_irreversible_action (get_buffer (self));
  gtk_text_buffer_get_start_iter (get_buffer (self), &start);
  gtk_text_buffer_place_cursor (get_buffer (self), &start);
  on_buffer_changed_cb (self);
}

void
vtr_xml_view_revert (VtrXmlView *self)
{
  g_autofree char *text = NULL;

  g_return_if_fail (VTR_IS_XML_VIEW (self));

  text = g_strdup (self->original);
  vtr_xml_view_set_text (self, text);
}

gboolean
vtr_xml_view_is_dirty (VtrXmlView *self)
{
  g_return_val_if_fail (VTR_IS_XML_VIEW (self), FALSE);

  return self->is_dirty;
}

void
vtr_xml_view_set_editable (VtrXmlView *self,
                           gboolean    editable)
{
  g_return_if_fail (VTR_IS_XML_VIEW (self));

  if (gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view)) == editable)
    return;

  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), editable);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITABLE]);
}

void
vtr_xml_view_set_search_mode (VtrXmlView *self,
                              gboolean    searching)
{
  g_return_if_fail (VTR_IS_XML_VIEW (self));

  gtk_search_bar_set_search_mode (self->search_bar, searching);
  if (searching)
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/**
 * vtr_xml_view_show_mistake:
 * @self: a view
 * @message: what is wrong
 * @line: where, from 1; 0 where that is not known
 * @column: where in the line, from 1; 0 where that is not known
 *
 * Stays until the text is changed.
 */
void
vtr_xml_view_show_mistake (VtrXmlView *self,
                           const char *message,
                           guint       line,
                           guint       column)
{
  g_autofree char *text = line > 0 ? g_strdup_printf (_("Line %u: %s"), line, message)
                                   : g_strdup (message);
  GtkTextIter place;

  g_return_if_fail (VTR_IS_XML_VIEW (self));

  gtk_label_set_text (self->mistake_label, text);
  gtk_revealer_set_reveal_child (self->mistake_revealer, TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  if (line == 0)
    return;

  gtk_text_buffer_get_iter_at_line (get_buffer (self), &place, (int) line - 1);
  for (guint i = 1; i < column && !gtk_text_iter_ends_line (&place); i++)
    gtk_text_iter_forward_char (&place);
  gtk_text_buffer_place_cursor (get_buffer (self), &place);
  gtk_text_view_scroll_to_iter (GTK_TEXT_VIEW (self->view), &place, 0.2, FALSE, 0, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}
