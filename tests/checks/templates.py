# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""Templates and their classes: one Blueprint, one .c, at mirrored paths, disposed, named, translated."""

import re
import sys

import tap

TEMPLATE = re.compile(r'^template\s+\$(\w+)', re.MULTILINE)
TOKEN = re.compile(r'''
    (?P<comment>//[^\n]*|/\*.*?\*/)
  | (?P<string>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')
  | (?P<open>\{) | (?P<close>\}) | (?P<end>;) | (?P<square>[\[\]])
  | (?P<other>[^\s;{}\[\]"'/]+|/)
''', re.VERBOSE | re.DOTALL)
BUTTON = re.compile(r'(?:Gtk\.|Adw\.)?(Button|ToggleButton|MenuButton|SplitButton|LinkButton)\b')
WORDS = ('body', 'description', 'heading', 'label', 'placeholder-text', 'subtitle', 'text', 'title', 'tooltip-text')
LETTER = re.compile(r'[^\W\d_]')
FORMAT = re.compile(r'%[\w$.-]*')
# The name of the program is the same in every language.
NAMES = {'Vitrine'}


class Block:
    """Something in braces: its head, and its own properties."""

    def __init__(self, head, line):
        self.head = head
        self.line = line
        self.properties = {}


def parse(text):
    """Gives every block of a Blueprint. Knows no more of the language than braces, strings and semicolons."""
    blocks, stack, words, begun = [], [Block('', 1)], [], 1
    for match in TOKEN.finditer(text):
        kind, token = match.lastgroup, match[0]
        line = text.count('\n', 0, match.start()) + 1
        if kind == 'comment':
            continue
        if kind == 'open':
            # "property: Class {" holds a block as well as "Class id {" does.
            head = ' '.join(words)
            name, colon, value = head.partition(': ')
            block = Block(value if colon else head, begun)
            if colon:
                stack[-1].properties[name] = (value, begun)
            stack.append(block)
            blocks.append(block)
            words = []
        elif kind == 'close':
            if len(stack) > 1:
                stack.pop()
            words = []
        elif kind == 'end':
            name, colon, value = ' '.join(words).partition(': ')
            if colon:
                stack[-1].properties[name] = (value, begun)
            words = []
        elif kind == 'square':
            # "[top]" says where a child goes; elsewhere brackets belong to a list of strings.
            words = [] if token == ']' and words and words[0] == '[' else words + [token] if not words else words
        else:
            if not words:
                begun = line
            words.append(token)
    return blocks


def check_buttons(blocks, where):
    """A button that shows only a picture says in its tooltip what it does."""
    findings = []
    for block in blocks:
        if not BUTTON.match(block.head) or 'icon-name' not in block.properties:
            continue
        if not {'label', 'tooltip-text', 'tooltip-markup', 'child'} & block.properties.keys():
            findings.append(f'{where}:{block.line}: a button with only an icon needs a tooltip-text')
    return findings


def check_words(blocks, where):
    """Words for people are marked for translation, in double quotes, which xgettext needs."""
    findings = []
    for block in blocks:
        for name, (value, line) in block.properties.items():
            plain = re.fullmatch(r'''(["'])(.*)\1''', value)
            if name in WORDS and plain and LETTER.search(FORMAT.sub('', plain[2])) and plain[2] not in NAMES:
                findings.append(f'{where}:{line}: {name} is not marked for translation')
            if re.search(r"\b_\s*\(\s*'", value):
                findings.append(f'{where}:{line}: a translated string in single quotes is not extracted')
    return findings


def check_class(root, blueprint, class_name):
    """The template's class: at the mirrored path, and it disposes of its children."""
    inside = blueprint.relative_to(root / 'ui').with_suffix('.c')
    source = root / 'src' / inside
    where = blueprint.relative_to(root)
    expected = '-'.join(re.findall(r'[A-Z][a-z0-9]*', class_name)).lower()
    findings = []
    if blueprint.stem != expected:
        findings.append(f'{where}: holds {class_name}, so it should be {expected}.blp')
    if not source.exists():
        return findings + [f'{where}: there is no src/{inside.as_posix()}']
    text = source.read_text(encoding='utf-8')
    for call in ('gtk_widget_class_set_template_from_resource', 'gtk_widget_dispose_template'):
        if call not in text:
            findings.append(f'src/{inside.as_posix()}: does not call {call}')
    return findings


def check_lists(root, blueprints):
    """What is in ui/ is built, in a sorted list, and goes into the resource."""
    build = (root / 'ui' / 'meson.build').read_text(encoding='utf-8')
    manifest = (root / 'ui' / 'vitrine.gresource.xml').read_text(encoding='utf-8')
    listed = re.findall(r"'([\w./-]+\.blp)'", build)
    findings = []
    if listed != sorted(listed):
        findings.append('ui/meson.build: the list of blueprints is not sorted')
    for blueprint in blueprints:
        name = blueprint.relative_to(root / 'ui').as_posix()
        if name not in listed:
            findings.append(f'ui/{name}: not in ui/meson.build')
        if name[:-len('.blp')] + '.ui' not in manifest:
            findings.append(f'ui/{name}: not in ui/vitrine.gresource.xml')
    return findings


def check_orphans(root):
    """A class with a template has its Blueprint at the mirrored path."""
    findings = []
    for source in tap.files_below(root / 'src', '.c'):
        inside = source.relative_to(root / 'src').with_suffix('.blp')
        if ('gtk_widget_class_set_template_from_resource' in source.read_text(encoding='utf-8')
                and not (root / 'ui' / inside).exists()):
            findings.append(f'{source.relative_to(root)}: there is no ui/{inside.as_posix()}')
    return findings


def check(root):
    """Gives what is wrong with the templates of a tree."""
    blueprints = tap.files_below(root / 'ui', '.blp')
    findings = check_lists(root, blueprints)
    for blueprint in blueprints:
        text = blueprint.read_text(encoding='utf-8')
        where = blueprint.relative_to(root)
        template = TEMPLATE.search(text)
        if template:
            findings += check_class(root, blueprint, template[1])
        blocks = parse(text)
        findings += check_buttons(blocks, where) + check_words(blocks, where)
    return findings + check_orphans(root)


def main():
    """Fixtures first, then the tree."""
    args = tap.arguments()
    out = tap.Tap()
    out.finds_mistakes('templates', check)
    out.result('templates and their classes belong together', check(args.root))
    return out.finish()


if __name__ == '__main__':
    sys.exit(main())
