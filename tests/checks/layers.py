# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""Every #include of src/ against the table in src/README.md."""

import re
import sys

import tap

INCLUDE = re.compile(r'^\s*#\s*include\s+(?:"([^"]+)"|<([^>]+)>)')

# Which folder alone may see a library, by the beginning of its headers' path.
ONLY_IN = {
    'libvirt/': 'virt',
    'libvirt-glib/': 'virt',
    'libvirt-gobject/': 'virt',
    'osinfo/': 'osinfo',
    'libxml/': 'xml',
    'libsoup/': 'provision',
    'archive': 'provision',
    'crypt.h': 'provision',
    'spice': 'console/spice',
    'gvnc': 'console/vnc',
    'vte/': 'console/serial',
}
TOOLKIT = ('gtk/', 'gdk/', 'gsk/', 'adwaita.h', 'gtksourceview/')


def read_table(readme):
    """Gives what each folder may include, in order, and which folders may have the toolkit."""
    allowed, with_toolkit, below = {}, set(), False
    for line in readme.read_text(encoding='utf-8').splitlines():
        cells = [cell.strip() for cell in line.strip().strip('|').split('|')]
        if not line.startswith('|') or len(cells) != 3:
            continue
        if cells[0] == '―':
            below = True
        name = re.fullmatch(r'`(\w+)/`', cells[0])
        if name:
            allowed[name[1]] = set(re.findall(r'\w+', cells[2]))
            if below:
                with_toolkit.add(name[1])
    return allowed, with_toolkit


def check_table(allowed):
    """A row may name only rows above it."""
    seen, findings = set(), []
    for folder, others in allowed.items():
        findings += [f'src/README.md: {folder} may not include {other}, which does not stand above it'
                     for other in sorted(others - seen)]
        seen.add(folder)
    return findings


def check_own(path, header, allowed):
    """Judges an include in quotes; path is relative to src/."""
    folder = path.parts[0]
    parts = header.split('/')
    if '..' in parts:
        return 'is relative; include it by its path from src/'
    if len(parts) == 1:
        return None
    if parts[0] not in allowed:
        return 'is in no folder of src/README.md'
    if '/'.join(parts[:-1]) == path.parent.as_posix():
        return 'is in the same folder; its name alone will do'
    if parts[0] == 'pages' and folder == 'pages' and parts[1] != path.parts[1]:
        return 'belongs to another page'
    if parts[0] != folder and parts[0] not in allowed[folder]:
        return f'is not for {folder}'
    return None


def check_library(path, header, with_toolkit):
    """Judges an include in angle brackets; path is relative to src/."""
    folder = path.parts[0]
    for beginning, owner in ONLY_IN.items():
        if header.startswith(beginning) and not path.as_posix().startswith(owner + '/'):
            return f'is for {owner} alone'
    if header.startswith(TOOLKIT) and folder not in with_toolkit:
        return f'is not for {folder}, which is built without the toolkit'
    return None


def check(root):
    """Gives what is wrong with the includes of a tree."""
    source = root / 'src'
    allowed, with_toolkit = read_table(source / 'README.md')
    findings = check_table(allowed)
    if not allowed:
        findings.append('src/README.md: there is no table of folders')
    for path in tap.files_below(source, '.c', '.h'):
        inside = path.relative_to(source)
        if inside.parts[0] not in allowed:
            findings.append(f'{path.relative_to(root)}: lies in no folder of src/README.md')
            continue
        for number, line in tap.lines_of(path):
            match = INCLUDE.match(line)
            if not match:
                continue
            why = (check_own(inside, match[1], allowed) if match[1]
                   else check_library(inside, match[2], with_toolkit))
            if why:
                findings.append(f'{path.relative_to(root)}:{number}: {match[1] or match[2]} {why}')
    return findings


def main():
    """Fixtures first, then the tree."""
    args = tap.arguments()
    out = tap.Tap()
    out.finds_mistakes('layers', check)
    out.result('folders include only what stands above them', check(args.root))
    return out.finish()


if __name__ == '__main__':
    sys.exit(main())
