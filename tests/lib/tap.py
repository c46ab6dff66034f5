# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""unittest with the Test Anything Protocol on standard output."""

import sys
import traceback
import unittest

import processes


class _Result(unittest.TestResult):
    def __init__(self, stream):
        super().__init__()
        self._stream = stream
        self.count = 0

    def startTest(self, test):
        super().startTest(test)
        print(f"# {test.id()}", file=self._stream, flush=True)

    def _line(self, verdict, test, directive=""):
        self.count += 1
        name = test.shortDescription() or test.id()
        print(f"{verdict} {self.count} - {name}{directive}", file=self._stream, flush=True)

    def _fail(self, test, error):
        self._line("not ok", test)
        for line in "".join(traceback.format_exception(*error)).splitlines():
            print(f"# {line}", file=self._stream, flush=True)

    def addSuccess(self, test):
        super().addSuccess(test)
        self._line("ok", test)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._fail(test, err)

    def addError(self, test, err):
        super().addError(test, err)
        self._fail(test, err)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._line("ok", test, f" # SKIP {reason}")


def main():
    """Run the tests of the calling module, end all that they left running, exit."""
    processes.under_a_reaper()
    loader = unittest.defaultTestLoader
    module = sys.modules["__main__"]
    names = sys.argv[1:]
    if names:
        suite = loader.loadTestsFromNames(names, module)
    else:
        suite = loader.loadTestsFromModule(module)
    result = _Result(sys.stdout)
    suite.run(result)
    # Last, because a class that is skipped is one line whatever it holds.
    print(f"1..{result.count}", flush=True)
    sys.exit(0 if result.wasSuccessful() else 1)
