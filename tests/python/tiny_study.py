# SPDX-License-Identifier: Apache-2.0
"""Studies of the tiny fixture economies: two markets, unlinked, linked, and with a cap that does not bind."""

STUDY = """
[study]
name = "{name}"
benchmark = "{folder}"
nests = "{nests}"

[model]
{options}

[market.A]
regions = ["A"]
households = true
share = 0.9
cap = {{ reduction_percent = 20 }}
revenue = "government"

[market.B]
regions = ["B"]
sectors = ["ELE", "{sector}"]
cap = {{ reduction_percent = 30 }}

[scenario.benchmark]
markets = []

[scenario.unlinked]

[scenario.linked]
links = [["A", "B"]]

[scenario.loose]
markets = ["A", "B"]
caps = {{ A = {{ percent_of_benchmark = 300 }} }}

[leakage]
coalition = ["A"]
"""

# Every tax, margins, intra-regional trade, sluggish factors, process emissions, joint products, per-user Armington.
VARIANTS = {
    "taxes": ("tiny_taxes", "CEM", ""),
    "taxes_per_user": ("tiny_taxes", "CEM", 'armington = "per_user"'),
    "taxes_constant_elasticity": ("tiny_taxes", "CEM", 'resources = "constant_elasticity"'),
    "households": ("tiny_households", "CEM", ""),
    "make": ("tiny_make", None, ""),
    "two_by_two": ("tiny2x2", None, ""),
}


def study_text(root, variant):
    fixture, sector, options = VARIANTS[variant]
    folder = root / "tests/fixtures" / fixture
    if sector is None:
        rows = (folder / "sectors.csv").read_text().splitlines()[1:]
        sector = next(row.split(",")[0] for row in reversed(rows) if not row.startswith("ELE"))
    return STUDY.format(name=variant, folder=folder, nests=root / "data/nests/klem.toml", sector=sector, options=options)
