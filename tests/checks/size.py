# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""Size and tidiness: what review should never have to mention."""

import re
import sys

import tap

FUNCTION_LINES = 60
FILE_LINES = 900

TEXT = ('.blp', '.c', '.css', '.desktop.in', '.h', '.in', '.list', '.md', '.page', '.py', '.sh', '.svg', '.xml', 'meson.build')
SPDX = ('.c', '.css', '.h', '.py', '.sh')
LEFT_OVER = re.compile(r'\b(' + '|'.join(('TO' 'DO', 'FIX' 'ME', 'X' 'XX')) + r')\b')
OUTSIDE = re.compile(r'\.\./' r'shared|(^|[\s"\'=(])/' r'work/')
NOT_CODE = re.compile(r'^(typedef\s+)?(struct|union|enum)\b')


def check_functions(path, where):
    """A function begins and ends with a brace in the first column."""
    findings, start, title = [], None, ''
    for number, line in tap.lines_of(path):
        if line == '{' and not NOT_CODE.match(title):
            start = number
        elif line.startswith('}') and start is not None:
            if number - start - 1 > FUNCTION_LINES:
                findings.append(f'{where}:{start}: a function of {number - start - 1} lines; {FUNCTION_LINES} are allowed')
            start = None
        elif line and not line[0].isspace():
            title = line
    return findings


def check_header(path, where):
    """Guarded once, and C++ is told about every declaration."""
    text = path.read_text(encoding='utf-8')
    findings = []
    if '#pragma once' not in text:
        findings.append(f'{where}: no #pragma once')
    if text.count('G_BEGIN_DECLS') != text.count('G_END_DECLS'):
        findings.append(f'{where}: G_BEGIN_DECLS without G_END_DECLS')
    return findings


def check_lines(path, where):
    """White space, left-overs, and paths that only one workplace has."""
    text = path.read_text(encoding='utf-8')
    findings = []
    if text and not text.endswith('\n'):
        findings.append(f'{where}: the last line does not end')
    for number, line in enumerate(text.split('\n'), start=1):
        if line != line.rstrip():
            findings.append(f'{where}:{number}: white space at the end')
        if '\t' in line and path.suffix in ('.c', '.h', '.blp', '.py'):
            findings.append(f'{where}:{number}: a tab')
        if LEFT_OVER.search(line):
            findings.append(f'{where}:{number}: left to do')
        if OUTSIDE.search(line):
            findings.append(f'{where}:{number}: a path outside of the project')
    return findings


def check(root):
    """Gives what is untidy in a tree."""
    findings = []
    for path in tap.files_below(root, *TEXT):
        where = path.relative_to(root).as_posix()
        findings += check_lines(path, where)
        head = path.read_text(encoding='utf-8')[:400]
        if head and path.name.endswith(SPDX) and 'SPDX-License-Identifier: ' not in head:
            findings.append(f'{where}: no SPDX-License-Identifier')
        if path.suffix == '.h':
            findings += check_header(path, where)
        if path.suffix == '.c':
            findings += check_functions(path, where)
            lines = sum(1 for _ in tap.lines_of(path))
            if lines > FILE_LINES:
                findings.append(f'{where}: {lines} lines; {FILE_LINES} are allowed')
    return findings


def main():
    """Fixtures first, then the tree."""
    args = tap.arguments()
    out = tap.Tap()
    out.finds_mistakes('size', check)
    out.result('sources are short and tidy', check(args.root))
    return out.finish()


if __name__ == '__main__':
    sys.exit(main())
