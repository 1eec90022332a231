# SPDX-License-Identifier: Apache-2.0
"""Every code block of README and docs is run, or what it shows is compared with what the program prints; few are listed with a reason."""
import os
import re
import shutil
from pathlib import Path

import h5py
import matplotlib.image
import numpy as np
import pytest

from auditor_graph import results_of, text
from doc_blocks import ROOT, SAMPLES, Workspace, all_blocks, cheaper
from file_seal import seal
from gtap_files import GtapEconomy, GtapWriter

BLOCKS = all_blocks()

# Commands that are not run, by their beginning, and why.
NOT_RUN = {
    "scripts/quickstart.sh": "installs packages and builds; tests/python/test_structure.py runs its parts",
    "scripts/test.sh": "builds and runs all tests, this one among them",
    "scripts/install_dependencies.sh": "installs packages",
    "cmake --preset": "builds, as it was done before this test",
    "cmake --build": "builds, as it was done before this test",
    "cmake --install": "installs; test_install.py does it into a folder of its own",
    "apt-get install ./etslink": "installs; test_install.py does it in a root of its own",
    "podman": "no containers can be built here; test_install.py holds the file to what it uses",
    "build/release/benchmarks/etslink_kernels": "needs the optional build above it",
    "scripts/validation.py": "takes minutes and writes docs/validation.md; test_validation_page.py holds the page to its runs",
    "scripts/format.sh": "changes the sources",
    "scripts/check_structure.py": "is a test of its own",
    "ETSLINK_BINARY=build/release/etslink /usr/bin/python3 -m pytest": "runs this test",
}
# Blocks without a language are formulas, held against the program by other tests; no other document has any.
FORMULAS = {
    "docs/instruments.md": "test_recompute_rules.py",
    "docs/model.md": "auditor.py",
    "docs/results.md": "recompute_welfare.py",
    "docs/sensitivity.md": "../analysis/sensitivity/sensitivity_test.cpp",
}
# Diagrams of the folders: check_structure.py holds the includes to them.
DIAGRAMS = {("CONTRIBUTING.md", "solvers  <-"), ("CONTRIBUTING.md", "benchmark folder --calibration-->")}
PART = """[study]
name = "a part"
benchmark = "../data/nea2011"
nests = "../data/nests/klem.toml"
"""
MARKET = '[market.{0}]\nregions = ["{0}"]\nsectors = ["ELE"]\ncap = {{ mt = 100 }}\n'
SWEEP = '[sweep]\ndesign = "monte_carlo"\n[sweep.axis.x]\nkey = "elasticities.process_nu"\ndistribution = { uniform = [0.1, 0.2] }\n'


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    binary = Path(os.environ.get("ETSLINK_BINARY", "build/release/etslink"))
    space = Workspace(tmp_path_factory.mktemp("documents"), binary if binary.is_absolute() else ROOT / binary)
    run = space.run("etslink run studies/northeast_asia.toml -o out/northeast_asia.h5 --quiet --solver newton-krylov")
    assert run.returncode == 0, run.stderr
    for name in ("before", "after"):
        shutil.copy(space.folder / "out/northeast_asia.h5", space.folder / f"out/{name}.h5")
    for name, solver in (("ipopt", "ipopt"), ("newton", "newton-krylov")):
        run = space.run(f"etslink run study.toml -o out/{name}.h5 --quiet --solver {solver}")
        assert run.returncode == 0, run.stderr
    GtapWriter(GtapEconomy(), 7).write(space.folder / "my_gtap")
    directions = next(b for b in BLOCKS if b.language == "csv" and b.document == "docs/sensitivity.md")
    (space.folder / "imports.csv").write_text(directions.text)
    return space


def of_language(*languages):
    return [pytest.param(b, id=str(b)) for b in BLOCKS if b.language in languages]


def check_synopsis(workspace, command):
    """Every option of a usage line is one of its command."""
    verb = command.split()[1]
    options, explained = set(re.findall(r"--[\w-]+", command)), workspace.run(f"etslink {verb} --help").stdout
    assert options, command
    assert [option for option in options if option not in explained] == []


@pytest.mark.parametrize("block", of_language("sh", "bash"))
def test_commands_run(block, workspace):
    for command in block.lines():
        if any(command.startswith(beginning) for beginning in NOT_RUN):
            continue
        if "[" in command:
            check_synopsis(workspace, command)
            continue
        if command.startswith("mpirun") and shutil.which("mpirun") is None:
            continue
        command = cheaper(command)
        if command not in workspace.succeeded:  # word for word in another document
            run = workspace.run(command)
            assert run.returncode == 0, f"{block}: {command}\n{run.stderr[-1000:]}"
            workspace.succeeded.add(command)


@pytest.mark.parametrize("block", of_language("python"))
def test_python_runs(block, workspace, monkeypatch):
    if "sweep.h5" in block.text and not (workspace.folder / "sweep.h5").exists():
        assert workspace.run("etslink sweep STUDY.toml -o sweep.h5 --quiet").returncode == 0
    monkeypatch.chdir(workspace.folder)
    exec(compile(block.text, str(block), "exec"), {})  # pylint: disable=exec-used
    if block.document == "docs/gallery.md":
        check_pictures(workspace.folder / "out/gallery")


def check_pictures(folder):
    """The page shows all pictures that its code makes, and those in the tree look the same."""
    shown = re.findall(r"\(figures/gallery/(\w+\.png)\)", (ROOT / "docs/gallery.md").read_text(encoding="utf-8"))
    assert sorted(shown) == sorted(path.name for path in folder.iterdir()) == sorted(p.name for p in (ROOT / "docs/figures/gallery").iterdir())
    for name in shown:
        made, kept = (matplotlib.image.imread(place / name) for place in (folder, ROOT / "docs/figures/gallery"))
        assert made.shape == kept.shape, f"{name} is to be made anew"
        assert np.abs(made - kept).mean() < 0.002, f"{name} is to be made anew"


@pytest.mark.parametrize("block", of_language("toml"))
def test_studies_and_maps_are_read(block, workspace):
    text = block.text
    if text.startswith("[[region]]"):  # a map of etslink aggregate
        (workspace.folder / "map.toml").write_text(text)
        run = workspace.run("etslink aggregate data/nea2011 map.toml -o out/aggregate")
        assert run.returncode == 0, f"{block}: {run.stderr}"
        return
    if text.startswith("good = "):  # a technology file
        (workspace.folder / "plants.toml").write_text(text)
        run = workspace.run("etslink info data/nea2011 --technologies plants.toml --technology-year 2040")
        assert run.returncode == 0 and "coal_ccs" in run.stdout, f"{block}: {run.stderr}"
        return
    if "[production." in text:
        (workspace.folder / "studies/nests.toml").write_text(text)
        text = PART.replace("../data/nests/klem.toml", "nests.toml") + MARKET.format("KOR") + "[scenario.capped]\n"
    elif "[study]" not in text:
        markets = "" if "[market." in text else "".join(map(MARKET.format, ("CHN", "JPN", "KOR")))
        text = PART + markets + ("" if "[scenario." in text else "[scenario.capped]\n") + text
    if "[sweep]" in text:
        text = text.replace('cap = { mt = 100 }', 'cap = { reduction_percent = 10 }')
    else:
        text += SWEEP
    run = workspace.read_study(text)
    assert run.returncode == 0, f"{block}: {run.stderr}"
    assert len(run.stdout.splitlines()) == 1 + SAMPLES, "names of the axes and the samples"


def shown_table(block, workspace):
    """The lines of a table that the README shows, among those that the program prints."""
    printed = workspace.run("etslink info out/northeast_asia.h5").stdout
    strip = lambda text: [line.rstrip() for line in text.splitlines()]
    table, lines = strip(block.text), strip(printed)
    assert any(lines[start:start + len(table)] == table for start in range(len(lines))), f"{block}\n{printed}"


def shown_difference(block, workspace):
    """One line of `etslink diff`, of two files that differ as it says."""
    name, scenario, market, first, second = re.match(
        r"(\w+): 3 of 18 values, most at scenario=(\w+), market=(\w+): ([\d.]+) \| ([\d.]+),", block.text).groups()
    for path, value, change in (("left", float(first), 0), ("right", float(second), 1e-7)):
        shutil.copy(workspace.folder / "out/northeast_asia.h5", workspace.folder / f"out/{path}.h5")
        with h5py.File(workspace.folder / f"out/{path}.h5", "r+") as whole:
            file = results_of(whole)
            labels = [text(file[axis]) for axis in ("scenario", "market")]
            file[name][labels[0].index(scenario), labels[1].index(market)] = value
            file[name][-1, :2] += change
        seal(workspace.folder / f"out/{path}.h5")
    run = workspace.run("etslink diff out/left.h5 out/right.h5 --values --variant klem")
    assert run.returncode == 1
    assert block.text.strip() in [line.strip() for line in run.stdout.splitlines()], run.stdout


def shown_error(block, workspace):
    """The message of a study with that mistake in that line."""
    path, line, region, key, nearest = re.match(r"error: (\S+):(\d+): unknown region '(\w+)' in '([\w.]+)'; did you mean '(\w+)'",
                                                block.text).groups()
    good = PART + MARKET.format(nearest)
    mistaken = good.replace(f'regions = ["{nearest}"]', f'regions = ["{region}"]').splitlines()
    place = next(i for i, text in enumerate(mistaken) if region in text)
    mistaken[4:4] = [""] * (int(line) - 1 - place)
    (workspace.folder / path).write_text("\n".join([*mistaken, "[scenario.capped]", ""]))
    run = workspace.run(f"etslink run {path}")
    assert (run.returncode, run.stderr) == (2, block.text), key


def shown_activities(block, workspace):
    """Rows of the two files of idle activities: a benchmark with them is accepted."""
    folder = workspace.folder / "with_activities"
    shutil.copytree(ROOT / "data/nea2011", folder)
    for name, rows in re.findall(r"^(\S+\.csv) +(.*\n(?: +.*\n)*)", block.text, re.MULTILINE):
        (folder / name).write_text("".join(f"{row.strip()}\n" for row in rows.splitlines()))
    run = workspace.run("etslink check with_activities")
    assert run.returncode == 0, run.stderr
    assert (folder / "activity_inputs.csv").exists()


def shown_technologies(block, workspace):
    """The first rows of a file of a fixture, which the program lists."""
    rows = [line.split()[-1] for line in block.text.splitlines()]
    folder = ROOT / "tests/fixtures/tiny_technologies"
    assert rows == (folder / "technologies.csv").read_text().splitlines()[:len(rows)]
    listed = workspace.run(f"etslink info {folder}")
    assert listed.returncode == 0 and all(f"{row.split(',')[1]}.{row.split(',')[2]} " in listed.stdout for row in rows[1:])


# How a text that a document shows comes about, by document and beginning.
SHOWN = {("README.md", " "): shown_table, ("docs/results.md", "carbon_price: "): shown_difference,
         ("docs/study_format.md", "error: "): shown_error, ("docs/benchmark.md", "activities.csv "): shown_activities,
         ("docs/benchmark.md", "technologies.csv "): shown_technologies}


def shown_by(block, table):
    return next((key for key in table if block.document == key[0] and block.text.startswith(key[1])), None)


@pytest.mark.parametrize("block", [p for p in of_language("text") if shown_by(p.values[0], DIAGRAMS) is None])
def test_what_a_document_shows_is_what_the_program_prints(block, workspace):
    key = shown_by(block, SHOWN)
    assert key, f"{block} is neither compared nor listed"
    SHOWN[key](block, workspace)


def test_csv_blocks_are_used_by_a_command():
    blocks = [b for b in BLOCKS if b.language == "csv"]
    commands = [line for b in BLOCKS if b.language == "sh" for line in b.lines()]
    assert [b.document for b in blocks] == ["docs/benchmark.md", "docs/sensitivity.md"]
    assert any("--direction imports.csv" in command for command in commands)
    rows = (ROOT / "tests/fixtures/gtap_like/use.csv").read_text().splitlines()
    assert [line for line in blocks[0].lines() if line not in rows] == []


def test_every_block_is_run_compared_or_listed():
    known = {"sh", "bash", "python", "toml", "text", "csv", "r"}  # of R: test_package_build.py
    known |= {"gams", "gempack"}  # what other programs write, for comparison; test_from_gams.py solves it
    assert [str(b) for b in BLOCKS if b.language not in known and not (b.language == "" and b.document in FORMULAS)] == []
    command = re.compile(r"^\s*(\$ |etslink |build/|scripts/|mpirun |cmake |python|import |\[|error: )", re.MULTILINE)
    assert [str(b) for b in BLOCKS if b.language == "" and command.search(b.text) and not b.text.startswith("[link]")] == []


def test_lists_name_nothing_that_is_gone():
    commands = [line for b in BLOCKS if b.language == "sh" for line in b.lines()]
    assert [start for start in NOT_RUN if not any(line.startswith(start) for line in commands)] == []
    assert [key for key in [*DIAGRAMS, *SHOWN] if not any(shown_by(b, [key]) for b in BLOCKS)] == []
    assert [name for name in FORMULAS.values() if not (ROOT / "tests/python" / name).exists()] == []
    assert [document for document in FORMULAS if not any(b.document == document and not b.language for b in BLOCKS)] == []
