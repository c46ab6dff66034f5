/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-pending-bar.h"

#include <glib/gi18n-lib.h>

#include "widgets/vtr-question.h"

#include "vtr-applying.h"
#include "vtr-change-words.h"
#include "vtr-diff-view.h"

struct _VtrPendingBar
{
  AdwBin                parent_instance;

  /* owned */
  VtrMachineDefinition *definition;

  /* template children */
  GtkRevealer          *revealer;
  GtkOrientable        *box;
  GtkLabel             *label;
};

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VtrPendingBar, vtr_pending_bar, ADW_TYPE_BIN)

static char *
describe_title (VtrPendingBar   *self,
                const VtrChange *change)
{
  return vtr_change_describe_title (change, vtr_machine_definition_get_running (self->definition),
                                    vtr_machine_definition_get_saved (self->definition));
}

static GtkWidget *
make_list (VtrPendingBar *self,
           GPtrArray     *changes)
{
  GtkWidget *group = adw_preferences_group_new ();

  for (guint i = 0; i < changes->len; i++)
    {
      g_autofree char *title = describe_title (self, changes->pdata[i]);
      g_autofree char *text = vtr_change_describe_pending (changes->pdata[i]);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }

  return group;
}

static AdwNavigationPage *
make_page (GtkWidget  *content,
           const char *title,
           const char *tag)
{
  GtkWidget *view = adw_toolbar_view_new ();

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), content);
  return adw_navigation_page_new_with_tag (view, title, tag);
}

static GtkWidget *
make_comparison (VtrPendingBar *self)
{
  VtrXmlDoc *running = vtr_machine_definition_get_running (self->definition);
  VtrXmlDoc *saved = vtr_machine_definition_get_saved (self->definition);
  g_autofree char *before = running != NULL ? vtr_xml_doc_to_string (running) : g_strdup ("");
  g_autofree char *after = saved != NULL ? vtr_xml_doc_to_string (saved) : g_strdup ("");
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view = vtr_diff_view_new ();

  vtr_diff_view_compare (VTR_DIFF_VIEW (view), before, after);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  return scrolled;
}

/* libvirt fills in much when a machine starts, so all of it is one step further. */
static GtkWidget *
make_comparison_row (void)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "title", _("Compare All of It"), "subtitle",
                                 _("The running and the saved definition, line by line"),
                                 "activatable", TRUE, "action-name", "navigation.push",
                                 "action-target", g_variant_new_string ("comparison"), NULL);

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return group;
}

static void
show (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  VtrPendingBar *self = VTR_PENDING_BAR (widget);
  GPtrArray *changes = vtr_machine_definition_get_pending (self->definition);
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *navigation = adw_navigation_view_new ();

  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page),
                            ADW_PREFERENCES_GROUP (make_list (self, changes)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page),
                            ADW_PREFERENCES_GROUP (make_comparison_row ()));
  adw_navigation_view_add (ADW_NAVIGATION_VIEW (navigation),
                           make_page (page, _("Waiting Changes"), "list"));
  adw_navigation_view_add (ADW_NAVIGATION_VIEW (navigation),
                           make_page (make_comparison (self), _("Comparison"), "comparison"));
  adw_dialog_set_title (dialog, _("Waiting Changes"));
  adw_dialog_set_content_width (dialog, 560);
  adw_dialog_set_content_height (dialog, 460);
  adw_dialog_set_child (dialog, navigation);
  adw_dialog_present (dialog, widget);
}

static void
on_discard_answered_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr (VtrPendingBar) self = user_data;
  GPtrArray *edits;

  if (!vtr_question_ask_finish (result, NULL, NULL) || self->definition == NULL)
    return;

  edits = g_ptr_array_new_with_free_func (vtr_edit_free);
  g_ptr_array_add (edits, vtr_edit_new (VTR_EDIT_DISCARD_PENDING, NULL, NULL));
  vtr_applying_start (GTK_WIDGET (self), self->definition, edits,
                      _("The changes could not be discarded"), NULL, NULL);
}

static void
discard (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  VtrPendingBar *self = VTR_PENDING_BAR (widget);
  GPtrArray *changes = vtr_machine_definition_get_pending (self->definition);
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  VtrQuestion question;

  for (guint i = 0; i < changes->len; i++)
    {
      g_autofree char *title = describe_title (self, changes->pdata[i]);
      g_autofree char *text = vtr_change_describe_pending (changes->pdata[i]);

      g_ptr_array_add (losses, g_strdup_printf ("%s: %s", title, text));
    }
  g_ptr_array_add (losses, NULL);

  question = (VtrQuestion) {
    .heading = _("Discard the Waiting Changes?"),
    .body = _("The saved definition becomes what runs now."),
    .losses = (const char *const *) losses->pdata,
    .confirm_label = _("_Discard"),
    .destructive = TRUE,
  };
  vtr_question_ask_async (widget, &question, NULL, on_discard_answered_cb, g_object_ref (self));
}

static void
update (VtrPendingBar *self)
{
  guint n_pending = 0;
  g_autofree char *text = NULL;

  g_object_get (self->definition, "n-pending", &n_pending, NULL);
  text = g_strdup_printf (ngettext ("%u change waits for the next power-off",
                                    "%u changes wait for the next power-off", n_pending),
                          n_pending);
  if (n_pending > 0)
    gtk_label_set_text (self->label, text);
  gtk_revealer_set_reveal_child (self->revealer, n_pending > 0);
}

static void
vtr_pending_bar_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  VtrPendingBar *self = VTR_PENDING_BAR (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, gtk_orientable_get_orientation (self->box)
                                      == GTK_ORIENTATION_VERTICAL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_pending_bar_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  VtrPendingBar *self = VTR_PENDING_BAR (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      gtk_orientable_set_orientation (self->box, g_value_get_boolean (value)
                                                     ? GTK_ORIENTATION_VERTICAL
                                                     : GTK_ORIENTATION_HORIZONTAL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_pending_bar_dispose (GObject *object)
{
  VtrPendingBar *self = VTR_PENDING_BAR (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_PENDING_BAR);
  g_clear_object (&self->definition);

  G_OBJECT_CLASS (vtr_pending_bar_parent_class)->dispose (object);
}

static void
vtr_pending_bar_class_init (VtrPendingBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_pending_bar_dispose;
  object_class->get_property = vtr_pending_bar_get_property;
  object_class->set_property = vtr_pending_bar_set_property;

  properties[PROP_NARROW] = g_param_spec_boolean (
      "narrow", NULL, NULL, FALSE,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "pending.show", NULL, show);
  gtk_widget_class_install_action (widget_class, "pending.discard", NULL, discard);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/machine/vtr-pending-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrPendingBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, VtrPendingBar, box);
  gtk_widget_class_bind_template_child (widget_class, VtrPendingBar, label);
}

static void
vtr_pending_bar_init (VtrPendingBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vtr_pending_bar_set_definition:
 * @self: a bar that has none yet
 * @definition: whose changes it tells of
 */
void
vtr_pending_bar_set_definition (VtrPendingBar        *self,
                                VtrMachineDefinition *definition)
{
  g_return_if_fail (VTR_IS_PENDING_BAR (self));

  g_set_object (&self->definition, definition);
  g_signal_connect_object (definition, "notify::n-pending", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}
