#!/usr/bin/env python3
"""Runs the cases of tests/cases: easc reads the input of each, and must say what expect.json says.

    run_cases.py --easc PATH [--filter TEXT] [CASES_DIR]             compare the documents
    run_cases.py --easc PATH --update [--filter TEXT] [CASES_DIR]    write them anew
    run_cases.py --easc PATH --shuffle [--seed N] [CASES_DIR]        neither order nor pieces may matter

The form of a case is explained in tests/cases/README.md. One line is printed for every case that fails;
the last line is "N passed, N failed". Exit status 0 when none failed, else 1.

With --shuffle every case runs as it is with every number of threads and size of pieces of THREADS and
CHUNKS (the output must be the same to the byte), and then ROUNDS times as a shuffled copy: see shuffle().
"""
import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

THREADS = [1, 2, 8]
CHUNKS = [1, 2, 3, 7, 64, 1000]
SMALL_CHUNKS_UP_TO = 4096  # larger inputs are not cut into pieces below 64 bytes
ROUNDS = 3
TIMEOUT_S = 60
LONGEST_VALUE = 160


class Case:
    """A folder of tests/cases, or a copy of one."""

    def __init__(self, root, folder):
        self.name = folder.relative_to(root).as_posix()
        self.folder = folder
        self.command = self._text("command", "scan").strip()
        self.arguments = self._text("args", "").splitlines()
        self.exit = int(self._text("expect.exit", "0"))
        self.has_stdin = (folder / "stdin").exists()

    def _text(self, name, default):
        path = self.folder / name
        return path.read_text(encoding="utf-8") if path.exists() else default

    def expected(self):
        """The document, or None when nothing may be written."""
        path = self.folder / "expect.json"
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None

    def input_files(self):
        if self.has_stdin:
            return [self.folder / "stdin"]
        return sorted(p for p in (self.folder / "input").rglob("*") if p.is_file())


def run(easc, case, folder=None, extra=()):
    """(exit status, bytes of standard output, text of standard error)"""
    line = [easc, case.command, "--format", "json", *extra, "-" if case.has_stdin else "input", *case.arguments]
    folder = folder or case.folder
    with open(folder / "stdin" if case.has_stdin else os.devnull, "rb") as stdin:
        done = subprocess.run(line, cwd=folder, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              timeout=TIMEOUT_S, check=False)
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")


def shown(value):
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE] + "…"


def kind(value):
    return "number" if isinstance(value, (int, float)) and not isinstance(value, bool) else type(value).__name__


def difference(expected, actual, path="$"):
    """The first place where two documents differ, as one line; None when they are equal."""
    if kind(expected) != kind(actual):
        return f"{path}: expected {shown(expected)}, got {shown(actual)}"
    if isinstance(expected, dict):
        for key in sorted(set(expected) | set(actual)):
            if key not in actual:
                return f"{path}.{key}: expected {shown(expected[key])}, got nothing"
            if key not in expected:
                return f"{path}.{key}: expected nothing, got {shown(actual[key])}"
            found = difference(expected[key], actual[key], f"{path}.{key}")
            if found:
                return found
        return None
    if isinstance(expected, list):
        for i, (one, other) in enumerate(zip(expected, actual)):
            found = difference(one, other, f"{path}[{i}]")
            if found:
                return found
        if len(expected) != len(actual):
            longer = expected if len(expected) > len(actual) else actual
            extra = shown(longer[min(len(expected), len(actual))])
            return f"{path}: expected {len(expected)} items, got {len(actual)}; the first one too many: {extra}"
        return None
    return None if expected == actual else f"{path}: expected {shown(expected)}, got {shown(actual)}"


def read_document(output):
    """(document or None, complaint or None)"""
    if not output:
        return None, None
    try:
        return json.loads(output.decode("utf-8")), None
    except ValueError as error:
        return None, f"the output is no JSON: {error}"


def check_exit(case, status, errors):
    if status == case.exit:
        return None
    return f"exit status: expected {case.exit}, got {status}; standard error: {shown(errors.strip())}"


def check(easc, case):
    status, output, errors = run(easc, case)
    complaint = check_exit(case, status, errors)
    if complaint:
        return complaint
    document, complaint = read_document(output)
    return complaint or difference(case.expected(), document)


def update(easc, case):
    status, output, errors = run(easc, case)
    document, complaint = read_document(output)
    if document is not None:
        text = json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
        (case.folder / "expect.json").write_text(text, encoding="utf-8", newline="\n")
    return complaint or check_exit(case, status, errors)


# ---- order, files, threads and pieces ------------------------------------------------------------


def directive_name(line):
    return line[1:].split(b":")[0].strip().lower()


def read_runs(data):
    """The runs of rows between directives, each with the directives in force: [([line], [row])].

    None when the file stays as it is, because the shape of its bytes or the order of its rows matters: it
    has NUL bytes, a byte order mark or no line end at its end, rows before its first #Fields, or a #Fields
    without the columns date and time."""
    if b"\0" in data or data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:3] == b"\xef\xbb\xbf":
        return None
    if not data.endswith(b"\n"):
        return None
    runs, force, was_row = [], {}, True
    for line in data.splitlines(keepends=True) if b"\r" not in data.replace(b"\r\n", b"") else []:
        if line.startswith(b"#"):
            force[directive_name(line)] = line
            if directive_name(line) == b"fields" and not {b"date", b"time"} <= set(line.lower().split()):
                return None
            was_row = False
            continue
        if b"fields" not in force:
            return None
        if not was_row or not runs:
            runs.append((list(force.values()), []))
        was_row = True
        runs[-1][1].append(line)
    return runs or None


def other_name(name, chance):
    """Another name of a log that names the same server (contract 1.10)."""
    number = "%08d" % chance.randrange(10**8)
    dated = re.match(r"(?i)^((?:.*?_)?(?:u_)?ex(?:tend)?)\d.*(\.log)$", name)
    return dated.group(1) + number + dated.group(2) if dated else number + ".log"


def shuffle_file(path, chance, may_split):
    runs = read_runs(path.read_bytes())
    if not runs:
        return
    names = [path.name]
    if may_split:
        names = [other_name(path.name, chance) for _ in range(chance.randint(1, 3))]
        path.unlink()
    parts = [[] for _ in names]
    chance.shuffle(runs)
    for head, rows in runs:
        chance.shuffle(rows)
        shares = [[] for _ in names]
        for row in rows:
            chance.choice(shares).append(row)
        for part, share in zip(parts, shares):
            part.extend(head + share)
    for name, part in zip(names, parts):
        (path.parent / name).write_bytes(b"".join(part))


def shuffle(case, folder, chance):
    """Shuffles the rows of each run of rows, deals them out to several files, and renames these.

    Files keep their names when the arguments of the case name one of them."""
    if case.has_stdin:
        shuffle_file(folder / "stdin", chance, False)
        return
    are_named = any("input" in argument for argument in case.arguments)
    for path in sorted((folder / "input").rglob("*")):
        if path.is_file() and path.suffix.lower() == ".log":
            shuffle_file(path, chance, not are_named)


def without_places(value):
    """Findings without where their rows stand, and which files have something wrong."""
    if isinstance(value, dict):
        return {k: without_places(v) for k, v in value.items() if k not in ("path", "line", "byte", "files")}
    return [without_places(v) for v in value] if isinstance(value, list) else value


def comparable(document):
    """Without what dealing out the rows changes: inputs, problems, the number of lines, places of rows."""
    if document.get("schema") == "easc.timeline/1":
        return without_places(document)
    if "unknownItems" in document:
        document["unknownItems"] = without_places(document["unknownItems"])
    if "findings" in document:
        document["findings"] = [without_places(f) for f in document["findings"] if f["id"] != "rows-rejected"]
        document.pop("counts", None)
    for key in ("inputs", "problems", "options"):
        document.pop(key, None)
    document.get("totals", {}).pop("lines", None)
    return document


def options(threads, chunk):
    return ["--threads", str(threads), "--chunk-bytes", str(chunk)]


def without_own_options(output):
    """The document says what was set; threads and pieces are what differs on purpose."""
    setting = rb'\{"name":"(?:threads|chunk-bytes)","value":"\d+"\}'
    return re.sub(rb",?" + setting, b"", output).replace(b'"options":[,', b'"options":[')


def chunks_for(case):
    sizes = [path.stat().st_size for path in case.input_files()]
    return CHUNKS if max(sizes, default=0) <= SMALL_CHUNKS_UP_TO else [c for c in CHUNKS if c >= 64]


def check_pieces(easc, case):
    plain = run(easc, case)
    for i, chunk in enumerate(chunks_for(case)):
        for threads in {THREADS[i % len(THREADS)], THREADS[-1]}:
            status, output, errors = run(easc, case, extra=options(threads, chunk))
            where = " ".join(options(threads, chunk))
            if status != plain[0]:
                return f"with {where}: exit status {plain[0]} became {status}: {shown(errors.strip())}"
            if without_own_options(output) != without_own_options(plain[1]):
                one, other = read_document(plain[1])[0], read_document(output)[0]
                for document in (one, other):
                    document.pop("options", None)
                return f"with {where}: {difference(one, other) or 'the bytes differ'}"
    return None


def check_shuffled(easc, case, seed):
    plain = read_document(run(easc, case)[1])[0]
    if plain is None:
        return None
    for turn in range(ROUNDS):
        chance = random.Random(f"{seed}/{case.name}/{turn}")
        with tempfile.TemporaryDirectory(prefix="easc-case-") as scratch:
            copy = Path(scratch) / "case"
            shutil.copytree(case.folder, copy)
            shuffle(case, copy, chance)
            extra = options(chance.choice(THREADS), chance.choice(chunks_for(case)))
            status, output, errors = run(easc, case, copy, extra)
            where = f"shuffled (seed {seed}, turn {turn}, {' '.join(extra)})"
            if status != case.exit:
                return f"{where}: exit status: expected {case.exit}, got {status}: {shown(errors.strip())}"
            document, complaint = read_document(output)
            found = complaint or difference(comparable(dict(plain, totals=dict(plain.get("totals", {})))),
                                            comparable(dict(document, totals=document.get("totals", {}))))
            if found:
                return f"{where}: {found}"
    return None


# ---- the command ---------------------------------------------------------------------------------


def find_cases(root, text):
    """Every folder that has an input, arguments or an expectation."""
    marks = ("expect.json", "expect.exit", "input", "stdin", "args")
    folders = sorted(p for p in root.glob("*/*") if p.is_dir() and any((p / m).exists() for m in marks))
    return [case for case in (Case(root, p) for p in folders) if text in case.name]


def main():
    here = Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--easc", required=True, help="the program")
    parser.add_argument("--update", action="store_true", help="write expect.json anew")
    parser.add_argument("--shuffle", action="store_true", help="test that order and pieces do not matter")
    parser.add_argument("--seed", type=int, default=None, help="repeat the shuffles of an earlier run")
    parser.add_argument("--filter", default="", help="only cases whose AREA/NAME contains this")
    parser.add_argument("cases", nargs="?", type=Path, default=here.parent / "cases")
    arguments = parser.parse_args()
    easc = str(Path(arguments.easc).resolve())
    seed = random.SystemRandom().randrange(10**6) if arguments.seed is None else arguments.seed
    if arguments.shuffle:
        print(f"seed {seed}")
    cases = find_cases(arguments.cases.resolve(), arguments.filter)
    failed = 0
    for case in cases:
        try:
            if arguments.update:
                complaint = update(easc, case)
            elif arguments.shuffle:
                complaint = check_pieces(easc, case) or check_shuffled(easc, case, seed)
            else:
                complaint = check(easc, case)
        except subprocess.TimeoutExpired:
            complaint = f"no end after {TIMEOUT_S} s"
        if complaint:
            failed += 1
            print(f"FAILED {case.name}: {complaint}", flush=True)
    print(f"{len(cases) - failed} passed, {failed} failed")
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
