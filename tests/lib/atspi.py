# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""Reading and driving a program from outside, as a screen reader does.

The environment must name the desktop before anything here is called: use desk.Desk(apply=True).
"""

import os
import re
import subprocess
import sys
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

from waiting import TimedOut  # noqa: E402

STEP = 0.03
CALL_TIMEOUT_MS = 5000
PRINTED_DEPTH = 40


class Node:
    """One accessible object."""

    def __init__(self, accessible):
        self.accessible = accessible

    def __eq__(self, other):
        return isinstance(other, Node) and self.accessible == other.accessible

    def __hash__(self):
        return hash(self.accessible)

    def __repr__(self):
        return f"{self.role} {self.name!r}"

    @property
    def role(self):
        """The role's name with blanks, "push button"."""
        return self.accessible.get_role_name() or ""

    @property
    def name(self):
        return self.accessible.get_name() or ""

    @property
    def description(self):
        return self.accessible.get_description() or ""

    @property
    def states(self):
        return {state.value_nick for state in self.accessible.get_state_set().get_states()}

    @property
    def showing(self):
        return self.accessible.get_state_set().contains(Atspi.StateType.SHOWING)

    @property
    def sensitive(self):
        states = self.accessible.get_state_set()
        return states.contains(Atspi.StateType.SENSITIVE)

    @property
    def checked(self):
        states = self.accessible.get_state_set()
        return (states.contains(Atspi.StateType.CHECKED)
                or states.contains(Atspi.StateType.PRESSED)
                or states.contains(Atspi.StateType.SELECTED))

    @property
    def text(self):
        """What an entry or a label holds."""
        text = self.accessible.get_text_iface()
        if text is None:
            return self.name
        return Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text))

    @property
    def rectangle(self):
        """(x, y, width, height) in the window."""
        found = Atspi.Component.get_extents(self.accessible, Atspi.CoordType.WINDOW)
        return found.x, found.y, found.width, found.height

    def children(self):
        for index in range(self.accessible.get_child_count()):
            child = self.accessible.get_child_at_index(index)
            if child is not None:
                yield Node(child)

    def walk(self):
        """This object and all below it, parents first. What vanishes meanwhile is left out."""
        pending = [self]
        while pending:
            node = pending.pop()
            yield node
            try:
                pending.extend(reversed(list(node.children())))
            except GLib.Error:
                continue

    def find_all(self, role=None, name=None, showing=True):
        """All objects below with that role and name. A name is whole, or a compiled pattern."""
        return [node for node in self.walk() if _matches(node, role, name, showing)]

    def find(self, role=None, name=None, showing=True):
        """The first such object, or None."""
        return next((n for n in self.walk() if _matches(n, role, name, showing)), None)

    def wait_for(self, role=None, name=None, timeout=10.0, showing=True):
        """The first such object as soon as there is one; the tree is printed when none comes."""
        return wait(lambda: self.find(role, name, showing), timeout,
                    f"{role or 'an object'} {_words(name)}", self)

    def wait_gone(self, role=None, name=None, timeout=10.0):
        """Wait until no such object is shown any more."""
        wait(lambda: self.find(role, name) is None, timeout,
             f"the end of {role or 'an object'} {_words(name)}", self)

    def activate(self, action=None):
        """Do an object's first action, or the one of that name."""
        count = self.accessible.get_n_actions()
        names = [Atspi.Action.get_action_name(self.accessible, index) for index in range(count)]
        if not names or (action is not None and action not in names):
            raise LookupError(f"{self!r} has the actions {names}, not {action or 'any'}")
        Atspi.Action.do_action(self.accessible, names.index(action) if action else 0)

    def set_text(self, text):
        if not Atspi.EditableText.set_text_contents(self.accessible, text):
            raise LookupError(f"{self!r} does not take text")

    def middle(self):
        """What moves the pointer to the middle of the object, which is in the active window."""
        x, y, width, height = self.rectangle
        window = subprocess.run(["xdotool", "getactivewindow"], check=True, capture_output=True,
                                text=True).stdout.strip()
        return ["mousemove", "--window", window, str(x + width // 2), str(y + height // 2)]

    def click(self, button=1, times=1):
        """Click on the object with the pointer."""
        xdotool(*self.middle(), "click", "--repeat", str(times), "--delay", "40", str(button))

    def drag_to(self, other):
        """Drag the object onto another one, as slowly as a hand does."""
        step = ["sleep", "0.1", "mousemove_relative", "0", "5"]
        xdotool(*self.middle(), "mousedown", "1", *step * 6)
        xdotool("sleep", "0.2", *other.middle(), *step, "sleep", "0.2", "mouseup", "1")

    def dump(self, stream=sys.stdout):
        """Print the tree below this object, as TAP comments."""
        pending = [(self, 0)]
        while pending:
            node, depth = pending.pop()
            try:
                mark = "" if node.showing else " (hidden)"
                text = f" {node.description!r}" if node.description else ""
                print(f"# {'  ' * depth}{node!r}{text}{mark}", file=stream)
                if depth < PRINTED_DEPTH:
                    pending.extend((child, depth + 1) for child in reversed(list(node.children())))
            except GLib.Error as error:
                print(f"# {'  ' * depth}(gone: {error.message})", file=stream)
        stream.flush()


def _words(name):
    return repr(getattr(name, "pattern", name)) if name is not None else "of any name"


def _matches(node, role, name, showing):
    try:
        if role is not None and node.role != role:
            return False
        if isinstance(name, re.Pattern):
            if not name.search(node.name):
                return False
        elif name is not None and node.name != name:
            return False
        return node.showing if showing else True
    except GLib.Error:
        return False


def _start():
    if not Atspi.is_initialized():
        Atspi.init()
        Atspi.set_timeout(CALL_TIMEOUT_MS, CALL_TIMEOUT_MS)


def wait(condition, timeout=10.0, what="the condition", dumped=None):
    """waiting.wait_for() that lets accessibility events in, without which names grow stale."""
    _start()
    context = GLib.MainContext.default()
    end = time.monotonic() + timeout
    while True:
        while context.iteration(False):
            pass
        try:
            value = condition()
        except GLib.Error:
            value = None
        if value:
            return value
        if time.monotonic() >= end:
            if dumped is not None:
                dumped.dump()
            raise TimedOut(f"{what} did not come within {timeout:g} s")
        time.sleep(STEP)


def programs():
    """The programs on the accessibility bus."""
    _start()
    return list(Node(Atspi.get_desktop(0)).children())


def program(pids, timeout=20.0):
    """The program that one of these process ids owns, as soon as it is on the bus."""
    wanted = set(pids)

    def look():
        for node in programs():
            if node.accessible.get_process_id() in wanted:
                return node
        return None

    return wait(look, timeout, f"a program with process id {sorted(wanted)}")


def xdotool(*arguments):
    """Pointer and keyboard, as from real devices."""
    subprocess.run(["xdotool", *arguments], check=True, stdout=subprocess.DEVNULL)


def press(*keys):
    """Press keys one after another: press("ctrl+f", "Escape")."""
    xdotool("key", "--clearmodifiers", *keys)


def type_text(text):
    xdotool("type", "--delay", "5", text)


def screenshot(name):
    """Write a picture of the screen, for a person to look at, and return its path."""
    folder = os.environ.get("VITRINE_TEST_SHOTS") or tempfile.gettempdir()
    path = os.path.join(folder, name + ".png")
    subprocess.run(["import", "-window", "root", path], check=False)
    return path
