# SPDX-License-Identifier: Apache-2.0
"""The colours of the report: series are told apart in every kind of colour vision, and everything stands out from the page.

Colour vision: matrices for the lack of one kind of cone in linear RGB (Machado, Oliveira, Fernandes 2009, IEEE Transactions on
Visualization and Computer Graphics 15, 1291-1298, severity 1). Distance: CIE 1976 L*a*b*. Contrast: WCAG 2.1, 3:1 for graphics and
4.5:1 for text.
"""
import itertools
import math
import re

import numpy as np
import pytest

VISION = {
    "usual": np.eye(3),
    "no red cones": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    "no green cones": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    "no blue cones": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
}
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
LEAST_DISTANCE = 20


def linear(colour):
    parts = np.array([int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    x, y, z = (value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in XYZ @ rgb / (XYZ @ np.ones(3)))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def contrast(one, other):
    bright, dark = sorted((XYZ[1] @ linear(colour) for colour in (one, other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.fixture(scope="module")
def themes(root):
    """The colours of each block of the style sheet that sets them: light, dark, dark by the system, paper."""
    style = (root / "results/report/page/style.css").read_text()
    blocks = [dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})", block)) for block in re.split(r"\n *color-scheme: ", style)[1:]]
    assert len(blocks) == 4
    return blocks


def test_series_are_told_apart_in_every_kind_of_colour_vision(themes):
    for theme in themes:
        series = [theme[f"series-{i}"] for i in range(1, 7)]
        for name, matrix in VISION.items():
            for one, other in itertools.combinations(series, 2):
                seen = [lab(np.clip(matrix @ linear(colour), 0, 1)) for colour in (one, other)]
                assert math.dist(*seen) > LEAST_DISTANCE, (name, one, other)


def test_everything_stands_out_from_the_page(themes):
    for theme in themes:
        for ground in ("page", "panel"):
            for name in ("text", "soft", "accent", "warning"):
                assert contrast(theme[name], theme[ground]) >= 4.5, (name, ground, theme[name])
            for i in range(1, 7):
                assert contrast(theme[f"series-{i}"], theme[ground]) >= 3, (i, ground)


def test_dark_is_the_same_whether_it_is_chosen_or_the_systems(themes):
    assert themes[1] == themes[2]
    assert themes[0] != themes[1]
