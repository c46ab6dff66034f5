/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-overview-page.h"

#include <glib/gi18n-lib.h>

#include "base/vtr-format.h"
#include "definition/vtr-item.h"
#include "virt/host/vtr-host.h"

#include "vtr-applying.h"
#include "vtr-figures.h"
#include "vtr-guest-group.h"
#include "vtr-screen-group.h"
#include "vtr-names-dialog.h"

struct _VtrOverviewPage
{
  AdwBin                parent_instance;

  /* owned */
  VtrMachineDefinition *definition;
  char                 *notes;      /* as they are saved */

  /* template children */
  VtrFigures           *figures;
  VtrGuestGroup        *guest;
  VtrScreenGroup       *screen;
  AdwActionRow         *name_row;
  AdwActionRow         *host_row;
  AdwActionRow         *processors_row;
  AdwActionRow         *memory_row;
  AdwActionRow         *platform_row;
  AdwActionRow         *uuid_row;
  GtkTextView          *notes_view;
  GtkWidget            *notes_buttons;
};

enum
{
  PROP_0,
  PROP_IS_DIRTY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VtrOverviewPage, vtr_overview_page, ADW_TYPE_BIN)

static VtrMachine *
get_machine (VtrOverviewPage *self)
{
  return vtr_machine_definition_get_machine (self->definition);
}

/* Facts */

static void
set_fact (AdwActionRow *row,
          const char   *text)
{
  adw_action_row_set_subtitle (row, text != NULL && text[0] != '\0' ? text : _("Not known"));
}

static char *
read_saved (VtrOverviewPage *self,
            const char      *key,
            const char      *field)
{
  VtrXmlDoc *saved = vtr_machine_definition_get_saved (self->definition);
  g_autoptr (VtrItem) item = saved != NULL ? vtr_item_find (saved, key) : NULL;

  return item != NULL ? vtr_item_get (item, field) : NULL;
}

static char *
describe_platform (VtrOverviewPage *self)
{
  g_autofree char *machine_type = read_saved (self, "os", "machine");
  g_autofree char *arch = read_saved (self, "os", "arch");
  g_autofree char *firmware = read_saved (self, "os", "firmware");
  g_autofree char *loader = read_saved (self, "os", "loader-type");
  gboolean efi = g_strcmp0 (firmware, "efi") == 0 || g_strcmp0 (loader, "pflash") == 0;
  const char *parts[] = { arch, machine_type, efi ? "UEFI" : "BIOS" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", parts[i]);
  return g_string_free (text, FALSE);
}

static void
update_facts (VtrOverviewPage *self)
{
  VtrMachine *machine = get_machine (self);
  VtrHost *host = vtr_machine_get_host (machine);
  guint n_processors = vtr_machine_get_n_processors (machine);
  g_autofree char *processors = NULL;
  g_autofree char *memory = vtr_format_bytes (vtr_machine_get_memory (machine));
  g_autofree char *platform = describe_platform (self);

  if (n_processors > 0)
    processors = g_strdup_printf ("%u", n_processors);

  set_fact (self->name_row, vtr_machine_get_name (machine));
  set_fact (self->host_row, host != NULL ? vtr_host_get_title (host) : NULL);
  set_fact (self->processors_row, processors);
  set_fact (self->memory_row, vtr_machine_get_memory (machine) > 0 ? memory : NULL);
  set_fact (self->platform_row, platform);
  set_fact (self->uuid_row, vtr_machine_get_uuid (machine));
}

/* Notes */

static char *
get_notes (VtrOverviewPage *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->notes_view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static gboolean
notes_differ (VtrOverviewPage *self)
{
  g_autofree char *notes = get_notes (self);

  return g_strcmp0 (notes, self->notes != NULL ? self->notes : "") != 0;
}

static void
on_notes_changed_cb (VtrOverviewPage *self)
{
  gboolean is_dirty = notes_differ (self);

  if (gtk_widget_get_visible (self->notes_buttons) == is_dirty)
    return;

  gtk_widget_set_visible (self->notes_buttons, is_dirty);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_DIRTY]);
}

static void
show_notes (VtrOverviewPage *self)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->notes_view),
                            self->notes != NULL ? self->notes : "", -1);
  on_notes_changed_cb (self);
}

/* What a person writes is not overwritten by what somebody else saved. */
static void
update_notes (VtrOverviewPage *self)
{
  g_autofree char *notes = read_saved (self, "machine", "description");
  gboolean is_dirty = notes_differ (self);

  if (!g_set_str (&self->notes, notes))
    return;
  if (is_dirty)
    on_notes_changed_cb (self);
  else
    show_notes (self);
}

static void
revert_notes (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  show_notes (VTR_OVERVIEW_PAGE (widget));
}

static void
save_notes (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  VtrOverviewPage *self = VTR_OVERVIEW_PAGE (widget);
  GPtrArray *edits = g_ptr_array_new_with_free_func (vtr_edit_free);
  VtrEdit *edit = vtr_edit_new (VTR_EDIT_SET_VALUES, "machine", NULL);
  g_autofree char *notes = get_notes (self);

  vtr_edit_set (edit, "description", notes[0] != '\0' ? notes : NULL);
  g_ptr_array_add (edits, edit);
  vtr_applying_start (widget, self->definition, edits, _("The notes could not be saved"), NULL,
                      NULL);
}

/* Actions */

static void
edit_names (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  VtrOverviewPage *self = VTR_OVERVIEW_PAGE (widget);

  adw_dialog_present (vtr_names_dialog_new (self->definition), widget);
}

static void
copy (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  VtrMachine *machine = get_machine (VTR_OVERVIEW_PAGE (widget));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), vtr_machine_get_uuid (machine));
  gtk_widget_activate_action (widget, "window.say", "s", _("Copied"));
}

static void
vtr_overview_page_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_IS_DIRTY:
      g_value_set_boolean (value, vtr_overview_page_is_dirty (GTK_WIDGET (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_overview_page_dispose (GObject *object)
{
  VtrOverviewPage *self = VTR_OVERVIEW_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_OVERVIEW_PAGE);
  g_clear_object (&self->definition);

  G_OBJECT_CLASS (vtr_overview_page_parent_class)->dispose (object);
}

static void
vtr_overview_page_finalize (GObject *object)
{
  g_free (VTR_OVERVIEW_PAGE (object)->notes);

  G_OBJECT_CLASS (vtr_overview_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, VtrOverviewPage, figures);
  gtk_widget_class_bind_template_child (widget_class, VtrOverviewPage, guest);
  gtk_widget_class_bind_template_child (widget_class, VtrOverviewPage, screen);
  gtk_widget_class_bind_template_child (widget_class, VtrOverviewPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, VtrOverviewPage, host_row);
  gtk_widget_class_bind_template_child (widget_class, VtrOverviewPage, processors_row);
  gtk_widget_class_bind_template_child (widget_class, VtrOverviewPage, memory_row);
  gtk_widget_class_bind_template_child (widget_class, VtrOverviewPage, platform_row);
  gtk_widget_class_bind_template_child (widget_class, VtrOverviewPage, uuid_row);
  gtk_widget_class_bind_template_child (widget_class, VtrOverviewPage, notes_view);
  gtk_widget_class_bind_template_child (widget_class, VtrOverviewPage, notes_buttons);
}

static void
vtr_overview_page_class_init (VtrOverviewPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_overview_page_dispose;
  object_class->finalize = vtr_overview_page_finalize;
  object_class->get_property = vtr_overview_page_get_property;

  properties[PROP_IS_DIRTY] = g_param_spec_boolean ("is-dirty", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "overview.copy-uuid", NULL, copy);
  gtk_widget_class_install_action (widget_class, "overview.edit-names", NULL, edit_names);
  gtk_widget_class_install_action (widget_class, "overview.save-notes", NULL, save_notes);
  gtk_widget_class_install_action (widget_class, "overview.revert-notes", NULL, revert_notes);

  g_type_ensure (VTR_TYPE_FIGURES);
  g_type_ensure (VTR_TYPE_GUEST_GROUP);
  g_type_ensure (VTR_TYPE_SCREEN_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/machine/vtr-overview-page.ui");
  bind_children (widget_class);
}

static void
vtr_overview_page_init (VtrOverviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->notes_view), "changed",
                           G_CALLBACK (on_notes_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
on_definition_changed_cb (VtrOverviewPage *self)
{
  update_facts (self);
  update_notes (self);
}

/**
 * vtr_overview_page_new:
 * @definition: of the machine to show
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
vtr_overview_page_new (VtrMachineDefinition *definition)
{
  VtrOverviewPage *self = g_object_new (VTR_TYPE_OVERVIEW_PAGE, NULL);
  VtrMachine *machine = vtr_machine_definition_get_machine (definition);

  self->definition = g_object_ref (definition);
  g_signal_connect_object (definition, "changed", G_CALLBACK (on_definition_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (machine, "notify", G_CALLBACK (update_facts), self, G_CONNECT_SWAPPED);
  vtr_figures_set_definition (self->figures, definition);
  vtr_screen_group_set_machine (self->screen, vtr_machine_definition_get_machine (definition));
  vtr_guest_group_set_definition (self->guest, definition);
  on_definition_changed_cb (self);
  return GTK_WIDGET (self);
}

gboolean
vtr_overview_page_is_dirty (GtkWidget *page)
{
  g_return_val_if_fail (VTR_IS_OVERVIEW_PAGE (page), FALSE);

  return gtk_widget_get_visible (VTR_OVERVIEW_PAGE (page)->notes_buttons);
}

/**
 * vtr_overview_page_set_reason:
 * @page: a page
 * @why_not: (nullable): why nothing can be changed; NULL where it can
 */
void
vtr_overview_page_set_reason (GtkWidget  *page,
                              const char *why_not)
{
  VtrOverviewPage *self = VTR_OVERVIEW_PAGE (page);

  gtk_text_view_set_editable (self->notes_view, why_not == NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->notes_view), why_not);
  gtk_widget_action_set_enabled (page, "overview.save-notes", why_not == NULL);
  gtk_widget_action_set_enabled (page, "overview.edit-names", why_not == NULL);
  vtr_guest_group_set_reason (self->guest, why_not);
}
