/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-line-diff.h"

#include <string.h>

/* Beyond so many differences the middle is shown as replaced: nobody reads such a diff, and the
 * search costs the square of it. */
#define DISTANCE_MAX 1000

typedef struct
{
  char **old_lines;
  char **new_lines;
  int    n_old; /* both without the lines that they begin and end with alike */
  int    n_new;
} Middle;

static void
diff_line_free (gpointer data)
{
  VtrDiffLine *line = data;

  g_free (line->text);
  g_free (line);
}

static char **
split (const char *text,
       guint      *n_lines)
{
  char **lines = g_strsplit (text, "\n", -1);

  *n_lines = g_strv_length (lines);
  if (*n_lines > 0 && !*lines[*n_lines - 1])
    (*n_lines)--;
  return lines;
}

/* Eugene Myers' greedy search for the shortest edit: furthest[k] is how far on the diagonal k the
 * old text was read after so many edits. A copy is kept of each round to walk back by. */
static int
search (const Middle *middle,
        GPtrArray    *rounds)
{
  int limit = MIN (middle->n_old + middle->n_new, DISTANCE_MAX);
  g_autofree int *furthest = g_new0 (int, 2 * limit + 3);

  for (int distance = 0; distance <= limit; distance++)
    {
      g_ptr_array_add (rounds, g_memdup2 (furthest, sizeof (int) * (gsize) (2 * limit + 3)));
      for (int k = -distance; k <= distance; k += 2)
        {
          int *at = furthest + limit + 1 + k;
          gboolean down = k == -distance || (k != distance && at[-1] < at[1]);
          int x = down ? at[1] : at[-1] + 1;
          int y = x - k;

          while (x < middle->n_old && y < middle->n_new
                 && strcmp (middle->old_lines[x], middle->new_lines[y]) == 0)
            x++, y++;
          *at = x;
          if (x >= middle->n_old && y >= middle->n_new)
            return distance;
        }
    }
  return -1;
}

/* From the end back to the start, so the kinds come in reverse. */
static void
walk_back (const Middle *middle,
           GPtrArray    *rounds,
           int           distance,
           GString      *kinds)
{
  int limit = MIN (middle->n_old + middle->n_new, DISTANCE_MAX);
  int x = middle->n_old;
  int y = middle->n_new;

  for (; distance > 0; distance--)
    {
      const int *furthest = (const int *) rounds->pdata[distance] + limit + 1;
      int k = x - y;
      gboolean down = k == -distance || (k != distance && furthest[k - 1] < furthest[k + 1]);
      int before_x = furthest[down ? k + 1 : k - 1];
      int before_y = before_x - (down ? k + 1 : k - 1);

      while (x > before_x && y > before_y)
        {
          g_string_append_c (kinds, VTR_DIFF_SAME);
          x--, y--;
        }
      g_string_append_c (kinds, down ? VTR_DIFF_ADDED : VTR_DIFF_REMOVED);
      x = before_x;
      y = before_y;
    }
  for (; x > 0; x--)
    g_string_append_c (kinds, VTR_DIFF_SAME);
}

static GString *
compare (const Middle *middle)
{
  g_autoptr (GPtrArray) rounds = g_ptr_array_new_with_free_func (g_free);
  GString *kinds = g_string_new (NULL);
  int distance = search (middle, rounds);

  if (distance >= 0)
    {
      walk_back (middle, rounds, distance, kinds);
      return kinds;
    }
  for (int i = 0; i < middle->n_new; i++)
    g_string_append_c (kinds, VTR_DIFF_ADDED);
  for (int i = 0; i < middle->n_old; i++)
    g_string_append_c (kinds, VTR_DIFF_REMOVED);
  return kinds;
}

static void
add_line (GPtrArray   *lines,
          VtrDiffKind  kind,
          char       **old_lines,
          char       **new_lines,
          guint       *old_at,
          guint       *new_at)
{
  VtrDiffLine *line = g_new0 (VtrDiffLine, 1);

  line->kind = kind;
  line->text = g_strdup (kind == VTR_DIFF_ADDED ? new_lines[*new_at] : old_lines[*old_at]);
  if (kind != VTR_DIFF_ADDED)
    line->old_line = ++*old_at;
  if (kind != VTR_DIFF_REMOVED)
    line->new_line = ++*new_at;
  g_ptr_array_add (lines, line);
}

/**
 * vtr_line_diff:
 * @old_text: a text
 * @new_text: what became of it
 *
 * Returns: (transfer full) (element-type VtrDiffLine): every line of both, in order
 */
GPtrArray *
vtr_line_diff (const char *old_text,
               const char *new_text)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (diff_line_free);
  guint n_old, n_new, old_at = 0, new_at = 0, head = 0, tail = 0;
  g_auto (GStrv) old_lines = split (old_text, &n_old);
  g_auto (GStrv) new_lines = split (new_text, &n_new);
  g_autoptr (GString) kinds = NULL;
  Middle middle;

  while (head < MIN (n_old, n_new) && strcmp (old_lines[head], new_lines[head]) == 0)
    head++;
  while (tail < MIN (n_old, n_new) - head
         && strcmp (old_lines[n_old - tail - 1], new_lines[n_new - tail - 1]) == 0)
    tail++;

  middle = (Middle) { old_lines + head, new_lines + head, (int) (n_old - head - tail),
                      (int) (n_new - head - tail) };
  kinds = compare (&middle);
  for (guint i = 0; i < head; i++)
    add_line (lines, VTR_DIFF_SAME, old_lines, new_lines, &old_at, &new_at);
  for (gsize i = kinds->len; i > 0; i--)
    add_line (lines, (VtrDiffKind) kinds->str[i - 1], old_lines, new_lines, &old_at, &new_at);
  for (guint i = 0; i < tail; i++)
    add_line (lines, VTR_DIFF_SAME, old_lines, new_lines, &old_at, &new_at);
  return lines;
}

static gboolean
near_change (GPtrArray *lines,
             guint      i,
             guint      context)
{
  guint from = i > context ? i - context : 0;

  for (guint j = from; j < lines->len && j <= i + context; j++)
    {
      if (((VtrDiffLine *) lines->pdata[j])->kind != VTR_DIFF_SAME)
        return TRUE;
    }
  return FALSE;
}

static void
print_header (GPtrArray *lines,
              guint      from,
              guint      end,
              GString   *into)
{
  guint old_start = 0, new_start = 0, n_old = 0, n_new = 0;

  /* A side that has no line here is named by the line before. */
  for (guint i = 0; i < end; i++)
    {
      const VtrDiffLine *line = lines->pdata[i];

      if (i < from)
        {
          old_start += line->kind != VTR_DIFF_ADDED;
          new_start += line->kind != VTR_DIFF_REMOVED;
        }
      else
        {
          n_old += line->kind != VTR_DIFF_ADDED;
          n_new += line->kind != VTR_DIFF_REMOVED;
        }
    }
  g_string_append_printf (into, "@@ -%u,%u +%u,%u @@\n", old_start + (n_old > 0), n_old,
                          new_start + (n_new > 0), n_new);
}

/**
 * vtr_line_diff_print:
 * @lines: (element-type VtrDiffLine): a comparison
 * @context: how many equal lines to show around the others
 *
 * Returns: (transfer full): a unified diff without file names; empty when the texts are equal
 */
char *
vtr_line_diff_print (GPtrArray *lines,
                     guint      context)
{
  GString *text = g_string_new (NULL);
  guint i = 0;

  while (i < lines->len)
    {
      guint end = i;

      while (end < lines->len && near_change (lines, end, context))
        end++;
      if (end == i)
        {
          i++;
          continue;
        }
      print_header (lines, i, end, text);
      for (; i < end; i++)
        {
          const VtrDiffLine *line = lines->pdata[i];

          g_string_append_c (text, " -+"[line->kind]);
          g_string_append (text, line->text);
          g_string_append_c (text, '\n');
        }
    }
  return g_string_free_and_steal (text);
}

/**
 * vtr_line_diff_count:
 * @lines: (element-type VtrDiffLine): a comparison
 *
 * Returns: how many lines were touched, one that was changed being one
 */
guint
vtr_line_diff_count (GPtrArray *lines)
{
  guint count = 0;
  guint removed = 0;
  guint added = 0;

  for (guint i = 0; i <= lines->len; i++)
    {
      const VtrDiffLine *line = i < lines->len ? lines->pdata[i] : NULL;

      if (line && line->kind == VTR_DIFF_REMOVED)
        removed++;
      else if (line && line->kind == VTR_DIFF_ADDED)
        added++;
      else
        {
          count += MAX (removed, added);
          removed = added = 0;
        }
    }
  return count;
}
