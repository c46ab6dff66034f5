/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-console-page.h"

#include <glib/gi18n-lib.h>

#include "console/serial/vtr-serial-terminal.h"
#include "console/vtr-console-view.h"
#include "console/vtr-console-window.h"
#include "virt/host/vtr-host.h"
#include "widgets/vtr-trouble-view.h"

#include "vtr-console-choice.h"
#include "vtr-machine-endpoint.h"
#include "vtr-machine-serial.h"
#include "vtr-screen-password.h"

struct _VtrConsolePage
{
  AdwBin                parent_instance;

  /* owned */
  VtrMachineDefinition *definition;
  VtrConsoleSettings   *settings;
  VtrScreenPassword    *password;
  GPtrArray            *choices;
  GMenu                *place;
  char                 *wanted; /* the key of what was chosen, or NULL */
  char                 *shown;  /* the key of what is connected */

  /* borrowed */
  VtrConsoleWindow     *window; /* of its own, NULL while the console is on the page */
  VtrConsoleTools      *tools;  /* of the machine's window */

  /* template children */
  GtkStack             *place_stack;
  AdwBin               *here;
  VtrConsoleFrame      *frame;
  GtkStack             *stack;
  AdwStatusPage        *off_page;
  GtkButton            *start_button;
  VtrConsoleView       *view;
  VtrSerialTerminal    *terminal;
  AdwBin               *trouble;

  /* state */
  gboolean              wants_focus; /* once there is something to type in */
  gboolean              asked; /* to connect, where that is not done unasked */
};

enum
{
  PROP_0,
  PROP_AWAY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VtrConsolePage, vtr_console_page, ADW_TYPE_BIN)

static VtrMachine *
get_machine (VtrConsolePage *self)
{
  return vtr_machine_definition_get_machine (self->definition);
}

static void
set_action (VtrConsolePage *self,
            const char     *name,
            gboolean        enabled,
            GVariant       *state)
{
  GSimpleAction *action = G_SIMPLE_ACTION (g_action_map_lookup_action (
      G_ACTION_MAP (vtr_console_view_get_actions (self->view)), name));

  g_simple_action_set_enabled (action, enabled);
  if (state != NULL)
    g_simple_action_set_state (action, state);
}

/* Every bar that has the console's buttons: of the machine's window, of the console's own, and of
 * the full screen. */
static void
for_each_tools (VtrConsolePage *self,
                void (*function) (VtrConsolePage  *self,
                                  VtrConsoleTools *tools))
{
  function (self, vtr_console_frame_get_tools (self->frame));
  if (self->tools != NULL)
    function (self, self->tools);
  if (self->window != NULL)
    function (self, vtr_console_window_get_tools (self->window));
}

static void
update_tools (VtrConsolePage  *self,
              VtrConsoleTools *tools)
{
  const VtrConsoleChoice *choice = vtr_console_choices_find (self->choices, self->wanted);
  g_autoptr (GMenuModel) menu
      = self->choices->len > 1 ? vtr_console_choices_menu (self->choices) : NULL;
  g_auto (GStrv) chords = vtr_console_settings_get_words (self->settings, "own-chords");

  vtr_console_tools_set_is_text (tools, choice != NULL && choice->screen == NULL);
  vtr_console_tools_set_choices (tools, menu);
  vtr_console_tools_set_monitors (tools, vtr_console_view_get_monitors_menu (self->view));
  vtr_console_tools_set_place (tools, G_MENU_MODEL (self->place));
  vtr_console_tools_set_chords (tools, (const char *const *) chords);
}

static void
update_actions (VtrConsolePage *self)
{
  const VtrConsoleChoice *choice = vtr_console_choices_find (self->choices, self->wanted);
  gboolean is_text = self->shown != NULL && choice != NULL && choice->screen == NULL;

  set_action (self, "show", self->choices->len > 1,
              g_variant_new_string (choice != NULL ? choice->key : ""));
  set_action (self, "terminal", is_text, NULL);
  set_action (self, "log", is_text, NULL);
  set_action (self, "own-window", TRUE, g_variant_new_boolean (self->window != NULL));
}

/* What is shown of it */

static void
disconnect (VtrConsolePage *self)
{
  VtrConsoleSession *session = vtr_console_view_get_session (self->view);

  if (session != NULL)
    vtr_console_session_close (session);
  vtr_screen_password_watch (self->password, NULL);
  vtr_console_view_set_session (self->view, NULL);
  vtr_serial_terminal_close (self->terminal);
  g_clear_pointer (&self->shown, g_free);
}

static void
show_trouble (VtrConsolePage *self,
              VtrTrouble     *trouble)
{
  GtkWidget *view = g_object_new (VTR_TYPE_TROUBLE_VIEW, "trouble", trouble, NULL);

  gtk_widget_set_valign (view, GTK_ALIGN_CENTER);
  adw_bin_set_child (self->trouble, view);
  gtk_stack_set_visible_child_name (self->stack, "trouble");
}

/* Who comes to a console means it, and goes in with Enter. A reconnection interrupts nobody. */
static void
on_session_state_cb (VtrConsolePage    *self,
                     GParamSpec        *pspec,
                     VtrConsoleSession *session)
{
  if (!self->wants_focus || vtr_console_session_get_state (session) != VTR_CONSOLE_CONNECTED)
    return;

  self->wants_focus = FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (vtr_console_view_get_display (self->view)));
}

static void
show_screen (VtrConsolePage         *self,
             const VtrConsoleChoice *choice)
{
  g_autoptr (VtrTrouble) trouble = NULL;
  g_autoptr (VtrConsoleSession) session
      = vtr_machine_open_screen (get_machine (self), choice->screen, &trouble);

  if (session == NULL)
    {
      show_trouble (self, trouble);
      return;
    }

  self->wants_focus = TRUE;
  g_signal_connect_object (session, "notify::state", G_CALLBACK (on_session_state_cb), self,
                           G_CONNECT_SWAPPED);
  vtr_screen_password_watch (self->password, session);
  vtr_console_view_set_session (self->view, session);
  vtr_console_session_open (session);
  gtk_stack_set_visible_child_name (self->stack, "screen");
}

static void
show_text (VtrConsolePage         *self,
           const VtrConsoleChoice *choice)
{
  g_autoptr (VtrSerialStream) stream = vtr_machine_serial_new (get_machine (self), choice->device);

  vtr_serial_terminal_set_stream (self->terminal, stream);
  vtr_serial_terminal_open (self->terminal, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "serial");
  gtk_widget_child_focus (GTK_WIDGET (self->terminal), GTK_DIR_TAB_FORWARD);
}

static void
show_nothing (VtrConsolePage *self)
{
  VtrMachineState state = vtr_machine_get_state (get_machine (self));

  disconnect (self);
  self->asked = FALSE;
  if (vtr_machine_is_active (get_machine (self)))
    {
      gboolean known = vtr_machine_definition_get_running (self->definition) != NULL;

      gtk_stack_set_visible_child_name (self->stack, known ? "none" : "reading");
      return;
    }

  if (state == VTR_MACHINE_SAVED)
    adw_status_page_set_title (self->off_page, _("The Machine Is Saved"));
  else if (state == VTR_MACHINE_CRASHED)
    adw_status_page_set_title (self->off_page, _("The Machine Has Crashed"));
  else
    adw_status_page_set_title (self->off_page, _("The Machine Is Off"));
  gtk_button_set_label (self->start_button,
                        state == VTR_MACHINE_SAVED ? _("_Go On") : _("_Start"));
  gtk_stack_set_visible_child_name (self->stack, "off");
}

static gboolean
is_seen (VtrConsolePage *self)
{
  return gtk_widget_get_mapped (GTK_WIDGET (self->frame));
}

/* Connects to what is chosen, if it is seen and not connected already. */
static void
show_choice (VtrConsolePage *self)
{
  VtrConsoleChoice *choice = vtr_console_choices_find (self->choices, self->wanted);

  if (choice == NULL)
    {
      show_nothing (self);
      return;
    }
  if (g_strcmp0 (self->shown, choice->key) == 0)
    return;

  disconnect (self);
  if (!self->asked
      && !vtr_console_settings_get_boolean (self->settings, "connect-automatically"))
    {
      gtk_stack_set_visible_child_name (self->stack, "ask");
      return;
    }
  if (!is_seen (self))
    return;

  self->shown = g_strdup (choice->key);
  if (choice->screen != NULL)
    show_screen (self, choice);
  else
    show_text (self, choice);
}

static void
update (VtrConsolePage *self)
{
  VtrXmlDoc *running = vtr_machine_definition_get_running (self->definition);
  g_autoptr (GPtrArray) choices = NULL;

  if (running != NULL && vtr_machine_is_active (get_machine (self)))
    choices = vtr_console_choices_list (running);
  else
    choices = g_ptr_array_new ();

  if (!vtr_console_choices_same (self->choices, choices))
    {
      g_ptr_array_unref (self->choices);
      self->choices = g_steal_pointer (&choices);
      for_each_tools (self, update_tools);
    }
  vtr_console_view_set_paused (self->view, vtr_machine_get_state (get_machine (self))
                                             == VTR_MACHINE_PAUSED);
  show_choice (self);
  update_actions (self);
}

static void
update_title (VtrConsolePage *self)
{
  VtrHost *host = vtr_machine_get_host (get_machine (self));
  const char *name = vtr_machine_get_display_name (get_machine (self));

  vtr_console_view_set_title (self->view, name);
  vtr_console_frame_set_title (self->frame, name);
  if (self->window != NULL)
    {
      /* Translators: the title of a window; %s is the name of a machine. */
      g_autofree char *title = g_strdup_printf (_("Console of %s"), name);

      vtr_console_window_set_title (self->window, name,
                                    host != NULL ? vtr_host_get_title (host) : NULL);
      gtk_window_set_title (GTK_WINDOW (self->window), title);
    }
}

static void
on_settings_chords_cb (VtrConsolePage *self)
{
  for_each_tools (self, update_tools);
}

/* A window of its own */

static void
bring_back (VtrConsolePage *self)
{
  VtrConsoleWindow *window = g_steal_pointer (&self->window);
  g_autoptr (GtkWidget) content = NULL;

  if (window == NULL)
    return;

  content = vtr_console_window_steal_content (window);
  gtk_window_destroy (GTK_WINDOW (window));
  adw_bin_set_child (self->here, content);
  gtk_stack_set_visible_child_name (self->place_stack, "here");
  update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AWAY]);
}

/* A window that was closed meanwhile only waited for the console. */
static gboolean
on_window_close_request_cb (VtrConsolePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  bring_back (self);
  if (GTK_IS_WINDOW (root) && !gtk_widget_get_visible (GTK_WIDGET (root)))
    gtk_window_close (GTK_WINDOW (root));
  return GDK_EVENT_STOP;
}

static void
take_away (VtrConsolePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkApplication *application
      = GTK_IS_WINDOW (root) ? gtk_window_get_application (GTK_WINDOW (root)) : NULL;
  g_autoptr (GtkWidget) content = GTK_WIDGET (g_object_ref (self->frame));

  if (GTK_IS_WINDOW (root))
    gtk_window_unfullscreen (GTK_WINDOW (root));
  gtk_stack_set_visible_child_name (self->place_stack, "away");
  adw_bin_set_child (self->here, NULL);
  self->window = VTR_CONSOLE_WINDOW (vtr_console_window_new (
      application, content, vtr_console_view_get_actions (self->view)));
  g_signal_connect_object (self->window, "close-request",
                           G_CALLBACK (on_window_close_request_cb), self, G_CONNECT_SWAPPED);
  update_tools (self, vtr_console_window_get_tools (self->window));
  update_title (self);
  update_actions (self);
  gtk_window_present (GTK_WINDOW (self->window));
  gtk_widget_child_focus (content, GTK_DIR_TAB_FORWARD);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AWAY]);
}

/* Actions */

static void
on_show_change_state_cb (GSimpleAction *action,
                         GVariant      *value,
                         gpointer       user_data)
{
  VtrConsolePage *self = user_data;

  g_set_str (&self->wanted, g_variant_get_string (value, NULL));
  update (self);
  for_each_tools (self, update_tools);
}

static void
on_own_window_change_state_cb (GSimpleAction *action,
                               GVariant      *value,
                               gpointer       user_data)
{
  VtrConsolePage *self = user_data;

  if (g_variant_get_boolean (value) == (self->window != NULL))
    return;
  if (self->window == NULL)
    take_away (self);
  else
    bring_back (self);
}

static void
on_ask_activate_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  VtrConsolePage *self = user_data;

  self->asked = TRUE;
  update (self);
}

static void
on_terminal_activate_cb (GSimpleAction *action,
                         GVariant      *parameter,
                         gpointer       user_data)
{
  VtrConsolePage *self = user_data;

  gtk_widget_activate_action_variant (GTK_WIDGET (self->terminal),
                                      g_variant_get_string (parameter, NULL), NULL);
}

static void
on_log_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (VtrConsolePage) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file == NULL || self->shown == NULL)
    return;

  vtr_serial_terminal_start_log (self->terminal, file);
  set_action (self, "log", TRUE, g_variant_new_boolean (TRUE));
}

static void
on_log_change_state_cb (GSimpleAction *action,
                        GVariant      *value,
                        gpointer       user_data)
{
  VtrConsolePage *self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->terminal));
  g_autoptr (GtkFileDialog) dialog = NULL;
  g_autofree char *name = NULL;

  if (!g_variant_get_boolean (value))
    {
      vtr_serial_terminal_stop_log (self->terminal);
      g_simple_action_set_state (action, value);
      return;
    }

  name = g_strdup_printf ("%s.log", vtr_machine_get_name (get_machine (self)));
  dialog = gtk_file_dialog_new ();
  gtk_file_dialog_set_title (dialog, _("Keep What Is Said in a File"));
  gtk_file_dialog_set_initial_name (dialog, g_strdelimit (name, "/", '-'));
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                        on_log_chosen_cb, g_object_ref (self));
}

static void
add_actions (VtrConsolePage *self)
{
  static const GActionEntry entries[] = {
    { .name = "show", .parameter_type = "s", .state = "''",
      .change_state = on_show_change_state_cb },
    { .name = "own-window", .state = "false", .change_state = on_own_window_change_state_cb },
    { .name = "ask", .activate = on_ask_activate_cb },
    { .name = "terminal", .parameter_type = "s", .activate = on_terminal_activate_cb },
    { .name = "log", .state = "false", .change_state = on_log_change_state_cb },
  };
  GSimpleActionGroup *group = vtr_console_view_get_actions (self->view);

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "console", G_ACTION_GROUP (group));
  gtk_widget_insert_action_group (GTK_WIDGET (self->frame), "console", G_ACTION_GROUP (group));
}

/* The widget */

static void
vtr_console_page_dispose (GObject *object)
{
  VtrConsolePage *self = VTR_CONSOLE_PAGE (object);

  if (self->view != NULL)
    {
      disconnect (self);
      bring_back (self);
    }
  g_clear_weak_pointer (&self->tools);
  /* A bound child that is also the bin's own child has to go first. */
  if (self->here != NULL)
    adw_bin_set_child (self->here, NULL);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_CONSOLE_PAGE);
  g_clear_object (&self->definition);
  g_clear_object (&self->password);
  g_clear_object (&self->settings);
  g_clear_object (&self->place);
  g_clear_pointer (&self->choices, g_ptr_array_unref);

  G_OBJECT_CLASS (vtr_console_page_parent_class)->dispose (object);
}

static void
vtr_console_page_finalize (GObject *object)
{
  g_free (VTR_CONSOLE_PAGE (object)->shown);
  g_free (VTR_CONSOLE_PAGE (object)->wanted);

  G_OBJECT_CLASS (vtr_console_page_parent_class)->finalize (object);
}

static void
vtr_console_page_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_AWAY:
      g_value_set_boolean (value, vtr_console_page_is_away (VTR_CONSOLE_PAGE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, VtrConsolePage, frame);
  gtk_widget_class_bind_template_child (widget_class, VtrConsolePage, here);
  gtk_widget_class_bind_template_child (widget_class, VtrConsolePage, off_page);
  gtk_widget_class_bind_template_child (widget_class, VtrConsolePage, place_stack);
  gtk_widget_class_bind_template_child (widget_class, VtrConsolePage, stack);
  gtk_widget_class_bind_template_child (widget_class, VtrConsolePage, start_button);
  gtk_widget_class_bind_template_child (widget_class, VtrConsolePage, terminal);
  gtk_widget_class_bind_template_child (widget_class, VtrConsolePage, trouble);
  gtk_widget_class_bind_template_child (widget_class, VtrConsolePage, view);
}

static void
vtr_console_page_class_init (VtrConsolePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_console_page_dispose;
  object_class->finalize = vtr_console_page_finalize;
  object_class->get_property = vtr_console_page_get_property;

  properties[PROP_AWAY] = g_param_spec_boolean ("away", NULL, NULL, FALSE,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (VTR_TYPE_CONSOLE_FRAME);
  g_type_ensure (VTR_TYPE_CONSOLE_VIEW);
  g_type_ensure (VTR_TYPE_SERIAL_TERMINAL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/machine/vtr-console-page.ui");
  bind_children (widget_class);
}

static void
vtr_console_page_init (VtrConsolePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->choices = g_ptr_array_new ();
  self->place = g_menu_new ();
  g_menu_append (self->place, _("Own Win_dow"), "console.own-window");
  add_actions (self);
  g_signal_connect_object (self->frame, "map", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

/**
 * vtr_console_page_new:
 * @definition: of the machine
 *
 * Returns: (transfer floating): its console, not connected
 */
GtkWidget *
vtr_console_page_new (VtrMachineDefinition *definition)
{
  VtrConsolePage *self = g_object_new (VTR_TYPE_CONSOLE_PAGE, NULL);
  VtrMachine *machine = vtr_machine_definition_get_machine (definition);

  self->definition = g_object_ref (definition);
  self->settings = vtr_console_settings_new (vtr_machine_get_uuid (machine));
  self->password = vtr_screen_password_new (self->view, machine);
  vtr_console_view_set_settings (self->view, self->settings);
  g_signal_connect_object (self->settings, "changed::own-chords",
                           G_CALLBACK (on_settings_chords_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (definition, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (machine, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (machine, "notify", G_CALLBACK (update_title), self, G_CONNECT_SWAPPED);
  for_each_tools (self, update_tools);
  update_title (self);
  update (self);
  return GTK_WIDGET (self);
}

/* Nothing here is an edit. */
gboolean
vtr_console_page_is_dirty (GtkWidget *page)
{
  return FALSE;
}

/* A lost host is told by the session itself, which keeps its last picture. */
void
vtr_console_page_set_reason (GtkWidget  *page,
                             const char *why_not)
{
}

/**
 * vtr_console_page_get_actions:
 *
 * Returns: (transfer none): what can be done with the console, for the prefix "console"
 */
GActionGroup *
vtr_console_page_get_actions (VtrConsolePage *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_PAGE (self), NULL);

  return G_ACTION_GROUP (vtr_console_view_get_actions (self->view));
}

/**
 * vtr_console_page_is_away:
 *
 * Returns: whether the console is in a window of its own
 */
gboolean
vtr_console_page_is_away (VtrConsolePage *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_PAGE (self), FALSE);

  return self->window != NULL;
}

/**
 * vtr_console_page_set_tools:
 * @tools: buttons elsewhere in the window, which show what the console is from now on
 */
void
vtr_console_page_set_tools (VtrConsolePage  *self,
                            VtrConsoleTools *tools)
{
  g_return_if_fail (VTR_IS_CONSOLE_PAGE (self));

  g_set_weak_pointer (&self->tools, tools);
  update_tools (self, tools);
}
