#!/usr/bin/env python3
"""Write the example log trees of EasCompliance: OUT/2011-nokia and OUT/2016.

Every name, address and row is invented. The program reads nothing but its
command line, so every run writes the same bytes.

2011-nokia  Exchange 2010. The default policy locks nine Nokia users out, is
            switched off, tried on a pilot group and switched on again.
2016        Exchange 2016. Front end and back end log one request each; what
            the front end answers with 200 is often no success at all.
"""

import argparse
import datetime
import random
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

IDLE_BEFORE_NEW_HEADER = datetime.timedelta(minutes=15)
MINUTE = 60
PUBLIC_NETWORKS = ("192.0.2", "198.51.100", "203.0.113")


# ---------------------------------------------------------------------------
# Chance, rows and files
# ---------------------------------------------------------------------------

class Dice:
    """Repeatable chance; random() is the one method Python promises to keep."""

    def __init__(self, *name):
        self._random = random.Random("easc/" + "/".join(map(str, name))).random

    def number(self, low, high):
        """A whole number, both ends included."""
        return low + int(self._random() * (high - low + 1))

    def pick(self, items):
        """One of the items."""
        return items[self.number(0, len(items) - 1)]

    def chance(self, percent):
        """True in so many of a hundred cases."""
        return self.number(1, 100) <= percent

    def text(self, length, letters):
        """A text of this length, made of these letters."""
        return "".join(self.pick(letters) for _ in range(length))

    def guid(self):
        """A GUID as front ends write it."""
        return "-".join(self.text(n, "0123456789abcdef") for n in (8, 4, 4, 4, 12))

    def weighted(self, table):
        """One row of a table whose first column is the weight."""
        point = self.number(1, sum(row[0] for row in table))
        for row in table:
            point -= row[0]
            if point <= 0:
                return row
        raise ValueError("a table without weight")


@dataclass
class Row:
    """One request as IIS logs it; `when` is the end of the answer, UTC."""

    when: datetime.datetime
    server: str
    method: str
    stem: str
    query: str
    user: str
    client: str
    agent: str
    status: str = "200 0 0"
    taken: int = 31
    site: int = 1
    port: int = 443


class LogTree:
    """Rows of many servers, written as SERVER/W3SVCn/u_exYYMMDD.log."""

    def __init__(self, version, addresses, referer):
        self.version = version
        self.addresses = addresses
        self.referer = ["-"] if referer else []
        self.files = defaultdict(list)

    def add(self, row):
        """Keep a row for the file of its server, site and UTC day."""
        self.files[row.server, row.site, row.when.date()].append(row)

    def header(self, when):
        """The four lines HTTP.sys writes whenever it opens a file."""
        fields = ("date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username"
                  " c-ip cs(User-Agent)" + (" cs(Referer)" if self.referer else "")
                  + " sc-status sc-substatus sc-win32-status time-taken")
        return [f"#Software: Microsoft Internet Information Services {self.version}",
                "#Version: 1.0", f"#Date: {when}", f"#Fields: {fields}"]

    def line(self, row):
        """The columns of one row in the default order."""
        columns = [str(row.when), self.addresses[row.server], row.method, row.stem,
                   row.query, str(row.port), row.user, row.client,
                   row.agent.replace(" ", "+"), *self.referer, row.status, str(row.taken)]
        return " ".join(columns)

    def text(self, rows):
        """A file's text: rows in time order, a new header after each idle time."""
        lines, last = [], None
        for row in sorted(rows, key=lambda row: row.when):
            if last is None or row.when - last > IDLE_BEFORE_NEW_HEADER:
                lines += self.header(row.when)
            lines.append(self.line(row))
            last = row.when
        return "".join(line + "\r\n" for line in lines)

    def write(self, folder):
        """Write all files; return how many, with how many rows and bytes."""
        total = 0
        for (server, site, day), rows in sorted(self.files.items()):
            path = folder / server / f"W3SVC{site}" / f"u_ex{day:%y%m%d}.log"
            path.parent.mkdir(parents=True, exist_ok=True)
            total += path.write_bytes(self.text(rows).encode("utf-8"))
        return len(self.files), sum(map(len, self.files.values())), total


def days(first, last):
    """All days from the first to the last, both included."""
    return [first + datetime.timedelta(n) for n in range((last - first).days + 1)]


def at(day, hour, minute=0, second=0):
    """A time of that day."""
    return datetime.datetime.combine(day, datetime.time(hour, minute, second))


def office_time(dice, day):
    """Most work is done in office hours, some of it at any time."""
    hour = dice.number(6, 17) if dice.chance(97) else dice.number(0, 23)
    return at(day, hour, dice.number(0, 59), dice.number(0, 59))


def address(dice, office):
    """Where a phone is: with its mobile operator, now and then in the office."""
    if dice.chance(12):
        return f"{office}.{dice.number(20, 240)}"
    return f"{dice.pick(PUBLIC_NETWORKS)}.{dice.number(1, 254)}"


def working_day(day):
    """True from Monday to Friday."""
    return day.weekday() < 5


# ---------------------------------------------------------------------------
# Rows that are no phone: other protocols and monitoring
# ---------------------------------------------------------------------------

IE8 = "Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0)"
CHROME = ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 "
          "(KHTML, like Gecko) Chrome/77.0.3865.120 Safari/537.36")
MAPI_MAILBOX = "MailboxId=5d1c7a90@contoso.com"

# weight, method, stem, query, user agent, status
FOREIGN_2010 = (
    (22, "RPC_IN_DATA", "/rpc/rpcproxy.dll", "MBX01.contoso.com:6001", "MSRPC", "200 0 0"),
    (22, "RPC_OUT_DATA", "/rpc/rpcproxy.dll", "MBX01.contoso.com:6001", "MSRPC", "200 0 64"),
    (20, "POST", "/EWS/Exchange.asmx", "-", "Microsoft Office/14.0", "200 0 0"),
    (10, "POST", "/owa/ev.owa", "oeh=1&ns=PendingRequest&UA=0", IE8, "200 0 0"),
    (8, "GET", "/owa/", "ae=Folder&t=IPF.Note&a=", IE8, "200 0 0"),
    (4, "GET", "/owa/auth/logon.aspx", "replaceCurrent=1", IE8, "200 0 0"),
    (6, "POST", "/Autodiscover/Autodiscover.xml", "-", "Microsoft Office/14.0", "200 0 0"),
    (5, "POST", "/Autodiscover/Autodiscover.xml", "-", "Microsoft Office/12.0", "401 2 5"),
    (3, "GET", "/OAB/3f5c2b1e/oab.xml", "-", "Microsoft BITS/7.5", "200 0 0"),
)
FOREIGN_2016 = (
    (30, "POST", "/mapi/emsmdb/", MAPI_MAILBOX, "Microsoft Office/16.0", "200 0 0"),
    (10, "POST", "/mapi/nspi/", MAPI_MAILBOX, "Microsoft Office/16.0", "200 0 0"),
    (22, "POST", "/EWS/Exchange.asmx", "-", "MacOutlook/16.29.19090802", "200 0 0"),
    (16, "POST", "/owa/service.svc", "action=GetItem&UA=0", CHROME, "200 0 0"),
    (6, "GET", "/owa/", "-", CHROME, "302 0 0"),
    (8, "POST", "/autodiscover/autodiscover.xml", "-", "Microsoft Office/16.0", "401 0 0"),
    (4, "GET", "/ecp/default.aspx", "-", CHROME, "200 0 0"),
    (4, "GET", "/OAB/8c1e44d0/oab.xml", "-", "Microsoft BITS/7.8", "200 0 0"),
)
OFFICE_USERS = ("bosman", "carter", "dietrich", "evans", "ferrari", "grant", "hoffman", "ivers")


def foreign_row(dice, table, key, tail):
    """Outlook, the web client and their like, which share the log with phones."""
    server, site, day = key
    _, method, stem, query, agent, status = dice.weighted(table)
    if tail and site == 1:
        query = ("" if query == "-" else query) + tail(dice)
    user = "-" if status.startswith("401") else "CONTOSO\\" + dice.pick(OFFICE_USERS)
    client = f"10.20.1.{dice.number(20, 240)}" if site == 1 else "10.16.0.11"
    return Row(office_time(dice, day), server, method, stem, query, user, client, agent,
               status, dice.number(3, 900), site, 443 if site == 1 else 444)


def add_foreign_rows(tree, table, percent, tail=None):
    """Add foreign rows: so many per hundred phone rows of each file."""
    for key, rows in sorted(tree.files.items()):
        dice = Dice("foreign", *key)
        for _ in range(len(rows) * percent // 100):
            tree.add(foreign_row(dice, table, key, tail))


# ---------------------------------------------------------------------------
# 2011-nokia: who has which phone
# ---------------------------------------------------------------------------

EAS = "/Microsoft-Server-ActiveSync/default.eas"
CAS_SERVERS = {"CAS01": "10.11.0.21", "CAS02": "10.11.0.22"}
FIRST_2011, LAST_2011 = datetime.date(2011, 5, 2), datetime.date(2011, 5, 25)
POLICY_OFF_FROM, POLICY_OFF_TO = datetime.date(2011, 5, 6), datetime.date(2011, 5, 18)


def may(day):
    """A day of May 2011; None stays None."""
    return day and datetime.date(2011, 5, day)


@dataclass
class Phone2011:
    """A phone, what it says of itself and, as days pass, the key it holds."""

    user: str
    device: str
    kind: str
    agent: str
    version: int = 121
    info: str = ""                       # what it tells in Settings or Provision
    new_agent: str = ""                  # after an update of its mail client …
    update: datetime.date = None         # … on this day
    pilot: datetime.date = None          # first day with a policy of its own
    first: datetime.date = FIRST_2011
    last: datetime.date = LAST_2011
    agent_on_posts: bool = True
    policy: str = ""                     # the policy it provisioned for
    key: int = 0

    def agent_on(self, day):
        """The user agent of that day."""
        return self.new_agent if self.update and day >= self.update else self.agent

    def is_old_nokia(self, day):
        """Mail for Exchange 2.x cannot apply the policy."""
        return "/2." in self.agent_on(day) and "MailforExchange" in self.agent_on(day)

    def demanded(self, day):
        """Which policy the server demands of this mailbox on that day."""
        if day < POLICY_OFF_FROM:
            return "default"
        if day > POLICY_OFF_TO:
            return "default again"
        return "pilot" if self.pilot and day >= self.pilot else ""


# user, model token, old version, rest of the agent, day of the update, pilot day
NOKIAS = (
    ("hdekker", "NokiaE721", "2.02(0)", "+3gpp-gba", 9, 11),
    ("mbrandt", "NokiaE721", "2.02(0)", "+3gpp-gba", 10, 11),
    ("jolsen", "NokiaE721", "2.02(0)", "+3gpp-gba", 11, None),
    ("pkovacs", "NokiaE71", "2.09(208)", "", 12, None),
    ("tlind", "NokiaE71", "2.09(208)", "", 13, 16),
    ("swalsh", "NokiaE521", "2.09(176)", "", 13, None),
    ("rmeyer", "NokiaE752", "2.02(0)", "+3gpp-gba", 16, 17),
    ("ebauer", "NokiaN97", "2.09(208)", "", 16, None),
    ("cnovak", "NokiaE721", "2.09(158)", "+3gpp-gba", 17, None),
    ("lmoran", "NokiaE700", "3.00(50)", "+3gpp-gba", None, 12),
)
# user, Apple token, pilot day
APPLES = (
    ("amurphy", "iPhone3C1/808.7", 11),
    ("bjansen", "iPhone3C1/808.7", 11),
    ("cpatel", "iPhone3C1/808.7", None),
    ("dlarsen", "iPhone3C1/808.7", None),
    ("ekaya", "iPhone2C1/808.7", 12),
    ("fduval", "iPhone2C1/803.148", None),
    ("gromano", "iPhone1C2/803.148", 13),
    ("hkeller", "iPhone3C1/801.293", None),
    ("ibishop", "iPhone3C1/807.4", None),
    ("jsilva", "iPhone2C1/806.190", None),
    ("kfischer", "iPad1C1/803.148", 12),
    ("lberg", "iPad2C2/806.191", None),
    ("mcosta", "iPad1C1/808.7", None),
)
HD2 = "DevModel:HTC+HD2_DevOS:Windows+Mobile+6.5"
# user, device type, user agent, protocol version, device information, pilot day
OTHERS = (
    ("nwright", "WP", "MSFT-WP/7.0.7390", 140, "DevModel:OMNIA7", 11),
    ("oclarke", "WP", "MSFT-WP/7.0.7390", 140, "DevModel:OMNIA7", None),
    ("pholm", "WP", "MSFT-WP/7.0.7004", 140, "", 13),
    ("qreid", "PocketPC", "MSFT-PPC/5.2.5082", 121, HD2, 12),
    ("rhansen", "PocketPC", "MSFT-PPC/5.2.5082", 121, HD2, None),
    ("sgupta", "Android", "Android/2.2.1-EAS-1.2", 121, "", 12),
    ("tmarsh", "Android", "Android/2.3.3-EAS-1.2", 121, "", None),
    ("uweber", "Android", "Android/0.3", 121, "", 16),
    ("vstone", "Android", "Android/2.3.4-EAS-1.2", 121, "", 13),
    ("wlopez", "SAMSUNGGTI9000", "SAMSUNG-GT-I9000/100.20201", 121, "", 13),
    ("xdiaz", "SAMSUNGGTI5800", "SAMSUNG-GT-I5800/100.202", 121, "", None),
    ("yyoung", "Android", "TouchDown(MSRPC)/7.1.0005", 121, "", 12),
    ("zadler", "BlackBerry", "BlackBerry/5.2.200 UNTRUSTED/1.0", 121, "", 13),
)


def nokia(user, model, old, rest, update, pilot):
    """A Nokia with Mail for Exchange; its device type is a name or its IMEI."""
    imei = "IMEI35" + Dice("id", user).text(13, "0123456789")
    kind = imei if model in ("NokiaE521", "NokiaN97") else "NokiaEmail"
    agent = f"{model}/%sMailforExchange{rest}"
    return Phone2011(user, imei, kind, agent % old, new_agent=agent % "3.00(50)",
                     update=may(update), pilot=may(pilot))


def apple(user, token, pilot):
    """An iPhone or iPad; iOS 4 speaks 14.0 with Exchange 2010."""
    device = "Appl" + Dice("id", user).text(11, "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ")
    kind = "iPad" if token.startswith("iPad") else "iPhone"
    return Phone2011(user, device, kind, "Apple-" + token, 140, pilot=may(pilot))


def other(user, kind, agent, version, info, pilot):
    """Ids differ by maker; Windows Phone names its agent on OPTIONS only."""
    prefix, length, letters = {
        "Android": ("android", 10, "0123456789"), "BlackBerry": ("", 8, "0123456789"),
        "WP": ("", 32, "0123456789ABCDEF"), "PocketPC": ("", 32, "0123456789ABCDEF"),
    }.get(kind, ("SEC", 13, "0123456789ABCDEF"))
    device = prefix + Dice("id", user).text(length, letters)
    return Phone2011(user, device, kind, agent, version, info, pilot=may(pilot),
                     agent_on_posts=kind != "WP")


def phones_2011():
    """Everybody's phone, with the few that come late, leave or are updated."""
    phones = ([nokia(*row) for row in NOKIAS] + [apple(*row) for row in APPLES]
              + [other(*row) for row in OTHERS])
    by_user = {phone.user: phone for phone in phones}
    for user, day in (("gromano", 3), ("oclarke", 3), ("rhansen", 4), ("vstone", 10)):
        by_user[user].first = may(day)
    for user, day in (("dlarsen", 11), ("xdiaz", 12)):
        by_user[user].last = may(day)
    by_user["ibishop"].new_agent, by_user["ibishop"].update = "Apple-iPhone3C1/810.2", may(14)
    return phones


# ---------------------------------------------------------------------------
# 2011-nokia: how a phone talks to Exchange 2010
# ---------------------------------------------------------------------------

BUDGET_2010 = ("(D)Conn%%3a1%%2cHangingConn%%3a0%%2cAD%%3a%%24null%%2f%%24null%%2f%d%%25"
               "%%2cCAS%%3a%%24null%%2f%%24null%%2f%d%%25%%2cFC%%3a1000%%2f0"
               "%%2cPolicy%%3aDefaultThrottlingPolicy%%5F"
               "7d2f4a10-5b3c-4e8e-9a61-1c0de5f0a2b7%%2cNorm")


class Talk2011:
    """One phone on one day, on the server the load balancer gave it."""

    def __init__(self, tree, phone, day):
        self.tree, self.phone, self.day = tree, phone, day
        self.dice = Dice(phone.user, day)
        self.clock = at(day, 6) + datetime.timedelta(seconds=self.dice.number(0, 150 * MINUTE))
        self.server = self.dice.pick(sorted(CAS_SERVERS))
        self.client = address(self.dice, "10.20.7")
        self.contact = day == phone.first

    def wait(self, low, high):
        """Let so many seconds pass; return how many."""
        seconds = self.dice.number(low, high)
        self.clock += datetime.timedelta(seconds=seconds)
        return seconds

    def user_parameter(self):
        """Phones send the name as it was typed in: bare, with domain or as an address."""
        forms = ("%s", "CONTOSO%%5c%s", "%s%%40contoso.com")
        return forms[Dice("form", self.phone.user).number(0, 2)] % self.phone.user

    def query(self, command):
        """Nokia and Apple put the command last, most others first."""
        who = (f"User={self.user_parameter()}&DeviceId={self.phone.device}"
               f"&DeviceType={self.phone.kind}")
        if not command:
            return who
        command_last = self.phone.kind.startswith(("Nokia", "IMEI", "iP"))
        return f"{who}&Cmd={command}" if command_last else f"Cmd={command}&{who}"

    def payload(self, version, work, facts, taken):
        """The Log= text of Exchange 2010: work done, facts, surroundings."""
        dice = self.dice
        head = f"V{version}" + ("_Ssnf:T" if self.contact and version else "")
        cost = (f"LdapC{dice.number(1, 9)}_LdapL{dice.number(4, 60)}"
                f"_RpcC{dice.number(8, 60)}_RpcL{dice.number(20, 180)}")
        budget = BUDGET_2010 % (dice.number(0, 2), dice.number(0, 4))
        return "_".join((head, cost, *work, f"Cpo{dice.number(40, 900)}", f"Fet{taken}", *facts,
                         "Mbx:MBX01.contoso.com", "Dc:DC01.contoso.com", "Throttle0",
                         "Budget:" + budget)) + "_"

    def add(self, method, query, user, agent, status, taken):
        """Write a row."""
        self.tree.add(Row(self.clock, self.server, method, EAS, query, user, self.client,
                          agent, status, taken))

    def options(self):
        """The phone asks which versions the server speaks."""
        taken = self.dice.number(15, 160)
        query = f"{self.query('')}&Log={self.payload(0, (), (), taken)}"
        self.add("OPTIONS", query, f"CONTOSO\\{self.phone.user}",
                 self.phone.agent_on(self.day), "200 0 0", taken)
        self.wait(2, 25)

    def unauthorised(self, status):
        """A request without credentials, or with wrong ones: no user, no Log=."""
        self.add("POST", self.query("Sync"), "-", self.post_agent(), status,
                 self.dice.number(1, 30))
        self.wait(0, 2)

    def post_agent(self):
        """The agent on commands."""
        return self.phone.agent_on(self.day) if self.phone.agent_on_posts else "-"

    def post(self, command, facts, work=(), status="200 0 0", taken=None):
        """A command and the server's answer."""
        taken = taken or self.dice.number(46, 1900)
        payload = self.payload(self.phone.version, work, facts, taken)
        self.add("POST", f"{self.query(command)}&Log={payload}", f"CONTOSO\\{self.phone.user}",
                 self.post_agent(), status, taken)
        self.contact = False


def answer(phone, *facts):
    """Facts of a command the server carried out; 12.1 has no status here."""
    status = ("S1",) if phone.version >= 140 else ()
    return (f"Pk{phone.key}", *facts, *status, "As:AllowedG")


def counted(name, adds, changes, rest):
    """An item counter; the server leaves it out when nothing was counted."""
    return (f"{name}:{adds}a{changes}c{rest}",) if adds or changes else ()


def sync(talk):
    """A Sync that brings or sends some mail."""
    dice = talk.dice
    folder, kind = dice.pick(((5, "Em"), (5, "Em"), (5, "Em"), (1, "Ca"), (2, "Co")))
    work = ("Fc1", f"Fid:{folder}", f"Ty:{kind}", "Filt3", "St:S",
            f"Sk:{dice.number(10**8, 2 * 10**9)}",
            *counted("Cli", dice.number(0, 1), dice.number(0, 1), "0d0f0e"),
            *counted("Srv", dice.number(0, 5), dice.number(0, 2), "0d0s0e0r0A0sd"))
    talk.post("Sync", answer(talk.phone), work)


def ping(talk, seconds):
    """Direct Push: a request that hangs until there is mail, or the phone is gone."""
    status, eas = talk.dice.pick((("200 0 0", 1), ("200 0 0", 2), ("200 0 0", 2),
                                  ("200 0 64", 1), ("200 0 995", 1)))
    facts = (f"S{eas}", "As:AllowedG") if talk.phone.version >= 140 else ("As:AllowedG",)
    talk.post("Ping", facts, ("Hb1680", "Rto1"), status, min(seconds, 1680) * 1000 + 31)


def settings(talk):
    """Settings: Windows Mobile and Windows Phone say here what they are."""
    info = (talk.phone.info,) if talk.phone.info else ()
    talk.post("Settings", answer(talk.phone, "UserInfo:Get", *info))


def ordinary_day(talk):
    """Some commands with pauses, the first of them a Sync; less at weekends."""
    dice = talk.dice
    sync(talk)
    for _ in range(dice.number(1, 4) if working_day(talk.day) else dice.number(0, 2)):
        seconds = talk.wait(20 * MINUTE, 140 * MINUTE)
        kind = dice.weighted(((38, "Ping"), (38, "Sync"), (7, "SendMail"), (7, "ItemOperations"),
                              (5, "FolderSync"), (5, "Settings")))[1]
        if kind == "Ping":
            ping(talk, seconds)
        elif kind in ("Sync", "Settings"):
            (sync if kind == "Sync" else settings)(talk)
        else:
            talk.post(kind, answer(talk.phone))


# ---------------------------------------------------------------------------
# 2011-nokia: the scenes
# ---------------------------------------------------------------------------

def refused(talk, command):
    """The policy stops a command: 449 for 12.1, hidden behind 200 for 14.0."""
    phone = talk.phone
    error = "InvalidPolicyKey" if phone.key else "DeviceNotProvisioned"
    status = ("S144" if phone.key else "S142",) if phone.version >= 140 else ()
    facts = (f"Pk{phone.key}", *status, f"Error:{error}", "As:BlockedP")
    talk.post(command, facts, ("Ers1",), "200 0 0" if phone.version >= 140 else "449 0 0")


def looping_nokia(talk):
    """Scene 1: Mail for Exchange 2.x asks again all day and never provisions."""
    for attempt in range(talk.dice.number(11, 13)):
        if attempt % 3 == 0:
            talk.options()
        refused(talk, "Settings")
        talk.wait(28 * MINUTE, 52 * MINUTE)


def provision(talk, wanted):
    """Scene 2: refused once, then Provision, Provision with Pa1 and a new key.

    Where no policy applies any more this is the undo: the phone acknowledges
    with Pa1 as well, and goes on with key 0.
    """
    phone, status = talk.phone, (("S1",) if talk.phone.version >= 140 else ())
    refused(talk, "FolderSync" if talk.contact else "Sync")
    talk.wait(2, 20)
    info = (phone.info,) if phone.info else ()
    talk.post("Provision", (f"Pk{phone.key}", *info, *status))
    talk.wait(1, 9)
    temporary = talk.dice.number(10**6, 2**32 - 1)
    talk.post("Provision", (f"Pk{temporary}", "Pa1", *status))
    phone.key, phone.policy = (talk.dice.number(10**6, 2**32 - 1) if wanted else 0), wanted
    talk.wait(1, 9)
    talk.post("FolderSync", answer(phone))
    talk.wait(2, 30)


def wrong_password(talk):
    """Scene 3: after a change of password the phone knocks with the old one."""
    for _ in range(3):
        talk.unauthorised("401 1 1326")
        talk.wait(60, 300)


def begin_day(talk):
    """The challenge phones get now and then, and OPTIONS for a new or updated client."""
    if talk.dice.chance(20):
        talk.unauthorised("401 2 5")
    if talk.day in (talk.phone.first, talk.phone.update):
        talk.options()


def phone_day_2011(tree, phone, day):
    """What one phone does on one day."""
    if not phone.first <= day <= phone.last:
        return
    talk, wanted = Talk2011(tree, phone, day), phone.demanded(day)
    if wanted and phone.is_old_nokia(day):
        looping_nokia(talk)
        return
    begin_day(talk)
    if phone.user == "fduval" and day == may(16):
        wrong_password(talk)
    if wanted != phone.policy:
        provision(talk, wanted)
    elif talk.contact or day == POLICY_OFF_FROM:
        settings(talk)
    ordinary_day(talk)


def add_monitoring_2011(tree, day):
    """Scene 4: the load balancer and Test-ActiveSyncConnectivity are no phones."""
    for server in CAS_SERVERS:
        dice = Dice("monitoring", server, day)
        for hour in (2, 6, 8, 10, 12, 14, 16):
            tree.add(Row(at(day, hour, dice.number(0, 59)), server, "GET", EAS, "-", "-",
                         "10.11.0.5", "LoadBalancerProbe/1.0", "401 2 5", 1))
        query = ("Cmd=FolderSync&User=extest_5b7c0f2d91a34&DeviceId=1298465730"
                 "&DeviceType=TestActiveSyncConnectivity")
        tree.add(Row(at(day, 7, 30, dice.number(0, 59)), server, "POST", EAS, query,
                     "CONTOSO\\extest_5b7c0f2d91a34", "10.11.0.9",
                     "TestActiveSyncConnectivity", taken=140))


def make_2011():
    """The tree 2011-nokia."""
    tree = LogTree("7.5", CAS_SERVERS, referer=False)
    phones = phones_2011()
    for day in days(FIRST_2011, LAST_2011):
        for phone in phones:
            phone_day_2011(tree, phone, day)
    add_foreign_rows(tree, FOREIGN_2010, 95)
    for day in days(FIRST_2011, LAST_2011):
        add_monitoring_2011(tree, day)
    return tree


# ---------------------------------------------------------------------------
# 2016: who has which phone
# ---------------------------------------------------------------------------

EAS_BACK_END = "/Microsoft-Server-ActiveSync/Proxy/default.eas"
MBX_SERVERS = {"MBX01": "10.16.0.11", "MBX02": "10.16.0.12"}
FIRST_2016, LAST_2016 = datetime.date(2019, 10, 14), datetime.date(2019, 10, 28)
MOVED_ON = datetime.date(2019, 10, 23)
SONY = "SonyG8441/9-EAS-2.0"
GMAIL = "Android-Mail/2019.09.01.268168002.release"
OUTLOOK = "Outlook-iOS-Android/1.0"
OUTLOOK_INFO = "DevModel:Outlook+for+iOS+and+Android_DevOS:"

# user, device type, user agent, version, device information, scene
PHONES_2016 = (
    ("amy", "iPhone", "Apple-iPhone11C8/1701.860", 161, "DevOS:iOS+13.1.2+17A860", "refresh"),
    ("ben", "iPhone", "Apple-iPhone11C8/1701.860", 161, "DevOS:iOS+13.1.2+17A860", "refresh"),
    ("cleo", "iPhone", "Apple-iPhone10C6/1701.860", 161, "DevOS:iOS+13.1.2+17A860", "refresh"),
    ("dan", "Android", "Android/6.0.1-EAS-2.0", 141, "DevOS:Android+6.0.1", "hidden"),
    ("eva", "iPhone", "Apple-iPhone9C3/1607.102", 161, "DevOS:iOS+12.4.1+16G102", "refresh"),
    ("finn", "iPhone", "Apple-iPhone12C1/1701.861", 161, "DevOS:iOS+13.1.2+17A861", "new"),
    ("gina", "Android", SONY, 161, "DevOS:Android+9", "quarantined"),
    ("hugo", "Android", "Android/4.4.2-EAS-1.3", 141, "DevOS:Android+4.4.2", "hard"),
    ("iris", "iPad", "Apple-iPad7C5/1701.860", 161, "DevOS:iOS+13.1.2+17A860", "refresh"),
    ("jdoe", "iPhone", "Apple-iPhone8C1/1607.114", 161, "DevOS:iOS+12.4.2+16G114", "refresh"),
    ("kate", "iPad", "Apple-iPad6C11/1607.77", 161, "DevOS:iOS+12.4+16G77", "refresh"),
    ("leo", "SamsungDevice", "SAMSUNG-SM-G960F/101.90000", 161, "DevOS:Android+9", "refresh"),
    ("mia", "SamsungDevice", "SAMSUNG-SM-G973F/101.90000", 161, "DevOS:Android+9", "refresh"),
    ("nils", "SamsungDevice", "SAMSUNG-SM-J530F/101.80100", 161, "DevOS:Android+8.1.0", "partial"),
    ("olga", "iPhone", "Apple-iPhone11C2/1701.860", 161, "DevOS:iOS+13.1.2+17A860", "moved"),
    ("pia", "Outlook", OUTLOOK, 161, OUTLOOK_INFO + "iOS+13.1.2+17A860", "refresh"),
    ("quin", "Outlook", OUTLOOK, 161, OUTLOOK_INFO + "Android+9", "refresh"),
    ("rosa", "Outlook", OUTLOOK, 161, OUTLOOK_INFO + "iOS+12.4.1+16G102", "quiet"),
    ("stan", "iPad", "Apple-iPad11C3/1701.860", 161, "DevOS:iOS+13.1.2+17A860", "new"),
    ("tess", "iPhone", "Apple-iPhone10C4/1607.77", 161, "DevOS:iOS+12.4+16G77", "refresh"),
    ("uwe", "WP8", "MSFT-WP/8.10.14219", 141, "", "new"),
    ("vera", "Android", GMAIL, 161, "DevOS:Android+9", "refresh"),
)


@dataclass
class Phone2016:
    """A phone and the key it holds; most held one before the log begins."""

    user: str
    kind: str
    agent: str
    version: int
    info: str
    scene: str
    device: str = ""
    key: int = 0
    access: str = "AllowedG"

    def __post_init__(self):
        dice, apple_letters = Dice("id", self.user, 2016), "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
        prefix, length, letters = {
            "iPhone": ("", 26, apple_letters), "iPad": ("", 26, apple_letters),
            "Android": ("androidc", 10, "0123456789"),
            "SamsungDevice": ("SEC", 13, "0123456789ABCDEF"),
        }.get(self.kind, ("", 32, "0123456789ABCDEF"))
        self.device = prefix + dice.text(length, letters)
        if self.scene in ("refresh", "moved", "quiet"):
            self.key = dice.number(10**6, 2**32 - 1)

    def mail(self):
        """The mail name; that of jdoe is not like the account's."""
        return ("john.doe" if self.user == "jdoe" else self.user) + "@contoso.com"


# ---------------------------------------------------------------------------
# 2016: one request is a row of the front end and a row of the back end
# ---------------------------------------------------------------------------

def front_end_tail(dice):
    """What the front end of Exchange 2016 appends to every query."""
    return f"&CorrelationID=<empty>;&cafeReqId={dice.guid()};"


class Talk2016:
    """One phone on one day; its mailbox is on one server, its way in on either."""

    def __init__(self, tree, phone, day):
        self.tree, self.phone, self.day = tree, phone, day
        self.dice = Dice(phone.user, day)
        self.clock = at(day, 6) + datetime.timedelta(seconds=self.dice.number(0, 150 * MINUTE))
        self.back = Dice("mailbox", phone.user).pick(sorted(MBX_SERVERS))
        self.client = address(self.dice, "10.20.9")
        self.front = self.back

    def wait(self, low, high):
        """Let so many seconds pass; return how many."""
        seconds = self.dice.number(low, high)
        self.clock += datetime.timedelta(seconds=seconds)
        return seconds

    def query(self, command):
        """Phones sign in with the mail name."""
        who = (f"User={self.phone.mail().replace('@', '%40')}&DeviceId={self.phone.device}"
               f"&DeviceType={self.phone.kind}")
        if not command:
            return who
        if self.phone.kind.startswith("iP"):
            return f"{who}&Cmd={command}"
        return f"Cmd={command}&{who}"

    def surroundings(self, taken):
        """The items of Exchange 2016 that follow the facts."""
        end = self.clock + datetime.timedelta(microseconds=self.dice.number(0, 999999))
        start = end - datetime.timedelta(milliseconds=taken)
        owner = f"Sid%7eCONTOSO%5c{self.phone.user}%7eEas%7efalse"
        return (f"Mbx:{self.back}.contoso.com", f"Cafe:{self.front}.CONTOSO.COM",
                "Dc:DC01.contoso.com", "Throttle:0", "SBkOffD:L%2f-470",
                f"TmRcv:{start:%H:%M:%S.%f}", f"TmCmpl:{end:%H:%M:%S.%f}",
                f"ActivityContextData:ActivityID%3d{self.dice.guid()}%3bS%3aWLM.Type%3dEas",
                f"Budget:(D)Owner%3a{owner}%2cConn%3a1%2cMaxConn%3a10%2cCutoff%3a600000"
                "%2cPolicy%3aGlobalThrottlingPolicy%5F0b8e6c1d-77f2-4c35-a2d8-5e9f03b1d644")

    def payload(self, version, status, work, facts, taken):
        """The Log= text: status first, then who asks, work done, and facts."""
        head = (status,) if status else ()
        return "_".join((*head, f"PrxFrom:{MBX_SERVERS[self.front]}", f"Ver1:{version}",
                         "HH:mail.contoso.com%3a444",
                         f"SmtpAdrs:{self.phone.mail().replace('@', '%40')}",
                         *work, f"Cpo:{self.dice.number(10, 600)}", f"Fet:{taken}", *facts,
                         *self.surroundings(taken))) + "_"

    def front_row(self, method, command, user, agent, status, taken):
        """W3SVC1: the mail name, the phone's address, never a Log=."""
        query = self.query(command) + front_end_tail(self.dice)
        self.tree.add(Row(self.clock, self.front, method, EAS, query, user, self.client,
                          agent, status, taken))

    def request(self, method, command, payload, status, taken, agent):
        """One request: a front-end row and, on the mailbox's server, a back-end row."""
        self.front = self.dice.pick(sorted(MBX_SERVERS))
        query = f"{self.query(command)}&Log={self.payload(*payload, taken)}"
        self.tree.add(Row(self.clock, self.back, method, EAS_BACK_END, query,
                          f"CONTOSO\\{self.phone.user}", MBX_SERVERS[self.front], agent,
                          status, taken, 2, 444))
        self.front_row(method, command, self.phone.mail(), agent, status,
                       taken + self.dice.number(1, 16))

    def options(self):
        """The phone asks which versions the server speaks."""
        self.request("OPTIONS", "", (0, "", (), ()), "200 0 0", self.dice.number(4, 60),
                     self.phone.agent)
        self.wait(1, 9)

    def challenge(self):
        """A request without credentials: on the front end only, without a user."""
        self.front = self.dice.pick(sorted(MBX_SERVERS))
        self.front_row("POST", "Sync", "-", self.agent(), "401 2 5", self.dice.number(1, 15))

    def agent(self):
        """Windows Phone names its agent on OPTIONS only."""
        return "-" if self.phone.kind == "WP8" else self.phone.agent

    def post(self, command, facts, eas="SC1:1", work=(), status="200 0 0", taken=None):
        """A command and its answer."""
        self.request("POST", command, (self.phone.version, eas, work, facts), status,
                     taken or self.dice.number(20, 900), self.agent())


# ---------------------------------------------------------------------------
# 2016: the scenes
# ---------------------------------------------------------------------------

def facts_2016(phone, *facts):
    """Facts of a command that passed the policy; DevOS is on many of them."""
    info = ("DevOS:" + phone.info.split("DevOS:")[1],) if phone.info else ()
    return (f"Pk:{phone.key}", *info, *facts, f"As:{phone.access}")


def sync_2016(talk):
    """A Sync of the inbox."""
    dice = talk.dice
    work = ("Fc:1", "Fid:5", "Ty:Em", "Filt:3", "St:S", f"Sk:{dice.number(10**8, 2 * 10**9)}",
            *counted("Srv", dice.number(0, 6), dice.number(0, 2), "0d0s0e0r0A0sd"))
    talk.post("Sync", facts_2016(talk.phone), work=work)


def ping_2016(talk, seconds):
    """Direct Push; it proves nothing, for the policy is not checked."""
    taken = min(seconds, 1680) * 1000 + 13
    status = talk.dice.pick(("200 0 0", "200 0 0", "200 0 64"))
    talk.post("Ping", (f"As:{talk.phone.access}",), f"SC1:{talk.dice.number(1, 2)}",
              ("Hb:1680", "Rto:1"), status, taken)


def ordinary_2016(talk):
    """Some commands with pauses, the first of them a Sync."""
    if talk.dice.chance(25):
        talk.challenge()
    sync_2016(talk)
    for _ in range(talk.dice.number(2, 4) if working_day(talk.day) else talk.dice.number(0, 2)):
        seconds = talk.wait(15 * MINUTE, 130 * MINUTE)
        kind = talk.dice.weighted(((40, "Ping"), (40, "Sync"), (8, "SendMail"),
                                   (7, "ItemOperations"), (5, "FolderSync")))[1]
        if kind == "Ping":
            ping_2016(talk, seconds)
        elif kind == "Sync":
            sync_2016(talk)
        else:
            talk.post(kind, facts_2016(talk.phone))


def refused_2016(talk, status, error):
    """The policy stops a command; both rows of it say 200."""
    talk.post("FolderSync", (f"Pk:{talk.phone.key}", f"Error:{error}", "As:BlockedP"),
              f"SC1:{status}")


def provision_2016(talk, acknowledgement):
    """Provision, Provision with the phone's acknowledgement, and the new key."""
    phone = talk.phone
    talk.wait(1, 9)
    talk.post("Provision", (f"Pk:{phone.key}", *((phone.info,) if phone.info else ())))
    talk.wait(1, 9)
    temporary = talk.dice.number(10**6, 2**32 - 1)
    talk.post("Provision", (f"Pk:{temporary}", f"Pa:{acknowledgement}"))
    phone.key = talk.dice.number(10**6, 2**32 - 1)
    talk.wait(1, 9)


def new_phone(talk, acknowledgement=1):
    """First contact: refused once with 142 behind 200, provisioned, at work."""
    if talk.phone.key == 0:
        talk.options()
        refused_2016(talk, 142, "DeviceNotProvisioned")
        provision_2016(talk, acknowledgement)
    ordinary_2016(talk)


def partial_phone(talk):
    """The phone applied a part of the policy only (Pa:2), and works."""
    new_phone(talk, acknowledgement=2)


def refreshed_phone(talk):
    """Once a week the server asks every phone to provision again (143)."""
    if talk.day.weekday() == Dice("refresh", talk.phone.user).number(0, 4):
        facts = (f"Pk:{talk.phone.key}", "Error:PolicyRefresh", "As:AllowedG")
        talk.post("Sync", facts, "SC1:143")
        provision_2016(talk, 1)
    ordinary_2016(talk)


def hidden_refusal(talk):
    """Refused all day, every day, and the front end shows nothing but 200."""
    for _ in range(talk.dice.number(5, 7)):
        refused_2016(talk, 142, "DeviceNotProvisioned")
        talk.wait(60 * MINUTE, 120 * MINUTE)


def hard_refusal(talk):
    """The phone cannot satisfy the policy at all: 139, again behind 200."""
    for _ in range(talk.dice.number(3, 5)):
        refused_2016(talk, 139, "DeviceNotFullyProvisionable")
        talk.wait(60 * MINUTE, 150 * MINUTE)


def quarantined_phone(talk):
    """Provisioned, then held in quarantine: 200, but As:QuarantinedG."""
    if talk.phone.key == 0:
        talk.options()
        refused_2016(talk, 142, "DeviceNotProvisioned")
        provision_2016(talk, 1)
        talk.phone.access = "QuarantinedG"
    for _ in range(talk.dice.number(2, 4)):
        talk.post("FolderSync", facts_2016(talk.phone, "Error:InQuarantine"))
        talk.wait(60 * MINUTE, 120 * MINUTE)


def moved_mailbox(talk):
    """The mailbox leaves for another organisation: 451 with the new place."""
    if talk.day < MOVED_ON:
        ordinary_2016(talk)
        return
    place = "https%3a%2f%2fmail.fabrikam.com%2fMicrosoft-Server-ActiveSync%2fdefault.eas"
    for _ in range(talk.dice.number(1, 3)):
        talk.post("Sync", (f"RdirTo:{place}", f"Pk:{talk.phone.key}"), "", status="451 0 0")
        talk.wait(60 * MINUTE, 120 * MINUTE)


SCENES_2016 = {
    "refresh": refreshed_phone, "quiet": ordinary_2016, "new": new_phone,
    "partial": partial_phone, "hidden": hidden_refusal, "hard": hard_refusal,
    "quarantined": quarantined_phone, "moved": moved_mailbox,
}


def add_monitoring_2016(tree, day):
    """Managed Availability probes both sites with a health mailbox; no phones."""
    health = "HealthMailbox6f1d0c27ab9e4d53b8a41c90e7d2f356@contoso.com"
    query = (f"Cmd=FolderSync&User={health}&DeviceId=EASProbeDeviceId141"
             "&DeviceType=EASProbeDeviceType")
    for server in MBX_SERVERS:
        dice = Dice("monitoring", server, day)
        for hour in (2, 6, 10, 14, 18, 22):
            when = at(day, hour, dice.number(0, 59), dice.number(0, 59))
            tree.add(Row(when, server, "GET", EAS, front_end_tail(dice), health, "::1",
                         "AMProbe/Local/ClientAccess", taken=12))
            tree.add(Row(when, server, "POST", EAS_BACK_END, query, health, "::1",
                         "AMProbe/Local/ClientAccess", taken=9, site=2, port=444))


def make_2016():
    """The tree 2016."""
    tree = LogTree("10.0", MBX_SERVERS, referer=True)
    phones = [Phone2016(*row) for row in PHONES_2016]
    for day in days(FIRST_2016, LAST_2016):
        for phone in phones:
            SCENES_2016[phone.scene](Talk2016(tree, phone, day))
    add_foreign_rows(tree, FOREIGN_2016, 90, front_end_tail)
    for day in days(FIRST_2016, LAST_2016):
        add_monitoring_2016(tree, day)
    return tree


# ---------------------------------------------------------------------------

def main():
    """Read the command line and write both trees."""
    parser = argparse.ArgumentParser(
        description="Write the synthetic example logs 2011-nokia and 2016 into a folder.")
    parser.add_argument("folder", type=Path,
                        help="the output folder, examples/data in this project")
    folder = parser.parse_args().folder
    for name, make in (("2011-nokia", make_2011), ("2016", make_2016)):
        files, rows, size = make().write(folder / name)
        print(f"{name}: {files} files, {rows} rows, {size} bytes")


if __name__ == "__main__":
    main()
