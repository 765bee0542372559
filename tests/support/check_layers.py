#!/usr/bin/env python3
"""Compares every #include "module/file.h" with the table of allowed arrows in native/README.md.

    check_layers.py PROJECT

Also: arrows point to lower rows only, third-party headers are seen by one file each, and platform
headers by os/ only. Exit status 1 with one line a fault.
"""
import pathlib
import re
import sys

THIRD_PARTY = {"xlsxwriter.h": "render/render_xlsx.c", "cJSON.h": "json/json.c", "zlib.h": "archive/archive.c",
               "unzip.h": "archive/archive.c", "ioapi.h": "archive/archive.c", "zip.h": "render/lxw_guard.c"}
SYSTEM_OF_OS = {"windows.h", "unistd.h", "pthread.h", "fcntl.h", "dirent.h", "io.h", "sys/stat.h", "sys/types.h",
                "process.h", "sys/random.h", "locale.h", "poll.h", "sched.h", "signal.h"}
INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]', re.M)


def read_table(readme):
    """{module: (row, set of modules it may include)} of the table in the README."""
    table = {}
    for line in readme.read_text(encoding="utf-8").splitlines():
        cells = [c.strip() for c in line.strip("|").split("|")]
        if line.startswith("| ") and len(cells) == 4 and cells[0].isdigit():
            table[cells[1]] = (int(cells[0]), set(cells[2].split()))
    return table


def check_table(table):
    for module, (row, allowed) in table.items():
        for other in sorted(allowed):
            if other not in table:
                yield "native/README.md: %s may include %s, which is no module" % (module, other)
            elif table[other][0] >= row:
                yield "native/README.md: the arrow from %s to %s does not point down" % (module, other)


def check_file(path, src, table):
    relative = path.relative_to(src).as_posix()
    module = relative.split("/")[0]
    if module not in table:
        yield "%s: the module %s is not in native/README.md" % (relative, module)
        return
    for quote, name in INCLUDE.findall(path.read_text(encoding="utf-8")):
        last = name.rpartition("/")[2]
        if last in THIRD_PARTY and relative != THIRD_PARTY[last]:
            yield "%s: %s may be seen by %s only" % (relative, name, THIRD_PARTY[last])
        elif quote == "<" and name in SYSTEM_OF_OS and module != "os":
            yield "%s: <%s> belongs into os/" % (relative, name)
        elif quote == '"' and "/" in name:
            other = name.split("/")[0]
            if other != module and other not in table[module][1]:
                yield "%s: %s may not include %s" % (relative, module, name)


def check_cli(cli):
    for path in sorted(cli.glob("*.[ch]")):
        for quote, name in INCLUDE.findall(path.read_text(encoding="utf-8")):
            if quote == '"' and "/" in name:
                yield "cli/%s: may include easc.h and its own headers only, not %s" % (path.name, name)


def main(project):
    native = pathlib.Path(project, "native")
    src = native / "src"
    table = read_table(native / "README.md")
    faults = list(check_table(table)) + list(check_cli(native / "cli"))
    for path in sorted(src.rglob("*.[ch]")):
        faults += check_file(path, src, table)
    folders = {p.name for p in src.iterdir() if p.is_dir()}
    faults += ["native/README.md: no row for %s" % m for m in sorted(folders - set(table))]
    faults += ["native/README.md: a row for %s, which is not there" % m for m in sorted(set(table) - folders)]
    print("\n".join(faults) if faults else "%d modules, every arrow as in native/README.md" % len(table))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
