# SPDX-License-Identifier: Apache-2.0
"""The order of rows in the files of a benchmark, and of the tables of a study, changes no result."""
import random
import shutil

import numpy as np
import pytest
import xarray

STUDIES = {
    "labour": ("tests/fixtures/studies/every_instrument/labour.toml", "tiny_households"),
    "leisure": ("tests/fixtures/studies/every_instrument/leisure.toml", None),
    "links": ("tests/fixtures/studies/every_instrument/links.toml", None),
    "prices": ("tests/fixtures/studies/every_instrument/prices.toml", "tiny_taxes"),
    "credits": ("tests/fixtures/studies/every_instrument/credits.toml", None),
    "swaps": ("tests/fixtures/studies/every_instrument/revenue_and_swaps.toml", None),
    "products": ("tests/fixtures/studies/every_instrument/products.toml", None),
    "idle": ("tests/fixtures/studies/every_instrument/idle.toml", None),
    "gtap_like": ("tests/fixtures/gtap_like/study.toml", None),
    "make": ("tiny_make", None),
    "minimum_wage": ("minimum_wage", None),
}

MAKE = """
[study]
name = "make"
benchmark = "{root}/tests/fixtures/tiny_make"
nests = "{root}/data/nests/klem.toml"
[market.A]
regions = ["A"]
sectors = "all"
cap = {{ reduction_percent = 20 }}
[market.B]
regions = ["B"]
households = true
sectors = ["ELE"]
cap = {{ reduction_percent = 10 }}
[scenario.unlinked]
[scenario.linked]
links = [["A", "B"]]
"""

# Fuel prices are held as well: leakage by channel.
MINIMUM_WAGE = """
[study]
name = "minimum wage"
benchmark = "{root}/tests/fixtures/tiny_households"
nests = "{root}/data/nests/klem.toml"
[model]
labour = {{ rule = "minimum_wage", factor = "LAB", minimum = 1.0 }}
current_account = "consumption_price"
[market.A]
regions = ["A"]
sectors = "all"
households = true
cap = {{ reduction_percent = 20 }}
[market.B]
regions = ["B"]
sectors = ["ELE", "CEM"]
cap = {{ reduction_percent = 10 }}
[scenario.unlinked]
[scenario.linked]
links = [["A", "B"]]
"""


def study_text(root, name):
    path = STUDIES[name][0]
    if path.endswith(".toml"):
        return (root / path).read_text(), (root / path).parent
    return {"tiny_make": MAKE, "minimum_wage": MINIMUM_WAGE}[path].format(root=root), root


def shuffled_rows(text, rng):
    header, *rows = text.splitlines()
    rng.shuffle(rows)
    return "\n".join([header, *rows]) + "\n"


def shuffled_tables(text, rng, keeps_markets=False):
    """Tables [a.b] in another order; subtables stay behind the table they belong to, comments and blank lines go."""
    blocks, name = {}, None
    for line in text.splitlines():
        if line.startswith("["):
            name = ".".join(line.strip("[] \n").split("#")[0].strip("] ").split(".")[:2])
        if name is not None and line.strip() and not line.startswith("#"):
            blocks.setdefault(name, []).append(line)
    names = list(blocks)
    rng.shuffle(names)
    if keeps_markets:
        markets = iter(name for name in blocks if name.startswith("market."))
        names = [next(markets) if name.startswith("market.") else name for name in names]
    return "\n".join(line for name in names for line in blocks[name]) + "\n"


def result(etslink, folder, text, benchmark):
    """Results of a study on a benchmark folder beside it."""
    lines = [f'benchmark = "{benchmark}"' if line.startswith("benchmark = ") else line for line in text.splitlines()]
    (folder / "study.toml").write_text("\n".join(lines) + "\n")
    run = etslink("run", folder / "study.toml", "-o", folder / "study.h5", "-q", "--solver", "newton-krylov",
                  "--set", "results.state=false")
    assert run.returncode == 0, run.stderr
    return xarray.open_dataset(folder / "study.h5").load()


def inputs_of(root, name):
    """Text of the study with absolute paths, and its benchmark folder."""
    text, home = study_text(root, name)
    for key in ("benchmark", "nests"):
        value = next(line.split('"')[1] for line in text.splitlines() if line.startswith(f"{key} = "))
        text = text.replace(f'{key} = "{value}"', f'{key} = "{(home / value).resolve()}"', 1)
    folder = next(line.split('"')[1] for line in text.splitlines() if line.startswith("benchmark = "))
    return text, folder


def check_equal(a, b):
    labels = {dim: a[dim] for dim in a.dims if dim in a.coords}
    b = b.sel(labels)
    assert set(a.data_vars) == set(b.data_vars)
    for name in a.data_vars:
        x, y = a[name], b[name].transpose(*a[name].dims)
        if x.dtype.kind not in "fi" or name in ("solver_iterations", "solver_residual", "residual"):
            continue
        if not set(x.dims) <= set(labels):
            continue
        if name == "abatement_cost_macc_error":  # an estimate, a difference of two integrals
            continue
        # Points with residuals of 1e-9 are solutions: of GDP where money is counted, of hundreds of tonnes where these are.
        size = float(a.gdp.max()) if x.attrs.get("units", "").startswith("million") else 100.0
        size = max(size, float(np.max(np.abs(np.nan_to_num(x)), initial=0)))
        np.testing.assert_allclose(y.values, x.values, rtol=0, atol=1e-9 * size, equal_nan=True, err_msg=name)


@pytest.mark.parametrize("name", STUDIES)
def test_the_order_of_rows_and_tables_changes_no_result(etslink, root, tmp_path, name):
    text, benchmark = inputs_of(root, name)
    (tmp_path / "as_is").mkdir()
    expected = result(etslink, tmp_path / "as_is", text, benchmark)
    for seed in (1, 2):
        rng = random.Random(seed)
        folder = tmp_path / str(seed)
        shutil.copytree(benchmark, folder / "benchmark")
        for table in sorted((folder / "benchmark").glob("*.csv")):
            table.write_text(shuffled_rows(table.read_text(), rng))
        # What a host keeps of project credits goes to the first of its markets: the one order that has a meaning.
        shuffled = shuffled_tables(text, rng, keeps_markets=name == "credits")
        check_equal(expected, result(etslink, folder, shuffled, "benchmark"))


def test_the_order_of_a_code_and_its_role_changes_no_parameter(etslink, root, tmp_path):
    text, benchmark = inputs_of(root, "make")
    prices = []
    for pair in ('FUEL = 1, "role:coal" = 4', '"role:coal" = 4, FUEL = 1'):
        changed = text.replace("[market.A]", f"[elasticities]\nesubd = {{ {pair}, default = 3 }}\n[market.A]")
        prices.append(result(etslink, tmp_path, changed, benchmark).carbon_price.values)
    np.testing.assert_array_equal(prices[0], prices[1])
