#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Builds the documentation as a site of HTML pages: README, CONTRIBUTING, CHANGELOG and docs/, with navigation and search.

usage: scripts/build_site.py [-o FOLDER]     default: build/site; open FOLDER/index.html, no server and no network are needed

Needs mkdocs and mkdocs-material of Debian (scripts/install_dependencies.sh test). Files of the project that pages link to, such as
code and studies, become pages that show them, so that no link leaves the site. Any warning of mkdocs is an error.
"""
import argparse
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "scripts/site"
# Code, which stays as it is; a comment; or a link: what is before its target, the target, what is behind.
CODE_OR_LINK = re.compile(r"^```.*?^```$| *<!--.*?-->|(!?\[(?:`[^`\n]*`|[^\]`])*\]\()([^)\s]+)(\))|`[^`\n]*`", re.MULTILINE | re.DOTALL)
STUDIES = "docs/studies"

# Where mkdocs is stricter than hosts of repositories: a list below a line of text needs an empty line, a list in a list four blanks.
STRICTER = [(re.compile(r"^((?![*-] |[#|> ]|\d+\. |```).+)\n([*-] |1\. )", re.MULTILINE), r"\1\n\n\2"),
            (re.compile(r"^( +)(?=[*-] )", re.MULTILINE), r"\1\1")]


def pages():
    """Documents that are pages of the site."""
    tops = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "python/README.md")]
    return [path.relative_to(ROOT) for path in [*tops, *sorted(ROOT.glob("docs/**/*.md"))]]


class Collection:
    """The source of the site: a folder with the layout of the project."""

    def __init__(self, folder):
        self.folder, self.documents, self.shown = folder, set(pages()), set()

    def write(self, path, text):
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, encoding="utf-8")

    def add_page(self, page):
        text = (ROOT / page).read_text(encoding="utf-8")
        parts = re.split(r"(^```.*?^```$)", text, flags=re.MULTILINE | re.DOTALL)
        for stricter, change in STRICTER:
            parts[::2] = [stricter.sub(change, part) for part in parts[::2]]
        self.write(page, CODE_OR_LINK.sub(lambda found: self.link(page, found), "".join(parts)))

    def link(self, page, match):
        """A link of the page, to the page that shows the file where the target is no page; code as it is; no comments."""
        before, target, after = match.groups()
        if target is None:
            return match[0] if "`" in match[0][:1] else ""
        name, _, anchor = target.partition("#")
        if not name or re.match(r"[a-z]+:", name):
            return match[0]
        path = Path(os.path.relpath((ROOT / page).parent / name, ROOT))
        if path / "README.md" in self.documents:
            path = path / "README.md"
        if path not in self.documents:
            path = self.show(path)
        return before + os.path.relpath(path, page.parent) + ("#" + anchor if anchor else "") + after

    def show(self, path):
        """The place in the site of a file or folder: of a picture itself, of all others a page."""
        source = ROOT / path
        if path.suffix in (".png", ".svg"):
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, self.folder / path)
            return path
        shown = Path("files") / (str(path) + ".html")
        if shown not in self.shown:
            self.shown.add(shown)
            inside = listing(source) if source.is_dir() else source.read_text(encoding="utf-8")
            self.write(shown, FILE_PAGE.format(name=html.escape(str(path)), text=html.escape(inside),
                                               home=os.path.relpath("index.html", shown.parent)))
        return shown


FILE_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{name}</title>
<style>:root {{ color-scheme: light dark; }} body {{ font-family: sans-serif; margin: 1rem; }} pre {{ overflow-x: auto; line-height: 1.4; }}</style></head>
<body><p><a href="{home}">etslink</a></p><h1>{name}</h1><pre>{text}</pre></body>
</html>
"""


def listing(folder):
    """The names in a folder, of folders with a stroke behind."""
    entries = [entry for entry in sorted(folder.iterdir()) if not entry.name.startswith((".", "__"))]
    return "\n".join(entry.name + ("/" if entry.is_dir() else "") for entry in entries)


def title(path):
    """The first heading of a page."""
    return re.search(r"^# +(.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)[1].replace("`", "")


def configuration(source, site):
    """mkdocs.yml with folders and the pages of all studies."""
    text = (SITE / "mkdocs.yml").read_text(encoding="utf-8")
    names = sorted((ROOT / STUDIES).glob("*.md"), key=lambda path: (path.name != "README.md", path.name))
    studies = "".join(f"\n      - {json.dumps(title(path))}: {STUDIES}/{path.name}" for path in names)
    slugs = "  - toc: { permalink: true, toc_depth: 3, slugify: !!python/name:build_site.github_anchor '' }"
    text = text.replace(" STUDIES", studies).replace("  - toc: { permalink: true, toc_depth: 3 }", slugs)
    text = text.replace("custom_dir: theme", f"custom_dir: {json.dumps(str(SITE / 'theme'))}")
    return text + f"docs_dir: {json.dumps(str(source))}\nsite_dir: {json.dumps(str(site))}\n"


def github_anchor(heading, _separator):
    """Name of the anchor of a heading, as hosts of repositories and our links have it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def build(site):
    """Builds the site into a folder whose content it replaces. RuntimeError with the messages of mkdocs where it warns."""
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder) / "source", Path(folder) / "site"
        collection = Collection(source)
        for page in pages():
            collection.add_page(page)
        for name in ("search_offline.js", "extra.css"):
            collection.write(f"site/{name}", (SITE / name).read_text(encoding="utf-8"))
        (Path(folder) / "mkdocs.yml").write_text(configuration(source, made), encoding="utf-8")
        # Debian's mkdocs runs with Debian's Python; its libraries warn of each other's code.
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent), "PYTHONWARNINGS": "ignore", "SOURCE_DATE_EPOCH": "0"}
        run = subprocess.run(["mkdocs", "build", "--strict", "--config-file", f"{folder}/mkdocs.yml"], env=environment, text=True,
                             capture_output=True, check=False)
        if run.returncode:
            lines = (run.stdout + run.stderr).splitlines(True)
            raise RuntimeError("".join(line for line in lines if "WARNING" in line or "ERROR" in line or "rror:" in line))
        finish(made)
        shutil.rmtree(site, ignore_errors=True)
        shutil.copytree(made, site)


def finish(site):
    """What mkdocs does not do: the index of the search as a script, and nothing that only a host could use."""
    index = (site / "search/search_index.json").read_text(encoding="utf-8")
    (site / "search/search_index.js").write_text(f"window.searchIndex = {index};\n", encoding="utf-8")
    for name in ("sitemap.xml", "sitemap.xml.gz", "404.html"):
        (site / name).unlink(missing_ok=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "build/site", help="folder of the site; default: build/site")
    output = parser.parse_args().output
    if output.exists() and any(output.iterdir()) and not (output / "search/search_index.js").exists():
        sys.exit(f"{output} holds something else than a site; it would be emptied")
    if shutil.which("mkdocs") is None:
        sys.exit("mkdocs is not installed: scripts/install_dependencies.sh test")
    try:
        build(output)
    except RuntimeError as error:
        sys.exit(f"mkdocs: {error}")
    print(f"{output}/index.html")


if __name__ == "__main__":
    main()
