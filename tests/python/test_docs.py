# SPDX-License-Identifier: Apache-2.0
"""What the documents say is so: links lead somewhere, examples parse, commands run, the README shows the study's table."""
import re
import shlex
import tomllib
from pathlib import Path

import pytest

from doc_blocks import WRITTEN

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.*)$", re.MULTILINE)


def relative(path):
    return path.relative_to(ROOT).as_posix()


def blocks(text, language):
    """The fenced code blocks in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def without_code(text):
    return re.sub(r"^```.*?^```$|`[^`\n]*`", "", text, flags=re.MULTILINE | re.DOTALL)


def anchors(path):
    """Names that links to the headings of a document use."""
    headings = HEADING.findall(re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.M | re.S))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative)
def test_relative_links_lead_somewhere(document):
    broken = []
    for link in LINK.findall(without_code(document.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = document.parent / name if name else document
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert not broken, f"{relative(document)} links to {broken}"


def test_index_lists_every_document():
    listed = set(LINK.findall((ROOT / "docs/README.md").read_text(encoding="utf-8")))
    missing = [path.name for path in ROOT.glob("docs/*.md") if path.name not in listed | {"README.md"}]
    assert not missing, f"docs/README.md does not list {missing}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative)
def test_toml_examples_parse(document):
    for number, block in enumerate(blocks(document.read_text(encoding="utf-8"), "toml"), 1):
        try:
            tomllib.loads(block)
        except tomllib.TOMLDecodeError as error:
            pytest.fail(f"{relative(document)}, TOML block {number}: {error}")


def test_study_format_has_examples():
    assert blocks((ROOT / "docs/study_format.md").read_text(encoding="utf-8"), "toml")


def shell_commands(text):
    for line in "".join(blocks(text, "sh")).splitlines():
        yield shlex.split(line, comments=True)


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative)
def test_commands_and_scripts_exist(document):
    text = document.read_text(encoding="utf-8")
    named = re.findall(r"(?<![\w/])scripts/[\w/.]+\w", text)
    named += [word for command in shell_commands(text) for word in command if re.match(r"(data|studies)/", word)]
    missing = [name for name in named if not (ROOT / name).exists() and name not in WRITTEN.values()]
    assert not missing, f"{relative(document)} names {missing}"


def readme():
    return (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def study(etslink, tmp_path_factory):
    """Folder with out/northeast_asia.h5 and what the program printed when it was made, by the README's own commands."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "out").mkdir()
    printed = {}
    for command in shell_commands(readme()):
        if command and command[0] == "build/release/etslink":
            arguments = [re.sub("^out/", f"{folder}/out/", word) for word in command[1:]]
            printed[command[1]] = etslink(*arguments)
    return folder, printed


def test_commands_of_the_readme_succeed(study):
    outcomes = {verb: (run.returncode, run.stderr[-500:] if run.returncode else "") for verb, run in study[1].items()}
    assert outcomes == {"run": (0, ""), "check": (0, ""), "info": (0, ""), "macc": (0, "")}


def test_table_of_the_readme_is_what_the_study_prints(study):
    table = [line.rstrip() for line in blocks(readme(), "text")[0].splitlines()]
    printed = [line.rstrip() for line in study[1]["run"].stdout.splitlines()]
    assert table, "README.md: the block of the table is empty"
    assert any(printed[start:start + len(table)] == table for start in range(len(printed))), "\n".join(printed)


def test_python_example_of_the_readme_runs(study, monkeypatch, capsys):
    monkeypatch.chdir(study[0])
    for block in blocks(readme(), "python"):
        exec(compile(block, "README.md", "exec"), {})  # pylint: disable=exec-used
    assert "CHN" in capsys.readouterr().out


def test_glossary_has_every_name_of_results():
    listed = re.findall(r"^\| ((?:`\w+`(?:, )?)+)", (ROOT / "docs/results.md").read_text(encoding="utf-8"), re.MULTILINE)
    names = {name for row in listed for name in re.findall(r"`(\w+)`", row) if name.islower()}
    explained = set(re.findall(r"`(\w+)`", (ROOT / "docs/glossary.md").read_text(encoding="utf-8")))
    assert len(names) > 100
    assert sorted(names - explained) == []


def test_examples_of_the_help_have_options_and_files_that_exist(etslink):
    verbs = re.findall(r"^  (\w+)  ", etslink("--help").stdout, re.MULTILINE)
    assert {"run", "check", "report"} <= set(verbs)
    for verb in verbs:
        explained = etslink(verb, "--help").stdout
        example = re.search(rf"^example: (etslink {verb} .*)$", explained, re.MULTILINE)
        assert example, f"'etslink {verb} --help' shows no example"
        words = shlex.split(example[1])[2:]
        assert [word for word in words if re.match("--?[a-z]", word) and word not in explained] == [], example[1]
        assert [word for word in words if re.match(r"(data|studies)/", word) and not (ROOT / word).exists()] == [], example[1]
