/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "widgets/vtr-thumbnail.h"
#include "vtr-ui-test.h"

/* Two pixels by one: red and blue. */
static const char picture[] = "P6\n2 1\n255\n\xff\x00\x00\x00\x00\xff";

static guint n_wanted;

static void
count_wanted (void)
{
  n_wanted++;
}

static VtrThumbnail *
add_thumbnail (GtkWidget *box)
{
  GtkWidget *thumbnail = vtr_thumbnail_new ();

  gtk_widget_set_size_request (thumbnail, 80, 50);
  g_signal_connect (thumbnail, "wanted", G_CALLBACK (count_wanted), NULL);
  gtk_box_append (GTK_BOX (box), thumbnail);
  return VTR_THUMBNAIL (thumbnail);
}

/* Nothing is asked of what nobody sees, of what is off, and of many at the same time. */
static void
test_asks_little (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  VtrThumbnail *thumbnails[4];
  g_autoptr (GBytes) bytes = g_bytes_new_static (picture, sizeof picture - 1);
  GtkWidget *window;

  n_wanted = 0;
  for (guint i = 0; i < G_N_ELEMENTS (thumbnails); i++)
    {
      thumbnails[i] = add_thumbnail (box);
      vtr_thumbnail_set_active (thumbnails[i], i > 0);
    }
  g_assert_cmpuint (n_wanted, ==, 0);

  window = vtr_ui_test_window (box);
  vtr_wait_until (n_wanted == 2);
  vtr_thumbnail_take_bytes (thumbnails[1], bytes);
  vtr_wait_until (n_wanted == 3);
  g_assert_nonnull (vtr_thumbnail_get_paintable (thumbnails[1]));
  g_assert_cmpint (gdk_paintable_get_intrinsic_aspect_ratio (
                     vtr_thumbnail_get_paintable (thumbnails[1])),
                   ==, 2);
  g_assert_null (vtr_thumbnail_get_paintable (thumbnails[0]));

  /* What is off shows nothing old. */
  vtr_thumbnail_set_active (thumbnails[1], FALSE);
  g_assert_null (vtr_thumbnail_get_paintable (thumbnails[1]));

  gtk_test_accessible_assert_role (GTK_WIDGET (thumbnails[2]), GTK_ACCESSIBLE_ROLE_IMG);
  vtr_ui_test_close (window);
}

/* A host without pictures, and one that sends nonsense, leave a black one. */
static void
test_no_picture (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  VtrThumbnail *first = add_thumbnail (box);
  VtrThumbnail *second = add_thumbnail (box);
  VtrThumbnail *third = add_thumbnail (box);
  g_autoptr (GBytes) nonsense = g_bytes_new_static ("nonsense", 8);
  GtkWidget *window = vtr_ui_test_window (box);

  n_wanted = 0;
  vtr_thumbnail_set_active (first, TRUE);
  vtr_thumbnail_set_active (second, TRUE);
  vtr_wait_until (n_wanted == 2);
  vtr_thumbnail_take_bytes (first, NULL);
  vtr_thumbnail_set_active (third, TRUE);
  vtr_wait_until (n_wanted == 3);
  vtr_thumbnail_take_bytes (second, nonsense);
  vtr_thumbnail_take_bytes (third, NULL);
  g_assert_null (vtr_thumbnail_get_paintable (first));

  vtr_ui_test_close (window);
}

static void
add_tests (void)
{
  g_test_add_func ("/thumbnail/asks-little", test_asks_little);
  g_test_add_func ("/thumbnail/no-picture", test_no_picture);
}

int
main (int   argc,
      char *argv[])
{
  return vtr_ui_test_main (argc, argv, add_tests);
}
