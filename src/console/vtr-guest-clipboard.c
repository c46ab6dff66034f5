/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-guest-clipboard.h"

/* A guest that was asked may have hung; who wants to paste must not wait for ever. */
#define ANSWER_SECONDS 5

typedef struct
{
  /* owned */
  GStrv formats;
  GPtrArray *questions;

  /* state */
  VtrClipboardDirection direction;
  gboolean usable;
} VtrGuestClipboardPrivate;

/* A format that the guest was asked for and has not sent yet. */
typedef struct
{
  VtrGuestClipboard *clipboard;
  GTask *task;
  char *format;
  guint timeout_id;
} Question;

enum
{
  PROP_0,
  PROP_USABLE,
  PROP_DIRECTION,
  PROP_FORMATS,
  N_PROPS
};

enum
{
  SIGNAL_WANTED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE (VtrClipboardDirection,
                    vtr_clipboard_direction,
                    G_DEFINE_ENUM_VALUE (VTR_CLIPBOARD_OFF, "off"),
                    G_DEFINE_ENUM_VALUE (VTR_CLIPBOARD_TO_GUEST, "to-guest"),
                    G_DEFINE_ENUM_VALUE (VTR_CLIPBOARD_TO_HOST, "to-host"),
                    G_DEFINE_ENUM_VALUE (VTR_CLIPBOARD_BOTH, "both"))

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (VtrGuestClipboard, vtr_guest_clipboard, G_TYPE_OBJECT)

#define PRIVATE(self) \
  ((VtrGuestClipboardPrivate *) vtr_guest_clipboard_get_instance_private (self))

static void
question_free (Question *question)
{
  g_clear_handle_id (&question->timeout_id, g_source_remove);
  g_clear_object (&question->task);
  g_free (question->format);
  g_free (question);
}

gboolean
vtr_guest_clipboard_get_usable (VtrGuestClipboard *self)
{
  g_return_val_if_fail (VTR_IS_GUEST_CLIPBOARD (self), FALSE);

  return PRIVATE (self)->usable;
}

static GPtrArray *
new_questions (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) question_free);
}

static void
fail_questions (VtrGuestClipboard *self)
{
  g_autoptr (GPtrArray) questions = g_steal_pointer (&PRIVATE (self)->questions);

  PRIVATE (self)->questions = new_questions ();
  for (guint i = 0; i < questions->len; i++)
    g_task_return_new_error (((Question *) g_ptr_array_index (questions, i))->task,
                             G_IO_ERROR, G_IO_ERROR_CLOSED,
                             "The guest's clipboard went away");
}

/**
 * vtr_guest_clipboard_set_usable:
 *
 * Says whether there is anybody in the guest to talk to, such as an agent.
 */
void
vtr_guest_clipboard_set_usable (VtrGuestClipboard *self,
                                gboolean           usable)
{
  VtrGuestClipboardPrivate *priv;

  g_return_if_fail (VTR_IS_GUEST_CLIPBOARD (self));

  priv = PRIVATE (self);
  usable = !!usable;
  if (priv->usable == usable)
    return;

  priv->usable = usable;
  if (!usable)
    {
      fail_questions (self);
      vtr_guest_clipboard_set_formats (self, NULL);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_USABLE]);
}

VtrClipboardDirection
vtr_guest_clipboard_get_direction (VtrGuestClipboard *self)
{
  g_return_val_if_fail (VTR_IS_GUEST_CLIPBOARD (self), VTR_CLIPBOARD_OFF);

  return PRIVATE (self)->direction;
}

void
vtr_guest_clipboard_set_direction (VtrGuestClipboard     *self,
                                   VtrClipboardDirection  direction)
{
  g_return_if_fail (VTR_IS_GUEST_CLIPBOARD (self));

  if (PRIVATE (self)->direction == direction)
    return;

  PRIVATE (self)->direction = direction;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIRECTION]);
}

/**
 * vtr_guest_clipboard_get_formats:
 *
 * Returns: (transfer none) (nullable): what the guest offers, as media types
 */
const char *const *
vtr_guest_clipboard_get_formats (VtrGuestClipboard *self)
{
  g_return_val_if_fail (VTR_IS_GUEST_CLIPBOARD (self), NULL);

  return (const char *const *) PRIVATE (self)->formats;
}

/**
 * vtr_guest_clipboard_set_formats:
 * @formats: (nullable): what the guest offers
 *
 * It is news even if the formats are those of the last time.
 */
void
vtr_guest_clipboard_set_formats (VtrGuestClipboard *self,
                                 const char *const *formats)
{
  VtrGuestClipboardPrivate *priv;

  g_return_if_fail (VTR_IS_GUEST_CLIPBOARD (self));

  priv = PRIVATE (self);
  if (priv->formats == NULL && formats == NULL)
    return;

  g_strfreev (priv->formats);
  priv->formats = g_strdupv ((GStrv) formats);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FORMATS]);
}

/**
 * vtr_guest_clipboard_offer:
 * @formats: (nullable): what this computer has; %NULL takes the last offer back
 */
void
vtr_guest_clipboard_offer (VtrGuestClipboard *self,
                           const char *const *formats)
{
  g_return_if_fail (VTR_IS_GUEST_CLIPBOARD (self));

  if (PRIVATE (self)->usable)
    VTR_GUEST_CLIPBOARD_GET_CLASS (self)->offer (self, formats);
}

/**
 * vtr_guest_clipboard_want:
 *
 * The guest asks for what this computer offered, or may not.
 */
void
vtr_guest_clipboard_want (VtrGuestClipboard *self,
                          const char        *format)
{
  g_signal_emit (self, signals[SIGNAL_WANTED], 0, format);
}

/**
 * vtr_guest_clipboard_answer:
 * @data: (nullable): what was asked for; %NULL if it cannot be had
 */
void
vtr_guest_clipboard_answer (VtrGuestClipboard *self,
                            const char        *format,
                            GBytes            *data)
{
  g_return_if_fail (VTR_IS_GUEST_CLIPBOARD (self));

  if (PRIVATE (self)->usable)
    VTR_GUEST_CLIPBOARD_GET_CLASS (self)->answer (self, format, data);
}

static gboolean
on_answer_timeout_cb (gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (GTask) task = g_object_ref (question->task);

  question->timeout_id = 0;
  g_ptr_array_remove (PRIVATE (question->clipboard)->questions, question);
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                           "The guest did not send what it has in its clipboard");

  return G_SOURCE_REMOVE;
}

/**
 * vtr_guest_clipboard_read_async:
 * @format: one of the formats that the guest offers
 */
void
vtr_guest_clipboard_read_async (VtrGuestClipboard   *self,
                                const char          *format,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Question *question;

  g_return_if_fail (VTR_IS_GUEST_CLIPBOARD (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, vtr_guest_clipboard_read_async);
  if (!PRIVATE (self)->usable)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED,
                               "The guest's clipboard cannot be reached");
      return;
    }

  question = g_new0 (Question, 1);
  question->clipboard = self;
  question->task = g_object_ref (task);
  question->format = g_strdup (format);
  question->timeout_id = g_timeout_add_seconds (ANSWER_SECONDS, on_answer_timeout_cb, question);
  g_ptr_array_add (PRIVATE (self)->questions, question);
  VTR_GUEST_CLIPBOARD_GET_CLASS (self)->ask (self, format);
}

/**
 * vtr_guest_clipboard_read_finish:
 *
 * Returns: (transfer full): what the guest has
 */
GBytes *
vtr_guest_clipboard_read_finish (VtrGuestClipboard  *self,
                                 GAsyncResult       *result,
                                 GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
give (GTask  *task,
      GBytes *data)
{
  if (data == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                             "The guest has nothing of that kind in its clipboard");
  else if (g_bytes_get_size (data) > VTR_CLIPBOARD_MOST)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                             "The guest's clipboard is too large");
  else
    g_task_return_pointer (task, g_bytes_ref (data), (GDestroyNotify) g_bytes_unref);
}

/**
 * vtr_guest_clipboard_take_data:
 * @format: (nullable): what it is; %NULL answers all questions
 * @data: (nullable): what the guest sent; %NULL if it has nothing
 */
void
vtr_guest_clipboard_take_data (VtrGuestClipboard *self,
                               const char        *format,
                               GBytes            *data)
{
  g_autoptr (GPtrArray) answered = new_questions ();
  GPtrArray *questions;

  g_return_if_fail (VTR_IS_GUEST_CLIPBOARD (self));

  questions = PRIVATE (self)->questions;
  for (guint i = questions->len; i > 0; i--)
    {
      Question *question = g_ptr_array_index (questions, i - 1);

      if (format == NULL || g_str_equal (question->format, format))
        g_ptr_array_add (answered, g_ptr_array_steal_index (questions, i - 1));
    }
  for (guint i = 0; i < answered->len; i++)
    give (((Question *) g_ptr_array_index (answered, i))->task, data);
}

static void
vtr_guest_clipboard_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  VtrGuestClipboardPrivate *priv = PRIVATE (VTR_GUEST_CLIPBOARD (object));

  switch (prop_id)
    {
    case PROP_USABLE:
      g_value_set_boolean (value, priv->usable);
      break;
    case PROP_DIRECTION:
      g_value_set_enum (value, priv->direction);
      break;
    case PROP_FORMATS:
      g_value_set_boxed (value, priv->formats);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_guest_clipboard_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_DIRECTION:
      vtr_guest_clipboard_set_direction (VTR_GUEST_CLIPBOARD (object), g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_guest_clipboard_finalize (GObject *object)
{
  VtrGuestClipboardPrivate *priv = PRIVATE (VTR_GUEST_CLIPBOARD (object));

  g_clear_pointer (&priv->formats, g_strfreev);
  g_clear_pointer (&priv->questions, g_ptr_array_unref);

  G_OBJECT_CLASS (vtr_guest_clipboard_parent_class)->finalize (object);
}

static void
vtr_guest_clipboard_class_init (VtrGuestClipboardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = vtr_guest_clipboard_get_property;
  object_class->set_property = vtr_guest_clipboard_set_property;
  object_class->finalize = vtr_guest_clipboard_finalize;

  properties[PROP_USABLE] =
    g_param_spec_boolean ("usable", NULL, NULL,
                          FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DIRECTION] =
    g_param_spec_enum ("direction", NULL, NULL,
                       VTR_TYPE_CLIPBOARD_DIRECTION, VTR_CLIPBOARD_BOTH,
                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FORMATS] =
    g_param_spec_boxed ("formats", NULL, NULL,
                        G_TYPE_STRV,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_WANTED] = g_signal_new ("wanted",
                                         VTR_TYPE_GUEST_CLIPBOARD,
                                         G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
vtr_guest_clipboard_init (VtrGuestClipboard *self)
{
  VtrGuestClipboardPrivate *priv = PRIVATE (self);

  priv->direction = VTR_CLIPBOARD_BOTH;
  priv->questions = new_questions ();
}
