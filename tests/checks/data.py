# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""What is installed beside the program: valid to the tools of the desktop, and true to itself."""

import pathlib
import re
import sys
import xml.etree.ElementTree as ET

import tap

ICON = re.compile(r'"(vtr-[a-z0-9-]+-symbolic)"')
OPTION = re.compile(r'--[a-z][a-z-]+')
OSINFO = '{http://libosinfo.org/xmlns/libvirt/domain/1.0}os'
RUN_STATE = '{http://libvirt.org/schemas/domain/test/1.0}runstate'
MACHINES = 24


def check_icons(root):
    """Every icon of ours that is named somewhere is drawn, and every drawing has its canvas."""
    drawn = {path.stem: path for path in tap.files_below(root / 'data' / 'icons', '.svg')}
    findings = []
    for folder in ('src', 'ui'):
        for path in tap.files_below(root / folder, '.blp', '.c', '.h'):
            findings += [f'{path.relative_to(root)}:{number}: {name} is not drawn'
                         for number, line in tap.lines_of(path)
                         for name in ICON.findall(line) if name not in drawn]
    for name, path in drawn.items():
        side = '16' if name.endswith('-symbolic') else '128'
        picture = ET.parse(path).getroot()
        if picture.get('viewBox') != f'0 0 {side} {side}':
            findings.append(f'{path.relative_to(root)}: not on a canvas of {side} by {side}')
        if side == '16' and {part.get('fill') for part in picture.iter()} - {None, '#2e3436'}:
            findings.append(f'{path.relative_to(root)}: a symbolic icon has one colour, #2e3436')
    return findings


def check_options(root):
    """Manual page, completion and help know the same options."""
    places = ('data/vitrine.1', 'data/completions/vitrine', 'help/C/command-line.page')
    texts = {place: (root / place).read_text(encoding='utf-8').replace('\\-', '-') for place in places}
    known = {place: set(OPTION.findall(text)) for place, text in texts.items()}
    union = set().union(*known.values())
    return [f'{place}: does not know {option}' for place in places for option in sorted(union - known[place])]


def repeated(values):
    """The values that are there more than once."""
    values = [value for value in values if value]
    return sorted({value for value in values if values.count(value) > 1})


def check_demo(root):
    """The demo host: as many machines as promised, and nothing that points nowhere."""
    node = ET.parse(root / 'data' / 'demo.xml').getroot()
    machines = node.findall('domain')
    findings = []
    if len(machines) != MACHINES:
        findings.append(f'{len(machines)} machines, not {MACHINES}')
    findings += [f'{name} is there twice' for name in repeated([machine.findtext('name') for machine in machines])]
    findings += [f'{uuid} is there twice' for uuid in repeated([part.findtext('uuid') for part in node])]
    findings += [f'{mac} is there twice' for mac in
                 repeated([mac.get('address') for machine in machines for mac in machine.findall('devices/interface/mac')])]
    networks = {network.findtext('name'): network for network in node.findall('network')}
    volumes = {(pool.findtext('name'), volume.findtext('name'))
               for pool in node.findall('pool') for volume in pool.findall('volume')}
    for machine in machines:
        name = machine.findtext('name')
        for source in machine.findall('devices/interface/source[@network]'):
            # Without an address on the network, asking for the machine's addresses crashes the driver.
            if source.get('network') not in networks or networks[source.get('network')].find('ip') is None:
                findings.append(f"{name}: network {source.get('network')} is missing or has no address")
        findings += [f"{name}: there is no volume {source.get('volume')} in {source.get('pool')}"
                     for source in machine.findall('devices/disk/source[@volume]')
                     if (source.get('pool'), source.get('volume')) not in volumes]
    states = {machine.findtext(RUN_STATE, '1') for machine in machines}
    findings += [f'no machine has run state {state}' for state in sorted(set('134567') - states)]
    return [f'data/demo.xml: {finding}' for finding in findings]


def check_systems(root, database):
    """The operating systems of the demo host are in the catalogue."""
    known = set()
    for path in tap.files_below(database, '.xml'):
        known |= set(re.findall(r'<os id="([^"]+)"', path.read_text(encoding='utf-8')))
    tree = ET.parse(root / 'data' / 'demo.xml')
    return sorted({f"data/demo.xml: {system.get('id')} is not in the catalogue"
                   for system in tree.iter(OSINFO) if system.get('id') not in known})


def check(root):
    """Gives what is not true to itself; needs no tool."""
    return check_icons(root) + check_options(root) + check_demo(root)


def validate(out, description, tool, *commands):
    """Runs a validator; what it says is the finding."""
    if tap.missing(tool):
        out.skip(description, f'{tool} is missing')
        return
    findings = []
    for command in commands:
        status, said = tap.run(tool, *map(str, command))
        if status != 0:
            findings += said.splitlines() or [f'{tool} ended with {status}']
    out.result(description, findings)


def validate_all(out, root, build):
    """Every file that some tool of the desktop has an opinion on."""
    data, pages = root / 'data', root / 'help' / 'C'
    documents = [path for folder in ('data', 'help', 'ui') for path in
                 tap.files_below(root / folder, '.gresource.xml', '.page', '.svg', '.xml', '.xml.in')]
    validate(out, 'desktop files', 'desktop-file-validate',
             *([build / 'data' / f'org.vitrine.Vitrine{part}.desktop'] for part in ('', '.Viewer')))
    # The program has no home page of its own, and an invented one would be worse.
    validate(out, 'metainfo', 'appstreamcli',
             ['validate', '--no-net', '--override=url-homepage-missing=info',
              build / 'data' / 'org.vitrine.Vitrine.metainfo.xml'])
    validate(out, 'settings schema', 'glib-compile-schemas', ['--strict', '--dry-run', data])
    validate(out, 'XML is well formed', 'xmllint', ['--noout', *documents])
    validate(out, 'help', 'yelp-check', ['validate', pages], ['links', pages], ['orphans', pages], ['ids', pages])
    validate(out, 'completion', 'bash', ['-n', data / 'completions' / 'vitrine'])
    validate(out, 'demo host loads', 'virsh', ['--quiet', '--connect', f"test://{data / 'demo.xml'}", 'list', '--all'])


def main():
    """Fixtures first, then the tree, then what other tools think of it."""
    args = tap.arguments()
    root = args.root.resolve()
    out = tap.Tap()
    out.finds_mistakes('data', check)
    out.result('data is true to itself', check(root))
    database = pathlib.Path('/usr/share/osinfo')
    if database.exists():
        out.result('operating systems of the demo host are known', check_systems(root, database))
    else:
        out.skip('operating systems of the demo host are known', 'osinfo-db is missing')
    validate_all(out, root, args.build.resolve())
    return out.finish()


if __name__ == '__main__':
    sys.exit(main())
