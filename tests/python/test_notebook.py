# SPDX-License-Identifier: Apache-2.0
"""The notebook runs from top to bottom on a fresh results file, with the Python that runs the tests."""
import json
import os
import re
import subprocess
import sys

import nbformat
import pytest

NOTEBOOK = "scripts/notebooks/linkage_study.ipynb"


@pytest.fixture(scope="module")
def executed(etslink, root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("notebook")
    run = etslink("run", "studies/northeast_asia.toml", "-o", folder / "study.h5", "--quiet")
    assert run.returncode == 0, run.stderr
    kernel = folder / "kernels" / "python3"
    kernel.mkdir(parents=True)
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    (kernel / "kernel.json").write_text(json.dumps({"argv": command, "display_name": "Python 3", "language": "python"}))
    environment = dict(os.environ, ETSLINK_STUDY=str(folder / "study.h5"), JUPYTER_DATA_DIR=str(folder), JUPYTER_PATH=str(folder))
    environment.pop("MPLBACKEND", None)  # the kernel draws into the notebook
    command = [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "--output-dir", folder, "--output", "done.ipynb",
               root / NOTEBOOK]
    done = subprocess.run(command, env=environment, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return nbformat.read(folder / "done.ipynb", as_version=4)


def test_every_code_cell_was_executed_without_warnings(executed):
    cells = [cell for cell in executed.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    for cell in cells:
        for output in cell.outputs:
            assert output.get("name") != "stderr", output.get("text")


def test_the_notebook_shows_tables_and_figures(executed):
    kinds = [kind for cell in executed.cells if cell.cell_type == "code" for output in cell.outputs
             for kind in output.get("data", {})]
    assert kinds.count("image/png") == 7
    assert kinds.count("text/html") >= 6


def test_the_committed_notebook_holds_no_path_of_a_machine(root):
    text = (root / NOTEBOOK).read_text()
    assert not re.search(r'["\s](/home|/root|/tmp|/usr|/work|/Users|[A-Z]:\\\\)', text)
