# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""What the numbers are to be. Each goal is judged on medians of one interleaved run."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Goal:
    """At most `limit`: of the peer's figure (ratio), or in the measure's own unit (value)."""

    limit: float
    ratio: bool = False

    def __str__(self):
        return f"≤ {self.limit:.3g} ×" if self.ratio else f"≤ {self.limit:.4g}"

    def judge(self, ours, peer):
        """True, False, or None where the peer's figure is missing."""
        if not self.ratio:
            return ours <= self.limit
        return ours <= self.limit * peer if peer else None


STALL = Goal(50)
WINDOW = Goal(0.6, ratio=True)

GOALS = {
    ("start-test-10", "window_ms"): WINDOW,
    ("start-test-100", "window_ms"): WINDOW,
    ("start-test-1000", "window_ms"): WINDOW,
    ("start-test-3000", "window_ms"): WINDOW,
    ("start-qemu-1000", "window_ms"): WINDOW,
    # On the test driver its own parsing of the file is the bound.
    ("start-test-1000", "list_ms"): Goal(1 / 5, ratio=True),
    ("start-test-3000", "list_ms"): Goal(1 / 10, ratio=True),
    ("start-qemu-1000", "list_ms"): Goal(1 / 12, ratio=True),
    ("slow-link-100", "list_ms"): Goal(2000),
    **{(case, measure): STALL
       for case in ("start-test-1", "start-test-10", "start-test-100", "start-test-1000",
                    "start-test-3000", "start-qemu-10", "start-qemu-100", "start-qemu-1000",
                    "start-qemu-3000", "slow-link-10", "slow-link-100", "slow-link-1000",
                    "fleet-test",
                    "fleet-qemu")
       for measure in ("stall_ms", "inner_stall_ms")},
    **{("derived", f"round_trips_{count}"): Goal(8) for count in (10, 100, 1000)},
    ("wire-1000", "refresh_bytes_per_running"): Goal(300),
    ("wire-1000", "refresh_bytes"): Goal(1 / 20, ratio=True),
    ("idle-qemu-1000", "idle_cpu_ms_per_s"): Goal(3),
    ("idle-qemu-1000", "idle_wakeups_per_s"): Goal(2),
    ("idle-qemu-1000", "hidden_calls"): Goal(0),
    ("memory-qemu-10", "anon_mib"): Goal(0.75, ratio=True),
    ("memory-qemu-1000", "pss_mib"): Goal(0.4, ratio=True),
    **{(f"machine-window-{count}", measure): goal
       for count in (10, 1000)
       for measure, goal in (("open_ms", Goal(100)), ("open_stall_ms", STALL),
                             ("page_ms", Goal(60)), ("page_stall_ms", STALL))},
    ("derived", "anon_kib_per_machine"): Goal(16),
    ("derived", "window_3000_to_1"): Goal(1.1),
    ("idle-qemu-1000", "settled_stall_ms"): STALL,
    # On the test driver the program itself parses ten thousand definitions, which alone takes
    # longer on a small machine: the time is judged with daemons.
    ("fleet-qemu", "list_ms"): Goal(2000),
    ("console-spice-full", "cpu_ms_per_frame"): Goal(1, ratio=True),
    ("console-spice-scaled", "cpu_ms_per_frame"): Goal(0.6, ratio=True),
    ("console-vnc-full", "cpu_ms_per_frame"): Goal(0.6, ratio=True),
    ("console-vnc-scaled", "cpu_ms_per_frame"): Goal(0.6, ratio=True),
    **{(f"console-{protocol}-part", "key_to_pixel_ms"): Goal(0.8, ratio=True)
       for protocol in ("spice", "vnc")},
    **{(case, measure): Goal(limit)
       for case in ("fleet-test", "fleet-qemu")
       for measure, limit in (("scroll_stall_ms", 16), ("idle_cpu_ms_per_s", 5))},
}
