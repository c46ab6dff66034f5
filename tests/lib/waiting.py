# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""Waiting for a condition, never for a time."""

import time

STEP = 0.02


class TimedOut(AssertionError):
    """What was waited for did not come. An assertion, because a test that waits asserts."""


def wait_for(condition, timeout=10.0, what=None, step=STEP):
    """Return the first true value of condition(); raise TimedOut after timeout seconds."""
    end = time.monotonic() + timeout
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() >= end:
            raise TimedOut(f"{what or 'the condition'} did not come true within {timeout:g} s")
        time.sleep(step)


def wait_until_gone(condition, timeout=10.0, what=None, step=STEP):
    """Wait until condition() is false."""
    wait_for(lambda: not condition(), timeout, what and f"the end of {what}", step)
