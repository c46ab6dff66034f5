/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-xml-page.h"

#include <glib/gi18n-lib.h>

#include "virt/vtr-virt-error.h"
#include "widgets/vtr-trouble-dialog.h"
#include "widgets/vtr-xml-view.h"

#include "vtr-diff-view.h"
#include "vtr-history-dialog.h"

struct _VtrXmlPage
{
  AdwBin                parent_instance;

  /* owned */
  VtrMachineDefinition *definition;
  char                 *shown;       /* the saved definition that the text began as */
  char                 *why_not;

  /* template children */
  VtrXmlView           *xml_view;
  GtkDropDown          *choice;
  GtkStack             *stack;
  VtrDiffView          *diff_view;
  AdwBanner            *banner;
  GtkActionBar         *edit_bar;

  /* borrowed */
  VtrHistoryDialog     *history;     /* while it is open */

  /* state */
  gboolean              saving;
};

/* The positions of the drop-down list. */
enum
{
  SHOW_SAVED,
  SHOW_RUNNING,
  SHOW_DIFF_SAVED,
  SHOW_DIFF_RUNNING,
};

G_DEFINE_FINAL_TYPE (VtrXmlPage, vtr_xml_page, ADW_TYPE_BIN)

static char *
get_saved_text (VtrXmlPage *self)
{
  VtrXmlDoc *saved = vtr_machine_definition_get_saved (self->definition);

  return saved != NULL ? vtr_xml_doc_to_string (saved) : NULL;
}

static char *
get_running_text (VtrXmlPage *self)
{
  VtrXmlDoc *running = vtr_machine_definition_get_running (self->definition);

  return running != NULL ? vtr_xml_doc_to_string (running) : NULL;
}

/* Comparing */

static void
show_text (VtrXmlPage *self,
           const char *text)
{
  vtr_diff_view_show (self->diff_view, text);
  gtk_stack_set_visible_child_name (self->stack, "diff");
}

static void
show_diff (VtrXmlPage *self,
           const char *old_text)
{
  g_autofree char *text = vtr_xml_view_get_text (self->xml_view);

  if (old_text == NULL)
    {
      show_text (self, _("The machine does not run."));
      return;
    }

  vtr_diff_view_compare (self->diff_view, old_text, text);
  gtk_stack_set_visible_child_name (self->stack, "diff");
}

static void
update_choice (VtrXmlPage *self)
{
  g_autofree char *saved = NULL;
  g_autofree char *running = NULL;

  switch (gtk_drop_down_get_selected (self->choice))
    {
    case SHOW_RUNNING:
      running = get_running_text (self);
      show_text (self, running != NULL ? running : _("The machine does not run."));
      break;
    case SHOW_DIFF_SAVED:
      saved = get_saved_text (self);
      show_diff (self, saved);
      break;
    case SHOW_DIFF_RUNNING:
      running = get_running_text (self);
      show_diff (self, running);
      break;
    case SHOW_SAVED:
    default:
      gtk_stack_set_visible_child_name (self->stack, "xml");
      break;
    }
}

/* The text */

static void
update_bar (VtrXmlPage *self)
{
  gboolean is_dirty = vtr_xml_view_is_dirty (self->xml_view);

  gtk_action_bar_set_revealed (self->edit_bar, is_dirty);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "xml-page.save", is_dirty && !self->saving);
  if (!is_dirty)
    adw_banner_set_revealed (self->banner, FALSE);
}

/* What a person writes stays; that somebody else saved meanwhile is said. */
static void
update (VtrXmlPage *self)
{
  g_autofree char *saved = get_saved_text (self);

  if (saved == NULL)
    return;

  if (!vtr_xml_view_is_dirty (self->xml_view))
    {
      if (g_set_str (&self->shown, saved))
        vtr_xml_view_set_text (self->xml_view, saved);
    }
  else if (g_strcmp0 (saved, self->shown) != 0)
    {
      adw_banner_set_revealed (self->banner, TRUE);
    }
  update_choice (self);
}

static void
revert (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  VtrXmlPage *self = VTR_XML_PAGE (widget);
  g_autofree char *saved = get_saved_text (self);

  g_set_str (&self->shown, saved);
  vtr_xml_view_set_text (self->xml_view, saved != NULL ? saved : "");
  update_bar (self);
}

/* Saving */

static void save (VtrXmlPage  *self,
                  VtrEditSort  sort);

static void
on_define_anyway_cb (VtrXmlPage *self)
{
  save (self, VTR_EDIT_REPLACE_ALL_UNCHECKED);
}

/* libvirt refused it: what it says, and, where only the schema does not know it, a way on. */
static void
tell_refusal (VtrXmlPage   *self,
              const GError *error,
              gboolean      checked)
{
  g_autoptr (VtrTrouble) trouble = vtr_virt_trouble (_("The definition was refused"), error);
  AdwDialog *dialog = vtr_trouble_dialog_new (trouble);

  if (checked)
    {
      adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "anyway", _("_Define Anyway"));
      g_signal_connect_object (dialog, "response::anyway", G_CALLBACK (on_define_anyway_cb), self,
                               G_CONNECT_SWAPPED);
    }
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

typedef struct
{
  VtrXmlPage  *self;
  VtrEditSort  sort;
} Saving;

static void
on_saved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autofree Saving *saving = user_data;
  g_autoptr (VtrXmlPage) self = saving->self;
  g_autoptr (GError) error = NULL;
  VtrOutcome outcome;
  guint line = 0, column = 0;

  self->saving = FALSE;
  if (vtr_machine_definition_apply_finish (VTR_MACHINE_DEFINITION (source), result, &outcome, NULL,
                                           &error))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "window.say", "s",
                                  outcome == VTR_OUTCOME_APPLIED ? _("Saved")
                                                                 : _("Saved for the next start"));
      revert (GTK_WIDGET (self), NULL, NULL);
      return;
    }

  update_bar (self);
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (vtr_xml_error_get_position (error, &line, &column))
    vtr_xml_view_show_mistake (self->xml_view, error->message, line, column);
  else
    tell_refusal (self, error, saving->sort == VTR_EDIT_REPLACE_ALL);
}

/* Well-formed is known at once; what else is wrong, the host says. */
static gboolean
check (VtrXmlPage *self,
       const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VtrXmlDoc) doc = vtr_xml_doc_new (text, -1, &error);
  guint line = 0, column = 0;

  if (doc != NULL)
    return TRUE;

  vtr_xml_error_get_position (error, &line, &column);
  gtk_drop_down_set_selected (self->choice, SHOW_SAVED);
  vtr_xml_view_show_mistake (self->xml_view, error->message, line, column);
  return FALSE;
}

static void
save (VtrXmlPage  *self,
      VtrEditSort  sort)
{
  g_autofree char *text = vtr_xml_view_get_text (self->xml_view);
  g_autoptr (VtrEdit) edit = NULL;
  Saving *saving;

  if (self->saving || !check (self, text))
    return;

  saving = g_new (Saving, 1);
  *saving = (Saving) { g_object_ref (self), sort };
  edit = vtr_edit_new (sort, NULL, text);
  self->saving = TRUE;
  update_bar (self);
  vtr_machine_definition_apply_async (self->definition, edit, NULL, on_saved_cb, saving);
}

static void
save_checked (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  save (VTR_XML_PAGE (widget), VTR_EDIT_REPLACE_ALL);
}

static void
search (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  VtrXmlPage *self = VTR_XML_PAGE (widget);

  gtk_drop_down_set_selected (self->choice, SHOW_SAVED);
  vtr_xml_view_set_search_mode (self->xml_view, TRUE);
}

static void
show_history (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  VtrXmlPage *self = VTR_XML_PAGE (widget);
  AdwDialog *dialog = vtr_history_dialog_new (self->definition);

  g_set_weak_pointer (&self->history, VTR_HISTORY_DIALOG (dialog));
  vtr_history_dialog_set_reason (self->history, self->why_not);
  adw_dialog_present (dialog, widget);
}

static void
vtr_xml_page_dispose (GObject *object)
{
  VtrXmlPage *self = VTR_XML_PAGE (object);

  g_clear_weak_pointer (&self->history);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_XML_PAGE);
  g_clear_object (&self->definition);

  G_OBJECT_CLASS (vtr_xml_page_parent_class)->dispose (object);
}

static void
vtr_xml_page_finalize (GObject *object)
{
  VtrXmlPage *self = VTR_XML_PAGE (object);

  g_free (self->shown);
  g_free (self->why_not);

  G_OBJECT_CLASS (vtr_xml_page_parent_class)->finalize (object);
}

static void
vtr_xml_page_class_init (VtrXmlPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_xml_page_dispose;
  object_class->finalize = vtr_xml_page_finalize;

  gtk_widget_class_install_action (widget_class, "xml-page.save", NULL, save_checked);
  gtk_widget_class_install_action (widget_class, "xml-page.revert", NULL, revert);
  gtk_widget_class_install_action (widget_class, "xml-page.search", NULL, search);
  gtk_widget_class_install_action (widget_class, "xml-page.show-history", NULL, show_history);

  g_type_ensure (VTR_TYPE_DIFF_VIEW);
  g_type_ensure (VTR_TYPE_XML_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/machine/vtr-xml-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrXmlPage, xml_view);
  gtk_widget_class_bind_template_child (widget_class, VtrXmlPage, choice);
  gtk_widget_class_bind_template_child (widget_class, VtrXmlPage, stack);
  gtk_widget_class_bind_template_child (widget_class, VtrXmlPage, diff_view);
  gtk_widget_class_bind_template_child (widget_class, VtrXmlPage, banner);
  gtk_widget_class_bind_template_child (widget_class, VtrXmlPage, edit_bar);
  gtk_widget_class_bind_template_callback (widget_class, update_choice);
  gtk_widget_class_bind_template_callback (widget_class, update_bar);
}

static void
vtr_xml_page_init (VtrXmlPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vtr_xml_page_new:
 * @definition: what to show and to change
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
vtr_xml_page_new (VtrMachineDefinition *definition)
{
  VtrXmlPage *self = g_object_new (VTR_TYPE_XML_PAGE, NULL);

  self->definition = g_object_ref (definition);
  g_signal_connect_object (definition, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  update_bar (self);
  return GTK_WIDGET (self);
}

gboolean
vtr_xml_page_is_dirty (GtkWidget *page)
{
  return vtr_xml_view_is_dirty (VTR_XML_PAGE (page)->xml_view);
}

/**
 * vtr_xml_page_set_reason:
 * @page: a page
 * @why_not: (nullable): why nothing can be changed; NULL where it can
 */
void
vtr_xml_page_set_reason (GtkWidget  *page,
                         const char *why_not)
{
  VtrXmlPage *self = VTR_XML_PAGE (page);

  g_set_str (&self->why_not, why_not);
  if (self->history != NULL)
    vtr_history_dialog_set_reason (self->history, why_not);
  vtr_xml_view_set_editable (self->xml_view, why_not == NULL);
  gtk_widget_action_set_enabled (page, "xml-page.save",
                                 why_not == NULL && vtr_xml_page_is_dirty (page));
}
