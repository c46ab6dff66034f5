/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-allocation-panel.h"

#include <glib/gi18n-lib.h>

#include "base/vtr-format.h"
#include "widgets/vtr-size-row.h"

#include "vtr-applying.h"

struct _VtrAllocationPanel
{
  AdwPreferencesGroup   parent_instance;

  /* owned */
  VtrMachineDefinition *definition;
  VtrHardwareChoices   *choices;

  /* borrowed: it has this in its page */
  VtrItemEditor        *editor;

  /* own children */
  GtkWidget            *host_row;
  GtkWidget            *now_row;
  GtkWidget            *button;

  /* state */
  gboolean              is_memory;
  guint64               now;   /* what the machine has; 0 while it is off */
  guint64               most;
};

G_DEFINE_FINAL_TYPE (VtrAllocationPanel, vtr_allocation_panel, ADW_TYPE_PREFERENCES_GROUP)

static const char *
get_key (VtrAllocationPanel *self)
{
  return self->is_memory ? "memory" : "vcpu";
}

static guint64
read_running (VtrAllocationPanel *self,
              const char         *field)
{
  VtrXmlDoc *running = vtr_item_editor_get_running (self->editor);
  g_autoptr (VtrItem) item = running != NULL ? vtr_item_find (running, get_key (self)) : NULL;
  g_autofree char *value = item != NULL ? vtr_item_get (item, field) : NULL;

  return value != NULL ? g_ascii_strtoull (value, NULL, 10) : 0;
}

static guint64
get_wanted (VtrAllocationPanel *self)
{
  if (self->is_memory)
    return vtr_size_row_get_bytes (VTR_SIZE_ROW (self->now_row));
  return (guint64) adw_spin_row_get_value (ADW_SPIN_ROW (self->now_row));
}

static void
update_button (VtrAllocationPanel *self)
{
  guint64 wanted = get_wanted (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "allocation.give",
                                 wanted > 0 && wanted != self->now && wanted <= self->most
                                     && vtr_item_editor_get_reason (self->editor) == NULL);
}

/* The machine has it now, and at its next start too. */
static void
give (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  VtrAllocationPanel *self = VTR_ALLOCATION_PANEL (widget);
  GPtrArray *edits = g_ptr_array_new_with_free_func (vtr_edit_free);
  VtrEdit *edit = vtr_edit_new (VTR_EDIT_SET_VALUES, get_key (self), NULL);
  g_autofree char *value = g_strdup_printf ("%" G_GUINT64_FORMAT, get_wanted (self));

  vtr_edit_set (edit, "current", value);
  g_ptr_array_add (edits, edit);
  vtr_applying_start (widget, self->definition, edits,
                      self->is_memory ? _("The memory could not be changed")
                                      : _("The processors could not be changed"),
                      NULL, NULL);
}

static char *
describe_host (VtrAllocationPanel *self)
{
  guint n_processors = vtr_hardware_choices_get_n_processors (self->choices);
  guint64 memory = vtr_hardware_choices_get_memory (self->choices);
  g_autofree char *wanted = vtr_item_editor_get_value (self->editor, get_key (self),
                                                       self->is_memory ? "size" : "max");
  guint64 number = wanted != NULL ? g_ascii_strtoull (wanted, NULL, 10) : 0;
  g_autofree char *size = NULL;

  if (self->is_memory)
    {
      size = vtr_format_bytes (memory);
      return g_strdup_printf (number > memory ? _("%s: less than the machine may ask for") : "%s", size);
    }
  if (number > n_processors)
    return g_strdup_printf (ngettext ("%u: less than the machine has, so that they wait for each other",
                                      "%u: fewer than the machine has, so that they wait for each other",
                                      n_processors),
                            n_processors);
  return g_strdup_printf ("%u", n_processors);
}

static void
update (VtrAllocationPanel *self)
{
  g_autofree char *host = NULL;
  guint64 now;

  if (self->definition == NULL || self->editor == NULL
      || vtr_item_editor_get_saved (self->editor) == NULL)
    return;

  host = describe_host (self);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->host_row), host);
  gtk_widget_set_visible (self->host_row, vtr_hardware_choices_get_n_processors (self->choices) > 0);

  self->most = read_running (self, self->is_memory ? "size" : "max");
  now = read_running (self, "current");
  if (now == 0)
    now = self->most;
  gtk_widget_set_visible (self->now_row, now > 0);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          now > 0 || vtr_hardware_choices_get_n_processors (self->choices) > 0);
  gtk_widget_set_visible (self->button, now > 0);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self),
                                   now > 0 ? _("While It Runs") : "");
  if (now != self->now)
    {
      self->now = now;
      if (self->is_memory)
        vtr_size_row_set_bytes (VTR_SIZE_ROW (self->now_row), now);
      else
        {
          adw_spin_row_set_range (ADW_SPIN_ROW (self->now_row), 1, MAX (self->most, 1));
          adw_spin_row_set_value (ADW_SPIN_ROW (self->now_row), now);
        }
    }
  update_button (self);
}

static void
build (VtrAllocationPanel *self)
{
  self->host_row = adw_action_row_new ();
  gtk_widget_add_css_class (self->host_row, "property");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->host_row),
                                 self->is_memory ? _("Memory of the Host")
                                                 : _("Processors of the Host"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->host_row);

  self->now_row = self->is_memory ? vtr_size_row_new () : adw_spin_row_new_with_range (1, 1, 1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->now_row), _("Now"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->now_row),
                               self->is_memory ? _("Takes effect as the guest gives and takes it")
                                               : _("The guest sees them come and go"));
  self->button = gtk_button_new_with_mnemonic (_("_Set"));
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "allocation.give");
  /* In the row a narrow window has no room for it. */
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), self->button);
  g_signal_connect_object (self->now_row, self->is_memory ? "notify::bytes" : "notify::value",
                           G_CALLBACK (update_button), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->now_row);
}

static void
vtr_allocation_panel_dispose (GObject *object)
{
  VtrAllocationPanel *self = VTR_ALLOCATION_PANEL (object);

  g_clear_object (&self->definition);
  g_clear_object (&self->choices);
  g_clear_weak_pointer (&self->editor);

  G_OBJECT_CLASS (vtr_allocation_panel_parent_class)->dispose (object);
}

static void
vtr_allocation_panel_class_init (VtrAllocationPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vtr_allocation_panel_dispose;

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "allocation.give", NULL, give);
}

static void
vtr_allocation_panel_init (VtrAllocationPanel *self)
{
}

/**
 * vtr_allocation_panel_new:
 * @place: what it is about: "processor" or "memory"
 *
 * Returns: (transfer floating): the panel
 */
GtkWidget *
vtr_allocation_panel_new (const VtrPanelPlace *place)
{
  VtrAllocationPanel *self = g_object_new (VTR_TYPE_ALLOCATION_PANEL, NULL);

  self->definition = g_object_ref (place->definition);
  self->choices = g_object_ref (place->choices);
  g_set_weak_pointer (&self->editor, place->editor);
  self->is_memory = g_str_equal (place->form_id, "memory");
  build (self);
  g_signal_connect_object (place->editor, "filled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (place->editor, "edited", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->choices, "devices-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
