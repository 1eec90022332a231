# SPDX-License-Identifier: Apache-2.0
"""Every ready-made study has its page, runs with exit code 0, and the tables of its page are those of the run."""
import re
import sys
from pathlib import Path

import h5py
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
import study_table  # noqa: E402

# Shown elsewhere: docs/validation.md, docs/performance.md, docs/sweeps.md.
WITHOUT_PAGE = {"world_41x35", "northeast_asia_sweep", "equal_cuts", "europe_alone"}
STUDIES = sorted(p.stem for p in (ROOT / "studies").glob("*.toml") if p.stem not in WITHOUT_PAGE)


def solve(study, etslink, folder):
    """The result file of a study."""
    results = folder / f"{study}.h5"
    run = etslink("run", ROOT / "studies" / f"{study}.toml", "-o", results, "--quiet", "--solver", "newton-krylov",
                  "--set", "results.channels=false")
    assert run.returncode == 0, run.stderr
    return results


@pytest.mark.parametrize("study", STUDIES)
def test_page_shows_the_results_of_its_study(study, etslink, tmp_path):
    page = ROOT / "docs" / "studies" / f"{study}.md"
    assert page.exists(), f"{study} has no page in docs/studies"
    results = solve(study, etslink, tmp_path)
    text = page.read_text()
    assert study in [m["study"] for m in study_table.BLOCK.finditer(text)], "the page has a table of its study"
    with h5py.File(results) as file:
        assert study_table.filled(text, file, study) == text


def test_a_changed_number_is_noticed(etslink, tmp_path):
    page = (ROOT / "docs" / "studies" / "kyoto_style.md").read_text()
    wrong = re.sub(r"\| no_trade \| \d", "| no_trade | 9", page)
    assert wrong != page
    with h5py.File(solve("kyoto_style", etslink, tmp_path)) as file:
        assert study_table.filled(wrong, file, "kyoto_style") == page
