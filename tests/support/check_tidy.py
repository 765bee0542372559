#!/usr/bin/env python3
"""clang-tidy finds nothing in our C: what .clang-tidy asks for, in every file of a build.

    check_tidy.py PROJECT BUILD [OTHER_BUILD ...]

A build is a tree of CMake with a compile_commands.json. Of a further one only those files are looked at that the
builds before it do not have, or that ask for _WIN32. A file that was clean is passed over until it, something it
includes, how it is compiled, or a .clang-tidy changes; build/tidy remembers. Exit status 1 with the findings.
"""
import concurrent.futures
import functools
import hashlib
import json
import os
import pathlib
import shlex
import subprocess
import sys

FAULTY = "int sign(int n);\nint sign(int n)\n{\n    if (n < 0)\n        return -1;\n    return n > 0;\n}\n"
FOUND_IN_IT = "readability-braces-around-statements"


def run(command, cwd=None):
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, errors="replace", check=False)


@functools.lru_cache(maxsize=None)
def hash_of(path):
    return hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()


def ours(project, builds):
    """(build, entry of its compile_commands.json) of every file that is to be looked at."""
    seen = set()
    for build in builds:
        entries = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
        here = {e["file"]: e for e in entries
                if project in pathlib.Path(e["file"]).parents and project / "build" not in pathlib.Path(e["file"]).parents}
        for path, entry in sorted(here.items()):
            if path not in seen or "_WIN32" in pathlib.Path(path).read_text(encoding="utf-8"):
                yield build, entry
        seen |= set(here)


def arguments_of(entry):
    """What clang needs to know to read the file as its compiler does."""
    compiler, *arguments = shlex.split(entry["command"])
    del arguments[arguments.index("-o"):arguments.index("-o") + 2]
    target = ["--target=x86_64-w64-mingw32"] if "mingw32" in compiler else []
    return target + [a for a in arguments if a not in ("-c", entry["file"])]


def hashes_of(entry):
    """Of the file and of all that it includes."""
    done = run(["clang", *arguments_of(entry), "-M", "-w", entry["file"]], entry["directory"])
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    names = done.stdout.replace("\\\n", " ").split()[1:]
    return [hash_of(os.path.join(entry["directory"], name)) for name in names]


def look_at(project, rules, build, entry):
    """What clang-tidy says of one file, None when it said nothing before; whether it was asked."""
    path = pathlib.Path(entry["file"])
    stamp = project / "build/tidy" / build.name / (path.relative_to(project).as_posix() + ".clean")
    key = hashlib.sha256(repr([rules, arguments_of(entry), hashes_of(entry)]).encode()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="ascii") == key:
        return None, False
    done = run(["clang-tidy", "--quiet", str(path), "--", *arguments_of(entry)], entry["directory"])
    if done.returncode != 0 or done.stdout.strip():
        return done.stdout or done.stderr, True
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(key, encoding="ascii")
    return None, True


def is_blind(project):
    """clang-tidy passes over a .clang-tidy that it cannot read, so a file with a fault comes first."""
    path = project / "build/tidy/faulty.c"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(FAULTY, encoding="ascii")
    done = run(["clang-tidy", "--quiet", str(path), "--", "-std=c11"])
    return done.returncode == 0 or FOUND_IN_IT not in done.stdout


def main(project, *builds):
    project = pathlib.Path(project).resolve()
    if is_blind(project):
        print("clang-tidy overlooks a fault, so it does not read .clang-tidy")
        return 1
    rules = [run(["clang-tidy", "--version"]).stdout]
    rules += [path.read_text(encoding="utf-8") for path in sorted(project.glob("**/.clang-tidy"))]
    work = list(ours(project, [pathlib.Path(build).resolve() for build in builds]))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda one: look_at(project, rules, *one), work))
    findings = [text for text, _ in results if text]
    print("\n".join(findings))
    print("%d files, %d looked at, findings in %d" % (len(work), sum(asked for _, asked in results), len(findings)))
    return 1 if findings or not work else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
