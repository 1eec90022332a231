# SPDX-License-Identifier: Apache-2.0
"""The JSON schemas of study and nest files are those that the readers give, take what the program takes, and refuse a misspelt key."""
import copy
import json
import os
import re
import subprocess
import tomllib
from pathlib import Path

import jsonschema
import pytest

from doc_blocks import all_blocks

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = {name: json.loads((ROOT / f"data/schemas/{name}.schema.json").read_text()) for name in ("study", "nests", "technologies")}
STUDIES = sorted([*ROOT.glob("studies/*.toml"), *ROOT.glob("tests/fixtures/studies/every_instrument/*.toml"),
                  *ROOT.glob("tests/fixtures/studies/every_key/*.toml")])
NESTS = sorted(ROOT.glob("data/nests/*.toml"))


def judge(name):
    return jsonschema.Draft7Validator(SCHEMAS[name])


def problems(name, document):
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in judge(name).iter_errors(document)]


def read(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_the_schemas_are_those_that_the_readers_give(tmp_path):
    """`scripts/renew_schemas.sh` writes them anew after a key was added or changed."""
    binary = os.environ.get("ETSLINK_BINARY", "build/release/etslink")
    done = subprocess.run(["scripts/renew_schemas.sh", tmp_path], cwd=ROOT, env={**os.environ, "ETSLINK_BINARY": binary}, text=True,
                          capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    for name, schema in SCHEMAS.items():
        assert json.loads((tmp_path / f"{name}.schema.json").read_text()) == schema, "run scripts/renew_schemas.sh"


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_are_schemas(name):
    jsonschema.Draft7Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("path", STUDIES, ids=lambda path: path.stem)
def test_every_study_is_valid(path):
    assert problems("study", read(path)) == []


@pytest.mark.parametrize("path", NESTS, ids=lambda path: path.stem)
def test_every_nest_file_is_valid(path):
    assert problems("nests", read(path)) == []


@pytest.mark.parametrize("path", [*ROOT.glob("data/technologies/*.toml"), ROOT / "tests/fixtures/studies/plants.toml"], ids=lambda path: path.stem)
def test_every_technology_file_is_valid(path):
    assert problems("technologies", read(path)) == []


def document_blocks():
    """Studies and nest files of the documents; parts of a study get what a whole one needs."""
    head = '[study]\nname = "a part"\nbenchmark = "b"\nnests = "n"\n'
    for block in all_blocks():
        if block.language != "toml" or block.text.startswith(("[[region]]", "good = ")) or block.document == "docs/recipe.md":
            continue
        if "[production." in block.text:
            yield pytest.param("nests", block.text, id=str(block))
        elif "[[" not in block.text.split("\n")[0]:
            text = block.text if "[study]" in block.text else head + block.text
            yield pytest.param("study", text if "[scenario." in text else text + "\n[scenario.on]\n", id=str(block))


@pytest.mark.parametrize("name,text", document_blocks())
def test_examples_of_the_documents_are_valid(name, text):
    assert problems(name, tomllib.loads(text)) == []


def keys_of(schema):
    """Every key of a schema with what may stand there."""
    found = {}
    def walk(node):
        if isinstance(node, dict):
            for key, value in node.get("properties", {}).items():
                found.setdefault(key, []).append(value)
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)
    walk(schema)
    return found


def documented_keys():
    """Keys in the tables of docs/study_format.md: the words of the first column, of those whose head names keys."""
    text = (ROOT / "docs/study_format.md").read_text()
    study, nests = text.split("\n# The nest file")
    keys = set()
    for table in re.findall(r"((?:^\|.*\n)+)", study, re.MULTILINE):
        head, _, *rows = table.splitlines()
        if not re.match(r"\| (key|rule)\b", head):
            continue
        for row in rows:
            for word in re.findall(r"`([^`]+)`", row.split(" | ")[0]):
                keys.update(part for part in word.split(".") if re.fullmatch(r"[a-z_]+", part))
    assert nests
    return keys


def test_every_documented_key_is_in_the_schema():
    keys = documented_keys()
    assert len(keys) > 100
    known = keys_of(SCHEMAS["study"])
    # Parameters are names of the data, and open.
    parameters = set(re.findall(r"^\| `(\w+)`", (ROOT / "docs/study_format.md").read_text().split("## `[elasticities]`")[1].split("\n## ")[0], re.MULTILINE))
    assert keys - set(known) - parameters - {"process_nu"} == set()


def test_every_key_has_a_type():
    """A key without one stands in no example: put it into a study of tests/fixtures/studies/every_key."""
    for name, schema in SCHEMAS.items():
        untyped = sorted(key for key, values in keys_of(schema).items() if any(value in ({}, {"anyOf": [{}, {"const": "none"}]}) for value in values))
        assert untyped == [], name


def tables_of(document, path=()):
    """Every table of a document with its path."""
    if isinstance(document, dict):
        yield path
        for key, value in document.items():
            yield from tables_of(value, (*path, key))
    elif isinstance(document, list):
        for i, value in enumerate(document):
            yield from tables_of(value, (*path, i))


def at(document, path):
    for part in path:
        document = document[part]
    return document


# Tables whose keys are names that the user gives.
OF_NAMES = {"market", "link", "project", "swap", "certificate", "output_limit", "subsidy", "feed_in_tariff", "carbon_contract",
            "scenario", "variant", "caps", "shock", "axis", "correlation", "sectors", "regions"}


@pytest.mark.parametrize("path", STUDIES, ids=lambda path: path.stem)
def test_a_misspelt_key_is_refused_wherever_it_stands(path):
    study, documented = read(path), documented_keys()
    assert problems("study", study) == []
    tried = 0
    own = {key for place in tables_of(study) if place and place[-1] in OF_NAMES for key in at(study, place)}
    for place in tables_of(study):
        if "elasticities" in place or (place and place[-1] in OF_NAMES):
            continue
        for key in (set(at(study, place)) & documented) - own:
            broken = copy.deepcopy(study)
            table = at(broken, place)
            table[key + "x"] = table.pop(key)
            assert problems("study", broken), (place, key)
            tried += 1
    assert tried > 3


def test_the_program_and_the_schema_refuse_the_same(etslink, tmp_path):
    """One fault for each kind: key, word, type, range, something that must be there."""
    good = (ROOT / "studies/northeast_asia.toml").read_text().replace('"../data', f'"{ROOT}/data')
    assert problems("study", tomllib.loads(good)) == []
    faults = [('name = "Northeast Asia"', 'nam = "Northeast Asia"'), ("cap = { reduction_percent = 10 }", "cap = { reduction_percnt = 10 }"),
              ("cap = { reduction_percent = 10 }", "cap = { reduction_percent = 101 }"), ("cap = { reduction_percent = 10 }", 'cap = { reduction_percent = "ten" }'),
              ("cap = { reduction_percent = 10 }", 'cap = { reduction_percent = 10 }\nrevenue = "housold"'), ('regions = ["CHN"]', "regions = 1"),
              ("[variant.", "[varian."), ("[results]", "[result]")]
    tried = 0
    for old, new in faults:
        if old not in good:
            continue
        bad = good.replace(old, new, 1)
        (tmp_path / "bad.toml").write_text(bad)
        assert etslink("run", tmp_path / "bad.toml", "-o", tmp_path / "bad.h5", "--quiet").returncode == 2, new
        assert problems("study", tomllib.loads(bad)), new
        tried += 1
    assert tried >= 6


def test_schema_prints_what_came_with_the_program(etslink):
    for options, name in ((["schema"], "study"), (["schema", "--nests"], "nests")):
        run = etslink(*options)
        assert run.returncode == 0 and json.loads(run.stdout) == SCHEMAS[name]
    run = etslink("schema", "studies/none.toml")
    assert run.returncode == 2 and run.stderr == "error: studies/none.toml: file not found\n"
