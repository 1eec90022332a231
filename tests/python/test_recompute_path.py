# SPDX-License-Identifier: Apache-2.0
"""The abatement cost by the curve, integrated from runs of the program at points of the path of caps: docs/results.md."""
import numpy as np
import pytest

import recompute_emissions as emissions
import recompute_permits as permits
from auditor import Audit

POINTS = 12  # of a polynomial in s

STUDY = """[study]
name = "path"
benchmark = "{root}/tests/fixtures/tiny_taxes"
nests = "{root}/data/nests/klem.toml"

[elasticities]
process_xhat = 40
process_nu = 0.6

[market.A]
regions = ["A"]
sectors = ["ELE", "CEM"]
share = {{ CEM = 0.7 }}
cap = {{ reduction_percent = 8 }}
offsets = {{ region = "A", potential_mt = 9, xhat = 40, nu = 2 }}

[market.B]
regions = ["B"]
sectors = ["ELE", "CEM"]
cap = {{ reduction_percent = 25 }}

[market.homes]
regions = ["B"]
households = true
cap = {{ reduction_percent = 10 }}

[link.A_B]
from = "A"
to = "B"
limit = {{ mt = 4 }}

[project.joint]
host = "A"
to = "homes"
potential_mt = 2
approval_cost = 0
"""

SCENARIO = """
[scenario.at_{k}]
links = {links}
projects = {projects}
caps = {{ A = {{ reduction_percent = {a!r} }}, B = {{ reduction_percent = {b!r} }}, homes = {{ reduction_percent = {h!r} }} }}
{limit}
"""
LINKS = {"unlinked": ([], []), "link": (["A_B"], ["joint"]), "full_link": ([["A", "B"]], [])}


def nodes():
    """Chebyshev points of [0, 1], both ends among them."""
    return (1 - np.cos(np.pi * np.arange(POINTS) / (POINTS - 1))) / 2


def study_text(root, links):
    named, projects = LINKS[links]
    text = STUDY.format(root=root)
    for k, s in enumerate(nodes()):
        limit = f"[scenario.at_{k}.link.A_B]\nlimit = {{ mt = {4 * s!r} }}" if "A_B" in named and s > 0 else ""
        scenario = SCENARIO.format(k=k, links=named if s > 0 else [], projects=projects if s > 0 else [], limit=limit, a=8 * s, b=25 * s,
                                   h=10 * s)
        text += scenario.replace("'", '"')
    return text + "\n[scenario.benchmark]\nmarkets = []\n"


def areas(audit):
    """- sum over markets of the integral of tau dE by region, of polynomials in s through the points."""
    points = [audit.scenarios[audit.names.index(f"at_{k}")] for k in range(POINTS)]
    price = np.array([s.tau for s in points])
    covered = np.array([emissions.covered(s) for s in points])
    slope = np.polynomial.Polynomial
    area = np.zeros(covered.shape[2])
    for m in range(covered.shape[1]):
        tau = slope.fit(nodes(), price[:, m], POINTS - 1)
        for r in range(covered.shape[2]):
            change = slope.fit(nodes(), covered[:, m, r], POINTS - 1).deriv()
            integral = (tau * change).integ()
            area[r] -= integral(1) - integral(0)
    return area


def bought_inputs(s):
    """What offsets and projects buy, at the scenario's prices."""
    g = s.graph
    mine = [c for c in np.flatnonzero(g.contribution_row_kind == "market_clearing")
            if g.commodity_kind[g.contribution_row_index[c]] == "abatement"]
    commodity = g.contribution_row_index[mine]
    return -np.bincount(g.commodity_region[commodity], s.p[commodity] * s.contribution[mine], len(g.region))


@pytest.mark.parametrize("links", LINKS)
def test_abatement_cost_is_the_integral_along_the_caps_with_inputs_and_permits(links, etslink, root, tmp_path):
    (tmp_path / "study.toml").write_text(study_text(root, links))
    run = etslink("run", tmp_path / "study.toml", "-o", tmp_path / "study.h5", "--quiet", "--solver", "newton-krylov",
                  "--set", "results.channels=false")
    assert run.returncode == 0, run.stderr
    audit = Audit(tmp_path / "study.h5")
    last = audit.scenarios[audit.names.index(f"at_{POINTS - 1}")]
    inputs, payment = bought_inputs(last), permits.permit_import_value(last, permits.Trade(last, emissions.covered(last)))
    assert inputs[0] > 1, "offsets of A buy inputs"
    expected = areas(audit) + inputs + payment
    cost, error = audit.values("abatement_cost_macc", last), audit.values("abatement_cost_macc_error", last)
    assert np.abs(cost - expected) == pytest.approx(0, abs=2e-3 * np.abs(areas(audit)).sum())
    assert np.all(np.abs(cost - expected) <= error + 1e-4 * np.abs(expected))
