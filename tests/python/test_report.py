# SPDX-License-Identifier: Apache-2.0
"""The page of `etslink report` in a browser: it loads nothing, reports no error, and every figure shows the file's numbers."""
import csv
import io
import math

import pytest
from browser import Browser
from report_files import Coalitions, Curves, Sensitivities, Study, Sweep, page_data
from tiny_study import study_text
from tiny_sweep import write_sweep

QUICK = ("--quiet", "--solver", "newton-krylov")
NAME = 'Two <by> two </script><script>document.title="broken"</script> & "quoted"'

# The marks, the CSV and the choices of a figure as it is now.
LOOK = """(figure) => ({ marks: [...figure.querySelectorAll(".mark")].map((mark) => [mark.dataset.key, mark.dataset.value]),
  chosen: JSON.parse(figure.dataset.chosen),
  broken: [...figure.querySelectorAll("svg *")].flatMap((node) => [...node.attributes])
    .some((attribute) => /NaN|undefined|Infinity/.test(attribute.value)) })"""
# The same with each choice in turn, the others being as they were.
LOOK_AT_ALL = f"""(() => {{ const look = {LOOK}, seen = {{}};
  for (const figure of document.querySelectorAll("figure")) {{
    seen[figure.id] = [look(figure)];
    for (const select of figure.querySelectorAll("select")) {{
      const first = select.value;
      const choose = (value) => {{ select.value = value; select.dispatchEvent(new Event("change")); }};
      for (const option of [...select.options].slice(1, 12)) {{ choose(option.value); seen[figure.id].push(look(figure)); }}
      choose(first);
    }}
  }}
  return seen; }})()"""


@pytest.fixture(scope="module")
def browser():
    browser = Browser()
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def files(etslink, root, tmp_path_factory):
    """One file of each kind, of the same benchmark, and one with variants."""
    folder = tmp_path_factory.mktemp("report")
    study, sweep = folder / "study.toml", write_sweep(root, folder, 40)
    study.write_text(study_text(root, "two_by_two").replace('name = "two_by_two"', f"name = '{NAME}'"))
    made = {kind: folder / f"{kind}.h5" for kind in ("study", "curves", "coalitions", "sweep", "variants", "technologies")}
    made["sensitivity"] = folder / "study.csv"
    sensitivity = ("sensitivity", study, "--of", "leakage_rate,gdp_change", "--to", "caps,elasticities")
    commands = [("run", study, "-o", made["study"], *QUICK), ("macc", study, "-o", made["curves"], "--points", "6", *QUICK),
                ("coalitions", study, "-o", made["coalitions"], *QUICK), ("sweep", sweep, "-o", made["sweep"], "--quiet"),
                (*sensitivity, "-o", made["sensitivity"], "--quiet"),
                ("run", "tests/fixtures/studies/variants.toml", "-o", made["variants"], *QUICK),
                ("run", "tests/fixtures/studies/every_instrument/technologies.toml", "-o", made["technologies"], *QUICK)]
    for command in commands:
        run = etslink(*command)
        assert run.returncode == 0, run.stderr
    return made


@pytest.fixture(scope="module")
def pages(etslink, files, tmp_path_factory):
    """The page of all files of one benchmark, and that of the variants."""
    folder = tmp_path_factory.mktemp("pages")
    kinds = [kind for kind in files if kind not in ("variants", "technologies")]
    for name, chosen in (("all", kinds), ("variants", ["variants"]), ("technologies", ["technologies"])):
        run = etslink("report", *(files[kind] for kind in chosen), "-o", folder / f"{name}.html")
        assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    return {name: folder / f"{name}.html" for name in ("all", "variants", "technologies")}


def test_the_page_holds_the_bits_of_the_file_and_is_the_same_each_time(etslink, files, pages, tmp_path):
    part = page_data(pages["all"])["files"][0]
    data = Study(files["study"]).data
    assert part["kind"] == "study"
    compared = 0
    for name, variable in part["root"]["variables"].items():
        values = data[name].values.reshape(-1)
        if values.dtype.kind == "f":
            found = [math.nan if value is None else value for value in variable["values"]]
            assert all(a == b or math.isnan(a) and math.isnan(b) for a, b in zip(found, values, strict=True)), name
            compared += len(found)
    assert compared > 500
    assert etslink("report", files["study"], "-o", tmp_path / "one.html").returncode == 0
    assert etslink("report", files["study"], "-o", tmp_path / "two.html").returncode == 0
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()
    assert (tmp_path / "one.html").stat().st_size < 1_000_000
    assert "Mike Bostock" in (tmp_path / "one.html").read_text()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [360, 768, 1600])
def test_it_loads_nothing_reports_no_error_and_fits(browser, pages, width, dark):
    for page in pages.values():
        browser.open(page, width, dark)
        assert browser.complaints() == []
        assert browser.requests() == [page.as_uri()]
        assert browser.run("document.documentElement.scrollWidth") <= width
        background = browser.run("getComputedStyle(document.body).backgroundColor")
        assert background == ("rgb(22, 25, 29)" if dark else "rgb(255, 255, 255)")
        assert browser.picture().startswith(b"\x89PNG")


def check_figures(seen, part, file, expected):
    """Every mark of a part's figures has the number of the file, with each choice; the count of marks by figure."""
    drawn = {}
    for identifier, looks in seen.items():
        number, _, figure = identifier.removeprefix("part-").partition("-")
        if int(number) != part:
            continue
        for look in looks:
            assert not look["broken"], (identifier, look["chosen"])
            for key, value in look["marks"]:
                right = file.value(figure, look["chosen"], key)
                shown = float(value) if value else math.nan
                is_right = math.isclose(shown, right, rel_tol=1e-12, abs_tol=1e-12) or math.isnan(shown) and math.isnan(right)
                assert is_right, (identifier, look["chosen"], key, value, right)
        drawn[figure] = sum(len(look["marks"]) for look in looks)
    assert set(drawn) >= set(expected)
    assert all(drawn[figure] > 0 for figure in expected), drawn


def test_every_figure_shows_the_numbers_of_its_file(browser, files, pages):
    browser.open(pages["all"])
    seen = browser.run(LOOK_AT_ALL)
    of_study = ["prices", "permits", "abatement", "sectors", "emissions", "cost", "gdp", "welfare", "welfare-parts", "leakage",
                "leakage-where", "trade", "output", "other"]
    check_figures(seen, 0, Study(files["study"]), of_study)
    check_figures(seen, 1, Curves(files["curves"]), ["curves", "along"])
    check_figures(seen, 2, Coalitions(files["coalitions"]), ["coalitions", "gains", "prices", "output"])
    check_figures(seen, 3, Sweep(files["sweep"]), ["quantiles", "distribution", "drivers", "convergence"])
    check_figures(seen, 4, Sensitivities(files["sensitivity"]), ["sensitivity"])
    assert browser.complaints() == []


def test_technologies_are_drawn_where_the_file_has_them(browser, files, pages):
    browser.open(pages["technologies"])
    check_figures(browser.run(LOOK_AT_ALL), 0, Study(files["technologies"]), ["technologies", "prices", "other"])
    assert browser.complaints() == []
    browser.open(pages["all"])
    assert not any(identifier.endswith("-technologies") for identifier in browser.run(LOOK_AT_ALL))


def test_variants_are_drawn_one_at_a_time_with_the_range_over_all(browser, files, pages):
    browser.open(pages["variants"])
    for variant in Study(files["variants"]).all.variant.values.astype(str):
        browser.run(f"""(() => {{ const select = document.querySelector("select[name=variant]");
            select.value = "{variant}"; select.dispatchEvent(new Event("change")); }})()""")
        check_figures(browser.run(LOOK_AT_ALL), 0, Study(files["variants"], variant), ["prices", "links", "output"])
    prices = Study(files["variants"]).all.carbon_price
    rows = saved_csv(browser, "part-0-prices")
    for row in rows:
        values = prices.sel(scenario=row["scenario"], market=row["market"]).values
        assert float(row["least over variants [USD/t]"]) == min(values)
        assert float(row["largest over variants [USD/t]"]) == max(values)


def saved_csv(browser, figure):
    """The rows of what the button of a figure saves."""
    text = browser.run(f"""new Promise((done) => {{
      const kept = URL.createObjectURL;
      URL.createObjectURL = (blob) => {{ URL.createObjectURL = kept; blob.text().then(done); return "#"; }};
      document.querySelector("#{figure} button").click(); }})""")
    return list(csv.DictReader(io.StringIO(text)))


def test_each_figure_saves_its_numbers_as_csv_and_shows_them_as_a_table(browser, files, pages):
    browser.open(pages["all"])
    study = Study(files["study"])
    rows = saved_csv(browser, "part-0-prices")
    assert rows
    for row in rows:
        right = study.at("carbon_price", row["scenario"], row["market"])
        assert float(row["carbon_price [USD/t]"] or "nan") == right or math.isnan(right)
    for figure in browser.run("[...document.querySelectorAll('figure')].map((figure) => figure.id)"):
        saved = saved_csv(browser, figure)
        browser.run(f"document.querySelector('#{figure} details').open = true")
        browser.run("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        lines = f"[...document.querySelectorAll('#{figure} tbody tr')]"
        shown = browser.run(f"{lines}.map((row) => [...row.cells].map((cell) => cell.textContent))")
        wanted = [[value.replace("-", "\u2212", 1) if value.startswith("-") else value or "-" for value in row.values()] for row in saved]
        assert len(shown) == len(wanted) > 0, figure
        assert all(a == b or {a, b} == {"", "-"} for one, two in zip(shown, wanted) for a, b in zip(one, two)), figure


def test_the_table_shows_what_the_file_has_and_why_the_rest_is_missing(browser, files, pages):
    browser.open(pages["all"])
    study = Study(files["study"])
    cells = browser.run("""[...document.querySelectorAll("#part-0 .headline td[data-key]")]
        .map((cell) => [cell.dataset.key, cell.dataset.value, cell.textContent, cell.title])""")
    missing = 0
    for key, value, text, why in cells:
        name, scenario, *label = key.split("|")
        is_sum = label == ["sum"]
        right = math.fsum(study.at(name, scenario, region) for region in ("A", "B")) if is_sum else study.at(name, scenario, *label)
        if math.isnan(right):
            missing += 1
            assert (value, text[0]) == ("", "-") and why and f"missing: {why}" in text, key
        else:
            assert math.isclose(float(value), right, rel_tol=1e-12, abs_tol=1e-9) and text[0] != "-", key
    assert len(cells) > 60 and missing > 0
    assert "the cap of A does not bind" in browser.run("document.querySelector('#part-0 .warnings').textContent")


def test_texts_of_the_study_stay_texts(browser, pages, files):
    browser.open(pages["all"])
    assert browser.run("document.getElementById('title').textContent") == NAME
    assert browser.run("document.title") == f"{NAME}: etslink report"
    assert browser.run("document.querySelector('.study-text pre').textContent") == Study(files["study"]).all.attrs["study"]
    where = browser.run("document.querySelector('.provenance').textContent")
    assert all(Study(files["study"]).all.attrs[name] in where for name in ("data_hash", "program_version", "numeraire", "closure"))


def test_a_figure_is_read_with_the_keyboard_and_named_for_screen_readers(browser, pages):
    browser.open(pages["all"])
    browser.run("document.querySelector('#part-0-prices .chart').focus()")
    browser.press("ArrowRight")
    first = browser.run("document.getElementById('announcer').textContent")
    assert first == browser.run("document.getElementById('tooltip').textContent")
    assert first.startswith("A, unlinked: ") and first.endswith(" USD/t")
    browser.press("End")
    assert browser.run("document.getElementById('announcer').textContent").startswith("B, loose: ")
    assert not browser.run("document.getElementById('tooltip').hidden")
    browser.press("Escape")
    assert browser.run("document.getElementById('tooltip').hidden")
    nodes = browser.call("Accessibility.getFullAXTree")["nodes"]
    roles = ("combobox", "button", "figure", "heading", "link")
    named = {role: [node["name"]["value"] for node in nodes if node.get("role", {}).get("value") == role] for role in roles}
    assert all(names and all(names) for names in named.values()), named
    assert len(named["figure"]) == browser.run("document.querySelectorAll('figure').length")
    assert browser.run("[...document.querySelectorAll('.chart')].every((chart) => chart.getAttribute('aria-label').length > 20)")


def test_the_theme_can_be_chosen_and_paper_is_light(browser, pages):
    browser.open(pages["variants"], dark=True)
    colours = []
    for _ in range(3):
        browser.run("document.getElementById('theme').click()")
        colours.append(browser.run("getComputedStyle(document.body).backgroundColor"))
    assert colours == ["rgb(255, 255, 255)", "rgb(22, 25, 29)", "rgb(22, 25, 29)"]  # light, dark, as the system
    assert browser.paper().startswith(b"%PDF")
    browser.call("Emulation.setEmulatedMedia", media="print", features=[{"name": "prefers-color-scheme", "value": "dark"}])
    assert browser.run("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert browser.complaints() == []
