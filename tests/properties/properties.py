"""The properties themselves. `world.tree` are the logs, `world.answer(...)` is what easc says of them.

Most compare two answers: to logs, and to the same logs changed in a way that the rules either do not see or see in one
way only. Some compare one answer with what made_logs.py knows of its rows, or with itself.
"""
import datetime
import json
import math
import re
from collections import Counter
from dataclasses import replace
from fractions import Fraction

from answers import add_maps, by_id, equal, is_true, lower, word_counts
from made_logs import (COMMAND_CODES, DAY, WIRE_VERSIONS, Spelling, Writer, foreign, is_wire_id, probe,
                       shuffled, strangers)

ROW_TOTALS = ("easRows", "singleRows", "frontendRows", "backendRows", "monitoringRows", "unauthorizedRows",
              "unauthenticatedRows", "payloadRows")


def same(what, got, expected):
    """Two answers say the same, apart from inputs."""
    equal(what, got.documents(), expected.documents())


def is_first_hop(row):
    return row.hop != "backend"


def is_2xx(row):
    return 200 <= row.status <= 299


# ---- one answer, and what is known of its rows ---------------------------------------------------


def property_every_row_is_counted_once_and_as_what_it_is(world):
    rows, scan = world.tree.rows, world.plain.scan
    eas = [row for row in rows if row.what == "eas"]
    totals = scan["totals"]
    hops = Counter(row.hop for row in eas)
    expected = {
        "rows": len(rows), "easRows": len(eas), "singleRows": hops["single"], "frontendRows": hops["frontend"],
        "backendRows": hops["backend"], "monitoringRows": sum(row.what == "monitoring" for row in rows),
        "unauthorizedRows": sum(row.status == 401 for row in eas), "payloadRows": sum(row.is_payload for row in eas),
        "unauthenticatedRows": sum(row.is_unauthenticated for row in eas)}
    equal("totals", {key: totals[key] for key in expected}, expected)
    equal("rejected rows", sum(totals["rejected"].values()), sum(row.what == "reject" for row in rows))
    ids = {lower(shown(row.device)) for row in eas if row.is_of_device}
    equal("device ids", sorted(by_id(scan)), sorted(ids))
    days = Counter((row.label, str(row.day), row.hop) for row in eas)
    equal("coverage", {(c["server"], c["date"], c["hop"]): c["rows"] for c in scan["coverage"]}, dict(days))
    times = sorted(row.when for row in eas)
    window = [f"{when:%Y-%m-%dT%H:%M:%SZ}" for when in (times[0], times[-1])] if times else [None, None]
    equal("window", list(scan["window"].values()), window)
    counted = [row for row in eas if is_first_hop(row)] or eas
    equal("httpStatus", totals["httpStatus"], dict(Counter(str(row.status) for row in counted)))


def shown(text):
    """A text with a bad byte as it is shown."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def property_sums_and_states_are_those_of_the_devices(world):
    scan = world.plain.scan
    totals, devices = scan["totals"], scan["devices"]
    equal("devices", totals["devices"], len(devices))
    equal("users", totals["users"], len({lower(d["user"]) for d in devices} - {""}))
    equal("compliance", totals["compliance"], dict(Counter(d["complianceState"] for d in devices)))
    equal("outcome", totals["outcome"], dict(Counter(d["outcome"] for d in devices)))
    equal("easRows", totals["easRows"], sum(totals[h + "Rows"] for h in ("single", "frontend", "backend")))
    equal("coverage", sum(c["rows"] for c in scan["coverage"]), totals["easRows"])
    for key in ("lines", "rows", "easRows"):
        equal("inputs: " + key, sum(i[key] for i in scan["inputs"]), totals[key])
    equal("inputs: rejected", add_maps(i["rejected"] for i in scan["inputs"]), totals["rejected"])
    rows = [row for row in world.tree.rows if row.is_of_device]
    equal("backendRequests", sum(d["backendRequests"] for d in devices), sum(not is_first_hop(row) for row in rows))
    for device in devices:
        for key in ("commands", "httpStatus"):
            equal(f"{device['deviceId']}: {key}", sum(device[key].values()), device["requests"])
    # what belongs to no device is counted in the totals, so each device's share is at most that of the totals
    for key in ("easStatus", "errors"):
        shares = add_maps(d[key] for d in devices)
        is_true(f"{key} of the devices exceed those of the totals",
                all(n <= totals[key].get(name, 0) for name, n in shares.items()))


# What complianceReason says of each state, by its id.
REASONS = {"Compliant": {"acknowledged-full"}, "PartiallyCompliant": {"acknowledged-partial"},
           "NotCompliant": {"failing-refused", "failing-server-error", "failing-looping", "failing-unresolved",
                            "acknowledged-none"},
           "ExternallyManaged": {"acknowledged-external"}, "Provisioned": {"policy-key-accepted"},
           "Unknown": {"failing-recent", "recovered-unproven", "client-changed", "no-evidence"}}
ACKNOWLEDGED = {"acknowledged-full": 1, "acknowledged-partial": 2, "acknowledged-none": 3, "acknowledged-external": 4}


def property_what_is_said_of_a_device_agrees_with_itself(world):
    scan, given = world.plain.scan, dict(zip(world.tree.options[::2], world.tree.options[1::2]))
    end = scan["window"]["to"]
    for device in scan["devices"]:
        name, outcome, state, evidence = (device[k] for k in ("deviceId", "outcome", "complianceState", "evidence"))
        reason, is_failing = device["complianceReason"]["id"], outcome in ("Unresolved", "Looping")
        is_true(f"{name}: {state} because of {reason}", reason in REASONS[state])
        is_true(f"{name}: {outcome}, yet {reason}", is_failing == reason.startswith("failing-") or outcome == "Pending")
        equal(f"{name}: {reason}", device["acknowledgement"], ACKNOWLEDGED.get(reason, device["acknowledgement"]))
        is_true(f"{name}: {state} without a pass", state != "Compliant" or device["lastPass"])
        is_true(f"{name}: {state} without a key", state != "Provisioned" or device["policyKeyAccepted"])
        is_true(f"{name}: {outcome}, {state}, yet {evidence}",
                evidence == "Failing" or not (state == "NotCompliant" or outcome == "Flapping"))
        is_true(f"{name}: {state}, yet {evidence}",
                evidence == "Failing" or (evidence == "Proven") == (state == "Compliant"))
        is_true(f"{name}: {evidence} for nothing", (evidence != "KeyHeld" or state == "Provisioned")
                and (evidence != "Catalogue" or device["catalogue"]["verdict"] == "Certified")
                and (evidence != "Admitted" or "--policy-on" in given))
        is_true(f"{name}: failures", device["failures"] >= device["hardFailures"] + device["refreshes"])
        equal(f"{name}: times of failures", [device[k] is None for k in ("firstFailure", "lastFailure")],
              [device["failures"] == 0] * 2)
        is_true(f"{name}: {outcome} without a failure", device["failures"] or outcome in ("OK", "Unknown"))
        times = [device[k] for k in ("firstFailure", "lastFailure", "lastPass", "lastSuccess") if device[k]]
        is_true(f"{name}: times beyond the rows", all(device["firstSeen"] <= t <= device["lastSeen"] for t in times))
        age = when_of(end) - when_of(device["lastSeen"])
        equal(f"{name}: active", device["active"], age <= int(given.get("--active-days", 30)) * DAY)


def when_of(text):
    return datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ")


def rounded(part, whole):
    """Per cent with two decimals, halves up."""
    return Fraction(math.floor(Fraction(10000 * part, whole) + Fraction(1, 2)), 100)


def property_the_gate_follows_from_the_devices_and_the_coverage(world):
    scan, gate = world.plain.scan, world.plain.gate
    judged = [d for d in scan["devices"] if d["active"] and not d["moved"]]
    evidence = Counter(d["evidence"] for d in judged)
    proven = ("Proven", "Admitted", "ProvenByBuild")
    eas = [row for row in world.tree.rows if row.what == "eas"]
    first = sum(is_first_hop(row) and is_2xx(row) for row in eas)
    payload = min(first, sum(row.is_payload and is_2xx(row) for row in eas))
    count = len(judged)
    equal("evidence", gate["evidence"], dict(evidence))
    equal("activeDevices", gate["activeDevices"], count)
    equal("failingUsers", len(gate["failingUsers"]), len({lower(d["user"]) for d in judged
                                                         if d["evidence"] == "Failing"}))
    upgrades = [d for d in judged if d["catalogue"]["verdict"] == "UpgradeRequired" and d["evidence"] not in proven]
    key = lambda d: (d["user"], d["deviceId"])  # noqa: E731
    equal("upgradeRequired", sorted(map(key, gate["upgradeRequired"])), sorted(map(key, upgrades)))
    unknown = [d for d in judged if d["evidence"] == "Unknown"]
    equal("unknown", sorted(map(key, gate["unknown"])), sorted(map(key, unknown)))
    covered, missing = covered_and_missing(world.tree.rows)
    quotients = {"failing-users": (len(gate["failingUsers"]), 1), "upgrade-required": (len(upgrades), 1),
                 "payload-rows": (scan["totals"]["payloadRows"], 1), "covered-days": (covered, 1),
                 "missing-days": (missing, 1), "payload-percent": (payload, first) if first else (1, 1),
                 "unknown-percent": (len(unknown), count or 1),
                 "proven-percent": (sum(evidence[e] for e in proven), count or 1)}
    check_conditions(world, gate, quotients)


def check_conditions(world, gate, quotients):
    """Figures at their rounding; exact quotients against limits decide; the first not met is the verdict."""
    limits = dict(zip(world.plain.limits[::2], world.plain.limits[1::2]))
    standard = {"covered-days": 14, "payload-rows": 1, "payload-percent": 95, "unknown-percent": 5,
                "proven-percent": 80}
    verdict = "Ready"
    equal("conditions", [c["id"] for c in gate["conditions"]], list(quotients))
    for condition in gate["conditions"]:
        name = condition["id"]
        part, whole = quotients[name]
        is_percent, is_least = name.endswith("percent"), name in standard and name != "unknown-percent"
        figure = rounded(part, whole) if is_percent else part
        limit = Fraction(limits.get(("--min-" if is_least else "--max-") + name, standard.get(name, 0)))
        exact = Fraction(100 * part, whole) if is_percent else part
        is_met = exact >= limit if is_least else exact <= limit
        equal(name, (str(condition["figure"]), condition["met"]), (str(json_number(figure)), is_met))
        if verdict == "Ready" and not is_met:
            verdict = "NotReady" if name in ("failing-users", "upgrade-required") else "InsufficientEvidence"
    equal("verdict", gate["verdict"], verdict)


def json_number(value):
    return int(value) if value == int(value) else float(value)


def covered_and_missing(rows):
    """Days of the server that has fewest, and days without logs, as the contract counts them."""
    eas = [row for row in rows if row.what == "eas"]
    last = max((row.day for row in eas), default=None)
    covered, missing = [], 0
    for label in {row.label for row in eas}:
        days = {row.day for row in rows if row.label == label and row.what in ("eas", "monitoring")}
        covered.append(len(days))
        span = (last - min(days)).days + 1
        missing += max(0, span - sum(day <= last for day in days))
    return min(covered, default=0), missing


# ---- the same in every output --------------------------------------------------------------------

WORDS = {"complianceReasonId": "complianceReason.id", "catalogueVerdict": "catalogue.verdict"}
TEXTS = ("user", "userForms", "deviceId", "deviceType", "deviceModel", "deviceOS", "deviceUserAgent", "clientVersion",
         "commands", "errors", "accessStateReason", "complianceReason", "catalogueRule", "catalogueMinimumVersion",
         "catalogueAction", "servers")


def cell_of(device, key):
    """A device's value as a CSV cell: numbers, times and words only."""
    value = device
    for part in WORDS.get(key, key).split("."):
        value = value[part]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return ";".join(f"{name}={n}" for name, n in value.items())
    return "" if value is None else str(value)


def property_csv_says_what_json_says(world):
    scan, gate = world.plain.scan, world.plain.gate
    rows = world.plain.scan_rows()
    equal("rows", len(rows), len(scan["devices"]))
    for row, device in zip(rows, scan["devices"]):
        for key in row:
            # texts of strangers are made harmless for spreadsheets; their numbers of items must agree
            if key in ("commands", "errors"):
                found = sum(map(int, re.findall(r"=(\d+)(?=;|$)", row[key])))
                is_true(f"{key}: {row[key]!r:.99}", found >= sum(device[key].values()))
            elif key not in TEXTS and key in device or key in WORDS:
                equal(f"{device['deviceId']}: {key}", row[key], cell_of(device, key))
        equal("windowTo", row["windowTo"], scan["window"]["to"] or "")
    states = Counter(row["complianceState"] for row in rows)
    equal("states", dict(states), scan["totals"]["compliance"])
    conditions = world.plain.gate_rows()
    equal("ids", [c["id"] for c in conditions], [c["id"] for c in gate["conditions"]])
    for row, condition in zip(conditions, gate["conditions"]):
        for key in ("figure", "limit"):
            equal(f"{row['id']}: {key}", Fraction(row[key]), Fraction(str(condition[key])))
        equal(row["id"], (row["met"], row["verdict"], row["activeDevices"]),
              (str(condition["met"]).lower(), gate["verdict"], str(gate["activeDevices"])))


def property_text_says_what_json_says(world):
    scan, gate = world.plain.scan, world.plain.gate
    totals, figures = scan["totals"], world.plain.text_figures()
    equal("Compliance", word_counts(figures["Compliance"]), totals["compliance"])
    equal("Outcome", word_counts(figures["Outcome"]), totals["outcome"])
    numbers = [int(n) for n in re.findall(r"\b\d+", figures["EAS rows"].replace("answered 401", ""))]
    equal("EAS rows", numbers, [totals[key] for key in ("easRows", "singleRows", "frontendRows", "backendRows",
                                                        "unauthorizedRows", "monitoringRows")])
    numbers = [int(n) for n in re.findall(r"\b\d+", figures["Devices"])]
    equal("Devices", numbers, [totals["devices"], totals["users"]])
    numbers = [int(n) for n in re.findall(r"\b\d+", figures["Inputs"])]
    rejected = totals["rejected"]
    equal("Inputs", numbers[:3] + sorted(numbers[3:]),
          [len(scan["inputs"]), totals["rows"], sum(rejected.values())] + sorted(rejected.values()))
    lines = [(d["complianceState"], d["outcome"], d["lastSeen"][:16].replace("T", " ")) for d in scan["devices"]]
    equal("lines", world.plain.text_devices(), lines)
    conditions = [(name, Fraction(figure), Fraction(limit), met)
                  for name, figure, limit, met in world.plain.text_conditions()]
    equal("conditions", conditions, [(c["id"], Fraction(str(c["figure"])), Fraction(str(c["limit"])), c["met"])
                                     for c in gate["conditions"]])
    words = {"Ready": "Ready:", "NotReady": "Not ready:", "InsufficientEvidence": "Not enough evidence:"}
    is_true("the verdict is another", world.plain.gate_text.startswith(words[gate["verdict"]]))
    is_true("devices judged", f"; {gate['activeDevices']} device" in world.plain.gate_text)


def property_the_workbook_says_what_json_says(world):
    equal("check_workbook.py", world.plain.workbook_faults(), "")


# ---- what may not matter -------------------------------------------------------------------------


def property_the_order_of_rows_the_files_and_the_folders_change_nothing(world):
    for packing in ("", "gz", "zip"):
        answer = world.answer(writer=Writer(world.dice, packing))
        same(f"dealt out anew, packed {packing or 'not'}", answer, world.plain)


def property_threads_and_pieces_change_no_byte(world):
    for threads, chunk in ((1, 64), (2, 7), (3, 1000), (8, 64), (5, 3)):
        answer = world.answer(options=["--threads", str(threads), "--chunk-bytes", str(chunk)])
        documents = [dict(answer.scan, options=[]), dict(answer.gate, options=[]), answer.scan_csv, answer.gate_csv]
        expected = [dict(world.plain.scan, options=[]), dict(world.plain.gate, options=[]), world.plain.scan_csv,
                    world.plain.gate_csv]
        equal(f"{threads} threads, pieces of {chunk}", documents, expected)


def property_another_spelling_of_the_same_rows_changes_nothing(world):
    spelled = world.answer(writer=Writer(spelling=Spelling(world.dice), eol="\n"))
    same("spelled otherwise", spelled, world.plain)


def property_a_base64_query_says_what_a_plain_one_says(world):
    rows = [as_wire(row) if world.dice.chance(60) else as_plain(row) for row in world.tree.rows]
    same("base64", world.answer(rows), world.plain)


def as_wire(row):
    """As base64, where that adds no protocol version that nothing else says, and holds what the row says."""
    params = dict(row.params)
    version = dict(row.facts).get("V", 0)
    is_possible = (row.is_payload and not row.wire and row.era > 2003 and version in WIRE_VERSIONS and not row.damage
                   and params.get("Cmd") in COMMAND_CODES and is_wire_id(params.get("DeviceId", " "))
                   and len(params) == 4 and "\udcff" not in params["User"])
    if not is_possible:
        return row
    return replace(row, wire=(version, params["Cmd"], params["DeviceId"], params["DeviceType"], params["User"]))


def as_plain(row):
    return replace(row, wire=()) if row.wire and row.facts and not row.damage else row


def property_foreign_rows_change_the_counters_of_rows_and_lines_only(world):
    rows = list(world.tree.rows)
    more = []
    for like in shuffled(world.dice, rows)[:world.dice.number(1, 60)]:
        row = foreign(world.dice, like)
        if world.dice.chance(20):
            row = replace(row, damage=world.dice.pick(("cut", "glued", "bad-time", "no-fields")))
        more += [row] if row.what == "foreign" else []
    answer = world.answer(rows + more)
    same("with foreign rows", answer, world.plain)
    totals, before = answer.scan["totals"], world.plain.scan["totals"]
    equal("rows", totals["rows"], before["rows"] + len(more))
    equal("lines", totals["lines"], before["lines"] + len(more))


def property_monitoring_rows_change_their_own_counter_only(world):
    # like rows of theirs, so that they cover no other day of no other server
    real = [row for row in world.tree.rows if row.what == "eas"]
    probes = [probe(world.dice, row) for row in shuffled(world.dice, real)[:40]]
    answer = world.answer(world.tree.rows + probes)
    expected, got = world.plain.judged(), answer.judged()
    expected["totals"]["monitoringRows"] += len(probes)
    equal("scan", got, expected)
    equal("gate", answer.gated(), world.plain.gated())
    equal("scan.csv", answer.scan_csv, world.plain.scan_csv)


def property_unauthenticated_rows_change_no_device(world):
    more = strangers(world.dice, world.tree.rows, 60)
    answer = world.answer(world.tree.rows + more)
    equal("devices", answer.scan["devices"], world.plain.scan["devices"])
    gate, before = answer.gate, world.plain.gate
    kept = [c for c in before["conditions"] if c["id"] not in ("payload-rows", "payload-percent")]
    equal("conditions", [c for c in gate["conditions"] if c["id"] in [k["id"] for k in kept]], kept)
    payload = sum(row.is_payload for row in more)
    totals, old = answer.scan["totals"], world.plain.scan["totals"]
    equal("totals", [totals[key] - old[key] for key in ROW_TOTALS[0:1] + ROW_TOTALS[6:]],
          [len(more), len(more), payload])


def property_choosing_devices_changes_the_list_only(world):
    scan = world.plain.scan
    for device in shuffled(world.dice, scan["devices"])[:2]:
        if device["user"].find("\ufffd") < 0:
            wanted = lower(device["user"])
            answer = world.answer(options=["--user", wanted.upper() if wanted.isascii() else device["user"]]).judged()
            local = [d for d in scan["devices"] if wanted in map(lower, [d["user"], local_part(d["user"]),
                     *d["userForms"], *map(local_part, d["userForms"])])]
            equal("--user " + wanted, answer, dict(world.plain.judged(), devices=local))
        if device["deviceId"].find("\ufffd") < 0:
            wanted = lower(device["deviceId"])
            answer = world.answer(options=["--device", wanted]).judged()
            listed = by_id(scan)[wanted]
            equal("--device " + wanted, answer, dict(world.plain.judged(), devices=listed))


def local_part(form):
    if "\\" in form:
        return form.rsplit("\\", 1)[1]
    return form.rsplit("/", 1)[1] if "/" in form else form.split("@")[0]


# ---- what may matter in one way ------------------------------------------------------------------


def upper(text):
    return text.translate({c: c - 32 for c in range(ord("a"), ord("z") + 1)})


def map_names(row, rename, change_id=lambda text: text):
    """A row with other names of users, and another id. Monitoring rows keep theirs: they are known by them."""
    if row.is_probe:
        return row
    change = {"User": rename, "DeviceId": change_id}
    params = tuple((name, change.get(name, str)(value)) for name, value in row.params)
    facts = tuple((key, rename(value) if key == "SmtpAdrs" else value) for key, value in row.facts)
    wire = row.wire and row.wire[:2] + (change_id(row.wire[2]), row.wire[3], rename(row.wire[4]))
    return replace(row, params=params, facts=facts, wire=wire, user=rename(row.user), device=change_id(row.device))


def renamed(document, rename, change_id=lambda text: text):
    """A scan or gate with other names, its lists in an order that does not depend on them."""
    one = dict(document)
    for key in ("devices", "unknown", "upgradeRequired"):
        if key in document:
            changed = [dict(d, user=rename(d["user"]), deviceId=change_id(d["deviceId"])) for d in document[key]]
            for device in changed:
                if "userForms" in device:
                    device["userForms"] = sorted(set(map(rename, device["userForms"])))
            one[key] = sorted(changed, key=lambda d: (d["deviceId"], d["user"]))
    if "failingUsers" in document:
        one["failingUsers"] = sorted(map(rename, document["failingUsers"]))
    if "waves" in document:
        one["waves"] = [dict(wave, users=sorted(map(rename, wave["users"]))) for wave in document["waves"]]
    return one


def property_the_case_of_users_and_ids_changes_their_spelling_only(world):
    answer = world.answer([map_names(row, upper, upper) for row in world.tree.rows])
    for name, got, expected in (("scan", answer.judged(), world.plain.judged()),
                                ("gate", answer.gated(), world.plain.gated())):
        equal(name, renamed(got, upper, upper), renamed(expected, upper, upper))


def with_letter(form):
    """The form with a letter before its local part: another user, in the same order as before."""
    local = local_part(form)
    is_last = "\\" in form or "/" in form
    return form[:len(form) - len(local)] + "q" + local if is_last and local else "q" * (local != "") + form


def property_another_name_of_a_user_changes_the_name_only(world):
    answer = world.answer([map_names(row, with_letter) for row in world.tree.rows])
    for name, got, expected in (("scan", answer.judged(), world.plain.judged()),
                                ("gate", answer.gated(), world.plain.gated())):
        equal(name, renamed(got, str), renamed(expected, with_letter))


def moved_dates(text, days):
    """A document with all its dates moved."""
    return re.sub(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)",
                  lambda m: str(datetime.date.fromisoformat(m.group()) + days * DAY), text)


def property_moving_all_times_by_whole_days_moves_the_answers_only(world):
    days = world.dice.pick((1, -1, 28, 365, 3000))
    world.tree = world.tree.with_rows(replace(row, when=row.when + days * DAY) for row in world.tree.rows)
    world.tree.options = [moved_dates(option, days) for option in world.tree.options]
    answer, plain = world.answer(), world.plain
    for what in ("scan_csv", "gate_csv", "gate_text", "scan_text"):
        equal(what, getattr(answer, what).splitlines(), moved_dates(getattr(plain, what), days).splitlines())
    equal("scan", json.loads(json.dumps(answer.judged())), json.loads(moved_dates(json.dumps(plain.judged()), days)))


TIMES_K = ("requests", "backendRequests", "failures", "hardFailures", "refreshes", "provisionErrors", "bytesToClient",
           "bytesFromClient", "itemsFromClient", "itemsToClient")
# An outcome rests on numbers of failures a day too (contract 5): more of the same may make these of others.
BY_NUMBER = {"Looping", "Flapping", "Unresolved"}


def property_every_row_again_multiplies_counters_and_changes_no_judgement(world):
    k = world.dice.number(2, 4)
    answer = world.answer([row for row in world.tree.rows for _ in range(k)])
    scan, plain = answer.scan, world.plain.scan
    for key in ROW_TOTALS + ("rows",):
        equal(key, scan["totals"][key], k * plain["totals"][key])
    for key in ("httpStatus", "easStatus", "errors", "commands", "rejected"):
        equal(key, scan["totals"][key], {name: k * n for name, n in plain["totals"][key].items()})
    equal("coverage", scan["coverage"], [dict(c, rows=k * c["rows"]) for c in plain["coverage"]])
    changed = set()
    for device, before in zip(scan["devices"], plain["devices"], strict=True):
        expected = {key: k * n if key in TIMES_K else n for key, n in before.items()}
        for key in ("httpStatus", "easStatus", "errors", "commands"):
            expected[key] = {name: k * n for name, n in before[key].items()}
        if may_change(before, device, k):
            changed.add((before["outcome"], device["outcome"]))
            for key in ("outcome", "complianceState", "complianceReason", "evidence"):
                expected[key] = device[key]
        equal(before["deviceId"], device, expected)
    if not changed:  # one device's evidence is another one's proof
        figures = [(c["id"], c["figure"] * (k if c["id"] == "payload-rows" else 1))
                   for c in world.plain.gate["conditions"]]
        equal("gate", [(c["id"], c["figure"]) for c in answer.gate["conditions"]], figures)


def may_change(before, after, k):
    """Whether numbers of failures explain another outcome: 3 of a beginning, 5 a day of flapping, 10 of a loop."""
    if before["outcome"] == after["outcome"]:
        return before["evidence"] != after["evidence"] and "ProvenByBuild" in (before["evidence"], after["evidence"])
    return k * before["failures"] >= 3 and after["outcome"] in BY_NUMBER


def property_policy_free_days_are_days_however_they_are_named(world):
    given = dict(zip(world.tree.options[::2], world.tree.options[1::2]))
    far = world.tree.first - 30 * DAY
    more = ["--policy-off", f"{far}..{far + DAY}"]
    start, _, end = given.get("--policy-off", "").partition("..")
    if start and end:
        for day in range((datetime.date.fromisoformat(end) - datetime.date.fromisoformat(start)).days + 1):
            more += ["--policy-off", f"{datetime.date.fromisoformat(start) + day * DAY}.."
                                     f"{datetime.date.fromisoformat(start) + day * DAY}"]
    answer = world.answer(options=more)
    for name, got, expected in (("scan", answer.judged(), world.plain.judged()),
                                ("gate", answer.gated(), world.plain.gated())):
        equal(name, dict(got, periods=0), dict(expected, periods=0))


def property_mailboxes_out_of_scope_take_their_devices_out_of_the_gate(world):
    scan = world.plain.scan
    names = sorted({lower(local_part(d["user"])) for d in scan["devices"]})
    plain_names = [name for name in names if re.fullmatch(r"[a-z.]+", name)]
    out = {name for name in plain_names if world.dice.chance(40)}
    table = "SamAccountName,ActiveSyncEnabled,HasActiveSyncDevicePartnership\r\n" + "".join(
        f"{name},{name not in out},True\r\n" for name in plain_names) + "not.seen,True,True\r\nnot.here,True,False\r\n"
    answer = world.answer(limits=["--mailboxes", "../boxes.csv"])
    (answer.folder / "boxes.csv").write_text(table)
    answer.limits[-1] = "boxes.csv"
    known = lambda d: lower(local_part(d["user"])) in plain_names  # noqa: E731
    judged = [d for d in scan["devices"] if d["active"] and (known(d) or not d["moved"])]
    scope = [d for d in judged if lower(local_part(d["user"])) not in out]
    gate = answer.gate
    equal("scope", gate["scope"], "mailboxes")
    equal("evidence", gate["evidence"], dict(Counter(d["evidence"] for d in scope)))
    equal("unmatched", sorted(map(lower, gate["unmatchedUsers"])), sorted({lower(d["user"]) for d in judged
                                                                           if not known(d)}))
    equal("unseen", gate["unseenUsers"], ["not.seen"])


# ---- parts add up to the whole -------------------------------------------------------------------


def property_parts_by_file_add_up_to_the_whole(world):
    groups = sorted({(row.server.number, row.site, row.day) for row in world.tree.rows})
    chosen = {group for group in groups if world.dice.chance(50)}
    cut(world, lambda row: (row.server.number, row.site, row.day) in chosen)


def property_parts_by_time_add_up_to_the_whole(world):
    times = sorted({row.when for row in world.tree.rows})
    middle = world.dice.pick(times) if times else None
    early, late = cut(world, lambda row: row.when < middle)
    check_latest(world.plain.scan, early.scan, late.scan)


def property_parts_by_row_add_up_to_the_whole(world):
    sides = {id(row): world.dice.chance(50) for row in world.tree.rows}
    cut(world, lambda row: sides[id(row)])


def cut(world, is_first):
    """The answers to two parts of the tree, which add up to the whole."""
    sides = [[row for row in world.tree.rows if is_first(row) is side] for side in (True, False)]
    answers = [world.answer(rows) for rows in sides]
    check_sums(world.plain.scan, [a.scan for a in answers], sides, ROW_TOTALS + ("rows",))
    equal("rejected", add_maps(a.scan["totals"]["rejected"] for a in answers), world.plain.scan["totals"]["rejected"])
    return answers


def property_answers_to_each_server_add_up_to_the_whole(world):
    labels = sorted({row.label for row in world.tree.rows if row.what in ("eas", "monitoring")})
    cased = [world.dice.pick((label.lower(), label.upper())) for label in labels]
    answers = [world.answer(options=["--server", name]) for name in cased]
    sides = [[row for row in world.tree.rows if row.label == label] for label in labels]
    check_sums(world.plain.scan, [a.scan for a in answers], sides, ROW_TOTALS)
    for answer in answers:  # what is read does not depend on what is chosen
        for key in ("lines", "rows", "rejected"):
            equal(key, answer.scan["totals"][key], world.plain.scan["totals"][key])
    excluded = world.answer(options=["--exclude-server", cased[0]]) if labels else world.plain
    chosen = world.answer(options=[o for name in cased[1:] for o in ("--server", name)] or ["--server", "none.such"])
    equal("the others", excluded.judged(), chosen.judged())
    equal("the others", excluded.gated(), chosen.gated())


def property_answers_to_halves_of_the_time_add_up_to_the_whole(world):
    times = sorted({row.when for row in world.tree.rows if row.what != "reject"})
    middle = world.dice.pick(times) if times else world.tree.first
    halves = (["--until", f"{middle}Z".replace(" ", "T")], ["--since", f"{middle}Z".replace(" ", "T")])
    answers = [world.answer(options=option) for option in halves]
    sides = [[row for row in world.tree.rows if (row.when < middle) is side] for side in (True, False)]
    check_sums(world.plain.scan, [a.scan for a in answers], sides, ROW_TOTALS)
    check_latest(world.plain.scan, answers[0].scan, answers[1].scan)
    for answer, side in zip(answers, sides):  # as if the other rows were not there
        others = [row for row in world.tree.rows if row.what in ("foreign", "reject") or row in side]
        expected = world.answer(others)
        equal("without the other rows", answer.judged(), expected.judged())
        equal("without the other rows", answer.gated(), expected.gated())


def check_sums(whole, parts, sides, keys):
    """Sums add, minima and maxima combine, sets unite. `sides` are the rows of each part."""
    totals = [part["totals"] for part in parts]
    for key in keys:
        equal(key, sum(t[key] for t in totals), whole["totals"][key])
    for key in ("easStatus", "errors"):
        equal(key, add_maps(t[key] for t in totals), whole["totals"][key])
    # These count first-hop rows where there are any, else back-end rows: each answer decides that by all of its rows.
    eas = [[row for row in side if row.what == "eas"] for side in sides]
    if len({any(map(is_first_hop, side)) for side in eas if side}) == 1:
        for key in ("httpStatus", "commands"):
            equal(key, add_maps(t[key] for t in totals), whole["totals"][key])
    rows = Counter()
    for part in parts:
        for c in part["coverage"]:
            rows[c["server"], c["date"], c["hop"]] += c["rows"]
    equal("coverage", dict(rows), {(c["server"], c["date"], c["hop"]): c["rows"] for c in whole["coverage"]})
    for which, key in ((min, "from"), (max, "to")):
        times = [part["window"][key] for part in parts if part["window"][key]]
        equal("window", which(times, default=None), whole["window"][key])
    devices = [by_id(part) for part in parts]
    equal("device ids", sorted(set().union(*devices)), sorted(by_id(whole)))
    of_devices = [[row for row in side if row.is_of_device] for side in eas]
    for name, together in by_id(whole).items():
        mine = [[row for row in side if lower(shown(row.device)) == name] for side in of_devices]
        check_device(name, together, [part.get(name, []) for part in devices], mine)


def check_device(name, whole, parts, rows):
    """One DeviceId: all its users together, for who owns rows of nobody, or is an alias, takes all rows to say."""
    flat = [device for part in parts for device in part]
    every = [row for side in rows for row in side]
    is_even = len({any(map(is_first_hop, side)) for side in rows if side}) == 1 and len(whole) == 1
    # On a day without payload rows first-hop answers stand in, and what such a day is takes all rows to say.
    has_stand_in = any(is_first_hop(row) and row.status == 449 for row in every)
    sums = ["backendRequests", "itemsFromClient", "itemsToClient", "provisionErrors", "hardFailures", "refreshes"]
    sums += [] if has_stand_in else ["failures"]
    sums += ["requests", "bytesToClient", "bytesFromClient"] if is_even and all(len(p) < 2 for p in parts) else []
    for key in sums:
        equal(f"{name}: {key}", sum(d[key] for d in flat), sum(d[key] for d in whole))
    for key in ["easStatus", "errors"] + (["commands", "httpStatus"] if "requests" in sums else []):
        equal(f"{name}: {key}", add_maps(d[key] for d in flat), add_maps(d[key] for d in whole))
    for key in ("userForms", "servers"):
        equal(f"{name}: {key}", sorted({t for d in flat for t in d[key]}), sorted({t for d in whole for t in d[key]}))
    times = [(min, "firstSeen"), (max, "lastSeen")]
    times += [] if has_stand_in else [(min, "firstFailure"), (max, "lastFailure"), (max, "lastPass"),
                                      (max, "lastSuccess")]
    for which, key in times:
        equal(f"{name}: {key}", which((d[key] for d in flat if d[key]), default=None),
              which((d[key] for d in whole if d[key]), default=None))
    equal(f"{name}: policyKeyAccepted", any(d["policyKeyAccepted"] for d in flat),
          any(d["policyKeyAccepted"] for d in whole))
    is_true(f"{name}: an acknowledgement that no part has",
            {d["acknowledgement"] for d in whole} <= {d["acknowledgement"] for d in flat})
    if "requests" in sums:
        counts = [d["clientAddresses"] for d in flat]
        is_true(f"{name}: {whole[0]['clientAddresses']} client addresses of {counts}",
                max(counts) <= whole[0]["clientAddresses"] <= min(64, sum(counts)))


LATEST = ("deviceType", "deviceOS", "deviceUserAgent", "protocolVersion")


def check_latest(whole, early, late):
    """Of what devices say of themselves the latest counts; an empty word never replaces one."""
    parts = [by_id(early), by_id(late)]
    for name, devices in by_id(whole).items():
        known = [part.get(name, []) for part in parts]
        if len(devices) == 1 and all(len(part) < 2 for part in known):
            for key in LATEST:
                values = [part[0][key] for part in known if part]
                equal(f"{name}: {key}", devices[0][key], next((v for v in reversed(values) if v), ""))
            access = [(part[0]["accessState"], part[0]["accessStateReason"]) for part in known if part]
            equal(f"{name}: access", (devices[0]["accessState"], devices[0]["accessStateReason"]),
                  next((a for a in reversed(access) if a[0]), ("", "")))


