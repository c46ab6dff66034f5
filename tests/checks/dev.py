#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""Tests of build-aux/dev itself: what it refuses, what it reads, and how it counts."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import tap

ROOT = pathlib.Path(__file__).resolve().parents[2]
AUX = ROOT / "build-aux"
SCRIPTS = [AUX / "dev", *sorted(AUX.glob("lib/*.sh")), *sorted(AUX.glob("box/*.sh"))]


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, **options)


def call(function, *arguments, scripts=("say.sh", "needs.sh", "mirror.sh")):
    """Calls one shell function and returns the lines that it prints."""
    sources = "".join(f'. "{AUX / "lib" / script}"\n' for script in scripts)
    result = run("bash", "-c", f'set -euo pipefail\n{sources}"$@"', "call", function, *map(str, arguments))
    assert result.returncode == 0, result.stderr
    return result.stdout.splitlines()


class Scripts(unittest.TestCase):
    def test_syntax(self):
        for script in SCRIPTS:
            self.assertEqual(run("bash", "-n", script).stderr, "", script)

    @unittest.skipUnless(shutil.which("shellcheck"), "shellcheck is not installed")
    def test_shellcheck(self):
        # What is sourced is read on the way.
        programs = [script for script in SCRIPTS if script.read_text().startswith("#!")]
        result = run("shellcheck", "-x", "-S", "warning", *programs, cwd=ROOT)
        self.assertEqual(result.returncode, 0, result.stdout)


class Arguments(unittest.TestCase):
    def refuse(self, *arguments):
        result = run(AUX / "dev", *arguments)
        self.assertEqual(result.returncode, 2, result.stderr)
        self.assertEqual(result.stdout, "")
        self.assertRegex(result.stderr, r"^dev: [^\n]*\.\n$")
        return result.stderr

    def test_no_verb(self):
        self.refuse()

    def test_unknown_verb(self):
        self.assertIn("'dance'", self.refuse("dance"))

    def test_unknown_ring(self):
        self.assertIn("'units'", self.refuse("test", "units"))

    def test_arguments_that_a_verb_does_not_take(self):
        self.refuse("build", "all")
        self.refuse("shots", "here")
        self.refuse("run", "--twice")
        self.refuse("run", "--demo")
        self.refuse("shell", "--rot")
        self.refuse("clean", "everything")

    def test_help(self):
        for arguments in (["-h"], ["--help"], ["run", "--help"], ["test", "-h"]):
            result = run(AUX / "dev", *arguments)
            self.assertEqual(result.returncode, 0)
            self.assertIn("Usage: build-aux/dev", result.stdout)


class Needs(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.tree = pathlib.Path(folder.name)

    def write(self, text, path="meson.build"):
        (self.tree / path).parent.mkdir(exist_ok=True)
        (self.tree / path).write_text(text, encoding="utf-8")

    def test_libraries(self):
        self.write("gtk_dep = dependency('gtk4', version: '>= 4.14')\n# dependency('old')\n"
                   "x = dependency(\n  'xml',\n  version: '>=2.9',\n)\n")
        self.write("dependency('plain')\ndependency('extra', required: false)\n", "src/meson.build")
        self.assertEqual(call("list_libraries", self.tree), ["gtk4 >= 4.14", "plain", "xml >= 2.9"])

    def test_programs(self):
        self.write("find_program('blueprint')\nfind_program('maybe', required: false)\n")
        self.write("find_program('own-script')\n", "tests/meson.build")
        self.write("", "tests/own-script")
        self.assertEqual(call("list_programs", self.tree), ["blueprint"])

    def test_missing(self):
        self.write("project('x', meson_version: '>= 999.0')\n"
                   "dependency('no-such-library', version: '>= 4')\nfind_program('no-such-program')\n")
        missing = call("list_missing", self.tree)
        self.assertIn("no-such-program", missing)
        if shutil.which("meson"):
            self.assertIn("meson >= 999.0", missing)
        if shutil.which("pkg-config"):
            self.assertIn("no-such-library >= 4", missing)

    def test_own_meson_build(self):
        libraries = call("list_libraries", ROOT)
        self.assertTrue([library for library in libraries if library.startswith("gtk4 >= 4.")], libraries)


class Mirrors(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.etc = pathlib.Path(folder.name)
        (self.etc / "sources.list.d").mkdir()

    def write(self, name, text):
        (self.etc / name).write_text(text, encoding="utf-8")

    def test_none(self):
        self.assertEqual(call("list_uris", self.etc), [])

    def test_lines(self):
        self.write("sources.list", "# deb http://commented/debian trixie main\n"
                   "deb http://one/debian/ bookworm main contrib # local\n"
                   "deb [arch=amd64 signed-by=/k.gpg] https://two/debian bookworm main\n"
                   "deb-src http://source/debian bookworm main\n"
                   "deb cdrom:[Debian_12]/ bookworm main\n"
                   "deb http://one/debian bookworm-updates main\n")
        self.assertEqual(call("list_uris", self.etc), ["http://one/debian", "https://two/debian"])

    def test_stanzas(self):
        self.write("sources.list.d/debian.sources",
                   "Types: deb deb-src\n# URIs: http://commented/debian\nURIs: http://one/debian\n"
                   "  http://two/debian/\nSuites: bookworm\nComponents: main\n\n"
                   "types:deb\nuris:http://three/debian\nSuites: x\n\n"
                   "Enabled: no\nTypes: deb\nURIs: http://disabled/debian\n\n"
                   "Types: deb-src\nURIs: http://source/debian\n")
        self.assertEqual(call("list_uris", self.etc),
                         ["http://one/debian", "http://two/debian", "http://three/debian"])

    def test_list_of_mirrors(self):
        self.write("mirrors", "http://near/debian\tpriority:1\n# no\nhttp://far/debian\n")
        self.write("sources.list.d/cloud.sources",
                   f"Types: deb\nURIs: mirror+file://{self.etc}/mirrors\nSuites: bookworm\n")
        self.assertEqual(call("list_uris", self.etc), ["http://near/debian", "http://far/debian"])

    def test_other_files_are_left_alone(self):
        self.write("sources.list.d/old.list.save", "deb http://saved/debian bookworm main\n")
        self.assertEqual(call("list_uris", self.etc), [])


class Count(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, ring, tests, junit=""):
        lines = [json.dumps({"name": name, "result": result}) for name, result in tests]
        (self.folder / f"{ring}.json").write_text("\n".join(lines) + "\n", encoding="utf-8")
        (self.folder / f"{ring}.junit.xml").write_text(f"<testsuites>{junit}</testsuites>", encoding="utf-8")

    def count(self, *rings):
        result = run(sys.executable, AUX / "lib/count.py", *(f"{ring}={self.folder / ring}" for ring in rings))
        self.assertEqual(result.stderr, "")
        return result.stdout.splitlines(), result.returncode

    def test_subtests(self):
        self.write("unit", [("vitrine:unit / a", "OK"), ("b", "SKIP"), ("c", "OK")],
                   '<testsuite name="vitrine.vitrine:unit / a"><testcase name="1"/><testcase name="2"><skipped/>'
                   '</testcase><testcase name="3"/></testsuite>'
                   '<testsuite name="vitrine"><testcase name="b"><skipped/></testcase>'
                   '<testcase name="c"/></testsuite>')
        lines, status = self.count("unit")
        self.assertEqual((lines[-1], status), ("3 passed, 0 failed, 2 skipped", 0))

    def test_failures(self):
        self.write("unit", [("a", "FAIL"), ("b", "TIMEOUT"), ("c", "ERROR")],
                   '<testsuite name="vitrine.a"><testcase name="1"/><testcase name="2"><failure/>'
                   '</testcase></testsuite>'
                   '<testsuite name="vitrine.c"><testcase name="1"/></testsuite>')
        lines, status = self.count("unit")
        self.assertEqual((lines[-1], status), ("2 passed, 3 failed, 0 skipped", 1))
        self.assertIn("a b c", lines[1])

    def test_ring_that_could_not_be_run(self):
        self.write("unit", [("a", "OK")])
        lines, status = self.count("unit", "virt")
        self.assertEqual((lines[-1], status), ("1 passed, 1 failed, 0 skipped", 1))

    def test_one_closing_line(self):
        self.write("unit", [("a", "OK")])
        self.write("virt", [("a", "OK")])
        lines, _ = self.count("unit", "virt")
        self.assertEqual(len([line for line in lines if "passed," in line]), 1)


class Result(unittest.TestResult):
    """Hands each outcome on as TAP."""

    def __init__(self):
        super().__init__()
        self.tap = tap.Tap()

    def hand_on(self, test, findings=""):
        self.tap.result(test.id().removeprefix("__main__."), findings.splitlines())

    def addSuccess(self, test):
        super().addSuccess(test)
        self.hand_on(test)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.hand_on(test, self.failures[-1][1])

    def addError(self, test, err):
        super().addError(test, err)
        self.hand_on(test, self.errors[-1][1])

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.tap.skip(test.id().removeprefix("__main__."), reason)


if __name__ == "__main__":
    os.environ.pop("VITRINE_PLACE", None)
    outcome = Result()
    unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"]).run(outcome)
    sys.exit(outcome.tap.finish())
