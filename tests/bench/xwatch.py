# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""What the window system sees of a program: windows, damage, and how fast it answers pings.

A ping (_NET_WM_PING) is what window managers judge "not responding" by. It works for every toolkit.
"""

import select
import threading
import time

from Xlib import X, display, error
from Xlib.ext import damage
from Xlib.protocol import event

PING_EVERY = 0.02
SLOW_ANSWER = 0.1
QUICK_ANSWER = 0.008
MOST_UNANSWERED = 500
SMALLEST_WINDOW = 50
RAW_RECTANGLES = 0


class Watch(threading.Thread):
    """Watches one display with a connection of its own. Times are time.monotonic()."""

    def __init__(self, name):
        super().__init__(daemon=True)
        self._display = display.Display(name)
        self._display.set_error_handler(lambda *_: None)
        self._root = self._display.screen().root
        self._atoms = {atom: self._display.intern_atom(atom) for atom in (
            "_NET_CLIENT_LIST", "WM_PROTOCOLS", "_NET_WM_PING")}
        self._root.change_attributes(event_mask=X.PropertyChangeMask | X.SubstructureNotifyMask)
        self._known = set(self._clients())
        self._display.damage_query_version()
        self._unanswered = {}
        self._serial = 0
        self._ended = threading.Event()
        self.pinging = True
        self.windows = []
        self.mapped_at = []
        self.damaged_at = []
        self.answers = []

    def close(self):
        self._ended.set()
        self.join(5)
        self._display.close()

    def longest_stall(self, since=0.0):
        """The longest time in seconds that a ping waited for its answer."""
        now = time.monotonic()
        waited = [rtt for sent, rtt in list(self.answers) if sent >= since]
        waited += [now - sent for sent in list(self._unanswered.values()) if sent >= since]
        return max(waited, default=0.0)

    def busy_until(self, since):
        """The end of the last stretch after a moment in which an answer was not there at once."""
        return max((sent + waited for sent, waited in list(self.answers)
                    if sent >= since and waited > QUICK_ANSWER), default=since)

    def waiting_for_answer(self):
        """Whether the program is busy with something else than its window right now."""
        now = time.monotonic()
        return any(now - sent > SLOW_ANSWER for sent in list(self._unanswered.values()))

    def last_damage(self):
        return self.damaged_at[-1] if self.damaged_at else 0.0

    def first_damage_after(self, moment):
        return next((at for at in list(self.damaged_at) if at >= moment), None)

    def first_answer_after(self, moment):
        """When the first ping that was sent after a moment was answered, or None."""
        return next((sent + waited for sent, waited in list(self.answers) if sent >= moment), None)

    def _clients(self):
        found = self._root.get_full_property(self._atoms["_NET_CLIENT_LIST"], X.AnyPropertyType)
        return list(found.value) if found else []

    def _look_for_windows(self):
        now = time.monotonic()
        for xid in self._clients():
            if xid in self._known:
                continue
            self._known.add(xid)
            window = self._display.create_resource_object("window", xid)
            try:
                if window.get_geometry().width < SMALLEST_WINDOW:
                    continue
                window.damage_create(RAW_RECTANGLES)
            except error.XError:
                continue
            self.windows.append(window)
            self.mapped_at.append(now)

    def _ping(self):
        self._serial += 1
        window = self.windows[0]
        message = event.ClientMessage(
            window=window, client_type=self._atoms["WM_PROTOCOLS"],
            data=(32, [self._atoms["_NET_WM_PING"], self._serial, window.id, 0, 0]))
        window.send_event(message)
        self._unanswered[self._serial] = time.monotonic()

    def _take(self, received):
        now = time.monotonic()
        if isinstance(received, damage.DamageNotify):
            self.damaged_at.append(now)
        elif received.type == X.PropertyNotify:
            if received.atom == self._atoms["_NET_CLIENT_LIST"]:
                self._look_for_windows()
        elif received.type & 0x7F == X.ClientMessage:
            if received.data[1][0] == self._atoms["_NET_WM_PING"]:
                sent = self._unanswered.pop(received.data[1][1], None)
                if sent is not None:
                    self.answers.append((sent, now - sent))

    def run(self):
        next_ping = 0.0
        while not self._ended.is_set():
            now = time.monotonic()
            if (self.pinging and self.windows and now >= next_ping
                    and len(self._unanswered) < MOST_UNANSWERED):
                self._ping()
                next_ping = now + PING_EVERY
            self._display.flush()
            if not self._display.pending_events():
                pause = max(0.001, next_ping - now) if self.pinging and self.windows else 0.02
                select.select([self._display.fileno()], [], [], min(pause, 0.02))
            while self._display.pending_events():
                self._take(self._display.next_event())
