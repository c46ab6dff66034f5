# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""Everything that speaks to people is in po/POTFILES.in, and every translation is sound.

Run with --update instead of a build tree, it writes the list anew.
"""

import pathlib
import re
import sys
import tempfile

import tap

MARKED = re.compile(r'\b(_|N_|C_|NC_|Q_|gettext|ngettext|dgettext|g_dgettext|g_dngettext|g_dpgettext2)\s*\(\s*"')
ALWAYS = ('.desktop.in', '.metainfo.xml.in', '.gschema.xml')
KEYWORDS = ('--keyword=_', '--keyword=N_', '--keyword=C_:1c,2', '--keyword=NC_:1c,2', '--keyword=ngettext:1,2')
HEAD = '''# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
# Written by: python3 tests/checks/potfiles.py . --update
'''


def wanted(root):
    """Gives the sorted list of files with words for people."""
    found = [path for path in tap.files_below(root / 'data') if path.name.endswith(ALWAYS)]
    for folder in ('src', 'ui'):
        for path in tap.files_below(root / folder, '.blp', '.c', '.h'):
            # A #define of such a macro is not a use of it.
            if any(MARKED.search(line) and not line.startswith('#define') for _, line in tap.lines_of(path)):
                found.append(path)
    return sorted(path.relative_to(root).as_posix() for path in found)


def read_list(path):
    """Gives the entries of a list that allows comments."""
    return [line.strip() for _, line in tap.lines_of(path) if line.strip() and not line.startswith('#')]


def check(root):
    """Gives what is missing, stale or out of order."""
    listed, want = read_list(root / 'po' / 'POTFILES.in'), wanted(root)
    findings = [f'po/POTFILES.in: {name} is missing' for name in want if name not in listed]
    findings += [f'po/POTFILES.in: {name} has nothing to translate' for name in listed if name not in want]
    if listed != sorted(listed):
        findings.append('po/POTFILES.in: not sorted')
    languages = read_list(root / 'po' / 'LINGUAS')
    translations = [path.stem for path in tap.files_below(root / 'po', '.po')]
    findings += [f'po/LINGUAS: {name} is missing' for name in translations if name not in languages]
    findings += [f'po/LINGUAS: there is no {name}.po' for name in languages if name not in translations]
    if languages != sorted(languages):
        findings.append('po/LINGUAS: not sorted')
    return findings


def check_translations(root):
    """Gives what msgfmt says against each translation."""
    findings = []
    for path in tap.files_below(root / 'po', '.po'):
        status, said = tap.run('msgfmt', '--check', '--output-file=/dev/null', str(path))
        if status != 0:
            findings += [line.replace(f'{root}/', '') for line in said.splitlines() if '.po:' in line]
    return findings


def check_extraction():
    """xgettext knows no Blueprint: proves that it finds all strings when it takes it for C."""
    fixture = tap.HERE / 'fixtures' / 'potfiles'
    with tempfile.TemporaryDirectory() as folder:
        template = pathlib.Path(folder) / 'x.pot'
        status, said = tap.run('xgettext', '--from-code=UTF-8', '--add-comments', *KEYWORDS,
                               f'--directory={fixture}', f'--output={template}', 'ui/vtr-spoken.blp')
        text = template.read_text(encoding='utf-8') if status == 0 else ''
    expected = ('msgid "Add Host"', 'msgctxt "a state"', 'msgid "off"', 'msgid "Say “yes” or “no”…"',
                '#. Translators: the sum of all hosts')
    return [f'xgettext did not extract {line}' for line in expected if line not in text] + ([said] if status else [])


def update(root):
    """Writes the list."""
    (root / 'po' / 'POTFILES.in').write_text(HEAD + '\n'.join(wanted(root)) + '\n', encoding='utf-8')


def main():
    """Fixtures first, then the tree."""
    if sys.argv[2:] == ['--update']:
        return update(pathlib.Path(sys.argv[1]))
    args = tap.arguments()
    out = tap.Tap()
    out.finds_mistakes('potfiles', check)
    out.result('the lists in po/ are complete', check(args.root))
    tool = tap.missing('msgfmt', 'xgettext')
    if tool:
        out.skip('translations are sound', f'{tool} is missing')
        return out.finish()
    bad = check_translations(tap.HERE / 'fixtures' / 'potfiles')
    out.result('potfiles: a bad translation is found', [] if any('format' in line for line in bad) else ['nothing found'])
    out.result('translations are sound', check_translations(args.root))
    out.result('strings of Blueprint are extracted', check_extraction())
    return out.finish()


if __name__ == '__main__':
    sys.exit(main())
