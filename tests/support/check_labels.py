#!/usr/bin/env python3
"""Compares the labels of all languages with each other, and with the keys that the code asks for.

    check_labels.py PROJECT

All languages have the same keys, and the texts of a key the same places ("{user}"). The code names keys as texts of C that
begin with a group of the labels: "explain.http.449"; one that ends with a point, "explain.command.", stands for all keys
below it. A key that the code names and no file has is a fault, and so is one that the code never names. A text is one line
without blanks at its ends. One line a fault; exit status 1 when there is one.
"""
import json
import pathlib
import re
import sys

import c_text

PLACE = re.compile(r"\{\{|\{(\w+)\}")


def flatten(value, key=""):
    """{dotted key: text}"""
    if not isinstance(value, dict):
        return {key: value}
    return {k: v for name, inner in value.items() for k, v in flatten(inner, f"{key}.{name}" if key else name).items()}


def places_of(text):
    return sorted({match.group(1) for match in PLACE.finditer(text) if match.group(1)})


def check_languages(first, files):
    for name, labels in files.items():
        for key in sorted(files[first].keys() ^ labels.keys()):
            yield "%s: %s %s" % (name, "has no" if key in files[first] else "has, and %s has not," % first, key)
        for key in sorted(files[first].keys() & labels.keys()):
            mine, other = places_of(labels[key]), places_of(files[first][key])
            if mine != other:
                yield "%s: %s has the places %s, in %s %s" % (name, key, mine, first, other)
        for key, text in labels.items():
            if text != text.strip() or "\n" in text or "  " in text:
                yield "%s: %s is not one line, or has blanks too many" % (name, key)


def names_in(text, groups):
    """Keys, and groups of keys with a point at their end, that a file of C names."""
    pattern = re.compile(r'"((?:%s)\.[\w.-]*)"' % "|".join(map(re.escape, groups)))
    return {m.group(1) for piece in c_text.PIECE.finditer(text) for m in [pattern.fullmatch(piece.group())] if m}


def check_code(keys, named):
    for name in sorted(named):
        if name.endswith("."):
            if not any(key.startswith(name) for key in keys):
                yield "native/src: nothing is below %s" % name
        elif name not in keys:
            yield "native/src: there is no label %s" % name
    for key in sorted(keys):
        if key not in named and not any(name.endswith(".") and key.startswith(name) for name in named):
            yield "labels: %s is never asked for" % key


def main(project):
    root = pathlib.Path(project)
    files = {p.name: flatten(json.loads(p.read_text(encoding="utf-8")))
             for p in sorted((root / "templates/labels").glob("*.json"))}
    first = "en.json"
    groups = sorted({key.partition(".")[0] for key in files[first]})
    sources = [p.read_text(encoding="utf-8") for p in sorted((root / "native/src").rglob("*.[ch]"))]
    named = set().union(*(names_in(text, groups) for text in sources)) if groups else set()
    faults = list(check_languages(first, files)) + list(check_code(files[first].keys(), named))
    print("\n".join(faults) if faults else "%d labels in %d languages" % (len(files[first]), len(files)))
    return 1 if faults or len(files) < 2 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
