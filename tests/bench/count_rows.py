# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""count_rows.py PID ROWS: print the monotonic time when its table first has so many rows."""

import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

STEP = 0.05
DEEPEST = 14
WIDEST = 40
TABLES = (Atspi.Role.TREE_TABLE, Atspi.Role.TABLE, Atspi.Role.TREE)


def find_table(node, depth=0):
    if node.get_role() in TABLES:
        return node
    if depth < DEEPEST:
        for index in range(min(node.get_child_count(), WIDEST)):
            child = node.get_child_at_index(index)
            found = child and find_table(child, depth + 1)
            if found:
                return found
    return None


def find_program(pid):
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(index)
        if child and child.get_process_id() == pid:
            return child
    return None


def main(pid, wanted):
    Atspi.init()
    # A program that is busy for many seconds is what is measured here, not an error.
    Atspi.set_timeout(60000, 60000)
    table = None
    while True:
        try:
            program = None if table else find_program(pid)
            table = table or (program and find_table(program))
            if table and table.get_table_iface().get_n_rows() >= wanted:
                print(time.monotonic(), flush=True)
                return
        except (GLib.Error, AttributeError):
            table = None
        time.sleep(STEP)


main(int(sys.argv[1]), int(sys.argv[2]))
