# SPDX-License-Identifier: Apache-2.0
"""scripts/check_structure.py accepts a sound tree and names each kind of breach by file and line."""
import subprocess
import sys

import pytest

SPDX = "// SPDX-License-Identifier: Apache-2.0\n"
HEADER = SPDX + "#pragma once\n"

SOUND = {
    "solvers/square_system.h": HEADER + "#include <vector>\n",
    "solvers/ipopt_solver.h": HEADER,
    "solvers/ipopt_solver.cpp": SPDX + '#include "solvers/ipopt_solver.h"\n#include <IpTNLP.hpp>\n',
    "model/graph.h": HEADER + '#include "solvers/square_system.h"\nnamespace e {\nclass Node;\nstruct Node {\n};\n}\n',
    "model/inner.h": HEADER + "namespace e {\nclass Node;\nclass Tree {\n  struct Node {\n  };\n};\n}\nnamespace g {\nstruct Node {\n};\n"
                     "}\n",
    "calibration/toml/toml_reader.cpp": SPDX + '#include <toml++/toml.h>\n#include "model/input_error.h"\n',
    "results/hdf5_file.cpp": SPDX + '#include <hdf5.h>\n#include "model/graph.h"\n',
    "app/run.cpp": SPDX + '#include "calibration/csv.h"\n#include "results/table.h"\n#include "solvers/ipopt_solver.h"\n',
    "tests/model/test_graph.cpp": SPDX + '#include "study/study.h"\n#include "tests/fixtures/tiny.h"\n',
    "scripts/plot.py": "#!/usr/bin/env python3\n# SPDX-License-Identifier: Apache-2.0\n",
}


def long_body(lines):
    """A braced body of so many lines, with brackets in literals and comments that must not be counted."""
    return "{\n" + "  x = '{'; y = \"}\"; // {\n" * (lines - 2) + "}\n"


BREACHES = {
    "model knows a solver": ("model/a.cpp", SPDX + '#include "solvers/ipopt_solver.h"\n', 2, "model/ may include only"),
    "solvers know the model": ("solvers/a.cpp", SPDX + '\n#include "model/graph.h"\n', 3, "solvers/ may include only"),
    "calibration knows results": ("calibration/a.cpp", SPDX + '#include "results/a.h"\n', 2, "may include only"),
    "results know calibration": ("results/a.cpp", SPDX + '#include "calibration/a.h"\n', 2, "may include only"),
    "results know the program": ("results/a.cpp", SPDX + '#include "study/study.h"\n', 2, "may include only"),
    "studies know analyses": ("study/a.cpp", SPDX + '#include "analysis/run_study.h"\n', 2, "may include only"),
    "analyses know the command line": ("analysis/a.cpp", SPDX + '#include "app/command.h"\n', 2, "may include only"),
    "program knows tests": ("app/a.cpp", SPDX + '#include "tests/fixtures/tiny.h"\n', 2, "may include only"),
    "include beside the file": ("model/a.cpp", SPDX + '#include "graph.h"\n', 2, "written from its root"),
    "a second Ipopt file": ("solvers/a.cpp", SPDX + '#include <coin/IpTNLP.hpp>\n', 2, "includes Ipopt"),
    "Ipopt without its folder": ("app/a.cpp", SPDX + '#  include "IpIpoptApplication.hpp"\n', 2, "includes Ipopt"),
    "a second HDF5 file": ("app/a.cpp", SPDX + "#include <hdf5_hl.h>\n", 2, "includes HDF5"),
    "TOML in a reader": ("calibration/recipe.h", SPDX + '#pragma once\n#include <toml++/toml.h>\n', 3, "includes toml++"),
    "TOML in the model": ("model/a.cpp", SPDX + "#include <toml++/toml.h>\n", 2, "includes toml++"),
    "a raw look-up in a calibration step": ("calibration/a.cpp", SPDX + "int f() {\n  return map.at(key);\n}\n", 3,
                                            "map.at(...) in a reader: use look_up"),
    "a raw look-up in a reader": ("study/read_a.cpp", SPDX + "int a = groups->second.at(\"x\");\n", 2, "use look_up"),
    "a slot of the graph that is taken without a claim": ("model/instruments/a.cpp", SPDX + "edge.charges.push_back(tax_rate_charge(v));\n", 2,
                                                          "use model/exclusive_slots.h"),
    "the core of the model knows an instrument": ("model/a.cpp", SPDX + '#include "model/instruments/links.h"\n', 2,
                                                  "only model/build_economy.cpp knows instruments"),
    "the model prints": ("model/a.cpp", SPDX + "#include <iostream>\n", 2, "neither prints"),
    "no licence": ("model/a.cpp", "#include <vector>\n", 1, "licence"),
    "no licence in a script": ("scripts/a.sh", "#!/bin/sh\necho\n", 1, "licence"),
    "no include guard": ("model/a.h", SPDX, 1, "#pragma once"),
    "unknown folder": ("utilities/a.cpp", SPDX, 1, "C++ outside of"),
    "long file": ("model/a.cpp", SPDX + "\n" * 400, 401, "401 lines; at most 400"),
    "long function": ("model/a.cpp", SPDX + "namespace e {\nint A::f(int x) const " + long_body(41) + "}\n", 3,
                      "A::f has 41 lines; at most 40"),
    "long constructor": ("model/a.cpp", SPDX + "A::A(int x)\n    : x_{x}, y_(1), z_{} " + long_body(40), 2,
                         "A::A has 41 lines"),
    "long member": ("model/a.h", HEADER + "struct A : B {\n  int x = 0;\n  void f() " + long_body(41) + "};\n", 5,
                    "f has 41 lines"),
    "long test": ("tests/model/a.cpp", SPDX + 'TEST_CASE("{ a sentence, of, five, parts, here") ' + long_body(41), 2,
                  "TEST_CASE has 41 lines"),
    "long template": ("model/a.h", HEADER + "template <class T>\nT f(T x) " + long_body(40), 3, "f has 41 lines"),
    "long Python function": ("scripts/a.py", "# SPDX-License-Identifier: Apache-2.0\ndef f():\n" + "    x = 1\n" * 40, 2,
                             "f has 41 lines"),
    "a type of another header": ("study/graph.h", HEADER + "namespace e {\nclass Node final : B {\n};\n}\n", 4,
                                 "Node is a type of model/graph.h, too"),
    "a standard header that only another file includes": (
        "app/list.cpp", SPDX + '#include "model/graph.h"\n#include <string>\nstd::string s;\nstd::vector<int> a;\nstd::set<int> b;\n', 6,
        "std::set needs #include <set>"),
    "an unknown name of the standard library": ("model/a.h", HEADER + "std::magic f();\n", 3,
                                               "std::magic is no name of scripts/standard_headers.py"),
    "five parameters": ("model/a.h", HEADER + "void f(int a, int b = g(1, 2),\n int c, int d, int e);\n", 3,
                        "f has 5 parameters; at most 4"),
    "five parameters in a class": ("model/a.h", HEADER + "class A {\n public:\n  A(int a, int b, int c, int d, int e);\n};\n",
                                   5, "A has 5 parameters"),
}


def write_tree(folder, files):
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def check(root, folder):
    command = [sys.executable, str(root / "scripts/check_structure.py"), str(folder)]
    return subprocess.run(command, text=True, capture_output=True, check=False)


@pytest.mark.parametrize("breach", BREACHES)
def test_breach_is_reported_with_its_place(root, tmp_path, breach):
    name, text, line, message = BREACHES[breach]
    write_tree(tmp_path, {**SOUND, name: text})
    outcome = check(root, tmp_path)
    reported = [row for row in outcome.stdout.splitlines() if row.startswith(f"{name}:{line}: ")]
    assert outcome.returncode == 1
    assert [row for row in reported if message in row], outcome.stdout + outcome.stderr
    assert outcome.stdout.splitlines()[-1].endswith(" 1 breaches of the structure")


def test_sound_tree_passes(root, tmp_path):
    write_tree(tmp_path, SOUND)
    outcome = check(root, tmp_path)
    assert (outcome.returncode, outcome.stdout) == (0, "10 files, 0 breaches of the structure\n"), outcome.stderr


@pytest.mark.parametrize("text", [
    "namespace e {\nint f(int x) " + long_body(40) + "int g(int y) " + long_body(40) + "}\n",
    "#include <array>\n#include <map>\nstd::map<std::pair<int, int>, int> f(std::map<int, std::pair<int, int>> a, std::array<int, 3> b, int c, int d);\n",
    "#include <vector>\nconst std::vector<int> table = {f(1, 2, 3, 4, 5)};\nconst int x = f(1, 2, 3, 4, 5);\n",
    "void f() {\n  g(1, 2, 3, 4, 5);\n  auto h = [](int a, int b, int c, int d, int e) { return a; };\n}\n",
    'const char* text = R"(\nvoid f(int a, int b, int c, int d, int e) {{{\n)";\n',
    "class A : public Ipopt::TNLP {\n  bool get_starting_point(int n, bool x, double* y, bool z, double* l) override;\n};\n",
    "bool A::get_starting_point(int n, bool x, double* y, bool z, double* l) {\n  return true;\n}\n",
    "SourceLocation f() { return value.at(); }\nint g = map.at(1);\n",
    '#include "model/graph.h"\nstd::vector<int> a; const char* b = "std::map<int, int>";  // std::set\n',
    "bool operator<(const A& a, const B& b);\nint A::operator()(int a, int b) const { return 1\'000; }\n",
])
def test_code_inside_the_limits_passes(root, tmp_path, text):
    write_tree(tmp_path, {**SOUND, "app/inside.cpp": SPDX + text})
    outcome = check(root, tmp_path)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_places_of_rows_and_keys_are_no_raw_look_ups(root, tmp_path):
    text = "// map.at(key)\nauto a = csv.at(row), b = section.at(\"key\"), c = data.recipe.at(key), d = value.at();\n"
    write_tree(tmp_path, {**SOUND, "calibration/places.cpp": SPDX + text})
    outcome = check(root, tmp_path)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_empty_tree_does_not_pass(root, tmp_path):
    assert check(root, tmp_path).returncode == 1
