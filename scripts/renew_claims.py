# SPDX-License-Identifier: Apache-2.0
"""The numbers of sentences on results, anew: what a claim says that a result equals (tests/python/page_claims.py) is calculated
and written into the claim and its sentence. Words stay: what no longer holds of them is for the author to mend."""
import ast
import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "python"))
from page_claims import COMMENT, NUMBER, SENTENCE_END, printed_digits  # noqa: E402

BLOCK_END = re.compile(r"\n\s*\n|\n(?=\* |#)|(?<=\|)\n(?!\||<!--)")
HIDDEN = re.compile(r"<!--.*?-->|`[^`]*`|\]\([^)]*\)", re.DOTALL)
FEWEST_DIGITS = 2  # that a number keeps when it gets smaller


@dataclass
class Change:
    """One number of a text: what stands at [start, end) becomes `new`."""
    start: int
    end: int
    new: str


def printed(value, digits):
    """A value with as many digits behind the point as the old one had, more where it would lose all that it says."""
    text = f"{value:.{digits}f}"
    while value and len(re.sub(r"\D", "", text).lstrip("0")) < FEWEST_DIGITS and digits < 4 and float(text) != value:
        digits += 1
        text = f"{value:.{digits}f}"
    return text


def literal(condition, node):
    """Text and place of a bare number (with its sign) of a condition, None for anything else."""
    inner = node.operand if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) else node
    if not isinstance(inner, ast.Constant) or not isinstance(inner.value, (int, float)):
        return None
    return node.col_offset, node.end_col_offset, ast.get_source_segment(condition, node)


def new_number(condition, results):
    """(start, end, old, new) of the number of `result == number`, None where the condition has none or holds."""
    node = ast.parse(condition, mode="eval").body
    if not isinstance(node, ast.Compare) or len(node.ops) != 1 or not isinstance(node.ops[0], ast.Eq):
        return None
    sides = [(node.left, node.comparators[0]), (node.comparators[0], node.left)]
    for number, other in sides:
        found = literal(condition, number)
        if found and not literal(condition, other):
            value = results._number(other)  # pylint: disable=protected-access
            inner = number.operand if isinstance(number, ast.UnaryOp) else number
            start, end, old = found
            return None if results.holds(condition) else (start, end, old, printed(value, printed_digits(condition, inner)))
    return None


def conditions_at(body, offset):
    """Conditions of a comment with their places in the page."""
    position = 0
    for part in re.split(r"(;|\n)", body):
        stripped = part.strip()
        if stripped and stripped != ";":
            yield offset + position + len(part) - len(part.lstrip()), stripped
        position += len(part)


def sentence_before(page, comment):
    """Where the sentence of a comment begins: behind the comment or the end of the sentence or block before."""
    start = max((m.end() for m in BLOCK_END.finditer(page) if m.end() < comment), default=0)
    texts = [start] + [m.end() for m in COMMENT.finditer(page, start, comment) if page[m.end():comment].strip()]
    text = page[texts[-1]:comment]
    blind = HIDDEN.sub(lambda m: " " * len(m[0]), text)
    if blind.lstrip().startswith("|"):
        return texts[-1]
    ends = [m.end() for m in SENTENCE_END.finditer(blind) if blind[m.end():].strip()]
    return texts[-1] + (ends[-1] if ends else 0)


def shown_numbers(page, start, end):
    """Numbers of a sentence that a reader sees: digits without commas, and where they stand."""
    blind = HIDDEN.sub(lambda m: " " * len(m[0]), page[start:end])
    for match in NUMBER.finditer(blind):
        digits = match[2].rstrip(",")
        yield match[1], digits.replace(",", ""), start + match.start(2), start + match.start(2) + len(digits)


def quoted_behind(page, end):
    """Numbers that the comments behind a sentence quote from others."""
    quoted = set()
    for comment in COMMENT.finditer(page, end):
        if page[end:comment.start()].strip():
            break
        quoted |= set(re.split(r"[,\s]+", comment[2])) if comment[1] == "quoted" else set()
        end = comment.end()
    return quoted


def in_sentence(page, start, end, wanted):
    """Changes of a sentence. `wanted`: for the old digits, the old and new texts of its claims in their order."""
    changes, left, quoted = [], [], quoted_behind(page, end)
    places = defaultdict(list)
    for sign, digits, begin, stop in shown_numbers(page, start, end):
        places[digits].append((sign, begin, stop))
    for digits, pairs in wanted.items():
        found, news = places[digits], [new for _, new in dict.fromkeys(pairs)]
        turned = any(old.startswith("-") != new.startswith("-") for old, new in pairs)
        if all(old == new for old, new in pairs):
            continue
        if turned and any(not sign for sign, _, _ in found):
            left.append(f"{digits} changed its sign")
        elif digits in quoted:
            left.append(f"{digits} is quoted too: one is {', '.join(news)}")
        elif len(set(news)) == 1:
            changes += [signed(page, place, news[0]) for place in found]
        elif len(found) == len(pairs):
            changes += [signed(page, place, new) for place, (_, new) in zip(found, pairs)]
        else:
            left.append(f"{digits} stands for {', '.join(news)}")
    return changes, left


def signed(page, place, new):
    sign, begin, stop = place
    digits = new.lstrip("-")
    if "," in page[begin:stop] or len(digits.split(".")[0]) > 4:
        whole, point, rest = digits.partition(".")
        digits = f"{int(whole):,}{point}{rest}"
    if not sign:
        return Change(begin, stop, digits)
    return Change(begin - 1, stop, ("-" if new.startswith("-") else "+" if sign == "+" else "") + digits)


def renewed(page, results, first=0, last=None):
    """The page with new numbers in the claims of [first, last) and their sentences, and what is left to do by hand, a line each."""
    changes, left = [], []
    sentences = defaultdict(lambda: defaultdict(list))
    for comment in COMMENT.finditer(page, first, len(page) if last is None else last):
        if comment[1] != "claim":
            continue
        start = sentence_before(page, comment.start())
        for place, condition in conditions_at(comment[2], comment.start(2)):
            try:
                found = new_number(condition, results)
                if found is None:
                    if not results.holds(condition):
                        left.append(f"{condition} is false")
                    keep_number(condition, sentences[start, comment.start()])
                    continue
            except (KeyError, ValueError) as problem:
                left.append(f"{condition}: {problem}")
                continue
            begin, end, old, new = found
            changes.append(Change(place + begin, place + end, new))
            sentences[start, comment.start()][old.lstrip("-")].append((old, new))
    for (start, end), wanted in sentences.items():
        more, open_ = in_sentence(page, start, end, wanted)
        changes += more
        left += [f"{' '.join(page[start:end].split())[:90]}...: {line}" for line in open_]
    for change in sorted({(c.start, c.end, c.new) for c in changes}, reverse=True):
        page = page[:change[0]] + change[2] + page[change[1]:]
    return page, left


def keep_number(condition, wanted):
    """A number that still holds keeps its place among equal ones."""
    node = ast.parse(condition, mode="eval").body
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], ast.Eq):
        for side in (node.left, node.comparators[0]):
            found = literal(condition, side)
            if found:
                wanted[found[2].lstrip("-")].append((found[2], found[2]))
