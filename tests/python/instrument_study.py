# SPDX-License-Identifier: Apache-2.0
"""A tiny study with instruments of every kind that the results file has tables for."""

STUDY = """
[study]
name = "instruments"
benchmark = "{root}/tests/fixtures/tiny_taxes"
nests = "{root}/data/nests/klem.toml"

[market.A]
regions = ["A"]
sectors = ["ELE", "CEM"]
cap = {{ reduction_percent = 20 }}
floor = 22
auctioned_percent = 60
allocation = {{ output_based = ["CEM"], benchmark_percent = 70 }}

[market.A.offsets]
region = "A"
potential_mt = 8
xhat = 40
nu = 2
max_percent_of_obligation = 3

[market.B]
regions = ["B"]
sectors = ["ELE", "CEM"]
standard = {{ reduction_percent = {{ ELE = 8, CEM = 15 }} }}
indirect = {{ grid_factor = 0.5 }}

[market.tax]
regions = ["B"]
households = true
sectors = "all"
price = 6
revenue = {{ cut = "factor_tax", factor = "LAB" }}

[link.B_A]
from = "B"
to = "A"
limit = {{ percent_of_obligation = 1 }}
exchange_rate = 1.25
fee = 2
proceeds_percent = 5
cancelled_percent = 2
rent = "shared"
fee_region = "A"

[project.joint]
host = "B"
to = "A"
potential_mt = 3
buyer_percent = 60
proceeds_percent = 5
cancelled_percent = 2
limit = {{ mt = 0.3 }}
rent = "seller"

[swap.cement]
fix = "output CEM B"
free = "output tax CEM B"
value = 0.98

[scenario.benchmark]
markets = []

[scenario.unlinked]
markets = ["A", "B", "tax"]

[scenario.linked]
markets = ["A", "B", "tax"]
links = ["B_A"]
projects = ["joint"]

[scenario.full]
markets = ["A", "B"]
links = [["A", "B"]]

[scenario.swapped]
markets = ["A"]
swaps = ["cement"]

[leakage]
coalition = ["A"]
"""


def study_text(root):
    return STUDY.format(root=root)
