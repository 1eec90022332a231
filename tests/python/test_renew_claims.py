# SPDX-License-Identifier: Apache-2.0
"""Numbers of a page anew from other results: sentences and claims change together, what is ambiguous is left to the author."""
import sys
from pathlib import Path

import numpy as np
import pytest
import xarray
from page_claims import Results, problems

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from renew_claims import printed, renewed  # noqa: E402

LABELS = {"scenario": ["benchmark", "alone", "linked"], "region": ["CHN", "JPN"]}


@pytest.fixture
def results():
    data = xarray.Dataset({"price": (("scenario", "region"), [[np.nan, np.nan], [19.44, 167.2], [25.6, 25.6]]),
                           "gdp": (("scenario", "region"), [[0, 0], [-0.174, 0.022], [-0.0712, 12345.6]])}, coords=LABELS)
    return Results("tiny", lambda name: data)


@pytest.mark.parametrize("old, new", [
    ("China pays 12.9 USD/t. <!-- claim: price[alone, CHN] == 12.9 -->", "China pays 19.4 USD/t. <!-- claim: price[alone, CHN] == 19.4 -->"),
    ("12.9 there. <!-- quoted: 12.9 --> Here 12.9. <!-- claim: price[alone, CHN] == 12.9 -->",
     "12.9 there. <!-- quoted: 12.9 --> Here 19.4. <!-- claim: price[alone, CHN] == 19.4 -->"),
    ("From 1,249 to 101. <!-- claim: price[alone, JPN] == 101; gdp[linked, JPN] == 1249 -->",
     "From 12,346 to 167. <!-- claim: price[alone, JPN] == 167; gdp[linked, JPN] == 12346 -->"),
    ("GDP falls by 0.28, -0.28 % it is. <!-- claim: gdp[alone, CHN] == -0.28 -->",
     "GDP falls by 0.17, -0.17 % it is. <!-- claim: gdp[alone, CHN] == -0.17 -->"),
    ("From 7 to 7. <!-- claim: price[alone, CHN] == 7; price[alone, JPN] == 7 -->",
     "From 19 to 167. <!-- claim: price[alone, CHN] == 19; price[alone, JPN] == 167 -->"),
    ("| a | 1 |\n|---|---|\n| b | -2 |\n<!-- claim: price[alone, CHN] == 1; gdp[alone, CHN] == -2 -->",
     "| a | 19 |\n|---|---|\n| b | -0.17 |\n<!-- claim: price[alone, CHN] == 19; gdp[alone, CHN] == -0.17 -->"),
    ("It holds: 25.6. <!-- claim: price[linked, CHN] == 25.6; price[alone, CHN] < price[alone, JPN] -->",) * 2,
], ids=lambda value: None)
def test_numbers_change_in_the_claim_and_in_its_sentence(old, new, results):
    assert renewed(old, results) == (new, [])
    assert not problems(new, results)


@pytest.mark.parametrize("page, reason", [
    ("GDP falls by 0.1. <!-- claim: gdp[alone, JPN] == -0.1 -->", "changed its sign"),
    ("The larger is 7. <!-- claim: price[alone, CHN] == 7; price[alone, JPN] == 7 -->", "7 stands for 19, 167"),
    ("7 here, 7 there. <!-- claim: price[alone, CHN] == 7 --> <!-- quoted: 7 -->", "7 is quoted too"),
    ("It is dearer alone. <!-- claim: price[alone, CHN] > price[linked, CHN] -->", "is false"),
    ("It was 3. <!-- claim: price[nowhere, CHN] == 3 -->", "on no axis"),
], ids=lambda value: None)
def test_what_only_the_author_can_mend_is_listed(page, reason, results):
    assert any(reason in line for line in renewed(page, results)[1])


def test_a_number_keeps_digits_that_say_something():
    assert [printed(v, d) for v, d in ((19.44, 1), (0.0712, 2), (-0.0004, 2), (0.0, 2), (0.5, 1))] == ["19.4", "0.071", "-0.0004", "0.00", "0.5"]
