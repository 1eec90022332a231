# SPDX-License-Identifier: Apache-2.0
"""scripts/cluster/sweep.slurm: its tasks, run one after the other or by Slurm, give the file of a sweep in one piece."""
import os
import shutil
import subprocess

import pytest
from tiny_sweep import write_sweep

SAMPLES = 40


@pytest.fixture(scope="module")
def environment(root):
    binary = os.environ.get("ETSLINK_BINARY", "build/release/etslink")
    return {**os.environ, "ETSLINK": binary if os.path.isabs(binary) else str(root / binary)}


def merged_equals_whole(etslink, study, shards):
    assert etslink("sweep", study, "-o", shards / "whole.h5", "--quiet").returncode == 0
    merge = etslink("merge", *sorted(shards.glob("*.shard")), "-o", shards / "merged.h5", "--quiet")
    assert merge.returncode == 0, merge.stderr
    return etslink("diff", shards / "whole.h5", shards / "merged.h5").returncode == 0


def test_tasks_of_the_array_give_the_whole(etslink, root, environment, tmp_path):
    study = write_sweep(root, tmp_path, SAMPLES)
    for task in ("1", "2", "3", "2"):  # one is repeated, as Slurm may do
        run = subprocess.run([root / "scripts/cluster/sweep.slurm", study, tmp_path / "shards"], text=True, capture_output=True, check=False,
                             env={**environment, "SLURM_ARRAY_TASK_ID": task, "SLURM_ARRAY_TASK_COUNT": "3"})
        assert run.returncode == 0, run.stderr
    assert merged_equals_whole(etslink, study, tmp_path / "shards")


def test_not_as_an_array_says_how(root, environment):
    run = subprocess.run([root / "scripts/cluster/sweep.slurm", "study.toml", "folder"], text=True, capture_output=True, check=False,
                         env={k: v for k, v in environment.items() if not k.startswith("SLURM")})
    assert run.returncode != 0
    assert "sbatch --array=1-N" in run.stderr


@pytest.mark.skipif(shutil.which("sbatch") is None or subprocess.run(["sinfo"], capture_output=True, check=False).returncode != 0,
                    reason="no Slurm that answers (sbatch, sinfo)")
def test_array_job_of_slurm(etslink, root, environment, tmp_path):
    study = write_sweep(root, tmp_path, SAMPLES)
    run = subprocess.run(["sbatch", "--wait", "--array=1-3", root / "scripts/cluster/sweep.slurm", study, tmp_path / "shards"], cwd=tmp_path,
                         env=environment, text=True, capture_output=True, check=False)
    assert run.returncode == 0, run.stderr
    assert merged_equals_whole(etslink, study, tmp_path / "shards")
