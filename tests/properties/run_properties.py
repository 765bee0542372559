#!/usr/bin/env python3
"""Properties of the answer: what must hold for any logs, tried on logs made at random.

    run_properties.py --easc PATH [--seed N] [--count N] [--filter TEXT] [--keep DIR]

Each seed makes one tree of logs (made_logs.py); every function of properties.py that begins with
property_ is a property, its name the sentence it proves. When one does not hold, rows are left out as long as it still
does not; the seed, the difference and, with --keep, the logs that remain are shown. `--seed N --count 1 --filter NAME`
tries it again. The last line is "N passed, N failed". Exit status 0 when none failed, else 1.
"""
import argparse
import shutil
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import properties
from answers import Answer
from made_logs import Dice, Tree, Writer, make_tree

SHRINK_S = 20  # no longer than that are rows left out


@dataclass
class World:
    """A tree, chance of its own for one property, and the way to ask easc."""

    easc: str
    tree: Tree
    name: str
    root: Path
    plain: Answer = None              # to the tree as it is
    answers: int = 0

    def __post_init__(self):
        self.plain = self.plain or self.answer()

    @cached_property
    def dice(self):
        return Dice("properties", self.tree.seed, self.name)

    def answer(self, rows=None, writer=None, options=(), limits=()):
        """What is said of these rows (those of the tree) in these files, with options besides the tree's."""
        self.answers += 1
        folder = self.root / str(self.answers)
        (folder / "logs").mkdir(parents=True)
        (writer or Writer()).write(folder / "logs", self.tree.rows if rows is None else rows)
        return Answer(self.easc, folder, self.tree.options + list(options), self.tree.limits + list(limits))


def complaint_of(easc, tree, name, check, plain=None):
    """What is wrong, or None."""
    with tempfile.TemporaryDirectory(prefix="easc-property-") as scratch:
        try:
            check(World(easc, tree, name, Path(scratch), plain))
        except AssertionError as error:
            return str(error)
        except Exception:  # pylint: disable=broad-except
            return traceback.format_exc()
    return None


def shrink(easc, tree, name, check):
    """The tree with ever fewer rows for which the property does not hold."""
    end = time.monotonic() + SHRINK_S
    size = len(tree.rows) // 2
    while size >= 1 and time.monotonic() < end:
        at = 0
        while at < len(tree.rows) and time.monotonic() < end:
            smaller = tree.with_rows(tree.rows[:at] + tree.rows[at + size:])
            complaint = complaint_of(easc, smaller, name, check)
            if complaint and not complaint.startswith("Traceback"):
                tree = smaller
            else:
                at += size
        size //= 2
    return tree


def report(arguments, tree, name, check):
    """Say what does not hold, with as few rows as show it."""
    small = shrink(arguments.easc, tree, name, check)
    print(f"FAILED {name}: seed {tree.seed}, {len(small.rows)} of {len(tree.rows)} rows, options "
          f"{' '.join(tree.options + tree.limits) or 'none'}: {complaint_of(arguments.easc, small, name, check)}",
          flush=True)
    if arguments.keep:
        folder = arguments.keep / f"{name}-{tree.seed}"
        shutil.rmtree(folder, ignore_errors=True)
        Writer().write(folder, small.rows)
        print(f"        the logs: {folder}", flush=True)


def all_properties(text):
    named = {name[len("property_"):]: check for name, check in vars(properties).items()
             if name.startswith("property_")}
    return {name: check for name, check in named.items() if text in name}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--easc", required=True, help="the program")
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--count", type=int, default=6, help="how many seeds, one after the other")
    parser.add_argument("--filter", default="", help="only properties whose name contains this")
    parser.add_argument("--keep", type=Path, help="where logs that break a property go")
    parser.add_argument("--times", action="store_true", help="say how long each property took")
    arguments = parser.parse_args()
    arguments.easc = str(Path(arguments.easc).resolve())
    checks = all_properties(arguments.filter)
    passed, failed, taken = 0, 0, dict.fromkeys(checks, 0.0)
    print(f"seeds {arguments.seed} to {arguments.seed + arguments.count - 1}", flush=True)
    for seed in range(arguments.seed, arguments.seed + arguments.count):
        tree = make_tree(seed)
        with tempfile.TemporaryDirectory(prefix="easc-property-") as scratch:
            plain = World(arguments.easc, tree, "", Path(scratch)).plain
            for name, check in checks.items():
                began = time.monotonic()
                is_wrong = complaint_of(arguments.easc, tree, name, check, plain) is not None
                taken[name] += time.monotonic() - began
                passed, failed = passed + (not is_wrong), failed + is_wrong
                if is_wrong:
                    report(arguments, tree, name, check)
    for name, seconds in taken.items() if arguments.times else ():
        print(f"{seconds:6.2f} s {name}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
