# SPDX-License-Identifier: Apache-2.0
"""Figures as files."""
from __future__ import annotations

import os
from pathlib import Path
from typing import Any

# What would differ from time to time, by the ending of the file.
METADATA: dict[str, dict[str, None]] = {".svg": {"Date": None}, ".pdf": {"CreationDate": None, "Producer": None, "Creator": None}}


def save_figure(figure: Any, file: str | os.PathLike[str], dpi: float = 110) -> Path:
    """Writes a figure, or the figure that axes are in, to a .png, .svg or .pdf file and closes it; the file's path.

    `dpi`: dots per inch of a .png. Equal figures give equal bytes: no time and no name of a program is written.
    """
    import matplotlib.pyplot as plt  # pylint: disable=import-outside-toplevel  # slow to import
    whole = figure if hasattr(figure, "savefig") else figure.figure
    with plt.rc_context({"svg.hashsalt": "etslink"}):
        whole.savefig(file, dpi=dpi, metadata=METADATA.get(Path(file).suffix.lower(), {"Software": None}))
    plt.close(whole)
    return Path(file)
