#!/usr/bin/env python3
"""The house is in order: what no compiler and no formatter looks at.

    check_house.py PROJECT

Names of files are unique; functions are short or say why not; every file of C says what it is, every declaration of a
header what it means; words are British; files that are named exist; nothing turns the direction of a text. One line a
fault; exit status 1 when there is one. test_check_house.py shows each of them.
"""
import pathlib
import re
import sys

import c_text

LONGEST_FUNCTION = 60
LONG = re.compile(r"/\* long: \w.*\*/")
DATA = re.compile(r"^tests/cases/|^tests/exports/[^/]+/|/corpus/")
TWINS = re.compile(r"^native/src/os/(posix|win)/")
EVERYWHERE = {"README.md", "CMakeLists.txt", ".clang-tidy"}
GENERATED = {"OUTPUT.c", "catalogue_files.c", "label_files.c", "error_files.c"}  # by the build, and so called in a usage
PROSE = {".c", ".h", ".md", ".py", ".sh", ".txt", ".cmake", ".cs"}
AMERICAN = ("analyz|behavior|cancel(ed|ing)|catalog(?!ue)|center|color|defense|favor|fulfill(?!ed|ing)|gray|honor|"
            "(capital|character|custom|emphas|final|general|initial|minim|maxim|normal|optim|organ|real|recogn|serial|special|"
            "standard|summar|synchron|util|visual)iz|label(ed|ing)|model(ed|ing)|neighbor|travel(ed|ing)")
# A word, not a part of a foreign name: .color, font_color, no-color, InitializeSRWLock.
SPELLING = re.compile(r"(?<![\w.-])(?:easc_\w*?)?(?:un|re)?(?:%s)(?-i:[a-z]*)(?![\w-])" % AMERICAN, re.I)
PATH = re.compile(r"(?<![\w./<>*{$%-])((?:[\w.-]+/)*[\w-]+\.(?:c|h|py|sh|cmake|map))(?![\w/(*])")
DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def files_of(project):
    """{name below the project: path} of what is ours and no data."""
    paths = [p for folder in ("native", "tests", "examples", ".ci") for p in sorted((project / folder).rglob("*"))]
    paths += sorted(project.glob("*"))
    names = {p.relative_to(project).as_posix(): p for p in paths if p.is_file() and "__pycache__" not in p.parts}
    return {name: path for name, path in names.items() if not DATA.search(name)}


def check_names(names):
    seen = {}
    for name in names:
        last = name.rpartition("/")[2]
        key = TWINS.sub(r"\1/", name) if TWINS.match(name) else last
        if name.startswith(("native/", "tests/")) and last not in EVERYWHERE:
            if key in seen:
                yield "%s: the name is taken by %s" % (name, seen[key])
            seen[key] = name


def check_functions(text):
    lines = text.split("\n")
    for item in c_text.items_of(text):
        length = item.last - item.first + 1
        if c_text.is_function(item.text) and length > LONGEST_FUNCTION and not LONG.search(lines[item.first - 2]):
            yield "%d: a function of %d lines: shorten it, or put /* long: why */ above it" % (item.first, length)


def check_head(name, text):
    last = name.rpartition("/")[2]
    if not re.match(r"(/\* clang-format off \*/\n)?/\* %s - \S" % re.escape(last), text):
        yield "1: begin with /* %s - what it is */" % last


def check_declarations(text):
    """Each has a comment above it or behind it, or stands right below one that has."""
    lines = text.split("\n")
    last_explained = 0
    for item in c_text.items_of(text):
        above, first, last = (lines[i - 1].rstrip() for i in (item.first - 1, item.first, item.last))
        if above.endswith("*/") or last_explained == item.first - 1 or first.endswith("*/") or last.endswith("*/"):
            last_explained = item.last
        elif not item.text.startswith("static"):
            yield "%d: what is it for? %s" % (item.first, item.text.split("\n")[0])


def check_spelling(text):
    for match in SPELLING.finditer(text):
        yield "%d: %s is not British" % (text.count("\n", 0, match.start()) + 1, match.group())


def check_direction(text):
    for match in DIRECTION.finditer(text):
        yield "%d: a character that turns the direction of the text: write it as an escape" % (
            text.count("\n", 0, match.start()) + 1)


def said_in(name, text):
    """What a file says to people: comments of C, comments of scripts, all of a README."""
    if name.endswith((".c", ".h")):
        return "\n".join(c_text.comments_of(text))
    return text if name.endswith(".md") else "\n".join(re.findall(r"^\s*#.*$", text, re.M))


def check_paths(name, text, known):
    for path in sorted(set(PATH.findall(said_in(name, text))) - GENERATED):
        if not any(("/" + other).endswith("/" + path) for other in known):
            yield "1: there is no %s" % path


def check_file(name, text, known):
    if name.endswith((".c", ".h")):
        yield from check_head(name, text)
        yield from check_functions(text)
    if name.startswith("native/") and name.endswith(".h"):
        yield from check_declarations(text)
    if not name.endswith("check_house.py"):  # which name what they look for
        yield from check_spelling(text)
        yield from check_paths(name, text, known)
    yield from check_direction(text)


def main(project):
    files = files_of(pathlib.Path(project))
    faults = list(check_names(files))
    for name, path in files.items():
        if path.suffix in PROSE:
            faults += ["%s:%s" % (name, fault) for fault in check_file(name, path.read_text(encoding="utf-8"), files)]
    print("\n".join(faults) if faults else "%d files in order" % len(files))
    return 1 if faults or not files else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
