#!/usr/bin/env python3
"""Compares the JSON Schema of catalogues with the reader: what one takes the other takes, too.

    check_schemas.py --easc PATH PROJECT

The shipped catalogues are good for both. Each line of BAD and GOOD changes one thing of a catalogue;
of BAD_FOR_READER only the reader knows better (what JSON Schema cannot say). One line is printed for
each that differs; the last line is "N passed, N failed". Exit status 0 when none failed, else 1.
"""
import argparse
import copy
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import jsonschema

FULL = {
    "$schema": "x", "schema": "easc.catalogue/1", "name": "n", "title": "t", "version": "1", "description": "d",
    "extends": "logo-2011",
    "rules": [
        {"id": "a", "match": {"family": "Apple", "model": "iPhone 4"}, "minimumVersion": "4.0", "minimumProtocol": "14.1",
         "protocolSince": "4.1", "withoutVersion": "Certified", "undetermined": {"from": "3", "below": "3.1"},
         "verdict": "Certified", "action": "b", "source": "c", "description": "d"},
        {"id": "b", "match": {"family": ["Android", "Other"], "model": ["x", "y"]}},
        {"id": "c", "match": {}},
    ],
}
GONE = object()
RULE, MATCH, RANGE = ("rules", 0), ("rules", 0, "match"), ("rules", 0, "undetermined")

GOOD = [
    ((), "$schema", GONE), ((), "description", GONE), ((), "description", ""), ((), "extends", GONE), ((), "rules", []),
    ((), "extends", "exchange-online-2026"), ((), "name", "\u00e9"),
    (RULE, "minimumVersion", "0"), (RULE, "minimumVersion", "10.0.0.1"), (RULE, "minimumVersion", "1" * 40),
    (RULE, "withoutVersion", "NotListed"), (RULE, "verdict", "UpgradeRequired"), (RULE, "verdict", "Undetermined"),
    (RULE, "action", ""), (RULE, "source", ""), (RULE, "protocolSince", GONE), (RULE, "undetermined", GONE),
    (MATCH, "family", "Nokia Mail for Exchange"), (MATCH, "family", GONE), (MATCH, "model", ["iPhone 4"]),
]
BAD = [
    ((), "schema", GONE), ((), "schema", "easc.catalogue/2"), ((), "schema", 1), ((), "name", GONE), ((), "name", ""),
    ((), "name", 7), ((), "title", GONE), ((), "title", ""), ((), "version", GONE), ((), "version", 1), ((), "version", ""),
    ((), "description", 1), ((), "extends", ""), ((), "extends", 7), ((), "extends", "nothing"), ((), "rules", GONE),
    ((), "rules", {}), ((), "rules", [7]), ((), "rules", [[]]), ((), "Rules", []), ((), "$schema", 7),
    (RULE, "id", GONE), (RULE, "id", ""), (RULE, "id", None), (RULE, "match", GONE), (RULE, "match", []), (RULE, "Id", "x"),
    (MATCH, "Family", "Apple"), (MATCH, "family", "apple"), (MATCH, "family", ""), (MATCH, "family", []),
    (MATCH, "family", ["Apple", "x"]), (MATCH, "family", {}), (MATCH, "model", ""), (MATCH, "model", []),
    (MATCH, "model", [""]), (MATCH, "model", 7),
    (RULE, "minimumVersion", 4), (RULE, "minimumVersion", ""), (RULE, "minimumVersion", "4."), (RULE, "minimumVersion", ".4"),
    (RULE, "minimumVersion", "4..0"), (RULE, "minimumVersion", "4.x"), (RULE, "minimumVersion", "4 "),
    (RULE, "minimumVersion", "\u0664"), (RULE, "minimumVersion", "1" * 41), (RULE, "minimumVersion", GONE),
    (RULE, "minimumProtocol", "x"), (RULE, "minimumProtocol", GONE), (RULE, "protocolSince", "x"), (RULE, "protocolSince", 4),
    (RULE, "withoutVersion", "certified"), (RULE, "withoutVersion", []), (RULE, "verdict", ""), (RULE, "verdict", None),
    (RULE, "undetermined", []), (RULE, "undetermined", {}), (RANGE, "from", GONE), (RANGE, "below", GONE), (RANGE, "to", "4"),
    (RANGE, "from", "x"), (RANGE, "below", 3),
    (RULE, "action", 7), (RULE, "source", {}), (RULE, "description", []),
]
BAD_FOR_READER = [(RULE, "id", "b"), (RANGE, "below", "3"), (RANGE, "below", "2.9")]


def changed(path, key, value):
    """(name, a copy of FULL with one member of the object at `path` changed, or gone)"""
    whole = copy.deepcopy(FULL)
    at = whole
    for step in path:
        at = at[step]
    if value is GONE:
        del at[key]
    else:
        at[key] = value
    place = ".".join(str(step) for step in (*path, key))
    return place + (" gone" if value is GONE else f" = {json.dumps(value)[:60]}"), whole


def reader_takes(easc, document):
    with tempfile.TemporaryDirectory(prefix="easc-schema-") as folder:
        (Path(folder) / "c.json").write_text(json.dumps(document), encoding="utf-8")
        done = subprocess.run([easc, "catalogue", "check", "c.json"], cwd=folder, capture_output=True, timeout=60, check=False)
    if done.returncode not in (0, 3):
        raise AssertionError(f"exit status {done.returncode}: {done.stderr!r}")
    return done.returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--easc", required=True, help="the program")
    parser.add_argument("project", type=Path)
    arguments = parser.parse_args()
    easc = str(Path(arguments.easc).resolve())
    templates = arguments.project / "templates"
    schema = json.loads((templates / "schema" / "catalogue.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)

    shipped = sorted((templates / "catalogue").glob("*.json"))
    cases = [(path.name, json.loads(path.read_text(encoding="utf-8")), True, True) for path in shipped]
    cases += [("all keys", FULL, True, True)]
    cases += [(*changed(*change), True, True) for change in GOOD]
    cases += [(*changed(*change), False, False) for change in BAD]
    cases += [(*changed(*change), True, False) for change in BAD_FOR_READER]
    cases += [(f"a file that is {json.dumps(whole)}", whole, False, False) for whole in ([], 7, None, "x", {})]

    # What is shipped is what may be extended.
    names = schema["properties"]["extends"]["enum"]
    failed = sorted(names) != sorted(path.stem for path in shipped)
    if failed:
        print(f"FAILED extends names {names}")
    for name, document, by_schema, by_reader in cases:
        got = validator.is_valid(document), reader_takes(easc, document)
        if got != (by_schema, by_reader):
            failed += 1
            print(f"FAILED {name}: schema and reader say {got}, expected {(by_schema, by_reader)}")
    print(f"{len(cases) + 1 - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
