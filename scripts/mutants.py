#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Breaks the program in many small ways and tells which breaks no test notices.

tests/mutants.toml lists the mutants: a file, a piece of it and what stands there instead. All are compiled into one copy
of the tree (build/mutants), each behind a switch, ETSLINK_MUTANT=number; the tests then run once for every mutant until
one fails. Prints the survivors by folder; exit 1 where there are more than the limits allow.

    scripts/mutants.py [--only N ...] [--folder FOLDER] [--jobs N] [--list]

    --only N ...      these mutants
    --folder FOLDER   those of one folder
    --jobs N          so many at a time; default: as many as processors
    --list            checks that every mutant applies, prints them and ends
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPY = ROOT / "build" / "mutants"
BUILD = COPY / "build" / "release"  # as deep as a build of the tree: ccache has what no mutant changes
PYTHON = os.environ.get("ETSLINK_PYTHON", "/usr/bin/python3")
MIN_MUTANTS = 80
# Part of the mutants of a folder that may survive, each with a reason (`survives`) in the list.
MAY_SURVIVE = {"results": 0.0, "model": 0.05}
SECONDS = 900
DECLARATION = re.compile(r"const\b|(auto|double|int|bool)\b[^()]*=.*;$")

SWITCH = """// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdlib>
// Is this the mutant that ETSLINK_MUTANT asks for?
inline bool is_mutant(int number) {
  static const int wanted = std::getenv("ETSLINK_MUTANT") ? std::atoi(std::getenv("ETSLINK_MUTANT")) : 0;
  return number == wanted;
}
"""


def can_be_switched(text):
    """Whether a text can be a branch of `?:` or `if`: brackets that match, no declaration, no list in braces."""
    depth, is_balanced = 0, True
    for letter in text:
        depth += (letter in "([{") - (letter in ")]}")
        is_balanced = is_balanced and depth >= 0
    return is_balanced and depth == 0 and not text.startswith("{") and not DECLARATION.match(text)


# Operators that bind ever closer; `<` and `>` alone may be brackets of templates.
PRECEDENCE = (("?",), ("||",), ("&&",), ("==", "!=", "<=", ">=", " < ", " > "), (" + ", " - "), (" * ", " / ", " % "))


def binds(text):
    """How close the loosest operator outside of brackets holds the text together; a text without any holds best."""
    depth, plain = 0, ""
    for letter in text:
        depth -= letter in ")]}"
        plain += letter if depth == 0 else ""
        depth += letter in "([{"
    return next((i for i, operators in enumerate(PRECEDENCE) if any(o in plain for o in operators)), len(PRECEDENCE))


def stands_alone(text, old):
    """Whether brackets around an expression change nothing: not so around b - c in a - b - c, or around b + c in a * b + c."""
    before, after = (part.replace("\n", " ") for part in text.split(old))
    if binds(old) < len(PRECEDENCE) and after.startswith((".", "->", "[", "(", "::")):
        return False  # its last operand is a part of what goes on behind it
    left = next((i for i, ops in enumerate(PRECEDENCE) if before.rstrip().endswith(tuple(o.strip() for o in ops))), -1)
    right = next((i for i, ops in enumerate(PRECEDENCE) if after.lstrip().startswith(tuple(o.strip() for o in ops))), -1)
    is_associative = not before.rstrip().endswith(("-", "/", "%"))
    return (left < binds(old) or (left == binds(old) and is_associative)) and right <= binds(old)


def read_mutants():
    mutants = tomllib.loads((ROOT / "tests" / "mutants.toml").read_text())["mutant"]
    for number, mutant in enumerate(mutants, 1):
        mutant["number"] = number
        text = (ROOT / mutant["file"]).read_text()
        found = text.count(mutant["old"])
        if found != 1:
            sys.exit(f"tests/mutants.toml: mutant {number}: '{mutant['old']}' stands {found} times in {mutant['file']}")
        if not all(can_be_switched(mutant[text]) for text in ("old", "new")):
            sys.exit(f"tests/mutants.toml: mutant {number}: neither an expression nor a statement that can stand behind a switch")
        if not mutant["old"].endswith(";") and not stands_alone(text, mutant["old"]):
            sys.exit(f"tests/mutants.toml: mutant {number}: brackets around '{mutant['old']}' would change what it means there")
    return mutants


def switched(mutant):
    """The piece of code with its mutant: a statement where it ends with a semicolon, else an expression."""
    number, old, new = mutant["number"], mutant["old"], mutant["new"]
    if old.endswith(";"):
        return f"{{ if (is_mutant({number})) {{ {new} }} else {{ {old} }} }}"
    return f"(is_mutant({number}) ? ({new}) : ({old}))"


def copy_tree(mutants):
    """The tree as git sees it, changes that are not committed included; unchanged files keep their time."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True)
    texts = {}
    for mutant in mutants:
        text = texts.get(mutant["file"]) or '#include "mutant_switch.h"\n' + (ROOT / mutant["file"]).read_text()
        texts[mutant["file"]] = text.replace(mutant["old"], switched(mutant))
    texts["mutant_switch.h"] = SWITCH
    for name in listed.stdout.decode().splitlines():
        if name not in texts and (ROOT / name).is_file():
            texts[name] = (ROOT / name).read_bytes()
    for place in COPY.rglob("*"):
        if place.is_file() and BUILD not in place.parents and place.relative_to(COPY).as_posix() not in texts:
            place.unlink()
    for name, text in texts.items():
        place, data = COPY / name, text if isinstance(text, bytes) else text.encode()
        if place.is_file() and place.read_bytes() == data:
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        if (ROOT / name).is_file():
            shutil.copymode(ROOT / name, place)


def build():
    subprocess.run(["cmake", "-S", COPY, "-B", BUILD, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release",
                    "-DCMAKE_CXX_FLAGS_RELEASE=-O2 -DNDEBUG"], check=True,
                   stdout=subprocess.DEVNULL)
    programs = ["etslink", "etslink_tests_model", "etslink_tests_results"]
    subprocess.run(["cmake", "--build", BUILD, "--parallel", str(os.cpu_count()), "--target", *programs, "--", "-k", "0"],
                   check=True, stdout=sys.stderr)


def test_commands(mutant):
    """The tests of the two folders and what recomputes their results, cheap ones first; a mutant is run until one fails.

    Tests of the whole program are left out: they take minutes, and what only they notice is noticed too late. The tests of
    model/ are built without results/, so that they can't see its mutants."""
    for folder in ["results"] if mutant["file"].startswith("results/") else ["model", "results"]:
        yield [BUILD / "tests" / f"etslink_tests_{folder}", "--no-colors=true", "--abort-after=1"]
    wanted = ("test_recompute*.py", "test_auditor*.py", "test_gtap_like.py", "test_paid_prices.py")
    modules = [module for pattern in wanted for module in sorted((COPY / "tests/python").glob(pattern))]
    yield [PYTHON, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *modules]


def killer(mutant):
    """The test program that notices the mutant; None where none does."""
    environment = {**os.environ, "ETSLINK_MUTANT": str(mutant["number"]), "ETSLINK_BINARY": str(BUILD / "etslink"),
                   "PYTHONDONTWRITEBYTECODE": "1", "MPLBACKEND": "Agg"}
    for command in test_commands(mutant):
        try:
            done = subprocess.run(command, cwd=COPY, env=environment, capture_output=True, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return f"{Path(command[0]).name} (no end)"
        if done.returncode != 0:
            return Path(command[0]).name if command[0] != PYTHON else "pytest"
    return None


def report(mutants, killers):
    """Prints the outcome by folder; True where the limits are kept."""
    kept = len(mutants) > 0
    survivors = [mutant for mutant, by in zip(mutants, killers) if by is None]
    folder_of = lambda mutant: mutant["file"].split("/")[0]
    totals, lost = Counter(map(folder_of, mutants)), Counter(map(folder_of, survivors))
    for mutant in survivors:
        print(f"survives: {mutant['number']}: {mutant['file']}: {mutant['what']}"
              f" ({mutant.get('survives', 'no reason is known')})")
    for folder, total in totals.items():
        print(f"{folder}: {total} mutants, {lost[folder]} survive")
        kept &= lost[folder] <= MAY_SURVIVE.get(folder, 0.0) * total
    return kept and all("survives" in mutant for mutant in survivors)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", type=int, nargs="+", metavar="N")
    parser.add_argument("--folder")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    mutants = read_mutants()
    if len(mutants) < MIN_MUTANTS:
        sys.exit(f"tests/mutants.toml has {len(mutants)} mutants; at least {MIN_MUTANTS}")
    chosen = [m for m in mutants if (not options.only or m["number"] in options.only)
              and (not options.folder or m["file"].startswith(options.folder + "/"))]
    if options.list:
        for mutant in chosen:
            print(f"{mutant['number']}: {mutant['file']}: {mutant['what']}")
        return 0
    copy_tree(mutants)
    build()
    if by := killer({"number": 0, "file": ""}):
        sys.exit(f"the tests fail without a mutant: {by}")
    with ThreadPoolExecutor(options.jobs) as pool:
        killers = []
        for mutant, by in zip(chosen, pool.map(killer, chosen)):
            killers.append(by)
            print(f"{mutant['number']}: {mutant['what']}: {'noticed by ' + by if by else 'SURVIVES'}", flush=True)
    return 0 if report(chosen, killers) else 1


if __name__ == "__main__":
    sys.exit(main())
