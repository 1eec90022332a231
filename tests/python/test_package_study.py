# SPDX-License-Identifier: Apache-2.0
"""Studies of the Python package: what is read is written the same, what is built says what was meant."""
import tomllib
from pathlib import Path

import pytest

from etslink import Study

ROOT = Path(__file__).resolve().parents[2]
STUDIES = sorted([*ROOT.glob("studies/*.toml"), *ROOT.glob("tests/fixtures/studies/**/*.toml")])


@pytest.mark.parametrize("file", STUDIES, ids=lambda path: path.stem)
def test_what_is_read_is_written_the_same(file):
    text = file.read_text()
    study, content = Study.read(file), tomllib.loads(text)
    assert study.toml() == text
    assert study.to_dict() == content
    assert tomllib.loads(Study.from_dict(content).toml()) == content
    for scenario in content.get("scenario", {}):
        alone = study.only([scenario])
        kept = {scenario, content["study"].get("reference", "benchmark")}
        assert set(alone["scenario"]) == kept & set(content["scenario"])
        for line, now in zip(text.splitlines(), alone.toml().splitlines()):
            assert now in (line, ""), "lines that stay keep their number"


def test_scenarios_in_braces_are_dropped_too():
    study = Study.parse('study = { name = "x" }\nscenario = { a = { markets = [] }, b = {} }\n')
    assert study.only(["b"]).to_dict() == {"study": {"name": "x"}, "scenario": {"b": {}}}
    variants = Study.parse('[scenario.a]\n[scenario.b]\n[variant.v.scenario.a]\nlinks = []\n[variant.v.scenario."b"]\ncaps = {}\n')
    assert variants.only(["b"]).to_dict() == {"scenario": {"b": {}}, "variant": {"v": {"scenario": {"b": {"caps": {}}}}}}


def test_dictionaries_are_in_brackets_where_they_are_merged_and_in_braces_where_they_replace():
    study = Study.from_dict({"variant": {"tight": {"market": {"KOR": {"cap": {"mt": 500}}}, "model": {"labour": {"rule": "wage_curve"}}}},
                             "scenario": {"wide": {"link": {"a_b": {"limit": {"mt": 1}}}, "caps": {"KOR": {"mt": 3}}}},
                             "sweep": {"axis": {"cap": {"key": "a.b", "distribution": {"uniform": [1, 2]}}}, "design": "sobol"}})
    lines = study.toml().splitlines()
    for line in ("[variant.tight.market.KOR]", "cap = {mt = 500}", "[variant.tight.model]", 'labour = {rule = "wage_curve"}',
                 "[scenario.wide.link.a_b]", "limit = {mt = 1}", "caps = {KOR = {mt = 3}}", "[sweep.axis.cap]"):
        assert line in lines, study.toml()


def test_keys_are_changed_added_and_taken_out():
    study = Study.read(ROOT / "studies/northeast_asia.toml")
    comments = [line for line in study.toml().splitlines() if line.startswith("#")]
    study.set("market.CHN.cap", {"mt": 9000.5})
    study.set("model.armington", "per_user")
    study.set('elasticities."role:coal".x', [1, True])
    del study["leakage" if "leakage" in study else "variant"]
    study["market"]["KOR"]["households"] = True
    content = tomllib.loads(study.toml())
    assert content["market"]["CHN"]["cap"] == {"mt": 9000.5}
    assert content["market"]["KOR"]["households"] is True
    assert content["model"]["armington"] == "per_user"
    assert content["elasticities"]["role:coal"] == {"x": [1, True]}
    assert set(comments[:5]) <= set(study.toml().splitlines())


def test_every_builder_adds_its_table():
    study = Study("all", benchmark="b", nests=Path("n.toml"), reference="free")
    study.market("A", regions=["A"], sectors=None, cap={"mt": 5})
    study.link("a_b", "A", "B", limit={"mt": 1})
    study.project("joint", "C", "A", potential_mt=2.5)
    study.swap("fixed", "output ELE A", "output_tax ELE A")
    study.scenario("free")
    study.variant("other", elasticities={"esubd": 2})
    study.axis("x", ["a.b", "c"], {"normal": [1, 0.1]}, apply="multiply")
    assert tomllib.loads(study.toml()) == {
        "study": {"name": "all", "benchmark": "b", "nests": "n.toml", "reference": "free"},
        "market": {"A": {"regions": ["A"], "cap": {"mt": 5}}},
        "link": {"a_b": {"from": "A", "to": "B", "limit": {"mt": 1}}},
        "project": {"joint": {"host": "C", "to": "A", "potential_mt": 2.5}},
        "swap": {"fixed": {"fix": "output ELE A", "free": "output_tax ELE A"}},
        "scenario": {"free": {}}, "variant": {"other": {"elasticities": {"esubd": 2}}},
        "sweep": {"axis": {"x": {"keys": ["a.b", "c"], "apply": "multiply", "distribution": {"normal": [1, 0.1]}}}}}
    assert repr(study).startswith("<etslink.Study 'all': study, market, link")


def test_paths_stay_those_of_the_same_folders(tmp_path):
    study = Study.read(ROOT / "studies/northeast_asia.toml")
    (tmp_path / "deep/er").mkdir(parents=True)
    copy = Study.read(study.write(tmp_path / "deep/er/copy.toml"))
    assert (copy.folder / copy["study"]["benchmark"]).resolve() == ROOT / "data/nea2011"
    nests = [variant["study"]["nests"] for variant in copy["variant"].values()]
    assert nests and all((copy.folder / name).resolve().parent == ROOT / "data/nests" for name in nests)
    study.folder = tmp_path
    assert study.write(tmp_path / "same.toml").read_bytes() == (ROOT / "studies/northeast_asia.toml").read_bytes()
