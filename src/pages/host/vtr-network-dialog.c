/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-network-dialog.h"

#include <glib/gi18n-lib.h>

#include "definition/network/vtr-network-check.h"
#include "definition/network/vtr-network-template.h"
#include "editors/vtr-item-edits-apply.h"
#include "editors/vtr-item-editor.h"
#include "editors/vtr-network-basics.h"
#include "editors/vtr-network-form.h"
#include "virt/device/vtr-host-offers.h"
#include "widgets/vtr-trouble-dialog.h"
#include "widgets/vtr-xml-view.h"

#include "vtr-network-surroundings.h"

struct _VtrNetworkDialog
{
  AdwDialog         parent_instance;

  /* owned */
  VtrNetworks      *networks;
  VtrNetwork       *network; /* NULL for a new one */
  char             *base;    /* the saved definition that is edited */
  VtrXmlDoc        *draft;   /* what was wanted when the view last changed */
  GPtrArray        *taken;   /* VtrTakenSubnet */
  GStrv             names;   /* of the other networks */
  GCancellable     *cancellable;
  VtrJob           *job;     /* while it is being saved */

  /* template children */
  AdwViewStack     *stack;
  VtrNetworkBasics *basics;
  AdwBin           *details;
  VtrXmlView       *xml_view;
  GtkWidget        *save_button;
  GtkWidget        *spinner;
  GtkLabel         *problem_label;

  /* own child */
  VtrItemEditor    *editor;

  /* state */
  const char       *view;
  gboolean          is_by_hand; /* somebody wrote XML */
  gboolean          is_switching;
};

enum
{
  SIGNAL_SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtrNetworkDialog, vtr_network_dialog, ADW_TYPE_DIALOG)

/* What somebody wants */

static VtrXmlDoc *
collect (VtrNetworkDialog *self,
         GError          **error)
{
  g_autoptr (VtrXmlDoc) doc = NULL;
  g_autofree char *text = NULL;

  if (g_str_equal (self->view, VTR_NETWORK_DIALOG_XML))
    {
      text = vtr_xml_view_get_text (self->xml_view);
      return vtr_xml_doc_new (text, -1, error);
    }

  doc = vtr_xml_doc_copy (self->draft);
  if (g_str_equal (self->view, VTR_NETWORK_DIALOG_BASICS))
    vtr_network_basics_write (self->basics, doc);
  else if (!vtr_item_edits_apply (vtr_item_editor_get_edits (self->editor), doc, error))
    return NULL;
  return g_steal_pointer (&doc);
}

/* The first of what is wrong where its own place is not in sight. */
static void
show_problems (VtrNetworkDialog *self,
               GPtrArray        *problems)
{
  gboolean passed = vtr_network_check_passed (problems);
  const VtrNetworkProblem *first = NULL;

  for (guint i = problems->len; i > 0; i--)
    {
      const VtrNetworkProblem *problem = problems->pdata[i - 1];

      if (first == NULL || first->is_warning || !problem->is_warning)
        first = problem;
    }

  vtr_network_basics_set_problems (self->basics, problems);
  gtk_label_set_label (self->problem_label, first != NULL ? first->text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label),
                          first != NULL
                              && !g_str_equal (self->view, VTR_NETWORK_DIALOG_BASICS));
  gtk_widget_set_tooltip_text (self->save_button, passed || first == NULL ? NULL : first->text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "network-dialog.save",
                                 passed && self->job == NULL);
}

/* What is written by hand is for libvirt to judge. */
static void
update (VtrNetworkDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VtrXmlDoc) doc = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  if (g_str_equal (self->view, VTR_NETWORK_DIALOG_XML))
    {
      gtk_widget_set_visible (GTK_WIDGET (self->problem_label), FALSE);
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "network-dialog.save", self->job == NULL);
      return;
    }

  doc = collect (self, &error);
  if (doc == NULL)
    {
      gtk_label_set_label (self->problem_label, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->problem_label), TRUE);
      gtk_widget_set_tooltip_text (self->save_button, error->message);
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "network-dialog.save", FALSE);
      return;
    }

  problems = vtr_network_check (doc, self->taken, self->names);
  show_problems (self, problems);
}

/* The three views */

static void
fill_editor (VtrNetworkDialog *self)
{
  GtkWidget *editor = vtr_item_editor_new (vtr_form_for_network (), NULL);

  self->editor = VTR_ITEM_EDITOR (editor);
  adw_bin_set_child (self->details, editor);
  vtr_item_editor_fill (self->editor, self->draft, NULL, NULL);
  g_signal_connect_object (editor, "edited", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static void
fill_view (VtrNetworkDialog *self)
{
  g_autofree char *text = NULL;

  if (g_str_equal (self->view, VTR_NETWORK_DIALOG_BASICS))
    vtr_network_basics_read (self->basics, self->draft);
  else if (g_str_equal (self->view, VTR_NETWORK_DIALOG_DETAILS))
    fill_editor (self);
  else
    {
      text = vtr_xml_doc_to_string (self->draft);
      vtr_xml_view_set_text (self->xml_view, text);
    }
}

static void
show_mistake (VtrNetworkDialog *self,
              const GError     *error)
{
  guint line = 0, column = 0;

  vtr_xml_error_get_position (error, &line, &column);
  vtr_xml_view_show_mistake (self->xml_view, error->message, line, column);
}

/* What was typed in one view goes with the person to the next; XML that is none keeps them. */
static void
on_view_cb (VtrNetworkDialog *self)
{
  const char *next = adw_view_stack_get_visible_child_name (self->stack);
  g_autoptr (GError) error = NULL;
  VtrXmlDoc *doc;

  if (self->is_switching || self->draft == NULL || next == NULL || g_str_equal (next, self->view))
    return;

  doc = collect (self, &error);
  if (doc == NULL)
    {
      self->is_switching = TRUE;
      adw_view_stack_set_visible_child_name (self->stack, self->view);
      self->is_switching = FALSE;
      if (g_str_equal (self->view, VTR_NETWORK_DIALOG_XML))
        show_mistake (self, error);
      return;
    }

  self->is_by_hand = self->is_by_hand
                     || (g_str_equal (self->view, VTR_NETWORK_DIALOG_XML)
                         && vtr_xml_view_is_dirty (self->xml_view));
  vtr_xml_doc_unref (self->draft);
  self->draft = doc;
  self->view = g_intern_string (next);
  fill_view (self);
  update (self);
}

/* Saving */

static void save (VtrNetworkDialog *self,
                  gboolean          validate);

static void
on_anyway_cb (VtrNetworkDialog *self)
{
  save (self, FALSE);
}

static void
tell_trouble (VtrNetworkDialog *self,
              const VtrTrouble *trouble)
{
  AdwDialog *dialog = vtr_trouble_dialog_new (trouble);

  if (self->is_by_hand)
    {
      adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "anyway", _("_Define Anyway"));
      g_signal_connect_object (dialog, "response::anyway", G_CALLBACK (on_anyway_cb), self,
                               G_CONNECT_SWAPPED);
    }
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
on_job_finished_cb (VtrNetworkDialog *self)
{
  g_autoptr (VtrJob) job = g_steal_pointer (&self->job);
  const char *status = vtr_job_get_status (job);

  gtk_widget_set_visible (self->spinner, FALSE);
  if (vtr_job_get_state (job) == VTR_JOB_SUCCEEDED)
    {
      g_signal_emit (self, signals[SIGNAL_SAVED], 0, status != NULL ? status : _("Created"));
      adw_dialog_force_close (ADW_DIALOG (self));
      return;
    }

  update (self);
  if (vtr_job_get_trouble (job) != NULL)
    tell_trouble (self, vtr_job_get_trouble (job));
}

static void
save (VtrNetworkDialog *self,
      gboolean          validate)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VtrXmlDoc) doc = collect (self, &error);
  g_autofree char *xml = doc != NULL ? vtr_xml_doc_to_string (doc) : NULL;

  if (doc == NULL)
    show_mistake (self, error);
  if (doc == NULL || self->job != NULL)
    return;

  self->job = self->network != NULL
                  ? vtr_network_change (self->network, self->base, xml, validate)
                  : vtr_networks_create (self->networks, xml, TRUE, TRUE, validate);
  /* It is told of here. */
  vtr_job_set_summarised (self->job, TRUE);
  gtk_widget_set_visible (self->spinner, TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "network-dialog.save", FALSE);
  if (vtr_job_get_state (self->job) != VTR_JOB_RUNNING)
    on_job_finished_cb (self);
  else
    g_signal_connect_object (self->job, "finished", G_CALLBACK (on_job_finished_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
save_checked (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  VtrNetworkDialog *self = VTR_NETWORK_DIALOG (widget);

  self->is_by_hand = self->is_by_hand
                     || (g_str_equal (self->view, VTR_NETWORK_DIALOG_XML)
                         && vtr_xml_view_is_dirty (self->xml_view));
  save (self, self->is_by_hand);
}

static void
cancel (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

/* What is around it */

static void
on_offers_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (VtrNetworkDialog) self = user_data;
  g_autoptr (VtrHostOffers) offers = vtr_host_load_offers_finish (VTR_HOST (source), result, NULL);

  if (offers != NULL && !g_cancellable_is_cancelled (self->cancellable))
    vtr_network_basics_set_devices (self->basics, offers->bridges, offers->interfaces);
}

static void
on_surroundings_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (VtrNetworkDialog) self = user_data;
  GPtrArray *taken = vtr_network_surroundings_finish (result, NULL);

  if (taken == NULL)
    return;
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      g_ptr_array_unref (taken);
      return;
    }

  g_clear_pointer (&self->taken, g_ptr_array_unref);
  self->taken = taken;
  update (self);
}

static void
look_around (VtrNetworkDialog *self,
             VtrHost          *host)
{
  vtr_host_load_offers_async (host, NULL, self->cancellable, on_offers_cb, g_object_ref (self));
  vtr_network_surroundings_async (self->networks, self->network, self->cancellable,
                                  on_surroundings_cb, g_object_ref (self));
}

/* The type */

static void
vtr_network_dialog_closed (AdwDialog *dialog)
{
  g_cancellable_cancel (VTR_NETWORK_DIALOG (dialog)->cancellable);
}

static void
vtr_network_dialog_dispose (GObject *object)
{
  VtrNetworkDialog *self = VTR_NETWORK_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_NETWORK_DIALOG);
  g_clear_object (&self->networks);
  g_clear_object (&self->network);
  g_clear_object (&self->job);

  G_OBJECT_CLASS (vtr_network_dialog_parent_class)->dispose (object);
}

static void
vtr_network_dialog_finalize (GObject *object)
{
  VtrNetworkDialog *self = VTR_NETWORK_DIALOG (object);

  g_free (self->base);
  g_clear_pointer (&self->draft, vtr_xml_doc_unref);
  g_clear_pointer (&self->taken, g_ptr_array_unref);
  g_strfreev (self->names);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (vtr_network_dialog_parent_class)->finalize (object);
}

static void
vtr_network_dialog_class_init (VtrNetworkDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_network_dialog_dispose;
  object_class->finalize = vtr_network_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = vtr_network_dialog_closed;

  signals[SIGNAL_SAVED] = g_signal_new ("saved", VTR_TYPE_NETWORK_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "network-dialog.save", NULL, save_checked);
  gtk_widget_class_install_action (widget_class, "network-dialog.cancel", NULL, cancel);

  g_type_ensure (VTR_TYPE_NETWORK_BASICS);
  g_type_ensure (VTR_TYPE_XML_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/host/vtr-network-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkDialog, basics);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkDialog, details);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkDialog, xml_view);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkDialog, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, on_view_cb);
}

static void
vtr_network_dialog_init (VtrNetworkDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->view = VTR_NETWORK_DIALOG_BASICS;
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GStrv
list_other_names (VtrNetworks *networks,
                  VtrNetwork  *network)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  GListModel *list = vtr_networks_get_list (networks);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (VtrNetwork) other = g_list_model_get_item (list, i);

      if (other != network)
        g_strv_builder_add (names, vtr_network_get_name (other));
    }
  return g_strv_builder_end (names);
}

static void
begin (VtrNetworkDialog *self)
{
  g_autofree char *name = NULL;
  VtrSubnet subnet;
  gboolean has_subnet;

  if (self->network != NULL)
    {
      self->draft = vtr_xml_doc_copy (vtr_network_get_saved (self->network));
      self->base = vtr_xml_doc_to_string (self->draft);
      vtr_network_basics_set_why_no_name (
          self->basics, vtr_network_is_active (self->network)
                            ? _("A network can be renamed only while it is stopped")
                            : NULL);
      return;
    }

  name = vtr_network_propose_name (self->names);
  has_subnet = vtr_network_propose_subnet (self->taken, &subnet);
  self->draft = vtr_network_template (name, has_subnet ? &subnet : NULL);
}

/**
 * vtr_network_dialog_new:
 * @networks: of a host that is connected
 * @network: (nullable): the one to change, which is read; NULL for a new one
 * @view: what is shown first
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
vtr_network_dialog_new (VtrNetworks *networks,
                        VtrNetwork  *network,
                        const char  *view)
{
  VtrNetworkDialog *self = g_object_new (VTR_TYPE_NETWORK_DIALOG, NULL);

  self->networks = g_object_ref (networks);
  self->network = network != NULL ? g_object_ref (network) : NULL;
  self->names = list_other_names (networks, network);
  self->taken = vtr_network_surroundings_list (networks, network);
  begin (self);
  if (network != NULL)
    {
      adw_dialog_set_title (ADW_DIALOG (self), vtr_network_get_name (network));
      gtk_button_set_label (GTK_BUTTON (self->save_button), _("_Save"));
    }

  self->view = g_intern_string (view);
  adw_view_stack_set_visible_child_name (self->stack, view);
  fill_view (self);
  update (self);
  look_around (self, vtr_networks_get_host (networks));
  return ADW_DIALOG (self);
}
