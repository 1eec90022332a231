# SPDX-License-Identifier: Apache-2.0
"""Every ready-made study has its page, runs with exit code 0, and the tables and claims of its page are those of the run."""
import re
import sys
from pathlib import Path

import h5py
import pytest
import xarray

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
import study_table  # noqa: E402
from page_claims import Results, problems  # noqa: E402

# Shown elsewhere: docs/validation.md, docs/performance.md, docs/sweeps.md.
WITHOUT_PAGE = {"world_41x35", "northeast_asia_sweep", "equal_cuts", "europe_alone", "validation"}
STUDIES = sorted(p.stem for p in (ROOT / "studies").glob("*.toml") if p.stem not in WITHOUT_PAGE)


@pytest.fixture(scope="module")
def results_of(etslink, tmp_path_factory):
    """The result file of a study, which is run once."""
    folder, solved = tmp_path_factory.mktemp("studies"), {}

    def solve(study):
        if study not in solved:
            solved[study] = folder / f"{study}.h5"
            run = etslink("run", ROOT / "studies" / f"{study}.toml", "-o", solved[study], "--quiet", "--solver", "newton-krylov")
            assert run.returncode == 0, run.stderr
        return solved[study]
    return solve


@pytest.fixture(scope="module")
def claims_of(results_of):
    """What is wrong with the claims of a text on a study."""
    opened = {}

    def dataset(study):
        if study not in opened:
            opened[study] = xarray.load_dataset(results_of(study))
        return opened[study]
    return lambda text, study: problems(text, Results(study, dataset))


def page_of(study):
    return (ROOT / "docs" / "studies" / f"{study}.md").read_text()


@pytest.mark.parametrize("study", STUDIES)
def test_page_shows_the_results_of_its_study(study, results_of):
    assert (ROOT / "docs" / "studies" / f"{study}.md").exists(), f"{study} has no page in docs/studies"
    text = page_of(study)
    assert study in [m["study"] for m in study_table.BLOCK.finditer(text)], "the page has a table of its study"
    with h5py.File(results_of(study)) as file:
        assert study_table.filled(text, file, study) == text


@pytest.mark.parametrize("study", STUDIES)
def test_sentences_of_a_page_say_what_its_study_shows(study, claims_of):
    wrong = claims_of(page_of(study), study)
    assert not wrong, "\n".join(wrong)


def test_a_changed_number_is_noticed(results_of):
    page = page_of("kyoto_style")
    wrong = re.sub(r"\| no_trade \| \d", "| no_trade | 9", page)
    assert wrong != page
    with h5py.File(results_of("kyoto_style")) as file:
        assert study_table.filled(wrong, file, "kyoto_style") == page


@pytest.fixture(scope="module")
def numbers_of_trade(results_of):
    """Japan's price alone (PRICE1) and linked (LINK1), both a little wrong (PRICE2, LINK2), and what Europe sells (SOLD), as a page prints them."""
    results = xarray.load_dataset(results_of("kyoto_style"))
    alone, linked = (float(results["carbon_price"].sel(scenario=s, market="JPN")) for s in ("no_trade", "trade"))
    sold = -float(results["permit_imports"].sel(scenario="trade", region="EUR"))
    return {"PRICE1": f"{alone:.0f}", "PRICE2": f"{alone + 1:.0f}", "LINK1": f"{linked:.1f}", "LINK2": f"{linked + 0.1:.1f}", "SOLD": f"{sold:.0f}"}


TRUE_SENTENCE = "Japan's price falls from PRICE1 to LINK1 USD/t."
TRUE_CLAIM = "<!-- claim: carbon_price[no_trade, JPN] == PRICE1; carbon_price[trade, JPN] == LINK1 -->"


@pytest.mark.parametrize("text, problem", [
    (f"{TRUE_SENTENCE} {TRUE_CLAIM}", None),
    (f"* {TRUE_SENTENCE}\n  {TRUE_CLAIM}\n* A sentence without numbers.", None),
    (TRUE_SENTENCE, "no claims"),
    (f"{TRUE_SENTENCE} {TRUE_CLAIM} Europe pays more.", "'more' without a claim"),
    (f"Europe pays more. {TRUE_SENTENCE} {TRUE_CLAIM}", "'more' without a claim"),
    (f"{TRUE_SENTENCE} Europe pays 60. {TRUE_CLAIM}", "PRICE1 is neither"),
    (f"| here |\n|---|\n| 61 |\n{TRUE_CLAIM}", "61 is neither"),
    (f"{TRUE_SENTENCE} {TRUE_CLAIM.replace('LINK1', 'LINK2')}".replace("to LINK1", "to LINK2"), "is false"),
    (f"{TRUE_SENTENCE} {TRUE_CLAIM.replace('== PRICE1', '== PRICE2')}", "PRICE2 is claimed, but not in the sentence"),
    ("Trade lowers it. <!-- claim: carbon_price[trade, JPN] > carbon_price[no_trade, JPN] -->", "is false"),
    ("Europe sells -SOLD Mt. <!-- claim: permit_imports[trade, EUR] == -SOLD -->", None),
    ("Europe buys +SOLD Mt. <!-- claim: permit_imports[trade, EUR] == -SOLD -->", "+SOLD is neither"),
    ("It is 1 of 3. <!-- quoted: 1 --> <!-- claim: min(leakage_rate) > 0 -->", "3 is neither"),
], ids=lambda value: None)
def test_a_claim_without_support_is_noticed(text, problem, claims_of, numbers_of_trade):
    for name, number in numbers_of_trade.items():
        text, problem = text.replace(name, number), problem and problem.replace(name, number)
    found = claims_of(text, "kyoto_style")
    assert (problem is None and not found) or any(problem in line for line in found), found


@pytest.mark.parametrize("claim", ["carbon_price[no_trade] > 0", "carbon_price[JPN, no_such] > 0", "no_such_result > 0", "1", "open('x') > 0",
                                   "carbon_price.values > 0", "leakage_rate[benchmark] > 0"])
def test_what_is_no_condition_is_refused(claim, claims_of):
    with pytest.raises((ValueError, KeyError, AssertionError)):
        claims_of(f"A sentence. <!-- claim: {claim} -->", "kyoto_style")
