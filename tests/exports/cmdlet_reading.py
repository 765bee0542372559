"""The six files of Export-ActiveSyncLog, read a second time and slowly: an independent answer to compare with.

`Cmdlet` reads a query as Exchange's own cmdlet does, an ordered choice with backtracking (cmdlet facts 6.2 and 6.3), and so
skips and loses what it does. `Ours` reads what the product promises (native/README.md). Both count alike, but for the rows of
back ends, which the cmdlet does not take at all. Section numbers are those of the notes on the cmdlet.
"""
import base64
import datetime
import functools
import re
import struct

FILES = ("Users.csv", "Servers.csv", "Hourly.csv", "StatusCodes.csv", "PolicyCompliance.csv", "UserAgents.csv")
TITLES = {
    "Users.csv": "User Name,Device ID,Device Type,Items Sent,Items Received,Hits,Total Bytes Sent,Total Bytes Received,"
                 "Total Emails Sent,Total Emails Received,Total Calendar Sent,Total Calendar Received,Total Contacts Sent,"
                 "Total Contacts Received,Total Tasks Sent,Total Tasks Received,Total Notes Sent,Total Notes Received,"
                 "Total OOF Messages Set by Client,Total OOF Messages Retrieved from Server,Total Searches requested,"
                 "Total SharePoint Access,Total UNC Access,Total Attachment Downloads,Total Attachment Size,"
                 "Currently Compliant with Policy",
    "Servers.csv": "Server,Host,IP Address,Average Unique Devices,Hits,Total Bytes Sent,Total Bytes Received",
    "Hourly.csv": "Day,Hour,Unique Devices,Sync Related Requests",
    "StatusCodes.csv": "Status,SubStatus,Hits,Ratio",
    "PolicyCompliance.csv": "Compliance Type,Total,Ratio",
    "UserAgents.csv": "User Agent,Hits,Unique Devices",
}
DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
VERDICTS = ("Unknown", "Compliant", "Partially Compliant", "Not Compliant", "Externally Managed", "Invalid")
KINDS = {"Em": "emails", "Ca": "calendar", "Co": "contacts", "Ta": "tasks", "Nt": "notes"}
STEM = "/microsoft-server-activesync"
CODES = ("Sync SendMail SmartForward SmartReply GetAttachment GetHierarchy CreateCollection DeleteCollection MoveCollection "
         "FolderSync FolderCreate FolderDelete FolderUpdate MoveItems GetItemEstimate MeetingResponse Search Settings Ping "
         "ItemOperations Provision ResolveRecipients ValidateCert Find").split()


# ---- numbers and order ---------------------------------------------------------------------------


def single(part, whole):
    """7.3: a quotient of single precision with seven digits."""
    f32 = lambda x: struct.unpack("f", struct.pack("f", x))[0]
    value = f32(f32(part) / f32(whole))
    from decimal import ROUND_HALF_UP, Context, Decimal
    short = Context(prec=7, rounding=ROUND_HALF_UP).plus(Decimal(value)).normalize()
    if short == 0:
        return "0"
    exponent = short.adjusted()
    if exponent > -5:
        return format(short, "f")
    digits = str(short.as_tuple().digits[0]) + "".join(map(str, short.as_tuple().digits[1:]))
    return digits[0] + ("." + digits[1:] if len(digits) > 1 else "") + "E-%02d" % -exponent


SYMBOLS = " !\"#$%&()*,./:;?@[\\]^_`{|}~+<=>"


def word_order(a, b):
    """7.2: the word sort of Windows, for ASCII."""
    def weight(c):
        return (0, SYMBOLS.index(c)) if c in SYMBOLS else (1, c) if c.isdigit() else (2, c.lower())
    loud = lambda text: [c for c in text if c not in "-'"]
    marks = lambda text: [(len(loud(text[:i])), "'-".index(c)) for i, c in enumerate(text) if c in "-'"]
    keys = [([weight(c) for c in loud(t)], [c.isupper() for c in loud(t)], marks(t)) for t in (a, b)]
    return (keys[0] > keys[1]) - (keys[0] < keys[1])


def number(text, bits):
    """4.4"""
    if not re.fullmatch(r"\+?[0-9]+", text or ""):
        return 0
    return int(text) if int(text) < 1 << bits else 0


# ---- the query -----------------------------------------------------------------------------------


class Query:
    """What a query gives: parameters, and items of Log as (position, name, value)."""

    def __init__(self):
        self.found = {}
        self.items = []


class Cmdlet:
    """6.2 and 6.3, to the letter."""

    ITEMS = [(r"Ty:", None), (r"Cli:(\d+)a(\d+)c(\d+)d(\d+)f(\d+)e", "Cli"),
             (r"Srv:(\d+)a(\d+)c(\d+)d(\d+)s(\d+)e(\d+)r(\d+)A(\d+)sd", "Srv"), (r"Oof:", None),
             (r"Ssp(\d+)", "Ssp"), (r"Unc(\d+)", "Unc"), (r"Att(\d+)", "Att"), (r"Attb(\d+)", "Attb"), (r"Pa(\d+)", "Pa"),
             (r"[A-Za-z]+\d+", ""), (r"[A-Za-z]+:", None)]
    ITEMS = [(re.compile(pattern, re.A), name) for pattern, name in ITEMS]
    takes_back_ends = False

    def read(self, text):
        """The query, or None: the line is skipped."""
        if text is None:
            return Query()
        for start in (0, 1) if text.startswith("&") else (0,):
            found = self.parameter(text, start)
            if found is not None:
                query = Query()
                for name, value in found:
                    if name == "log":
                        query.items += value
                    else:
                        query.found[name] = value
                return query
        return None

    def boundary(self, text, at):
        if at == len(text):
            return []
        return self.parameter(text, at + 1) if text[at] == "&" else None

    def parameter(self, text, at):
        for name in ("cmd", "deviceid", "devicetype", "log"):
            if not text[at:].lower().startswith(name + "="):
                continue
            begin = at + len(name) + 1
            if name == "log":
                for end, items in self.run(text, begin):
                    rest = self.boundary(text, end)
                    if rest is not None:
                        return [("log", items)] + rest
            else:
                end = (text + "&").index("&", begin)
                rest = self.boundary(text, end)
                if rest is not None:
                    return [(name, text[begin:end])] + rest
        equals = text.find("=", at)
        if equals <= at:
            return None
        return self.boundary(text, (text + "&").index("&", equals))

    def run(self, text, at):
        """All ends of a run of items, in the order in which they are tried."""
        for pattern, name in self.ITEMS:
            match = pattern.match(text, at)
            if not match:
                continue
            for end in self.ends(text, match) if name is None else [match.end()]:
                value = match.groups() if name else text[match.end():end]
                item = [(at, name or (match.group() if name is None else ""), value)]
                if end < len(text) and text[end] == "_":
                    for last, items in self.run(text, end + 1):
                        yield last, item + items
                if end == len(text) or text[end] == "&":
                    yield end, item
        if at == len(text) or text[at] == "&":
            yield at, []

    @staticmethod
    def ends(text, match):
        """Text of at least one character: to the next underscore, or shorter, before an ampersand."""
        longest = (text + "_").index("_", match.end())
        for end in range(longest, match.end(), -1):
            if end == longest or text[end] == "&":
                yield end


class Ours(Cmdlet):
    """What the product promises: items and parameters by themselves, the last Log, base64 decoded."""

    takes_back_ends = True

    def read(self, text):
        query = Query()
        log = ""
        for part in (text or "").split("&"):
            name, equals, value = part.partition("=")
            if equals and name.lower() in ("cmd", "deviceid", "devicetype"):
                query.found[name.lower()] = value
            if equals and name.lower() == "log":
                log = value
        self.add_base64(query, (text or "").split("&")[0])
        at = 0
        for item in log.split("_"):
            query.items += self.item(item, at)
            at += len(item) + 1
        return query

    @staticmethod
    def item(item, at):
        counter = re.fullmatch(r"(Ssp|Unc|Attb?|Pa):?([0-9]+)", item)
        block = re.fullmatch(r"(Cli|Srv|Svr):((?:[0-9]+[A-Za-z]+)+)", item)
        if counter:
            return [(at, counter.group(1), (counter.group(2),))]
        if block:
            adds, changes, associated = "0", "0", None
            has_adds = False
            for digits, letters in re.findall(r"([0-9]+)([A-Za-z]+)", block.group(2)):
                if letters == "A" and has_adds:
                    associated = digits
                elif letters in ("a", "A"):
                    adds, has_adds = digits, True
                elif letters in ("c", "C"):
                    changes = digits
            values = (adds, changes, 0, 0, 0) if block.group(1) == "Cli" else (adds, changes, 0, 0, 0, 0, associated or "0", 0)
            return [(at, block.group(1).replace("Svr", "Srv"), values)]
        for name in ("Ty:", "Oof:"):
            if item.startswith(name) and len(item) > len(name):
                return [(at, name, item[len(name):])]
        return []

    @staticmethod
    def add_base64(query, part):
        if not re.fullmatch(r"[A-Za-z0-9+/%]{6,}=*", part):
            return
        part = re.sub("%([0-9A-Fa-f]{2})", lambda m: chr(int(m.group(1), 16)), part).rstrip("=")
        if not re.fullmatch(r"[A-Za-z0-9+/]*", part):
            return
        data = base64.b64decode(part[:len(part) - (len(part) % 4 == 1)] + "=" * (-len(part) % 4))
        if len(data) < 5 or data[0] not in (121, 140, 141, 160, 161) or len(data) < 5 + data[4]:
            return
        device = data[5:5 + data[4]]
        printable = all(0x20 < c < 0x7F for c in device)
        rest = data[5 + data[4]:]
        query.found.setdefault("cmd", CODES[data[1]] if data[1] < len(CODES) else "?")
        query.found["deviceid"] = query.found.get("deviceid") or (device.decode() if printable else device.hex().upper())
        if rest and len(rest) > rest[0]:
            rest = rest[1 + rest[0]:]
            if rest and len(rest) > rest[0] and not query.found.get("devicetype"):
                query.found["devicetype"] = rest[1:1 + rest[0]].decode("utf-8", "replace")


# ---- one row -------------------------------------------------------------------------------------


def count_items(query):
    """6.4: {column: count}, each below 2^32."""
    counts = {}

    def add(name, value):
        counts[name] = (counts.get(name, 0) + value) % (1 << 32)

    folders = [i for i in query.items if i[1] == "Ty:"]
    free = {side: [i for i in query.items if i[1] == side] for side in ("Cli", "Srv")}

    def take(side, at):
        if free[side] and free[side][-1][0] > at:
            return [number(v if isinstance(v, str) else str(v), 32) for v in free[side].pop()[2]]
        return [0] * 8

    for at, _, kind in reversed(folders) if folders else [(-1, "", None)]:
        client, server = take("Cli", at), take("Srv", at)
        received, sent = client[0] + client[1], server[0] + server[1]
        associated = server[6] if folders else 0
        add("sent", sent + associated)
        add("received", received)
        if kind == "Em":
            add("emails sent", sent + associated)
        elif kind in KINDS:
            add(KINDS[kind] + " sent", sent)
            add(KINDS[kind] + " received", received)
    for name in ("Ssp", "Unc", "Att", "Attb", "Pa"):
        last = [i for i in query.items if i[1] == name][-1:]
        if last:
            counts[name] = number(last[0][2][0], 32)
    oof = [i[2] for i in query.items if i[1] == "Oof:"]
    if oof and oof[-1].lower() in ("set", "get") and query.found.get("cmd", "").lower() == "settings":
        counts["oof " + oof[-1].lower()] = 1
    return counts


class Row:
    pass


def read_rows(files, reading, selected=lambda row: True):
    """Rows of [(name, bytes)], in the order of names, then of lines; a back end's behind all others."""
    rows = []
    for data in (data for _, data in sorted(files)):
        names = []
        for line in re.split(r"\r\n|\r|\n", data.decode("utf-8", "replace")):
            directive = re.match(r"#\s*fields\s*:(.*)", line, re.I)
            if directive:
                names = directive.group(1).lower().split()
            words = [w for w in line.split(" ") if w]
            if line.startswith("#") or len(words) != len(names):
                continue
            row = read_row({n: w for n, w in zip(names, words) if w != "-"}, reading)
            if row and selected(row):
                rows.append(row)
    return [r for r in rows if not r.is_second] + [r for r in rows if r.is_second]


def read_row(at, reading):
    stem = at.get("cs-uri-stem", "").lower()
    firsts = [STEM, STEM + "/default.eas"] + ([STEM + "/"] if reading.takes_back_ends else [])
    seconds = [STEM + tail for tail in ("/proxy", "/proxy/", "/proxy/default.eas")] if reading.takes_back_ends else []
    if stem not in firsts + seconds:
        return None
    row = Row()
    try:
        row.time = datetime.datetime.strptime(at["date"] + " " + at["time"], "%Y-%m-%d %H:%M:%S")
    except (KeyError, ValueError):
        return None
    query = reading.read(at.get("cs-uri-query"))
    if query is None:
        return None
    row.is_second, row.at, row.day = stem in seconds, at, at["date"]
    row.user = at.get("cs-username", "")
    row.device = query.found.get("deviceid", "") if "cs-uri-query" in at else None
    row.type = query.found.get("devicetype", "")
    row.command = query.found.get("cmd", "").lower()
    row.counts = count_items(query)
    row.sent, row.received = number(at.get("sc-bytes"), 64), number(at.get("cs-bytes"), 64)
    return row


# ---- the files -----------------------------------------------------------------------------------


def cell(value):
    """7.1"""
    text = str(value)
    return '"' + text.replace('"', '""') + '"' if "," in text else text


def file_of(name, lines):
    rows = [TITLES[name]] + [",".join(cell(v) for v in line) for line in lines]
    return b"\xef\xbb\xbf" + "".join(row + "\r\n" for row in rows).encode("utf-8")


def in_order(table):
    return [table[key] for key in sorted(table, key=functools.cmp_to_key(word_order))]


def users_of(rows, counted):
    table = {}
    for row in rows:
        if row.user or row.device:
            key = (row.user + "_" + (row.device or "")).lower()
            table.setdefault(key, []).append(row)
    lines, verdicts = [], [0] * 6
    for group in in_order(table):
        hits = [r for r in group if counted(r)]
        total = lambda name: sum(r.counts.get(name, 0) for r in group)
        said = [r for r in group if r.counts.get("Pa", 0) > 0]
        latest = [r for r in said if r.time == max(x.time for x in said)][:1]
        verdict = min(latest[0].counts["Pa"], 5) if latest else 0
        if not hits and not verdict and not any(any(v for v in r.counts.values()) for r in group):
            continue
        commands = lambda *names: sum(r.command in names for r in hits)
        verdicts[verdict] += 1
        lines.append([group[0].user, group[0].device or "", group[0].type, total("sent"), total("received"), len(hits),
                      sum(r.sent for r in hits), sum(r.received for r in hits), total("emails sent"),
                      commands("sendmail", "smartreply", "smartforward")] +
                     [total(k + " " + way) for k in ("calendar", "contacts", "tasks", "notes") for way in ("sent", "received")] +
                     [total("oof set"), total("oof get"), commands("search")] +
                     [total(n) for n in ("Ssp", "Unc", "Att", "Attb")] + [VERDICTS[verdict]])
    sums = [sum(line[i] for line in lines) for i in range(3, 8)]
    return lines + [["*** Total ***", "", ""] + sums + [""] * 18], verdicts


def devices_of(rows):
    return len({r.device for r in rows if r.device is not None})


def servers_of(rows, counted):
    table = {}
    for row in rows:
        texts = [row.at.get(n, "") for n in ("s-computername", "cs-host", "s-ip")]
        if any(texts):
            table.setdefault("_".join(texts).lower(), []).append((texts, row))
    lines = []
    for whole in in_order(table):
        days = {}
        group = [(texts, row) for texts, row in whole if counted(row)]
        for _, row in group:
            if row.device is not None:
                days.setdefault(row.day, set()).add(row.device)
        average = sum(map(len, days.values())) // len(days) if days else 0
        lines += [] if not group else [whole[0][0] + [average, len(group), sum(r.sent for _, r in group), sum(r.received for _, r in group)]]
    return lines


def hours_of(rows):
    for day, name in enumerate(DAYS):
        for hour in range(24):
            group = [r for r in rows if r.time.isoweekday() % 7 == day and r.time.hour == hour]
            yield [name, hour, devices_of(group), sum(r.command in ("sync", "getitemestimate") for r in group)]


def statuses_of(rows, counted):
    table = {}
    for row in rows:
        status, sub = row.at.get("sc-status", ""), row.at.get("sc-substatus", "")
        if status or sub:
            key = (status.rjust(3, "0") if status else "") + "_" + (sub.rjust(11, "0") if sub else "")
            table.setdefault(key, []).append((status, sub, counted(row)))
    hits = lambda group: sum(counts for _, _, counts in group)
    whole = sum(map(hits, table.values()))
    return [[*group[0][:2], hits(group), single(hits(group), whole)] for group in in_order(table) if hits(group)]


def agents_of(rows):
    table = {}
    for row in rows:
        agent = row.at.get("cs(user-agent)")
        if agent:
            table.setdefault(agent, []).append(row)
    return [[group[0].at["cs(user-agent)"], len(group), devices_of(group)] for group in in_order(table)]


def six_files(files, reading, selected=lambda row: True):
    """{name: bytes} of the logs [(path, bytes)]."""
    rows = read_rows(files, reading, selected)
    own = {(r.device or "").lower() for r in rows if not r.is_second}
    counted = lambda row: not row.is_second or (row.device or "").lower() not in own
    hits = [r for r in rows if counted(r)]
    users, verdicts = users_of(rows, counted)
    shown = sum(verdicts)
    policy = [[VERDICTS[i], n, single(n, shown) if shown else ""] for i, n in enumerate(verdicts) if i < 4 or n]
    lines = {"Users.csv": users, "Servers.csv": servers_of(rows, counted), "Hourly.csv": hours_of(hits),
             "StatusCodes.csv": statuses_of(rows, counted), "PolicyCompliance.csv": policy, "UserAgents.csv": agents_of(hits)}
    return {name: file_of(name, lines[name]) for name in FILES}
