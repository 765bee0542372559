"""Random log trees, realistic and hostile: the rows of a few phones on a few days, as servers of every
Exchange version log them, and what does not belong there. One seed makes one tree, always the same.

A Tree is a list of rows with the options to judge them by. A Row knows what it is (`what`, `hop`,
`is_unauthenticated`), so that properties can count without a second parser. Writer makes files of rows;
Spelling writes the same facts in other words, of which no answer may take notice.
"""
import base64
import datetime
import gzip
import io
import re
import sys
import urllib.parse
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
from make_example_logs import Dice  # noqa: E402  repeatable chance

DAY = datetime.timedelta(days=1)
EAS = "/Microsoft-Server-ActiveSync"
STEMS = (EAS, EAS + "/", EAS + "/default.eas", EAS + "/Default.eas", EAS.lower() + "/default.eas")
PROXY_STEMS = (EAS + "/Proxy/default.eas", EAS + "/Proxy", EAS + "/proxy/")
HEX = "0123456789ABCDEF"
COMMAND_CODES = {"Sync": 0, "SendMail": 1, "FolderSync": 9, "ItemOperations": 19, "Settings": 17, "Ping": 18,
                 "Provision": 20, "Search": 16, "MoveItems": 13, "GetItemEstimate": 14}
WIRE_VERSIONS = (121, 140, 141, 160, 161)

W3C_7 = ("date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status "
         "sc-substatus sc-win32-status time-taken")
FIELDS = {
    "iis6": W3C_7.replace("time s-ip", "time s-sitename s-ip").replace(" time-taken", " "),
    "iis7": W3C_7,
    "iis8": W3C_7.replace(" sc-status", " cs(Referer) sc-status"),
    "all": "date time s-sitename s-computername s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip "
           "cs-version cs(User-Agent) cs(Cookie) cs(Referer) cs-host sc-status sc-substatus sc-win32-status sc-bytes "
           "cs-bytes time-taken X-Forwarded-For",
    "advanced": "  date time cs-uri-stem cs-uri-query s-ip s-computername cs-method cs-username c-ip cs(User-Agent) "
                "sc-status sc-bytes cs-bytes TimeTakenMS",
    "undated": "time s-ip cs-method cs-uri-stem cs-uri-query cs-username c-ip cs(User-Agent) sc-status",
}


# ---- rows ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Server:
    """A server and how its name gets into the logs: folder, file, column, or not at all."""

    name: str
    naming: str
    dialect: str
    addresses: tuple
    number: int


@dataclass(frozen=True)
class Row:
    """One request as a server saw it."""

    when: datetime.datetime
    server: Server
    address: str                      # s-ip
    stem: str = EAS + "/default.eas"
    method: str = "POST"
    params: tuple = ()                # (name, decoded value) of the query
    wire: tuple = ()                  # (version, command, id, type, user) of a base64 query instead
    facts: tuple = ()                 # (key, value) of Log=; a number, or a decoded text
    era: int = 2010                   # the grammar of Log=
    tail: str = ""                    # what a front end appends
    user: str = ""                    # cs-username
    client: str = "192.0.2.1"
    forwarded: str = ""               # X-Forwarded-For
    agent: str = ""
    status: int = 200
    sent: int = 0
    received: int = 0
    site: int = 1
    device: str = ""                  # the id, as shown
    is_probe: bool = False            # monitoring
    damage: str = ""                  # cut, glued, bad-time, no-fields

    @property
    def label(self):
        """The server's name in the answer."""
        return self.address if self.server.naming == "address" else self.server.name

    @property
    def day(self):
        return self.when.date()

    @property
    def is_eas_stem(self):
        tail = self.stem.lower()[len(EAS):]
        return self.stem.lower().startswith(EAS.lower()) and tail in ("", "/", "/default.eas", "/proxy", "/proxy/",
                                                                        "/proxy/default.eas")

    @property
    def what(self):
        """eas, monitoring, reject or foreign."""
        if self.damage:
            return "reject" if EAS.lower() in (self.stem + query_of(self)).lower() else "foreign"
        if not self.is_eas_stem:
            return "foreign"
        return "monitoring" if self.is_probe else "eas"

    @property
    def hop(self):
        keys = {key for key, _ in self.facts}
        if "/proxy" in self.stem.lower() or "PrxFrom" in keys:
            return "backend"
        return "frontend" if not keys or "PrxTo" in keys else "single"

    @property
    def is_payload(self):
        return bool(self.facts) and self.hop != "frontend"

    @property
    def is_unauthenticated(self):
        return self.status == 401 or (400 <= self.status <= 599 and self.status != 449 and not self.user)

    @property
    def is_of_device(self):
        return self.what == "eas" and bool(self.device) and not self.is_unauthenticated


# ---- from a row to its line ----------------------------------------------------------------------


def log_value(text, spelling=None):
    """As the server encodes values of Log=: blanks as +, lower-case escapes, _ always."""
    raw = urllib.parse.quote(text, safe=" ()!*-.", errors="surrogateescape")
    lower = re.sub("%[0-9A-F]{2}", lambda m: m.group().lower(), raw).replace("_", "%5F")
    return spelling.log_value(lower) if spelling else lower.replace(" ", "+")


def payload_2003(facts):
    """One run-on string; it has room for a version and counters only."""
    known = dict(facts)
    version = {10: 1, 20: 2, 21: 3, 25: 4}.get(known.get("V"), "NA")
    client, server = known.get("Cli", 0), known.get("Srv", 0)
    return f"V{version}TEmSNC:{client}A0C0D0FS:{server}A0C0D0SP:2C14I7546S161180R0S0L1740H0P"


def payload_of(row, spelling=None):
    if row.era == 2003:
        return payload_2003(row.facts)
    facts = spelling.facts(row.facts) if spelling else row.facts
    items = []
    for key, value in facts:
        era = spelling.era(row.era) if spelling else row.era
        name = {"S": "SC1", "V": "Ver1"}.get(key, key) if era == 2016 else key
        if key in ("Cli", "Srv"):
            items.append(f"{name}:{value}a0c0d0f0e")
        elif isinstance(value, int):
            items.append(f"{name}:{value}" if era == 2016 else f"{name}{value}")
        else:
            items.append(f"{name}:{log_value(value, spelling)}")
    return "_".join(items) + "_"


def counted(text):
    raw = text.encode("utf-8", "surrogateescape")
    return bytes([len(raw)]) + raw


def wire_text(wire):
    """The base64 query of [MS-ASHTTP]; an id of 32 hexadecimal digits goes as 16 bytes."""
    version, command, device, kind, user = wire
    is_binary = re.fullmatch("[0-9A-F]{32}", device) and re.search("[0189A-F]", device)
    raw_id = bytes.fromhex(device) if is_binary else device.encode()
    raw = (bytes([version, COMMAND_CODES[command], 9, 4, len(raw_id)]) + raw_id + b"\x04\x00\x00\x00\x00"
           + counted(kind) + (b"\x08" + counted(user) if user else b""))
    return base64.b64encode(raw).decode()


def is_wire_id(device):
    """Ids that come out of a base64 query as they went in."""
    if re.fullmatch("[0-9A-F]{32}", device):
        return not all(0x20 < byte < 0x7F for byte in bytes.fromhex(device))
    return bool(re.fullmatch("[!-~]{1,255}", device))


def query_of(row, spelling=None):
    if row.wire:
        parts = [wire_text(row.wire)]
    else:
        params = spelling.params(row.params, bool(row.facts)) if spelling else row.params
        quote = spelling.quote if spelling else lambda v: urllib.parse.quote(v, safe="/@\\:=",
                                                                                errors="surrogateescape")
        parts = [f"{name}={quote(value)}" for name, value in params]
    if row.facts:
        parts.append("Log=" + payload_of(row, spelling))
        if len(parts) == 1:
            parts.insert(0, "")
    return ("&".join(parts) + row.tail) or "-"


def columns_of(row, spelling=None):
    """Column name to text."""
    date = "2011-02-30" if row.damage == "bad-time" else f"{row.when:%Y-%m-%d}"
    clock = "25:61:00" if row.damage == "bad-time" and row.server.dialect == "undated" else f"{row.when:%H:%M:%S}"
    if row.server.dialect == "advanced":
        clock += ".235"
    stem = spelling.stem(row.stem) if spelling else row.stem
    named = row.server.name if row.server.naming == "column" else "-"
    return defaultdict(lambda: "-", {
        "date": date, "time": clock, "s-sitename": f"W3SVC{row.site}", "s-computername": named, "s-ip": row.address,
        "cs-method": row.method, "cs-uri-stem": stem, "cs-uri-query": query_of(row, spelling), "s-port": "443",
        "cs-username": row.user or "-", "c-ip": row.client, "cs(User-Agent)": row.agent or "-",
        "sc-status": str(row.status), "sc-substatus": "0", "sc-win32-status": "2148074254", "sc-bytes": str(row.sent),
        "cs-bytes": str(row.received), "time-taken": "31", "TimeTakenMS": "31", "X-Forwarded-For": row.forwarded or "-",
        "cs-version": "HTTP/1.1", "cs-host": "mail.contoso.com"})


def line_of(row, names, spelling=None):
    """The line of a row in columns of these names. A damaged one is known by its text alone, so that stays."""
    values = columns_of(row, None if row.damage else spelling)
    if row.server.dialect == "advanced":
        quoted = ("cs-uri-stem", "cs-uri-query", "cs-username", "cs(User-Agent)", "s-computername")
        line = "\t".join(f'"{values[n]}"' if n in quoted and values[n] != "-" else values[n] for n in names)
    else:
        line = " ".join(values[name].replace(" ", "+") for name in names)
    if row.damage == "cut":
        return line.rsplit("\t" if "\t" in line else " ", 2)[0]
    return line + line if row.damage == "glued" else line


class Spelling:
    """The same facts in other words: letters as escapes, other case, order, grammar and columns, and items
    nobody knows."""

    def __init__(self, dice):
        self.dice = dice

    def _case(self, text):
        return "".join(self.dice.pick((c.lower(), c.upper())) if c.isascii() else c for c in text)

    def _escape(self, text):
        return "".join("%%%02x" % ord(c) if c.isascii() and c.isalnum() and self.dice.chance(15) else c for c in text)

    def _shuffled(self, pairs, key=lambda pair: pair[0]):
        """In another order, but those of one key in theirs."""
        order = shuffled(self.dice, pairs)
        queues = defaultdict(list)
        for pair in pairs:
            queues[key(pair)].append(pair)
        return [queues[key(pair)].pop(0) for pair in order]

    def stem(self, stem):
        return self._case(stem)

    def quote(self, value):
        text = urllib.parse.quote(value, safe="@\\:=", errors="surrogateescape")
        if not self.dice.chance(50):
            return text
        return re.sub("%..|[A-Za-z0-9]", lambda m: self._escape(m.group()) if len(m.group()) == 1 else
                      self._case(m.group()), text)

    def log_value(self, quoted):
        blank = self.dice.pick(("+", "%20"))
        return re.sub("%..|[A-Za-z0-9]", lambda m: self._escape(m.group()) if len(m.group()) == 1 else m.group(),
                      quoted).replace(" ", blank)

    def params(self, params, has_log):
        pairs = self._shuffled(list(params), lambda pair: pair[0].lower())
        for name in ("CollectionId", "X-ARR-LOG-ID"):
            pairs.insert(self.dice.number(0, len(pairs)), (name, "5"))
        if params and self.dice.chance(30):
            pairs.append((params[0][0], "Later"))  # the first counts
        if has_log and self.dice.chance(30):
            pairs.insert(self.dice.number(0, len(pairs)), ("Log", "V0_S139_Pa3_"))  # the last counts
        return [(self._case(name), value) for name, value in pairs]

    def facts(self, facts):
        pairs = self._shuffled(list(facts), lambda pair: {"Ver1": "V"}.get(pair[0], pair[0]))
        for pair in (("Fc", 3), ("SyncHC", -813709136), ("Sst", 60), ("Budget", "(D)Conn:1,Policy:Default_7d2f")):
            pairs.insert(self.dice.number(0, len(pairs)), pair)
        return pairs

    def era(self, era):
        return self.dice.pick((2010, 2016)) if era > 2003 else era

    def names(self, names):
        """Columns in another order, and one more; the last two stay, for they are what cut rows lack."""
        return shuffled(self.dice, names[:-2] + ["cs(Extra)"]) + names[-2:]


# ---- files ---------------------------------------------------------------------------------------


def shuffled(dice, items):
    return [item for _, item in sorted(((dice.number(0, 10**9), n), item) for n, item in enumerate(items))]


@dataclass
class Writer:
    """How rows become files. Without dice: one file a server, site and day, in the order of time."""

    dice: Dice = None                # another order of rows, several files, other folders
    packing: str = ""                # gz, zip
    spelling: Spelling = None
    eol: str = "\r\n"

    def head(self, row, names):
        dialect = row.server.dialect
        if dialect == "advanced":
            return ["#Software: IIS Advanced Logging Module", "#Version: 1.0", f"#Start-Date: {row.when}",
                    "#Fields:  " + " ".join(names)]
        tail = " " if dialect == "iis6" else ""
        return ["#Software: Microsoft Internet Information Services 7.5", "#Version: 1.0", f"#Date: {row.when}",
                "#Fields: " + " ".join(names) + tail]

    def names(self, dialect):
        names = FIELDS[dialect].split()
        return self.spelling.names(names) if self.spelling and dialect != "advanced" else names

    def text(self, rows):
        """A file. Rows without #Fields come first; a head again where nothing was logged for a while."""
        homeless = [row for row in rows if row.damage == "no-fields"]
        rows = [row for row in rows if row.damage != "no-fields"]
        lines = [line_of(row, FIELDS[row.server.dialect].split()) for row in homeless]
        last = None
        for row in rows:
            if last is None or abs((row.when - last).total_seconds()) > 4 * 3600:
                names = self.names(row.server.dialect)
                lines += self.head(row, names)
            lines.append(line_of(row, names, self.spelling))
            last = row.when
        return "".join(line + self.eol for line in lines).encode("utf-8", "surrogateescape")

    def path(self, row, part):
        """A path that names the server, or does not, as it should be."""
        server = row.server
        above = ""
        if self.dice:
            above = self.dice.pick(("", "archive/", "2019/old logs/", "M\u00e4rz/x/"))
            part = self.dice.text(3, "0123456789") + part
        name = f"u_ex{row.when:%y%m%d}{part}.log"
        if server.naming == "folder":
            return f"{above}{server.name}/W3SVC{row.site}/{name}"
        if server.naming == "file":
            return f"{above}W3SVC/{row.site}/{server.name}_{name}"
        return f"{above}{server.number}/LogFiles/W3SVC{row.site}/{name}"

    def deal(self, rows):
        """The rows of one server, site and day, dealt out to files."""
        ordered = sorted(rows, key=lambda row: row.when)
        if not self.dice or rows[0].server.dialect == "undated":  # such rows are read in order
            return [ordered]
        parts = [[] for _ in range(self.dice.number(1, 3))]
        for row in shuffled(self.dice, ordered):
            self.dice.pick(parts).append(row)
        return [part for part in parts if part]

    def files(self, rows):
        """Path to bytes."""
        groups = defaultdict(list)
        for row in rows:
            groups[row.server, row.site, row.day].append(row)
        files = {}
        for _, group in sorted(groups.items(), key=lambda item: (item[0][0].number, item[0][1], item[0][2])):
            for part, share in enumerate(self.deal(group)):
                files[self.path(share[0], f"_{part}")] = self.text(share)
        return files or {"u_ex.log": b"#Fields: " + W3C_7.encode() + b"\r\n"}

    def write(self, folder, rows):
        files = self.files(rows)
        if self.packing == "zip":
            room = io.BytesIO()
            with zipfile.ZipFile(room, "w", zipfile.ZIP_DEFLATED) as archive:
                for path, data in files.items():
                    archive.writestr(path, data)
            files = {"all.zip": room.getvalue()}
        elif self.packing == "gz":
            files = {path + ".gz": gzip.compress(data, mtime=0) for path, data in files.items()}
        for path, data in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)


# ---- phones --------------------------------------------------------------------------------------

AGENTS = (
    ("iPhone", "Apple-iPhone3C1/801.293", ""), ("iPhone", "Apple-iPhone11C8/1701.860", "iOS 13.1.2 17A860"),
    ("iPad", "Apple-iPad7C5/1701.860", ""), ("iPhone", "Apple-iPhone1C2/705.18", ""),
    ("NokiaEmail", "NokiaE721/2.02(0)MailforExchange 3gpp-gba", ""),
    ("NokiaEmail", "NokiaE721/3.00(50)MailforExchange", ""), ("Android", "Android/0.3", ""),
    ("Android", "Android/4.4.2-EAS-1.3", "Android 4.4.2"), ("SamsungDevice", "SAMSUNG-SM-G960F/101.90000", "Android 9"),
    ("WP8", "MSFT-WP/8.10.14219", ""), ("PocketPC", "MSFT-PPC/5.2.5082", "Windows Mobile 6.5"),
    ("Outlook", "Outlook-iOS-Android/1.0", ""), ("BlackBerry", "BlackBerry/5.2.200 UNTRUSTED/1.0", ""),
    ("Python", "Python", ""), ("=1+1", "<script>alert(1)</script>&amp;", "=cmd|'/C calc'!A0"),
    ("Nobody", "", "Android/\u202e9;'+--\u00e4"),
)
NAMES = ("amy", "ben", "cleo", "dan", "eva", "finn", "gina", "hugo", "iris")
ODD_NAMES = ("=1+1", "@sum(a1)", "o'brien", "j\u00fcrgen", "\u212aelvin", "a;b,c", "x\udcff\udc80y", "-2+3", "null")
ACCESS = ("AllowedG", "AllowedG", "AllowedI", "AllowedU", "QuarantinedG", "BlockedD", "DeviceDiscoveryU", "Odd")
HARD = ((139, "DeviceNotFullyProvisionable"), (141, "LegacyDeviceOnStrictPolicy"),
        (145, "ExternallyManagedDevicesNotAllowed"), (165, "DeviceInfoRequiredInProvision"))
SOFT = ((142, "DeviceNotProvisioned"), (144, "InvalidPolicyKey"))
# weight, what happens; a phone has one of these characters
MOODS = (
    ((60, "work"), (20, "ping"), (10, "refresh"), (5, "provision"), (5, "challenge")),
    ((70, "soft"), (10, "options"), (10, "ping"), (10, "challenge")),
    ((60, "hard"), (20, "ping"), (20, "options")),
    ((50, "work"), (40, "soft"), (10, "provision")),
    ((40, "work"), (20, "ping"), (20, "keyless"), (20, "zero")),
    ((30, "partial"), (30, "ping"), (40, "zero")),
    ((40, "provision"), (40, "work"), (20, "hard")),
    ((40, "moved"), (40, "work"), (20, "busy")),
    ((30, "wipe"), (40, "work"), (30, "provision_error")),
    ((80, "flap"), (20, "ping")),
    ((30, "odd"), (30, "work"), (20, "unchecked"), (20, "quarantine")),
)


@dataclass
class Phone:
    """A phone, who uses it, and where its requests go."""

    dice: Dice
    user: str                         # the local part
    account: str                      # cs-username behind the front end
    typed: str                        # what the phone sends
    mail: str
    device: str
    kind: str
    agent: str
    info: str
    era: int
    version: int
    mood: tuple
    front: Server
    back: Server
    key: int = 1
    is_wire: bool = False
    roams: int = 0                    # client addresses
    is_proxied: bool = True           # where there is a reverse proxy


class Story:
    """Writes what phones do as rows."""

    def __init__(self, tree, dice):
        self.tree, self.dice = tree, dice

    def address(self, phone):
        if phone.roams:
            return f"203.0.113.{self.dice.number(1, phone.roams)}"
        return self.dice.pick(("198.51.100.7", "192.0.2.33", "2001:db8::7", "10.1.2.3"))

    def base(self, phone, when, server, command, status):
        """What the rows of one request have in common."""
        is_lower = phone.device.isascii() and self.dice.chance(6)  # an id has no case
        device = phone.device.lower() if is_lower else phone.device
        params = (("User", phone.typed), ("DeviceId", device), ("DeviceType", phone.kind))
        if command:
            params = params + (("Cmd", command),) if phone.kind.startswith("iP") else (("Cmd", command),) + params
        client = self.address(phone)
        wire = ()
        if phone.is_wire and command in COMMAND_CODES:
            wire = (phone.version, command, device, phone.kind, phone.typed)
        agent = "" if phone.is_wire and command else phone.agent
        return Row(when, server, self.dice.pick(server.addresses), self.dice.pick(STEMS), params=params, wire=wire,
                   client=client, forwarded=self.dice.pick(("", f"{client},+10.0.11.6")), agent=agent, status=status,
                   sent=self.dice.number(0, 5000), received=self.dice.number(0, 900), device=device,
                   era=phone.era, method="POST" if command else "OPTIONS", user=phone.typed)

    def request(self, phone, when, command, facts=(), status=200):
        """One request, as one row or as one on each hop."""
        version = ("V", phone.version if command else 0)
        facts = (version,) + tuple(facts)
        row = self.base(phone, when, phone.front, command, status)
        if phone.era < 2013:
            if phone.era == 2010 and self.dice.chance(10):
                self.add(replace(row, facts=(("PrxTo", "cas2.contoso.com"),)))
                row = replace(row, stem=self.dice.pick(PROXY_STEMS), server=phone.back, address=phone.back.addresses[0],
                              user="CONTOSO\\CAS01$", client=row.address)
                facts = (("PrxFrom", row.client),) + facts
            else:
                row = replace(row, user=phone.account)
            self.add(replace(row, facts=facts))
            return
        if self.dice.chance(92):
            self.front(phone, replace(row, tail=self.tail(), wire=()))
        if self.dice.chance(92):
            mail = (("SmtpAdrs", phone.mail),) if phone.mail else ()
            self.add(replace(row, stem=self.dice.pick(PROXY_STEMS), server=phone.back, site=2, user=phone.account,
                             address=phone.back.addresses[0], client=row.address, forwarded="",
                             facts=(("PrxFrom", row.address),) + mail + facts))

    def front(self, phone, row):
        """A row of the front end, and of the reverse proxy before it where there is one."""
        proxy = self.tree.reverse_proxy
        if proxy and phone.is_proxied:
            self.add(replace(row, server=proxy, address=self.dice.pick(proxy.addresses), tail=""))
            row = replace(row, client=proxy.addresses[0], forwarded="")
        self.add(row)

    def tail(self):
        return self.dice.pick(("", "&CorrelationID=<empty>;&cafeReqId=8c1e44d0;", "&ClientId=ABCDEFGHIJKLMNO"))

    def add(self, row):
        self.tree.rows.append(row)

    def info(self, phone):
        facts = (("DevOS", phone.info),) if phone.info else ()
        return facts + ((("DevModel", "iPhone 4"),) if self.dice.chance(10) else ())

    def fine(self, phone):
        return (("S", 1),) if phone.version >= 140 else ()

    def command(self):
        return self.dice.pick(("Sync", "Sync", "FolderSync", "SendMail", "ItemOperations", "Settings", "GetHierarchy"))

    def work(self, phone, when):
        counters = (("Cli", self.dice.number(0, 3)), ("Srv", self.dice.number(0, 9)))
        self.request(phone, when, self.command(), (("Pk", phone.key), *self.fine(phone), *counters, *self.info(phone),
                                                   ("As", self.dice.pick(ACCESS[:3]))))

    def keyless(self, phone, when):
        self.request(phone, when, self.command(), (*self.fine(phone), ("As", "AllowedG")))

    def zero(self, phone, when):
        self.request(phone, when, self.command(), (("Pk", 0), *self.fine(phone), ("As", "AllowedG")))

    def ping(self, phone, when):
        self.request(phone, when, "Ping", (("S", self.dice.number(1, 8)), ("Hb", 1680)))

    def options(self, phone, when):
        self.request(phone, when, "")

    def refused(self, phone, when, status, error, access="BlockedP"):
        """449 or 403 for old versions, hidden behind 200 for new ones."""
        old = 403 if status in (139, 141, 145) else 449
        is_new = phone.version >= 140 and status
        facts = (("Pk", phone.key), *((("S", status),) if is_new else ()), ("Error", error), ("As", access))
        self.request(phone, when, self.command(), facts, 200 if is_new else old)

    def flap(self, phone, when):
        """Refused again and again, and let in."""
        for n in range(self.dice.number(3, 6)):
            self.soft(phone, when + datetime.timedelta(seconds=n))
        self.work(phone, when + datetime.timedelta(seconds=7))

    def soft(self, phone, when):
        self.refused(phone, when, *self.dice.pick(SOFT))

    def hard(self, phone, when):
        self.refused(phone, when, *self.dice.pick(HARD))

    def refresh(self, phone, when):
        self.refused(phone, when, 143, "PolicyRefresh", "AllowedG")

    def wipe(self, phone, when):
        self.refused(phone, when, 140, "RemoteWipeRequested")

    def acknowledge(self, phone, when, number):
        self.request(phone, when, "Provision", (("Pk", 77), *self.fine(phone), *self.info(phone)))
        self.request(phone, when + datetime.timedelta(seconds=self.dice.number(0, 5)), "Provision",
                     (("Pk", 78), ("Pa", number), *self.fine(phone)))
        phone.key = self.dice.number(1, 2**32 - 1)

    def provision(self, phone, when):
        self.acknowledge(phone, when, 1)
        self.work(phone, when + datetime.timedelta(seconds=self.dice.number(0, 9)))

    def partial(self, phone, when):
        self.acknowledge(phone, when, self.dice.number(2, 4))

    def provision_error(self, phone, when):
        self.request(phone, when, "Provision", (("Pk", 77), *self.fine(phone)), self.dice.pick((500, 503, 599)))

    def moved(self, phone, when):
        if self.dice.chance(50):
            self.request(phone, when, "Sync", (("RdirTo", "https://mail.fabrikam.com/"), ("Pk", phone.key)), 451)
        else:
            self.request(phone, when, "Sync", (("Error", "UserHasNoMailbox"), ("Pk", phone.key)), 403)

    def busy(self, phone, when):
        self.request(phone, when, "Sync", (("S", 111), ("Error", "OverBudget;TooManyJobsQueued")), 503)

    def quarantine(self, phone, when):
        self.request(phone, when, "FolderSync", (("Pk", phone.key), ("S", 1), ("Error", "InQuarantine"),
                                                 ("As", self.dice.pick(ACCESS[4:]))))

    def unchecked(self, phone, when):
        """Rows of the first hop alone, as a reverse proxy has them: 449 and 200."""
        row = self.base(phone, when, phone.front, "Sync", self.dice.pick((449, 200, 200)))
        self.front(phone, replace(row, wire=()))

    def odd(self, phone, when):
        """Items that come again, names from outside, names nobody knows."""
        self.request(phone, when, self.dice.pick(("sYNC", "__proto__", "=2+3", "x" * 300)),
                     (("V", 0), ("S", 4), ("S", 4), ("S", 120), ("Error", "a=b;c\n;=cmd"), ("Pk", 5), ("Pk", 2**32),
                      ("As", ""), ("As", "Odd")))

    def challenge(self, phone, when):
        """Nobody checked who wrote these: no device may come of them."""
        status, user = self.dice.pick(((401, ""), (401, phone.typed), (403, ""), (503, ""), (599, "")))
        row = self.base(phone, when, phone.front, self.dice.pick(("Sync", "Evil" + self.dice.text(4, HEX))), status)
        device = self.dice.pick((phone.device, "Stranger" + self.dice.text(6, HEX)))
        params = tuple((n, device if n == "DeviceId" else v) for n, v in row.params)
        facts = (("V", 141), ("Error", "Evil" + self.dice.text(2, HEX)), ("Pa", 3)) if self.dice.chance(20) else ()
        self.add(replace(row, params=params, wire=(), device=device, user=user, facts=facts, agent="Evil/1.0"))


# ---- trees ---------------------------------------------------------------------------------------


@dataclass
class Tree:
    """Rows, and the options to judge them by."""

    seed: int
    rows: list = field(default_factory=list)
    servers: list = field(default_factory=list)
    clients: list = ()
    reverse_proxy: Server = None
    first: datetime.date = None
    last: datetime.date = None
    options: list = field(default_factory=list)     # of scan and gate
    limits: list = field(default_factory=list)      # of gate

    def with_rows(self, rows):
        return replace(self, rows=list(rows))


def make_servers(tree, dice):
    """Servers of every way to name them; one may have many addresses, one may write no dates."""
    count = dice.number(2, 4)
    namings = shuffled(dice, ["folder", "folder", "file", "column", "address"])
    for number in range(count):
        naming = namings[number]
        dialects = ["all", "advanced"] if naming == "column" else ["iis6", "iis7", "iis8", "all"]
        dialect = dice.pick(dialects)
        if number == 1 and naming != "column" and dice.chance(40):
            dialect = "undated"
        many = 12 if naming != "address" and dice.chance(50) else 1
        addresses = tuple(f"10.{number}.0.{n + 1}" for n in range(many))
        name = f"{dice.pick(('CAS', 'mbx', 'Srv-'))}{number:02d}"
        tree.servers.append(Server(name, naming, dialect, addresses, number))
    if dice.chance(50):
        addresses = tuple(f"10.9.0.{n + 1}" for n in range(dice.pick((1, 12))))
        tree.reverse_proxy = Server(dice.pick(("TMG", "a-proxy")), "folder", "all", addresses, count)


def make_device_id(dice):
    prefix, length, letters = dice.pick((("Appl", 11, HEX), ("", 32, HEX), ("IMEI", 15, "0123456789"),
                                         ("androidc", 10, "0123456789"), ("", 26, "ABCDEFGHKMNPQ0123456789")))
    odd = ("=1+1", "Phone-1234567890", "\u202eabc", "a b", "x" * 700, "\udcff", "%41", "-")
    return dice.pick(odd) if dice.chance(8) else prefix + dice.text(length, letters)


def forms_of(user, mail):
    """A user as phones write him."""
    return (user, mail or user, f"CONTOSO\\{user}", f"contoso.com/{user}", user.upper())


def make_phone(tree, dice, number):
    user = dice.pick(ODD_NAMES) if dice.chance(15) else "jdoe" if dice.chance(15) else dice.pick(NAMES)
    mail = ("john.doe" if user == "jdoe" else user) + "@contoso.com"
    kind, agent, info = dice.pick(tree.clients)
    era = dice.pick((2003, 2010, 2010, 2013, 2016, 2016)[3 if number == 0 else 0:])
    version = dice.pick({2003: (20, 21, 25), 2010: (25, 120, 121, 140, 141), 2013: (121, 140, 141),
                         2016: (140, 141, 160, 161)}[era])
    mood = dice.pick(MOODS[:1] + MOODS[4:5]) if era == 2003 else dice.pick(MOODS)
    device = make_device_id(dice)
    typed = dice.pick(forms_of(user, mail))
    account = "CONTOSO\\" + user if dice.chance(75) else dice.pick((mail, user, "CONTOSO\\" + user.upper()))
    return Phone(dice, user, account, typed, mail if dice.chance(70) else "", device, kind, agent, info, era, version,
                 mood, dice.pick(tree.servers), dice.pick(tree.servers), key=dice.number(1, 2**32 - 1),
                 is_wire=version in WIRE_VERSIONS and is_wire_id(device) and dice.chance(25),
                 roams=90 if number == 0 else 0, is_proxied=number == 0 or tree.seed % 2 == 0)


def live(tree, dice, story, phone):
    """A phone's days."""
    for offset in range((tree.last - tree.first).days + 1):
        day = tree.first + offset * DAY
        clock = datetime.datetime.combine(day, datetime.time(dice.pick((0, 6, 9, 23)), dice.number(0, 59)))
        if dice.chance(8):  # another client on the same phone
            phone.agent = dice.pick(AGENTS)[1]
        if dice.chance(8):  # or its user types the name anew
            phone.typed = dice.pick(forms_of(phone.user, phone.mail))
        busy = dice.number(10, 13) if dice.chance(25) else dice.number(0, 6)
        for _ in range(120 if phone.roams and offset == 0 else busy):
            getattr(story, dice.weighted(phone.mood)[1])(phone, clock)
            clock += datetime.timedelta(seconds=dice.pick((0, 1, 60, 3600)) + dice.number(0, 600))


def add_nobodies(tree, dice):
    """Rows that name no user or no device, of phones that are there and of others."""
    real = [row for row in tree.rows if row.is_of_device and not row.wire]
    for row in shuffled(dice, real)[:dice.number(0, 8)]:
        keep = dice.pick((("User",), ("DeviceId", "DeviceType", "Cmd"), ("Cmd",), ()))
        params = tuple(pair for pair in row.params if pair[0] in keep)
        tree.rows.append(replace(row, params=params, user=dice.pick(("", "", "CONTOSO\\CAS01$", row.user)),
                                 device=row.device if "DeviceId" in keep else "",
                                 method=row.method if row.method == "POST" else "POST"))


def add_second_mailbox(tree, dice):
    """One phone with two mailboxes: two devices."""
    ids = sorted({row.device for row in tree.rows if row.is_of_device})
    if ids and dice.chance(50):
        device = dice.pick(ids)
        for row in [row for row in tree.rows if row.device == device and not row.wire][:dice.number(1, 9)]:
            params = tuple((n, "second" if n == "User" else v) for n, v in row.params)
            facts = tuple(pair for pair in row.facts if pair[0] != "SmtpAdrs")
            tree.rows.append(replace(row, params=params, facts=facts, user="CONTOSO\\second"))


def probe(dice, like):
    """A monitoring row where and when another row is."""
    health = "HealthMailbox6f1d0c27ab9e4d53@contoso.com"
    kinds = (dict(method="GET", user="", params=(), wire=(), facts=(), status=401),
             dict(user=health, params=(("Cmd", "FolderSync"), ("User", health), ("DeviceId", "EASProbeDeviceId141"))),
             dict(user="CONTOSO\\extest_5b7c0f2d91a34"), dict(agent="AMProbe/Local/ClientAccess"))
    return replace(like, is_probe=True, **dice.pick(kinds))


def foreign(dice, like):
    """A row of another protocol where and when another row is; some only look like ours."""
    stem = dice.pick(("/EWS/Exchange.asmx", "/owa/", "/rpc/rpcproxy.dll", "/mapi/emsmdb/", EAS + "/error.aspx",
                      EAS + "/healthcheck.htm", "/exchange/x/Microsoft-Server-ActiveSync/iPhone/Appl1", EAS + "x",
                      "/autodiscover" + EAS + "/default.eas"))
    return replace(like, stem=stem, is_probe=False, damage="", wire=(), facts=(),
                   params=dice.pick(((), (("Cmd", "Sync"), ("DeviceId", "Foreign")), (("x", EAS + "/default.eas"),))))


def add_ties(tree, dice):
    """Rows of one second, the last of a phone, that say different things of it."""
    real = sorted((row for row in tree.rows if row.is_of_device and not row.wire), key=lambda row: row.when)
    for row in shuffled(dice, list({row.device: row for row in real}.values()))[:dice.number(0, 5)]:
        kind, agent, info = dice.pick(AGENTS)
        new = {"DevOS": info or "Other 1", "As": dice.pick(ACCESS), "V": 160}
        params = tuple((name, kind if name == "DeviceType" else value) for name, value in row.params)
        facts = tuple((key, new.get(key, value)) for key, value in row.facts)
        tree.rows.append(replace(row, agent=agent, params=params, facts=facts))


def stranger(dice, like):
    """A row that nobody checked, where and when a first-hop row is."""
    device = dice.pick((like.device, "New" + dice.text(8, HEX)))
    facts = (("V", 161), ("Pa", 3), ("S", 139), ("As", "BlockedP"), ("Error", "Evil" + dice.text(1, HEX)))
    params = (("Cmd", dice.pick(("Sync", "Evil" + dice.text(1, HEX)))), ("User", dice.pick(("amy", "Mallory"))),
              ("DeviceId", device))
    return replace(like, status=dice.pick((401, 400, 403, 404, 451, 500, 503, 599)), user="", params=params, wire=(),
                   facts=dice.pick(((), facts)), device=device, agent="Evil/9.0", client="198.51.100.99", forwarded="")


def strangers(dice, rows, count):
    """At times and on servers of first-hop rows, so that they change neither the window nor what is covered."""
    real = [row for row in rows if row.what == "eas" and "/proxy" not in row.stem.lower() and row.hop != "backend"]
    return [stranger(dice, row) for row in shuffled(dice, real)[:count]]


def add_noise(tree, dice):
    """Monitoring, foreign and damaged rows among the others."""
    if dice.chance(50):
        tree.rows += strangers(dice, tree.rows, 60)
    real = list(tree.rows)
    for row in shuffled(dice, real)[:dice.number(0, len(real) // 8)]:
        tree.rows.append(probe(dice, row))
    for row in shuffled(dice, real)[:dice.number(0, len(real) // 4)]:
        tree.rows.append(foreign(dice, row))
    for row in shuffled(dice, real)[:dice.number(0, 12)]:
        like = dice.pick((row, foreign(dice, row)))
        tree.rows.append(replace(like, damage=dice.pick(("cut", "glued", "bad-time", "no-fields"))))


def add_options(tree, dice):
    """What was true of the policy, and how much the gate asks for."""
    span = (tree.last - tree.first).days
    if dice.chance(50):
        start = tree.first + dice.number(0, span) * DAY
        off = f"{start}..{start + dice.number(0, 2) * DAY}" if dice.chance(70) else f"{start}"
        tree.options += ["--policy-off", off]
        if start > tree.first and dice.chance(50):
            tree.options += ["--policy-on", f"{tree.first}..{start - DAY}"]
    if dice.chance(40):
        tree.options += ["--active-days", str(dice.number(0, 5))]
    if dice.chance(30):  # that the verdict is not always the same
        tree.limits = ["--min-covered-days", "1", "--max-missing-days", "9", "--min-payload-percent", "0",
                       "--max-unknown-percent", "100", "--min-proven-percent", "0", "--max-failing-users",
                       str(dice.number(0, 9)), "--max-upgrade-required", "9"]
        return
    for name, most in (("max-failing-users", 9), ("max-upgrade-required", 9), ("min-covered-days", 6),
                       ("max-missing-days", 9), ("min-payload-percent", 100), ("max-unknown-percent", 100),
                       ("min-proven-percent", 100)):
        if dice.chance(60):
            part = dice.pick(("", ".5", ".3333")) if name.endswith("percent") and most == 100 else ""
            tree.limits += ["--" + name, str(dice.number(0, most - 1)) + part]


def make_tree(seed):
    """The tree of a seed."""
    dice = Dice("properties", seed)
    tree = Tree(seed)
    tree.first = datetime.date(dice.pick((2004, 2011, 2013, 2019, 2024)), dice.number(1, 12), dice.number(1, 28))
    tree.last = tree.first + dice.number(1, 8) * DAY
    tree.clients = shuffled(dice, AGENTS)[:dice.number(2, 6)]
    make_servers(tree, dice)
    story = Story(tree, dice)
    for number in range(dice.number(4, 9)):
        live(tree, dice, story, make_phone(tree, dice, number))
    add_nobodies(tree, dice)
    add_second_mailbox(tree, dice)
    add_ties(tree, dice)
    add_noise(tree, dice)
    add_options(tree, dice)
    return tree
