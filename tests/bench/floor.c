/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

/* The least that a list of machines costs with GTK 4 and libvirt: a window at once, one bulk call
 * for each host in a thread, three columns of text, and a bulk call every three seconds. Not a
 * program for people: what Vitrine uses beyond this is what Vitrine does. */

#include <adwaita.h>
#include <libvirt/libvirt.h>

#define REFRESH_SECONDS 3

typedef struct
{
  const char     *uri;
  GtkStringList  *names;
  GtkWindow      *window;
  char          **found;
} Host;

static GStrv uris;

static void
tell_ready (guint count)
{
  const char *path = g_getenv ("VITRINE_READY_FILE");
  g_autofree char *line = g_strdup_printf ("%u\n", count);

  if (path != NULL)
    g_file_set_contents (path, line, -1, NULL);
}

static gboolean
on_listed (gpointer user_data)
{
  Host *host = user_data;
  GListModel *model = G_LIST_MODEL (host->names);
  g_autofree char *title = NULL;

  gtk_string_list_splice (host->names, g_list_model_get_n_items (model), 0,
                          (const char *const *) host->found);
  title = g_strdup_printf ("%u machines", g_list_model_get_n_items (model));
  gtk_window_set_title (host->window, title);
  tell_ready (g_list_model_get_n_items (model));
  return G_SOURCE_REMOVE;
}

static void
refresh_for_ever (virConnectPtr connection)
{
  for (;;)
    {
      virDomainStatsRecordPtr *records = NULL;

      g_usleep (REFRESH_SECONDS * G_USEC_PER_SEC);
      if (virConnectGetAllDomainStats (connection,
                                       VIR_DOMAIN_STATS_STATE | VIR_DOMAIN_STATS_CPU_TOTAL,
                                       &records,
                                       VIR_CONNECT_GET_ALL_DOMAINS_STATS_ACTIVE
                                       | VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT) >= 0)
        virDomainStatsRecordListFree (records);
    }
}

static gpointer
list_in_thread (gpointer data)
{
  Host *host = data;
  virConnectPtr connection = virConnectOpen (host->uri);
  virDomainPtr *machines = NULL;
  int count = connection != NULL ? virConnectListAllDomains (connection, &machines, 0) : -1;

  if (count < 0)
    return NULL;

  host->found = g_new0 (char *, (gsize) count + 1);
  for (int i = 0; i < count; i++)
    {
      host->found[i] = g_strdup (virDomainGetName (machines[i]));
      virDomainFree (machines[i]);
    }
  free (machines);
  g_idle_add (on_listed, host);
  refresh_for_ever (connection);
  return NULL;
}

static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          gpointer                  user_data)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
on_bind (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         gpointer                  user_data)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GtkWidget *
new_table (GtkStringList *names)
{
  GtkNoSelection *selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (names)));
  GtkWidget *view = gtk_column_view_new (GTK_SELECTION_MODEL (selection));
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  for (guint i = 0; i < 3; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = NULL;

      g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
      column = gtk_column_view_column_new ("Name", factory);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  return scrolled;
}

static void
on_activate (GtkApplication *application,
             gpointer        user_data)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *content = adw_toolbar_view_new ();
  GtkStringList *names = gtk_string_list_new (NULL);

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (content), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (content), new_table (names));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), content);
  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 720);
  gtk_window_present (GTK_WINDOW (window));

  for (guint i = 0; uris[i] != NULL; i++)
    {
      Host *host = g_new0 (Host, 1);

      host->uri = uris[i];
      host->names = names;
      host->window = GTK_WINDOW (window);
      g_thread_unref (g_thread_new ("host", list_in_thread, host));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (AdwApplication) application = NULL;
  const GOptionEntry entries[] = {
    { "connect", 0, 0, G_OPTION_ARG_STRING_ARRAY, &uris, "A host", "URI" },
    { NULL }
  };

  uris = g_new0 (char *, 1);
  application = adw_application_new ("org.vitrine.Floor", G_APPLICATION_NON_UNIQUE);
  g_application_add_main_option_entries (G_APPLICATION (application), entries);
  g_signal_connect (application, "activate", G_CALLBACK (on_activate), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
