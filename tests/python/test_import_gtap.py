# SPDX-License-Identifier: Apache-2.0
"""`etslink import gtap`: an economy that the tests write as header array files becomes the benchmark folder that docs/own_data.md says.

Flows are whole numbers and come back exactly. Purposes are parts of them by CO2 and energy in single precision: 1e-6.
"""
import shutil

import numpy as np
import pytest

from gtap_expected import expected, read
from gtap_files import GOODS, REGIONS, ROOT, GtapEconomy, GtapWriter
from har_writer import HarWriter


@pytest.fixture(scope="module")
def economy():
    return GtapEconomy()


def run(etslink, source, target, *options):
    done = etslink("import", "gtap", source, "-o", target, "--year", 2011, *options)
    assert done.returncode == 0, done.stderr + done.stdout
    return done


def compare(found, wanted):
    assert set(found) == set(wanted)
    for name, rows in wanted.items():
        assert set(found[name]) == set(rows), name
        for key, numbers in rows.items():
            tolerance = 1e-6 if name in ("use.csv", "energy.csv") else 0
            assert found[name][key] == pytest.approx(numbers, rel=tolerance, abs=0), (name, key)


@pytest.mark.parametrize("version,order", [(7, "<"), (7, ">"), (6, "<"), (6, ">")])
def test_an_economy_in_header_arrays_becomes_the_same_benchmark_folder(etslink, economy, tmp_path, version, order):
    done = run(etslink, GtapWriter(economy, version, order).write(tmp_path / "gtap"), tmp_path / "folder")
    compare(read(tmp_path / "folder"), expected(economy, version))
    assert "roles: coal = coa; crude_oil = oil; gas = gas; refined_oil = p_c; electricity = ely; all others are other\n" in done.stdout
    assert "flows changed by rounding" not in done.stdout
    check = etslink("check", tmp_path / "folder", "--tolerance", "1e-9")
    assert check.returncode == 0, check.stderr


def test_plain_purchases_of_whole_numbers_come_back_exactly(etslink, economy, tmp_path):
    run(etslink, GtapWriter(economy, 7).write(tmp_path / "gtap"), tmp_path / "folder")
    wanted = expected(economy, 7)["use.csv"]
    whole = {key: numbers for key, numbers in wanted.items() if all(number == int(number) for number in numbers)}
    found = read(tmp_path / "folder")["use.csv"]
    assert len(whole) > 300
    assert {key: found[key] for key in whole} == whole


def test_an_activity_that_makes_two_goods_becomes_make(etslink, tmp_path):
    economy = GtapEconomy(joint=True)
    run(etslink, GtapWriter(economy, 7).write(tmp_path / "gtap"), tmp_path / "folder")
    compare(read(tmp_path / "folder"), expected(economy, 7, joint=True))


def test_names_with_prefixes_of_activities_and_goods_are_one_list(etslink, economy, tmp_path):
    writer = GtapWriter(economy, 7)
    writer.goods, writer.users = ("COMM", ["c_" + good for good in GOODS]), ("ACTS", ["a_" + good for good in GOODS])
    writer.write(tmp_path / "gtap")
    for file in ("co2.har", "gsdfvole.har"):  # these have plain names in this test
        (tmp_path / "gtap" / file).unlink()
    (tmp_path / "gtap" / "default.prm").unlink()
    margin_names_are_plain(writer, tmp_path / "gtap")
    done = run(etslink, tmp_path / "gtap", tmp_path / "folder")
    assert read(tmp_path / "folder")["sectors.csv"] == expected(economy, 7)["sectors.csv"]
    assert "note: no file of CO2" in done.stdout and "note: no parameters" in done.stdout


def margin_names_are_plain(writer, folder):
    """The set of margins has the names of goods."""
    import gtap_files  # pylint: disable=import-outside-toplevel
    old, gtap_files.MARGIN = gtap_files.MARGIN, "c_otp"
    try:
        writer.flows(folder / "basedata.har")
    finally:
        gtap_files.MARGIN = old


def test_studies_run_on_the_folder(etslink, economy, tmp_path):
    run(etslink, GtapWriter(economy, 7).write(tmp_path / "gtap"), tmp_path / "folder")
    assert etslink("new", tmp_path / "study.toml", "--benchmark", tmp_path / "folder").returncode == 0
    done = etslink("run", tmp_path / "study.toml", "-o", tmp_path / "results.h5", "--solver", "newton-krylov")
    assert done.returncode == 0, done.stderr
    assert "linked" in done.stdout


def test_the_package_imports_and_writes_studies(etslink, economy, tmp_path, monkeypatch):
    files = GtapWriter(economy, 6).write(tmp_path / "gtap")
    monkeypatch.setenv("ETSLINK_BINARY", etslink("--version").args[0])
    import etslink as package  # pylint: disable=import-outside-toplevel
    benchmark = package.import_gtap(files, 2011, output=tmp_path / "folder")
    assert len(benchmark["regions"]) == 3 and benchmark.report.startswith("roles: coal = coa; ")
    nests = ROOT / "data/nests/klem.toml"
    study = package.new_study(tmp_path / "study.toml", tmp_path / "folder", nests=nests)
    assert package.run(study, scenarios="linked", solver="newton-krylov").carbon_price.sel(scenario="linked").min() > 0
    with pytest.raises(package.InputError, match="is there already; name another file"):
        package.new_study(study, tmp_path / "folder", nests=nests)
    with pytest.raises(package.InputError, match="unknown role 'stone'"):
        package.import_gtap(files, 2011, roles={"coa": "stone"})


def changed(economy, tmp_path, change, version=7):
    """Files of an economy after `change(economy)`."""
    other = GtapEconomy()
    change(other)
    del economy
    return GtapWriter(other, version).write(tmp_path / "gtap")


def refused(etslink, source, target, *options):
    done = etslink("import", "gtap", source, "-o", target, "--year", 2011, *options)
    assert done.returncode == 2 and not target.exists(), done.stdout + done.stderr
    return done


@pytest.mark.parametrize("version,place,names", [
    (7, ("make", (1, 1, 0)), ["market clearing: oil, EAST: MAKB ", "zero profit: oil, EAST: VDFP + VMFP + EVFP "]),
    (7, ("saving", (1,)), ["trade balance: WEST: saving (SAVE + VDEP) less investment "]),
    (6, ("margin_supply", (2,)), ["transport services: otp: VTWR ", "trade balance: SOUTH: "]),
])
def test_what_does_not_balance_is_named_by_headers_and_cell(etslink, economy, tmp_path, version, place, names):
    name, cell = place

    def change(other):
        getattr(other, name)[cell] += 500

    done = refused(etslink, changed(economy, tmp_path, change, version), tmp_path / "folder")
    for text in names:
        assert text in done.stdout
    assert "identities of the headers do not hold, the worst: " in done.stderr or "identity of the headers does not hold" in done.stderr


def test_a_wrong_cell_is_named_by_header_and_cell(etslink, economy, tmp_path):
    def negative(other):
        other.firms["domestic"][0, 4, 5, 2] = -3

    done = refused(etslink, changed(economy, tmp_path, negative), tmp_path / "folder")
    assert "basedata.har: VDFB(ely, crp, SOUTH): with VDFP, value_musd is -3; allowed: 0 or more" in done.stderr


def test_sectors_that_mix_fuels_are_refused_with_what_to_do(etslink, economy, tmp_path):
    writer = GtapWriter(economy, 7)
    writer.goods = ("COMM", ["energy" if good == "gas" else good for good in GOODS])
    writer.users = ("ACTS", writer.goods[1])
    writer.write(tmp_path / "gtap")
    done = refused(etslink, tmp_path / "gtap", tmp_path / "folder")
    assert "no sector is gas by its code (coa, oil, energy, p_c, ely, crp, agr, otp, svc); a sector that mixes fuels" in done.stderr
    assert "or say which sector it is (--role CODE=gas, or --role none=gas where there is none)" in done.stderr
    files = tmp_path / "gtap"
    done = refused(etslink, files, tmp_path / "folder", "--role", "energy=gass")
    assert "--role energy=gass: unknown role 'gass'; did you mean 'gas'?" in done.stderr
    done = refused(etslink, files, tmp_path / "folder", "--role", "enery=gas")
    assert "--role: unknown sector 'enery'; did you mean 'energy'?" in done.stderr


def test_co2_of_a_sector_that_is_no_fuel_is_refused(etslink, economy, tmp_path):
    files = GtapWriter(economy, 7).write(tmp_path / "gtap")
    har = HarWriter()
    har.reals("MDF", np.ones((1, len(GOODS), len(REGIONS))), [("FUEL", ["agr"]), ("ACTS", GOODS), ("REG", REGIONS)])
    har.write(files / "co2.har")
    done = refused(etslink, files, tmp_path / "folder")
    assert "co2.har: MDF(agr, coa, EAST) is CO2 of 'agr', whose code is that of no fuel: a sector that mixes fuels" in done.stderr


def test_files_of_two_aggregations_are_refused(etslink, economy, tmp_path):
    files = GtapWriter(economy, 7).write(tmp_path / "gtap")
    har = HarWriter()
    har.texts("H1", ["EAST", "NORTH", "SOUTH"], "Set REG regions")
    har.write(files / "sets.har")
    done = refused(etslink, files, tmp_path / "folder")
    assert "sets.har: header H1: has other regions than the flows: the files of the folder are of two aggregations" in done.stderr


def test_missing_files_and_headers_are_named(etslink, economy, tmp_path):
    files = GtapWriter(economy, 7).write(tmp_path / "gtap")
    shutil.copy(files / "default.prm", files / "other.har")
    done = refused(etslink, files, tmp_path / "folder", "--data", files / "other.har")
    assert "other.har: has neither the header VDFB (GTAP 7 format) nor VDFM (GTAP 6 format)" in done.stderr
    (files / "basedata.har").unlink()
    done = refused(etslink, files, tmp_path / "folder")
    assert "has no basedata.har, gsdfdat.har or gsddat.har; there are: co2.har, default.prm" in done.stderr
    done = refused(etslink, tmp_path / "nothing", tmp_path / "folder")
    assert "nothing: is no folder; allowed: one with a GTAP database" in done.stderr
    done = etslink("import", "gtab", files, "-o", tmp_path / "folder")
    assert done.returncode == 2 and "unknown format 'gtab'; did you mean 'gtap'?" in done.stderr


def test_output_and_year_are_asked_for(etslink, economy, tmp_path):
    files = GtapWriter(economy, 7).write(tmp_path / "gtap")
    done = etslink("import", "gtap", files, "-o", tmp_path / "folder")
    assert done.returncode == 2 and "missing --year; usage: etslink import gtap DIR -o FOLDER --year YEAR" in done.stderr
    done = etslink("import", "gtap", files, "--year", 2011)
    assert done.returncode == 2 and "missing --output; usage: " in done.stderr
    done = etslink("import", "gtap", files, "-o", files, "--year", 2011)
    assert done.returncode == 2 and "can't be written: the folder holds files that this command reads" in done.stderr


def test_headers_are_listed(etslink, economy, tmp_path):
    files = GtapWriter(economy, 6).write(tmp_path / "gtap")
    done = etslink("import", "gtap", files, "--headers")
    assert done.returncode == 0
    assert "\n  VTWR  RE sparse  1 x 9 x 3 x 3  margins\n" in done.stdout
    assert "\n  DREL  1C  1 x 40  release\n" in done.stdout
    assert "\n  SLUG  2I  4  \n" in done.stdout


def test_rounded_flows_are_repaired_and_said(etslink, tmp_path):
    economy = GtapEconomy()
    economy.make[8, 8, 0] += 0.25
    economy.output_tax[8, 8, 0] += 0.25
    done = run(etslink, GtapWriter(economy, 7).write(tmp_path / "gtap"), tmp_path / "folder")
    assert "flows changed by rounding" in done.stdout
    assert etslink("check", tmp_path / "folder", "--tolerance", "1e-9").returncode == 0


def test_a_damaged_file_is_named_with_its_header_and_byte(etslink, economy, tmp_path):
    files = GtapWriter(economy, 7).write(tmp_path / "gtap")
    path = files / "basedata.har"
    content = path.read_bytes()
    path.write_bytes(content[:-10])
    done = refused(etslink, files, tmp_path / "folder")
    assert f"{path}: byte " in done.stderr and "goes beyond the end" in done.stderr
