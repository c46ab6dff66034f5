# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""The engine is built without the toolkit: its libraries ask for none of the toolkit's symbols.

Takes the compiler's command after the two trees, to prove itself on a library with a mistake.
"""

import pathlib
import re
import sys
import tempfile

import layers
import tap

SYMBOL = re.compile(r'\b[Uu] ((?:gtk|gdk|gsk|adw)_\w+)$')
DEPENDENCY = re.compile(r'\b(gtk\w*_dep|adw_dep)\b')


def check_library(archive):
    """Gives each symbol of the toolkit that a static library needs."""
    status, said = tap.run('nm', '--undefined-only', '--print-file-name', str(archive))
    if status != 0:
        return [f'{archive.name}: {said.strip()}']
    found = {SYMBOL.search(line)[1] for line in said.splitlines() if SYMBOL.search(line)}
    return [f'{archive.name}: needs {symbol}' for symbol in sorted(found)]


def check_sources(root):
    """Gives each dependency on the toolkit in the engine's build files."""
    allowed, with_toolkit = layers.read_table(root / 'src' / 'README.md')
    findings = []
    for folder in allowed:
        if folder in with_toolkit:
            continue
        for path in tap.files_below(root / 'src' / folder, 'meson.build'):
            findings += [f'{path.relative_to(root)}:{number}: {match[1]} in the engine'
                         for number, line in tap.lines_of(path) if (match := DEPENDENCY.search(line))]
    return findings


def check_build(root, build):
    """Gives what the built libraries of the engine need of the toolkit."""
    allowed, with_toolkit = layers.read_table(root / 'src' / 'README.md')
    findings = []
    for folder in allowed:
        archive = build / 'src' / folder / f'libvtr-{folder}.a'
        if folder in with_toolkit or not (root / 'src' / folder / 'meson.build').exists():
            continue
        findings += check_library(archive) if archive.exists() else [f'src/{folder}: {archive.name} was not built']
    return findings


def compile_mistake(compiler, folder):
    """Makes a library that needs the toolkit out of the fixture."""
    source = tap.HERE / 'fixtures' / 'no-gtk' / 'src' / 'base' / 'vtr-drawn.c'
    archive = pathlib.Path(folder) / 'libvtr-drawn.a'
    for command in ([*compiler, '-c', str(source), '-o', f'{folder}/drawn.o'],
                    ['ar', 'rcs', str(archive), f'{folder}/drawn.o']):
        status, said = tap.run(*command)
        if status != 0:
            raise RuntimeError(said)
    return archive


def main():
    """Fixtures first, then the tree and what was built of it."""
    args = tap.arguments()
    out = tap.Tap()
    out.finds_mistakes('no-gtk', check_sources)
    out.result('build files of the engine name no toolkit', check_sources(args.root))
    tool = tap.missing('nm', 'ar')
    if tool or not args.rest:
        out.skip('libraries of the engine need no toolkit', f"{tool or 'the compiler'} is missing")
        return out.finish()
    with tempfile.TemporaryDirectory() as folder:
        found = check_library(compile_mistake(args.rest, folder))
    out.result('no-gtk: a library with mistakes is found',
               [] if found == ['libvtr-drawn.a: needs adw_init', 'libvtr-drawn.a: needs gtk_window_new'] else found or ['nothing found'])
    out.result('libraries of the engine need no toolkit', check_build(args.root, args.build))
    return out.finish()


if __name__ == '__main__':
    sys.exit(main())
