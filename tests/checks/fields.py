# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""The paths of all fields against libvirt's own schema, where one is installed that knows them all."""

import pathlib
import re
import sys
import xml.etree.ElementTree

import tap

SCHEMAS = pathlib.Path('/usr/share/libvirt/schemas')
NEWEST = (11, 3)  # the libvirt that the tables were written against
RNG = '{http://relaxng.org/ns/structure/1.0}'
FILES = {
    'domain': 'domain.rng',
    'network': 'network.rng',
    'pool': 'storagepool.rng',
    'volume': 'storagevol.rng',
    'device': 'nodedev.rng',
    'capabilities': 'capability.rng',
    'domainCapabilities': 'domaincaps.rng',
}


class Schema:
    """All the paths that a RELAX NG grammar leads to."""

    def __init__(self, path):
        self.defined = {}
        self.paths = set()
        start = self.load(path)
        if start is not None:
            self.walk(start, '', ())

    def load(self, path):
        """Reads a file and what it includes; gives where it starts."""
        tree = xml.etree.ElementTree.parse(path).getroot()
        for include in tree.iter(RNG + 'include'):
            self.load(path.parent / include.get('href'))
        for define in tree.iter(RNG + 'define'):
            self.defined.setdefault(define.get('name'), []).append(define)
        return tree.find(RNG + 'start')

    def names(self, node):
        """The names that an element or attribute may have; a star for any."""
        if node.get('name'):
            return [node.get('name')]
        first = next(iter(node))
        if first.tag == RNG + 'anyName':
            return ['*']
        return [name.text.strip() for name in first.iter(RNG + 'name')]

    def walk(self, node, path, stack):
        """Follows everything below a node; what refers to itself is followed once."""
        for child in node:
            key = child.get('name') if child.tag == RNG + 'ref' else id(child)
            if key in stack:
                continue
            if child.tag == RNG + 'ref':
                for define in self.defined.get(key, []):
                    self.walk(define, path, (*stack, key))
            elif child.tag == RNG + 'attribute':
                self.paths.update(f'{path}/@{name}' for name in self.names(child))
            elif child.tag == RNG + 'element':
                for name in self.names(child):
                    self.paths.add(f'{path}/{name}')
                    self.walk(child, f'{path}/{name}', (*stack, key))
            else:
                self.walk(child, path, stack)

    def has(self, path):
        """Whether it leads there, through a star too."""
        if path in self.paths:
            return True
        parts = path.split('/')
        return any('/'.join([*parts[:end], '*']) in self.paths for end in range(1, len(parts)))


def bare(path):
    """A path of ours without conditions, namespaces and prefixes, as the schema has it."""
    path = re.sub(r'\[[^]]*\]|\{[^}]*\}', '', path)
    path = re.sub(r'(^|/)\w+:', r'\1', path)
    return path.removesuffix('/.').rstrip('/')


def compare(lines, schemas):
    """Gives each field that no schema has."""
    known, findings = {}, []
    for line in lines:
        root, field, path = line.split('\t')
        if root not in known:
            known[root] = Schema(schemas / FILES[root])
        if not known[root].has(f'/{root}/{bare(path)}'):
            findings.append(f'{root}: {field}: libvirt has no {bare(path)}')
    return findings


def check_fixture(root):
    """The same for the tree of mistakes, which brings its own fields and schema."""
    return compare((root / 'fields').read_text(encoding='utf-8').splitlines(), root)


def installed_version():
    """The libvirt of the installed schema, or nothing."""
    if not SCHEMAS.exists() or tap.missing('virsh'):
        return None
    status, said = tap.run('virsh', '--version')
    return tuple(int(part) for part in said.strip().split('.')[:2]) if status == 0 else None


def main():
    """Fixtures first, then all fields."""
    args = tap.arguments()
    out = tap.Tap()
    out.finds_mistakes('fields', check_fixture)
    version = installed_version()
    if version is None or version < NEWEST:
        out.skip('fields are in libvirt\'s schema', 'no schema of libvirt, or one older than the tables')
        return out.finish()
    _status, said = tap.run(args.rest[0], '--fields')
    lines = said.splitlines()
    out.result('there are fields', [] if len(lines) > 2000 else [f'only {len(lines)}'])
    out.result('fields are in libvirt\'s schema', compare(lines, SCHEMAS))
    return out.finish()


if __name__ == '__main__':
    sys.exit(main())
