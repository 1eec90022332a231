# SPDX-License-Identifier: Apache-2.0
"""What 'cmake --install' and 'cpack' make is complete, has nothing else, can be moved, and runs without the project beside it."""
import gzip
import json
import os
import re
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("ETSLINK_BINARY", "build/release/etslink"))
BUILD = (BINARY if BINARY.is_absolute() else ROOT / BINARY).parent
CLEAN = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/nonexistent", "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
NOT_SHIPPED = {"nea2011_money", "world_41x35"}  # made by a script, and not in the repository


def why_not():
    """Nothing where the build is one that is installed."""
    cache = BUILD / "CMakeCache.txt"
    if not cache.is_file():
        return "no build beside ETSLINK_BINARY to install from"
    return "" if re.search(r"^ETSLINK_SANITIZE:\w+=OFF$", cache.read_text(), re.MULTILINE) else "a build with sanitizers is not installed"


pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not())


def call(*command, **options):
    options = {"env": CLEAN, **options}
    done = subprocess.run([str(part) for part in command], text=True, capture_output=True, check=False, **options)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def prefix(tmp_path_factory):
    """A prefix that was moved after the installation."""
    folder = tmp_path_factory.mktemp("install")
    call("cmake", "--install", BUILD, "--prefix", folder / "first")
    (folder / "first").rename(folder / "moved")
    return folder / "moved"


def files_below(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def shipped(folder, *suffixes):
    """Files of a folder of the project that are installed."""
    found = set()
    for path in (ROOT / folder).rglob("*"):
        parts = path.relative_to(ROOT).parts
        if path.is_file() and not NOT_SHIPPED & set(parts) and not {"__pycache__", ".mypy_cache"} & set(parts):
            if not suffixes or path.suffix in suffixes:
                found.add(path.relative_to(ROOT).as_posix())
    return found


def verbs(program):
    return json.loads(call(program, "--version", "--json"))["commands"]


def options_of(program, verb):
    """Options as the help of the command lists them."""
    text = call(program, verb, "--help").split("options:\n")[1]
    return {word for line in text.splitlines() for word in re.findall(r"(?<=[ \[])-{1,2}[a-z][a-z-]*", line[:26].replace("arg", ""))
            if line.startswith("  -")}


def test_every_file_has_its_place_and_there_is_nothing_else(prefix):
    expected = {"bin/etslink", "share/bash-completion/completions/etslink", "share/zsh/vendor-completions/_etslink",
                "share/zsh/site-functions/_etslink"}
    expected |= {f"share/etslink/{name}" for name in shipped("data") | shipped("studies")}
    expected |= {f"lib/python3/dist-packages/{name.removeprefix('python/')}" for name in shipped("python/etslink")}
    expected |= {f"share/doc/etslink/{name}" for name in shipped("docs") | {"README.md", "CHANGELOG.md", "CITATION.cff", "LICENSE", "copyright"}}
    expected |= {f"share/man/man1/etslink{page}.1" for page in ["", *(f"-{verb}" for verb in verbs(prefix / "bin/etslink"))]}
    assert files_below(prefix) == expected


def test_a_moved_prefix_finds_its_data_by_name_from_an_empty_folder(prefix, tmp_path):
    program = prefix / "bin/etslink"
    assert json.loads(call(program, "--version", "--json"))["data"] == str(prefix / "share/etslink")
    assert "every identity holds" in call(program, "check", "nea2011", cwd=tmp_path)
    quick = ("--solver", "newton-krylov", "--set", "results.channels=false", "--variant", "klem")
    table = call(program, "run", "northeast_asia", "-o", "linked.h5", *quick, cwd=tmp_path)
    assert "carbon price [USD/t]" in table
    study = (ROOT / "studies/northeast_asia.toml").read_text().rstrip()
    assert call(program, "info", "linked.h5", "--study", cwd=tmp_path).startswith(study)
    own = '[study]\nname = "own"\nbenchmark = "nea2011"\nnests = "klem"\n[market.KOR]\nregions = ["KOR"]\nsectors = ["ELE"]\n' \
          'cap = { reduction_percent = 5 }\n[scenario.on]\n'
    (tmp_path / "own.toml").write_text(own)
    assert "KOR" in call(program, "run", "own.toml", *quick[:4], cwd=tmp_path)


def test_a_name_that_is_nearly_that_of_a_shipped_study_is_told(prefix, tmp_path):
    done = subprocess.run([prefix / "bin/etslink", "run", "northeast_asai"], cwd=tmp_path, text=True, capture_output=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "error: northeast_asai: is not here and did not come with etslink; did you mean 'northeast_asia'?\n"
    (tmp_path / "own.toml").write_text('[study]\nname = "own"\nbenchmark = "../data/nea2011"\nnests = "klem"\n')
    done = subprocess.run([prefix / "bin/etslink", "run", "own.toml"], cwd=tmp_path, text=True, capture_output=True, check=False)
    assert done.returncode == 2
    assert done.stderr.endswith('; what came with the program has the name "nea2011", without a folder\n'), done.stderr


def test_the_python_package_of_a_prefix_runs_its_program(prefix, tmp_path):
    text = "import etslink; print(etslink.program.__module__); from etslink.program import program; print(program())"
    printed = call("/usr/bin/python3", "-c", text, cwd=tmp_path, env={**CLEAN, "PYTHONPATH": str(prefix / "lib/python3/dist-packages")})
    assert printed.splitlines()[-1] == str((prefix / "bin/etslink").resolve())


@pytest.mark.skipif(shutil.which("man") is None, reason="man is missing")
def test_pages_of_the_manual_are_valid_and_have_every_option(prefix):
    program = prefix / "bin/etslink"
    for verb in verbs(program):
        page = prefix / f"share/man/man1/etslink-{verb}.1"
        done = subprocess.run(["man", "--warnings", "-E", "UTF-8", "-l", str(page)], text=True, capture_output=True, check=True,
                              env={**CLEAN, "MANWIDTH": "120"})
        assert done.stderr == "", (verb, done.stderr)
        text = re.sub(r".\x08", "", done.stdout).replace("\u2010", "-").replace("\u2212", "-")
        assert {option for option in options_of(program, verb) if option not in text} == set(), verb
        assert call(program, "man", verb) == page.read_text()
    overview = (prefix / "share/man/man1/etslink.1").read_text().replace("\\", "")
    assert [verb for verb in verbs(program) if f"etslink-{verb} (1)" not in overview] == []


def complete(prefix, *words):
    """What bash offers behind these words."""
    script = f"source {prefix}/share/bash-completion/completions/etslink\nCOMP_WORDS=(\"$@\")\nCOMP_CWORD=$(($# - 1))\n_etslink\n" \
             'printf "%s\\n" "${COMPREPLY[@]}"'
    return call("bash", "-c", script, "bash", prefix / "bin/etslink", *words, cwd=prefix).split()


def test_bash_completes_commands_options_values_and_shipped_names(prefix):
    program = prefix / "bin/etslink"
    names = verbs(program)
    assert set(complete(prefix, "")) == {*names, "help", "--help", "--version"}
    for verb in names:
        assert set(complete(prefix, verb, "-")) == options_of(program, verb), verb
    assert complete(prefix, "run", "--solver", "new") == ["newton-krylov"]
    assert complete(prefix, "run", "northeast") == ["northeast_asia", "northeast_asia_sweep"]
    assert complete(prefix, "check", "nea") == ["nea2011", "nea2011_steel", "nea2011_technologies"]
    assert complete(prefix, "run", "share/et") == ["share/etslink"]  # files as well


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is missing")
def test_zsh_reads_the_completion_and_has_every_option(prefix):
    script = prefix / "share/zsh/site-functions/_etslink"
    call("zsh", "-n", script)
    program, text = prefix / "bin/etslink", script.read_text()
    for verb in verbs(program):
        part = text.split(f"\n    {verb})\n")[1].split(";;")[0]
        assert set(re.findall(r"'\*?(-{1,2}[a-z][a-z-]*)\[", part)) == options_of(program, verb), verb
    # Every specification is one that _arguments takes: it complains where one is not.
    check = f"fpath=({script.parent} $fpath); autoload -Uz compinit; compinit -u -D; (( $+functions[_etslink] )) && print $_comps[etslink]"
    assert call("zsh", "-fc", check).strip() == "_etslink"


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    """Folder with the package of Debian and the archive."""
    if shutil.which("dpkg-shlibdeps") is None or shutil.which("file") is None:
        pytest.skip("dpkg-dev or file is missing")
    folder = tmp_path_factory.mktemp("packages")
    call("cpack", "--config", BUILD / "CPackConfig.cmake", "-B", folder, cwd=BUILD)
    return folder


def test_the_archive_has_the_files_of_the_prefix(packages, prefix):
    archive, = packages.glob("*.tar.gz")
    with tarfile.open(archive) as files:
        found = {name.split("/", 1)[1] for name in files.getnames() if files.getmember(name).isfile()}
    assert found == files_below(prefix)
    checksum, = packages.glob("*.tar.gz.sha256")
    assert call("sha256sum", archive).split()[0] == checksum.read_text().split()[0]


def test_the_package_depends_on_the_libraries_that_the_program_loads(packages):
    package, = packages.glob("*.deb")
    depends = call("dpkg-deb", "-f", package, "Depends")
    for name in ("coinor-libipopt1v5", "libhdf5", "libboost-program-options", "libklu", "libtomlplusplus", "libc6", "zlib1g"):
        assert name in depends, depends
    assert "-dev" not in depends
    assert call("dpkg-deb", "-f", package, "Package", "Architecture").split() == [
        "Package:", "etslink", "Architecture:", call("dpkg", "--print-architecture").strip()]


def mirror():
    """Where this machine's Debian comes from, and the options that its apt reaches it by; nothing where it can't be told."""
    listed = call("apt-get", "indextargets", "--format", "$(RELEASE) $(COMPONENT) $(SITE)", "Created-By: Packages", env=os.environ)
    sites = [line.split()[2] for line in listed.splitlines() if line.split()[:2] == ["bookworm", "main"]]
    return sites[0] if sites else None


def in_root(root, *command):
    return call("chroot", root, "/usr/bin/env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND=noninteractive", "LANG=C.UTF-8",
                *command)


def test_the_package_installs_and_runs_on_a_bare_debian(packages, tmp_path):
    """A root by debootstrap, with nothing but what the package depends on."""
    if os.geteuid() != 0 or shutil.which("debootstrap") is None:
        pytest.skip("needs root and debootstrap")
    source = mirror()
    if source is None:
        pytest.skip("no Debian 12 among the sources of this machine")
    bare = tmp_path / "bare"
    done = subprocess.run(["debootstrap", "--variant=minbase", "bookworm", bare, source], text=True, capture_output=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"debootstrap could not make a root: {done.stdout[-300:]}{done.stderr[-300:]}")
    # Its apt reaches the same mirror by the same way.
    (bare / "etc/apt/apt.conf.d/90host").write_text(call("apt-config", "dump", "--format", '%f "%v";%n', "Acquire", env=os.environ))
    (bare / "etc/resolv.conf").write_bytes(Path("/etc/resolv.conf").read_bytes())
    package, = packages.glob("*.deb")
    shutil.copy(package, bare / "etslink.deb")
    in_root(bare, "apt-get", "-q", "update")
    in_root(bare, "apt-get", "-q", "-y", "--no-install-recommends", "install", "/etslink.deb")
    assert not (bare / "usr/bin/g++").exists() and not (bare / "usr/bin/python3").exists()
    table = in_root(bare, "etslink", "run", "northeast_asia", "-o", "/tmp/out.h5")
    assert re.search(r"^  KOR +[0-9.]+ \([0-9.]+ to [0-9.]+\)", table, re.MULTILINE)
    assert "every identity holds" in in_root(bare, "etslink", "check", "nea2011")
    page = bare / "usr/share/man/man1/etslink-run.1"
    assert "newton" in (page.read_text() if page.is_file() else gzip.decompress(page.with_suffix(".1.gz").read_bytes()).decode())


def test_the_container_file_uses_what_is_there(packages):
    """It can't be built here; what it copies and runs exists, and it installs the package as the test above does."""
    text = (ROOT / "Containerfile").read_text()
    for name in re.findall(r"scripts/\w+\.sh", text):
        assert os.access(ROOT / name, os.X_OK), name
    assert "build/package/*.deb" in text and "-S . -B build/package" in (ROOT / "scripts/package.sh").read_text()
    entry = json.loads(re.search(r"^ENTRYPOINT (.*)$", text, re.MULTILINE)[1])
    package, = packages.glob("*.deb")
    assert f"./usr/bin/{entry[0]}" in call("dpkg-deb", "-c", package)
