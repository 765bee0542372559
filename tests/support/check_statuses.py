#!/usr/bin/env python3
"""Compares the statuses that easc.h documents with those that tests reach.

    check_statuses.py PROJECT

Each exported function has a comment of its own directly above it in easc.h, which names every
status that the function can give. Each such pair is in a test as REACHES(function, status, ...) or
CARRIES(function, status, ...), see reaches.h, and no other pair is. Exit status 1 with one line a
fault.
"""
import pathlib
import re
import sys

DECLARATION = re.compile(r"(/\*(?:[^*]|\*(?!/))*\*/\n)?^EASC_API ([^;()]*?)\b(easc_\w+)\([^;]*\);", re.M)
STATUS = re.compile(r"\bEASC_(?:OK|RUNNING|END|E_[A-Z_]+)\b")
KNOWN = re.compile(r'^    X\(\d+, (\w+), "', re.M)
REACHED = re.compile(r"\b(?:REACHES|CARRIES)\(\s*(easc_\w+),\s*(EASC_\w+),")


def read_header(text):
    """{function: (comment, set of documented statuses)}; a function of another type gives none."""
    functions = {}
    for comment, kind, name in DECLARATION.findall(text):
        gives_status = kind.strip() == "easc_status"
        functions[name] = (comment, set(STATUS.findall(comment)) if gives_status else None)
    return functions


def read_tests(folder):
    """{(function, status)} of all tests."""
    return {pair for path in folder.rglob("*.c") for pair in REACHED.findall(path.read_text(encoding="utf-8"))}


def check_comments(functions, exports, known):
    for name in sorted(exports ^ set(functions)):
        yield "%s: is in easc.h or in exports.txt, not in both" % name
    for name, (comment, statuses) in functions.items():
        if not comment:
            yield "%s: has no comment directly above it in easc.h" % name
        elif statuses is not None and "EASC_OK" not in statuses:
            yield "%s: its comment does not name the statuses, EASC_OK among them" % name
        for status in sorted((statuses or set()) - known):
            yield "%s: %s is no status" % (name, status)


def check_pairs(documented, reached):
    for name, status in sorted(documented - reached):
        yield "%s: no test reaches %s" % (name, status)
    for name, status in sorted(reached - documented):
        yield "%s: a test reaches %s, which easc.h does not document" % (name, status)


def main(project):
    root = pathlib.Path(project)
    header = (root / "native/include/easc.h").read_text(encoding="utf-8")
    exports = set((root / "tests/abi/exports.txt").read_text(encoding="utf-8").split())
    functions = read_header(header)
    documented = {(name, status) for name, (_, statuses) in functions.items() for status in statuses or ()}
    known = {"EASC_" + name for name in KNOWN.findall(header)}
    faults = list(check_comments(functions, exports, known))
    faults += check_pairs(documented, read_tests(root / "tests"))
    print("\n".join(faults) if faults else "%d functions, %d statuses, each reached by a test"
          % (len(functions), len(documented)))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
