# SPDX-License-Identifier: Apache-2.0
"""What the program says, as exceptions and warnings of Python."""
from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

PLACE = re.compile(r"^(?P<file>[^\n]+?):(?P<line>\d+): ")


class EtslinkError(RuntimeError):
    """The program has ended with an error.

    Attributes:
        message: what the program said, as it said it.
        exit_code: 1 (not solved, or not written), 2 (bad input), 130 or 143 (stopped).
        file: the file that the message is about, `"<study>"` where the study was built in Python, or None.
        line: line in that file, from 1, or None.
        source_line: text of that line, or None.
        command: the command that was run.
        output: what it had printed before.
    """

    def __init__(self, message: str, *, exit_code: int = 1, command: Sequence[str] = (), source: str | None = None,
                 output: str = "") -> None:
        self.message, self.exit_code, self.command, self.output = message, exit_code, list(command), output
        place = PLACE.match(message)
        self.file: str | None = place["file"] if place else None
        self.line: int | None = int(place["line"]) if place else None
        self.source_line = self._line_of(source)
        super().__init__(message if self.source_line is None else f"{message}\n  {self.line} | {self.source_line.strip()}")

    def _line_of(self, source: str | None) -> str | None:
        if self.file is None or self.line is None:
            return None
        if source is None and Path(self.file).is_file():
            source = Path(self.file).read_text(encoding="utf-8", errors="replace")
        lines = (source or "").splitlines()
        return lines[self.line - 1] if 0 < self.line <= len(lines) else None


class InputError(EtslinkError, ValueError):
    """Bad input, exit code 2: a study, a benchmark, an option. Nothing was calculated or written."""


class NotSolvedError(EtslinkError):
    """Scenarios without a solution, exit code 1.

    Attributes:
        results: what was written all the same, the scenarios marked in `solver_status`; None of a sensitivity.
    """

    results: object = None


class EtslinkWarning(UserWarning):
    """A warning of the program: what was read and has no effect, what looks implausible."""


class UnsolvedWarning(EtslinkWarning):
    """Some scenarios have no solution: their values are missing, `solver_status` and `solver_message` say why."""
