/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-spice-sound.h"

#include "console/vtr-console-session-private.h"

struct _VtrSpiceSound
{
  GObject parent_instance;

  /* owned */
  VtrConsoleOptions *options;
  SpiceChannel *playback;

  /* borrowed: it owns this object */
  VtrConsoleSession *session;

  /* state */
  gboolean open;
  gboolean closed_by_us;
};

G_DEFINE_FINAL_TYPE (VtrSpiceSound, vtr_spice_sound, G_TYPE_OBJECT)

/* Only a closed channel is silent for certain: a guest may set its volume, and turn a mute off,
 * over an open one. One that is still closing opens again once it has told so. */
static void
apply_muted (VtrSpiceSound *self)
{
  gboolean muted = vtr_console_options_get_muted (self->options);

  if (self->playback == NULL)
    return;

  if (muted && self->open)
    {
      self->closed_by_us = TRUE;
      spice_channel_disconnect (self->playback, SPICE_CHANNEL_CLOSED);
    }
  else if (!muted && self->closed_by_us)
    {
      spice_channel_connect (self->playback);
    }
}

static void
on_playback_event_cb (VtrSpiceSound     *self,
                      SpiceChannelEvent  event)
{
  self->open = event == SPICE_CHANNEL_OPENED;
  if (self->open)
    self->closed_by_us = FALSE;
  apply_muted (self);
}

static void
add_playback (VtrSpiceSound *self,
              SpiceChannel  *channel)
{
  g_set_object (&self->playback, channel);
  g_signal_connect_object (channel, "channel-event", G_CALLBACK (on_playback_event_cb), self,
                           G_CONNECT_SWAPPED);
  vtr_console_session_set_features (self->session,
                                    VTR_CONSOLE_CAN_PLAY_SOUND,
                                    VTR_CONSOLE_CAN_PLAY_SOUND);
}

/* The library connects what it hears of here, after us; what it does not hear of stays closed. */
static void
on_spice_channel_new_cb (VtrSpiceSound *self,
                         SpiceChannel  *channel,
                         SpiceSession  *spice)
{
  if (SPICE_IS_PLAYBACK_CHANNEL (channel))
    add_playback (self, channel);
  else if (SPICE_IS_RECORD_CHANNEL (channel)
           && !vtr_console_options_get_microphone (self->options))
    g_signal_stop_emission_by_name (spice, "channel-new");
}

static void
on_spice_channel_destroy_cb (VtrSpiceSound *self,
                             SpiceChannel  *channel)
{
  if (channel == self->playback)
    g_clear_object (&self->playback);
}

/**
 * vtr_spice_sound_new:
 * @session: (transfer none): what has to own the result
 * @spice: (transfer none): the connection, which has no channels yet
 *
 * Returns: (transfer full): the connection's sound
 */
VtrSpiceSound *
vtr_spice_sound_new (VtrConsoleSession *session,
                     SpiceSession      *spice)
{
  VtrSpiceSound *self = g_object_new (VTR_TYPE_SPICE_SOUND, NULL);

  self->session = session;
  self->options = g_object_ref (vtr_console_session_get_options (session));
  g_signal_connect_object (self->options, "notify::muted", G_CALLBACK (apply_muted), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (spice, "channel-new", G_CALLBACK (on_spice_channel_new_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (spice, "channel-destroy", G_CALLBACK (on_spice_channel_destroy_cb),
                           self, G_CONNECT_SWAPPED);
  /* The session owns it, and from now on it plays. */
  spice_audio_get (spice, NULL);

  return self;
}

static void
vtr_spice_sound_dispose (GObject *object)
{
  VtrSpiceSound *self = VTR_SPICE_SOUND (object);

  g_clear_object (&self->playback);
  g_clear_object (&self->options);

  G_OBJECT_CLASS (vtr_spice_sound_parent_class)->dispose (object);
}

static void
vtr_spice_sound_class_init (VtrSpiceSoundClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vtr_spice_sound_dispose;
}

static void
vtr_spice_sound_init (VtrSpiceSound *self)
{
}
