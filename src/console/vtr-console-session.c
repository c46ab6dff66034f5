/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-console-session-private.h"

/* A lost console is tried again after 1, 2, 4 ... seconds, and then every half minute. */
#define FIRST_RETRY_S 1
#define LAST_RETRY_S 30

typedef struct
{
  /* owned */
  VtrConsoleEndpoint *endpoint;
  VtrConsoleOptions *options;
  GListStore *monitors;
  VtrGuestClipboard *clipboard;
  GdkCursor *cursor;
  VtrTrouble *trouble;
  char *title;

  /* state */
  VtrConsoleState state;
  VtrConsoleFeatures features;
  VtrLockKeys locks;
  gboolean was_connected;
  gboolean needs_username;
  gboolean relative;
  gboolean view_only;
  guint cursor_monitor;
  int cursor_x;
  int cursor_y;
  guint retry_id;
  guint retries;
  gint64 retry_time;
} VtrConsoleSessionPrivate;

enum
{
  PROP_0,
  PROP_ENDPOINT,
  PROP_STATE,
  PROP_TROUBLE,
  PROP_TITLE,
  PROP_MONITORS,
  PROP_FEATURES,
  PROP_CURSOR,
  PROP_RELATIVE,
  PROP_LOCKS,
  PROP_VIEW_ONLY,
  N_PROPS
};

enum
{
  SIGNAL_CURSOR_MOVED,
  SIGNAL_JOB_STARTED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE (VtrConsoleState,
                    vtr_console_state,
                    G_DEFINE_ENUM_VALUE (VTR_CONSOLE_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (VTR_CONSOLE_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (VTR_CONSOLE_NEEDS_PASSWORD, "needs-password"),
                    G_DEFINE_ENUM_VALUE (VTR_CONSOLE_CONNECTED, "connected"),
                    G_DEFINE_ENUM_VALUE (VTR_CONSOLE_LOST, "lost"),
                    G_DEFINE_ENUM_VALUE (VTR_CONSOLE_REFUSED, "refused"))

G_DEFINE_FLAGS_TYPE (VtrConsoleFeatures,
                     vtr_console_features,
                     G_DEFINE_ENUM_VALUE (VTR_CONSOLE_CAN_RESIZE, "resize"),
                     G_DEFINE_ENUM_VALUE (VTR_CONSOLE_CAN_PLAY_SOUND, "play-sound"),
                     G_DEFINE_ENUM_VALUE (VTR_CONSOLE_CAN_TAKE_FILES, "take-files"),
                     G_DEFINE_ENUM_VALUE (VTR_CONSOLE_CAN_TAKE_USB, "take-usb"),
                     G_DEFINE_ENUM_VALUE (VTR_CONSOLE_CAN_SEE_FOLDER, "see-folder"))

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (VtrConsoleSession, vtr_console_session, G_TYPE_OBJECT)

#define PRIVATE(self) \
  ((VtrConsoleSessionPrivate *) vtr_console_session_get_instance_private (self))

static void
take_trouble (VtrConsoleSession *self,
              VtrTrouble        *trouble)
{
  VtrConsoleSessionPrivate *priv = PRIVATE (self);

  if (priv->trouble == NULL && trouble == NULL)
    return;

  g_clear_pointer (&priv->trouble, vtr_trouble_free);
  priv->trouble = trouble;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
}

static void
stop_retrying (VtrConsoleSession *self)
{
  VtrConsoleSessionPrivate *priv = PRIVATE (self);

  g_clear_handle_id (&priv->retry_id, g_source_remove);
  priv->retry_time = 0;
}

static gboolean
on_retry_timeout_cb (gpointer user_data)
{
  VtrConsoleSession *self = user_data;

  PRIVATE (self)->retry_id = 0;
  vtr_console_session_open (self);

  return G_SOURCE_REMOVE;
}

static void
retry_later (VtrConsoleSession *self)
{
  VtrConsoleSessionPrivate *priv = PRIVATE (self);
  guint delay = MIN (FIRST_RETRY_S << MIN (priv->retries, 5u), LAST_RETRY_S);

  stop_retrying (self);
  priv->retries++;
  priv->retry_time = g_get_monotonic_time () + delay * G_USEC_PER_SEC;
  priv->retry_id = g_timeout_add_seconds (delay, on_retry_timeout_cb, self);
}

/**
 * vtr_console_session_get_endpoint:
 *
 * Returns: (transfer none): where the console is
 */
VtrConsoleEndpoint *
vtr_console_session_get_endpoint (VtrConsoleSession *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_SESSION (self), NULL);

  return PRIVATE (self)->endpoint;
}

/**
 * vtr_console_session_get_options:
 *
 * Returns: (transfer none): what the person has decided, to be bound to settings
 */
VtrConsoleOptions *
vtr_console_session_get_options (VtrConsoleSession *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_SESSION (self), NULL);

  return PRIVATE (self)->options;
}

/**
 * vtr_console_session_open:
 *
 * Connects, or connects again at once where it was lost. Never called on anybody's behalf: who
 * only looks at a machine's settings must not throw out another viewer.
 */
void
vtr_console_session_open (VtrConsoleSession *self)
{
  VtrConsoleSessionPrivate *priv;

  g_return_if_fail (VTR_IS_CONSOLE_SESSION (self));

  priv = PRIVATE (self);
  if (priv->state == VTR_CONSOLE_CONNECTING || priv->state == VTR_CONSOLE_NEEDS_PASSWORD
      || priv->state == VTR_CONSOLE_CONNECTED)
    return;

  stop_retrying (self);
  take_trouble (self, NULL);
  vtr_console_session_set_state (self, VTR_CONSOLE_CONNECTING);
  VTR_CONSOLE_SESSION_GET_CLASS (self)->open (self);
}

/**
 * vtr_console_session_close:
 *
 * Hangs up for good; vtr_console_session_open () begins anew.
 */
void
vtr_console_session_close (VtrConsoleSession *self)
{
  VtrConsoleSessionPrivate *priv;

  g_return_if_fail (VTR_IS_CONSOLE_SESSION (self));

  priv = PRIVATE (self);
  stop_retrying (self);
  priv->was_connected = FALSE;
  priv->retries = 0;
  if (priv->state == VTR_CONSOLE_IDLE)
    return;

  VTR_CONSOLE_SESSION_GET_CLASS (self)->close (self);
  take_trouble (self, NULL);
  vtr_console_session_drop_monitors (self, 0);
  vtr_console_session_set_state (self, VTR_CONSOLE_IDLE);
}

VtrConsoleState
vtr_console_session_get_state (VtrConsoleSession *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_SESSION (self), VTR_CONSOLE_IDLE);

  return PRIVATE (self)->state;
}

void
vtr_console_session_set_state (VtrConsoleSession *self,
                               VtrConsoleState    state)
{
  VtrConsoleSessionPrivate *priv = PRIVATE (self);
  g_autofree char *name = NULL;

  if (state == VTR_CONSOLE_CONNECTED)
    {
      priv->was_connected = TRUE;
      priv->retries = 0;
    }
  if (priv->state == state)
    return;

  name = g_enum_to_string (VTR_TYPE_CONSOLE_STATE, state);
  g_debug ("console %p: %s", self, name);
  priv->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * vtr_console_session_fail:
 * @trouble: (transfer full): what happened
 *
 * The connection broke or did not come about. What once was connected is tried again.
 */
void
vtr_console_session_fail (VtrConsoleSession *self,
                          VtrTrouble        *trouble)
{
  VtrConsoleSessionPrivate *priv = PRIVATE (self);

  if (!priv->was_connected)
    {
      vtr_console_session_refuse (self, trouble);
      return;
    }

  take_trouble (self, trouble);
  retry_later (self);
  vtr_console_session_set_features (self, ~0u, 0);
  vtr_console_session_set_state (self, VTR_CONSOLE_LOST);
}

/**
 * vtr_console_session_refuse:
 * @trouble: (transfer full): why trying again would be no use
 */
void
vtr_console_session_refuse (VtrConsoleSession *self,
                            VtrTrouble        *trouble)
{
  stop_retrying (self);
  take_trouble (self, trouble);
  vtr_console_session_set_features (self, ~0u, 0);
  vtr_console_session_set_state (self, VTR_CONSOLE_REFUSED);
}

/**
 * vtr_console_session_ask:
 * @username: whether the server wants a name too
 * @trouble: (transfer full) (nullable): why the last answer was not taken
 */
void
vtr_console_session_ask (VtrConsoleSession *self,
                         gboolean           username,
                         VtrTrouble        *trouble)
{
  PRIVATE (self)->needs_username = username;
  take_trouble (self, trouble);
  vtr_console_session_set_state (self, VTR_CONSOLE_NEEDS_PASSWORD);
}

/**
 * vtr_console_session_get_trouble:
 *
 * Returns: (transfer none) (nullable): why it was lost or refused, or a password not taken
 */
const VtrTrouble *
vtr_console_session_get_trouble (VtrConsoleSession *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_SESSION (self), NULL);

  return PRIVATE (self)->trouble;
}

/**
 * vtr_console_session_get_retry_time:
 *
 * Returns: the monotonic time of the next attempt, or 0
 */
gint64
vtr_console_session_get_retry_time (VtrConsoleSession *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_SESSION (self), 0);

  return PRIVATE (self)->retry_time;
}

gboolean
vtr_console_session_needs_username (VtrConsoleSession *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_SESSION (self), FALSE);

  return PRIVATE (self)->needs_username;
}

/**
 * vtr_console_session_set_credentials:
 * @username: (nullable): the name, where one was asked for
 * @password: the password
 *
 * Answers %VTR_CONSOLE_NEEDS_PASSWORD, or says beforehand what will be asked.
 */
void
vtr_console_session_set_credentials (VtrConsoleSession *self,
                                     const char        *username,
                                     const char        *password)
{
  VtrConsoleSessionPrivate *priv;

  g_return_if_fail (VTR_IS_CONSOLE_SESSION (self));
  g_return_if_fail (password != NULL);

  priv = PRIVATE (self);
  if (priv->state == VTR_CONSOLE_NEEDS_PASSWORD)
    {
      take_trouble (self, NULL);
      vtr_console_session_set_state (self, VTR_CONSOLE_CONNECTING);
    }
  VTR_CONSOLE_SESSION_GET_CLASS (self)->set_credentials (self, username, password);
}

/**
 * vtr_console_session_get_title:
 *
 * Returns: (nullable): what the server calls this guest
 */
const char *
vtr_console_session_get_title (VtrConsoleSession *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_SESSION (self), NULL);

  return PRIVATE (self)->title;
}

void
vtr_console_session_set_title (VtrConsoleSession *self,
                               const char        *title)
{
  if (g_set_str (&PRIVATE (self)->title, title))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * vtr_console_session_get_monitors:
 *
 * Returns: (transfer none): the guest's pictures, as #VtrFramebuffer
 */
GListModel *
vtr_console_session_get_monitors (VtrConsoleSession *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_SESSION (self), NULL);

  return G_LIST_MODEL (PRIVATE (self)->monitors);
}

/**
 * vtr_console_session_ensure_monitor:
 * @monitor: its number, from 0
 *
 * Returns: (transfer none): that monitor's picture, a new one if need be
 */
VtrFramebuffer *
vtr_console_session_ensure_monitor (VtrConsoleSession *self,
                                    guint              monitor)
{
  GListModel *monitors = vtr_console_session_get_monitors (self);
  g_autoptr (VtrFramebuffer) framebuffer = NULL;

  while (g_list_model_get_n_items (monitors) <= monitor)
    {
      g_autoptr (VtrFramebuffer) added = vtr_framebuffer_new ();

      g_list_store_append (G_LIST_STORE (monitors), added);
    }

  framebuffer = g_list_model_get_item (monitors, monitor);
  return framebuffer;
}

/**
 * vtr_console_session_drop_monitors:
 * @keep: how many stay
 *
 * Takes away the last monitors. Who still shows one keeps its last picture.
 */
void
vtr_console_session_drop_monitors (VtrConsoleSession *self,
                                   guint              keep)
{
  GListStore *monitors = PRIVATE (self)->monitors;
  guint n_monitors = g_list_model_get_n_items (G_LIST_MODEL (monitors));

  for (guint i = keep; i < n_monitors; i++)
    {
      g_autoptr (VtrFramebuffer) framebuffer = g_list_model_get_item (G_LIST_MODEL (monitors), i);

      vtr_framebuffer_release (framebuffer);
    }
  if (keep < n_monitors)
    g_list_store_splice (monitors, keep, n_monitors - keep, NULL, 0);
}

VtrConsoleFeatures
vtr_console_session_get_features (VtrConsoleSession *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_SESSION (self), 0);

  return PRIVATE (self)->features;
}

/**
 * vtr_console_session_set_features:
 * @mask: which features @features speaks of
 */
void
vtr_console_session_set_features (VtrConsoleSession  *self,
                                  VtrConsoleFeatures  mask,
                                  VtrConsoleFeatures  features)
{
  VtrConsoleSessionPrivate *priv = PRIVATE (self);
  VtrConsoleFeatures changed = (priv->features & ~mask) | (features & mask);

  if (priv->features == changed)
    return;

  priv->features = changed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FEATURES]);
}

/**
 * vtr_console_session_get_clipboard:
 *
 * Returns: (transfer none) (nullable): the clipboard in the guest, if the protocol has one; whether
 *   the guest takes part shows in its "usable"
 */
VtrGuestClipboard *
vtr_console_session_get_clipboard (VtrConsoleSession *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_SESSION (self), NULL);

  return PRIVATE (self)->clipboard;
}

/**
 * vtr_console_session_set_clipboard:
 *
 * For the constructor of a class that has one.
 */
void
vtr_console_session_set_clipboard (VtrConsoleSession *self,
                                   VtrGuestClipboard *clipboard)
{
  g_set_object (&PRIVATE (self)->clipboard, clipboard);
}

/**
 * vtr_console_session_get_cursor:
 *
 * Returns: (transfer none) (nullable): the shape that the guest gave its pointer
 */
GdkCursor *
vtr_console_session_get_cursor (VtrConsoleSession *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_SESSION (self), NULL);

  return PRIVATE (self)->cursor;
}

/**
 * vtr_console_session_set_cursor:
 * @cursor: (nullable): the shape; %NULL while the guest has not said
 */
void
vtr_console_session_set_cursor (VtrConsoleSession *self,
                                GdkCursor         *cursor)
{
  if (g_set_object (&PRIVATE (self)->cursor, cursor))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURSOR]);
}

/**
 * vtr_console_session_take_cursor:
 * @rgba: @width times @height pixels of straight, not premultiplied, colour
 *
 * Makes a cursor of what the guest sent. Guests hide their pointer by sending one that cannot be
 * seen.
 */
void
vtr_console_session_take_cursor (VtrConsoleSession *self,
                                 const guint8      *rgba,
                                 int                width,
                                 int                height,
                                 int                hot_x,
                                 int                hot_y)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GdkCursor) cursor = NULL;
  gboolean visible = FALSE;
  gsize pixels = (gsize) MAX (width, 0) * MAX (height, 0);

  for (gsize i = 0; i < pixels && !visible; i++)
    visible = rgba[4 * i + 3] != 0;

  if (visible)
    {
      bytes = g_bytes_new (rgba, pixels * 4);
      texture = gdk_memory_texture_new (width, height, GDK_MEMORY_R8G8B8A8, bytes, width * 4);
      cursor = gdk_cursor_new_from_texture (texture,
                                            CLAMP (hot_x, 0, width - 1),
                                            CLAMP (hot_y, 0, height - 1),
                                            NULL);
    }
  else
    {
      cursor = gdk_cursor_new_from_name ("none", NULL);
    }

  vtr_console_session_set_cursor (self, cursor);
}

/**
 * vtr_console_session_get_relative:
 *
 * Returns: whether the guest only understands how far the pointer moved, not where it is
 */
gboolean
vtr_console_session_get_relative (VtrConsoleSession *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_SESSION (self), FALSE);

  return PRIVATE (self)->relative;
}

void
vtr_console_session_set_relative (VtrConsoleSession *self,
                                  gboolean           relative)
{
  VtrConsoleSessionPrivate *priv = PRIVATE (self);

  relative = !!relative;
  if (priv->relative == relative)
    return;

  priv->relative = relative;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RELATIVE]);
}

/**
 * vtr_console_session_get_guest_cursor:
 * @monitor: (out): which of the guest's monitors it is on
 * @x: (out): where its tip is
 * @y: (out): where its tip is
 *
 * Returns: whether the pointer has to be painted into the picture, because the guest moves it
 */
gboolean
vtr_console_session_get_guest_cursor (VtrConsoleSession *self,
                                      guint             *monitor,
                                      int               *x,
                                      int               *y)
{
  VtrConsoleSessionPrivate *priv;

  g_return_val_if_fail (VTR_IS_CONSOLE_SESSION (self), FALSE);

  priv = PRIVATE (self);
  *monitor = priv->cursor_monitor;
  *x = priv->cursor_x;
  *y = priv->cursor_y;

  return priv->relative && priv->cursor != NULL && priv->cursor_x >= 0;
}

void
vtr_console_session_move_guest_cursor (VtrConsoleSession *self,
                                       guint              monitor,
                                       int                x,
                                       int                y)
{
  VtrConsoleSessionPrivate *priv = PRIVATE (self);

  priv->cursor_monitor = monitor;
  priv->cursor_x = x;
  priv->cursor_y = y;
  g_signal_emit (self, signals[SIGNAL_CURSOR_MOVED], 0);
}

VtrLockKeys
vtr_console_session_get_locks (VtrConsoleSession *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_SESSION (self), 0);

  return PRIVATE (self)->locks;
}

/**
 * vtr_console_session_guest_locks:
 *
 * Notes which lock keys the guest says are on.
 */
void
vtr_console_session_guest_locks (VtrConsoleSession *self,
                                 VtrLockKeys        locks)
{
  VtrConsoleSessionPrivate *priv = PRIVATE (self);

  if (priv->locks == locks)
    return;

  priv->locks = locks;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOCKS]);
}

gboolean
vtr_console_session_get_view_only (VtrConsoleSession *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_SESSION (self), FALSE);

  return PRIVATE (self)->view_only;
}

void
vtr_console_session_set_view_only (VtrConsoleSession *self,
                                   gboolean           view_only)
{
  VtrConsoleSessionPrivate *priv;

  g_return_if_fail (VTR_IS_CONSOLE_SESSION (self));

  priv = PRIVATE (self);
  view_only = !!view_only;
  if (priv->view_only == view_only)
    return;

  priv->view_only = view_only;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW_ONLY]);
}

static void
vtr_console_session_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  VtrConsoleSessionPrivate *priv = PRIVATE (VTR_CONSOLE_SESSION (object));

  switch (prop_id)
    {
    case PROP_ENDPOINT:
      g_value_set_object (value, priv->endpoint);
      break;
    case PROP_STATE:
      g_value_set_enum (value, priv->state);
      break;
    case PROP_TROUBLE:
      g_value_set_boxed (value, priv->trouble);
      break;
    case PROP_TITLE:
      g_value_set_string (value, priv->title);
      break;
    case PROP_MONITORS:
      g_value_set_object (value, priv->monitors);
      break;
    case PROP_FEATURES:
      g_value_set_flags (value, priv->features);
      break;
    case PROP_CURSOR:
      g_value_set_object (value, priv->cursor);
      break;
    case PROP_RELATIVE:
      g_value_set_boolean (value, priv->relative);
      break;
    case PROP_LOCKS:
      g_value_set_uint (value, priv->locks);
      break;
    case PROP_VIEW_ONLY:
      g_value_set_boolean (value, priv->view_only);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_console_session_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  VtrConsoleSession *self = VTR_CONSOLE_SESSION (object);

  switch (prop_id)
    {
    case PROP_ENDPOINT:
      PRIVATE (self)->endpoint = g_value_dup_object (value);
      break;
    case PROP_VIEW_ONLY:
      vtr_console_session_set_view_only (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_console_session_dispose (GObject *object)
{
  VtrConsoleSession *self = VTR_CONSOLE_SESSION (object);
  VtrConsoleSessionPrivate *priv = PRIVATE (self);

  stop_retrying (self);
  if (priv->monitors != NULL)
    vtr_console_session_drop_monitors (self, 0);
  g_clear_object (&priv->endpoint);
  g_clear_object (&priv->cursor);

  G_OBJECT_CLASS (vtr_console_session_parent_class)->dispose (object);
}

static void
vtr_console_session_finalize (GObject *object)
{
  VtrConsoleSessionPrivate *priv = PRIVATE (VTR_CONSOLE_SESSION (object));

  g_clear_object (&priv->monitors);
  g_clear_object (&priv->clipboard);
  g_clear_object (&priv->options);
  g_clear_pointer (&priv->trouble, vtr_trouble_free);
  g_clear_pointer (&priv->title, g_free);

  G_OBJECT_CLASS (vtr_console_session_parent_class)->finalize (object);
}

static void
vtr_console_session_class_init (VtrConsoleSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = vtr_console_session_get_property;
  object_class->set_property = vtr_console_session_set_property;
  object_class->dispose = vtr_console_session_dispose;
  object_class->finalize = vtr_console_session_finalize;

  properties[PROP_ENDPOINT] =
    g_param_spec_object ("endpoint", NULL, NULL,
                         VTR_TYPE_CONSOLE_ENDPOINT,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL,
                       VTR_TYPE_CONSOLE_STATE, VTR_CONSOLE_IDLE,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TROUBLE] =
    g_param_spec_boxed ("trouble", NULL, NULL,
                        VTR_TYPE_TROUBLE,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL,
                         NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MONITORS] =
    g_param_spec_object ("monitors", NULL, NULL,
                         G_TYPE_LIST_MODEL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FEATURES] =
    g_param_spec_flags ("features", NULL, NULL,
                        VTR_TYPE_CONSOLE_FEATURES, 0,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CURSOR] =
    g_param_spec_object ("cursor", NULL, NULL,
                         GDK_TYPE_CURSOR,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_RELATIVE] =
    g_param_spec_boolean ("relative", NULL, NULL,
                          FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LOCKS] =
    g_param_spec_uint ("locks", NULL, NULL,
                       0, 7, 0,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_VIEW_ONLY] =
    g_param_spec_boolean ("view-only", NULL, NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_CURSOR_MOVED] = g_signal_new ("cursor-moved",
                                               VTR_TYPE_CONSOLE_SESSION,
                                               G_SIGNAL_RUN_LAST,
                                               0, NULL, NULL, NULL,
                                               G_TYPE_NONE, 0);
  signals[SIGNAL_JOB_STARTED] = g_signal_new ("job-started",
                                              VTR_TYPE_CONSOLE_SESSION,
                                              G_SIGNAL_RUN_LAST,
                                              0, NULL, NULL, NULL,
                                              G_TYPE_NONE, 1, VTR_TYPE_JOB);
}

static void
vtr_console_session_init (VtrConsoleSession *self)
{
  VtrConsoleSessionPrivate *priv = PRIVATE (self);

  priv->monitors = g_list_store_new (VTR_TYPE_FRAMEBUFFER);
  priv->options = vtr_console_options_new ();
  priv->cursor_x = -1;
}
