/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-os-chooser.h"

#include <glib/gi18n-lib.h>

struct _VtrOsChooser
{
  AdwBin              parent_instance;

  /* owned */
  VtrOsDatabase      *database;
  GtkFilterListModel *found;
  GtkCustomFilter    *filter;
  char              **words; /* that are searched for */

  /* template children */
  GtkEditable        *entry;
  GtkStack           *stack;
  AdwBin             *start_bin;
  GtkListView        *list;
  GtkWidget          *ended_clamp;
  GtkCheckButton     *ended_button;

  /* state */
  guint32             today;
  gboolean            is_waiting;
};

enum
{
  PROP_0,
  PROP_START,
  PROP_IS_WAITING,
  N_PROPS
};

enum
{
  SIGNAL_OS_CHOSEN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtrOsChooser, vtr_os_chooser, ADW_TYPE_BIN)

static guint32
get_today (void)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_time_t (&date, time (NULL));
  return g_date_get_julian (&date);
}

static char *
describe_end (VtrOs   *os,
              guint32  today)
{
  GDate date;
  char month[64];

  g_date_clear (&date, 1);
  g_date_set_julian (&date, vtr_os_get_ends (os));
  /* Translators: a month and its year, as strftime() writes them. */
  g_date_strftime (month, sizeof month, _("%B %Y"), &date);
  return vtr_os_has_ended (os, today)
             /* Translators: the year in which a system came out, and a month. */
             ? g_strdup_printf (_("%u · no longer supported since %s"), vtr_os_get_year (os), month)
             /* Translators: the year in which a system came out, and a month. */
             : g_strdup_printf (_("%u · supported until %s"), vtr_os_get_year (os), month);
}

static char *
describe_os (GtkListItem *item,
             VtrOs       *os)
{
  if (os == NULL)
    return NULL;
  if (vtr_os_get_ends (os) != 0 && vtr_os_get_year (os) != 0)
    return describe_end (os, get_today ());
  if (!vtr_os_is_finished (os))
    return g_strdup (_("Always the newest, or not finished"));
  return vtr_os_get_year (os) != 0 ? g_strdup_printf ("%u", vtr_os_get_year (os)) : g_strdup ("");
}

static gboolean
is_found (gpointer item,
          gpointer user_data)
{
  VtrOsChooser *self = user_data;

  if (!gtk_check_button_get_active (self->ended_button) && vtr_os_has_ended (item, self->today))
    return FALSE;
  return vtr_os_matches (item, (const char *const *) self->words);
}

static void
set_waiting (VtrOsChooser *self,
             gboolean      waiting)
{
  if (self->is_waiting == waiting)
    return;

  self->is_waiting = waiting;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_WAITING]);
}

static void
update_page (VtrOsChooser *self)
{
  gboolean is_start = self->words[0] == NULL && adw_bin_get_child (self->start_bin) != NULL;
  gboolean is_loaded = self->database != NULL && vtr_os_database_is_loaded (self->database);
  guint n_found = self->found != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->found)) : 0;

  gtk_stack_set_visible_child_name (self->stack, is_start ? "start" : !is_loaded ? "wait"
                                                 : n_found > 0 ? "results" : "none");
  gtk_widget_set_visible (self->ended_clamp, !is_start && is_loaded);
  set_waiting (self, !is_start && !is_loaded);
}

static void
search (VtrOsChooser *self)
{
  g_autofree char *folded = g_utf8_casefold (gtk_editable_get_text (self->entry), -1);
  g_auto (GStrv) split = g_strsplit_set (folded, " \t", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; split[i] != NULL; i++)
    if (split[i][0] != '\0')
      g_strv_builder_add (words, split[i]);
  g_strfreev (self->words);
  self->words = g_strv_builder_end (words);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update_page (self);
}

static void
on_entry_changed_cb (VtrOsChooser *self)
{
  search (self);
}

static void
choose (VtrOsChooser *self,
        guint         position)
{
  g_autoptr (VtrOs) os = g_list_model_get_item (G_LIST_MODEL (self->found), position);

  if (os != NULL)
    g_signal_emit (self, signals[SIGNAL_OS_CHOSEN], 0, os);
}

/* Return takes the first that was found. */
static void
on_entry_activate_cb (VtrOsChooser *self)
{
  search (self);
  if (self->words[0] != NULL)
    choose (self, 0);
}

/* The first Escape empties the search, the next one closes the dialog. */
static void
on_entry_stop_cb (VtrOsChooser *self)
{
  if (self->words[0] != NULL)
    gtk_editable_set_text (self->entry, "");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "create.cancel", NULL);
}

static void
on_list_activate_cb (VtrOsChooser *self,
                     guint         position)
{
  choose (self, position);
}

static void
on_ended_toggled_cb (VtrOsChooser *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update_page (self);
}

static void
vtr_os_chooser_dispose (GObject *object)
{
  VtrOsChooser *self = VTR_OS_CHOOSER (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_OS_CHOOSER);
  g_clear_object (&self->found);
  g_clear_object (&self->filter);
  g_clear_object (&self->database);

  G_OBJECT_CLASS (vtr_os_chooser_parent_class)->dispose (object);
}

static void
vtr_os_chooser_finalize (GObject *object)
{
  g_strfreev (VTR_OS_CHOOSER (object)->words);

  G_OBJECT_CLASS (vtr_os_chooser_parent_class)->finalize (object);
}

static void
vtr_os_chooser_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  VtrOsChooser *self = VTR_OS_CHOOSER (object);

  switch (prop_id)
    {
    case PROP_START:
      g_value_set_object (value, adw_bin_get_child (self->start_bin));
      break;
    case PROP_IS_WAITING:
      g_value_set_boolean (value, self->is_waiting);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_os_chooser_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  VtrOsChooser *self = VTR_OS_CHOOSER (object);

  switch (prop_id)
    {
    case PROP_START:
      adw_bin_set_child (self->start_bin, g_value_get_object (value));
      update_page (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/create/vtr-os-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrOsChooser, entry);
  gtk_widget_class_bind_template_child (widget_class, VtrOsChooser, stack);
  gtk_widget_class_bind_template_child (widget_class, VtrOsChooser, start_bin);
  gtk_widget_class_bind_template_child (widget_class, VtrOsChooser, list);
  gtk_widget_class_bind_template_child (widget_class, VtrOsChooser, ended_clamp);
  gtk_widget_class_bind_template_child (widget_class, VtrOsChooser, ended_button);
  gtk_widget_class_bind_template_callback (widget_class, describe_os);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_list_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_ended_toggled_cb);
}

static void
vtr_os_chooser_class_init (VtrOsChooserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vtr_os_chooser_dispose;
  object_class->finalize = vtr_os_chooser_finalize;
  object_class->get_property = vtr_os_chooser_get_property;
  object_class->set_property = vtr_os_chooser_set_property;

  properties[PROP_START] = g_param_spec_object ("start", NULL, NULL, GTK_TYPE_WIDGET,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_WAITING] = g_param_spec_boolean ("is-waiting", NULL, NULL, FALSE,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_OS_CHOSEN] = g_signal_new ("os-chosen", VTR_TYPE_OS_CHOOSER, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 1, VTR_TYPE_OS);
  g_type_ensure (VTR_TYPE_OS);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
vtr_os_chooser_init (VtrOsChooser *self)
{
  self->words = g_new0 (char *, 1);
  self->today = get_today ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filter = gtk_custom_filter_new (is_found, self, NULL);
}

/**
 * vtr_os_chooser_set_database:
 * @self: a chooser
 * @database: what knows the systems; it need not be loaded yet
 */
void
vtr_os_chooser_set_database (VtrOsChooser  *self,
                             VtrOsDatabase *database)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  self->database = g_object_ref (database);
  self->found = gtk_filter_list_model_new (g_object_ref (vtr_os_database_get_systems (database)),
                                           g_object_ref (GTK_FILTER (self->filter)));
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->found)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (database, "notify::loaded", G_CALLBACK (update_page), self,
                           G_CONNECT_SWAPPED);
  update_page (self);
}

/* Begins a search anew. */
void
vtr_os_chooser_begin (VtrOsChooser *self)
{
  gtk_editable_set_text (self->entry, "");
  search (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/**
 * vtr_os_chooser_get_entry:
 * @self: a chooser
 *
 * Returns: (transfer none): where one types
 */
GtkWidget *
vtr_os_chooser_get_entry (VtrOsChooser *self)
{
  return GTK_WIDGET (self->entry);
}
