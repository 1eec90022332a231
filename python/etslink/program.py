# SPDX-License-Identifier: Apache-2.0
"""Finds and runs the program `etslink`."""
from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .errors import EtslinkError, EtslinkWarning, InputError

# Of a checkout of the project, which this package lies in.
PROJECT = Path(__file__).resolve().parents[2]
# Programs of the installation that the package belongs to, which has it in PREFIX/lib/python3/dist-packages; else none.
INSTALLED = [folder.parent / "bin/etslink" for folder in list(Path(__file__).resolve().parents)[3:4] if folder.name == "lib"]


def program() -> Path:
    """Path of the program: `$ETSLINK_BINARY`, else that of the installation that the package belongs to, else `etslink` on the
    PATH, else the release build of the checkout that the package lies in. FileNotFoundError where there is none."""
    named = os.environ.get("ETSLINK_BINARY")
    places = [Path(named), PROJECT / named] if named else [PROJECT / "build/release/etslink"]
    found = None if named else shutil.which("etslink")
    for place in ([] if named else INSTALLED) + ([Path(found)] if found else []) + places:
        if place.is_file():
            return place.resolve()
    raise FileNotFoundError(f"the program etslink is not at {places[0]}: build it (scripts/quickstart.sh), put it on the PATH, "
                            "or set ETSLINK_BINARY")


@dataclass
class Completed:
    """What the program has printed; `exit_code` is 0 or 1."""
    command: list[str]
    exit_code: int = 0
    output: str = ""
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def message(self) -> str:
        """Errors as one text."""
        return "\n".join(self.errors)


@dataclass(frozen=True)
class Names:
    """A temporary file with the study, and what it is called in messages instead."""
    path: str = ""
    shown: str = ""
    text: str | None = None

    def restored(self, message: str) -> str:
        """The message about what the user knows."""
        return message.replace(self.path, self.shown) if self.path else message


def call(arguments: Sequence[str], *, progress: bool = False, names: Names = Names()) -> Completed:
    """Runs the program and waits for it.

    Ctrl-C is passed on and waited for, so that what is finished is written; a second one ends the program at once.
    `progress` prints its lines of progress to standard error. Warnings become `EtslinkWarning`; InputError for exit code 2,
    EtslinkError for what is neither 0 nor 1.
    """
    done = Completed([str(program()), *arguments])
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        # In a session of its own: Ctrl-C of a terminal would reach it a second time there.
        with subprocess.Popen(done.command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.PIPE, text=True,
                              encoding="utf-8", errors="replace", start_new_session=True) as process:
            done.exit_code = _follow(process, done, progress)
        output.seek(0)
        done.output = names.restored(output.read())
    done.errors = [names.restored(line) for line in done.errors]
    for line in done.warnings:
        warnings.warn(names.restored(line), EtslinkWarning, stacklevel=caller_level())
    if done.exit_code not in (0, 1):
        kind = InputError if done.exit_code == 2 else EtslinkError
        text = names.text if done.message.startswith(f"{names.shown}:") else None
        message = done.message or _how_it_ended(done.exit_code)
        raise kind(message, exit_code=done.exit_code, command=done.command, source=text, output=done.output)
    return done


def _how_it_ended(exit_code: int) -> str:
    return f"stopped by {signal.Signals(-exit_code).name}" if exit_code < 0 else f"stopped with exit code {exit_code}"


def _follow(process: subprocess.Popen[str], done: Completed, progress: bool) -> int:
    try:
        _read_messages(process, done, progress)
        return process.wait()
    except KeyboardInterrupt:
        process.send_signal(signal.SIGINT)
        try:
            _read_messages(process, done, progress)
            process.wait()
        except KeyboardInterrupt:
            process.kill()
        raise


def _read_messages(process: subprocess.Popen[str], done: Completed, progress: bool) -> None:
    assert process.stderr is not None
    for line in process.stderr:
        kind, _, text = line.rstrip("\n").partition(": ")
        if kind == "error":
            done.errors.append(text)
        elif kind == "warning":
            done.warnings.append(text)
        elif progress:
            sys.stderr.write(line)


def caller_level() -> int:
    """The `stacklevel` of the first frame outside of this package: whose call a warning is about."""
    frame, level = sys._getframe(1), 1  # pylint: disable=protected-access
    inside = (str(Path(__file__).parent), os.path.dirname(os.__file__) + "/contextlib")
    while frame.f_back is not None and frame.f_code.co_filename.startswith(inside):
        frame, level = frame.f_back, level + 1
    return level


def program_version() -> str:
    """Version of the program with the revision it was built from: `0.1.0 (7b0c5f9c0e95)`."""
    return call(["--version"]).output.removeprefix("etslink ").strip()
