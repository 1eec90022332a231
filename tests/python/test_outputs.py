# SPDX-License-Identifier: Apache-2.0
"""No output destroys an input, and what can't be written is a message and an exit code: the same in every command."""
import os
import resource
import shutil
import subprocess
from pathlib import Path

import pytest
from tiny_study import study_text
from tiny_sweep import write_sweep

QUICKLY = ["--set", "results.channels=false", "--set", "results.abatement_cost=false", "--solver", "newton-krylov", "--threads", "1"]
SWEEP = ["sweep", "sweep.toml", "--threads", "1"]

# Every command that writes a file: its arguments without the output, and the files it reads.
WRITERS = {
    "run": (["run", "study.toml", *QUICKLY], ["study.toml", "nests.toml", "benchmark/use.csv", "benchmark/benchmark.toml"]),
    "macc": (["macc", "study.toml", "--points", "3", "--to", "20", *QUICKLY], ["study.toml", "nests.toml", "benchmark/use.csv"]),
    "coalitions": (["coalitions", "study.toml", *QUICKLY], ["study.toml", "nests.toml", "benchmark/co2.csv"]),
    "sensitivity": (["sensitivity", "study.toml", "--of", "gdp_change", "--to", "caps", "--direction", "direction.csv", "--threads", "1"],
                    ["study.toml", "nests.toml", "benchmark/trade.csv", "direction.csv"]),
    "sweep": (SWEEP, ["sweep.toml", "nests.toml", "benchmark/use.csv"]),
    "shard": ([*SWEEP, "--shard", "1/1"], ["sweep.toml", "nests.toml", "benchmark/use.csv"]),
    "merge": (["merge", "1.shard", "2.shard"], ["1.shard", "2.shard"]),
    "export": (["export", "results.h5", "--iamc"], ["results.h5"]),
    "export csv": (["export", "results.h5", "--csv"], ["results.h5"]),
    "export xlsx": (["export", "results.h5", "--xlsx"], ["results.h5"]),
    "report": (["report", "results.h5"], ["results.h5"]),
    "export maps": (["export", "results.h5", "--iamc", "--regions", "regions.toml"], ["results.h5", "regions.toml"]),
}
SILENT = [name for name in WRITERS if name.startswith("export") or name == "report"]  # print nothing
# Those that write their file after some time of calculation: a failure then is exit code 1, not 2.
PRINTERS = {
    **{name: [*command, "-o", "OUT"] for name, (command, _) in WRITERS.items() if name not in ("shard", *SILENT)},
    "help": ["--help"], "version": ["--version"], "help of run": ["run", "--help"], "check": ["check", "benchmark"],
    "info": ["info", "results.h5"], "study": ["info", "results.h5", "--study"], "diff": ["diff", "results.h5", "results.h5"],
    "dry run": [*SWEEP, "--dry-run"], "bench": ["bench", "--regions", "2", "--sectors", "5", "--nests", "nests.toml"]}

DIRECTION = """file,region,good,sector,user,origin,exporter,importer,factor,value_musd
use.csv,A,GOODS,,HH_A,imported,,,,1
trade.csv,,GOODS,,,,B,A,,1
use.csv,B,GOODS,,HH_B,domestic,,,,-1
use.csv,A,STEEL,,HH_A,domestic,,,,-1
value_added.csv,A,,STEEL,,,,,CAP,-1
"""


@pytest.fixture(scope="module")
def folder(etslink, root, tmp_path_factory):
    """Inputs of all commands: a study, a sweep, results, shards, and the sources of a calibration."""
    path = tmp_path_factory.mktemp("outputs")
    shutil.copytree(root / "tests/fixtures/tiny2x2", path / "benchmark")
    shutil.copy(root / "data/nests/klem.toml", path / "nests.toml")
    write_sweep(root, path, 8)
    (path / "study.toml").write_text(study_text(root, "two_by_two"))
    for study in (path / "sweep.toml", path / "study.toml"):
        text = study.read_text().replace(str(root / "tests/fixtures/tiny2x2"), "benchmark")
        study.write_text(text.replace(str(root / "data/nests/klem.toml"), "nests.toml"))
    (path / "direction.csv").write_text(DIRECTION)
    (path / "regions.toml").write_text('A = "Land A"\n')
    for k in (1, 2):
        run = etslink("sweep", path / "sweep.toml", "-o", path / f"{k}.shard", "--shard", f"{k}/2", "--quiet")
        assert run.returncode == 0, run.stderr
    run = etslink("run", path / "study.toml", "-o", path / "results.h5", "--quiet", *QUICKLY)
    assert run.returncode == 0, run.stderr
    shutil.copytree(root / "tests/fixtures/tiny_world", path / "sources")
    return path


@pytest.fixture(scope="module")
def program(root):
    binary = Path(os.environ.get("ETSLINK_BINARY", "build/release/etslink"))
    return binary if binary.is_absolute() else root / binary


def run_in(folder, program, arguments, **options):
    options.setdefault("stdout", subprocess.PIPE)
    return subprocess.run([program, *map(str, arguments)], cwd=folder, text=True, stderr=subprocess.PIPE, check=False, **options)


def content(folder):
    """All files with their bytes, links with what they name."""
    return {path.relative_to(folder): os.readlink(path) if path.is_symlink() else path.read_bytes()
            for path in folder.rglob("*") if not path.is_dir()}


def assert_refused(run, output):
    assert run.returncode == 2, (run.returncode, run.stderr)
    assert run.stderr.startswith(f"error: {output}: "), run.stderr
    assert run.stdout in ("", None)


@pytest.mark.parametrize("name", WRITERS)
def test_an_input_is_no_output_whatever_it_is_called(folder, program, name):
    command, inputs = WRITERS[name]
    for file in inputs:
        os.link(folder / file, folder / "hard")
        os.symlink(file, folder / "soft")
        before = content(folder)
        for output in (file, "./" + file, "hard", "soft", folder / file):
            run = run_in(folder, program, [*command, "-o", output, "--force"] if name in ("sweep", "shard", "merge") else [*command, "-o", output])
            assert_refused(run, output)
            assert "this command reads it" in run.stderr
            assert content(folder) == before
        (folder / "hard").unlink()
        (folder / "soft").unlink()


def test_a_calibration_is_not_written_over_its_sources(folder, program, tmp_path):
    sources = shutil.copytree(folder / "sources", tmp_path / "sources")
    (tmp_path / "way").symlink_to("sources")
    (tmp_path / "linked").mkdir()
    os.link(sources / "table.csv", tmp_path / "linked/use.csv")
    (tmp_path / "recipes").mkdir()
    text = (sources / "recipe.toml").read_text()
    lines = [line for line in text.splitlines() if not line.startswith("folder =")]
    assert len(lines) == len(text.splitlines()) - 1
    recipe = "\n".join("[table]\nfolder = \"../sources\"" if line == "[table]" else line for line in lines)
    (tmp_path / "recipes/recipe.toml").write_text(recipe)
    before = content(tmp_path)
    for output in ("sources", "way", "sources/.", "recipes", "linked", "sources/table.csv"):
        run = run_in(tmp_path, program, ["calibrate", "recipes/recipe.toml", "-o", output, "-q"])
        assert run.returncode == 2, (output, run.stderr)
        assert "can't be written" in run.stderr
        assert content(tmp_path) == before
    run = run_in(tmp_path, program, ["calibrate", "recipes/recipe.toml", "-o", "made", "-q"])
    assert run.returncode == 0, run.stderr
    run = run_in(tmp_path, program, ["calibrate", "recipes/recipe.toml", "-o", "made", "-q"], preexec_fn=limit_file_size)
    assert run.returncode == 1 and "can't be written: File too large" in run.stderr


FOLDERS = {
    "calibrate": (["calibrate", "sources/recipe.toml"], "benchmark.toml"),
    "balance": (["balance", "benchmark"], "benchmark.toml"),
    "aggregate": (["aggregate", "benchmark", "map.toml"], "benchmark.toml"),
    "man": (["man"], None),
}


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_is_written_as_a_whole(folder, program, name, tmp_path):
    """Where the disk is full the old folder stays, file by file; never a mixture of two benchmarks."""
    command, seal = FOLDERS[name]
    (folder / "map.toml").write_text('[[region]]\ncode = "WORLD"\nmembers = ["A", "B"]\n')
    whole, old = tmp_path / "whole", tmp_path / "old"
    run = run_in(folder, program, [*command, "-o", whole, *([] if name == "man" else ["-q"])])
    assert run.returncode == 0, run.stderr
    old.mkdir()
    for path in whole.iterdir():
        (old / path.name).write_text("old")
    (old / "note.txt").write_text("mine")
    before = content(old)
    run = run_in(folder, program, [*command, "-o", old], preexec_fn=limit_file_size)
    assert run.returncode == 1 and "can't be written: File too large" in run.stderr, run.stderr
    assert content(old) == before
    run = run_in(folder, program, [*command, "-o", old])
    assert run.returncode == 0, run.stderr
    assert content(old) == {**content(whole), Path("note.txt"): b"mine"}
    assert seal is None or (old / seal).stat().st_mtime_ns == max(path.stat().st_mtime_ns for path in old.iterdir())
    run = run_in(folder, program, [*command, "-o", "study.toml"])
    assert run.returncode == 2 and "study.toml: can't be written: " in run.stderr, run.stderr


def test_inputs_come_from_pipes_as_well(folder, program, tmp_path):
    text = (folder / "study.toml").read_text().replace('"benchmark"', f'"{folder}/benchmark"').replace('"nests.toml"', f'"{folder}/nests.toml"')
    run = run_in(tmp_path, program, ["run", "/dev/stdin", "-o", "piped.h5", *QUICKLY, "-q"], input=text)
    assert run.returncode == 0, run.stderr
    (tmp_path / "study.toml").write_text(text)
    run = run_in(tmp_path, program, ["run", "study.toml", "-o", "file.h5", *QUICKLY, "-q"])
    assert run.returncode == 0, run.stderr
    assert run_in(tmp_path, program, ["diff", "piped.h5", "file.h5"]).returncode == 0


def limit_file_size():
    resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))


@pytest.mark.parametrize("name", WRITERS)
def test_what_cannot_be_written_is_told_before_the_work(folder, program, name):
    command, _ = WRITERS[name]
    before = content(folder)
    for output, reason in (("none/out", "No such file or directory"), ("benchmark", "it is a folder"), ("study.toml/out", "Not a directory"),
                           ("x" * 300, "File name too long"), ("/proc/version/x", "Not a directory")):
        run = run_in(folder, program, [*command, "-o", output])
        assert_refused(run, output)
        assert f"can't be written: {reason}" in run.stderr
    assert content(folder) == before


@pytest.mark.parametrize("name", WRITERS)
def test_a_full_disk_is_told_after_the_work_and_the_old_file_stays(folder, program, name, tmp_path):
    command, _ = WRITERS[name]
    run = run_in(folder, program, [*command, "-o", "/dev/full"])
    assert run.returncode == 1, run.stderr
    assert run.stderr.endswith("error: /dev/full: can't be written: No space left on device\n")
    (folder / "sweep.journal").unlink(missing_ok=True)  # what is finished waits for --resume
    output = tmp_path / "out"
    output.write_text("old")
    force = ["--force"] if name in ("sweep", "shard", "merge") else []
    run = run_in(folder, program, [*command, "-o", output, *force], preexec_fn=limit_file_size)
    assert run.returncode == 1, run.stderr
    assert "can't be written: File too large" in run.stderr
    assert output.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".journal"] == ["out"]


@pytest.mark.parametrize("name", WRITERS)
def test_links_and_pipes_are_written_to(folder, program, name, tmp_path):
    command, _ = WRITERS[name]
    (tmp_path / "link").symlink_to("target")
    run = run_in(folder, program, [*command, "-o", tmp_path / "link"])
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "link").is_symlink()
    target = (tmp_path / "target").read_bytes()
    assert len(target) > 100
    quiet = [] if name in SILENT else ["-q"]
    run = subprocess.run([program, *command, "-o", "/dev/stdout", *quiet], cwd=folder, capture_output=True, check=False)
    assert run.returncode == 0, run.stderr
    assert len(run.stdout) == len(target)
    with open(tmp_path / "redirected", "wb") as file:
        file.write(b"kept")
        file.flush()
        run = subprocess.run([program, *command, "-o", "/dev/stdout", *quiet], cwd=folder, stdout=file, stderr=subprocess.PIPE, check=False)
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "redirected").read_bytes()[:4] == b"kept"
    assert (tmp_path / "redirected").stat().st_size == len(target) + 4
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "redirected", "target"]


@pytest.mark.parametrize("name", PRINTERS)
def test_standard_output_that_cannot_be_written_is_an_error(folder, program, name, tmp_path):
    command = [tmp_path / "out" if argument == "OUT" else argument for argument in PRINTERS[name]]
    with open("/dev/full", "wb") as full:
        run = run_in(folder, program, command, stdout=full)
    assert run.returncode == 1
    # A dry run flushes as it goes: then the reason is gone at the end.
    reason = "" if name == "dry run" else ": No space left on device"
    assert run.stderr.endswith(f"error: the output can't be written{reason}\n"), run.stderr
    if name == "help":
        reader, writer = os.pipe()
        os.close(reader)
        run = run_in(folder, program, command, stdout=writer)
        os.close(writer)
        assert run.returncode == 1
        assert run.stderr == "error: the output can't be written: Broken pipe\n"


@pytest.mark.parametrize("command", [SWEEP, [*SWEEP, "--shard", "1/1"], ["merge", "1.shard", "2.shard"]], ids=" ".join)
def test_a_finished_sweep_is_kept_without_force(folder, program, command, tmp_path):
    output = tmp_path / "out"
    assert run_in(folder, program, [*command, "-o", output, "-q"]).returncode == 0
    before = output.read_bytes(), output.stat().st_mtime_ns
    for more in ([], ["--resume"] if command[0] == "sweep" else []):
        run = run_in(folder, program, [*command, "-o", output, "-q", *more])
        assert_refused(run, output)
        assert "--force overwrites it" in run.stderr
        assert (output.read_bytes(), output.stat().st_mtime_ns) == before
    run = run_in(folder, program, [*command, "-o", output, "-q", "--force"])
    assert run.returncode == 0, run.stderr
    assert output.stat().st_mtime_ns != before[1]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
