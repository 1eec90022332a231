# SPDX-License-Identifier: Apache-2.0
"""`etslink new` writes a study that runs as it stands, for the shipped benchmark and every fixture."""
import re
from pathlib import Path

import pytest
import xarray

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = [ROOT / "data/nea2011", *sorted(path.parent for path in (ROOT / "tests/fixtures").glob("*/benchmark.toml"))]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_new_study_of_a_folder_runs(etslink, tmp_path, folder):
    study, results = tmp_path / "study.toml", tmp_path / "results.h5"
    made = etslink("new", study, "--benchmark", folder)
    assert made.returncode == 0, made.stderr
    done = etslink("run", study, "-o", results, "--quiet", "--solver", "newton-krylov")
    assert done.returncode == 0, done.stderr
    with xarray.open_dataset(results) as table:
        assert list(table.scenario.values) == ["benchmark", "unlinked", "linked"]
        prices = table.carbon_price.sel(scenario="linked").values
        assert prices.min() > 0 and prices.max() - prices.min() < 1e-6 * prices.max()


def test_a_study_names_paths_from_its_own_folder(etslink, tmp_path):
    folder = tmp_path / "deep/er"
    folder.mkdir(parents=True)
    assert etslink("new", folder / "study.toml", "--benchmark", "tests/fixtures/tiny2x2").returncode == 0
    text = (folder / "study.toml").read_text()
    assert re.search(r'^benchmark = "(\.\./)+\S*tests/fixtures/tiny2x2" ', text, re.MULTILINE)
    assert '\nnests = "klem" ' in text  # what comes with the program is called by its name
    assert '[market.A]\nregions = ["A"]\nsectors = "all"' in text
    assert 'links = [["A", "B"]]' in text
