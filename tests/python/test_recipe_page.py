# SPDX-License-Identifier: Apache-2.0
"""docs/recipe.md against the reader of recipes: every key that the reader asks for stands on the page, and no other."""
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READERS = ["recipe.cpp", "recipe_sections.cpp", "fuels/read_physical_recipe.cpp", "fuels/read_bunkers.cpp", "targets/read_targets.cpp",
           "taxation/read_vat_rules.cpp",
           "electricity/read_electricity.cpp", "technologies/read_technology_recipe.cpp",
           "steel/read_steel_recipe.cpp"]
# section.text("file"), part->number_or("x", ...), known_texts(section, "fuels", ...)
ASKED = re.compile(r'(?:\b\w+(?:\.|->)\w+(?:<[\w:]+>)?\(|known_\w+\(\*?\w+, )"(\w+)"')
ELASTICITIES = {"esubd", "esubm", "esubva", "supply_elasticity"}


def asked_for():
    keys = set(ELASTICITIES)
    for name in READERS:
        text = (ROOT / "calibration" / name).read_text(encoding="utf-8")
        text = re.sub(r"(?:emplace_back|is_about)\([^)]*\)", "", text)
        keys |= set(ASKED.findall(text))
    return keys


def documented():
    """Dotted keys of the page and the last part of each; of [[tables]] the keys beside them."""
    page = (ROOT / "docs/recipe.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    dotted, last = set(), set()
    for row in rows:
        for code in re.findall(r"`([^`]+)`", row):
            if code.startswith("[["):
                last.add(code.strip("[]").split(".")[-1])
                dotted.add(code.strip("[]"))
                continue
            dotted.add(code)
            last.add(code.split(".")[-1])
    return dotted, last


def test_every_key_that_the_reader_asks_for_is_on_the_page():
    keys = asked_for()
    assert len(keys) > 80
    sections = {"table", "regions", "sectors", "split", "energy", "co2", "factors", "taxes", "balance", "elasticities", "industry",
                "physical_accounts", "price", "trade", "delivery", "electricity", "coke", "bunkers", "accounts", "use", "technologies", "rent",
                "steel", "scrap"}
    assert sorted(keys - documented()[1] - sections) == []


def test_the_page_names_no_key_that_the_reader_does_not_know():
    keys = asked_for()
    assert sorted(documented()[1] - keys) == []


def undocumented(name, value, dotted):
    """Full names of a key that are not on the page; a table of keys is on it by these."""
    if name in dotted:
        return []
    if not isinstance(value, dict):
        return [name]
    return [missing for key, inner in value.items() for missing in undocumented(f"{name}.{key}", inner, dotted)]


def test_every_key_of_the_shipped_recipes_is_on_the_page_under_its_full_name():
    dotted, _ = documented()
    for path in sorted((ROOT / "data/recipes").glob("*.toml")):
        recipe = tomllib.loads(path.read_text(encoding="utf-8"))
        assert [name for key, value in recipe.items() for name in undocumented(key, value, dotted)] == [], path.name
