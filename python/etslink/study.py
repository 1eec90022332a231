# SPDX-License-Identifier: Apache-2.0
"""Studies built in Python, and their TOML."""
from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import Any, Union

import tomlkit
from tomlkit.items import InlineTable, Table

StudyLike = Union["Study", Mapping[str, Any], str, "os.PathLike[str]"]

# Tables of a study whose entries have names: [market.CHN], [scenario.linked].
NAMED = frozenset({"market", "link", "project", "swap", "certificate", "output_limit", "subsidy", "feed_in_tariff", "carbon_contract", "scenario",
                   "variant", "sets"})
HEADER = re.compile(r"^\s*\[\[?\s*(?P<key>[^\]]*?)\s*\]\]?\s*(#.*)?$")
PATHS = ("benchmark", "nests")


class Study(MutableMapping[str, Any]):
    """A study, key by key as in docs/study_format.md. The program checks it when it is run; nothing is checked here.

    >>> study = Study("China and Korea", benchmark="data/nea2011", nests="data/nests/klem.toml")
    >>> study.market("CHN", regions=["CHN"], sectors=["ELE"], cap={"reduction_percent": 5})
    >>> study.market("KOR", regions=["KOR"], sectors=["ELE", "I_S"], cap={"reduction_percent": 15})
    >>> study.scenario("unlinked")
    >>> study.scenario("linked", links=[["CHN", "KOR"]])
    >>> study.set("market.KOR.cap", {"mt": 250})
    >>> print(study.toml())  # doctest: +ELLIPSIS
    [study]
    name = "China and Korea"
    ...
    [market.KOR]
    regions = ["KOR"]
    sectors = ["ELE", "I_S"]
    cap = {mt = 250}
    ...

    Paths of benchmark and nests are relative to `folder`: the working directory, or the folder of the file that was read.
    A dictionary inside an entry is written in braces, so that in a variant it takes the place of what the study has.
    """

    def __init__(self, name: str | None = None, *, folder: str | os.PathLike[str] = ".", **study: Any) -> None:
        """`study`: keys of the table [study], as `benchmark`, `nests`, `reference`, `description`."""
        self.folder = Path(folder).resolve()
        self._document = tomlkit.document()
        if name is not None or study:
            self["study"] = {"name": name, **study}

    @classmethod
    def parse(cls, text: str, folder: str | os.PathLike[str] = ".") -> Study:
        """The study that a TOML text states; comments and order are kept. `tomlkit.exceptions.ParseError` for what is no TOML."""
        study = cls(folder=folder)
        study._document = tomlkit.parse(text)
        return study

    @classmethod
    def read(cls, file: str | os.PathLike[str]) -> Study:
        """The study in a file."""
        return cls.parse(Path(file).read_bytes().decode(), Path(file).parent)

    @classmethod
    def from_dict(cls, content: Mapping[str, Any], folder: str | os.PathLike[str] = ".") -> Study:
        """The study that nested dictionaries state."""
        study = cls(folder=folder)
        for key, value in content.items():
            study[key] = value
        return study

    def __getitem__(self, key: str) -> Any:
        return self._document[key]

    def __setitem__(self, key: str, value: Any) -> None:
        if key in self._document:
            self._document.remove(key)
        self._document.append(key, _item(value, (key,)))

    def __delitem__(self, key: str) -> None:
        self._document.remove(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._document)

    def __len__(self) -> int:
        return len(self._document)

    def __repr__(self) -> str:
        return f"<etslink.Study {self.get('study', {}).get('name', 'without a name')!r}: {', '.join(self)}>"

    def set(self, key: str, value: Any) -> None:
        """Changes or adds the key with this dotted name, as `--set` does: `study.set("market.CHN.cap.reduction_percent", 15)`.
        A dictionary is written in braces and takes the place of what is there."""
        *tables, last = [part[1] or part[2] for part in re.findall(r'("([^"]*)"|([^."]+))', key)]
        place: Any = self._document
        for depth, name in enumerate(tables, 1):
            if name not in place:
                place.append(name, _table(tables[:depth]))
            place = place[name]
        place[last] = _item(value, (*tables, last))

    def add(self, kind: str, name: str, **keys: Any) -> None:
        """Adds the table [KIND.NAME] with these keys; keys that are None are left out."""
        self.set(f'{kind}."{name}"', _item({k: v for k, v in keys.items() if v is not None}, (*kind.split("."), name)))

    def market(self, name: str, **keys: Any) -> None:
        """A permit market: `regions`, `sectors`, `households`, `cap={"reduction_percent": 10}` [%] or `{"mt": 700}` [Mt], ..."""
        self.add("market", name, **keys)

    def link(self, name: str, seller: str, buyer: str, **keys: Any) -> None:
        """A restricted link by which market `buyer` buys permits of market `seller`: `limit={"mt": 10}` [Mt], `fee` [USD], ..."""
        self.add("link", name, **{"from": seller, "to": buyer}, **keys)

    def project(self, name: str, host: str, to: str, **keys: Any) -> None:
        """Credits of projects in region `host` for market `to`: `potential_mt` [Mt], `xhat` [USD/t], ..."""
        self.add("project", name, host=host, to=to, **keys)

    def swap(self, name: str, fix: str, free: str, value: float | None = None) -> None:
        """Fixes a quantity (at `value`, relative to the benchmark unless docs/study_format.md says otherwise) and frees another."""
        self.add("swap", name, fix=fix, free=free, value=value)

    def scenario(self, name: str, **keys: Any) -> None:
        """A scenario: `markets`, `links=[["CHN", "KOR"]]`, `caps={"KOR": {"reduction_percent": 25}}` [%], ..."""
        self.add("scenario", name, **keys)

    def variant(self, name: str, **keys: Any) -> None:
        """The study in another economy: `elasticities={"esubd": 1.5}` [1], `study={"nests": "eppa.toml"}`, ..."""
        self.add("variant", name, **keys)

    def axis(self, name: str, key: str | Sequence[str], distribution: Mapping[str, Any], **keys: Any) -> None:
        """An axis of the sweep: what `distribution` is drawn for, as `{"uniform": [5, 60]}` in the unit of the key."""
        place: dict[str, Any] = {"key": key} if isinstance(key, str) else {"keys": list(key)}
        self.add("sweep.axis", name, **place, **keys, distribution=distribution)

    def to_dict(self) -> dict[str, Any]:
        """Nested dictionaries of what the study states."""
        content: dict[str, Any] = _plain(self._document)
        return content

    def toml(self) -> str:
        """The text of the study."""
        text = tomlkit.dumps(self._document)
        # tomlkit cannot write every change that it accepts; what is written anew says the same, without comments.
        return text if _parsed(text) == self.to_dict() else tomlkit.dumps(Study.from_dict(self.to_dict())._document)

    def write(self, file: str | os.PathLike[str]) -> Path:
        """Writes the study, with paths relative to the folder of the file; its path."""
        target = Path(file)
        moved = self if target.parent.resolve() == self.folder else self.moved(lambda path: os.path.relpath(path, target.parent.resolve()))
        target.write_bytes(moved.toml().encode())
        return target

    def moved(self, path_of: Any) -> Study:
        """The study with other paths of benchmarks and nests: `path_of` gets each one, absolute, and says how to write it."""
        copy = Study.parse(self.toml(), self.folder)
        for table in copy.path_tables():
            for key in PATHS:
                if isinstance(table.get(key), str):
                    table[key] = str(path_of(os.path.normpath(self.folder / table[key])))
        return copy

    def path_tables(self) -> list[Any]:
        """Tables that state paths: [study], of the variants too."""
        variants = [v for v in self.get("variant", {}).values() if isinstance(v, Mapping)]
        return [holder["study"] for holder in [self, *variants] if isinstance(holder.get("study"), Mapping)]

    def only(self, scenarios: Sequence[str]) -> Study:
        """The study with these scenarios and its reference alone; KeyError for names that it has not."""
        stated = self.get("scenario", {})
        reference = self.get("study", {}).get("reference", "benchmark")
        for name in scenarios:
            if name not in stated and name != reference:
                raise KeyError(f"the study has no scenario {name!r}; it has {', '.join(map(repr, stated))}")
        dropped = {name for name in stated if name not in {*scenarios, reference}}
        wanted = _without(self.to_dict(), dropped)
        text = _blanked(self.toml(), dropped)
        kept = Study.parse(text, self.folder) if _parsed(text) == wanted else Study.from_dict(wanted, self.folder)
        return kept


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _plain(value: Any) -> Any:
    """Python's own types."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.unwrap() if hasattr(value, "unwrap") else value


def _without(content: dict[str, Any], dropped: set[str]) -> dict[str, Any]:
    """Without these scenarios, of the variants too."""
    for holder in [content, *content.get("variant", {}).values()]:
        if isinstance(holder, dict) and "scenario" in holder:
            holder["scenario"] = {name: keys for name, keys in holder["scenario"].items() if name not in dropped}
            if not holder["scenario"]:
                del holder["scenario"]
    return content


def _blanked(text: str, dropped: set[str]) -> str:
    """The text with empty lines where these scenarios are, so that all other lines keep their numbers."""
    lines, drops = text.split("\n"), False
    for number, line in enumerate(lines):
        if header := HEADER.match(line):
            names = [part.strip().strip("\"'") for part in header["key"].split(".")]
            names = names[2:] if names[0] == "variant" else names
            drops = names[:1] == ["scenario"] and len(names) > 1 and names[1] in dropped
        if drops:
            lines[number] = ""
    return "\n".join(lines)


def _is_bracketed(path: Sequence[str]) -> bool:
    """Is a dictionary at this place a table in brackets? All others are written in braces."""
    if path[0] == "variant" and len(path) > 2:
        return _is_bracketed(path[2:])
    if path[0] == "scenario" and len(path) > 2:
        return path[2] in NAMED and len(path) < 5
    if path[0] == "sweep":
        return len(path) == 1 or path[1] == "axis" and len(path) < 4 or tuple(path[1:]) == ("correlation",)
    return len(path) == 1 or path[0] in NAMED and len(path) == 2


def _item(value: Any, path: Sequence[str]) -> Any:
    """A value as an item of a TOML document."""
    if isinstance(value, (Table, InlineTable)) or not isinstance(value, Mapping):
        return value if isinstance(value, (Table, InlineTable)) else _literal(value)
    if not _is_bracketed(path):
        return _literal(value)
    table = _table(path, {key: item for key, item in value.items() if item is not None})
    items = {key: _item(item, (*path, key)) for key, item in value.items() if item is not None}
    table.update(dict(sorted(items.items(), key=lambda pair: isinstance(pair[1], Table))))  # tables come last in TOML
    return table


def _table(path: Sequence[str], value: Mapping[str, Any] | None = None) -> Table:
    """An empty table; its own line in brackets is left out where it holds nothing but named tables."""
    only_tables = path[-1] in NAMED | {"axis"} and len(path) % 2 == 1 and all(isinstance(v, Mapping) for v in (value or {}).values())
    return tomlkit.table(is_super_table=only_tables and (value is None or len(value) > 0))


def _literal(value: Any) -> Any:
    """A value in one line."""
    if isinstance(value, Mapping):
        table = tomlkit.inline_table()
        table.update({key: _literal(item) for key, item in value.items() if item is not None})
        return table
    if isinstance(value, (list, tuple)):
        array = tomlkit.array()
        array.extend([_literal(item) for item in value])
        return array
    if isinstance(value, os.PathLike):
        return tomlkit.item(os.fspath(value))
    return tomlkit.item(value.item() if hasattr(value, "dtype") else value)


def literal(value: Any) -> str:
    """TOML of a value in one line, as in `--set KEY=VALUE`.

    >>> literal({"mt": 700, "on": True}), literal(["CHN", 1.5])
    ('{mt = 700, on = true}', '["CHN", 1.5]')
    """
    text: str = _literal(value).as_string()
    return text
