# SPDX-License-Identifier: Apache-2.0
"""The committed fixture folders are what their generator writes."""
import subprocess
import sys
from pathlib import Path

import pytest

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


@pytest.mark.parametrize("name", ["tiny2x2", "tiny_make", "tiny_products", "tiny_idle", "tiny_taxes", "tiny_households", "tiny_volumes", "tiny_technologies",
                                  "tiny_transport"])
def test_fixture_is_what_the_generator_writes(name, tmp_path):
    subprocess.run([sys.executable, FIXTURES / "make_fixtures.py", tmp_path], check=True)
    made = {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
    committed = {path.name: path.read_bytes() for path in (FIXTURES / name).iterdir()}
    assert made == committed
