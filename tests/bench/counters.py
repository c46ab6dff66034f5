# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""What the kernel counted for a process and its descendants."""

import os
import time

import processes


def _process_clock(pid):
    # The kernel's number for the processor clock of another process, threads that ended included.
    return (~pid << 3) | 2


def cpu_ms(pid):
    """Processor time used so far, in milliseconds with the scheduler's precision."""
    total = 0.0
    for each in processes.tree(pid):
        try:
            total += time.clock_gettime(_process_clock(each)) * 1000
        except OSError:
            continue
    return total


def switches(pid):
    """How often each thread was woken or put aside: its id -> times."""
    found = {}
    for each in processes.tree(pid):
        try:
            tasks = os.listdir(f"/proc/{each}/task")
        except OSError:
            continue
        for task in tasks:
            try:
                with open(f"/proc/{each}/task/{task}/status", encoding="utf-8") as stream:
                    found[task] = sum(int(line.split()[1]) for line in stream
                                      if line.startswith(("voluntary_", "nonvoluntary_")))
            except OSError:
                continue
    return found


def switches_since(pid, before):
    """How often threads were woken since switches(); those that ended meanwhile are not known."""
    return sum(times - before.get(task, 0) for task, times in switches(pid).items())


def memory_kib(pid):
    """(proportional, anonymous proportional) memory."""
    wanted = {"Pss:": 0, "Pss_Anon:": 0}
    for each in processes.tree(pid):
        try:
            with open(f"/proc/{each}/smaps_rollup", encoding="utf-8") as stream:
                for line in stream:
                    words = line.split()
                    if words[0] in wanted:
                        wanted[words[0]] += int(words[1])
        except OSError:
            continue
    return wanted["Pss:"], wanted["Pss_Anon:"]


def load():
    """How busy the machine is: the load average, and the share of time that work waited for CPU."""
    pressure = None
    try:
        with open("/proc/pressure/cpu", encoding="ascii") as stream:
            pressure = float(stream.readline().split("avg10=")[1].split()[0])
    except (OSError, IndexError, ValueError):
        pass
    return {"load1": round(os.getloadavg()[0], 2), "cpu_pressure": pressure}
