/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "base/vtr-job.h"
#include "base/vtr-keyed-list.h"

static const char *
title_of (gpointer item)
{
  return vtr_job_get_title (item);
}

typedef struct
{
  guint position, removed, added, times;
} Change;

static void
on_items_changed (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Change     *change)
{
  *change = (Change) { position, removed, added, change->times + 1 };
}

static char *
spell (VtrKeyedList *list)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (VtrJob) job = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_string_append (text, vtr_job_get_title (job));
    }

  return g_string_free (text, FALSE);
}

static void
assert_spells (VtrKeyedList *list,
               const char   *expected)
{
  g_autofree char *text = spell (list);

  g_assert_cmpstr (text, ==, expected);
}

static VtrKeyedList *
list_of (const char *letters)
{
  VtrKeyedList *list = vtr_keyed_list_new (VTR_TYPE_JOB, title_of);
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);

  for (const char *letter = letters; *letter != '\0'; letter++)
    {
      const char title[] = { *letter, '\0' };

      g_ptr_array_add (jobs, vtr_job_new (title));
    }
  vtr_keyed_list_add_all (list, jobs);
  return list;
}

static void
test_one_row_one_signal (void)
{
  VtrKeyedList *list = list_of ("abcd");
  g_autoptr (VtrJob) e = vtr_job_new ("e");
  g_autoptr (VtrJob) twin = vtr_job_new ("e");
  Change change = { 0 };

  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), &change);

  g_assert_true (vtr_keyed_list_remove (list, "b"));
  g_assert_cmpuint (change.position, ==, 1);
  g_assert_cmpuint (change.removed, ==, 1);
  g_assert_cmpuint (change.added, ==, 0);
  assert_spells (list, "acd");
  g_assert_false (vtr_keyed_list_remove (list, "b"));

  g_assert_true (vtr_keyed_list_add (list, e));
  g_assert_false (vtr_keyed_list_add (list, twin));
  g_assert_cmpuint (change.times, ==, 2);
  g_assert_true (vtr_keyed_list_lookup (list, "e") == e);
  g_assert_null (vtr_keyed_list_lookup (list, "b"));

  vtr_keyed_list_clear (list);
  g_assert_cmpuint (change.removed, ==, 4);
  g_assert_null (vtr_keyed_list_lookup (list, "e"));
  g_assert_finalize_object (list);
}

static void
test_move (void)
{
  VtrKeyedList *list = list_of ("abcde");
  Change change = { 0 };

  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), &change);

  vtr_keyed_list_move (list, "b", 3);
  assert_spells (list, "acdbe");
  g_assert_cmpuint (change.position, ==, 1);
  g_assert_cmpuint (change.removed, ==, 3);
  vtr_keyed_list_move (list, "b", 1);
  assert_spells (list, "abcde");
  vtr_keyed_list_move (list, "a", 99);
  assert_spells (list, "bcdea");
  vtr_keyed_list_move (list, "a", 4);
  g_assert_cmpuint (change.times, ==, 3);
  g_assert_finalize_object (list);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/keyed-list/one-row-one-signal", test_one_row_one_signal);
  g_test_add_func ("/keyed-list/move", test_move);

  return g_test_run ();
}
