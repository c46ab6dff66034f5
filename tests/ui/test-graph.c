/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "vtr-ui-test.h"
#include "widgets/vtr-graph.h"

#include <math.h>

#define SECOND ((gint64) G_USEC_PER_SEC)
#define WIDTH 100
#define HEIGHT 40

typedef struct
{
  GtkWidget  *window;
  VtrGraph   *graph;
  VtrHistory *history;
  guint32    *pixels;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *graph = vtr_graph_new ();

  fixture->history = vtr_history_new ();
  fixture->pixels = g_new0 (guint32, WIDTH * HEIGHT);
  fixture->graph = g_object_ref (VTR_GRAPH (graph));
  gtk_widget_set_size_request (graph, WIDTH, HEIGHT);
  gtk_widget_set_halign (graph, GTK_ALIGN_START);
  gtk_widget_set_valign (graph, GTK_ALIGN_START);
  vtr_graph_set_compact (fixture->graph, TRUE);
  vtr_graph_set_span (fixture->graph, 100);
  fixture->window = vtr_ui_test_window (graph);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  vtr_ui_test_close (fixture->window);
  g_assert_finalize_object (fixture->graph);
  vtr_history_free (fixture->history);
  g_free (fixture->pixels);
}

/* What is seen, as pixels of premultiplied ARGB. */
static void
look (Fixture *fixture)
{
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (fixture->window));

  vtr_graph_set_history (fixture->graph, fixture->history);
  vtr_graph_changed (fixture->graph);
  vtr_wait_until (gtk_widget_get_width (GTK_WIDGET (fixture->graph)) == WIDTH);
  memset (fixture->pixels, 0, WIDTH * HEIGHT * sizeof (guint32));
  GTK_WIDGET_GET_CLASS (fixture->graph)->snapshot (GTK_WIDGET (fixture->graph), snapshot);
  node = gtk_snapshot_to_node (snapshot);
  if (node == NULL)
    return;

  texture = gsk_renderer_render_texture (renderer, node,
                                         &GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT));
  gdk_texture_download (texture, (guchar *) fixture->pixels, WIDTH * sizeof (guint32));
}

/* The row of the line in a column: where it is darkest. */
static int
line_at (Fixture *fixture,
         int      x)
{
  int best = -1;
  guint32 most = 0x80;

  for (int y = 0; y < HEIGHT; y++)
    {
      guint32 alpha = fixture->pixels[y * WIDTH + x] >> 24;

      if (alpha > most)
        {
          most = alpha;
          best = y;
        }
    }
  return best;
}

static gboolean
is_empty (Fixture *fixture,
          int      x)
{
  for (int y = 0; y < HEIGHT; y++)
    if (fixture->pixels[y * WIDTH + x] >> 24 != 0)
      return FALSE;
  return TRUE;
}

static void
test_draws_nothing_of_nothing (Fixture       *fixture,
                               gconstpointer  data)
{
  look (fixture);
  for (int x = 0; x < WIDTH; x++)
    g_assert_true (is_empty (fixture, x));

  vtr_history_push (fixture->history, SECOND, NAN);
  look (fixture);
  for (int x = 0; x < WIDTH; x++)
    g_assert_true (is_empty (fixture, x));
}

static void
test_full_and_zero_are_at_the_edges (Fixture       *fixture,
                                     gconstpointer  data)
{
  for (int i = 0; i < 200; i++)
    vtr_history_push (fixture->history, i * SECOND, i < 150 ? 1 : 0);
  look (fixture);

  g_assert_cmpint (line_at (fixture, 5), <=, 1);
  g_assert_cmpint (line_at (fixture, 30), <=, 1);
  g_assert_cmpint (line_at (fixture, 80), >=, HEIGHT - 2);
  g_assert_cmpint (line_at (fixture, WIDTH - 1), >=, HEIGHT - 2);
}

static void
test_maximum_scales_and_clamps (Fixture       *fixture,
                                gconstpointer  data)
{
  for (int i = 0; i < 200; i++)
    vtr_history_push (fixture->history, i * SECOND, 500);
  vtr_graph_set_maximum (fixture->graph, 1000);
  look (fixture);
  g_assert_cmpint (ABS (line_at (fixture, 50) - HEIGHT / 2), <=, 1);

  vtr_graph_set_maximum (fixture->graph, 100);
  look (fixture);
  g_assert_cmpint (line_at (fixture, 50), <=, 1);
}

static void
test_holes_break_the_line (Fixture       *fixture,
                           gconstpointer  data)
{
  for (int i = 0; i < 100; i++)
    vtr_history_push (fixture->history, i * SECOND, i >= 40 && i < 60 ? NAN : 0.5f);
  look (fixture);

  g_assert_cmpint (line_at (fixture, 30), >, 0);
  g_assert_true (is_empty (fixture, 50));
  g_assert_cmpint (line_at (fixture, 70), >, 0);
}

static void
test_one_value_is_seen (Fixture       *fixture,
                        gconstpointer  data)
{
  vtr_history_push (fixture->history, SECOND, NAN);
  vtr_history_push (fixture->history, 2 * SECOND, 0.5f);
  look (fixture);
  g_assert_cmpint (line_at (fixture, WIDTH - 1), >, 0);
  g_assert_true (is_empty (fixture, 50));
}

static void
test_newest_is_at_the_end_side (Fixture       *fixture,
                                gconstpointer  data)
{
  for (int i = 0; i < 30; i++)
    vtr_history_push (fixture->history, i * SECOND, 1);
  look (fixture);
  g_assert_false (is_empty (fixture, WIDTH - 10));
  g_assert_true (is_empty (fixture, 10));

  gtk_widget_set_direction (GTK_WIDGET (fixture->graph), GTK_TEXT_DIR_RTL);
  look (fixture);
  g_assert_true (is_empty (fixture, WIDTH - 10));
  g_assert_false (is_empty (fixture, 10));
}

static void
test_spikes_survive_an_hour (Fixture       *fixture,
                             gconstpointer  data)
{
  int peak = HEIGHT;

  vtr_graph_set_span (fixture->graph, 3600);
  for (int i = 0; i < 3600; i++)
    vtr_history_push (fixture->history, i * SECOND, i == 1800 ? 1 : 0);
  look (fixture);
  for (int x = 45; x < 55; x++)
    if (line_at (fixture, x) >= 0)
      peak = MIN (peak, line_at (fixture, x));
  g_assert_cmpint (peak, <=, HEIGHT / 4);
}

static void
test_is_said (Fixture       *fixture,
              gconstpointer  data)
{
  GtkAccessible *graph = GTK_ACCESSIBLE (fixture->graph);

  gtk_test_accessible_assert_role (graph, GTK_ACCESSIBLE_ROLE_METER);
  vtr_history_push (fixture->history, SECOND, 0.5f);
  vtr_graph_set_history (fixture->graph, fixture->history);
  vtr_graph_set_value_text (fixture->graph, "half");
  gtk_test_accessible_assert_property (graph, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, 0.5);
  gtk_test_accessible_assert_property (graph, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 1.0);
  gtk_test_accessible_assert_property (graph, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "half");

  vtr_graph_set_history (fixture->graph, NULL);
  g_assert_false (gtk_test_accessible_has_property (graph, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW));
}

static void
test_properties (Fixture       *fixture,
                 gconstpointer  data)
{
  guint span;
  double maximum;
  VtrGraphColor color;
  gboolean compact;
  g_autofree char *text = NULL;

  g_object_set (fixture->graph, "span", 7, "maximum", 3.0, "color", VTR_GRAPH_GREEN,
                "compact", FALSE, "value-text", "x", NULL);
  g_object_get (fixture->graph, "span", &span, "maximum", &maximum, "color", &color,
                "compact", &compact, "value-text", &text, NULL);
  g_assert_cmpuint (span, ==, 7);
  g_assert_cmpfloat (maximum, ==, 3);
  g_assert_cmpint (color, ==, VTR_GRAPH_GREEN);
  g_assert_false (compact);
  g_assert_cmpstr (text, ==, "x");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (fixture->graph), "graph-green"));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (fixture->graph), "graph-accent"));
}

/* 1000 sparklines of a minute at one sample in two seconds, as a table shows them. */
static void
test_cost (Fixture       *fixture,
           gconstpointer  data)
{
  gint64 start;
  double cost;

  if (!g_test_perf ())
    {
      g_test_skip ("A measurement: run with -m perf");
      return;
    }

  for (int i = 0; i < 3600; i++)
    vtr_history_push (fixture->history, i * SECOND, (float) (i % 17) / 17);
  vtr_graph_set_span (fixture->graph, 60);
  start = g_get_monotonic_time ();
  for (int i = 0; i < 1000; i++)
    look (fixture);
  cost = (g_get_monotonic_time () - start) / 1000.0;
  g_test_minimized_result (cost, "%.1f microseconds a graph", cost);
}

#define ADD(name, func) g_test_add ("/graph/" name, Fixture, NULL, set_up, func, tear_down)

static void
add_tests (void)
{
  ADD ("nothing", test_draws_nothing_of_nothing);
  ADD ("edges", test_full_and_zero_are_at_the_edges);
  ADD ("maximum", test_maximum_scales_and_clamps);
  ADD ("holes", test_holes_break_the_line);
  ADD ("one-value", test_one_value_is_seen);
  ADD ("direction", test_newest_is_at_the_end_side);
  ADD ("spikes", test_spikes_survive_an_hour);
  ADD ("accessible", test_is_said);
  ADD ("properties", test_properties);
  ADD ("cost", test_cost);
}

int
main (int    argc,
      char **argv)
{
  return vtr_ui_test_main (argc, argv, add_tests);
}
