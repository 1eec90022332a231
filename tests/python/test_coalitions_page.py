# SPDX-License-Identifier: Apache-2.0
"""The gains, flags and sentences of docs/coalitions.md are those of a run."""
import re
import sys
from pathlib import Path

import pytest
import xarray
from page_claims import Results, problems

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
import coalitions_table  # noqa: E402

STABLE_STRUCTURES = "## With developed countries, and with a performance standard"


@pytest.fixture(scope="module")
def coalitions_of(etslink, root, tmp_path_factory):
    """The result file of all coalitions of a study, solved once."""
    folder, solved = tmp_path_factory.mktemp("coalitions"), {}

    def solve(study):
        if study not in solved:
            solved[study] = folder / f"{study}.h5"
            run = etslink("coalitions", root / "studies" / f"{study}.toml", "-o", solved[study], *coalitions_table.arguments(study))
            assert run.returncode == 0, run.stderr
        return solved[study]
    return solve


def section(root, heading):
    text = (root / "docs" / "coalitions.md").read_text()
    return text.split(f"\n{heading}\n")[1].split("\n## ")[0]


def flags(group, structure, measure):
    return set(coalitions_table.flags(group, structure, measure))


def test_table_of_gains_is_that_of_a_run(root, coalitions_of):
    page = (root / "docs" / "coalitions.md").read_text()
    with xarray.open_dataset(coalitions_of("northeast_asia"), group="coalitions") as group:
        assert len(coalitions_table.ROW.findall(page)) == group.sizes["structure"]
        assert coalitions_table.filled(page, group) == page


@pytest.mark.parametrize("heading, study", [("## Northeast Asia", "northeast_asia"), (STABLE_STRUCTURES, "with_developed_countries")])
def test_sentences_say_what_the_coalitions_show(heading, study, root, coalitions_of):
    text = re.sub(r"^(\|.*|```sh\n[^`]*```)\n", "", section(root, heading), flags=re.MULTILINE)
    wrong = problems(text, Results(study, lambda name: xarray.load_dataset(coalitions_of(name))))
    assert not wrong, "\n".join(wrong)


def test_only_the_named_structures_are_stable_with_developed_countries(root, coalitions_of):
    text = section(root, STABLE_STRUCTURES)
    one = re.search(r"by welfare `([^`]+)` is the one stable structure", text)[1]
    by_consent = re.findall(r"`([^`+|][^`]+)`", re.search(r"Stable if members decide who joins \(`\+`\) are (.*?)\. <!--", text, re.DOTALL)[1])
    with xarray.open_dataset(coalitions_of("with_developed_countries"), group="coalitions") as group:
        def having(measure, letters):
            return [s for s in group.structure.values if set(letters) <= flags(group, s, measure)]
        assert having("welfare_ev", "IE") == [one]
        assert set(having("welfare_ev", "IC")) - {one} == set(by_consent)
        assert having("gdp", "IE") == []
        assert having("gdp", "IC") == ["CHN|JPN|KOR|EUR|USA"]


def test_stability_with_a_performance_standard_is_that_with_caps(coalitions_of):
    with xarray.open_dataset(coalitions_of("china_tps_korea_cap"), group="coalitions") as standard, \
            xarray.open_dataset(coalitions_of("northeast_asia"), group="coalitions") as caps:
        order = [group.structure.values[group.total_gain.sel(measure="welfare_ev").argsort()].tolist() for group in (standard, caps)]
        assert order[0] == order[1]
        assert all(flags(standard, s, "welfare_ev") - {"P"} == flags(caps, s, "welfare_ev") - {"P"} for s in caps.structure.values)
