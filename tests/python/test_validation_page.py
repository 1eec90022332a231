# SPDX-License-Identifier: Apache-2.0
"""docs/validation.md: its tables are those that scripts/validation.py makes, its sentences say what they and the studies show."""
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
import validation  # noqa: E402
from page_claims import Results, problems  # noqa: E402


@pytest.fixture(scope="module")
def page():
    return validation.PAGE.read_text()


@pytest.fixture(scope="module")
def runs(etslink, tmp_path_factory):
    """Results of studies/validation.toml, and the dataset of curves and elasticities."""
    del etslink  # that the program is built
    return validation.runs(tmp_path_factory.mktemp("validation"))


def test_every_scenario_of_the_validation_has_a_solution(runs):
    assert set(runs[0].solver_status.values.ravel().astype(str)) == {"solved"}


def without_other_data(table):
    """A table without the rows of other benchmarks, which only the data package can make; all of it where the package is there."""
    return "".join(line for line in table.splitlines(True)
                   if validation.has_data_package() or not any(name in line for name in validation.OTHER_DATA))


@pytest.mark.parametrize("name", validation.TABLES)
def test_a_table_of_the_page_is_that_of_the_program(name, page, runs):
    block = re.search(validation.BLOCK.pattern.replace(r"(?P<name>\w+)", name), page)
    assert block, f"docs/validation.md has no table '{name}'"
    assert without_other_data(validation.filled(block[0], *runs)) == without_other_data(block[0])


def test_sentences_of_the_page_say_what_the_runs_show(page, runs, tmp_path):
    wrong = problems(validation.sentences_on_runs(page), Results("validation", validation.Runs(*runs, tmp_path)))
    assert not wrong, "\n".join(wrong)


def test_a_changed_number_of_a_table_is_noticed(page, runs):
    block = re.search(validation.BLOCK.pattern.replace(r"(?P<name>\w+)", "curves"), page)[0]
    wrong = re.sub(r"\| CHN \| \d", "| CHN | 9", block)
    assert validation.filled(wrong, *runs) == block != wrong
