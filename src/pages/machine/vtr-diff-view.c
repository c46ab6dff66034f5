/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-diff-view.h"

#include <glib/gi18n-lib.h>

#include "xml/vtr-line-diff.h"

#define CONTEXT 4
#define MARGIN 12

struct _VtrDiffView
{
  GtkTextView parent_instance;
};

G_DEFINE_FINAL_TYPE (VtrDiffView, vtr_diff_view, GTK_TYPE_TEXT_VIEW)

static void
vtr_diff_view_class_init (VtrDiffViewClass *klass)
{
}

static void
vtr_diff_view_init (VtrDiffView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);

  gtk_text_buffer_create_tag (buffer, "removed", "paragraph-background", "#e01b2433", NULL);
  gtk_text_buffer_create_tag (buffer, "added", "paragraph-background", "#2ec27e33", NULL);
  gtk_text_view_set_editable (view, FALSE);
  gtk_text_view_set_monospace (view, TRUE);
  gtk_text_view_set_cursor_visible (view, FALSE);
  gtk_text_view_set_left_margin (view, MARGIN);
  gtk_text_view_set_right_margin (view, MARGIN);
  gtk_text_view_set_top_margin (view, MARGIN / 2);
  gtk_text_view_set_bottom_margin (view, MARGIN / 2);
  /* A definition is written from left to right wherever it is read. */
  gtk_widget_set_direction (GTK_WIDGET (self), GTK_TEXT_DIR_LTR);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Comparison"), -1);
}

GtkWidget *
vtr_diff_view_new (void)
{
  return g_object_new (VTR_TYPE_DIFF_VIEW, NULL);
}

static void
append (GtkTextBuffer *buffer,
        const char    *sign,
        const char    *text,
        const char    *tag)
{
  g_autofree char *line = g_strconcat (sign, text, "\n", NULL);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert_with_tags_by_name (buffer, &end, line, -1, tag, NULL);
}

/* How far the nearest change is. */
static guint
distance_to_change (GPtrArray *lines,
                    guint      index)
{
  for (guint distance = 0; distance <= CONTEXT; distance++)
    {
      const VtrDiffLine *before = index >= distance ? lines->pdata[index - distance] : NULL;
      const VtrDiffLine *after
          = index + distance < lines->len ? lines->pdata[index + distance] : NULL;

      if ((before != NULL && before->kind != VTR_DIFF_SAME)
          || (after != NULL && after->kind != VTR_DIFF_SAME))
        return distance;
    }
  return CONTEXT + 1;
}

/**
 * vtr_diff_view_compare:
 * @self: a view
 * @before: the older text
 * @after: the newer one
 */
void
vtr_diff_view_compare (VtrDiffView *self,
                       const char  *before,
                       const char  *after)
{
  static const char *const signs[] = { "  ", "- ", "+ " };
  static const char *const tags[] = { NULL, "removed", "added" };
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  g_autoptr (GPtrArray) lines = vtr_line_diff (before, after);
  gboolean left_out = FALSE;

  g_return_if_fail (VTR_IS_DIFF_VIEW (self));

  if (vtr_line_diff_count (lines) == 0)
    {
      vtr_diff_view_show (self, _("There is no difference."));
      return;
    }

  gtk_text_buffer_set_text (buffer, "", 0);
  for (guint i = 0; i < lines->len; i++)
    {
      const VtrDiffLine *line = lines->pdata[i];

      if (distance_to_change (lines, i) > CONTEXT)
        {
          left_out = TRUE;
          continue;
        }
      if (left_out)
        append (buffer, "  ", "⋯", NULL);
      left_out = FALSE;
      append (buffer, signs[line->kind], line->text, tags[line->kind]);
    }
}

/**
 * vtr_diff_view_show:
 * @self: a view
 * @text: what to show in place of a comparison
 */
void
vtr_diff_view_show (VtrDiffView *self,
                    const char  *text)
{
  g_return_if_fail (VTR_IS_DIFF_VIEW (self));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), text, -1);
}
