/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-create-size.h"

#include "vtr-problem-row.h"

#include "base/vtr-format.h"
#include "widgets/vtr-size-row.h"

#include <glib/gi18n-lib.h>

struct _VtrCreateSize
{
  AdwBin           parent_instance;

  /* owned */
  VtrMachineDraft *draft;
  GArray          *links; /* VtrLinkSort, as the network row lists them */

  /* template children */
  AdwBanner       *emulation_banner;
  GtkEditable     *name_row;
  AdwActionRow    *os_row;
  GtkSpinner      *os_spinner;
  VtrSizeRow      *memory_row;
  AdwSpinRow      *processors_row;
  GtkAdjustment   *processors_adjustment;
  GtkWidget       *cloud_group;
  GtkEditable     *user_row;
  GtkEditable     *password_row;
  GtkEditable     *keys_row;
  GtkEditable     *packages_row;
  AdwSwitchRow    *copy_row;
  AdwSwitchRow    *disk_row;
  VtrSizeRow      *disk_size_row;
  AdwComboRow     *pool_row;
  AdwComboRow     *network_row;
  AdwSwitchRow    *start_row;
  VtrProblemRow   *name_problem;
  VtrProblemRow   *os_problem;
  VtrProblemRow   *media_problem;
  VtrProblemRow   *memory_problem;
  VtrProblemRow   *processors_problem;
  VtrProblemRow   *disk_problem;
  VtrProblemRow   *network_problem;

  /* state */
  gboolean         showing; /* the rows are being told, they do not tell */
};

G_DEFINE_FINAL_TYPE (VtrCreateSize, vtr_create_size, ADW_TYPE_BIN)

/* From the draft to the rows */

static void
show_name (VtrCreateSize *self)
{
  const char *name = vtr_machine_draft_get_name (self->draft);

  /* Telling an entry what it shows already would move the cursor. */
  if (g_strcmp0 (gtk_editable_get_text (self->name_row), name) != 0)
    gtk_editable_set_text (self->name_row, name != NULL ? name : "");
}

static char *
describe_os (VtrCreateSize *self)
{
  const VtrOsFacts *os = vtr_machine_draft_get_os (self->draft);
  VtrProbeState state = vtr_machine_draft_get_probe_state (self->draft);

  if (os != NULL && vtr_machine_draft_is_os_guessed (self->draft))
    /* Translators: %s is the name of an operating system, guessed from the label of a disc. */
    return g_strdup_printf (_("Probably %s, by the label of the disc"), os->name);
  if (os != NULL)
    return g_strdup (os->name);
  if (state == VTR_PROBE_LOOKING)
    return g_strdup (_("Looking at the disc…"));
  return g_strdup (state == VTR_PROBE_DONE ? _("The disc is not known. Choose a system to be served better")
                                           : _("Not known. Choose a system to be served better"));
}

static void
show_os (VtrCreateSize *self)
{
  g_autofree char *text = describe_os (self);
  gboolean is_looking = vtr_machine_draft_get_probe_state (self->draft) == VTR_PROBE_LOOKING;

  adw_action_row_set_subtitle (self->os_row, text);
  gtk_spinner_set_spinning (self->os_spinner, is_looking);
  gtk_widget_set_visible (GTK_WIDGET (self->os_spinner), is_looking);
}

static void
show_memory (VtrCreateSize *self)
{
  const VtrSurvey *survey = vtr_machine_draft_get_survey (self->draft);
  g_autofree char *text = NULL;
  g_autofree char *all = NULL;
  g_autofree char *available = NULL;

  vtr_size_row_set_bytes (self->memory_row, vtr_machine_draft_get_memory (self->draft));
  if (survey == NULL || survey->memory == 0)
    return;

  all = vtr_format_bytes (survey->memory);
  available = vtr_format_bytes (survey->free_memory);
  /* Translators: both are amounts of memory, such as 8 GiB. */
  text = survey->free_memory > 0 ? g_strdup_printf (_("The host has %s, of which %s are free"), all, available)
                                 : g_strdup_printf (_("The host has %s"), all);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->memory_row), text);
}

static void
show_processors (VtrCreateSize *self)
{
  const VtrSurvey *survey = vtr_machine_draft_get_survey (self->draft);
  g_autofree char *text = NULL;

  gtk_adjustment_set_value (self->processors_adjustment,
                            vtr_machine_draft_get_processors (self->draft));
  if (survey == NULL || survey->n_processors == 0)
    return;

  text = g_strdup_printf (ngettext ("The host has %u", "The host has %u", survey->n_processors),
                          survey->n_processors);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->processors_row), text);
}

static void
show_disk (VtrCreateSize *self)
{
  const VtrSurvey *survey = vtr_machine_draft_get_survey (self->draft);
  const VtrSurveyPool *pool
      = survey != NULL ? vtr_survey_find_pool (survey, vtr_machine_draft_get_pool (self->draft)) : NULL;
  g_autofree char *available = NULL;
  g_autofree char *text = NULL;

  adw_switch_row_set_active (self->disk_row, vtr_machine_draft_wants_disk (self->draft));
  vtr_size_row_set_bytes (self->disk_size_row, vtr_machine_draft_get_disk_size (self->draft));
  if (pool == NULL || pool->available == 0)
    return;

  available = vtr_format_bytes (pool->available);
  /* Translators: an amount of space, such as 100 GiB. */
  text = g_strdup_printf (_("%s are free. It takes what is written to it, up to its size"), available);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->disk_size_row), text);
}

static void
show_method (VtrCreateSize *self)
{
  VtrMethod method = vtr_machine_draft_get_method (self->draft);
  const char *user = vtr_machine_draft_get_user (self->draft);
  gboolean must_copy = vtr_machine_draft_must_copy (self->draft);

  gtk_widget_set_visible (self->cloud_group, method == VTR_METHOD_CLOUD);
  if (g_strcmp0 (gtk_editable_get_text (self->user_row), user) != 0)
    gtk_editable_set_text (self->user_row, user);

  gtk_widget_set_visible (GTK_WIDGET (self->copy_row), method == VTR_METHOD_DISK);
  gtk_widget_set_sensitive (GTK_WIDGET (self->copy_row), !must_copy);
  adw_switch_row_set_active (self->copy_row, vtr_machine_draft_get_copies (self->draft));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->copy_row),
                               must_copy ? _("Machines cannot run from where or from what it is")
                                         : _("The original stays as it is"));
  gtk_widget_set_visible (GTK_WIDGET (self->disk_row), method != VTR_METHOD_DISK && method != VTR_METHOD_CLOUD);
}

static void
show_pools (VtrCreateSize *self)
{
  const VtrSurvey *survey = vtr_machine_draft_get_survey (self->draft);
  const char *chosen = vtr_machine_draft_get_pool (self->draft);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; survey != NULL && i < survey->pools->len; i++)
    {
      const VtrSurveyPool *pool = survey->pools->pdata[i];

      gtk_string_list_append (names, pool->name);
      if (g_strcmp0 (pool->name, chosen) == 0)
        selected = i;
    }
  adw_combo_row_set_model (self->pool_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->pool_row, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->pool_row),
                          vtr_machine_draft_wants_disk (self->draft)
                              && g_list_model_get_n_items (G_LIST_MODEL (names)) > 1);
}

static void
add_link (VtrCreateSize *self,
          GtkStringList *names,
          VtrLinkSort    sort,
          const char    *name)
{
  gtk_string_list_append (names, name);
  g_array_append_val (self->links, sort);
}

static void
show_networks (VtrCreateSize *self)
{
  const VtrSurvey *survey = vtr_machine_draft_get_survey (self->draft);
  const char *chosen;
  VtrLinkSort link = vtr_machine_draft_get_link (self->draft, &chosen);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  g_array_set_size (self->links, 0);
  for (guint i = 0; survey != NULL && i < survey->networks->len; i++)
    {
      const VtrSurveyNetwork *network = survey->networks->pdata[i];

      if (link == VTR_LINK_NETWORK && g_strcmp0 (network->name, chosen) == 0)
        selected = i;
      add_link (self, names, VTR_LINK_NETWORK, network->name);
    }
  if (survey != NULL && g_str_equal (survey->driver, "QEMU"))
    {
      if (link == VTR_LINK_USER)
        selected = self->links->len;
      add_link (self, names, VTR_LINK_USER, _("Private"));
    }
  if (link == VTR_LINK_NONE)
    selected = self->links->len;
  add_link (self, names, VTR_LINK_NONE, C_("network", "None"));
  adw_combo_row_set_model (self->network_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->network_row, selected);
}

static void
show_problems (VtrCreateSize *self)
{
  VtrProblemRow *rows[VTR_DRAFT_N_FIELDS] = {
    [VTR_DRAFT_NAME] = self->name_problem,
    [VTR_DRAFT_OS] = self->os_problem,
    [VTR_DRAFT_MEDIA] = self->media_problem,
    [VTR_DRAFT_MEMORY] = self->memory_problem,
    [VTR_DRAFT_PROCESSORS] = self->processors_problem,
    [VTR_DRAFT_DISK] = self->disk_problem,
    [VTR_DRAFT_NETWORK] = self->network_problem,
  };
  g_autoptr (GPtrArray) problems = vtr_machine_draft_check (self->draft);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    vtr_problem_row_show (rows[i], problems, i);
}

static void
show_draft (VtrCreateSize *self)
{
  if (self->showing)
    return;

  self->showing = TRUE;
  adw_banner_set_revealed (self->emulation_banner, vtr_machine_draft_is_emulated (self->draft));
  show_name (self);
  show_os (self);
  show_memory (self);
  show_processors (self);
  show_method (self);
  show_disk (self);
  show_pools (self);
  show_networks (self);
  adw_switch_row_set_active (self->start_row, vtr_machine_draft_get_starts (self->draft));
  show_problems (self);
  self->showing = FALSE;
}

/* From the rows to the draft */

static void
on_name_row_changed_cb (VtrCreateSize *self)
{
  if (!self->showing)
    vtr_machine_draft_set_name (self->draft, gtk_editable_get_text (self->name_row));
}

static void
on_memory_row_changed_cb (VtrCreateSize *self)
{
  if (!self->showing)
    vtr_machine_draft_set_memory (self->draft, vtr_size_row_get_bytes (self->memory_row));
}

static void
on_processors_row_changed_cb (VtrCreateSize *self)
{
  if (!self->showing)
    vtr_machine_draft_set_processors (
        self->draft, (guint) gtk_adjustment_get_value (self->processors_adjustment));
}

static void
on_user_row_changed_cb (VtrCreateSize *self)
{
  if (!self->showing)
    vtr_machine_draft_set_user (self->draft, gtk_editable_get_text (self->user_row));
}

static void
on_password_row_changed_cb (VtrCreateSize *self)
{
  if (!self->showing)
    vtr_machine_draft_set_password (self->draft, gtk_editable_get_text (self->password_row));
}

static void
on_keys_row_changed_cb (VtrCreateSize *self)
{
  if (!self->showing)
    vtr_machine_draft_set_keys (self->draft, gtk_editable_get_text (self->keys_row));
}

static void
on_packages_row_changed_cb (VtrCreateSize *self)
{
  if (!self->showing)
    vtr_machine_draft_set_packages (self->draft, gtk_editable_get_text (self->packages_row));
}

static void
on_copy_row_changed_cb (VtrCreateSize *self)
{
  if (!self->showing)
    vtr_machine_draft_set_copies (self->draft, adw_switch_row_get_active (self->copy_row));
}

static void
on_disk_row_changed_cb (VtrCreateSize *self)
{
  if (!self->showing)
    vtr_machine_draft_set_wants_disk (self->draft, adw_switch_row_get_active (self->disk_row));
}

static void
on_disk_size_row_changed_cb (VtrCreateSize *self)
{
  if (!self->showing)
    vtr_machine_draft_set_disk_size (self->draft, vtr_size_row_get_bytes (self->disk_size_row));
}

static void
on_pool_row_selected_cb (VtrCreateSize *self)
{
  GtkStringObject *name = adw_combo_row_get_selected_item (self->pool_row);

  if (!self->showing && name != NULL)
    vtr_machine_draft_set_pool (self->draft, gtk_string_object_get_string (name));
}

static void
on_network_row_selected_cb (VtrCreateSize *self)
{
  guint selected = adw_combo_row_get_selected (self->network_row);
  GtkStringObject *name = adw_combo_row_get_selected_item (self->network_row);
  VtrLinkSort link;

  if (self->showing || selected >= self->links->len)
    return;

  link = g_array_index (self->links, VtrLinkSort, selected);
  vtr_machine_draft_set_link (self->draft, link,
                              link == VTR_LINK_NETWORK ? gtk_string_object_get_string (name) : NULL);
}

static void
on_start_row_changed_cb (VtrCreateSize *self)
{
  if (!self->showing)
    vtr_machine_draft_set_starts (self->draft, adw_switch_row_get_active (self->start_row));
}

/* The type */

static void
vtr_create_size_dispose (GObject *object)
{
  VtrCreateSize *self = VTR_CREATE_SIZE (object);

  self->showing = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_CREATE_SIZE);
  g_clear_object (&self->draft);
  g_clear_pointer (&self->links, g_array_unref);

  G_OBJECT_CLASS (vtr_create_size_parent_class)->dispose (object);
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, on_name_row_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_memory_row_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_processors_row_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_user_row_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_password_row_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_keys_row_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_packages_row_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_row_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_disk_row_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_disk_size_row_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_pool_row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_network_row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_start_row_changed_cb);
}

static void
vtr_create_size_class_init (VtrCreateSizeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_create_size_dispose;

  g_type_ensure (VTR_TYPE_PROBLEM_ROW);
  g_type_ensure (VTR_TYPE_SIZE_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/create/vtr-create-size.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrCreateSize, emulation_banner);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateSize, name_row);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateSize, os_row);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateSize, os_spinner);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateSize, memory_row);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateSize, processors_row);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateSize, processors_adjustment);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateSize, cloud_group);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateSize, user_row);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateSize, password_row);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateSize, keys_row);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateSize, packages_row);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateSize, copy_row);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateSize, disk_row);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateSize, disk_size_row);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateSize, pool_row);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateSize, network_row);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateSize, start_row);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateSize, name_problem);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateSize, os_problem);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateSize, media_problem);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateSize, memory_problem);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateSize, processors_problem);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateSize, disk_problem);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateSize, network_problem);
  bind_callbacks (widget_class);
}

static void
vtr_create_size_init (VtrCreateSize *self)
{
  self->links = g_array_new (FALSE, FALSE, sizeof (VtrLinkSort));
  self->showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->showing = FALSE;
}

/**
 * vtr_create_size_set_draft:
 * @self: a screen
 * @draft: what it shows and changes
 */
void
vtr_create_size_set_draft (VtrCreateSize   *self,
                           VtrMachineDraft *draft)
{
  self->draft = g_object_ref (draft);
  g_signal_connect_object (draft, "changed", G_CALLBACK (show_draft), self, G_CONNECT_SWAPPED);
  show_draft (self);
}
