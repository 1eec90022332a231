# SPDX-License-Identifier: Apache-2.0
"""The documents as a site: it builds without a warning, no link of it leads nowhere, and it works from a folder without network."""
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest

from browser import Browser
from conftest import ROOT

sys.path.insert(0, str(ROOT / "scripts"))
import build_site  # noqa: E402  pylint: disable=wrong-import-position


class Page(HTMLParser):
    """What a page links to, what it loads, and the names of its places."""

    def __init__(self, path):
        super().__init__()
        self.links, self.loads, self.places = [], [], set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.places |= {given[name] for name in ("id", "name") if given.get(name)}
        target = given.get("href") or given.get("src")
        if target:
            (self.links if tag == "a" else self.loads).append(target)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    if shutil.which("mkdocs") is None:
        pytest.skip("mkdocs is not installed (scripts/install_dependencies.sh test)")
    folder = tmp_path_factory.mktemp("documentation") / "site"
    build_site.build(folder)  # with --strict: a warning is an error
    return folder


@pytest.fixture(scope="module")
def pages(site):
    return {path: Page(path) for path in sorted(site.rglob("*.html"))}


def test_every_document_is_a_page_and_has_its_place_in_the_navigation(site):
    navigation = build_site.configuration(site, site)
    for document in build_site.pages():
        page = document.with_name("index.html") if document.name == "README.md" else document.with_suffix(".html")
        assert (site / page).is_file(), page
        assert re.search(rf": {re.escape(str(document))}$", navigation, re.MULTILINE), f"{document} is not in scripts/site/mkdocs.yml"


def test_every_link_and_anchor_leads_somewhere(pages):
    broken = []
    for path, page in pages.items():
        for link in [*page.links, *page.loads]:
            name, _, place = unquote(link).partition("#")
            if re.match(r"[a-z]+:", name):
                continue
            target = (path.parent / name).resolve() if name else path
            if not target.is_file() or (place and place not in pages[target].places):
                broken.append(f"{path.name}: {link}")
    assert sum(len(page.links) for page in pages.values()) > 1000
    assert not broken


def test_nothing_is_loaded_from_elsewhere(pages, site):
    assert [load for page in pages.values() for load in page.loads if re.match(r"(https?:)?//", load)] == []
    styles = [path.read_text() for path in site.rglob("*.css")]
    assert styles and not [text for text in styles if re.search(r"url\(['\"]?(https?:)?//|@import", text)]


def test_lists_are_lists(site):
    text = {path.relative_to(site): path.read_text(encoding="utf-8") for path in site.rglob("*.html")
            if "files" not in path.relative_to(site).parts}
    paragraphs = {name: re.findall(r"<p>(.*?)</p>", page, re.DOTALL) for name, page in text.items()}
    assert sum(map(len, paragraphs.values())) > 300
    assert [name for name, found in paragraphs.items() for paragraph in found if re.search(r"\n\s*[*-] ", paragraph)] == []


def test_search_finds_pages_in_a_browser_that_opens_the_folder(site):
    browser = Browser()
    try:
        browser.open(site / "docs/results.html")
        found = browser.run("""new Promise((done) => {
          const query = document.querySelector("input[name=query]");
          query.focus();
          query.value = "leakage";
          const look = () => {
            query.dispatchEvent(new Event("keyup"));
            const items = [...document.querySelectorAll(".md-search-result__link")].map((item) => item.href);
            if (items.length) done(items); else setTimeout(look, 200);
          };
          look();
        })""")
        assert any(re.search(r"docs/results\.html", address) for address in found), found
        assert all(address.startswith(site.as_uri()) for address in found)
        assert browser.complaints() == []
        assert [address for address in browser.requests() if not address.startswith(("file:", "data:"))] == []
    finally:
        browser.close()


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path):
    (tmp_path / "thesis.tex").write_text("years of work")
    run = subprocess.run([ROOT / "scripts/build_site.py", "-o", tmp_path], text=True, capture_output=True, check=False)
    assert run.returncode == 1 and ("would be emptied" in run.stderr or "not installed" in run.stderr)
    assert (tmp_path / "thesis.tex").read_text() == "years of work"
