/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-field-row.h"

#include <glib/gi18n-lib.h>

#include "vtr-choice-factory.h"
#include "vtr-field-label.h"
#include "vtr-suggestion-button.h"

#include "widgets/vtr-size-row.h"

typedef struct _Shape Shape;

struct _VtrFieldRow
{
  GObject           parent_instance;

  /* owned */
  GtkWidget        *widget;
  char             *key;
  char             *note;
  char             *why_not;
  GPtrArray        *values; /* of a choice, in the order of its list; the first is NULL */
  GPtrArray        *reasons; /* why each of them cannot be chosen; NULL for those that can */

  /* borrowed: tables */
  const VtrKind    *kind;
  const VtrField   *field;
  const VtrFormRow *form;   /* NULL for a row that no form arranges */
  const Shape      *shape;

  /* own child */
  GtkWidget        *note_label; /* of a row that has no subtitle */
  GtkWidget        *suggestions; /* of a text */

  /* state */
  gboolean          filling;
};

/* A way to show a value. */
struct _Shape
{
  GtkWidget *(*build) (VtrFieldRow *self);
  char      *(*get)   (VtrFieldRow *self);
  void       (*set)   (VtrFieldRow *self,
                       const char  *value);
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtrFieldRow, vtr_field_row, G_TYPE_OBJECT)

static void
on_widget_changed_cb (VtrFieldRow *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
watch (VtrFieldRow *self,
       GtkWidget   *widget,
       const char  *signal)
{
  g_signal_connect_object (widget, signal, G_CALLBACK (on_widget_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* A choice */

static void
add_choice (VtrFieldRow   *self,
            GtkStringList *labels,
            const char    *value,
            const char    *own_label,
            const char    *why_not)
{
  g_autofree char *label = own_label != NULL
                               ? g_strdup (own_label)
                               : vtr_field_value_label (self->kind, self->field, value);

  g_ptr_array_add (self->values, g_strdup (value));
  g_ptr_array_add (self->reasons, g_strdup (why_not));
  gtk_string_list_append (labels, label);
}

static const VtrChoice *
find_offer (GPtrArray  *choices,
            const char *value)
{
  for (guint i = 0; i < choices->len; i++)
    {
      const VtrChoice *choice = choices->pdata[i];

      if (g_str_equal (choice->value, value))
        return choice;
    }
  return NULL;
}

/* What the host offers in the order of the tables, then what only the host knows, and at the end what
 * it does not offer. */
static void
add_offers (VtrFieldRow       *self,
            GtkStringList     *labels,
            const char *const *known,
            GPtrArray         *choices)
{
  for (guint i = 0; known != NULL && known[i] != NULL; i++)
    {
      const VtrChoice *choice = find_offer (choices, known[i]);

      if (choice != NULL)
        add_choice (self, labels, known[i], choice->label, choice->why_not);
    }
  for (guint i = 0; i < choices->len; i++)
    {
      const VtrChoice *choice = choices->pdata[i];

      if (known == NULL || !g_strv_contains (known, choice->value))
        add_choice (self, labels, choice->value, choice->label, choice->why_not);
    }
  for (guint i = 0; known != NULL && known[i] != NULL; i++)
    if (find_offer (choices, known[i]) == NULL)
      add_choice (self, labels, known[i], NULL, _("This host does not offer it"));
}

static void
list_choices (VtrFieldRow *self,
              GtkWidget   *row,
              GPtrArray   *choices)
{
  static const char *const yes_no[] = { "yes", "no", NULL };
  const char *const *known = self->field->type == VTR_CHOICE ? self->field->values : yes_no;
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->values, 0);
  g_ptr_array_set_size (self->reasons, 0);
  add_choice (self, labels, NULL, NULL, NULL);
  if (choices != NULL)
    add_offers (self, labels, known, choices);
  for (guint i = 0; choices == NULL && known != NULL && known[i] != NULL; i++)
    add_choice (self, labels, known[i], NULL, NULL);
  vtr_choice_factory_apply (ADW_COMBO_ROW (row), self->reasons);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
}

static GtkWidget *
build_choice (VtrFieldRow *self)
{
  GtkWidget *row = adw_combo_row_new ();

  list_choices (self, row, NULL);
  watch (self, row, "notify::selected");
  return row;
}

static char *
get_choice (VtrFieldRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->widget));

  return selected < self->values->len ? g_strdup (self->values->pdata[selected]) : NULL;
}

static void
set_choice (VtrFieldRow *self,
            const char  *value)
{
  GListModel *labels = adw_combo_row_get_model (ADW_COMBO_ROW (self->widget));
  guint i;

  for (i = 0; i < self->values->len; i++)
    if (g_strcmp0 (self->values->pdata[i], value) == 0)
      break;
  if (i == self->values->len)
    add_choice (self, GTK_STRING_LIST (labels), value, NULL, NULL);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->widget), i);
}

static const Shape choice_shape = { build_choice, get_choice, set_choice };

/* A switch: what is not said is off. */

static GtkWidget *
build_switch (VtrFieldRow *self)
{
  GtkWidget *row = adw_switch_row_new ();

  watch (self, row, "notify::active");
  return row;
}

static char *
get_switch (VtrFieldRow *self)
{
  gboolean active = adw_switch_row_get_active (ADW_SWITCH_ROW (self->widget));

  if (self->field->type == VTR_PRESENCE)
    return active ? g_strdup ("yes") : NULL;

  return g_strdup (active ? "yes" : "no");
}

static void
set_switch (VtrFieldRow *self,
            const char  *value)
{
  adw_switch_row_set_active (ADW_SWITCH_ROW (self->widget), g_strcmp0 (value, "yes") == 0);
}

static const Shape switch_shape = { build_switch, get_switch, set_switch };

/* A small number */

static gboolean
on_spin_output_cb (VtrFieldRow *self)
{
  if (adw_spin_row_get_value (ADW_SPIN_ROW (self->widget)) > 0)
    return FALSE;

  gtk_editable_set_text (GTK_EDITABLE (self->widget), _("Default"));
  return TRUE;
}

static int
on_spin_input_cb (VtrFieldRow *self,
                  double      *value)
{
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->widget)), _("Default")) != 0)
    return FALSE;

  *value = 0;
  return TRUE;
}

static GtkWidget *
build_spin (VtrFieldRow *self)
{
  GtkWidget *row = adw_spin_row_new_with_range (0, self->form->maximum, 1);

  self->widget = row;
  adw_spin_row_set_numeric (ADW_SPIN_ROW (row), FALSE);
  g_signal_connect_object (row, "input", G_CALLBACK (on_spin_input_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "output", G_CALLBACK (on_spin_output_cb), self, G_CONNECT_SWAPPED);
  watch (self, row, "notify::value");
  return row;
}

static char *
get_spin (VtrFieldRow *self)
{
  int value = (int) adw_spin_row_get_value (ADW_SPIN_ROW (self->widget));

  return value > 0 ? g_strdup_printf ("%d", value) : NULL;
}

static void
set_spin (VtrFieldRow *self,
          const char  *value)
{
  adw_spin_row_set_value (ADW_SPIN_ROW (self->widget),
                          value != NULL ? g_ascii_strtod (value, NULL) : 0);
  adw_spin_row_update (ADW_SPIN_ROW (self->widget));
  on_spin_output_cb (self);
}

static const Shape spin_shape = { build_spin, get_spin, set_spin };

/* A size */

static GtkWidget *
build_size (VtrFieldRow *self)
{
  GtkWidget *row = vtr_size_row_new ();

  watch (self, row, "notify::bytes");
  return row;
}

static char *
get_size (VtrFieldRow *self)
{
  guint64 bytes = vtr_size_row_get_bytes (VTR_SIZE_ROW (self->widget));

  return bytes > 0 ? g_strdup_printf ("%" G_GUINT64_FORMAT, bytes) : NULL;
}

static void
set_size (VtrFieldRow *self,
          const char  *value)
{
  vtr_size_row_set_bytes (VTR_SIZE_ROW (self->widget),
                          value != NULL ? g_ascii_strtoull (value, NULL, 10) : 0);
}

static const Shape size_shape = { build_size, get_size, set_size };

/* Text, and numbers without a known limit */

static GtkWidget *
build_text (VtrFieldRow *self)
{
  GtkWidget *row = self->field->flags & VTR_FIELD_SECRET ? adw_password_entry_row_new ()
                                                         : adw_entry_row_new ();

  if (self->field->type == VTR_NUMBER)
    adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), GTK_INPUT_PURPOSE_NUMBER);
  self->note_label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->note_label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->note_label), 32);
  gtk_widget_add_css_class (self->note_label, "caption");
  gtk_widget_add_css_class (self->note_label, "dim-label");
  gtk_widget_set_visible (self->note_label, FALSE);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), self->note_label);
  self->suggestions = vtr_suggestion_button_new ();
  g_signal_connect_object (self->suggestions, "chosen", G_CALLBACK (gtk_editable_set_text), row,
                           G_CONNECT_SWAPPED);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), self->suggestions);
  watch (self, row, "changed");
  return row;
}

static char *
get_text (VtrFieldRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->widget));

  return text[0] != '\0' ? g_strdup (text) : NULL;
}

static void
set_text (VtrFieldRow *self,
          const char  *value)
{
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->widget)), value) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->widget), value != NULL ? value : "");
}

static const Shape text_shape = { build_text, get_text, set_text };

/* Only to be read */

static GtkWidget *
build_fact (VtrFieldRow *self)
{
  GtkWidget *row = adw_action_row_new ();

  gtk_widget_add_css_class (row, "property");
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  g_ptr_array_add (self->values, NULL);
  return row;
}

static char *
get_fact (VtrFieldRow *self)
{
  return g_strdup (self->values->pdata[0]);
}

static void
set_fact (VtrFieldRow *self,
          const char  *value)
{
  g_autofree char *label = value != NULL
                               ? vtr_field_value_label (self->kind, self->field, value)
                               : g_strdup (_("Not set"));

  g_free (self->values->pdata[0]);
  self->values->pdata[0] = g_strdup (value);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->widget), label);
}

static const Shape fact_shape = { build_fact, get_fact, set_fact };

static const Shape *
choose_shape (VtrFieldRow *self)
{
  VtrFormFlags flags = self->form != NULL ? self->form->flags : 0;

  if ((flags & VTR_FORM_READ_ONLY) || (self->field->flags & VTR_FIELD_LIVE))
    return &fact_shape;

  switch (self->field->type)
    {
    case VTR_CHOICE:
      return &choice_shape;
    case VTR_YES_NO:
    case VTR_ON_OFF:
    case VTR_STATE:
      return flags & VTR_FORM_SWITCH ? &switch_shape : &choice_shape;
    case VTR_PRESENCE:
      return &switch_shape;
    case VTR_SIZE:
      return &size_shape;
    case VTR_NUMBER:
      return self->form != NULL && self->form->maximum > 0 ? &spin_shape : &text_shape;
    case VTR_TEXT:
    default:
      return &text_shape;
    }
}

/* The most pressing of what there is to say. */
static void
update_note (VtrFieldRow *self)
{
  const char *subtitle = self->form != NULL ? self->form->subtitle : NULL;
  const char *text = self->note != NULL      ? self->note
                     : self->why_not != NULL ? self->why_not
                     : subtitle != NULL      ? _(subtitle)
                                             : NULL;

  if (self->shape == &fact_shape)
    {
      gtk_widget_set_tooltip_text (self->widget, text);
      return;
    }
  if (self->note_label == NULL)
    {
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->widget), text != NULL ? text : "");
      return;
    }

  gtk_label_set_text (GTK_LABEL (self->note_label), self->note != NULL ? self->note : "");
  gtk_widget_set_visible (self->note_label, self->note != NULL);
  gtk_widget_set_tooltip_text (self->widget, text);
}

static void
vtr_field_row_dispose (GObject *object)
{
  VtrFieldRow *self = VTR_FIELD_ROW (object);

  g_clear_object (&self->widget);

  G_OBJECT_CLASS (vtr_field_row_parent_class)->dispose (object);
}

static void
vtr_field_row_finalize (GObject *object)
{
  VtrFieldRow *self = VTR_FIELD_ROW (object);

  g_free (self->key);
  g_free (self->note);
  g_free (self->why_not);
  g_ptr_array_unref (self->values);
  g_ptr_array_unref (self->reasons);

  G_OBJECT_CLASS (vtr_field_row_parent_class)->finalize (object);
}

static void
vtr_field_row_class_init (VtrFieldRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vtr_field_row_dispose;
  object_class->finalize = vtr_field_row_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", VTR_TYPE_FIELD_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
vtr_field_row_init (VtrFieldRow *self)
{
  self->values = g_ptr_array_new_with_free_func (g_free);
  self->reasons = g_ptr_array_new_with_free_func (g_free);
}

/**
 * vtr_field_row_new:
 * @key: the item that has the field
 * @kind: its kind
 * @field: one of the kind's fields
 * @form: (nullable): how the form wants it
 *
 * Returns: (transfer full): a row without a value
 */
VtrFieldRow *
vtr_field_row_new (const char       *key,
                   const VtrKind    *kind,
                   const VtrField   *field,
                   const VtrFormRow *form)
{
  VtrFieldRow *self = g_object_new (VTR_TYPE_FIELD_ROW, NULL);
  const char *label = vtr_field_label (kind, field);

  self->key = g_strdup (key);
  self->kind = kind;
  self->field = field;
  self->form = form;
  self->shape = choose_shape (self);
  self->filling = TRUE;
  self->widget = self->shape->build (self);
  g_object_ref_sink (self->widget);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->widget), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->widget),
                                 label != NULL ? label : field->name);
  update_note (self);
  self->filling = FALSE;
  return self;
}

/**
 * vtr_field_row_get_widget:
 * @self: a row
 *
 * Returns: (transfer none): what to put into a form
 */
GtkWidget *
vtr_field_row_get_widget (VtrFieldRow *self)
{
  return self->widget;
}

const char *
vtr_field_row_get_key (VtrFieldRow *self)
{
  return self->key;
}

const VtrKind *
vtr_field_row_get_kind (VtrFieldRow *self)
{
  return self->kind;
}

const VtrField *
vtr_field_row_get_field (VtrFieldRow *self)
{
  return self->field;
}

/**
 * vtr_field_row_get_form:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): how the form wants it
 */
const VtrFormRow *
vtr_field_row_get_form (VtrFieldRow *self)
{
  return self->form;
}

/**
 * vtr_field_row_get_value:
 * @self: a row
 *
 * Returns: (transfer full) (nullable): what it shows; NULL for "not said"
 */
char *
vtr_field_row_get_value (VtrFieldRow *self)
{
  return self->shape->get (self);
}

/**
 * vtr_field_row_set_value:
 * @self: a row
 * @value: (nullable): what to show
 */
void
vtr_field_row_set_value (VtrFieldRow *self,
                         const char  *value)
{
  self->filling = TRUE;
  self->shape->set (self, value);
  self->filling = FALSE;
}

/**
 * vtr_field_row_set_note:
 * @self: a row
 * @note: (nullable): what stands under its title in place of the explanation
 */
void
vtr_field_row_set_note (VtrFieldRow *self,
                        const char  *note)
{
  if (g_set_str (&self->note, note))
    update_note (self);
}

/**
 * vtr_field_row_set_choices:
 * @self: a row
 * @choices: (nullable) (element-type VtrChoice): what the host offers; NULL where it has not said
 *
 * What the row shows stays, also when it is not among them.
 */
void
vtr_field_row_set_choices (VtrFieldRow *self,
                           GPtrArray   *choices)
{
  g_autofree char *value = NULL;

  if (self->suggestions != NULL)
    vtr_suggestion_button_set_choices (VTR_SUGGESTION_BUTTON (self->suggestions), choices);
  if (self->shape != &choice_shape || choices == NULL)
    return;

  value = get_choice (self);
  self->filling = TRUE;
  list_choices (self, self->widget, choices);
  set_choice (self, value);
  self->filling = FALSE;
}

/**
 * vtr_field_row_set_reason:
 * @self: a row
 * @why_not: (nullable): why it cannot be changed; NULL where it can
 */
void
vtr_field_row_set_reason (VtrFieldRow *self,
                          const char  *why_not)
{
  gtk_widget_set_sensitive (self->widget, why_not == NULL);
  if (g_set_str (&self->why_not, why_not))
    update_note (self);
}
