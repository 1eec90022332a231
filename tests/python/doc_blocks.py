# SPDX-License-Identifier: Apache-2.0
"""The fenced code blocks of README and docs, and a folder to run them in that looks like the project's."""
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^(`{3,}|~{3,})(\w*)[^\n]*\n(.*?)^\1[ \t]*$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """One fenced block: where it stands, its language, its text."""
    document: str
    line: int
    language: str
    text: str

    def __str__(self):
        return f"{self.document}:{self.line}"

    def lines(self):
        """Lines with text; of commands without their comments."""
        lines = [re.sub(r"\s#\s.*$", "", line).rstrip() if self.language == "sh" else line for line in self.text.splitlines()]
        return [line for line in lines if line and not line.startswith("#")]


def all_blocks():
    """Every fenced block of every document, in order."""
    documents = [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/**/*.md"))]
    found = []
    for path in documents:
        text = path.read_text(encoding="utf-8")
        for match in FENCE.finditer(text):
            line = text[: match.start()].count("\n") + 1
            found.append(Block(path.relative_to(ROOT).as_posix(), line, match[2], match[3]))
    return found


# Processes of MPI lose memory in libraries that are gone when LeakSanitizer looks for their names: no reports of these.
MPIRUN = ["mpirun", "--allow-run-as-root", "--oversubscribe", "-x", "LSAN_OPTIONS=detect_leaks=0"]

# What a command is run as, so that the whole takes seconds: smaller tables, fewer samples, the quick solver.
CHEAPER = [
    (r"^(\S*etslink (?:run|macc|coalitions) (?!.*--solver).*)$", r"\1 --solver newton-krylov"),
    (r"^(\S*etslink sweep studies/\S+)", r"\1 --samples 8"),
    (r"--regions 41 --sectors 35", "--regions 4 --sectors 5"),
    (r"^(scripts/benchmark.py) --repeat 2 --max-seconds 60$", r"\1 --repeat 1 --max-seconds 20 --sizes 2x3 --print"),
    (r"^mpirun -n 32 ", f"rm -f sweep.h5; {' '.join(MPIRUN)} -n 2 "),
]


def cheaper(command):
    for pattern, replacement in CHEAPER:
        command = re.sub(pattern, replacement, command)
    return command


SAMPLES = 8

# Blocks that the reader is asked to write into a file: the first in the language of a document, for the commands below it.
WRITTEN = {("docs/tutorial.md", "toml"): "studies/first_link.toml"}


class Workspace:
    """A copy of the project for commands: its data and scripts, the program built, and the studies that documents call STUDY.toml
    and study.toml."""

    def __init__(self, folder, binary):
        self.folder, self.binary = folder, binary
        self.succeeded = set()  # commands
        for name in ("data", "scripts", "tests"):
            (folder / name).symlink_to(ROOT / name)
        shutil.copytree(ROOT / "studies", folder / "studies")
        (folder / "out").mkdir()
        for place in (folder / "bin", folder / "build/release"):
            place.mkdir(parents=True)
            (place / "etslink").symlink_to(binary)
        sweep = (folder / "studies/northeast_asia_sweep.toml").read_text()
        (folder / "STUDY.toml").write_text(sweep.replace("../data", "data").replace("samples = 10000", "samples = 8"))
        (folder / "study.toml").write_text(TINY_STUDY)
        for (document, language), path in WRITTEN.items():
            block = next((block for block in all_blocks() if (block.document, block.language) == (document, language)), None)
            if block:
                (folder / path).write_text(block.text)

    def run(self, command):
        """Runs one command line as a shell does; the completed process."""
        environment = {**os.environ, "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}", "ETSLINK_BINARY": str(self.binary)}
        return subprocess.run(["bash", "-c", command], cwd=self.folder, env=environment, text=True, capture_output=True, check=False)

    def read_study(self, text, name="studies/part.toml"):
        """Reads a study, which checks all of it, by drawing some samples of it."""
        (self.folder / name).write_text(text)
        return self.run(f"etslink sweep {name} --dry-run --samples {SAMPLES}")


TINY_STUDY = """[study]
name = "tiny"
benchmark = "tests/fixtures/tiny2x2"
nests = "data/nests/klem.toml"

[market.A]
regions = ["A"]
sectors = ["ELE", "STEEL"]
cap = { reduction_percent = 10 }

[scenario.capped]
"""
