# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""What the checks share: findings become TAP, and every check first proves that it can fail.

A check is a function that takes a tree and returns its findings, one line each. Beside it stands
a small tree of mistakes, fixtures/NAME, whose file `expected` lists what must be found there.
"""

import argparse
import os
import pathlib
import shutil
import subprocess

HERE = pathlib.Path(__file__).resolve().parent


class Tap:
    """Counts and prints results; the exit status says whether all were good."""

    def __init__(self):
        self.count = 0
        self.failed = 0

    def result(self, description, findings):
        """Prints one result, and its findings as diagnostics."""
        self.count += 1
        if findings:
            self.failed += 1
        print(f"{'not ok' if findings else 'ok'} {self.count} - {description}")
        for finding in findings:
            print(f'# {finding}')

    def skip(self, description, reason):
        """Prints that something could not be looked at, and why."""
        self.count += 1
        print(f'ok {self.count} - {description} # SKIP {reason}')

    def finds_mistakes(self, name, check):
        """Runs a check over its fixtures: it must find what `expected` lists, and no more."""
        fixture = HERE / 'fixtures' / name
        expected = (fixture / 'expected').read_text(encoding='utf-8').splitlines()
        found = check(fixture)
        findings = [f'not found in fixtures/{name}: {line}' for line in expected if line not in found]
        findings += [f'found without reason in fixtures/{name}: {line}' for line in found if line not in expected]
        self.result(f'{name}: mistakes are found', findings)

    def finish(self):
        """Prints the plan and gives the exit status."""
        print(f'1..{self.count}')
        return 1 if self.failed else 0


def arguments():
    """The tree, and where it is built."""
    parser = argparse.ArgumentParser()
    parser.add_argument('root', type=pathlib.Path)
    parser.add_argument('build', type=pathlib.Path)
    parser.add_argument('rest', nargs='*')
    return parser.parse_args()


def files_below(root, *suffixes):
    """All files of a tree in order, as it is on disk: no version control is asked. Leaves out build
    trees, hidden folders, and what tests read as it is."""
    found = []
    given = {root / 'tests' / 'data'}
    for folder, folders, names in os.walk(root):
        here = pathlib.Path(folder)
        folders[:] = sorted(
            name for name in folders
            if not name.startswith('.') and name not in ('build', 'fixtures', '__pycache__')
            and here / name not in given and not (here / name / 'meson-private').exists())
        found += [here / name for name in sorted(names) if not suffixes or name.endswith(suffixes)]
    return found


def lines_of(path):
    """The numbered lines of a text file."""
    return enumerate(path.read_text(encoding='utf-8').splitlines(), start=1)


def run(*command):
    """Runs a tool; gives its status, and what it said on both outputs."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return done.returncode, done.stdout


def missing(*tools):
    """The first of these tools that is not installed, or None."""
    return next((tool for tool in tools if shutil.which(tool) is None), None)
