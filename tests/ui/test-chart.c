/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "vtr-ui-test.h"

#include <math.h>

#include "base/vtr-time.h"
#include "widgets/vtr-chart.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define SPAN 100
#define WIDTH 200

typedef struct
{
  GtkWidget  *window;
  GtkWidget  *chart;
  VtrHistory *read;
  VtrHistory *written;
  gint64      end;
  guint       n_readings;
} Fixture;

static char *said;

/* In GTK's place, whose stand-in for assistive technology cannot listen. */
void
gtk_accessible_announce (GtkAccessible                    *self,
                         const char                       *message,
                         GtkAccessibleAnnouncementPriority priority)
{
  g_set_str (&said, message);
}

static char *
format (double value)
{
  return g_strdup_printf ("%.0f", value);
}

static void
on_reading_changed_cb (Fixture *fixture)
{
  fixture->n_readings++;
}

/* A minute of samples, one each ten seconds: 0, 1, 2, 3, 4, 5, 6 thousand bytes a second. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  VtrChart *chart = VTR_CHART (vtr_chart_new ());

  fixture->end = vtr_time_now ();
  fixture->read = vtr_history_new ();
  fixture->written = vtr_history_new ();
  for (int i = 0; i <= 6; i++)
    {
      vtr_history_push (fixture->read, fixture->end - (6 - i) * 10 * SECOND, (float) i * 1000);
      vtr_history_push (fixture->written, fixture->end - (6 - i) * 10 * SECOND, 500);
    }

  fixture->chart = g_object_ref (GTK_WIDGET (chart));
  vtr_chart_set_title (chart, "Disk vda");
  vtr_chart_set_format (chart, format);
  vtr_chart_set_span (chart, SPAN);
  vtr_chart_add_line (chart, "read", VTR_GRAPH_BLUE);
  vtr_chart_add_line (chart, "written", VTR_GRAPH_ORANGE);
  vtr_chart_set_history (chart, 0, fixture->read);
  vtr_chart_set_history (chart, 1, fixture->written);
  vtr_chart_changed (chart, fixture->end);
  g_signal_connect_swapped (chart, "reading-changed", G_CALLBACK (on_reading_changed_cb), fixture);
  gtk_widget_set_size_request (fixture->chart, WIDTH, 80);
  gtk_widget_set_halign (fixture->chart, GTK_ALIGN_START);
  fixture->window = vtr_ui_test_window (fixture->chart);
  vtr_wait_until (gtk_widget_get_width (fixture->chart) == WIDTH);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  vtr_ui_test_close (fixture->window);
  g_assert_finalize_object (fixture->chart);
  vtr_history_free (fixture->read);
  vtr_history_free (fixture->written);
  g_clear_pointer (&said, g_free);
}

static VtrChart *
get_chart (Fixture *fixture)
{
  return VTR_CHART (fixture->chart);
}

/* What a key does, by the shortcuts of the class: keys cannot be pressed from inside. */
static gboolean
press (Fixture *fixture,
       guint    key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (fixture->chart);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger)
              && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key)
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0,
                                                 fixture->chart,
                                                 gtk_shortcut_get_arguments (shortcut));
        }
    }
  g_assert_not_reached ();
}

static void
test_says_the_newest (Fixture       *fixture,
                      gconstpointer  data)
{
  gtk_test_accessible_assert_role (fixture->chart, GTK_ACCESSIBLE_ROLE_METER);
  gtk_test_accessible_assert_property (fixture->chart, GTK_ACCESSIBLE_PROPERTY_LABEL, "Disk vda");
  gtk_test_accessible_assert_property (fixture->chart, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, 6000.0);
  gtk_test_accessible_assert_property (fixture->chart, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                       "read 6000, written 500");
  g_assert_cmpint (vtr_chart_get_reading (get_chart (fixture)), ==, 0);
}

static void
test_keys_read_the_past (Fixture       *fixture,
                         gconstpointer  data)
{
  VtrChart *chart = get_chart (fixture);
  g_autofree char *clock = NULL;
  g_autofree char *sentence = NULL;

  g_assert_true (press (fixture, GDK_KEY_Left));
  g_assert_cmpfloat (vtr_chart_get_value (chart, 0), ==, 6000);
  g_assert_true (press (fixture, GDK_KEY_Left));
  g_assert_cmpfloat (vtr_chart_get_value (chart, 0), ==, 5000);
  clock = vtr_chart_format_reading (chart);
  sentence = g_strdup_printf ("%s: read 5000, written 500", clock);
  gtk_test_accessible_assert_property (fixture->chart, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                       sentence);
  g_assert_cmpstr (said, ==, sentence);

  g_assert_true (press (fixture, GDK_KEY_Home));
  g_assert_cmpfloat (vtr_chart_get_value (chart, 0), ==, 0);
  g_assert_true (press (fixture, GDK_KEY_Left));
  g_assert_cmpfloat (vtr_chart_get_value (chart, 0), ==, 0);
  g_assert_true (press (fixture, GDK_KEY_Right));
  g_assert_cmpfloat (vtr_chart_get_value (chart, 0), ==, 1000);
  g_assert_true (press (fixture, GDK_KEY_End));
  g_assert_cmpfloat (vtr_chart_get_value (chart, 0), ==, 6000);

  g_assert_true (press (fixture, GDK_KEY_Escape));
  g_assert_cmpint (vtr_chart_get_reading (chart), ==, 0);
  g_assert_false (press (fixture, GDK_KEY_Escape));
}

/* What is read stays what it was while the lines go on. */
static void
test_reading_stays (Fixture       *fixture,
                    gconstpointer  data)
{
  VtrChart *chart = get_chart (fixture);
  gint64 reading;

  press (fixture, GDK_KEY_Left);
  press (fixture, GDK_KEY_Left);
  reading = vtr_chart_get_reading (chart);
  vtr_history_push (fixture->read, fixture->end + 10 * SECOND, 9000);
  vtr_chart_changed (chart, fixture->end + 10 * SECOND);
  g_assert_cmpint (vtr_chart_get_reading (chart), ==, reading);
  g_assert_cmpfloat (vtr_chart_get_value (chart, 0), ==, 5000);

  vtr_chart_changed (chart, fixture->end + (SPAN + 10) * SECOND);
  g_assert_cmpint (vtr_chart_get_reading (chart), ==, 0);
}

static void
test_mirrored (Fixture       *fixture,
               gconstpointer  data)
{
  gtk_widget_set_direction (fixture->chart, GTK_TEXT_DIR_RTL);
  press (fixture, GDK_KEY_Left);
  press (fixture, GDK_KEY_Right);
  g_assert_cmpfloat (vtr_chart_get_value (get_chart (fixture), 0), ==, 5000);
}

/* Over a hole the keys go to the other side of it, and nothing is read inside. */
static void
test_holes (Fixture       *fixture,
            gconstpointer  data)
{
  VtrChart *chart = get_chart (fixture);

  vtr_history_push (fixture->read, fixture->end, NAN);
  vtr_history_push (fixture->read, fixture->end + 20 * SECOND, 7000);
  vtr_chart_changed (chart, fixture->end + 20 * SECOND);
  press (fixture, GDK_KEY_Left);
  g_assert_cmpfloat (vtr_chart_get_value (chart, 0), ==, 7000);
  g_assert_true (isnan (vtr_chart_get_value (chart, 1)));
  press (fixture, GDK_KEY_Left);
  g_assert_cmpfloat (vtr_chart_get_value (chart, 0), ==, 6000);
  press (fixture, GDK_KEY_Left);
  g_assert_cmpfloat (vtr_chart_get_value (chart, 0), ==, 5000);
}

static void
test_scale (Fixture       *fixture,
            gconstpointer  data)
{
  VtrChart *chart = get_chart (fixture);

  g_assert_cmpfloat (vtr_chart_get_maximum (chart), ==, 10000);
  vtr_chart_set_maximum (chart, 0, 20000);
  g_assert_cmpfloat (vtr_chart_get_maximum (chart), ==, 20000);
  vtr_chart_set_maximum (chart, 7000, 0);
  g_assert_cmpfloat (vtr_chart_get_maximum (chart), ==, 7000);
  vtr_chart_set_history (chart, 0, NULL);
  vtr_chart_set_maximum (chart, 0, 0);
  g_assert_cmpfloat (vtr_chart_get_maximum (chart), ==, 500);
}

/* Nothing was measured yet: nothing can be read, and nothing fails. */
static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  VtrChart *chart = get_chart (fixture);

  vtr_chart_set_history (chart, 0, NULL);
  vtr_chart_set_history (chart, 1, NULL);
  vtr_chart_changed (chart, 0);
  g_assert_false (press (fixture, GDK_KEY_Left));
  gtk_test_accessible_assert_property (fixture->chart, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                       "read not known, written not known");
  g_assert_cmpuint (fixture->n_readings, ==, 0);
}

#define ADD(name, func) g_test_add ("/chart/" name, Fixture, NULL, set_up, func, tear_down)

static void
add_tests (void)
{
  ADD ("says-the-newest", test_says_the_newest);
  ADD ("keys", test_keys_read_the_past);
  ADD ("reading-stays", test_reading_stays);
  ADD ("mirrored", test_mirrored);
  ADD ("holes", test_holes);
  ADD ("scale", test_scale);
  ADD ("nothing", test_nothing);
}

int
main (int    argc,
      char **argv)
{
  return vtr_ui_test_main (argc, argv, add_tests);
}
