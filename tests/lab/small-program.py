# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""A window with little in it, for the test of the desk to drive."""

import gi

gi.require_version("Gtk", "4.0")
from gi.repository import Gtk  # noqa: E402


def fill(window):
    box = Gtk.Box(orientation=Gtk.Orientation.VERTICAL)
    entry = Gtk.Entry()
    entry.update_property([Gtk.AccessibleProperty.LABEL], ["Whom"])
    greeting = Gtk.Label(label="Nobody was greeted")
    button = Gtk.Button(label="Greet")
    button.connect("clicked", lambda _: greeting.set_label(f"Hello, {entry.get_text()}"))
    for child in (entry, button, greeting):
        box.append(child)
    window.set_child(box)


def on_activate(application):
    window = Gtk.ApplicationWindow(application=application, title="Small Program")
    fill(window)
    window.present()


program = Gtk.Application(application_id="org.vitrine.SmallProgram")
program.connect("activate", on_activate)
program.run()
