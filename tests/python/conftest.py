# SPDX-License-Identifier: Apache-2.0
"""Shared by the Python tests; run by ctest, or by hand with ETSLINK_BINARY=build/release/etslink."""
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "python"))


@pytest.fixture(scope="session")
def root():
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def etslink():
    """Runs the program in the project's folder: etslink("run", study, "-o", file) gives the completed process."""
    binary = Path(os.environ.get("ETSLINK_BINARY", "build/release/etslink"))
    binary = binary if binary.is_absolute() else ROOT / binary
    assert binary.is_file(), f"{binary} is not built; set ETSLINK_BINARY"

    def run(*arguments):
        command = [str(binary), *map(str, arguments)]
        return subprocess.run(command, cwd=ROOT, text=True, capture_output=True, check=False)

    return run
