#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds the source tree to the rules of CONTRIBUTING.md that a compiler does not see; one line "file:line: rule" for each
breach. Usage: check_structure.py [FOLDER]; the folder is the project itself by default. Python's standard library only.
"""
import ast
import re
import sys
from fnmatch import fnmatch
from pathlib import Path

from cpp_functions import functions
from standard_headers import missing_headers

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 40
MAX_PARAMETERS = 4

# What a folder may include: the arrows solvers <- model <- {calibration, results} <- study <- analysis <- app. Tests and
# benchmarks see all.
ALL_FOLDERS = ["files", "solvers", "model", "calibration", "results", "study", "analysis", "app", "tests"]
MAY_INCLUDE = {
    "files": ["files"],
    "solvers": ["solvers"],
    "model": ["model"],
    "calibration": ["calibration", "model", "solvers", "files"],
    "results": ["results", "model", "solvers", "files"],
    "study": ["study", "results", "calibration", "model", "solvers", "files"],
    "analysis": ["analysis", "study", "results", "calibration", "model", "solvers", "files"],
    "app": ["app", "analysis", "study", "results", "calibration", "model", "solvers", "files"],
    "tests": ALL_FOLDERS,
    "benchmarks": [*ALL_FOLDERS, "benchmarks"],
}
# The model is solved through one interface and knows nothing else of the solvers but the formula of complementarity.
MAY_INCLUDE_FILES = {"model": ["solvers/square_system.h", "solvers/fischer_burmeister.h", "solvers/parallel.h"]}

# Libraries that only the named files may include.
LIBRARY_USERS = [
    (r"coin/|Ip[A-Z]\w*\.h", "Ipopt", ["solvers/ipopt_*"]),
    (r"(suitesparse/)?klu\.h", "KLU", ["solvers/klu_factors.cpp"]),
    (r"(hdf5|H5|hdf5_hl|H5[A-Z]\w*)\.h", "HDF5", ["results/hdf5_*"]),
    (r"xlsxwriter\.h", "libxlsxwriter", ["results/xlsx_book.cpp"]),
    (r"nlohmann/", "nlohmann-json", ["results/report/*"]),
    (r"toml\+\+/|toml\.hpp?", "toml++", ["calibration/toml/toml_reader.cpp"]),
]
# Instruments and closures build on the core of the model, and one file puts both together.
INSTRUMENTS, KNOWS_INSTRUMENTS = "model/instruments/", "model/build_economy.cpp"
# The model neither prints nor touches files.
NOT_IN_MODEL = {"iostream", "fstream", "ostream", "istream", "cstdio", "stdio.h", "filesystem", "print"}

# What reads input looks things up by look_up (calibration/look_up.h), which names file, line and nearest name: .at() of a
# container throws "map::at". These have an .at() of their own that gives the place of a row or key.
READERS = ["calibration/*", "study/*", "analysis/sweep/read_*", "analysis/sweep/*toml*"]
PLACE_GIVERS = {"csv", "csv_", "table", "table_", "section", "section_", "item", "part", "ratios", "recipe", "recipe_", "totals"}
RAW_AT = re.compile(r"(\w+)(?:\(\))?(?:\.|->)at\(\s*[^)\s]")

# The slots of the graph that one instrument at most may have are written by functions that know who has them.
SLOT = re.compile(r"(?:(?:\.|->)(?:price_rule|availability)|endowment(?:\.|->)variable)\s*=(?!=)|\btax_rate_charge\(")
# part_order.cpp numbers them anew; charge.h and charge.cpp say what a change of a tax rate is.
SLOT_WRITERS = ["model/exclusive_slots.cpp", "model/part_order.cpp", "model/charge.h", "model/charge.cpp"]

# A type of a header, at the level of its namespace: two of one name are one to the linker, which takes the functions of either.
NAMED_TYPE = re.compile(r"(?:struct|class|enum(?: class)?) (\w+)(?: final)?(?: : [^{;]*)? \{")

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
SPDX = "SPDX-License-Identifier: Apache-2.0"
SKIPPED_FOLDERS = {"build", "out", "data", ".git", "__pycache__"}
SOURCES = {".h", ".cpp", ".py", ".sh", ".cmake", ".in", ".js", ".css", ".html"}


def sources(root):
    """Every source file of the tree, as a path relative to the root."""
    for path in sorted(root.rglob("*")):
        relative = path.relative_to(root)
        wanted = path.suffix in SOURCES or path.name == "CMakeLists.txt" or relative.parent.name == ".ci"
        if wanted and path.is_file() and not SKIPPED_FOLDERS.intersection(relative.parts):
            yield relative


def check_include(file, quote, included):
    """Message about one #include of a C++ file, or None."""
    folder = file.parts[0]
    for pattern, library, users in LIBRARY_USERS:
        if re.match(pattern, included) and folder != "tests" and not any(fnmatch(file.as_posix(), user) for user in users):
            return f"includes {library}; only {', '.join(users)} may"
    if folder == "model" and included in NOT_IN_MODEL:
        return f"the model neither prints nor touches files, but includes <{included}>"
    if quote == "<":
        return None
    target = included.split("/")[0]
    if "/" not in included or target not in MAY_INCLUDE:
        return f'"{included}": includes of the project are written from its root, as in "model/graph.h"'
    if folder == "model" and included.startswith(INSTRUMENTS) and not file.as_posix().startswith((INSTRUMENTS, KNOWS_INSTRUMENTS)):
        return f'"{included}": of the core of the model only {KNOWS_INSTRUMENTS} knows instruments'
    if target not in MAY_INCLUDE[folder] and included not in MAY_INCLUDE_FILES.get(folder, []):
        allowed = MAY_INCLUDE[folder] + MAY_INCLUDE_FILES.get(folder, [])
        return f'"{included}": {folder}/ may include only {", ".join(allowed)}'
    return None


def check_includes(file, text):
    for number, line in enumerate(text.splitlines(), 1):
        found = INCLUDE.match(line)
        message = check_include(file, found[1], found[2]) if found else None
        if message:
            yield number, message


def check_lookups(file, text):
    if not any(fnmatch(file.as_posix(), pattern) for pattern in READERS):
        return
    for number, line in enumerate(text.splitlines(), 1):
        for receiver in RAW_AT.findall(line.split("//")[0]):
            if receiver not in PLACE_GIVERS:
                yield number, f"{receiver}.at(...) in a reader: use look_up of calibration/look_up.h, which names the place"


def check_slots(file, text):
    if file.parts[0] != "model" or file.as_posix() in SLOT_WRITERS:
        return
    for number, line in enumerate(text.splitlines(), 1):
        if SLOT.search(line.split("//")[0]):
            yield number, "writes an exclusive slot of the graph: use model/exclusive_slots.h, which names both who want it"


def check_type_names(root, files):
    """Breaches: types of the same name and namespace in two headers."""
    known = {}
    for file in files:
        if file.suffix != ".h":
            continue
        space = ""
        for number, line in enumerate((root / file).read_text(encoding="utf-8").splitlines(), 1):
            opened, found = re.match(r"namespace ([\w:]+) \{", line), NAMED_TYPE.match(line)
            space = opened[1] if opened else space
            first = known.setdefault((space, found[1]), file) if found else file
            if first != file:
                yield f"{file.as_posix()}:{number}: {found[1]} is a type of {first.as_posix()}, too: one name, one type"


def check_cpp_functions(text):
    for function in functions(text):
        if function.lines > MAX_FUNCTION_LINES:
            yield function.line, f"{function.name} has {function.lines} lines; at most {MAX_FUNCTION_LINES}"
        if function.parameters > MAX_PARAMETERS:
            yield function.line, f"{function.name} has {function.parameters} parameters; at most {MAX_PARAMETERS}"


def check_python_functions(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            lines = node.end_lineno - node.lineno + 1
            if lines > MAX_FUNCTION_LINES:
                yield node.lineno, f"{node.name} has {lines} lines; at most {MAX_FUNCTION_LINES}"


def check_file(root, file):
    """(line, message) for each breach in one file."""
    text = (root / file).read_text(encoding="utf-8")
    lines = text.splitlines()
    if not any(SPDX in line for line in lines[:2 if text.startswith("#!") else 1]):
        yield 1, f"the first line is not the licence: {SPDX}"
    if len(lines) > MAX_FILE_LINES:
        yield len(lines), f"{len(lines)} lines; at most {MAX_FILE_LINES}"
    if file.suffix in (".h", ".cpp"):
        if file.suffix == ".h" and "#pragma once" not in lines:
            yield 1, "a header needs #pragma once"
        if file.parts[0] not in MAY_INCLUDE:
            yield 1, f"C++ outside of {', '.join(MAY_INCLUDE)}"
        else:
            yield from check_includes(file, text)
            yield from check_lookups(file, text)
            yield from check_slots(file, text)
            yield from missing_headers(root, file, text)
        yield from check_cpp_functions(text)
    elif file.suffix == ".py":
        yield from check_python_functions(text)


def main(arguments):
    root = Path(arguments[0]) if arguments else Path(__file__).resolve().parent.parent
    files = list(sources(root))
    breaches = [f"{file.as_posix()}:{line}: {message}" for file in files for line, message in check_file(root, file)]
    breaches += check_type_names(root, files)
    for breach in breaches:
        print(breach)
    print(f"{len(files)} files, {len(breaches)} breaches of the structure")
    return 1 if breaches or not files else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
