/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-trouble-view.h"

#include "vtr-label.h"

#include <glib/gi18n-lib.h>

struct _VtrTroubleView
{
  AdwBin      parent_instance;

  /* owned */
  VtrTrouble *trouble;

  /* template children */
  GtkWidget  *summary_label;
  GtkWidget  *cause_label;
  GtkWidget  *remedy_label;
  GtkWidget  *command_box;
  GtkWidget  *command_label;
  GtkWidget  *details_expander;
  GtkWidget  *details_label;

  /* state */
  gboolean    show_summary;
};

enum
{
  PROP_0,
  PROP_TROUBLE,
  PROP_SHOW_SUMMARY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VtrTroubleView, vtr_trouble_view, ADW_TYPE_BIN)

static void
copy_text (GtkWidget  *widget,
           const char *text,
           const char *said)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  gtk_accessible_announce (GTK_ACCESSIBLE (widget), said,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
copy_command (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  VtrTroubleView *self = VTR_TROUBLE_VIEW (widget);

  copy_text (widget, self->trouble->command, _("Command copied"));
}

static void
copy_report (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  VtrTroubleView *self = VTR_TROUBLE_VIEW (widget);
  g_autofree char *text = vtr_trouble_to_text (self->trouble);

  copy_text (widget, text, _("Report copied"));
}

static void
fill_label (GtkWidget  *label,
            const char *text)
{
  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
}

static void
fill_optional (GtkWidget  *shown,
               GtkWidget  *label,
               const char *text)
{
  fill_label (label, text);
  gtk_widget_set_visible (shown, text != NULL && text[0] != '\0');
}

static void
update (VtrTroubleView *self)
{
  static const VtrTrouble nothing;
  const VtrTrouble *trouble = self->trouble != NULL ? self->trouble : &nothing;

  fill_label (self->summary_label, trouble->summary);
  gtk_widget_set_visible (self->summary_label, self->show_summary && trouble->summary != NULL);
  fill_optional (self->cause_label, self->cause_label, trouble->cause);
  fill_optional (self->remedy_label, self->remedy_label, trouble->remedy);
  fill_optional (self->command_box, self->command_label, trouble->command);
  fill_optional (self->details_expander, self->details_label, trouble->details);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "trouble.copy-command",
                                 trouble->command != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "trouble.copy-report", self->trouble != NULL);
}

static void
vtr_trouble_view_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  VtrTroubleView *self = VTR_TROUBLE_VIEW (object);

  switch (prop_id)
    {
    case PROP_TROUBLE:
      g_value_set_boxed (value, self->trouble);
      break;
    case PROP_SHOW_SUMMARY:
      g_value_set_boolean (value, self->show_summary);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_trouble_view_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  VtrTroubleView *self = VTR_TROUBLE_VIEW (object);

  switch (prop_id)
    {
    case PROP_TROUBLE:
      vtr_trouble_view_set_trouble (self, g_value_get_boxed (value));
      break;
    case PROP_SHOW_SUMMARY:
      if (self->show_summary == g_value_get_boolean (value))
        break;
      self->show_summary = g_value_get_boolean (value);
      update (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_trouble_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), VTR_TYPE_TROUBLE_VIEW);

  G_OBJECT_CLASS (vtr_trouble_view_parent_class)->dispose (object);
}

static void
vtr_trouble_view_finalize (GObject *object)
{
  VtrTroubleView *self = VTR_TROUBLE_VIEW (object);

  g_clear_pointer (&self->trouble, vtr_trouble_free);

  G_OBJECT_CLASS (vtr_trouble_view_parent_class)->finalize (object);
}

static void
vtr_trouble_view_class_init (VtrTroubleViewClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_trouble_view_dispose;
  object_class->finalize = vtr_trouble_view_finalize;
  object_class->get_property = vtr_trouble_view_get_property;
  object_class->set_property = vtr_trouble_view_set_property;

  properties[PROP_TROUBLE] =
      g_param_spec_boxed ("trouble", NULL, NULL, VTR_TYPE_TROUBLE, flags);
  properties[PROP_SHOW_SUMMARY] =
      g_param_spec_boolean ("show-summary", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "trouble.copy-command", NULL, copy_command);
  gtk_widget_class_install_action (widget_class, "trouble.copy-report", NULL, copy_report);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/widgets/vtr-trouble-view.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrTroubleView, summary_label);
  gtk_widget_class_bind_template_child (widget_class, VtrTroubleView, cause_label);
  gtk_widget_class_bind_template_child (widget_class, VtrTroubleView, remedy_label);
  gtk_widget_class_bind_template_child (widget_class, VtrTroubleView, command_box);
  gtk_widget_class_bind_template_child (widget_class, VtrTroubleView, command_label);
  gtk_widget_class_bind_template_child (widget_class, VtrTroubleView, details_expander);
  gtk_widget_class_bind_template_child (widget_class, VtrTroubleView, details_label);
}

static void
vtr_trouble_view_init (VtrTroubleView *self)
{
  self->show_summary = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  vtr_label_wrap_names (GTK_LABEL (self->summary_label));
  vtr_label_wrap_names (GTK_LABEL (self->cause_label));
  vtr_label_wrap_names (GTK_LABEL (self->remedy_label));
  vtr_label_wrap_names (GTK_LABEL (self->command_label));
  vtr_label_wrap_names (GTK_LABEL (self->details_label));
  update (self);
}

GtkWidget *
vtr_trouble_view_new (void)
{
  return g_object_new (VTR_TYPE_TROUBLE_VIEW, NULL);
}

/**
 * vtr_trouble_view_get_trouble:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): what it shows
 */
const VtrTrouble *
vtr_trouble_view_get_trouble (VtrTroubleView *self)
{
  g_return_val_if_fail (VTR_IS_TROUBLE_VIEW (self), NULL);

  return self->trouble;
}

/**
 * vtr_trouble_view_set_trouble:
 * @self: a view
 * @trouble: (nullable) (transfer none): what to show
 */
void
vtr_trouble_view_set_trouble (VtrTroubleView   *self,
                              const VtrTrouble *trouble)
{
  g_return_if_fail (VTR_IS_TROUBLE_VIEW (self));

  if (self->trouble == trouble)
    return;

  g_clear_pointer (&self->trouble, vtr_trouble_free);
  self->trouble = trouble != NULL ? vtr_trouble_copy (trouble) : NULL;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
}
