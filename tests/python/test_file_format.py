# SPDX-License-Identifier: Apache-2.0
"""Results files are read by every reader of netCDF-4, whatever lies in them has a checksum, and what is not as this program writes
it is refused: no crash, no hang, no silently changed number."""
import os
import random
import shutil
import subprocess
from pathlib import Path

import h5py
import numpy as np
import pytest
import xarray
from auditor_graph import text
from file_seal import seal
from tiny_study import study_text
from tiny_sweep import write_sweep

QUICKLY = ["--quiet", "--threads", "1", "--set", "results.channels=false"]


@pytest.fixture(scope="module")
def files(etslink, root, tmp_path_factory):
    """One file of each kind."""
    folder = tmp_path_factory.mktemp("format")
    (folder / "study.toml").write_text(study_text(root, "two_by_two"))
    write_sweep(root, folder, 8)
    for name, arguments in (("run", ["run", folder / "study.toml"]), ("macc", ["macc", folder / "study.toml", "--points", "3", "--to", "20"]),
                            ("coalitions", ["coalitions", folder / "study.toml"])):
        run = etslink(*arguments, "-o", folder / f"{name}.h5", *QUICKLY)
        assert run.returncode == 0, run.stderr
    run = etslink("sweep", folder / "sweep.toml", "-o", folder / "sweep.h5", "--quiet")
    assert run.returncode == 0, run.stderr
    return {name: folder / f"{name}.h5" for name in ("run", "macc", "coalitions", "sweep")}


KINDS = ["run", "macc", "coalitions", "sweep"]


def items(file):
    found = [("/", file)]
    file.visititems(lambda name, item: found.append((name, item)))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_everything_has_a_checksum_of_hdf5(files, kind):
    with h5py.File(files[kind]) as file:
        assert file.id.get_create_plist().get_version()[0] == 3, "the latest format of HDF5 1.10"
        for name, item in items(file):
            if isinstance(item, h5py.Dataset):
                assert item.fletcher32, name
            types = [item.attrs.get_id(a).get_type() for a in item.attrs] + ([item.id.get_type()] if isinstance(item, h5py.Dataset) else [])
            assert not any(t.is_variable_str() for t in types if isinstance(t, h5py.h5t.TypeStringID)), name
        value = file["scenario" if kind != "macc" else "curve"]
        place = value.id.get_chunk_info(0).byte_offset
    damaged = bytearray(files[kind].read_bytes())
    damaged[place] ^= 1
    copy = files[kind].with_name("damaged.h5")
    copy.write_bytes(damaged)
    with h5py.File(copy) as file, pytest.raises(OSError):
        file["scenario" if kind != "macc" else "curve"][:]


@pytest.mark.parametrize("kind", KINDS)
def test_readers_of_netcdf_agree(files, kind):
    pytest.importorskip("netCDF4", reason="python3-netcdf4 is not installed")
    with h5py.File(files[kind]) as file:
        groups = ["/", *(name for name, item in file.items() if isinstance(item, h5py.Group))]
        first = next(name for name in ("scenario", "curve") if name in file)
        labels = text(file[first])
    for group in groups:
        with xarray.open_dataset(files[kind], engine="h5netcdf", group=group) as one, \
                xarray.open_dataset(files[kind], engine="netcdf4", group=group) as other:
            xarray.testing.assert_identical(one.load(), other.load())
            assert not [name for name in one.dims if name.startswith("string")]
            if group == "/":
                assert list(one[first].values) == labels
                assert one.attrs["format"].startswith("etslink ")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.skipif(shutil.which("ncdump") is None, reason="netcdf-bin is not installed (ncdump)")
def test_libnetcdf_reads_all_of_it(files, kind):
    run = subprocess.run(["ncdump", files[kind]], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert '"A"' in run.stdout and "char region(region, string1_region)" in run.stdout


def run_program(root, *arguments):
    binary = Path(os.environ.get("ETSLINK_BINARY", "build/release/etslink"))
    binary = binary if binary.is_absolute() else root / binary
    return subprocess.run([binary, *map(str, arguments)], cwd=root, text=True, capture_output=True, check=False, timeout=20)


def commands(file, good, folder):
    return (["info", file], ["info", file, "--variables"], ["info", file, "--study"], ["export", file, "--iamc", "-o", folder / "x.csv"],
            ["diff", good, file])


@pytest.mark.parametrize("kind", KINDS)
def test_damage_is_refused_at_once(files, kind, root, tmp_path):
    good = files[kind].read_bytes()
    generator = random.Random(4)
    for place in [generator.randrange(len(good)) for _ in range(5)]:
        damaged = bytearray(good)
        damaged[place] ^= 1 << generator.randrange(8)
        (tmp_path / "damaged.h5").write_bytes(damaged)
        for command in commands(tmp_path / "damaged.h5", files[kind], tmp_path):
            run = run_program(root, *command)
            assert run.returncode == 2, (place, command)
            assert "damaged.h5: " in run.stderr and run.stderr.startswith("error: ")


def replace(file, name, value, **options):
    """Another content in the place of a variable, with its attributes."""
    attributes = [(key, value) for key, value in file[name].attrs.items() if key not in ("DIMENSION_LIST", "REFERENCE_LIST")]
    del file[name]
    dataset = file.create_dataset(name, data=value, **options)
    for key, attribute in attributes:
        dataset.attrs[key] = attribute


def list_of_texts(file):
    file.attrs["study"] = ["one", "two"]
    file.attrs["format_list"] = np.array(["a", "b"], dtype=object)


def huge_variable(file):
    attributes = dict(file["gdp"].attrs)
    del file["gdp"]
    file.create_dataset("gdp", shape=(1 << 40, 1 << 10), chunks=(1, 1), dtype="f8").attrs["_Netcdf4Coordinates"] = attributes["_Netcdf4Coordinates"]


def without_order(file):
    group = h5py.h5g.create(file.id, b"unordered")
    h5py.Group(group).attrs["x"] = 1
    h5py.Group(group).create_dataset("y", data=[1.0])


# Files with a right checksum that hold what this program never writes.
STRANGE = {
    "a list of texts in an attribute": list_of_texts,
    "a group without order of creation": without_order,
    "a format of variable length": lambda file: file.attrs.__setitem__("format", "etslink results 2"),
    "a format of numbers": lambda file: file.attrs.__setitem__("format", [1.0, 2.0]),
    "no format": lambda file: file.attrs.__delitem__("format"),
    "labels of variable length": lambda file: replace(file, "scenario", np.array(["x", "y", "z", "u"], dtype=object), dtype=h5py.string_dtype()),
    "labels of numbers": lambda file: replace(file, "region", [1.0, 2.0]),
    "a scalar in the place of labels": lambda file: replace(file, "market", 3),
    "fewer labels": lambda file: replace(file, "market", np.zeros((1, 1), "S1")),
    "texts in the place of numbers": lambda file: replace(file, "gdp", np.zeros((4, 8), "S1")),
    "another rank": lambda file: replace(file, "co2", [1.0]),
    "another length": lambda file: replace(file, "co2", [[1.0, 2.0, 3.0]]),
    "no value": lambda file: replace(file, "co2", h5py.Empty("f8")),
    "a variable that is missing": lambda file: file.__delitem__("carbon_price"),
    "a status that is missing": lambda file: file.__delitem__("solver_status"),
    "dimensions that are none": lambda file: file["gdp"].attrs.__setitem__("_Netcdf4Coordinates", np.array([900, -1], "i4")),
    "dimensions of text": lambda file: file["gdp"].attrs.__setitem__("_Netcdf4Coordinates", "region"),
    "a number of a dimension that is a list": lambda file: file["region"].attrs.__setitem__("_Netcdf4Dimid", [1, 2, 3]),
    "another file inside": lambda file: file.__setitem__("elsewhere", h5py.ExternalLink("/etc/hostname", "/")),
    "a link to nothing": lambda file: file.__setitem__("nothing", h5py.SoftLink("/none")),
    "itself inside": lambda file: file.__setitem__("run/again", file["/"]),
    "a variable beyond all memory": huge_variable,
    "a long name": lambda file: file.create_dataset("n" * 5000, data=[1.0]),
    "a compound": lambda file: replace(file, "gdp", np.zeros((4, 2), [("a", "f8"), ("b", "S3")])),
}


@pytest.mark.parametrize("what", STRANGE)
def test_strange_content_with_a_right_checksum_is_read_or_refused(files, what, root, tmp_path):
    path = tmp_path / "strange.h5"
    for kind, all_commands in (("run", slice(1, None)), ("coalitions", slice(1, 2))):
        shutil.copy(files[kind], path)
        with h5py.File(path, "r+") as file:
            STRANGE[what](file)
        seal(path)
        for command in commands(path, files[kind], tmp_path)[all_commands]:
            run = run_program(root, *command)
            assert run.returncode in (0, 1, 2), (command, run.returncode)
            assert "unexpected" not in run.stderr and "memory" not in run.stderr, (command, run.stderr)
            assert run.returncode != 2 or run.stderr.startswith("error: "), run.stderr


def test_a_file_that_another_program_changed_is_refused(files, root, tmp_path):
    with xarray.open_dataset(files["run"]) as results:
        results.attrs["history"] = ["one", "two"]
        results.sel(scenario=["linked"]).to_netcdf(tmp_path / "copy.h5", engine="h5netcdf")
    with xarray.open_dataset(tmp_path / "copy.h5") as copy:
        xarray.testing.assert_equal(copy.load(), results.sel(scenario=["linked"]))
    run = run_program(root, "info", tmp_path / "copy.h5")
    assert run.returncode == 2
    assert "has no checksum as its last line" in run.stderr
