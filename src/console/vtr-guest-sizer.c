/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-guest-sizer.h"

/* An agent that is just starting may miss the first wish. */
#define MOST_WISHES 2

struct _VtrGuestSizer
{
  GObject parent_instance;

  /* owned */
  VtrConsoleSession *session;
  GSignalGroup *session_signals;
  GSignalGroup *monitors_signals;
  GSignalGroup *picture_signals;

  /* state */
  VtrSizeAnswer answer;
  guint rest_ms;
  guint patience_ms;
  guint monitor;
  gboolean enabled;
  gboolean can_resize;
  guint wanted_width;
  guint wanted_height;
  guint asked_width;
  guint asked_height;
  guint before_width;
  guint before_height;
  guint wishes;
  guint rest_id;
  guint patience_id;
};

enum
{
  PROP_0,
  PROP_ANSWER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (VtrSizeAnswer,
                    vtr_size_answer,
                    G_DEFINE_ENUM_VALUE (VTR_SIZE_NOT_ASKED, "not-asked"),
                    G_DEFINE_ENUM_VALUE (VTR_SIZE_ASKED, "asked"),
                    G_DEFINE_ENUM_VALUE (VTR_SIZE_TAKEN, "taken"),
                    G_DEFINE_ENUM_VALUE (VTR_SIZE_OTHER, "other"),
                    G_DEFINE_ENUM_VALUE (VTR_SIZE_REFUSED, "refused"))

G_DEFINE_FINAL_TYPE (VtrGuestSizer, vtr_guest_sizer, G_TYPE_OBJECT)

static void
set_answer (VtrGuestSizer *self,
            VtrSizeAnswer  answer)
{
  if (answer != VTR_SIZE_ASKED)
    g_clear_handle_id (&self->patience_id, g_source_remove);
  if (self->answer == answer)
    return;

  self->answer = answer;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ANSWER]);
}

static void
get_size (VtrGuestSizer *self,
          guint         *width,
          guint         *height)
{
  g_autoptr (VtrFramebuffer) picture =
    g_list_model_get_item (vtr_console_session_get_monitors (self->session), self->monitor);

  *width = picture != NULL ? vtr_framebuffer_get_width (picture) : 0;
  *height = picture != NULL ? vtr_framebuffer_get_height (picture) : 0;
}

static gboolean
may_ask (VtrGuestSizer *self)
{
  return self->enabled && self->session != NULL
         && vtr_console_session_get_state (self->session) == VTR_CONSOLE_CONNECTED
         && (vtr_console_session_get_features (self->session) & VTR_CONSOLE_CAN_RESIZE);
}

static gboolean on_patience_timeout_cb (gpointer user_data);

static void
ask (VtrGuestSizer *self)
{
  guint width, height;

  get_size (self, &width, &height);
  self->asked_width = self->wanted_width;
  self->asked_height = self->wanted_height;
  self->before_width = width;
  self->before_height = height;
  g_clear_handle_id (&self->patience_id, g_source_remove);
  if (width == self->asked_width && height == self->asked_height)
    {
      set_answer (self, VTR_SIZE_TAKEN);
      return;
    }

  self->wishes++;
  self->patience_id = g_timeout_add (self->patience_ms, on_patience_timeout_cb, self);
  set_answer (self, VTR_SIZE_ASKED);
  vtr_console_session_resize (self->session, self->monitor, self->asked_width,
                              self->asked_height);
}

static gboolean
on_patience_timeout_cb (gpointer user_data)
{
  VtrGuestSizer *self = user_data;

  self->patience_id = 0;
  if (self->wishes < MOST_WISHES && may_ask (self))
    ask (self);
  else
    set_answer (self, VTR_SIZE_REFUSED);

  return G_SOURCE_REMOVE;
}

static gboolean
on_rest_timeout_cb (gpointer user_data)
{
  VtrGuestSizer *self = user_data;

  self->rest_id = 0;
  self->wishes = 0;
  if (may_ask (self))
    ask (self);

  return G_SOURCE_REMOVE;
}

/* A guest that was answered for this size already is not asked again: one that rounds, or that a
 * person inside has given another size, would be fought with. */
static void
ask_later (VtrGuestSizer *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  if (may_ask (self) && self->wanted_width > 0 && self->wanted_height > 0
      && (self->wanted_width != self->asked_width || self->wanted_height != self->asked_height))
    self->rest_id = g_timeout_add (self->rest_ms, on_rest_timeout_cb, self);
}

static void
start_anew (VtrGuestSizer *self)
{
  self->asked_width = 0;
  self->asked_height = 0;
  set_answer (self, VTR_SIZE_NOT_ASKED);
  ask_later (self);
}

static void
on_session_features_cb (VtrGuestSizer *self)
{
  gboolean can_resize =
    (vtr_console_session_get_features (self->session) & VTR_CONSOLE_CAN_RESIZE) != 0;

  if (self->can_resize == can_resize)
    return;

  self->can_resize = can_resize;
  start_anew (self);
}

/* The picture's size is the only answer that can be believed. */
static void
on_picture_size_cb (VtrGuestSizer *self)
{
  guint width, height;

  if (self->answer != VTR_SIZE_ASKED && self->answer != VTR_SIZE_REFUSED)
    return;

  get_size (self, &width, &height);
  if (width == self->asked_width && height == self->asked_height)
    set_answer (self, VTR_SIZE_TAKEN);
  else if (width > 0 && (width != self->before_width || height != self->before_height))
    set_answer (self, VTR_SIZE_OTHER);
}

static void
watch_picture (VtrGuestSizer *self)
{
  g_autoptr (VtrFramebuffer) picture = NULL;

  if (self->session != NULL)
    picture =
      g_list_model_get_item (vtr_console_session_get_monitors (self->session), self->monitor);
  if (picture != NULL)
    g_signal_group_set_target (self->picture_signals, picture);
  if (self->session != NULL)
    on_picture_size_cb (self);
}

/**
 * vtr_guest_sizer_set_session:
 * @session: (nullable): whom to ask
 * @monitor: for which of its monitors
 */
void
vtr_guest_sizer_set_session (VtrGuestSizer     *self,
                             VtrConsoleSession *session,
                             guint              monitor)
{
  g_return_if_fail (VTR_IS_GUEST_SIZER (self));

  self->monitor = monitor;
  g_set_object (&self->session, session);
  g_signal_group_set_target (self->picture_signals, NULL);
  g_signal_group_set_target (self->session_signals, session);
  g_signal_group_set_target (self->monitors_signals,
                             session != NULL ? vtr_console_session_get_monitors (session) : NULL);
  watch_picture (self);
  self->can_resize = FALSE;
  if (session != NULL)
    on_session_features_cb (self);
  start_anew (self);
}

/**
 * vtr_guest_sizer_set_enabled:
 * @enabled: whether the guest is to have the size of its window
 */
void
vtr_guest_sizer_set_enabled (VtrGuestSizer *self,
                             gboolean       enabled)
{
  g_return_if_fail (VTR_IS_GUEST_SIZER (self));

  enabled = !!enabled;
  if (self->enabled == enabled)
    return;

  self->enabled = enabled;
  start_anew (self);
}

/**
 * vtr_guest_sizer_want:
 * @width: of the window's room, in pixels of the screen
 * @height: of the window's room, in pixels of the screen
 */
void
vtr_guest_sizer_want (VtrGuestSizer *self,
                      guint          width,
                      guint          height)
{
  g_return_if_fail (VTR_IS_GUEST_SIZER (self));

  if (self->wanted_width == width && self->wanted_height == height)
    return;

  self->wanted_width = width;
  self->wanted_height = height;
  ask_later (self);
}

VtrSizeAnswer
vtr_guest_sizer_get_answer (VtrGuestSizer *self)
{
  g_return_val_if_fail (VTR_IS_GUEST_SIZER (self), VTR_SIZE_NOT_ASKED);

  return self->answer;
}

/**
 * vtr_guest_sizer_new:
 * @rest_ms: how long the wanted size has to stay the same
 * @patience_ms: how long a guest may take to answer
 *
 * Returns: (transfer full): a sizer that is not enabled
 */
VtrGuestSizer *
vtr_guest_sizer_new (guint rest_ms,
                     guint patience_ms)
{
  VtrGuestSizer *self = g_object_new (VTR_TYPE_GUEST_SIZER, NULL);

  self->rest_ms = rest_ms;
  self->patience_ms = patience_ms;

  return self;
}

static void
vtr_guest_sizer_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  VtrGuestSizer *self = VTR_GUEST_SIZER (object);

  switch (prop_id)
    {
    case PROP_ANSWER:
      g_value_set_enum (value, self->answer);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_guest_sizer_dispose (GObject *object)
{
  VtrGuestSizer *self = VTR_GUEST_SIZER (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_handle_id (&self->patience_id, g_source_remove);
  g_clear_object (&self->picture_signals);
  g_clear_object (&self->monitors_signals);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (vtr_guest_sizer_parent_class)->dispose (object);
}

static void
vtr_guest_sizer_class_init (VtrGuestSizerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = vtr_guest_sizer_get_property;
  object_class->dispose = vtr_guest_sizer_dispose;

  properties[PROP_ANSWER] =
    g_param_spec_enum ("answer", NULL, NULL,
                       VTR_TYPE_SIZE_ANSWER, VTR_SIZE_NOT_ASKED,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vtr_guest_sizer_init (VtrGuestSizer *self)
{
  self->session_signals = g_signal_group_new (VTR_TYPE_CONSOLE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::state",
                                  G_CALLBACK (start_anew), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::features",
                                  G_CALLBACK (on_session_features_cb), self);
  self->monitors_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->monitors_signals, "items-changed",
                                  G_CALLBACK (watch_picture), self);
  self->picture_signals = g_signal_group_new (VTR_TYPE_FRAMEBUFFER);
  g_signal_group_connect_swapped (self->picture_signals, "invalidate-size",
                                  G_CALLBACK (on_picture_size_cb), self);
}
