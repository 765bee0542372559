#!/usr/bin/env python3
"""Tests the six files of `easc export-activesynclog` byte for byte.

    run_exports.py --easc PATH [--filter TEXT] [--seed N] [--rounds N]     compare
    run_exports.py --easc PATH --update [--filter TEXT]                    write expect/ anew, by cmdlet_reading.py

First the cases beside this file (README.md), each with several numbers of threads and sizes of pieces, which may not change
a byte. Then logs at random: what Exchange 2007 and 2010 write must come out as the cmdlet itself would have it, anything as
the second reading of cmdlet_reading.py has it. One line is printed for every failure; the last line is "N passed, N failed".
"""
import argparse
import datetime
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import cmdlet_reading as reading

PIECES = [(1, 1), (1, 7), (2, 64), (3, 1000), (8, 1)]
TIMEOUT_S = 60


def export(easc, folder, out, logs, *arguments):
    done = subprocess.run([easc, "export-activesynclog", *logs, "-o", str(out), *arguments], cwd=folder,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=TIMEOUT_S, check=False)
    return done.returncode, done.stderr.decode("utf-8", "replace")


def first_difference(expected, actual):
    """The first line that differs; None when there is none."""
    if expected == actual:
        return None
    one, other = expected.split(b"\r\n"), actual.split(b"\r\n")
    for n, (a, b) in enumerate(zip(one, other), 1):
        if a != b:
            return f"line {n}: expected {a!r}, got {b!r}"
    return f"expected {len(one)} lines, got {len(other)}"


def compare(expected, out):
    """The first difference of six files in a folder; there may be no seventh."""
    names = sorted(p.name for p in out.iterdir())
    if names != sorted(expected):
        return f"expected {sorted(expected)}, got {names}"
    for name in expected:
        found = first_difference(expected[name], (out / name).read_bytes())
        if found:
            return f"{name}, {found}"
    return None


# ---- cases ---------------------------------------------------------------------------------------


class Case:
    def __init__(self, folder):
        self.folder, self.name = folder, folder.name
        self.arguments = self._text("args").split("\n")[:-1]
        self.says = self._text("says").split("\n")[:-1]  # what standard error holds; nothing when it is not there
        self.is_cmdlet = (folder / "cmdlet").exists()

    def _text(self, name):
        path = self.folder / name
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def logs(self):
        return sorted(p.relative_to(self.folder).as_posix() for p in (self.folder / "input").rglob("*.log"))

    def read_again(self, how):
        return reading.six_files([(name, (self.folder / name).read_bytes()) for name in self.logs()], how)

    def expected(self):
        return {name: (self.folder / "expect" / name).read_bytes() for name in reading.FILES}


def check_case(easc, case):
    expected = case.expected()
    for pieces in [None] + PIECES:
        extra = ["--threads", str(pieces[0]), "--chunk-bytes", str(pieces[1])] if pieces else []
        with tempfile.TemporaryDirectory(prefix="easc-export-") as out:
            code, errors = export(easc, case.folder, out, ["input"], *case.arguments, *extra)
            found = compare(expected, Path(out)) if code == 0 else f"exit status {code}: {errors}"
            lacks = [word for word in case.says if word not in errors]
            if not found and (lacks or (errors and not case.says)):
                found = f"standard error lacks {lacks}: {errors!r}"
            if found:
                return f"{' '.join(extra)} {found}"
    if case.arguments:
        return None
    for how in [reading.Ours()] + ([reading.Cmdlet()] if case.is_cmdlet else []):
        for name, text in case.read_again(how).items():
            found = first_difference(expected[name], text)
            if found:
                return f"{type(how).__name__} of cmdlet_reading.py says otherwise: {name}, {found}"
    return None


def update(case):
    how = reading.Cmdlet() if case.is_cmdlet else reading.Ours()
    (case.folder / "expect").mkdir(exist_ok=True)
    for name, text in case.read_again(how).items():
        (case.folder / "expect" / name).write_bytes(text)


# ---- logs at random ------------------------------------------------------------------------------

FIELDS = ("date", "time", "s-computername", "s-ip", "cs-method", "cs-uri-stem", "cs-uri-query", "s-port", "cs-username", "c-ip",
          "cs(User-Agent)", "cs-host", "sc-status", "sc-substatus", "sc-win32-status", "sc-bytes", "cs-bytes", "time-taken")
NAMES = ["amy", "Amy", "CONTOSO\\amy", "contoso\\AMY", "bob-lee", "boblee", "bob_x", "o'neil", "amy@contoso.com", "CONTOSO\\CAS01$", "-"]
IDS = ["D1", "d1", "X_1", "1", "IMEI350049429531100", "a,b", 'q"q', '"q",', "=1+1", "", "+5", "a b".replace(" ", "+")]
COMMANDS = ["Sync", "sync", "GetItemEstimate", "SendMail", "smartreply", "SmartForward", "Search", "Settings", "Ping", "Provision"]
AGENTS = ["Apple-iPhone3C1/801.293", "apple-iphone3C1/801.293", "MSFT-PPC/5.2.5082", "Mozilla/4.0+(compatible;+MSIE)", "a,b", "-",
          "Nokia\"E7\"", "@x", "z_1", "z1"]


def some(chance, *values):
    return chance.choice(values)


def block(chance, letters):
    return "".join(f"{chance.choice([0, 0, 1, 2, 17, 4294967295, 4294967296])}{letter}" for letter in letters.split())


def plain_item(chance):
    """An item of a shape that the cmdlet reads."""
    number = chance.choice([0, 1, 2, 3, 3, 1, 77, 4294967296])
    return chance.choice([
        lambda: "Ty:" + chance.choice(["Em", "Ca", "Co", "Ta", "Nt", "Sm", "em"]),
        lambda: "Ty:" + chance.choice(["Em", "Ca"]),
        lambda: "Cli:" + block(chance, "a c d f e"),
        lambda: "Srv:" + block(chance, "a c d s e r A sd"),
        lambda: "Oof:" + chance.choice(["Set", "get", "Get", "x"]),
        lambda: f"{chance.choice(['Ssp', 'Unc', 'Att', 'Attb'])}{number}",
        lambda: f"Pa{chance.choice([0, 1, 2, 3])}",
        lambda: f"{chance.choice(['V', 'Hb', 'S', 'Rto', 'LdapC', 'Fet'])}{number}",
        lambda: chance.choice(["Mbx:MBX1.contoso.local", "Error:DeviceNotProvisioned", "As:AllowedG", "Fid:1",
                               "Budget:(A)Conn%3a1%2cHang"]),
    ])()


def odd_item(chance):
    """An item at which the cmdlet loses the whole value, or that means nothing to it."""
    return chance.choice(["TmRcv06:53:38.44", "SC1:1", "Ver1:161", "ProvSyncTypeN", "", "CmdHC-8", "Pa:1", "Pa4", "Pa5", "Att:3",
                          "Svr:2A0C2D1F1E", "Cli:0a1c0d0f0e0s0fs", "Srv:1a2c0d0s0e", "Srv:", "Ty:", "Pa", "!"])


def make_query(chance, is_odd):
    if chance.random() < 0.1:
        return "-"
    parts = []
    for name, values in (("Cmd", COMMANDS), ("User", NAMES[:4]), ("DeviceId", IDS), ("DeviceType", ["iPhone", "PocketPC", "", "-x"])):
        if chance.random() < 0.9:
            parts.append(some(chance, name, name.lower(), name.upper()) + "=" + chance.choice(values))
    chance.shuffle(parts)
    if chance.random() < 0.8:
        item = lambda: odd_item(chance) if is_odd and chance.random() < 0.2 else plain_item(chance)
        parts.append("Log=" + "".join(item() + "_" for _ in range(chance.randrange(9))))
    if is_odd and chance.random() < 0.3:
        parts.insert(chance.randrange(len(parts) + 1), chance.choice(["", "bare", "=x", "Cmd=Ping", "DeviceId=again"]))
    if is_odd and chance.random() < 0.1:
        parts = [chance.choice(["jAAJBAp2MTQwRGV2aWNlAApTbWFydFBob25l", "eQAJBBDcSD1lo7xHHIma0vSeo7KzBODKg1AIUG9ja2V0UEM%3D"])] + parts[-1:]
    return "&".join(parts) or "-"


def make_row(chance, is_odd):
    moment = datetime.datetime(2011, 5, 1) + datetime.timedelta(seconds=chance.randrange(12 * 86400))
    stems = ["/Microsoft-Server-ActiveSync", "/microsoft-server-activesync/DEFAULT.eas"]
    if is_odd:
        stems += ["/Microsoft-Server-ActiveSync/Proxy/default.eas"] * 2 + ["/Microsoft-Server-ActiveSync/", "/owa/", stems[0] + "/x"]
    values = {
        "date": moment.strftime("%Y-%m-%d"), "time": moment.strftime("%H:%M:%S"), "s-computername": some(chance, "CAS01", "cas01", "-"),
        "s-ip": some(chance, "10.0.0.1", "10.0.0.2"), "cs-method": some(chance, "POST", "GET", "OPTIONS"),
        "cs-uri-stem": chance.choice(stems), "cs-uri-query": make_query(chance, is_odd), "s-port": "443",
        "cs-username": chance.choice(NAMES), "c-ip": "192.0.2.1", "cs(User-Agent)": chance.choice(AGENTS),
        "cs-host": some(chance, "mail.contoso.com", "MAIL.contoso.com:443", "-"), "sc-status": some(chance, "200", "0200", "401", "449", "5", "-"),
        "sc-substatus": some(chance, "0", "2", "-"), "sc-win32-status": "0",
        "sc-bytes": some(chance, "0", "100", "+7", "-0", "x", "18446744073709551616"), "cs-bytes": some(chance, "1", "4294967296", "-"),
        "time-taken": "1",
    }
    return values


def make_log(chance, is_odd):
    names = [n for n in FIELDS if n in ("date", "time", "cs-uri-stem") or chance.random() < 0.9]
    chance.shuffle(names)
    lines = ["#Software: Microsoft Internet Information Services 7.5", "#Fields: " + " ".join(names)]
    for _ in range(chance.randrange(60)):
        values = make_row(chance, is_odd)
        row = " ".join(values[n] for n in names)
        lines.append(row if chance.random() < 0.98 else row + " cut")
    return ("\r\n".join(lines) + some(chance, "", "\r\n")).encode()


def check_random(easc, seed, is_odd):
    chance = random.Random(seed)
    logs = [(f"{chance.randrange(10**6)}-{i}.log", make_log(chance, is_odd)) for i in range(chance.randint(1, 4))]
    how = reading.Ours() if is_odd else reading.Cmdlet()
    expected = reading.six_files(logs, how)
    extra = ["--threads", str(chance.choice([1, 2, 5])), "--chunk-bytes", str(chance.choice([1, 50, 1000, 100000]))]
    with tempfile.TemporaryDirectory(prefix="easc-export-") as scratch:
        folder, out = Path(scratch) / "in", Path(scratch) / "out"
        folder.mkdir()
        out.mkdir()
        for name, data in logs:
            (folder / name).write_bytes(data)
        code, errors = export(easc, scratch, "out", ["in"], *extra)
        return compare(expected, out) if code == 0 else f"exit status {code}: {errors}"


# ---- the command ---------------------------------------------------------------------------------


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--easc", required=True, help="the program")
    parser.add_argument("--update", action="store_true", help="write the expected files of cases without args anew")
    parser.add_argument("--filter", default="", help="only cases whose name contains this")
    parser.add_argument("--seed", type=int, default=None, help="repeat the random logs of an earlier run")
    parser.add_argument("--rounds", type=int, default=30, help="random logs of either kind")
    arguments = parser.parse_args()
    easc = str(Path(arguments.easc).resolve())
    cases = [Case(p.parent) for p in sorted(Path(__file__).resolve().parent.glob("*/input")) if arguments.filter in p.parent.name]
    if arguments.update:
        for case in (case for case in cases if not case.arguments):
            update(case)
        return 0
    seed = random.SystemRandom().randrange(10**6) if arguments.seed is None else arguments.seed
    results = [(case.name, check_case(easc, case)) for case in cases]
    for i in range(arguments.rounds * 2):
        results.append((f"random logs, --seed {seed} --rounds {arguments.rounds}, number {i}",
                        check_random(easc, f"{seed}/{i}", i % 2 == 1)))
    for name, complaint in results:
        if complaint:
            print(f"FAILED {name}: {complaint}", flush=True)
    failed = sum(1 for _, complaint in results if complaint)
    print(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
