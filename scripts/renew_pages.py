#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tables and numbers of docs/studies and docs/coalitions.md, anew from runs of their studies; what words no longer hold is listed.

    scripts/renew_pages.py [--program build/release/etslink] [--results FOLDER] [STUDY or coalitions ...]

Result files that FOLDER has already are taken as they are. After a change of the benchmark: run it, read each page, mend
its sentences until it lists nothing. Exit code 1 while something is left.
"""
import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import h5py
import xarray

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests" / "python")]
import coalitions_table  # noqa: E402
import study_table  # noqa: E402
from page_claims import Results, problems  # noqa: E402
from renew_claims import renewed  # noqa: E402


class Runs:
    """Result files of ready-made studies, each run once."""

    def __init__(self, program, folder):
        self.program, self.folder, self.opened = program, folder, {}

    def file(self, study, coalitions=False):
        path = self.folder / f"{study}{'.coalitions' if coalitions else ''}.h5"
        if not path.exists():
            verb = ["coalitions", *coalitions_table.arguments(study)] if coalitions else ["run", "--quiet", "--solver", "newton-krylov"]
            run = subprocess.run([self.program, *verb, ROOT / "studies" / f"{study}.toml", "-o", path], check=False)
            if run.returncode:
                sys.exit(f"{study}: exit code {run.returncode}")
        return path

    def dataset(self, study, coalitions=False):
        if (study, coalitions) not in self.opened:
            self.opened[study, coalitions] = xarray.load_dataset(self.file(study, coalitions))
        return self.opened[study, coalitions]


def renew_coalitions(runs):
    """Writes docs/coalitions.md; what is left to do by hand."""
    path, left = ROOT / "docs" / "coalitions.md", []
    page = path.read_text(encoding="utf-8")
    with xarray.open_dataset(runs.file("northeast_asia", True), group="coalitions") as group:
        page = coalitions_table.filled(page, group)
    for heading, study in (("## Northeast Asia", "northeast_asia"), ("## With developed", "with_developed_countries")):
        first = page.index(heading)
        page, more = renewed(page, Results(study, lambda name: runs.dataset(name, True)), first, page.index("\n## ", first + 1))
        left += more
    path.write_text(page, encoding="utf-8")
    return left


def renew(study, runs):
    """Writes the page of a study; what is left to do by hand."""
    path = ROOT / "docs" / "studies" / f"{study}.md"
    page = path.read_text(encoding="utf-8")
    with h5py.File(runs.file(study)) as file:
        page = study_table.filled(page, file, study)
    results = Results(study, runs.dataset)
    page, left = renewed(page, results)
    path.write_text(page, encoding="utf-8")
    try:
        return left or problems(page, results)
    except (KeyError, ValueError) as problem:
        return [str(problem)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("studies", nargs="*", help="names; default: all that have a page")
    parser.add_argument("--program", default=ROOT / "build/release/etslink", type=Path)
    parser.add_argument("--results", type=Path, help="folder of result files, kept; default: a temporary one")
    arguments = parser.parse_args()
    studies = arguments.studies or ["coalitions", *sorted(p.stem for p in (ROOT / "docs/studies").glob("*.md") if p.stem != "README")]
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.results or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        runs = Runs(arguments.program, folder)
        left = {study: renew_coalitions(runs) if study == "coalitions" else renew(study, runs) for study in studies}
    for study, lines in left.items():
        print(f"{study}: {len(lines) or 'nothing'} left", *lines, sep="\n    ")
    sys.exit(any(left.values()))


if __name__ == "__main__":
    main()
