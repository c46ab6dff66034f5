#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""count.py RING=LOGBASE...: counts what meson logged of each ring, subtest by subtest.

Meson writes LOGBASE.json, a line a test with its result, and LOGBASE.junit.xml, which alone
knows the subtests. A test that broke off counts as failed even when all that it got to passed.
RING=none stands for a ring that could not be run at all.
"""

import json
import os
import sys
import xml.etree.ElementTree as ElementTree

GOOD = {"OK", "EXPECTEDFAIL"}
SKIPPED = {"SKIP", "IGNORED"}


def short_name(name):
    """Meson puts "PROJECT:SUITE / " before a name where a project has more than one suite."""
    return name.rpartition(" / ")[2]


def read_subtests(path):
    """Returns [passed, failed, skipped] of each suite that stands for one test."""
    suites = {}
    if not os.path.exists(path):
        return suites
    for suite in ElementTree.parse(path).iter("testsuite"):
        counts = [0, 0, 0]
        for case in suite.iter("testcase"):
            if case.find("failure") is not None or case.find("error") is not None:
                counts[1] += 1
            elif case.find("skipped") is not None:
                counts[2] += 1
            else:
                counts[0] += 1
        # Called PROJECT.TEST, and PROJECT alone for all tests that have no subtests.
        suites[short_name(suite.get("name").partition(".")[2])] = counts
    return suites


def count_test(test, suites):
    counts = suites.get(short_name(test["name"]))
    if counts is not None:
        if test["result"] not in GOOD | SKIPPED and counts[1] == 0:
            counts = [counts[0], 1, counts[2]]
        return counts
    if test["result"] in GOOD:
        return [1, 0, 0]
    if test["result"] in SKIPPED:
        return [0, 0, 1]
    return [0, 1, 0]


def count_ring(logbase):
    """Returns the counts and the names of the tests that failed."""
    if not os.path.exists(logbase + ".json"):
        return [0, 1, 0], ["(it could not be run)"]
    total = [0, 0, 0]
    failed = []
    suites = read_subtests(logbase + ".junit.xml")
    with open(logbase + ".json", encoding="utf-8") as log:
        for line in log:
            test = json.loads(line)
            counts = count_test(test, suites)
            total = [sum(pair) for pair in zip(total, counts)]
            if counts[1]:
                failed.append(short_name(test["name"]))
    return total, failed


def main(arguments):
    grand = [0, 0, 0]
    print(f"{'ring':<12}{'passed':>8}{'failed':>8}{'skipped':>9}")
    for argument in arguments:
        ring, _, logbase = argument.partition("=")
        counts, failed = count_ring(logbase)
        grand = [sum(pair) for pair in zip(grand, counts)]
        print(f"{ring:<12}{counts[0]:>8}{counts[1]:>8}{counts[2]:>9}  {' '.join(failed)}".rstrip())
    print("\n{} passed, {} failed, {} skipped".format(*grand))
    return 1 if grand[1] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
