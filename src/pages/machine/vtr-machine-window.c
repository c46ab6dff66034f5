/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-machine-window.h"

#include <glib/gi18n-lib.h>

#include "virt/host/vtr-host.h"
#include "virt/edit/vtr-machine-definition.h"
#include "widgets/vtr-question.h"

#include "vtr-console-page.h"
#include "vtr-hardware-page.h"
#include "vtr-overview-page.h"
#include "vtr-pending-bar.h"
#include "vtr-power-actions.h"
#include "vtr-window-size.h"
#include "vtr-xml-page.h"

/* A page, in the order of the switcher. One more is one more line. */
static const struct
{
  const char *name;
  const char *title;
  const char *icon_name;
  GtkWidget *(*create) (VtrMachineDefinition *definition);
  gboolean (*is_dirty) (GtkWidget *page);
  void (*set_reason) (GtkWidget  *page,
                      const char *why_not);
} pages[] = {
  { "console", N_("_Console"), "video-display-symbolic", vtr_console_page_new,
    vtr_console_page_is_dirty, vtr_console_page_set_reason },
  { "overview", N_("_Overview"), "power-profile-performance-symbolic", vtr_overview_page_new,
    vtr_overview_page_is_dirty, vtr_overview_page_set_reason },
  { "hardware", N_("_Hardware"), "vtr-processor-symbolic", vtr_hardware_page_new,
    vtr_hardware_page_is_dirty, vtr_hardware_page_set_reason },
  { "xml", N_("_XML"), "text-x-generic-symbolic", vtr_xml_page_new, vtr_xml_page_is_dirty,
    vtr_xml_page_set_reason },
};

struct _VtrMachineWindow
{
  AdwApplicationWindow  parent_instance;

  /* owned */
  VtrMachine           *machine;
  VtrMachineDefinition *definition;
  VtrPowerActions      *actions;
  GSettings            *settings;
  char                 *why_not;  /* nothing can be changed now; NULL where it can */

  /* template children */
  AdwToastOverlay      *toasts;
  AdwViewStack         *stack;
  AdwWindowTitle       *title;
  AdwWindowTitle       *title_narrow;
  AdwBanner            *banner;
  VtrPendingBar        *pending_bar;
  GtkWidget            *start_button;
  GtkWidget            *pause_button;
  GtkWidget            *resume_button;
  GtkWidget            *shut_down_button;
  AdwToolbarView       *toolbar_view;
  VtrConsoleTools      *console_tools;

  /* state */
  GtkWidget            *made[G_N_ELEMENTS (pages)];
  gboolean              removed;
  gboolean              close_anyway;
};

G_DEFINE_FINAL_TYPE (VtrMachineWindow, vtr_machine_window, ADW_TYPE_APPLICATION_WINDOW)

/* Pages */

static VtrConsolePage *
get_console (VtrMachineWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (VTR_IS_CONSOLE_PAGE (self->made[i]))
      return VTR_CONSOLE_PAGE (self->made[i]);

  return NULL;
}

/* The console has its buttons in the header, and a full screen to itself. */
static void
update_bars (VtrMachineWindow *self)
{
  const char *name = adw_view_stack_get_visible_child_name (self->stack);
  VtrConsolePage *console = get_console (self);
  gboolean shown = g_strcmp0 (name, "console") == 0 && console != NULL
                   && !vtr_console_page_is_away (console);
  gboolean alone = shown && gtk_window_is_fullscreen (GTK_WINDOW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->console_tools), shown);
  adw_toolbar_view_set_reveal_top_bars (self->toolbar_view, !alone);
  adw_toolbar_view_set_reveal_bottom_bars (self->toolbar_view, !alone);
}

static void
prepare_console (VtrMachineWindow *self,
                 VtrConsolePage   *console)
{
  gtk_widget_insert_action_group (GTK_WIDGET (self), "console",
                                  vtr_console_page_get_actions (console));
  vtr_console_page_set_tools (console, self->console_tools);
  g_signal_connect_object (console, "notify::away", G_CALLBACK (update_bars), self,
                           G_CONNECT_SWAPPED);
}

static void
on_page_shown_cb (VtrMachineWindow *self)
{
  const char *name = adw_view_stack_get_visible_child_name (self->stack);

  if (self->definition == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      GtkWidget *bin = adw_view_stack_get_child_by_name (self->stack, pages[i].name);

      if (self->made[i] != NULL || g_strcmp0 (pages[i].name, name) != 0)
        continue;
      self->made[i] = pages[i].create (self->definition);
      pages[i].set_reason (self->made[i], self->why_not);
      adw_bin_set_child (ADW_BIN (bin), self->made[i]);
      if (VTR_IS_CONSOLE_PAGE (self->made[i]))
        prepare_console (self, VTR_CONSOLE_PAGE (self->made[i]));
    }
  update_bars (self);
}

static void
add_pages (VtrMachineWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      AdwViewStackPage *page = adw_view_stack_add_titled_with_icon (
          self->stack, adw_bin_new (), pages[i].name, _(pages[i].title), pages[i].icon_name);

      adw_view_stack_page_set_use_underline (page, TRUE);
    }
}

static gboolean
is_dirty (VtrMachineWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (self->made[i] != NULL && pages[i].is_dirty (self->made[i]))
      return TRUE;

  return FALSE;
}

/* What is true of the machine */

/* Why nothing can be changed. */
static char *
find_reason (VtrMachineWindow *self)
{
  VtrHost *host = vtr_machine_get_host (self->machine);
  const VtrTrouble *trouble = NULL;

  if (self->removed)
    return g_strdup (_("The machine has been removed. What you see is how it was."));
  if (host == NULL)
    return g_strdup (_("The host has been removed from the list."));
  if (!vtr_host_is_usable (host))
    return g_strdup_printf (_("%s is not connected. What you see is how the machine was."),
                            vtr_host_get_title (host));
  if (self->definition != NULL)
    g_object_get (self->definition, "trouble", &trouble, NULL);
  if (trouble != NULL)
    {
      char *text = g_strdup (trouble->summary);

      g_boxed_free (VTR_TYPE_TROUBLE, (gpointer) trouble);
      return text;
    }

  return NULL;
}

/* A host that is away and that nobody is connecting to can be connected from here. */
static gboolean
can_connect (VtrMachineWindow *self)
{
  VtrHost *host = vtr_machine_get_host (self->machine);

  return !self->removed && host != NULL && !vtr_host_is_usable (host)
         && vtr_host_get_state (host) != VTR_HOST_CONNECTING;
}

static void
update_reason (VtrMachineWindow *self)
{
  g_autofree char *why_not = find_reason (self);

  adw_banner_set_button_label (self->banner, can_connect (self) ? _("_Connect") : NULL);
  if (!g_set_str (&self->why_not, why_not))
    return;

  if (why_not != NULL)
    adw_banner_set_title (self->banner, why_not);
  adw_banner_set_revealed (self->banner, why_not != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (self->made[i] != NULL)
      pages[i].set_reason (self->made[i], why_not);
}

static void
update_state (VtrMachineWindow *self)
{
  VtrHost *host = vtr_machine_get_host (self->machine);
  const char *name = vtr_machine_get_display_name (self->machine);
  const char *state
      = self->removed ? _("removed") : vtr_machine_get_state_name (self->machine);
  gboolean can_resume = vtr_machine_can (self->machine, VTR_VERB_RESUME, NULL);
  gboolean active = vtr_machine_is_active (self->machine);
  g_autofree char *subtitle = host != NULL
                                  ? g_strdup_printf ("%s · %s", vtr_host_get_title (host), state)
                                  : g_strdup (state);

  gtk_window_set_title (GTK_WINDOW (self), name);
  adw_window_title_set_title (self->title, name);
  adw_window_title_set_title (self->title_narrow, name);
  adw_window_title_set_subtitle (self->title, subtitle);
  adw_window_title_set_subtitle (self->title_narrow, subtitle);
  gtk_widget_set_visible (self->start_button, !active);
  gtk_widget_set_visible (self->resume_button, active && can_resume);
  gtk_widget_set_visible (self->pause_button, active && !can_resume);
  gtk_widget_set_visible (self->shut_down_button, active);
  update_reason (self);
}

static void
on_host_machine_changed_cb (VtrMachineWindow *self,
                            VtrMachine       *machine,
                            guint             change)
{
  if (machine != self->machine || !(change & VTR_MACHINE_REMOVED))
    return;

  self->removed = TRUE;
  update_state (self);
}

/* Actions */

static void
say (GtkWidget  *widget,
     const char *action,
     GVariant   *parameter)
{
  VtrMachineWindow *self = VTR_MACHINE_WINDOW (widget);
  AdwToast *toast = adw_toast_new (g_variant_get_string (parameter, NULL));

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
show_page (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  vtr_machine_window_show_page (VTR_MACHINE_WINDOW (widget),
                                g_variant_get_string (parameter, NULL));
}

static void
connect_host (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  VtrHost *host = vtr_machine_get_host (VTR_MACHINE_WINDOW (widget)->machine);

  if (host != NULL)
    vtr_host_connect (host);
}

/* Closing */

static void
on_close_answered_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (VtrMachineWindow) self = user_data;

  if (!vtr_question_ask_finish (result, NULL, NULL))
    return;

  self->close_anyway = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
ask_before_closing (VtrMachineWindow *self)
{
  static const VtrQuestion question = {
    .heading = N_("Close Without Applying?"),
    .body = N_("What was changed in this window and not applied is lost."),
    .confirm_label = N_("_Close"),
    .destructive = TRUE,
  };
  VtrQuestion translated = question;

  translated.heading = _(question.heading);
  translated.body = _(question.body);
  translated.confirm_label = _(question.confirm_label);
  vtr_question_ask_async (GTK_WIDGET (self), &translated, NULL, on_close_answered_cb,
                          g_object_ref (self));
}

static gboolean
vtr_machine_window_close_request (GtkWindow *window)
{
  VtrMachineWindow *self = VTR_MACHINE_WINDOW (window);

  if (!self->close_anyway && is_dirty (self))
    {
      ask_before_closing (self);
      return TRUE;
    }

  /* Its console is in a window of its own, and stays: this one waits unseen until that is closed. */
  if (get_console (self) != NULL && vtr_console_page_is_away (get_console (self)))
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return TRUE;
    }

  vtr_window_size_remember (window, self->settings, vtr_machine_get_uuid (self->machine));
  return GTK_WINDOW_CLASS (vtr_machine_window_parent_class)->close_request (window);
}

static void
vtr_machine_window_dispose (GObject *object)
{
  VtrMachineWindow *self = VTR_MACHINE_WINDOW (object);

  /* Without it no page is made while the others go. */
  g_clear_object (&self->definition);
  memset (self->made, 0, sizeof self->made);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_MACHINE_WINDOW);
  g_clear_object (&self->actions);
  g_clear_object (&self->machine);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (vtr_machine_window_parent_class)->dispose (object);
}

static void
vtr_machine_window_finalize (GObject *object)
{
  g_free (VTR_MACHINE_WINDOW (object)->why_not);

  G_OBJECT_CLASS (vtr_machine_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, VtrMachineWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, VtrMachineWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, VtrMachineWindow, title);
  gtk_widget_class_bind_template_child (widget_class, VtrMachineWindow, title_narrow);
  gtk_widget_class_bind_template_child (widget_class, VtrMachineWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, VtrMachineWindow, pending_bar);
  gtk_widget_class_bind_template_child (widget_class, VtrMachineWindow, start_button);
  gtk_widget_class_bind_template_child (widget_class, VtrMachineWindow, pause_button);
  gtk_widget_class_bind_template_child (widget_class, VtrMachineWindow, resume_button);
  gtk_widget_class_bind_template_child (widget_class, VtrMachineWindow, shut_down_button);
  gtk_widget_class_bind_template_child (widget_class, VtrMachineWindow, toolbar_view);
  gtk_widget_class_bind_template_child (widget_class, VtrMachineWindow, console_tools);
  gtk_widget_class_bind_template_callback (widget_class, on_page_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_bars);
}

static void
vtr_machine_window_class_init (VtrMachineWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_machine_window_dispose;
  object_class->finalize = vtr_machine_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = vtr_machine_window_close_request;

  gtk_widget_class_install_action (widget_class, "window.say", "s", say);
  gtk_widget_class_install_action (widget_class, "window.show-page", "s", show_page);
  gtk_widget_class_install_action (widget_class, "window.connect-host", NULL, connect_host);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + i, GDK_ALT_MASK,
                                         "window.show-page", "s", pages[i].name);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);

  g_type_ensure (VTR_TYPE_CONSOLE_TOOLS);
  g_type_ensure (VTR_TYPE_PENDING_BAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/machine/vtr-machine-window.ui");
  bind_children (widget_class);
}

static void
vtr_machine_window_init (VtrMachineWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_pages (self);
  /* Looking at a machine is not yet sitting down at it. */
  adw_view_stack_set_visible_child_name (self->stack, "overview");
}

static void
watch (VtrMachineWindow *self)
{
  VtrHost *host = vtr_machine_get_host (self->machine);

  g_signal_connect_object (self->machine, "notify", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->definition, "notify::trouble", G_CALLBACK (update_reason), self,
                           G_CONNECT_SWAPPED);
  if (host == NULL)
    return;

  g_signal_connect_object (host, "notify", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (host, "machine-changed", G_CALLBACK (on_host_machine_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * vtr_machine_window_new:
 * @application: (nullable): whose window it is
 * @machine: what it shows
 * @settings: where its size is remembered
 *
 * Returns: (transfer none): a window that is not shown yet
 */
GtkWidget *
vtr_machine_window_new (GtkApplication *application,
                        VtrMachine     *machine,
                        GSettings      *settings)
{
  VtrMachineWindow *self
      = g_object_new (VTR_TYPE_MACHINE_WINDOW, "application", application, NULL);

  self->machine = g_object_ref (machine);
  self->settings = g_object_ref (settings);
  self->definition = vtr_machine_definition_new (machine);
  self->actions = vtr_power_actions_new (GTK_WIDGET (self), machine, settings);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "machine",
                                  vtr_power_actions_get_group (self->actions));
  vtr_window_size_restore (GTK_WINDOW (self), settings, vtr_machine_get_uuid (machine));
  vtr_pending_bar_set_definition (self->pending_bar, self->definition);
  vtr_machine_want_details (machine);
  watch (self);
  update_state (self);
  on_page_shown_cb (self);
  return GTK_WIDGET (self);
}

/**
 * vtr_machine_window_get_machine:
 * @self: a window
 *
 * Returns: (transfer none): what it shows
 */
VtrMachine *
vtr_machine_window_get_machine (VtrMachineWindow *self)
{
  g_return_val_if_fail (VTR_IS_MACHINE_WINDOW (self), NULL);

  return self->machine;
}

void
vtr_machine_window_show_page (VtrMachineWindow *self,
                              const char       *name)
{
  g_return_if_fail (VTR_IS_MACHINE_WINDOW (self));

  adw_view_stack_set_visible_child_name (self->stack, name);
}
