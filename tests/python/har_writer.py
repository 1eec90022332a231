# SPDX-License-Identifier: Apache-2.0
"""Writes header array files of GEMPACK, for tests of the reader: every type of record, both orders of bytes.

A file is a list of records, each between its length in 4 bytes; a header is a record with its name, one that describes it, and
its data. Arrays go first index fastest; RE has up to 7 dimensions with the names of sets and their elements.
"""
import struct
from itertools import product

import numpy as np

ELEMENT = 12  # characters of the name of an element


def padded(text, width):
    data = text.encode("latin-1")
    assert len(data) <= width, text
    return data.ljust(width)


class HarWriter:
    """Collects headers; `order` is "<" or ">", `block` the most values in a record."""

    def __init__(self, order="<", block=7):
        self.order, self.block, self.parts = order, block, []

    def write(self, path):
        path.write_bytes(b"".join(self.parts))

    def texts(self, name, lines, long_name="", width=ELEMENT):
        self._begin(name, "1CFULL", long_name, [len(lines), width])
        self._text_records(lines, width)

    def matrix(self, name, values, kind="2R", long_name=""):
        """Types 2R and 2I."""
        values = np.asarray(values)
        self._begin(name, kind + "FULL", long_name, values.shape)
        columns = max(1, self.block // max(1, values.shape[0]))
        for first in range(0, values.shape[1], columns):
            part = values[:, first:first + columns]
            left = (values.shape[1] - first - 1) // columns + 1
            place = self._integers(left, *values.shape, 1, values.shape[0], first + 1, first + part.shape[1])
            self._record(b"    " + place + self._numbers(part, "i" if kind == "2I" else "f"))

    def reals(self, name, values, sets=None, long_name="", sparse=False):
        """Type RE with `sets` [(name, elements), ...]; elements None: not known. Type RL without `sets`."""
        values = np.asarray(values, dtype=float)
        shape = list(values.shape) + [1] * (7 - values.ndim)
        self._begin(name, ("RL" if sets is None else "RE") + ("SPSE" if sparse else "FULL"), long_name, shape)
        if sets is not None:
            self._sets(name, sets)
        (self._sparse if sparse else self._full)(values, shape)

    def _begin(self, name, kind, long_name, shape):
        self._record(padded(name, 4))
        self._record(b"    " + padded(kind, 6) + padded(long_name, 70) + self._integers(len(shape), *shape))

    def _sets(self, name, sets):
        distinct = {}
        for set_name, elements in sets:
            if elements is not None:
                distinct.setdefault(set_name, elements)
        info = b"    " + self._integers(len(distinct), 1, len(sets)) + padded(name, 12) + self._integers(1 if sets else 0)
        info += b"".join(padded(set_name, 12) for set_name, _ in sets)
        info += b"".join(b"u" if elements is None else b"k" for _, elements in sets) + self._integers(*[0] * len(sets), 0)
        self._record(info)
        for elements in distinct.values():
            self._text_records(elements, ELEMENT)

    def _text_records(self, lines, width):
        for first in range(0, len(lines), self.block):
            part = lines[first:first + self.block]
            left = (len(lines) - first - 1) // self.block + 1
            self._record(b"    " + self._integers(left, len(lines), len(part)) + b"".join(padded(line, width) for line in part))

    def _full(self, values, shape):
        """In blocks of the first index, as far as they are not too large."""
        steps = [range(0, shape[0], self.block), *(range(size) for size in shape[1:])]
        blocks = [tuple(reversed(start)) for start in product(*reversed(steps))]
        left = 2 * len(blocks) + 1
        self._record(b"    " + self._integers(left, 7, *shape))
        values = values.reshape(shape)
        for start in blocks:
            ends = [min(start[0] + self.block, shape[0]), *(index + 1 for index in start[1:])]
            part = values[tuple(slice(a, b) for a, b in zip(start, ends))]
            self._record(b"    " + self._integers(left - 1, *(number for a, b in zip(start, ends) for number in (a + 1, b))))
            self._record(b"    " + self._integers(left - 2) + self._numbers(part, "f"))
            left -= 2

    def _sparse(self, values, _):
        flat = values.flatten("F")
        places = np.flatnonzero(flat)
        self._record(b"    " + self._integers(len(places), 4, 4) + b" " * 80)
        for first in range(0, len(places), self.block):
            part = places[first:first + self.block]
            left = (len(places) - first - 1) // self.block + 1
            self._record(b"    " + self._integers(left, len(places), len(part), *(place + 1 for place in part)) +
                         self._numbers(flat[part], "f"))
        if len(places) == 0:
            self._record(b"    " + self._integers(1, 0, 0))

    def _numbers(self, values, kind):
        return np.asarray(values).flatten("F").astype(f"{self.order}{kind}4").tobytes()

    def _integers(self, *numbers):
        return struct.pack(f"{self.order}{len(numbers)}i", *map(int, numbers))

    def _record(self, data):
        length = self._integers(len(data))
        self.parts += [length, data, length]
