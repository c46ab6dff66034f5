/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "fleet/vtr-fleet.h"
#include "pages/machine/vtr-hardware-page.h"
#include "pages/machine/vtr-machine-window.h"
#include "virt/vtr-virt-error.h"

#include "vtr-ui-test.h"

#include <glib/gstdio.h>

/* Takes pictures of the windows of machines of a test host, in light and dark, narrow and wide.
 * Usage: shots-machine FOLDER URI [NAME [MACHINE ENTRY [OPEN…]]]
 * ENTRY is a section or the key of a device, or "page:" and the name of another page, OPEN the titles of folds to open or buttons to click. */

#define HEIGHT 720

typedef struct
{
  const char        *name;
  const char        *machine;
  const char        *entry;
  const char *const *open;
} Shot;

typedef struct
{
  const char *name;
  int         width;
  gboolean    dark;
} Look;

#define OPEN(...) ((const char *const[]) { __VA_ARGS__, NULL })

static const Look looks[] = {
  { "light-1000", 1000, FALSE },
  { "dark-1000", 1000, TRUE },
  { "light-360", 360, FALSE },
};

static const Shot shots[] = {
  { "hardware-general", "web-frontend", "general", NULL },
  { "hardware-processor", "web-frontend", "processor", NULL },
  { "hardware-memory", "web-frontend", "memory", NULL },
  { "hardware-boot", "web-frontend", "boot", NULL },
  { "hardware-features", "web-frontend", "features", NULL },
  { "hardware-disk", "web-frontend", "disk:vda", NULL },
  { "hardware-drive", "web-frontend", "disk:sda", NULL },
  { "hardware-add", "web-frontend", "general", OPEN ("Add Hardware") },
  { "machine-overview", "web-frontend", "page:overview", NULL },
  { "machine-off", "archive", "page:overview", NULL },
  { "machine-names", "web-frontend", "page:overview", OPEN ("Change Name and Title") },
  { "machine-xml", "web-frontend", "page:xml", NULL },
  { "machine-history", "web-frontend", "page:xml", OPEN ("History") },
};

static VtrFleet *fleet;
static VtrHost *host;

static void
on_frame_cb (GdkFrameClock *clock,
             guint         *n_frames)
{
  (*n_frames)++;
}

/* Sizes and states settle over a few frames. */
static void
wait_for_frames (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  guint n_frames = 0;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (on_frame_cb), &n_frames);

  gdk_frame_clock_begin_updating (clock);
  vtr_wait_until (n_frames > 20);
  gdk_frame_clock_end_updating (clock);
  g_signal_handler_disconnect (clock, handler);
}

static void
save_picture (GtkWidget  *window,
              const char *path)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  int width = gtk_widget_get_width (window);
  int height = gtk_widget_get_height (window);

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

/* A fold is opened, a row activated, a button clicked, "list:" and a title drops down what is to be
 * chosen; "v" and a number scrolls. */
static void
open (GtkWidget  *window,
      const char *title)
{
  GtkWidget *found = vtr_ui_test_find (window, ADW_TYPE_EXPANDER_ROW, title);

  if (g_str_has_prefix (title, "list:"))
    {
      found = vtr_ui_test_find (window, ADW_TYPE_PREFERENCES_ROW, title + strlen ("list:"));
      g_assert_nonnull (found);
      if (ADW_IS_COMBO_ROW (found))
        gtk_widget_activate (found);
      else
        gtk_menu_button_popup (GTK_MENU_BUTTON (vtr_ui_test_find (found, GTK_TYPE_MENU_BUTTON, NULL)));
    }
  else if (found != NULL)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (found), TRUE);
  else if ((found = vtr_ui_test_find (window, ADW_TYPE_ACTION_ROW, title)) != NULL)
    gtk_widget_activate (found);
  else if (g_str_equal (title, "Add Hardware"))
    gtk_widget_activate_action (vtr_ui_test_find (window, VTR_TYPE_HARDWARE_PAGE, NULL),
                                "hardware.add", NULL);
  else
    vtr_ui_test_click (window, title);
  wait_for_frames (window);
}

static GtkWidget *
find_last (GtkWidget *root,
           GType      type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (root, type) && gtk_widget_get_mapped (root) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *inner = find_last (child, type);

      if (inner != NULL)
        found = inner;
    }
  return found;
}

static void
scroll (GtkWidget *window,
        double     value)
{
  GtkWidget *scrolled = find_last (window, GTK_TYPE_SCROLLED_WINDOW);

  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)), value);
  wait_for_frames (window);
}

static void
show_hardware (VtrMachineWindow *window,
               const char       *entry)
{
  GtkWidget *page;

  vtr_machine_window_show_page (window, "hardware");
  vtr_wait_until ((page = vtr_ui_test_find (GTK_WIDGET (window), VTR_TYPE_HARDWARE_PAGE, NULL))
                  != NULL);
  vtr_wait_until (vtr_ui_test_find (page, GTK_TYPE_LIST_BOX_ROW, NULL) != NULL);
  vtr_hardware_page_select (VTR_HARDWARE_PAGE (page), entry);
}

/* Once there is something on it: notes or a definition. */
static void
show_page (VtrMachineWindow *window,
           const char       *name)
{
  GtkWidget *view;

  vtr_machine_window_show_page (window, name);
  vtr_wait_until ((view = vtr_ui_test_find (GTK_WIDGET (window), GTK_TYPE_TEXT_VIEW, NULL)) != NULL
                  && gtk_text_buffer_get_char_count (
                         gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)))
                         > 0);
}

static void
take (const Shot *shot,
      const Look *look,
      const char *folder)
{
  g_autofree char *name = g_strdup_printf ("%s-%s.png", shot->name, look->name);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GSettings) settings = g_settings_new ("org.vitrine.Vitrine");
  VtrMachine *machine = vtr_host_find_machine (host, shot->machine);
  GtkWidget *window;
  GtkWidget *page;
  GtkWidget *popover;

  g_assert_nonnull (machine);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      look->dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                                 : ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_settings_set_int (settings, "machine-window-width", look->width);
  g_settings_set_int (settings, "machine-window-height", HEIGHT);
  window = vtr_machine_window_new (NULL, machine, settings);
  gtk_window_present (GTK_WINDOW (window));
  vtr_wait_until (gtk_widget_get_mapped (window));
  if (g_str_has_prefix (shot->entry, "page:"))
    show_page (VTR_MACHINE_WINDOW (window), shot->entry + strlen ("page:"));
  else
    show_hardware (VTR_MACHINE_WINDOW (window), shot->entry);
  wait_for_frames (window);
  for (guint i = 0; shot->open != NULL && shot->open[i] != NULL; i++)
    if (shot->open[i][0] == 'v' && g_ascii_isdigit (shot->open[i][1]))
      scroll (window, g_ascii_strtod (shot->open[i] + 1, NULL));
    else
      open (window, shot->open[i]);
  /* A list that drops down is a surface of its own. */
  popover = vtr_ui_test_find (window, GTK_TYPE_POPOVER, NULL);
  save_picture (popover != NULL ? popover : window, path);
  g_object_ref (window);
  gtk_window_destroy (GTK_WINDOW (window));
  vtr_ui_test_finalize (window);
}

static char **words;

static void
take_all (void)
{
  const char *wanted = words[2] != NULL ? words[3] : NULL;

  g_mkdir_with_parents (words[1], 0755);
  vtr_virt_init ();
  fleet = vtr_fleet_new (NULL);
  host = vtr_fleet_add_host (fleet, words[2], "Lab", FALSE, FALSE);
  vtr_host_connect (host);
  vtr_wait_until (vtr_host_get_state (host) == VTR_HOST_CONNECTED);
  for (guint l = 0; l < G_N_ELEMENTS (looks); l++)
    {
      if (wanted != NULL && words[4] != NULL)
        take (&(Shot) { wanted, words[4], words[5], (const char *const *) words + 6 }, &looks[l], words[1]);
      for (guint i = 0; i < G_N_ELEMENTS (shots) && (wanted == NULL || words[4] == NULL); i++)
        if (wanted == NULL || g_str_equal (wanted, shots[i].name))
          take (&shots[i], &looks[l], words[1]);
    }
}

int
main (int    argc,
      char **argv)
{
  if (argc < 3)
    g_error ("Say which folder and which host");

  words = argv;
  return vtr_ui_test_main (1, (char *[]) { argv[0], NULL }, take_all);
}
