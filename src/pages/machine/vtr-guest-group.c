/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-guest-group.h"

#include <glib/gi18n-lib.h>

#include "base/vtr-format.h"
#include "base/vtr-time.h"
#include "definition/vtr-item.h"
#include "editors/vtr-device-template.h"
#include "virt/machine/vtr-guest-facts.h"

#include "vtr-agent-advice.h"
#include "vtr-applying.h"

#define AGENT_NAME "org.qemu.guest_agent.0"
#define REFRESH_SECONDS 30

struct _VtrGuestGroup
{
  AdwPreferencesGroup   parent_instance;

  /* owned */
  VtrMachineDefinition *definition;
  GCancellable         *cancellable;
  VtrGuestFacts        *facts;        /* of this run */

  /* template children */
  AdwActionRow         *state_row;
  AdwActionRow         *since_row;
  AdwActionRow         *system_row;
  GtkImage             *system_logo;
  AdwActionRow         *host_name_row;
  AdwActionRow         *addresses_row;
  AdwActionRow         *agent_row;
  GtkWidget            *add_button;
  GtkWidget            *command_button;

  /* state */
  guint                 timer;
  gboolean              under_way;
  gboolean              was_active;
};

G_DEFINE_FINAL_TYPE (VtrGuestGroup, vtr_guest_group, ADW_TYPE_PREFERENCES_GROUP)

static VtrMachine *
get_machine (VtrGuestGroup *self)
{
  return vtr_machine_definition_get_machine (self->definition);
}

static void
set_fact (AdwActionRow *row,
          const char   *text)
{
  gboolean known = text != NULL && text[0] != '\0';

  adw_action_row_set_subtitle (row, known ? text : _("Not known"));
}

/* Facts that are only there where somebody told them. */
static void
set_optional (AdwActionRow *row,
              const char   *text)
{
  if (text != NULL)
    adw_action_row_set_subtitle (row, text);
  gtk_widget_set_visible (GTK_WIDGET (row), text != NULL);
}

/* What the guest is */

static char *
describe_state (VtrMachine *machine)
{
  const char *reason = vtr_machine_get_state_reason (machine);
  const char *state = vtr_machine_get_state_name (machine);

  return reason != NULL ? g_strdup_printf ("%s · %s", state, reason) : g_strdup (state);
}

static char *
describe_duration (VtrGuestGroup *self)
{
  g_autofree char *duration = NULL;
  gint64 seconds;

  if (self->facts == NULL || self->facts->since == 0)
    return NULL;

  /* That it has been running for longer than no time is no news. */
  seconds = (vtr_time_now () - self->facts->since) / G_USEC_PER_SEC;
  if (self->facts->at_least && seconds < 60)
    return NULL;

  duration = vtr_format_duration (seconds);
  /* Translators: a duration such as "5 minutes"; nobody knows what was before */
  return self->facts->at_least ? g_strdup_printf (_("At least %s"), duration)
                               : g_steal_pointer (&duration);
}

/* Icon themes name the logos of makers in different ways, where they have them. */
static void
update_logo (VtrGuestGroup *self)
{
  static const char *const patterns[] = { "distributor-logo-%s", "%s-logo-icon", "%s-logo" };
  const char *id = vtr_machine_get_os_id (get_machine (self));
  GtkIconTheme *theme
      = gtk_icon_theme_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  g_auto (GStrv) parts = id != NULL ? g_strsplit (id, "/", 0) : NULL;
  g_autofree char *found = NULL;

  for (guint i = 0; parts != NULL && g_strv_length (parts) >= 5 && found == NULL
                    && i < G_N_ELEMENTS (patterns);
       i++)
    {
      g_autofree char *name = g_strdup_printf (patterns[i], parts[3]);

      if (gtk_icon_theme_has_icon (theme, name))
        found = g_steal_pointer (&name);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->system_logo), found != NULL);
  if (found != NULL)
    gtk_image_set_from_icon_name (self->system_logo, found);
}

static void
update_facts (VtrGuestGroup *self)
{
  VtrMachine *machine = get_machine (self);
  const char *system = self->facts != NULL ? self->facts->system : NULL;
  const char *addresses = vtr_machine_get_addresses (machine);
  g_autofree char *state = describe_state (machine);
  g_autofree char *duration = describe_duration (self);

  set_fact (self->state_row, state);
  set_optional (self->since_row, duration);
  set_fact (self->system_row, system != NULL ? system : vtr_machine_get_os_name (machine));
  set_optional (self->host_name_row, self->facts != NULL ? self->facts->host_name : NULL);
  set_fact (self->addresses_row, addresses);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "guest.copy-addresses", addresses != NULL);
  update_logo (self);
}

/* The agent */

/* The channel of the guest agent in a definition. */
static VtrItem *
find_agent (VtrXmlDoc *doc)
{
  g_autoptr (GPtrArray) channels = NULL;

  if (doc == NULL)
    return NULL;

  channels = vtr_item_list (doc, "channel");
  for (guint i = 0; i < channels->len; i++)
    {
      const VtrItem *channel = channels->pdata[i];
      g_autofree char *name = vtr_item_get (channel, "name");

      if (g_strcmp0 (name, AGENT_NAME) == 0)
        return vtr_item_find (doc, channel->key);
    }

  return NULL;
}

static char *
describe_silence (VtrGuestGroup *self)
{
  const char *os_id = vtr_machine_get_os_id (get_machine (self));
  const char *command = vtr_agent_advice_get_command (os_id);

  if (command != NULL)
    return g_strdup_printf (_("Does not answer. In the guest, type: %s"), command);
  if (vtr_agent_advice_is_windows (os_id))
    return g_strdup (_("Does not answer. It comes with the guest tools on the disc with the virtio "
                       "drivers for Windows."));
  return g_strdup (_("Does not answer: install and start “qemu-guest-agent” in the guest"));
}

static char *
describe_agent (VtrGuestGroup *self,
                gboolean      *silent)
{
  VtrXmlDoc *running = vtr_machine_definition_get_running (self->definition);
  g_autoptr (VtrItem) channel = find_agent (vtr_machine_definition_get_saved (self->definition));
  g_autoptr (VtrItem) live = find_agent (running);
  g_autofree char *state = live != NULL ? vtr_item_get (live, "state") : NULL;

  *silent = FALSE;
  if (channel == NULL && live == NULL)
    return g_strdup (_("The machine has no channel for it. It tells addresses, freezes disks for "
                       "clean snapshots and shuts down at once."));
  if (running == NULL)
    return g_strdup (_("Its channel is there; whether it runs shows once the machine does"));
  if (live == NULL)
    return g_strdup (_("Its channel comes with the next start"));
  if (g_strcmp0 (state, "connected") == 0)
    return g_strdup (_("Connected"));

  *silent = TRUE;
  return describe_silence (self);
}

static void
update_agent (VtrGuestGroup *self)
{
  VtrXmlDoc *saved = vtr_machine_definition_get_saved (self->definition);
  g_autoptr (VtrItem) channel = find_agent (saved);
  gboolean silent = FALSE;
  g_autofree char *text = describe_agent (self, &silent);
  const char *os_id = vtr_machine_get_os_id (get_machine (self));

  adw_action_row_set_subtitle (self->agent_row, text);
  gtk_widget_set_visible (self->add_button, saved != NULL && channel == NULL);
  gtk_widget_set_visible (self->command_button,
                          silent && vtr_agent_advice_get_command (os_id) != NULL);
}

/* Asking the guest */

static void
on_facts_read_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (VtrGuestGroup) self = user_data;
  g_autoptr (VtrGuestFacts) facts = vtr_guest_facts_read_finish (result, NULL);

  self->under_way = FALSE;
  if (facts == NULL || self->definition == NULL || !vtr_machine_is_active (get_machine (self)))
    return;

  g_clear_pointer (&self->facts, vtr_guest_facts_free);
  self->facts = g_steal_pointer (&facts);
  update_facts (self);
}

static void
ask (VtrGuestGroup *self)
{
  if (self->under_way || !vtr_machine_is_active (get_machine (self)))
    return;

  self->under_way = TRUE;
  vtr_guest_facts_read_async (get_machine (self), self->cancellable, on_facts_read_cb,
                              g_object_ref (self));
}

static gboolean
on_timer_cb (gpointer user_data)
{
  ask (user_data);
  return G_SOURCE_CONTINUE;
}

/* What a guest said is true of its run only. */
static void
on_machine_notify_cb (VtrGuestGroup *self)
{
  gboolean is_active = vtr_machine_is_active (get_machine (self));

  if (!is_active)
    g_clear_pointer (&self->facts, vtr_guest_facts_free);
  if (is_active && !self->was_active && gtk_widget_get_mapped (GTK_WIDGET (self)))
    ask (self);
  self->was_active = is_active;
  update_facts (self);
}

/* The running definition tells that the agent came or went. */
static void
on_definition_changed_cb (VtrGuestGroup *self)
{
  update_agent (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    ask (self);
}

static void
vtr_guest_group_map (GtkWidget *widget)
{
  VtrGuestGroup *self = VTR_GUEST_GROUP (widget);

  GTK_WIDGET_CLASS (vtr_guest_group_parent_class)->map (widget);
  ask (self);
  self->timer = g_timeout_add_seconds (REFRESH_SECONDS, on_timer_cb, self);
}

static void
vtr_guest_group_unmap (GtkWidget *widget)
{
  VtrGuestGroup *self = VTR_GUEST_GROUP (widget);

  g_clear_handle_id (&self->timer, g_source_remove);
  GTK_WIDGET_CLASS (vtr_guest_group_parent_class)->unmap (widget);
}

/* Actions */

static void
add_agent (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  VtrGuestGroup *self = VTR_GUEST_GROUP (widget);
  GPtrArray *edits = g_ptr_array_new_with_free_func (vtr_edit_free);

  g_ptr_array_add (edits, vtr_edit_new (VTR_EDIT_ADD_DEVICE, NULL,
                                        vtr_device_template_find ("agent")->xml));
  vtr_applying_start (widget, self->definition, edits, _("The channel could not be added"), NULL,
                      NULL);
}

static void
copy (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  VtrMachine *machine = get_machine (VTR_GUEST_GROUP (widget));
  const char *text = g_str_equal (action, "guest.copy-addresses")
                         ? vtr_machine_get_addresses (machine)
                         : vtr_agent_advice_get_command (vtr_machine_get_os_id (machine));

  if (text == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  gtk_widget_activate_action (widget, "window.say", "s", _("Copied"));
}

/* The class */

static void
vtr_guest_group_dispose (GObject *object)
{
  VtrGuestGroup *self = VTR_GUEST_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_GUEST_GROUP);
  g_clear_object (&self->definition);

  G_OBJECT_CLASS (vtr_guest_group_parent_class)->dispose (object);
}

static void
vtr_guest_group_finalize (GObject *object)
{
  VtrGuestGroup *self = VTR_GUEST_GROUP (object);

  g_object_unref (self->cancellable);
  vtr_guest_facts_free (self->facts);

  G_OBJECT_CLASS (vtr_guest_group_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, VtrGuestGroup, state_row);
  gtk_widget_class_bind_template_child (widget_class, VtrGuestGroup, since_row);
  gtk_widget_class_bind_template_child (widget_class, VtrGuestGroup, system_row);
  gtk_widget_class_bind_template_child (widget_class, VtrGuestGroup, system_logo);
  gtk_widget_class_bind_template_child (widget_class, VtrGuestGroup, host_name_row);
  gtk_widget_class_bind_template_child (widget_class, VtrGuestGroup, addresses_row);
  gtk_widget_class_bind_template_child (widget_class, VtrGuestGroup, agent_row);
  gtk_widget_class_bind_template_child (widget_class, VtrGuestGroup, add_button);
  gtk_widget_class_bind_template_child (widget_class, VtrGuestGroup, command_button);
}

static void
vtr_guest_group_class_init (VtrGuestGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_guest_group_dispose;
  object_class->finalize = vtr_guest_group_finalize;
  widget_class->map = vtr_guest_group_map;
  widget_class->unmap = vtr_guest_group_unmap;

  gtk_widget_class_install_action (widget_class, "guest.copy-addresses", NULL, copy);
  gtk_widget_class_install_action (widget_class, "guest.copy-command", NULL, copy);
  gtk_widget_class_install_action (widget_class, "guest.add-agent", NULL, add_agent);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/machine/vtr-guest-group.ui");
  bind_children (widget_class);
}

static void
vtr_guest_group_init (VtrGuestGroup *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vtr_guest_group_set_definition:
 * @self: a group that has none yet
 * @definition: of the machine that the guest is in
 */
void
vtr_guest_group_set_definition (VtrGuestGroup        *self,
                                VtrMachineDefinition *definition)
{
  g_return_if_fail (VTR_IS_GUEST_GROUP (self));
  g_return_if_fail (self->definition == NULL);

  self->definition = g_object_ref (definition);
  self->was_active = vtr_machine_is_active (get_machine (self));
  g_signal_connect_object (definition, "changed", G_CALLBACK (on_definition_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_machine (self), "notify", G_CALLBACK (on_machine_notify_cb), self,
                           G_CONNECT_SWAPPED);
  update_facts (self);
  update_agent (self);
}

/**
 * vtr_guest_group_set_reason:
 * @self: a group
 * @why_not: (nullable): why nothing can be changed; NULL where it can
 */
void
vtr_guest_group_set_reason (VtrGuestGroup *self,
                            const char    *why_not)
{
  g_return_if_fail (VTR_IS_GUEST_GROUP (self));

  gtk_widget_set_tooltip_text (self->add_button, why_not);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "guest.add-agent", why_not == NULL);
}
