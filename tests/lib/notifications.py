# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""A desktop's notification service that only remembers what it was told."""

import threading

from gi.repository import Gio, GLib

INTERFACE = """<node><interface name='org.freedesktop.Notifications'>
  <method name='Notify'>
    <arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>
    <arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>
    <arg type='a{sv}' direction='in'/><arg type='i' direction='in'/><arg type='u' direction='out'/>
  </method>
  <method name='CloseNotification'><arg type='u' direction='in'/></method>
  <method name='GetCapabilities'><arg type='as' direction='out'/></method>
  <method name='GetServerInformation'>
    <arg type='s' direction='out'/><arg type='s' direction='out'/>
    <arg type='s' direction='out'/><arg type='s' direction='out'/>
  </method>
</interface></node>"""
ANSWERS = {"GetCapabilities": ("(as)", (["body"],)),
           "GetServerInformation": ("(ssss)", ("test", "test", "1", "1.2"))}


class Notifications:
    """Use as a context manager. `told` are the (title, body) of what was shown."""

    def __init__(self):
        self.told = []
        self._loop = None
        self._thread = threading.Thread(target=self._serve)
        self._ready = threading.Event()

    def __enter__(self):
        self._thread.start()
        if not self._ready.wait(10):
            raise RuntimeError("nobody gave the notification service its name")
        return self

    def __exit__(self, *exc):
        self._loop.quit()
        self._thread.join()

    def _serve(self):
        self._context = GLib.MainContext.new()
        self._context.push_thread_default()
        self._loop = GLib.MainLoop.new(self._context, False)
        address = Gio.dbus_address_get_for_bus_sync(Gio.BusType.SESSION)
        connection = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        connection.register_object("/org/freedesktop/Notifications",
                                   Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0],
                                   self._on_call)
        Gio.bus_own_name_on_connection(connection, "org.freedesktop.Notifications",
                                       Gio.BusNameOwnerFlags.NONE,
                                       lambda *_: self._ready.set(), None)
        self._loop.run()
        connection.close_sync()
        self._context.pop_thread_default()

    def _on_call(self, _connection, _sender, _path, _interface, method, parameters, invocation):
        if method == "Notify":
            self.told.append((parameters[3], parameters[4]))
            answer = GLib.Variant("(u)", (len(self.told),))
        else:
            answer = GLib.Variant(*ANSWERS[method]) if method in ANSWERS else None
        invocation.return_value(answer)
