# SPDX-License-Identifier: Apache-2.0
"""The figure of a study is drawn from any results file, the same bytes each time."""
import subprocess
import sys

import h5py
import numpy
import pytest
from tiny_study import study_text

SCRIPT = "scripts/plot_study.py"


@pytest.fixture(scope="module")
def results(etslink, root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("plots")
    (folder / "study.toml").write_text(study_text(root, "two_by_two"))
    run = etslink("run", folder / "study.toml", "-o", folder / "study.h5", "--quiet")
    assert run.returncode == 0, run.stderr
    return folder / "study.h5"


def plot(root, results, picture):
    done = subprocess.run([sys.executable, root / SCRIPT, results, "-o", picture], text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return picture.read_bytes()


def test_a_picture_is_drawn_twice_the_same(results, root, tmp_path):
    first, second = (plot(root, results, tmp_path / f"{name}.png") for name in ("first", "second"))
    assert first.startswith(b"\x89PNG")
    assert len(first) > 20_000
    assert first == second


def test_without_a_name_the_picture_stands_beside_the_file(results, root, tmp_path):
    (tmp_path / "copy.h5").write_bytes(results.read_bytes())
    tracked = (root / "docs/figures/northeast_asia.png").read_bytes()
    subprocess.run([sys.executable, root / SCRIPT, tmp_path / "copy.h5"], check=True, cwd=root)
    assert (tmp_path / "copy.png").read_bytes().startswith(b"\x89PNG")
    assert (root / "docs/figures/northeast_asia.png").read_bytes() == tracked


def test_a_study_of_taxes_alone_is_drawn_and_one_without_markets_refused(etslink, root, tmp_path):
    text = study_text(root, "two_by_two")
    head = text[:text.index("[market.")].replace("[model]\n", "")
    (tmp_path / "tax.toml").write_text(head + """
[market.tax]
regions = ["A"]
households = true
price = 20

[scenario.taxed]
markets = ["tax"]
""")
    (tmp_path / "none.toml").write_text(head + "[scenario.nothing]\n")
    for name in ("tax", "none"):
        run = etslink("run", tmp_path / f"{name}.toml", "-o", tmp_path / f"{name}.h5", "--quiet")
        assert run.returncode == 0, run.stderr
    assert len(plot(root, tmp_path / "tax.h5", tmp_path / "tax.png")) > 20_000
    done = subprocess.run([sys.executable, root / SCRIPT, tmp_path / "none.h5", "-o", tmp_path / "none.png"], text=True,
                          capture_output=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "nothing to draw: no scenario with a market that is on was solved\n"


def test_a_file_without_channels_and_with_an_unsolved_scenario_is_drawn(results, root, tmp_path):
    copy = tmp_path / "study.h5"
    copy.write_bytes(results.read_bytes())
    with h5py.File(copy, "r+") as file:
        file["solver_status"][2] = numpy.frombuffer(b"failed".ljust(file["solver_status"].shape[1], b"\0"), "S1")
        for name in ("leakage_fuel_price_channel", "leakage_competitiveness_channel", "abatement_cost_macc"):
            file[name][...] = float("nan")
    assert plot(root, copy, tmp_path / "a.png") != plot(root, results, tmp_path / "b.png")
