"""What easc says about logs, read back: every document of one answer, and what is compared of them."""
import csv
import io
import json
import re
import subprocess
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

SUPPORT = Path(__file__).resolve().parent.parent / "support"
DEBIAN_PYTHON = "/usr/bin/python3"  # python3-openpyxl belongs to it
TIMEOUT_S = 60
PERCENT = re.compile(r"^(\S+) +([0-9.]+)( %)? +at (?:most|least) ([0-9.]+)(?: %)? +(ok|NOT MET) ")


class Difference(AssertionError):
    """A property does not hold."""


def equal(what, got, expected):
    """The first place where two values differ, or nothing."""
    found = difference(expected, got)
    if found:
        raise Difference(f"{what}: {found}")


def difference(expected, got, path="$"):
    if isinstance(expected, dict) and isinstance(got, dict):
        keys = list(expected) + [key for key in got if key not in expected]
        pairs = [(f"{path}.{key}", expected.get(key), got.get(key)) for key in keys]
    elif isinstance(expected, (list, tuple)) and isinstance(got, (list, tuple)):
        longest = max(len(expected), len(got))
        filled = [list(one) + [None] * (longest - len(one)) for one in (expected, got)]
        pairs = [(f"{path}[{i}]", *pair) for i, pair in enumerate(zip(*filled))]
    else:
        return None if expected == got else f"{path}: expected {expected!r:.200}, got {got!r:.200}"
    return next(filter(None, (difference(one, other, name) for name, one, other in pairs)), None)


def is_true(what, condition):
    if not condition:
        raise Difference(what)


@dataclass
class Answer:
    """All that is said of the logs in a folder; each document is made when it is asked for."""

    easc: str
    folder: Path                      # holds "logs"
    options: list = field(default_factory=list)
    limits: list = field(default_factory=list)

    def run(self, command, form, *more):
        options = self.options + (self.limits if command != "scan" else [])
        line = [self.easc, command, "-q", "--format", form, *options, *more, "logs"]
        done = subprocess.run(line, cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT_S,
                              check=False)
        is_true(f"easc {command} {form} ended with {done.returncode}: {done.stderr!r:.300}",
                done.returncode in ((0,) if command == "scan" else (0, 1, 2)))
        return done.stdout

    @cached_property
    def scan_bytes(self):
        return self.run("scan", "json")

    @cached_property
    def gate_bytes(self):
        return self.run("gate", "json")

    @cached_property
    def scan_csv(self):
        return self.run("scan", "csv").decode("utf-8-sig")

    @cached_property
    def gate_csv(self):
        return self.run("gate", "csv").decode("utf-8-sig")

    @cached_property
    def scan_text(self):
        return self.run("scan", "text").decode()

    @cached_property
    def gate_text(self):
        return self.run("gate", "text").decode()

    @property
    def scan(self):
        return json.loads(self.scan_bytes)

    @property
    def gate(self):
        return json.loads(self.gate_bytes)

    def judged(self):
        """The scan without what rows of other protocols, files and folders change: inputs and their sums."""
        document = self.scan
        for key in ("inputs", "problems", "options"):
            del document[key]
        for key in ("lines", "rows"):
            del document["totals"][key]
        return document

    def gated(self):
        document = self.gate
        del document["options"]
        return document

    def documents(self):
        """Every document, as far as it is about devices and policy. Texts say how many rows were read."""
        text = re.sub(r"(?m)^Inputs .*\n(?: .*\n)*", "", self.scan_text)
        return {"scan": self.judged(), "gate": self.gated(), "scan.csv": self.scan_csv, "gate.csv": self.gate_csv,
                "scan.txt": text.splitlines(), "gate.txt": self.gate_text.splitlines()}

    def workbook_faults(self):
        """What check_workbook.py finds when it compares the workbook with the documents."""
        book = self.folder / "book.xlsx"
        line = [self.easc, "report", "-q", *self.options, *self.limits, "logs", "-o", book.name]
        subprocess.run(line, cwd=self.folder, stdin=subprocess.DEVNULL, check=True, timeout=TIMEOUT_S)
        (self.folder / "scan.json").write_bytes(self.scan_bytes)
        (self.folder / "gate.json").write_bytes(self.gate_bytes)
        line = [DEBIAN_PYTHON, str(SUPPORT / "check_workbook.py"), "book.xlsx", "scan.json", "gate.json"]
        done = subprocess.run(line, cwd=self.folder, capture_output=True, timeout=TIMEOUT_S, check=False)
        return (done.stdout + done.stderr).decode() if done.returncode else ""

    def scan_rows(self):
        return list(csv.DictReader(io.StringIO(self.scan_csv, newline="")))

    def gate_rows(self):
        return list(csv.DictReader(io.StringIO(self.gate_csv, newline="")))

    def text_figures(self):
        """The sums at the head of the text, by label, and "word n" pairs of each."""
        lines = dict(re.findall(r"(?m)^(\w[\w ]{10}) (.*)$", self.scan_text.split("\nDevices\n")[0] + "\n"))
        return {label.strip(): text for label, text in lines.items()}

    def text_devices(self):
        """State, outcome and time of each line of the list of devices."""
        lines = self.scan_text.split("\nDevices\n")[1].split("\n\nWhat was assumed")[0].splitlines()[1:]
        found = [re.search(r"(\w+) +(\w+) +(\d{4}-\d\d-\d\d \d\d:\d\d)$", line) for line in lines if line != "none"]
        return [match.groups() if match else None for match in found]

    def text_conditions(self):
        """Name, figure, limit and met of the table of conditions."""
        found = map(PERCENT.match, self.gate_text.splitlines())
        return [(m[1], m[2], m[4], m[5] == "ok") for m in found if m]


def word_counts(text):
    """{"OK": 3, "Looping": 1} of "OK 3, Looping 1"."""
    return {word: int(n) for word, n in re.findall(r"(\w+) (\d+)", text)}


def lower(text):
    """Without case, as everywhere here: of ASCII letters only."""
    return text.translate({c: c + 32 for c in range(ord("A"), ord("Z") + 1)})


def by_id(document):
    """Devices of a scan by DeviceId without case."""
    found = {}
    for device in document["devices"]:
        found.setdefault(lower(device["deviceId"]), []).append(device)
    return found


def add_maps(maps):
    total = {}
    for one in maps:
        for key, n in one.items():
            total[key] = total.get(key, 0) + n
    return total
