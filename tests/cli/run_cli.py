#!/usr/bin/env python3
"""Tests the command line of easc as a user runs it.

    run_cli.py --easc PATH [--wine ON_CONSOLE] [--filter TEXT]

Every function below that begins with test_ is a test; its name is the sentence it proves. One line is
printed for each that fails, one for each that cannot run here and why; the last line is
"N passed, N failed". Exit status 0 when none failed, else 1.
"""
import argparse
import fcntl
import gzip
import io
import json
import os
import pty
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import termios
import threading
import time
import traceback
import zipfile
from pathlib import Path

DONE, NOT_READY, INSUFFICIENT, USAGE, NO_INPUT, SOME_INPUT, OUTPUT, INTERRUPTED = 0, 1, 2, 3, 4, 5, 6, 130
TIMEOUT_S = 60
NOBODY = 65534
MEMORY_KIB = 600 * 1024  # for inputs of 1 GiB; sanitizers keep freed memory for a while
COMMANDS = ("scan", "gate", "report")

HEAD = ("#Software: Microsoft Internet Information Services 7.5\r\n#Version: 1.0\r\n#Date: 2011-05-06 00:00:00\r\n"
        "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status "
        "sc-substatus sc-win32-status time-taken\r\n")
EASY_GATE = ["--min-covered-days", "1", "--min-proven-percent", "0", "--max-unknown-percent", "100"]

easc = ""  # the program, set by main
on_console = ""  # under Wine: runs it on a console, and tells what is there at the end
is_wine = False  # the program is for Windows and runs under Wine


class Skip(Exception):
    """A test cannot run on this system, or not by this user."""


def needs(what):
    """What Wine does not have or cannot show."""
    if is_wine:
        raise Skip(f"Wine has no {what}")


def row(time_of_day="09:00:00", device="ApplDNPGK3TLDDP9", user="amy", command="Sync", status=200, items="As:AllowedG"):
    return (f"2011-05-06 {time_of_day} 192.168.1.41 POST /Microsoft-Server-ActiveSync/default.eas "
            f"User={user}&DeviceId={device}&DeviceType=iPhone&Cmd={command}&Log=V140_{items}_Throttle0_ 443 CONTOSO\\{user} "
            f"198.51.100.23 Apple-iPhone3C1/801.293 {status} 0 0 203\r\n")


PASSES = HEAD + row() + row("10:00:00")
PROVEN = HEAD + row(command="Provision", items="Pa1_S1") + row("09:00:01", items="Pk3609689902_As:AllowedG")
REFUSED = HEAD + "".join(row(f"09:0{i}:00", items="S141_Error:LegacyDeviceOnStrictPolicy_As:BlockedP") for i in range(3))
MANY = HEAD + "".join(row(device=f"Appl{i:08d}") for i in range(2000))


class Result:
    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    def expect(self, code, *words):
        """The exit status, and words that standard error holds."""
        check(self.code == code, f"exit status {self.code} instead of {code}; standard error: {self.err!r}")
        for word in words:
            check(word.lower() in self.err.lower(), f"standard error lacks {word!r}: {self.err!r}")
        return self

    def json(self):
        return json.loads(self.out)


def check(condition, message):
    if not condition:
        raise AssertionError(message)


def run(folder, *arguments, stdin=b"", **more):
    done = subprocess.run([easc, *arguments], cwd=folder, input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          timeout=TIMEOUT_S, check=False, **more)
    return Result(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


def shell(folder, script):
    """For what only a shell can do to a program: closed streams."""
    done = subprocess.run(["sh", "-c", script, "sh", easc], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=TIMEOUT_S, check=False)
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


class Terminal:
    """A terminal for a program, with somebody who looks at it; under Wine it is a console of Windows."""

    def __init__(self):
        self.master, self.slave = pty.openpty()
        self.shown = b""
        self.looking = threading.Thread(target=self._look, daemon=True)

    def __enter__(self):
        self.looking.start()
        return self

    def __exit__(self, *_):
        os.close(self.slave)
        self.looking.join(5)
        os.close(self.master)

    def _look(self):
        try:
            while piece := os.read(self.master, 65536):
                self.shown += piece
        except OSError:
            pass  # nobody has it open any more

    def text(self):
        """What was written, without what moves the cursor."""
        return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", self.shown.decode("utf-8", "replace"))

    def start(self, command, folder, **streams):
        """Its own terminal, so that Ctrl-C reaches it."""
        slave = self.slave
        return subprocess.Popen(command, cwd=folder, start_new_session=True,
                                preexec_fn=lambda: fcntl.ioctl(slave, termios.TIOCSCTTY, 0),
                                **{name: slave if stream is None else stream for name, stream in streams.items()})

    def wait_for(self, word):
        deadline = time.monotonic() + TIMEOUT_S
        while word not in self.text():
            check(time.monotonic() < deadline, f"the terminal does not show {word!r}, but {self.text()!r}")
            time.sleep(0.05)

    def press_control_c(self):
        os.write(self.master, b"\x03")


class Console:
    """What a program left on a console of Windows."""

    def __init__(self, text):
        head, _, self.screen = text.partition("\n\n")
        values = {name: int(value) for name, value in (line.split("=") for line in head.splitlines())}
        self.code = values["exit"]
        check(values["mode_before"] == values["mode_after"], f"the console has another mode: {head}")
        check(values["code_page_before"] == values["code_page_after"], f"the console has another code page: {head}")


def run_on_console(folder, *arguments, event="none", after_ms=1500, env=None):
    if not on_console:
        raise Skip("a console of Windows")
    with tempfile.TemporaryDirectory(prefix="easc-console-") as place, Terminal() as terminal:
        result = Path(place) / "result"
        command = [on_console, str(result), event, str(after_ms), easc + ".exe", *arguments]
        with terminal.start(command, folder, stdin=subprocess.PIPE, stdout=None, stderr=None,
                            env=dict(os.environ, **(env or {}))) as program:
            check(program.wait(TIMEOUT_S) == 0, f"no console: {terminal.text()}")
        return Console(result.read_text(encoding="utf-8"))


def put(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def names_in(folder):
    return sorted(p.name for p in folder.iterdir())


ROWS_2011 = Path(__file__).resolve().parents[2] / "examples/explain/rows-2011.log"
REFUSED_QUERY = "Cmd=Sync&User=amy&DeviceId=A1&Log=V141_S142_Error:DeviceNotProvisioned_"


# ---- help, version, wrong usage ------------------------------------------------------------------


def test_help_of_every_command_has_examples(folder):
    for command in COMMANDS:
        for flag in ("--help", "-h"):
            got = run(folder, command, flag).expect(DONE)
            check(got.err == "", f"{command} {flag} writes to standard error")
            for word in ("Usage: easc " + command, "Examples:", "Exit codes:", "  easc " + command):
                check(word in got.out, f"{command} {flag} lacks {word!r}")
            check(all(len(text) <= 100 for text in got.out.splitlines()), "a line of the help is longer than 100")


def test_help_of_a_command_can_be_asked_for_in_front(folder):
    for command in COMMANDS:
        check(run(folder, "help", command).expect(DONE).out == run(folder, command, "--help").out, command)
    run(folder, "help", "nonsense").expect(USAGE, "no such command")


def test_a_selection_that_leaves_nothing_is_told(folder):
    put(folder, "a.log", PASSES)
    run(folder, "scan", "a.log", "--server", "NOBODY").expect(DONE, "no ActiveSync row", "--server")
    run(folder, "scan", "a.log", "--user", "nobody").expect(DONE, "no device", "--user")


def test_help_names_every_option_of_its_command(folder):
    for command in COMMANDS:
        text = run(folder, command, "--help").out
        for name in ("since", "until", "server", "exclude-server", "include-monitoring", "assume-fields", "policy-off",
                     "policy-on", "policy", "policy-name", "catalogue", "identity-map", "active-days", "threads", "output", "quiet"):
            check("--" + name in text, f"the help of {command} lacks --{name}")
        for name in ("max-failing-users", "min-proven-percent", "accept-gap", "mailboxes", "vip"):
            check(("--" + name in text) == (command != "scan"), f"--{name} in the help of {command}")


def test_help_goes_before_everything_behind_it(folder):
    run(folder, "scan", "--help", "--no-such-option").expect(DONE)


def test_the_program_itself_has_help_and_a_version(folder):
    for word in ("--help", "-h", "help"):
        got = run(folder, word).expect(DONE)
        check(all(command in got.out for command in COMMANDS), "a command is not named")
    got = run(folder, "--version").expect(DONE)
    check(re.fullmatch(r"easc \d+\.\d+\.\d+\S*\n", got.out), f"no version: {got.out!r}")


def test_no_arguments_and_unknown_commands_are_wrong_usage(folder):
    got = run(folder).expect(USAGE, "usage:")
    check(got.out == "", "the usage goes to standard output")
    run(folder, "scna").expect(USAGE, "scna", "there is no such command")
    run(folder, "").expect(USAGE, "usage:")


def test_a_command_without_paths_says_what_it_reads(folder):
    for command in ("scan", "gate"):
        run(folder, command).expect(USAGE, "which logs", f"easc {command} --help")
    run(folder, "scan", "").expect(USAGE, "path is empty")


def test_unknown_options_are_wrong_usage_and_name_the_help(folder):
    for option in ("--no-such-option", "--no-such-option=1", "-x", "-qo", "--", "--since2=1", "--h"):
        words = ("easc scan --help",) if option == "--" else (option, "easc scan --help")
        run(folder, "scan", option).expect(USAGE, *words)


def test_an_option_of_another_command_is_wrong_usage(folder):
    put(folder, "a.log", PASSES)
    for option in ("--max-failing-users=1", "--accept-gap=A=2011-05-06", "--mailboxes=x.csv", "--vip=x.txt"):
        run(folder, "scan", option, "a.log").expect(USAGE, "no meaning for this command", "easc scan --help")
    for option in ("--user=amy", "--device=X"):
        run(folder, "gate", option, "a.log").expect(USAGE, "no meaning for this command", "easc gate --help")


BAD_VALUES = [
    ("scan", "--since", ["", "yesterday", "2011-13-01", "2011-02-29", "06.05.2011", "2011-05-06T25:00:00Z", "2011-05-06x"], "2011-05-06T11:30:00Z"),
    ("scan", "--until", ["", "2011-05-32", "2011-05-06T10:00:00+2"], "2011-05-06T11:30:00Z"),
    ("scan", "--server", [""], "expected a name"),
    ("scan", "--exclude-server", [""], "expected a name"),
    ("scan", "--device", [""], "expected a name"),
    ("scan", "--assume-fields", ["", "date time", "cs-uri-stem", "7.5"], "auto"),
    ("scan", "--threads", ["", "-1", "257", "two", "1.5", "99999999999999999999"], "from 1 to 256"),
    ("scan", "--active-days", ["", "-1", "36501", "30d"], "from 0 to 36500"),
    ("scan", "--policy-off", ["", "2011-05-06...2011-05-07", "2011-05-07..2011-05-06", "2011-05-06..x", "today", "2011-05-06T00:00:00Z"], "FROM..TO"),
    ("scan", "--policy-on", ["", "..2011-05-06", "2011-05-07..2011-05-06", "2011-5-6"], "FROM..TO"),
    ("scan", "--catalogue", [""], "catalogue"),
    ("scan", "--policy", [""], "Get-MobileDeviceMailboxPolicy"),
    ("scan", "--policy-name", [""], "name of a policy"),
    ("scan", "--identity-map", [""], "names of users"),
    ("scan", "--format", ["", "xml", "jso", "jsonx", "xlsx"], "text, csv or json"),
    ("scan", "--output", [""], "name of a file"),
    ("gate", "--mailboxes", [""], "Get-CASMailbox"),
    ("gate", "--vip", [""], "one name a line"),
    ("gate", "--accept-gap", ["", "CAS01", "=2011-05-06", "CAS01=", "CAS01=2011-05-07..2011-05-06", "2011-05-06"], "SERVER=FROM"),
    ("gate", "--max-failing-users", ["", "-1", "1.5", "x", "1000000001"], "whole number"),
    ("gate", "--max-upgrade-required", ["", "-1", "0.1"], "whole number"),
    ("gate", "--min-payload-rows", ["", "-1", "1e3"], "whole number"),
    ("gate", "--min-covered-days", ["", "-1", "14d"], "whole number"),
    ("gate", "--max-missing-days", ["", "-1", "1,5"], "whole number"),
    ("gate", "--min-payload-percent", ["", "-1", "100.1", "95%", "1.23456", "95,5"], "percentage"),
    ("gate", "--max-unknown-percent", ["", "101", "."], "percentage"),
    ("gate", "--min-proven-percent", ["", "1000", "80.", "+80"], "percentage"),
]


def test_bad_values_of_every_option_say_what_is_expected(folder):
    put(folder, "a.log", PASSES)
    for command, option, values, words in BAD_VALUES:
        for value in values:
            for arguments in ([f"{option}={value}"], [option, value]):
                got = run(folder, command, *arguments, "a.log")
                check(got.code == USAGE, f"{command} {arguments}: exit status {got.code} instead of {USAGE}")
                check(words.lower() in got.err.lower(), f"{command} {arguments}: {got.err!r} lacks {words!r}")
                check(option[2:] in got.err and f"easc {command} --help" in got.err, f"{command} {arguments}: {got.err!r}")
                check(got.out == "", f"{command} {arguments} writes output")


def test_an_option_without_its_value_is_wrong_usage(folder):
    for command, option, _, _ in BAD_VALUES:
        got = run(folder, command, "logs", option).expect(USAGE, option)
        check("need" in got.err or "expected" in got.err, got.err)
    run(folder, "scan", "logs", "-o").expect(USAGE, "-o")


def test_a_switch_takes_true_or_false_or_nothing(folder):
    put(folder, "a.log", PASSES)
    run(folder, "scan", "--include-monitoring", "a.log").expect(DONE)
    run(folder, "scan", "--include-monitoring=false", "a.log").expect(DONE)
    run(folder, "scan", "--include-monitoring=maybe", "a.log").expect(USAGE, "true or false")


def test_periods_that_overlap_are_wrong_usage(folder):
    put(folder, "a.log", PASSES)
    for off, on in (("2011-05-01..2011-05-06", "2011-05-06"), ("2011-05-01", "2012-01-01..2012-01-02"),
                    ("2011-05-03..2011-05-03", "2011-05-01..2011-05-05")):
        for command in COMMANDS:
            run(folder, command, "a.log", "--policy-off", off, "--policy-on", on, "-o", "out").expect(USAGE, "overlap")
    run(folder, "scan", "a.log", "--policy-off", "2011-05-01..2011-05-05", "--policy-on", "2011-05-06").expect(DONE)
    check(not (folder / "out").exists(), "output was written")


def test_until_before_since_is_wrong_usage(folder):
    put(folder, "a.log", PASSES)
    run(folder, "scan", "a.log", "--since", "2011-05-06", "--until", "2011-05-06").expect(USAGE, "--until", "--since")


def test_a_catalogue_that_is_none_is_wrong_usage(folder):
    put(folder, "a.log", PASSES)
    put(folder, "bad.json", '{"schema": "easc.catalogue/1", "rules": [')
    run(folder, "scan", "a.log", "--catalogue", "bad.json").expect(USAGE, "bad.json")
    run(folder, "scan", "a.log", "--catalogue", "missing.json").expect(USAGE, "missing.json")
    run(folder, "scan", "a.log", "--catalogue", "logo-2011").expect(DONE)


OURS = ('{"schema": "easc.catalogue/1", "name": "ours", "title": "Our phones", "version": "1", "extends": "logo-2011",\n'
        ' "rules": [{"id": "our-touchdown", "match": {"family": "%s"}, "minimumVersion": "7.1"}]}')


def test_catalogue_has_help_with_examples_in_every_place(folder):
    text = run(folder, "catalogue", "--help").expect(DONE).out
    for arguments in (["-h"], ["list", "-h"], ["check", "--help"], ["explain", "x", "--help"]):
        check(run(folder, "catalogue", *arguments).expect(DONE).out == text, arguments)
    check(run(folder, "help", "catalogue").out == text, "easc help catalogue")
    for word in ("Usage: easc catalogue list", "Examples:", "Exit codes:", "--protocol", "--offered", '"extends": "logo-2011"'):
        check(word in text, f"the help lacks {word!r}")
    check(all(len(line) <= 100 for line in text.splitlines()), "a line of the help is longer than 100")


def test_catalogue_list_names_what_is_shipped(folder):
    text = run(folder, "catalogue", "list").expect(DONE).out
    check("logo-2011 (default)" in text and "exchange-online-2026" in text, text)
    listed = run(folder, "catalogue", "list", "--format", "json").json()
    check([c["name"] for c in listed["catalogues"] if c["default"]] == ["logo-2011"], listed)


def test_catalogue_check_says_what_a_file_holds_or_where_its_fault_is(folder):
    put(folder, "ours.json", OURS % "TouchDown")
    put(folder, "bad.json", OURS % "Touchdown")
    check("Rules       6: 1 of its own" in run(folder, "catalogue", "check", "ours.json").expect(DONE).out, "no count")
    got = run(folder, "catalogue", "check", "ours.json", "-o", "out.json").expect(DONE)
    check(got.out == "" and json.loads((folder / "out.json").read_text())["name"] == "ours", "no JSON by its name")
    got = run(folder, "catalogue", "check", "bad.json")
    got.expect(USAGE, "bad.json, line 2, byte ", "$.rules[0].match.family: expected a client family", "TouchDown")
    run(folder, "catalogue", "check", "nothing.json").expect(USAGE, "nothing.json", "logo-2011, exchange-online-2026")


def test_catalogue_check_never_writes_over_the_file(folder):
    put(folder, "ours.json", OURS % "TouchDown")
    os.makedirs(folder / "sub")
    for name in ("ours.json", "sub/../ours.json"):
        run(folder, "catalogue", "check", "ours.json", "-o", name).expect(OUTPUT, "choose another name")
    check((folder / "ours.json").read_text() == OURS % "TouchDown", "the file changed")


def test_catalogue_explain_says_what_a_client_needs(folder):
    nokia = "NokiaE721/2.02(0)MailforExchange+3gpp-gba"
    put(folder, "ours.json", OURS % "TouchDown")
    text = run(folder, "catalogue", "explain", nokia).expect(DONE).out
    for word in ("Nokia Mail for Exchange 2.2.0", "UpgradeRequired", "logo2011-nokia-mfe", "3.0.50 or later", "Source"):
        check(word in text, f"{word!r} is not told: {text}")
    for option in (["--catalogue", "ours.json"], ["--catalogue=ours.json"]):
        got = run(folder, "catalogue", "explain", "TouchDown/7.0", *option, "--format=json").expect(DONE).json()
        check(got["catalogue"]["rule"] == "our-touchdown" and got["catalogue"]["minimumVersion"] == "7.1", got)
    online = ["catalogue", "explain", "--catalogue", "exchange-online-2026", "--format", "json", "Android/9-EAS-2.0"]
    for more, verdict in (([], "Undetermined"), (["--protocol", "14.1"], "Undetermined"),
                          (["--protocol", "14.1", "--offered", "16.1"], "UpgradeRequired"),
                          (["--protocol", "16.1"], "Certified")):
        got = run(folder, *online, *more).expect(DONE).json()["catalogue"]["verdict"]
        check(got == verdict, f"{more}: {got} instead of {verdict}")
    got = run(folder, "catalogue", "explain", "--type=iPhone", "--os", "iOS 16.1 20B82", "--model", "iPhone14C5", "--format", "json")
    check((got.json()["clientVersion"], got.json()["deviceModel"]) == ("16.1", "iPhone 13"), got.out)


def test_catalogue_is_told_when_it_is_asked_wrongly(folder):
    for arguments, words in (([], ["list, check FILE or explain AGENT"]), (["lst"], ["lst"]), (["check"], ["name the file"]),
                             (["list", "x"], ["x", "too many"]), (["check", "a", "b"], ["too many"]),
                             (["explain"], ["user agent"]), (["explain", "a", "b"], ["one user agent"]),
                             (["explain", "a", "--protocol", "161"], ["14.1"]), (["explain", "a", "--os"], ["needs a value"]),
                             (["explain", "a", "-o"], ["needs a value"]), (["explain", "a", "-x"], ["no such option"]),
                             (["explain", "a", "--since", "1"], ["no such option"]),
                             (["list", "--format", "csv"], ["text or json"]),
                             (["check", "a", "--type", "x"], ["catalogue explain"])):
        got = run(folder, "catalogue", *arguments).expect(USAGE, "easc catalogue --help", *words)
        check(got.out == "", f"{arguments}: {got.out}")
    check("Other" in run(folder, "catalogue", "explain", "--", "--type").expect(DONE).out, "-- ends no options")


def test_mailboxes_that_cannot_be_read_are_wrong_usage(folder):
    put(folder, "a.log", PASSES)
    put(folder, "odd.csv", "Identity,ActiveSyncEnabled\r\namy,True\r\n")
    run(folder, "gate", "a.log", "--mailboxes", "odd.csv").expect(USAGE, "odd.csv")
    run(folder, "gate", "a.log", "--mailboxes", "missing.csv").expect(USAGE, "missing.csv")


POLICY = "Name,IsDefault,WhenChangedUTC,AllowNonProvisionableDevices,PasswordEnabled,AllowCamera\r\n"


def test_a_policy_file_is_told_in_every_document(folder):
    put(folder, "a.log", PASSES)
    put(folder, "policy.csv", POLICY + "Strict,True,2011-05-07 00:00:00,False,True,False\r\n")
    for command in ("scan", "gate"):
        arguments = [command, "a.log", "--policy", "policy.csv"] + (EASY_GATE if command == "gate" else [])
        got = run(folder, *arguments, "--format", "json")
        policy = got.json()["policy"]
        check(policy["name"] == "Strict" and policy["whenChanged"] == "2011-05-07T00:00:00Z", f"{policy}")
        check(policy["beyondCertified"] == ["AllowCamera"], f"{policy}")
        check("AllowNonProvisionableDevices is false" in run(folder, *arguments).out, "the text lacks the policy")
        check("policy" not in run(folder, command, "a.log", "--format", "json").json(), "a policy without a file")
    run(folder, "report", "a.log", "--policy", "policy.csv", "-o", "a.xlsx").expect(DONE)
    with zipfile.ZipFile(Path(folder) / "a.xlsx") as book:
        text = book.read("xl/sharedStrings.xml").decode()
    check("AllowNonProvisionableDevices is false" in text, "the workbook lacks the policy")


def test_a_policy_file_that_cannot_be_used_is_wrong_usage(folder):
    put(folder, "a.log", PASSES)
    put(folder, "two.csv", POLICY + "A,False,,,True,\r\nB,False,,,True,\r\n")
    put(folder, "odd.csv", POLICY + "A,True,,,Perhaps,\r\n")
    put(folder, "bomb.xml", '<!DOCTYPE Objs [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>\n<Objs>&b;</Objs>')
    run(folder, "gate", "a.log", "--policy", "two.csv").expect(USAGE, "two.csv", "--policy-name", "A, B")
    run(folder, "gate", "a.log", "--policy", "two.csv", "--policy-name", "C").expect(USAGE, "A, B")
    run(folder, "gate", "a.log", "--policy", "odd.csv").expect(USAGE, "odd.csv, line 2", "PasswordEnabled", "True or False")
    run(folder, "scan", "a.log", "--policy", "bomb.xml").expect(USAGE, "bomb.xml, line 1", "document type")
    run(folder, "scan", "a.log", "--policy", "missing.xml").expect(USAGE, "missing.xml")
    run(folder, "scan", "a.log", "--policy-name", "A").expect(USAGE, "needs --policy")
    got = run(folder, "scan", "a.log", "--policy", "two.csv", "--policy-name", "b", "--format", "json").expect(DONE).json()
    check(got["policy"]["name"] == "B", "another policy was taken")


def test_an_identity_map_names_people_in_every_output(folder):
    put(folder, "a.log", HEAD + row(user="S-1-5-21-7").replace("CONTOSO\\S-1-5", "S-1-5") + row("10:00:00"))
    put(folder, "people.csv", 'SamAccountName,Sid,DisplayName,Department\r\namy,S-1-5-21-7,"=cmd|x, \x1b[31mAmy",Sales\r\n')
    given = ["a.log", "--identity-map", "people.csv"]
    devices = run(folder, "scan", *given, "--format", "json").expect(DONE).json()["devices"]
    check([d["user"] for d in devices] == ["CONTOSO\\amy"], devices)
    check((devices[0]["displayName"], devices[0]["department"]) == ("=cmd|x, \x1b[31mAmy", "Sales"), devices)
    check("displayName" not in run(folder, "scan", "a.log", "--format", "json").json()["devices"][0], "without a map")
    table = run(folder, "scan", *given, "--format", "csv").expect(DONE).out
    check(",displayName,department,deviceId," in table and '"\'=cmd|x, \ufffd[31mAmy",Sales,' in table, table)
    check("displayName" not in run(folder, "scan", "a.log", "--format", "csv").out, "a column without a map")
    text = run(folder, "scan", *given).expect(DONE).out
    check("CONTOSO\\amy (=cmd|x, \ufffd[31mAmy)" in text and "--identity-map, 1 line)" in text, text)
    run(folder, "report", *given, "-o", "r.xlsx").expect(DONE)
    strings = zipfile.ZipFile(folder / "r.xlsx").read("xl/sharedStrings.xml").decode()
    check("Display name" in strings and "Department" in strings, "no columns in the workbook")


def test_identity_maps_that_cannot_be_read_are_wrong_usage(folder):
    put(folder, "a.log", PASSES)
    put(folder, "odd.csv", "DisplayName,Department\nA,B\n")
    for command in COMMANDS:
        got = run(folder, command, "a.log", "--identity-map", "odd.csv", "-o", "out")
        got.expect(USAGE, "odd.csv, line 1", "SamAccountName, UserPrincipalName, PrimarySmtpAddress, Sid")
        run(folder, command, "a.log", "--identity-map", "missing.csv", "-o", "out").expect(USAGE, "missing.csv")
    check(not (folder / "out").exists(), "output was written")


def test_vips_who_fail_come_first(folder):
    refused = "".join(row(f"09:00:0{i}", f"X{user}", user, status=449, items="Pk0_Error:DeviceNotProvisioned")
                      for user in ("amy", "zoe") for i in range(3))
    put(folder, "a.log", HEAD + refused + row("10:00:00", "Y", "bob"))
    put(folder, "vip.txt", "zoe\r\n\r\nnobody\r\n")
    got = run(folder, "gate", "a.log", "--vip", "vip.txt")
    check(got.out.index("zoe") < got.out.index("amy"), "a VIP does not come first")
    check("VIP, " in got.out and "nobody" in got.out, "VIPs are not told")
    gate = run(folder, "gate", "a.log", "--vip", "vip.txt", "--format", "json").json()
    check(gate["vipFailingUsers"] == ["CONTOSO\\zoe"] and gate["unseenVips"] == ["nobody"], f"{gate}")
    put(folder, "empty.txt", "\n")
    run(folder, "gate", "a.log", "--vip", "empty.txt").expect(USAGE, "empty.txt", "names nobody")
    run(folder, "gate", "a.log", "--vip", "missing.txt").expect(USAGE, "missing.txt")


def test_two_dashes_end_the_options(folder):
    put(folder, "-x.log", PASSES)
    got = run(folder, "scan", "--format", "json", "--", "-x.log").expect(DONE).json()
    check(got["inputs"][0]["path"] == "-x.log", "the file was not read")


# ---- what is read --------------------------------------------------------------------------------


def test_standard_input_is_read(folder):
    got = run(folder, "scan", "--format", "json", "-", stdin=PASSES.encode()).expect(DONE).json()
    check((got["inputs"][0]["path"], got["totals"]["easRows"]) == ("-", 2), "standard input was not read")
    got = run(folder, "scan", "--format=json", "-", stdin=b"").expect(DONE).json()
    check(got["totals"]["rows"] == 0, "an empty standard input has rows")


def test_bytes_of_standard_input_are_taken_as_they_are(folder):
    """Ctrl-Z, CR, NUL: a program in text mode would end there, or drop them."""
    content = (HEAD + row(user="a\x1ab") + row(device="B") + "\x1a\r\n\r\r\n\0\r\n" + row(device="C")).encode()
    put(folder, "a.log", content)
    wanted = run(folder, "scan", "--format", "json", "a.log").expect(DONE).json()
    wanted["inputs"][0]["path"] = "-"
    check(wanted["totals"]["easRows"] == 3, f"{wanted['totals']}")
    piped = run(folder, "scan", "--format", "json", "-", stdin=content).expect(DONE).json()
    with open(folder / "a.log", "rb") as stdin:
        done = subprocess.run([easc, "scan", "--format", "json", "-"], cwd=folder, stdin=stdin, stdout=subprocess.PIPE,
                              timeout=TIMEOUT_S, check=True)
    for got in (piped, json.loads(done.stdout)):
        check(got["inputs"] == wanted["inputs"] and got["devices"] == wanted["devices"], f"another result: {got['inputs']}")


def test_an_empty_device_as_standard_input_is_an_empty_log(folder):
    done = subprocess.run([easc, "scan", "--format", "json", "-"], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, timeout=TIMEOUT_S, check=False)
    check(done.returncode == DONE and json.loads(done.stdout)["totals"]["rows"] == 0, f"exit status {done.returncode}")


def test_a_pattern_in_quotes_is_expanded(folder):
    for name in ("logs/u_ex1.log", "logs/u_ex2.log", "logs/x.txt", "logs/below/u_ex3.log"):
        put(folder, name, PASSES)
    got = run(folder, "scan", "--format", "json", "logs/*.log").expect(DONE).json()
    check([i["path"] for i in got["inputs"]] == ["logs/u_ex1.log", "logs/u_ex2.log"], f"read {got['inputs']}")
    got = run(folder, "scan", "--format", "json", "logs/u_ex?.*").expect(DONE).json()
    check(len(got["inputs"]) == 2, f"read {got['inputs']}")
    run(folder, "scan", "logs/*.gz").expect(NO_INPUT, "logs/*.gz")


def test_gzip_on_standard_input_and_in_a_pipe_is_unpacked(folder):
    packed = gzip.compress(PASSES.encode())
    got = run(folder, "scan", "--format", "json", "-", stdin=packed).expect(DONE).json()
    check(got["totals"]["easRows"] == 2, f"{got['totals']}")
    run(folder, "scan", "-", stdin=packed[:-9]).expect(SOME_INPUT, "cut off")
    needs("named pipes of this kind")
    os.mkfifo(folder / "pipe")
    for content in (packed, PASSES.encode()):
        writer = threading.Thread(target=(folder / "pipe").write_bytes, args=(content,))
        writer.start()
        got = run(folder, "scan", "--format", "json", "pipe").expect(DONE).json()
        writer.join()
        check(got["totals"]["easRows"] == 2, f"{got['totals']}")


def test_a_zip_archive_on_standard_input_says_to_save_it(folder):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.log", PASSES)
    run(folder, "scan", "-", stdin=packed.getvalue()).expect(NO_INPUT, "save it and name it")


def test_a_folder_without_logs_is_no_input(folder):
    (folder / "empty").mkdir()
    got = run(folder, "scan", "empty").expect(NO_INPUT, "no logs")
    check(got.out == "", "output was written")
    run(folder, "gate", "empty").expect(NO_INPUT)
    run(folder, "report", "empty", "-o", "x.xlsx").expect(NO_INPUT)
    check(not (folder / "x.xlsx").exists(), "a workbook was written")
    run(folder, "scan", "-q", "missing").expect(NO_INPUT, "missing")


def test_an_input_that_cannot_be_read_is_named_and_the_others_count(folder):
    put(folder, "a.log", PASSES)
    for command, more in (("scan", []), ("gate", EASY_GATE), ("report", ["-o", "x.xlsx"])):
        run(folder, command, "a.log", "missing.log", *more).expect(SOME_INPUT, "missing.log")
    check((folder / "x.xlsx").read_bytes()[:2] == b"PK", "the workbook is missing")


def test_a_file_that_may_not_be_read_is_named(folder):
    needs("other users")
    put(folder, "logs/a.log", PASSES)
    put(folder, "logs/b.log", PASSES).chmod(0)
    got = run_as_nobody(folder, "scan", "--format", "json", "logs").expect(SOME_INPUT, "b.log")
    check(got.json()["totals"]["easRows"] == 2, "the other file was not read")


def test_a_loop_of_links_ends_and_every_file_is_read_once(folder):
    needs("links")
    put(folder, "logs/a/u_ex1.log", PASSES)
    os.symlink("..", folder / "logs/a/up")
    os.symlink("a", folder / "logs/b")
    os.symlink("itself", folder / "logs/itself")
    os.symlink("nowhere", folder / "logs/dangling.log")
    started = time.monotonic()
    got = run(folder, "scan", "--format", "json", "logs")
    check(time.monotonic() - started < 10, "too slow")
    check(got.code in (DONE, SOME_INPUT), f"exit status {got.code}: {got.err}")
    check(got.json()["totals"]["easRows"] == 2, f"read {[i['path'] for i in got.json()['inputs']]}")


def test_a_zip_bomb_ends_early_and_clearly(folder):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("u_ex110506.log", "w", force_zip64=True) as member:
            for _ in range(1024):
                member.write(bytes(1 << 20))
    put(folder, "logs/bomb.zip", packed.getvalue())
    put(folder, "logs/u_ex1.log", PASSES)
    expect_bounded(folder)


def test_a_gzip_file_of_zeros_ends_early_and_clearly(folder):
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as stream:
        for _ in range(1024):
            stream.write(bytes(1 << 20))
    put(folder, "logs/zeros.log.gz", packed.getvalue())
    put(folder, "logs/u_ex1.log", PASSES)
    expect_bounded(folder)


def expect_bounded(folder):
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    started = time.monotonic()
    got = run(folder, "scan", "--format", "json", "--threads", "2", "logs").expect(SOME_INPUT, "expands")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    check(time.monotonic() - started < 30, "too slow")
    check(peak <= max(before, MEMORY_KIB), f"{peak // 1024} MiB of memory")
    check(got.json()["totals"]["easRows"] == 2, "the other log was not read")


def test_one_endless_line_needs_little_memory(folder):
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    with subprocess.Popen([easc, "scan", "--format", "json", "--threads", "2", "-"], cwd=folder, stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as program:
        program.stdin.write(HEAD.encode() + b"/Microsoft-Server-ActiveSync")
        for _ in range(1024):
            program.stdin.write(b"x" * (1 << 20))
        program.stdin.write(b"\r\n" + row().encode())
        program.stdin.close()
        totals = json.load(program.stdout)["totals"]
        check(program.wait(TIMEOUT_S) == DONE, "exit status")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    check(totals["rejected"] == {"too-long": 1} and totals["easRows"] == 1, f"{totals}")
    check(peak <= max(before, MEMORY_KIB), f"{peak // 1024} MiB of memory")


# ---- what is written -----------------------------------------------------------------------------


def test_the_name_of_the_output_says_its_format(folder):
    put(folder, "a.log", PASSES)
    for name, begins in (("x.json", '{"schema":"easc.scan/1"'), ("x.csv", ""), ("x.txt", ""), ("x", "")):
        got = run(folder, "scan", "a.log", "-o", name).expect(DONE)
        check(got.out == "", "the document went to standard output")
        text = (folder / name).read_text(encoding="utf-8-sig")
        check(text.startswith(begins) and "ApplDNPGK3TLDDP9" in text, f"{name}: {text[:80]!r}")
    csv = (folder / "x.csv").read_text(encoding="utf-8-sig").splitlines()
    check(len(csv) == 2 and csv[0].count(",") == csv[1].count(",") > 10, "no table of one device")
    run(folder, "scan", "a.log", "-o", "y.csv", "--format", "json").expect(DONE)
    check((folder / "y.csv").read_text().startswith("{"), "--format does not go before the name")
    run(folder, "gate", *EASY_GATE, "a.log", "--output=z.json").expect(DONE)
    check(json.loads((folder / "z.json").read_text())["schema"] == "easc.gate/1", "z.json")
    run(folder, "scan", "a.log", "-ow.json").expect(DONE)
    check((folder / "w.json").exists(), "-oNAME in one word")
    run(folder, "scan", "a.log", "-o=v.json").expect(DONE)
    check((folder / "v.json").exists(), "-o=NAME in one word")


def test_output_is_the_same_in_a_file_a_pipe_and_a_redirected_stream(folder):
    put(folder, "a.log", PASSES + row(user="Größe"))
    for command in ("scan", "gate"):
        for form in ("text", "csv", "json"):
            arguments = [easc, command, "-q", "--format", form, "a.log", *(EASY_GATE if command == "gate" else [])]
            piped = subprocess.run(arguments, cwd=folder, stdout=subprocess.PIPE, timeout=TIMEOUT_S, check=True).stdout
            with open(folder / "x", "wb") as stream:
                subprocess.run(arguments, cwd=folder, stdout=stream, timeout=TIMEOUT_S, check=True)
            redirected = (folder / "x").read_bytes()
            subprocess.run([*arguments, "-o", "y"], cwd=folder, timeout=TIMEOUT_S, check=True)
            check(piped == redirected == (folder / "y").read_bytes(), f"{command} --format {form}: the bytes differ")
            check(form == "csv" or b"\r" not in piped, f"{command} --format {form} has CR")


def test_standard_output_is_text_without_colours_when_no_one_watches(folder):
    put(folder, "a.log", PASSES)
    for command, more in (("scan", []), ("gate", EASY_GATE)):
        got = run(folder, command, "a.log", *more).expect(DONE)
        check("\x1b" not in got.out and not got.out.startswith("{"), f"{got.out[:80]!r}")
        check(got.err == "", f"standard error is not silent: {got.err!r}")


def test_a_report_is_a_workbook_and_needs_a_name(folder):
    put(folder, "a.log", PASSES)
    run(folder, "report", "a.log").expect(USAGE, "-o")
    run(folder, "report", "a.log", "--format", "json", "-o", "x.json").expect(USAGE, "workbook")
    run(folder, "report", "a.log", "-o", "x.xlsx").expect(DONE, "x.xlsx")
    with zipfile.ZipFile(folder / "x.xlsx") as book:
        check(book.testzip() is None and "xl/workbook.xml" in book.namelist(), "no workbook")


def test_quiet_says_nothing_but_what_went_wrong(folder):
    put(folder, "a.log", PASSES + row() .replace(" 203", ""))
    for command, more in (("scan", []), ("gate", EASY_GATE), ("report", ["-o", "x.xlsx"])):
        for flag in ("-q", "--quiet"):
            check(run(folder, command, flag, "a.log", *more).expect(DONE).err == "", f"{command} {flag} is not silent")
        check("rejected" in run(folder, command, "a.log", *more).expect(DONE).err, f"{command} hides a rejected row")
    run(folder, "scan", "-q", "a.log", "missing.log").expect(SOME_INPUT, "missing.log")


def test_gate_exit_codes(folder):
    put(folder, "ready.log", PROVEN)
    put(folder, "refused.log", REFUSED)
    run(folder, "gate", "ready.log", "--min-covered-days", "1").expect(DONE)
    run(folder, "gate", "ready.log").expect(INSUFFICIENT)
    run(folder, "gate", "refused.log").expect(NOT_READY)
    run(folder, "gate", "refused.log", "missing.log").expect(SOME_INPUT)
    run(folder, "gate", "missing.log").expect(NO_INPUT)
    run(folder, "report", "refused.log", "-o", "x.xlsx").expect(DONE)
    for code, name in ((DONE, "ready.log"), (NOT_READY, "refused.log")):
        got = run(folder, "gate", "--format", "json", "--min-covered-days", "1", name).expect(code).json()
        check(got["verdict"] == ("Ready" if code == DONE else "NotReady"), got["verdict"])


def test_an_output_replaces_the_old_file_whole(folder):
    put(folder, "a.log", PASSES)
    put(folder, "x.json", "old " * 100000)
    run(folder, "scan", "a.log", "-o", "x.json").expect(DONE)
    json.loads((folder / "x.json").read_text())
    check(names_in(folder) == ["a.log", "x.json"], f"left behind: {names_in(folder)}")


def test_an_output_that_cannot_be_written_is_6(folder):
    put(folder, "a.log", PASSES)
    (folder / "folder.json").mkdir()
    for command, name in (("scan", "no/such/x.json"), ("gate", "no/such/x.json"), ("report", "no/such/x.xlsx"),
                          ("scan", "folder.json"), ("report", "a.log/x.xlsx")):
        run(folder, command, *(EASY_GATE if command == "gate" else []), "a.log", "-o", name).expect(OUTPUT, name)
    check(names_in(folder) == ["a.log", "folder.json"], f"left behind: {names_in(folder)}")


def test_an_output_never_takes_the_place_of_a_log_that_was_read(folder):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("b.log", PASSES)
    put(folder, "logs/a.log", PASSES)
    put(folder, "logs/b.zip", packed.getvalue())
    for command, name in (("scan", "logs/a.log"), ("gate", "logs/../logs/a.log"), ("scan", "logs/b.zip")):
        run(folder, command, *(EASY_GATE if command == "gate" else []), "logs", "-o", name).expect(OUTPUT, "one of the logs")
    (folder / "logs/a.log").rename(folder / "logs/a.xlsx")
    run(folder, "report", "logs/a.xlsx", "-o", "logs/a.xlsx").expect(OUTPUT, "one of the logs")
    check((folder / "logs/a.xlsx").read_bytes() == PASSES.encode(), "the log was changed")


def test_a_name_that_says_another_kind_of_file_is_wrong_usage(folder):
    put(folder, "a.log", PASSES)
    for command, name, word in (("scan", "x.xlsx", "easc report"), ("gate", "x.XLSX", "easc report"),
                                ("report", "x.csv", "*.xlsx"), ("report", "x.pdf", "*.xlsx"), ("scan", "-", "standard output")):
        run(folder, command, "a.log", "-o", name).expect(USAGE, word)
    run(folder, "scan", "a.log", "-o", "x.CSV").expect(DONE)
    check((folder / "x.CSV").read_text(encoding="utf-8-sig").count(",") > 10, "x.CSV is no CSV")
    check(names_in(folder) == ["a.log", "x.CSV"], f"left behind: {names_in(folder)}")


def test_an_output_keeps_the_protection_of_the_old_file(folder):
    needs("modes of files")
    put(folder, "a.log", PASSES)
    for mode in (0o600, 0o640, 0o664):
        put(folder, "x.json", "old").chmod(mode)
        run(folder, "scan", "a.log", "-o", "x.json").expect(DONE)
        check((folder / "x.json").stat().st_mode & 0o777 == mode, f"{mode:o} became another mode")


def test_a_verdict_says_what_it_does_not_rest_on(folder):
    put(folder, "a.log", PROVEN + row().replace(" 203", ""))
    got = run(folder, "gate", *EASY_GATE, "-q", "a.log", "missing.log").expect(SOME_INPUT)
    check("1 ActiveSync row was rejected" in got.out and "1 input could not be read" in got.out, got.out[:400])
    check("rejected" not in run(folder, "gate", "-q", *EASY_GATE, "-").out, "an empty log has rejected rows")


def test_the_gate_names_the_days_without_logs_as_accept_gap_takes_them(folder):
    put(folder, "CAS01/W3SVC1/a.log", PROVEN + row().replace("2011-05-06", "2011-05-09"))
    got = run(folder, "gate", *EASY_GATE, "CAS01").expect(INSUFFICIENT)
    check("CAS01=2011-05-07..2011-05-08\n" in got.out, got.out)
    got = run(folder, "gate", *EASY_GATE, "CAS01", "--accept-gap", "CAS01=2011-05-07..2011-05-08")
    check("2011-05-07..2011-05-08\n" not in got.out, got.out)


def test_a_fields_line_may_be_given_as_it_is_copied(folder):
    fields = HEAD.splitlines()[3]
    put(folder, "a.log", row() + row("10:00:00"))
    got = run(folder, "scan", "--format", "json", "a.log", "--assume-fields", fields).expect(DONE).json()
    check(got["totals"]["easRows"] == 2, f"{got['totals']}")


def test_names_of_files_are_shown_without_control_characters(folder):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a\x1b]0;owned\x07\x9bb.log", PASSES + row().replace(" 203", ""))
        archive.writestr("c\x1b.log", "no log\n")
    put(folder, "x.zip", packed.getvalue())
    errors = run(folder, "scan", "x.zip", "no\x1bsuch\xc2\x9b.log").expect(SOME_INPUT, "rejected", "no IIS log").err
    check(not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", errors), f"{errors!r}")


def run_as_nobody(folder, *arguments):
    if os.geteuid() != 0:
        return run(folder, *arguments)
    folder.chmod(0o755)
    try:
        reached = subprocess.run([easc, "--version"], cwd="/", user=NOBODY, capture_output=True, check=False).returncode == DONE
    except PermissionError:
        reached = False
    if not reached:
        raise Skip("root may write everywhere, and another user cannot reach the program")
    return run(folder, *arguments, user=NOBODY, group=NOBODY)


def test_a_folder_that_may_not_be_written_is_6(folder):
    needs("other users")
    put(folder, "a.log", PASSES)
    target = put(folder, "shut/x.json", "old")
    target.parent.chmod(0o555)
    try:
        run_as_nobody(folder, "scan", "a.log", "-o", "shut/x.json").expect(OUTPUT, "shut/x.json")
        run_as_nobody(folder, "report", "a.log", "-o", "shut/x.xlsx").expect(OUTPUT, "shut/x.xlsx")
    finally:
        target.parent.chmod(0o755)
    check(target.read_text() == "old" and names_in(target.parent) == ["x.json"], "the folder was changed")


def test_a_full_disk_leaves_the_old_file(folder):
    needs("error for a full disk")
    put(folder, "many.log", MANY)
    disk = folder / "disk"
    disk.mkdir()
    if os.geteuid() != 0 or not shutil.which("mount"):
        raise Skip("only root can mount a small disk")
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(disk)], capture_output=True, check=False)
    if made.returncode != 0:
        raise Skip("a small disk cannot be mounted here")
    try:
        for command, name in (("scan", "x.json"), ("report", "x.xlsx")):
            target = put(disk, name, "old")
            run(folder, command, "many.log", "-o", f"disk/{name}").expect(OUTPUT, name)
            check(target.read_text() == "old", f"{name} was changed")
            check(names_in(disk) == [name], f"left behind: {names_in(disk)}")
            target.unlink()
    finally:
        subprocess.run(["umount", str(disk)], check=False)


def test_standard_output_that_is_full_or_closed_is_6(folder):
    needs("/dev/full")
    put(folder, "a.log", PASSES)
    put(folder, "many.log", MANY)
    for name in ("a.log", "many.log"):
        for command in ("scan", "scan --format json", "gate --min-covered-days 1", "gate --format json"):
            if not Path("/dev/full").exists():
                raise Skip("there is no /dev/full")
            shell(folder, f'"$1" {command} {name} >/dev/full').expect(OUTPUT, "standard output")
            shell(folder, f'"$1" {command} {name} >&-').expect(OUTPUT, "standard output")


def test_help_and_version_that_nobody_gets_are_6(folder):
    needs("/dev/full")
    for arguments in ("--version", "--help", "help", "scan --help", "gate -h", "report --help"):
        if not Path("/dev/full").exists():
            raise Skip("there is no /dev/full")
        shell(folder, f'"$1" {arguments} >/dev/full').expect(OUTPUT, "standard output")
        shell(folder, f'"$1" {arguments} >&-').expect(OUTPUT, "standard output")


def test_a_reader_that_left_is_6(folder):
    with subprocess.Popen([easc, "scan", "--format", "json", "-"], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as program:
        program.stdout.close()
        program.stdin.write(MANY.encode())
        program.stdin.close()
        errors = program.stderr.read().decode()
        Result(program.wait(TIMEOUT_S), "", errors).expect(OUTPUT)
        check(errors == "", f"`| head` has seen enough, but: {errors!r}")


def test_closed_standard_streams_do_no_harm(folder):
    put(folder, "a.log", PASSES)
    shell(folder, '"$1" scan a.log -o x.json <&- >&- 2>&-').expect(DONE)
    json.loads((folder / "x.json").read_text())
    got = shell(folder, '"$1" scan --format json - <&-')
    check(got.code in (NO_INPUT, SOME_INPUT), f"exit status {got.code}: {got.err}")


# ---- export-activesynclog ------------------------------------------------------------------------

EXPORT = "export-activesynclog"
SIX = ["Hourly.csv", "PolicyCompliance.csv", "Servers.csv", "StatusCodes.csv", "UserAgents.csv", "Users.csv"]


def test_help_of_an_export_names_its_options_and_no_others(folder):
    text = run(folder, EXPORT, "--help").expect(DONE).out
    check(all(len(line) <= 100 for line in text.splitlines()), "a line of the help is longer than 100")
    for word in ("Usage: easc export-activesynclog", "Examples:", "Exit codes:", "--since", "--until", "--start-date", "--end-date",
                 "--use-gmt", "--server", "--threads", "--assume-fields", "--output-prefix", "--force", "--safe"):
        check(word in text, f"the help lacks {word!r}")
    for word in ("--policy-off", "--user", "--catalogue", "--format", "--include-monitoring"):
        check(word not in text, f"the help has {word!r}")
    check(run(folder, "help", EXPORT).out == text and EXPORT in run(folder, "--help").out, "help in front")


def test_an_export_writes_six_files_and_nothing_else(folder):
    put(folder, "a.log", PROVEN)
    (folder / "out").mkdir()
    got = run(folder, EXPORT, "a.log", "-o", "out").expect(DONE)
    check(got.out == "" and got.err == "", f"{got.out!r} {got.err!r}")
    check(names_in(folder / "out") == SIX, f"{names_in(folder / 'out')}")
    users = (folder / "out/Users.csv").read_bytes()
    check(b"CONTOSO\\amy,ApplDNPGK3TLDDP9,iPhone,0,0,2," in users and users.endswith(b"*** Total ***,,,0,0,2,0,0" + b"," * 18 + b"\r\n"),
          f"{users!r}")


def test_an_export_replaces_files_only_when_told_to_and_says_so_before_it_reads(folder):
    put(folder, "a.log", PASSES)
    put(folder, "out/p_Hourly.csv", "old")
    run(folder, EXPORT, "-", "-o", "out", "--output-prefix", "p_").expect(OUTPUT, "p_Hourly.csv", "--force")
    check(names_in(folder / "out") == ["p_Hourly.csv"], f"{names_in(folder / 'out')}")
    run(folder, EXPORT, "a.log", "-o", "out", "--output-prefix=p_", "--force").expect(DONE)
    check(names_in(folder / "out") == ["p_" + name for name in SIX], f"{names_in(folder / 'out')}")
    check((folder / "out/p_Hourly.csv").read_bytes() != b"old", "the old file is still there")


def test_an_export_needs_a_folder_that_is_there(folder):
    put(folder, "a.log", PASSES)
    run(folder, EXPORT, "a.log").expect(USAGE, "-o", "easc export-activesynclog --help")
    run(folder, EXPORT, "a.log", "-o", "nowhere").expect(OUTPUT, "nowhere", "create it")
    run(folder, EXPORT, "a.log", "-o", "a.log").expect(OUTPUT, "a.log")
    check(names_in(folder) == ["a.log"], f"left behind: {names_in(folder)}")


def test_wrong_usage_of_an_export_is_told(folder):
    put(folder, "a.log", PASSES)
    for arguments, words in ((["--format", "csv"], "six CSV"), (["--output-prefix", "a/b"], "prefix"), (["--output-prefix"], "value"),
                             (["--start-date", "06/09/18"], "2011-05-06T11:30:00Z"), (["--end-date", ""], "2011-05-06T11:30:00Z"),
                             (["--use-gmt=x"], "true or false"), (["--policy-off", "2011-05-06"], "no meaning"),
                             (["--user", "amy"], "no meaning"),
                             (["--use-gmt", "--start-date", "2011-05-07", "--end-date", "2011-05-06"], "later than --end-date")):
        run(folder, EXPORT, "a.log", "-o", ".", *arguments).expect(USAGE, words)
    run(folder, "scan", "a.log", "--start-date", "2011-05-06").expect(USAGE, "no meaning for this command")
    run(folder, "scan", "a.log", "--force").expect(USAGE, "no such option")
    check(names_in(folder) == ["a.log"], f"left behind: {names_in(folder)}")


def test_an_export_without_input_or_with_a_part_of_it_has_the_usual_codes(folder):
    put(folder, "a.log", PASSES)
    (folder / "empty").mkdir()
    (folder / "out").mkdir()
    run(folder, EXPORT, "empty", "-o", "out").expect(NO_INPUT, "no logs")
    run(folder, EXPORT, "nowhere.log", "-o", "out").expect(NO_INPUT, "nowhere.log")
    check(names_in(folder / "out") == [], f"left behind: {names_in(folder / 'out')}")
    run(folder, EXPORT, "a.log", "nowhere.log", "-o", "out").expect(SOME_INPUT, "nowhere.log")
    check(names_in(folder / "out") == SIX, f"{names_in(folder / 'out')}")
    put(folder, "none.log", "")
    run(folder, EXPORT, "none.log", "-o", "out", "--force", "-q").expect(DONE)
    check((folder / "out/Users.csv").read_bytes().endswith(b"*** Total ***,,,0,0,0,0,0" + b"," * 18 + b"\r\n"), "no total")


def test_dates_of_an_export_are_included_and_may_be_local(folder):
    put(folder, "a.log", HEAD + row("08:00:00") + row("09:00:00") + row("10:00:00"))
    (folder / "out").mkdir()

    def hits(*arguments, **more):
        run(folder, EXPORT, "a.log", "-o", "out", "--force", "-q", *arguments, **more).expect(DONE)
        return (folder / "out/Users.csv").read_text(encoding="utf-8-sig").splitlines()[-1].split(",")[5]

    check(hits("--use-gmt", "--start-date", "2011-05-06T09:00:00") == "2", "the start is included")
    check(hits("--use-gmt", "--end-date", "2011-05-06T09:00:00") == "2", "the end is included")
    check(hits("--use-gmt", "--end-date", "2011-05-06") == "0", "a date ends at its beginning")
    check(hits("--start-date", "2011-05-06T09:00:01Z") == "1", "a zone of its own")
    needs("time zone that a variable sets")
    east = dict(os.environ, TZ="EAST-2")
    check(hits("--start-date", "2011-05-06T11:00:01", env=east) == "1", "local time")
    check(hits("--start-date", "2011-05-06T11:00:01", "--use-gmt", env=east) == "0", "UTC when told so")


def test_cells_that_may_be_formulas_are_told_or_made_safe(folder):
    put(folder, "a.log", HEAD + row(device="=cmd|'/c+calc'!A0"))
    (folder / "out").mkdir()
    run(folder, EXPORT, "a.log", "-o", "out").expect(DONE, "warning", "1 cell", "--safe")
    check(b",=cmd|'/c+calc'!A0," in (folder / "out/Users.csv").read_bytes(), "as the cmdlet writes it")
    check(run(folder, EXPORT, "a.log", "-o", "out", "--force", "--safe").expect(DONE).err == "", "nothing to tell")
    check(b",'=cmd|'/c+calc'!A0," in (folder / "out/Users.csv").read_bytes(), "made safe")
    check(run(folder, EXPORT, "a.log", "-o", "out", "--force", "-q").expect(DONE).err == "", "quiet")


def test_an_export_never_takes_the_place_of_a_log(folder):
    put(folder, "Users.csv", PASSES)
    run(folder, EXPORT, "Users.csv", "-o", ".", "--force").expect(OUTPUT, "one of the logs")
    check(names_in(folder) == ["Users.csv"] and (folder / "Users.csv").read_bytes() == PASSES.encode(), "the log was changed")


def test_an_interrupt_ends_an_export_and_leaves_no_file(folder):
    (folder / "out").mkdir()
    got, elapsed = interrupt(folder, [EXPORT, "-", "-o", "out"], HEAD.encode() + row().encode() * 2000)
    got.expect(INTERRUPTED, "interrupted")
    check(elapsed < 5 and names_in(folder / "out") == [], f"{elapsed:.1f} s; left behind: {names_in(folder / 'out')}")


# ---- interrupts ----------------------------------------------------------------------------------


def interrupt(folder, arguments, feed):
    """Starts the program, presses Ctrl-C when it shows progress, and gives (result, seconds until the end)."""
    with Terminal() as terminal, terminal.start([easc, *arguments], folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                                stderr=None) as program:
        def pump():
            try:
                while feed:
                    program.stdin.write(feed)
            except (OSError, ValueError):
                pass

        pumping = threading.Thread(target=pump, daemon=True)
        pumping.start()
        terminal.wait_for("MB/s")
        started = time.monotonic()
        terminal.press_control_c()
        try:
            code = program.wait(20)
        except subprocess.TimeoutExpired:
            program.kill()
            raise AssertionError("no end 20 s after Ctrl-C") from None
        elapsed = time.monotonic() - started
        out = program.stdout.read().decode()
        pumping.join(5)
        try:
            program.stdin.close()
        except OSError:
            pass
    return Result(code, out, terminal.text()), elapsed


def test_an_interrupt_ends_a_long_scan_quickly_and_leaves_no_file(folder):
    feed = HEAD.encode() + row().encode() * 2000
    for arguments in (["scan", "-", "-o", "x.json"], ["gate", "-", "-o", "x.json"], ["report", "-", "-o", "x.xlsx"],
                      ["scan", "--format", "json", "-"]):
        got, elapsed = interrupt(folder, arguments, feed)
        got.expect(INTERRUPTED, "interrupted")
        check(elapsed < 5, f"{arguments}: {elapsed:.1f} s until the end")
        check(got.out == "" and names_in(folder) == [], f"left behind: {names_in(folder)} {got.out[:80]}")


def test_an_interrupt_ends_a_scan_that_waits_for_input(folder):
    got, elapsed = interrupt(folder, ["scan", "-", "-o", "x.json"], b"")
    got.expect(INTERRUPTED)
    check(elapsed < 5 and names_in(folder) == [], f"{elapsed:.1f} s until the end; left behind: {names_in(folder)}")


def test_an_interrupt_keeps_the_old_output(folder):
    put(folder, "x.json", "old")
    got, _ = interrupt(folder, ["scan", "-", "-o", "x.json"], HEAD.encode() + row().encode() * 2000)
    got.expect(INTERRUPTED)
    check((folder / "x.json").read_text() == "old" and names_in(folder) == ["x.json"], "the old output was changed")


def test_an_interrupt_while_a_large_document_is_written_leaves_the_old_one(folder):
    put(folder, "big.log", HEAD + "".join(row(device=f"Appl{i:08d}", user=f"u{i}") for i in range(60000)))
    put(folder, "x.json", "old")
    with Terminal() as terminal, terminal.start([easc, "scan", "big.log", "-q", "-o", "x.json"], folder, stdin=subprocess.DEVNULL,
                                                stdout=None, stderr=None) as program:
        deadline = time.monotonic() + TIMEOUT_S
        while time.monotonic() < deadline and program.poll() is None:
            if any(name.startswith(".x.json.") for name in names_in(folder)):
                terminal.press_control_c()
                break
        code = program.wait(20)
    Result(code, "", terminal.text()).expect(INTERRUPTED, "interrupted")
    check((folder / "x.json").read_text() == "old" and names_in(folder) == ["big.log", "x.json"], f"{names_in(folder)}")


def test_break_and_a_closed_window_end_a_scan_in_order_too(folder):
    put(folder, "x.json", "old")
    for event in ("c", "break", "close"):
        got = run_on_console(folder, "scan", "-", "-o", "x.json", event=event)
        check(got.code == INTERRUPTED, f"{event}: exit status {got.code}; {got.screen}")
        check(got.screen.strip() == "easc: interrupted", f"{event}: the console shows {got.screen!r}")
        check((folder / "x.json").read_text() == "old" and names_in(folder) == ["x.json"], f"{event}: {names_in(folder)}")


# ---- terminals -----------------------------------------------------------------------------------


def run_watched(folder, *arguments, **env):
    """(exit status, what the terminal shows with escape sequences) of a program whose streams are a terminal."""
    if is_wine:
        got = run_on_console(folder, *arguments, env=env)
        return got.code, got.screen
    with Terminal() as terminal, terminal.start([easc, *arguments], folder, stdin=None, stdout=None, stderr=None,
                                                env=dict(os.environ, **env)) as program:
        code = program.wait(TIMEOUT_S)
    return code, terminal.shown.decode("utf-8", "replace")


def test_a_terminal_shows_names_of_every_script(folder):
    put(folder, "a.log", HEAD + row(user="Größe") + row(user="цена€"))
    code, shown = run_watched(folder, "scan", "a.log", "fehlt-é.log", NO_COLOR="1")
    check(code == SOME_INPUT, f"exit status {code}: {shown}")
    for name in ("größe", "цена€", "fehlt-é.log"):
        check(name in shown.lower(), f"{name!r} is missing: {shown}")


def test_a_terminal_shows_a_long_document_whole(folder):
    put(folder, "many.log", HEAD + row(user="a" + "é" * 40000) + "".join(row(device=f"Appl{i:08d}") for i in range(120)))
    wanted = run(folder, "scan", "--format", "json", "many.log").expect(DONE).out
    check(max(len(line.encode()) for line in wanted.splitlines()) > 80000, "no line is longer than what is written at once")
    code, shown = run_watched(folder, "scan", "--format", "json", "many.log")
    check(code == DONE and re.sub(r"\s", "", shown) == re.sub(r"\s", "", wanted), f"exit status {code}; another document")
    code, shown = run_watched(folder, "scan", "many.log", NO_COLOR="1")
    check(all(f"Appl{i:08d}" in shown for i in range(120)) and "\ufffd" not in shown, "a device is missing")


def test_a_terminal_gets_colours_unless_the_user_wants_none(folder):
    put(folder, "a.log", PASSES)
    check("\x1b[" in run_watched(folder, "scan", "a.log", NO_COLOR="", TERM="xterm")[1], "no colours")
    check("\x1b[" not in run_watched(folder, "scan", "a.log", NO_COLOR="1", TERM="xterm")[1], "colours with NO_COLOR")
    if not is_wine:
        check("\x1b[" not in run_watched(folder, "scan", "a.log", NO_COLOR="", TERM="dumb")[1], "colours on a dumb terminal")


def test_progress_is_a_line_that_is_wiped(folder):
    feed = HEAD.encode() + row().encode() * 2000
    got, _ = interrupt(folder, ["scan", "-", "-o", "x.json"], feed)
    got.expect(INTERRUPTED, "rows", "MB/s")
    if not is_wine:  # which shows what a terminal shows, not what was written
        check("\x1b" not in got.err and got.err.split("\r")[-3].strip(" ") == "", f"not wiped: {got.err!r}")


def test_arguments_that_are_no_unicode_do_no_harm(folder):
    put(folder, "a.log", PASSES)
    if not is_wine:
        code, shown = run_watched(folder, "scan", b"a\xffb.log")
        check(code == NO_INPUT and "no such file" in shown, f"exit status {code}: {shown}")
        return
    got = run_on_console(folder, "scan", "a%uD800b.log")
    check(got.code == NO_INPUT and "a\ufffdb.log" in got.screen and "no such file" in got.screen, f"{got.code}: {got.screen}")
    got = run_on_console(folder, "scan", "a.log", "--user", "%uDC00%uD800")
    check(got.code == DONE, f"exit status {got.code}: {got.screen}")


# ---- explain -------------------------------------------------------------------------------------


def test_explain_tells_the_two_rows_of_2011(folder):
    got = run(folder, "explain", stdin=ROWS_2011.read_bytes()).expect(DONE)
    text = " ".join(got.out.split())
    for words in ("Policy refused", "HTTP 449", "DeviceNotProvisioned", "As:BlockedP", "Nokia Mail for Exchange 2.2.0",
                  "needs 3.0.50 or later", "DOMAIN\\Username", "2011-05-06 11:30:11 UTC"):
        check(words in text, f"{words!r} is not told: {got.out}")
    check(all(len(line) <= 80 for line in got.out.splitlines()), "a line is longer than 80")
    check(got.err == "", got.err)


def test_explain_says_what_the_readme_shows(folder):
    readme = (ROWS_2011.parents[2] / "README.md").read_text(encoding="utf-8")
    shown = readme.partition("## Explain a row")[2].split("```")[1].strip("\n").split("\n")
    told = run(folder, "explain", stdin=ROWS_2011.read_bytes()).out.split("\n")
    check(len(shown) > 50, "nothing is shown")
    at = 0
    for line in (text for text in shown if text.strip() != "\u2026"):
        check(line in told[at:], f"{line!r} is not what explain says")
        at = told.index(line, at) + 1


def test_explain_takes_a_row_a_query_or_base64_as_argument_or_input(folder):
    line = row(items="S142_Error:DeviceNotProvisioned").strip()
    base64 = "jAAJBAp2MTQwRGV2aWNlAApTbWFydFBob25l"
    for text, kind in ((line, "row"), (REFUSED_QUERY, "query"), ("?" + REFUSED_QUERY, "query"),
                       ("https://mail/Microsoft-Server-ActiveSync?" + REFUSED_QUERY, "query"), (base64, "base64"),
                       (base64 + "&Log=V140_S142_", "base64")):
        told = run(folder, "explain", "--format", "json", text).expect(DONE)
        check(told.out == run(folder, "explain", "--format=json", "-", stdin=text.encode()).expect(DONE).out, text)
        check(told.out == run(folder, "explain", "--format=json", stdin=text.encode()).expect(DONE).out, text)
        got = told.json()
        check(got["schema"] == "easc.explain/1" and got["problems"] == [], got)
        check([r["input"] for r in got["rows"]] == [kind], f"{text} is {got['rows'][0]['input']}")
        refused = got["rows"][0]["verdict"] == "PolicyRefused"
        check(refused == ("S142" in text), f"{text}: {got['rows'][0]['verdict']}")


def test_explain_lists_every_item_in_its_order(folder):
    got = run(folder, "explain", "--format", "json", "Cmd=Ping&Log=V141_Foo7_Hb1680_Bar:x%5fy_S3_").expect(DONE).json()["rows"][0]
    items = [(i["name"], i["value"], i["isKnown"], i["unit"]) for i in got["items"]]
    check(items == [("V", "141", True, ""), ("Foo", "7", False, ""), ("Hb", "1680", True, "s"), ("Bar", "x_y", False, ""),
                    ("S", "3", True, "")], items)
    check(all(i["meaning"] and (i["source"] or not i["isKnown"]) for i in got["items"]), got["items"])
    check(got["items"][2]["since"] == "2007" and got["items"][2]["raw"] == "Hb1680", got["items"][2])


def test_explain_honours_a_fields_line_and_named_columns(folder):
    names = "date time cs-method cs-uri-stem cs-uri-query sc-status"
    line = "2011-05-06 09:00:00 POST /Microsoft-Server-ActiveSync Cmd=Sync&Log=V121_Error:PolicyRefresh_ 449"
    for arguments, text in (([], f"#Fields: {names}\n{line}\n"), (["--fields", names], line), (["--fields", "#Fields: " + names], line)):
        got = run(folder, "explain", "--format", "json", *arguments, stdin=text.encode()).expect(DONE).json()
        check(got["rows"][0]["verdict"] == "PolicyRefresh" and got["rows"][0]["time"] == "2011-05-06T09:00:00Z", got)
    run(folder, "explain", line).expect(USAGE, "6 columns", "#Fields", "--fields")
    run(folder, "explain", "--fields", names + " c-ip", line).expect(USAGE, "6 columns", "names 7")


def test_explain_says_what_it_expected(folder):
    for text, words in (("", "neither a row"), ("hello", "nor a base64 query"), ("hello world", "2 columns"),
                        ("2011-05-06 09:00:00 10.0.0.1 GET /owa/ - 443 - 10.0.0.2 A/1 200 0 0 3", "no ActiveSync")):
        got = run(folder, "explain", stdin=text.encode()).expect(USAGE, words)
        check(got.out == "", got.out)
    run(folder, "explain", "rows.txt").expect(USAGE, "neither a row", "easc explain < FILE")
    run(folder, "explain", "a", "b").expect(USAGE, "single quotes", "easc explain --help")
    run(folder, "explain", "--format", "csv", REFUSED_QUERY).expect(USAGE, "text or json")
    run(folder, "explain", "--language", "fr", REFUSED_QUERY).expect(USAGE, "en, nl")
    run(folder, "explain", "--threads", "2", REFUSED_QUERY).expect(USAGE, "no meaning for this command")
    run(folder, "explain", "--catalogue", "none", REFUSED_QUERY).expect(USAGE, "logo-2011")
    run(folder, "explain", stdin=b"x" * (1 << 21)).expect(USAGE, "more than 1 MiB")
    run(folder, "explain", stdin=(REFUSED_QUERY + "\n").encode() * 1001).expect(USAGE, "more than 1000 rows")


def test_explain_tells_what_it_can_and_lists_the_other_lines(folder):
    text = f"hello\n{REFUSED_QUERY}\n\n2011-05-06 09:00:00 cut\n"
    got = run(folder, "explain", "--format", "json", stdin=text.encode()).expect(DONE).json()
    check([r["line"] for r in got["rows"]] == [2], got)
    check([(p["line"], p["problem"]) for p in got["problems"]] == [(1, "nothing"), (4, "shape")], got["problems"])
    told = run(folder, "explain", stdin=text.encode()).expect(DONE).out
    check("Lines that are not explained" in told and "Line 4:" in told, told)


def test_explain_reads_what_powershell_saves(folder):
    wanted = run(folder, "explain", stdin=ROWS_2011.read_bytes()).expect(DONE).out
    for coding in ("utf-16", "utf-16-be", "utf-8-sig"):
        text = ROWS_2011.read_text().replace("\n", "\r\n")
        saved = text.encode(coding) if coding != "utf-16-be" else b"\xfe\xff" + text.encode(coding)
        check(run(folder, "explain", stdin=saved).expect(DONE).out == wanted, coding)


def test_explain_speaks_dutch(folder):
    told = " ".join(run(folder, "explain", "--language", "nl", stdin=ROWS_2011.read_bytes()).expect(DONE).out.split())
    for words in ("Geweigerd vanwege het beleid", "nodig is 3.0.50 of later", "Wat nu te doen", "Gebruiker DOMAIN\\Username"):
        check(words in told, f"{words!r} is not told: {told}")
    names = [{key for r in run(folder, "explain", "--format=json", "--language", language, stdin=ROWS_2011.read_bytes()).json()["rows"]
              for key in [f["id"] for f in r["facts"]]} for language in ("en", "nl")]
    check(names[0] == names[1], "other sentences in another language")


def test_explain_writes_a_file_and_its_name_says_the_format(folder):
    run(folder, "explain", REFUSED_QUERY, "-o", "x.json").expect(DONE)
    check(json.loads((folder / "x.json").read_text())["rows"][0]["verdict"] == "PolicyRefused", "no JSON")
    run(folder, "explain", REFUSED_QUERY, "-o", "x.txt").expect(DONE)
    check((folder / "x.txt").read_text().startswith("Policy refused"), "no text")
    run(folder, "explain", REFUSED_QUERY, "-o", "no/x.txt").expect(OUTPUT)
    check(names_in(folder) == ["x.json", "x.txt"], names_in(folder))


def test_explain_lets_no_text_of_a_stranger_control_a_terminal(folder):
    evil = b"Cmd=Sync&User=%1b%5b31m\x1b[31m%e2%80%ae&DeviceId=\x9b&Log=V141_\x1b]0;x_Error:%1b[0m_DevOS:%0a%0d_As:\x1bc_"
    for language in ("en", "nl"):
        told = run(folder, "explain", "--language", language, stdin=evil).expect(DONE).out
        check(not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", told), repr(told))
        text = run(folder, "explain", "--format=json", stdin=evil).expect(DONE).out
        check(not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text), repr(text))


def test_explain_has_colours_on_a_terminal_only(folder):
    check("\x1b[" not in run(folder, "explain", REFUSED_QUERY).out, "colours in a pipe")
    code, shown = run_watched(folder, "explain", REFUSED_QUERY, NO_COLOR="", TERM="xterm")
    check(code == DONE and "\x1b[" in shown, f"{code}: no colours")


def test_explain_has_help_like_the_others(folder):
    text = run(folder, "explain", "--help").expect(DONE).out
    for word in ("Usage: easc explain", "Examples:", "Exit codes:", "--fields", "--language", "--catalogue", "--format"):
        check(word in text, f"the help lacks {word!r}")
    check(all(len(line) <= 100 for line in text.splitlines()), "a line of the help is longer than 100")
    check(run(folder, "help", "explain").expect(DONE).out == text, "help explain")
    check("explain" in run(folder, "--help").out, "the program does not name it")


# ---- the frame -----------------------------------------------------------------------------------


def sentence(function):
    return function.__name__[len("test_"):].replace("_", " ")


def main():
    global easc, is_wine, on_console
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--easc", required=True, help="the program")
    parser.add_argument("--wine", metavar="ON_CONSOLE", help="the program runs under Wine, and this one runs it on a console")
    parser.add_argument("--filter", default="", help="only tests whose sentence contains this")
    arguments = parser.parse_args()
    easc = str(Path(arguments.easc).resolve())
    is_wine = bool(arguments.wine)
    on_console = str(Path(arguments.wine).resolve()) if is_wine else ""
    tests = [f for name, f in list(globals().items()) if name.startswith("test_") and arguments.filter in sentence(f)]
    passed = failed = 0
    for test in tests:
        with tempfile.TemporaryDirectory(prefix="easc-cli-", ignore_cleanup_errors=True) as folder:
            try:
                test(Path(folder))
                passed += 1
            except Skip as reason:
                print(f"skipped {sentence(test)}: {reason}", flush=True)
            except AssertionError as error:
                failed += 1
                print(f"FAILED {sentence(test)}: {error}", flush=True)
            except Exception:  # pylint: disable=broad-except
                failed += 1
                print(f"FAILED {sentence(test)}: {traceback.format_exc(limit=3)}", flush=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not tests else 0


if __name__ == "__main__":
    sys.exit(main())
