/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-create-what.h"

#include "vtr-os-chooser.h"

#include <string.h>

#define N_POPULAR 8

struct _VtrCreateWhat
{
  AdwBin           parent_instance;

  /* owned */
  VtrMachineDraft *draft;
  VtrOsDatabase   *database;
  GListModel      *hosts; /* those that are connected */

  /* template children */
  GtkWidget       *host_group;
  AdwComboRow     *host_row;
  GtkEditable     *kernel_row;
  GtkEditable     *initrd_row;
  GtkEditable     *arguments_row;
  VtrOsChooser    *chooser;
  AdwPreferencesGroup *popular_group;
};

G_DEFINE_FINAL_TYPE (VtrCreateWhat, vtr_create_what, ADW_TYPE_BIN)

static void
on_host_row_selected_cb (VtrCreateWhat *self)
{
  VtrHost *host = adw_combo_row_get_selected_item (self->host_row);

  if (self->draft != NULL && host != NULL)
    vtr_machine_draft_set_host (self->draft, host);
}

static char *
read_row (GtkEditable *row)
{
  char *text = g_strstrip (g_strdup (gtk_editable_get_text (row)));

  if (text[0] == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static void
on_kernel_chosen_cb (VtrCreateWhat *self)
{
  g_autofree char *kernel = read_row (self->kernel_row);
  g_autofree char *initrd = read_row (self->initrd_row);
  g_autofree char *arguments = read_row (self->arguments_row);

  if (kernel == NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->kernel_row));
      return;
    }
  vtr_machine_draft_set_kernel (self->draft, kernel, initrd, arguments);
  gtk_widget_activate_action (GTK_WIDGET (self), "create.show-size", NULL);
}

static void
choose_os (VtrCreateWhat *self,
           VtrOs         *os)
{
  vtr_machine_draft_choose_os (self->draft, os);
  gtk_widget_activate_action (GTK_WIDGET (self), "create.show-source", "s", vtr_os_get_name (os));
}

static void
on_chooser_os_chosen_cb (VtrCreateWhat *self,
                         VtrOs         *os)
{
  choose_os (self, os);
}

static void
on_popular_row_activated_cb (VtrCreateWhat *self,
                             GtkWidget     *row)
{
  choose_os (self, g_object_get_data (G_OBJECT (row), "vtr-os"));
}

/* The newest of each of those that most people come for, in this order. A server is sought by name. */
static VtrOs *
find_newest (GListModel *systems,
             const char *distro,
             guint32     today)
{
  for (guint i = 0; i < g_list_model_get_n_items (systems); i++)
    {
      g_autoptr (VtrOs) os = g_list_model_get_item (systems, i);

      if (g_strcmp0 (vtr_os_get_distro (os), distro) == 0 && vtr_os_is_finished (os)
          && vtr_os_get_released (os) != 0 && vtr_os_get_released (os) <= today
          && !vtr_os_has_ended (os, today) && strstr (vtr_os_get_name (os), "Server") == NULL)
        return os;
    }
  return NULL;
}

static void
add_popular (VtrCreateWhat *self,
             VtrOs         *os)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), vtr_os_get_name (os));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  g_object_set_data_full (G_OBJECT (row), "vtr-os", g_object_ref (os), g_object_unref);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_popular_row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->popular_group, row);
}

static void
show_popular (VtrCreateWhat *self)
{
  static const char *const distros[] = { "fedora", "ubuntu", "debian", "win", "opensuse", "rhel",
                                         "almalinux", "rocky", "centos", "freebsd" };
  GListModel *systems = vtr_os_database_get_systems (self->database);
  GDate today;
  guint n_added = 0;

  if (!vtr_os_database_is_loaded (self->database))
    return;

  g_date_clear (&today, 1);
  g_date_set_time_t (&today, time (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (distros) && n_added < N_POPULAR; i++)
    {
      VtrOs *os = find_newest (systems, distros[i], g_date_get_julian (&today));

      if (os == NULL)
        continue;
      add_popular (self, os);
      n_added++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->popular_group), n_added > 0);
}

static void
vtr_create_what_dispose (GObject *object)
{
  VtrCreateWhat *self = VTR_CREATE_WHAT (object);

  if (self->chooser != NULL)
    adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_CREATE_WHAT);
  g_clear_object (&self->draft);
  g_clear_object (&self->database);
  g_clear_object (&self->hosts);

  G_OBJECT_CLASS (vtr_create_what_parent_class)->dispose (object);
}

static void
vtr_create_what_class_init (VtrCreateWhatClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_create_what_dispose;

  g_type_ensure (VTR_TYPE_OS_CHOOSER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/create/vtr-create-what.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrCreateWhat, host_group);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateWhat, host_row);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateWhat, kernel_row);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateWhat, initrd_row);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateWhat, arguments_row);
  gtk_widget_class_bind_template_callback (widget_class, on_kernel_chosen_cb);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateWhat, chooser);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateWhat, popular_group);
  gtk_widget_class_bind_template_callback (widget_class, on_chooser_os_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_host_row_selected_cb);
}

static void
vtr_create_what_init (VtrCreateWhat *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GListModel *
list_usable_hosts (VtrFleet *fleet)
{
  GListModel *hosts = vtr_fleet_get_hosts (fleet);
  GListStore *usable = g_list_store_new (VTR_TYPE_HOST);

  for (guint i = 0; i < g_list_model_get_n_items (hosts); i++)
    {
      g_autoptr (VtrHost) host = g_list_model_get_item (hosts, i);

      if (vtr_host_is_usable (host))
        g_list_store_append (usable, host);
    }
  return G_LIST_MODEL (usable);
}

static void
select_host (VtrCreateWhat *self,
             VtrHost       *wanted)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->hosts); i++)
    {
      g_autoptr (VtrHost) host = g_list_model_get_item (self->hosts, i);

      if (host == wanted)
        adw_combo_row_set_selected (self->host_row, i);
    }
}

/**
 * vtr_create_what_set_draft:
 * @self: a screen
 * @draft: what it fills
 * @database: what knows the systems
 * @fleet: the hosts to choose from
 */
void
vtr_create_what_set_draft (VtrCreateWhat   *self,
                           VtrMachineDraft *draft,
                           VtrOsDatabase   *database,
                           VtrFleet        *fleet)
{
  g_autoptr (GtkExpression) title
      = gtk_property_expression_new (VTR_TYPE_HOST, NULL, "title");

  self->hosts = list_usable_hosts (fleet);
  adw_combo_row_set_expression (self->host_row, title);
  adw_combo_row_set_model (self->host_row, self->hosts);
  select_host (self, vtr_machine_draft_get_host (draft));
  gtk_widget_set_visible (self->host_group, g_list_model_get_n_items (self->hosts) > 1);
  self->draft = g_object_ref (draft);
  self->database = g_object_ref (database);
  vtr_os_chooser_set_database (self->chooser, database);
  g_signal_connect_object (database, "notify::loaded", G_CALLBACK (show_popular), self,
                           G_CONNECT_SWAPPED);
  show_popular (self);
}

/**
 * vtr_create_what_get_first_widget:
 * @self: a screen
 *
 * Returns: (transfer none): where one begins
 */
GtkWidget *
vtr_create_what_get_first_widget (VtrCreateWhat *self)
{
  return vtr_os_chooser_get_entry (self->chooser);
}
