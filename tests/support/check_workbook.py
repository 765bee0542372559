#!/usr/bin/env python3
"""Compares a workbook, cell by cell, with the JSON documents of the same logs and options.

    check_workbook.py WORKBOOK.xlsx SCAN.json GATE.json

Also: no cell is a formula or a link, tables have their names, heads stay in view, colours can be read
(contrast 4.5), and the file holds no date of its own. Exit status 1 with the differences, one a line.
"""
import datetime
import json
import math
import re
import sys
import warnings
import zipfile
from fractions import Fraction

import openpyxl

SHEETS = ["Summary", "Readiness", "Devices", "Coverage", "Method"]
CELL_MAX = 32767
NOBODY = "(no user named)"

# Title in the sheet Devices: where the JSON document has the value.
DEVICE_COLUMNS = {
    "User": "user", "User forms": "userForms", "Device id": "deviceId", "Device type": "deviceType",
    "Model": "deviceModel", "OS": "deviceOS", "User agent": "deviceUserAgent", "Client": "clientFamily",
    "Client version": "clientVersion", "EAS version": "protocolVersion", "First seen (UTC)": "firstSeen",
    "Last seen (UTC)": "lastSeen", "Last success (UTC)": "lastSuccess", "Requests": "requests",
    "Back-end requests": "backendRequests", "Commands": "commands", "HTTP statuses": "httpStatus",
    "EAS statuses": "easStatus", "Errors": "errors", "Failures": "failures", "Hard failures": "hardFailures",
    "Refreshes": "refreshes", "Provision errors": "provisionErrors", "First failure (UTC)": "firstFailure",
    "Last failure (UTC)": "lastFailure", "Last pass (UTC)": "lastPass", "Acknowledgement": "acknowledgement",
    "Policy key accepted": "policyKeyAccepted", "Access state": "accessState",
    "Access reason": "accessStateReason", "Outcome": "outcome", "Compliance state": "complianceState",
    "Reason id": "complianceReason.id", "Reason": "complianceReason.text", "Active": "active", "Moved": "moved",
    "Evidence": "evidence", "Catalogue": "catalogue.verdict", "Catalogue rule": "catalogue.rule",
    "Needs version": "catalogue.minimumVersion", "What to do": "catalogue.action", "Servers": "servers",
    "Client addresses": "clientAddresses",
}
VERDICTS = {"Ready": "Ready", "NotReady": "Not ready", "InsufficientEvidence": "Not enough evidence"}


class Check:
    """The workbook, and the differences found so far."""

    def __init__(self, path):
        self.path = path
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.book = openpyxl.load_workbook(path)
        self.faults = []
        self.tables = {}
        for sheet in self.book.worksheets:
            for table in sheet.tables.values():
                self.tables[table.displayName] = (sheet, table)

    def fault(self, text):
        self.faults.append(text)

    def equal(self, what, got, expected):
        if got != expected:
            self.fault("%s: %.200r, expected %.200r" % (what, got, expected))

    def rows(self, name):
        """The rows of a table as dictionaries by title; an empty table keeps one blank row."""
        if name not in self.tables:
            self.fault("there is no table %s" % name)
            return []
        sheet, table = self.tables[name]
        cells = sheet[table.ref]
        titles = [c.value for c in cells[0]]
        rows = [dict(zip(titles, (c.value for c in row))) for row in cells[1:]]
        return [] if len(rows) == 1 and all(v is None for v in rows[0].values()) else rows


def shown(text):
    """A text as a cell shows it: no control characters, at most 32,767 characters of UTF-16."""
    text = re.sub("[\x00-\x1f\x7f-\x9f\ufffe\uffff]", "\ufffd", text)
    escaped = re.sub("_(?=[xX][0-9A-Fa-f]{4}_)", "_x005F_", text)
    if len(escaped.encode("utf-16-le")) // 2 > CELL_MAX:
        escaped = escaped.encode("utf-16-le")[:2 * (CELL_MAX - 1)].decode("utf-16-le", "ignore") + "\u2026"
    return escaped.replace("_x005F_", "_")  # as the reader of the workbook gives it


def cell_text(value):
    return "" if value is None else value


def cell_time(value):
    """A date cell as the JSON document writes it; dates are rounded to the second."""
    if not isinstance(value, datetime.datetime):
        return value
    rounded = value + datetime.timedelta(microseconds=500000)
    return rounded.strftime("%Y-%m-%dT%H:%M:%SZ")


def cell_date(value):
    return value.strftime("%Y-%m-%d") if isinstance(value, datetime.datetime) else value


def flat(value):
    """A map as "name=n;name=n", a list as "a;b"."""
    if isinstance(value, dict):
        return ";".join("%s=%d" % item for item in value.items())
    return ";".join(value)


def find(document, path):
    for key in path.split("."):
        document = document[key]
    return document


def expected_cell(path, device):
    value = find(device, path)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (dict, list)):
        value = flat(value)
    return shown(value) if isinstance(value, str) else value


def check_devices(check, scan):
    rows = check.rows("Devices")
    check.equal("Devices: rows", len(rows), len(scan["devices"]))
    if rows:
        check.equal("Devices: titles", sorted(rows[0]), sorted(DEVICE_COLUMNS))
    for number, (row, device) in enumerate(zip(rows, scan["devices"]), 1):
        for title, path in DEVICE_COLUMNS.items():
            got = row.get(title)
            expected = expected_cell(path, device)
            if "(UTC)" in title:
                got = cell_time(got)
            elif isinstance(expected, str):
                got = cell_text(got)
            check.equal("Devices row %d, %s" % (number, title), got, expected)


def check_conditions(check, gate):
    rows = check.rows("Conditions")
    check.equal("Conditions: ids", [r["Condition"] for r in rows], [c["id"] for c in gate["conditions"]])
    for row, condition in zip(rows, gate["conditions"]):
        scale = 100 if condition["id"].endswith("-percent") else 1
        name = "Conditions, " + condition["id"]
        for title, key in (("Figure", "figure"), ("Limit", "limit")):
            if abs(row[title] * scale - condition[key]) > 0.0051:
                check.fault("%s: %s is %r, expected %r" % (name, key, row[title] * scale, condition[key]))
        check.equal(name + ", met", row["Met"], "yes" if condition["met"] else "NO")


def names(rows):
    return [("" if r["User"] == NOBODY else cell_text(r["User"]), cell_text(r["Device id"])) for r in rows]


def pairs(devices):
    return [(shown(d["user"]), shown(d["deviceId"])) for d in devices]


def check_lists(check, gate):
    failing = {user.lower() for user, _ in names(check.rows("FailingDevices"))}
    check.equal("FailingDevices: users", failing, {shown(u).lower() for u in gate["failingUsers"]})
    upgrades = check.rows("Upgrades")
    check.equal("Upgrades", names(upgrades), pairs(gate["upgradeRequired"]))
    check.equal("Upgrades: versions", [cell_text(r["Needs version"]) for r in upgrades],
                [d["minimumVersion"] for d in gate["upgradeRequired"]])
    check.equal("UnknownDevices", names(check.rows("UnknownDevices")), pairs(gate["unknown"]))
    for table, key in (("UnmatchedUsers", "unmatchedUsers"), ("UnseenUsers", "unseenUsers")):
        if gate["scope"] == "mailboxes":
            got = ["" if r["User"] == NOBODY else r["User"] for r in check.rows(table)]
            check.equal(table, got, [shown(u) for u in gate[key]])
        elif table in check.tables:
            check.fault("there is a table %s, but no mailboxes were given" % table)


def check_summary(check, scan, gate):
    states = {r["Compliance state"]: r["Devices"] for r in check.rows("States")}
    check.equal("States", states, scan["totals"]["compliance"])
    evidence = {r["Evidence"]: r["Devices"] for r in check.rows("Evidence") if r["Devices"]}
    check.equal("Evidence", evidence, gate["evidence"])
    days = check.rows("FailuresPerDay")
    if len(days) < 400:  # older days are left out, and said to be
        check.equal("FailuresPerDay: sum", sum(r["Failures"] for r in days),
                    sum(d["failures"] for d in scan["devices"]))
    words = VERDICTS[gate["verdict"]]
    for name in ("Summary", "Readiness"):
        notes = [str(row[0].value) for row in check.book[name].iter_rows(max_row=6)]
        if not any(note.startswith(words + ":") for note in notes):
            check.fault("%s: no note says \"%s: ...\"" % (name, words))


def check_shares(check, scan, gate):
    """The column Share of the tables of states and of evidence."""
    for table, whole in (("States", scan["totals"]["devices"]), ("Evidence", gate["activeDevices"])):
        rows = check.rows(table)
        check.equal(table + ": sum", sum(r["Devices"] for r in rows), whole)
        for row in rows:
            share = row["Devices"] / whole if whole else None
            is_same = row["Share"] == share if share is None else abs(row["Share"] - share) < 1e-12
            if not is_same:
                check.fault("%s: the share of %s is %r, expected %r" % (table, row, row["Share"], share))


def percent(part, whole):
    """As shown: two decimals, halves up."""
    hundredths = math.floor(Fraction(10000 * part, whole) + Fraction(1, 2))
    return "%d.%02d" % divmod(hundredths, 100)


def check_figures(check, scan, gate):
    """The key figures of the summary, and what they are a part of."""
    totals, evidence = scan["totals"], gate["evidence"]
    proven = sum(evidence.get(name, 0) for name in ("Proven", "Admitted", "ProvenByBuild"))
    active, eas_rows = gate["activeDevices"], totals["easRows"]
    expected = {
        "Devices judged": (active, totals["devices"]), "Devices proven to take the policy": (proven, active),
        "Devices that fail on the policy": (evidence.get("Failing", 0), active),
        "Users who would stop syncing": (len(gate["failingUsers"]), None),
        "Devices that need a newer version": (len(gate["upgradeRequired"]), active),
        "Devices nothing is known about": (evidence.get("Unknown", 0), active),
        "Users in the logs": (totals["users"], totals["devices"]),
        "Policy failures": (sum(d["failures"] for d in scan["devices"]), None),
        "Rows that tell of device and policy": (totals["payloadRows"], eas_rows), "ActiveSync rows": (eas_rows, None)}
    rows = {row[0].value: (row[1].value, str(row[2].value)) for row in check.book["Summary"].iter_rows(max_row=16)}
    for label, (part, whole) in expected.items():
        figure, note = rows.get(label, (None, ""))
        check.equal("Summary, " + label, figure, part)
        numbers = re.match(r"(?:of|with) (\d+) .*?(?:\((\d+\.\d\d) %\))?$", note)
        if whole is not None:
            check.equal("Summary, whole of " + label, numbers and int(numbers[1]), whole)
        if numbers and numbers[2]:
            check.equal("Summary, percentage of " + label, numbers[2], percent(part, int(numbers[1])))


def check_servers(check, gate):
    """The days of each server, and the conditions about them."""
    figures = {c["id"]: c["figure"] for c in gate["conditions"]}
    rows = check.rows("Servers")
    check.equal("Servers: covered", min((r["Covered days"] for r in rows), default=0), figures["covered-days"])
    check.equal("Servers: missing", sum(r["Missing days"] for r in rows), figures["missing-days"])


def check_coverage(check, scan, gate):
    hops = {"single": "Single rows", "frontend": "Front-end rows", "backend": "Back-end rows"}
    expected = {(shown(c["server"]), c["date"], hops[c["hop"]]): c["rows"] for c in scan["coverage"]}
    got = {}
    missing = 0
    for row in check.rows("Coverage"):
        if row["Logs"] == "MISSING":
            missing += row["Days"]
        for title in hops.values():
            if row[title]:
                got[(cell_text(row["Server"]), cell_date(row["Date (UTC)"]), title)] = row[title]
    check.equal("Coverage", got, expected)
    figure = next(c["figure"] for c in gate["conditions"] if c["id"] == "missing-days")
    check.equal("Coverage: missing days", missing, figure)


def check_method(check, scan, gate):
    got = [(cell_text(r["Input"]), r["Format"], r["Bytes"], r["Lines"], r["Rows"], r["EAS rows"],
            cell_text(r["Rejected rows"])) for r in check.rows("Inputs")]
    expected = [(shown(i["path"]), i["format"], i["bytes"], i["lines"], i["rows"], i["easRows"],
                 flat(i["rejected"])) for i in scan["inputs"]]
    check.equal("Inputs: count", len(got), len(expected))
    for one, other in zip(got, expected):
        check.equal("Inputs", one, other)
    if "options" in gate:
        options = [(r["Option"], cell_text(r["Value"])) for r in check.rows("Options")]
        check.equal("Options", options, [(o["name"], shown(o["value"])) for o in gate["options"]])


def luminance(rgb):
    parts = [int(rgb[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def check_colours(check):
    def colours(font, fill):
        ink = font.color.rgb if font and font.color and isinstance(font.color.rgb, str) else "FF000000"
        ground = fill.bgColor if fill.fill_type is None else fill.fgColor
        rgb = ground.rgb if ground and isinstance(ground.rgb, str) else "00000000"
        return ink[2:], rgb[2:] if rgb != "00000000" else "FFFFFF"

    seen = set()
    for sheet in check.book.worksheets:
        for row in sheet.iter_rows(max_row=200):
            seen.update(colours(c.font, c.fill) for c in row)
        for rules in sheet.conditional_formatting:
            seen.update(colours(r.dxf.font, r.dxf.fill) for r in rules.rules if r.dxf)
    for ink, ground in sorted(seen):
        if contrast(ink, ground) < 4.5:
            check.fault("colours: %s on %s has a contrast of %.2f" % (ink, ground, contrast(ink, ground)))


def check_house(check):
    check.equal("sheets", check.book.sheetnames, SHEETS)
    for sheet in check.book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" or cell.hyperlink:
                    check.fault("%s!%s is a formula or a link" % (sheet.title, cell.coordinate))
        if sheet.page_setup.orientation != "landscape" or not sheet.print_title_rows:
            check.fault("%s: the page is not set up" % sheet.title)
    for name in ("Devices", "Coverage"):
        if not check.book[name].freeze_panes:
            check.fault("%s: the head does not stay in view" % name)
        if name in check.tables and not check.tables[name][1].autoFilter:
            check.fault("%s: the table has no filter" % name)
    with zipfile.ZipFile(check.path) as archive:
        dates = {info.date_time for info in archive.infolist()}
        check.equal("dates in the file", len(dates), 1)
        for number in range(1, len(SHEETS) + 1):
            text = archive.read("xl/worksheets/sheet%d.xml" % number).decode("utf-8")
            if 'numberStoredAsText="1"' not in text:
                check.fault("sheet %d: numbers as text get a green triangle" % number)


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    check = Check(sys.argv[1])
    with open(sys.argv[2], encoding="utf-8-sig") as scan_file:
        scan = json.load(scan_file)
    with open(sys.argv[3], encoding="utf-8-sig") as gate_file:
        gate = json.load(gate_file)
    check_house(check)
    check_devices(check, scan)
    check_conditions(check, gate)
    check_lists(check, gate)
    check_summary(check, scan, gate)
    check_shares(check, scan, gate)
    check_figures(check, scan, gate)
    check_servers(check, gate)
    check_coverage(check, scan, gate)
    check_method(check, scan, gate)
    check_colours(check)
    for fault in check.faults[:200]:
        print(fault)
    if len(check.faults) > 200:
        print("and %d more" % (len(check.faults) - 200))
    sys.exit(1 if check.faults else 0)


if __name__ == "__main__":
    main()
