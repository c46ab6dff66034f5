# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""The engine of the storage page, as a program that takes orders."""

import os
import subprocess

PROGRAM = os.path.join(os.environ.get("VITRINE_BUILD", "build"), "tests", "tools", "change-storage")


class Changer:
    """Use as a context manager."""

    def __init__(self, uri):
        self._process = subprocess.Popen([PROGRAM, uri], stdin=subprocess.PIPE,
                                         stdout=subprocess.PIPE, text=True)
        assert self._process.stdout.readline() == "ready\n"

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()

    def order(self, *words):
        """Give an order and wait for its answer."""
        self._process.stdin.write(" ".join(str(word) for word in words) + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()
