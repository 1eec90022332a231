# SPDX-License-Identifier: Apache-2.0
"""Claims of a page: conditions in comments behind its sentences, evaluated on the results of the ready-made studies.

    Leakage halves, from 13.8 to 7.05 %. <!-- claim: leakage_rate[unlinked] == 13.8; leakage_rate[full_link] == 7.05 -->

A condition compares (`<`, `<=`, `==`, `>=`, `>`, in chains) sums, products, `abs`, `min`, `max` and `sum` of numbers and of results,
`name[labels]` of the page's own study or `other_study.name[labels]`. A label is one of a scenario, region, market, sector, link or
variant; a result without a scenario has all of them but the benchmark, one without a variant is of the first. A number with `==` holds to its printed digits and stands in the
sentence, there with its sign or with none (`falls by 2`). `<!-- quoted: 2.9, 4.8 -->` lists numbers that others published or the study states, `<!-- no claim: reason -->` follows
a sentence that compares nothing of the run.
"""
import ast
import operator
import re

import numpy as np

COMPARATIVE = re.compile(
    r"\b(?:\w*(?:cheap|dear|high|low|larg|small|great|strong|weak)e(?:r|st)|more|most|less|least|fewer|better|worse|best|worst|half|halv\w+|"
    r"third|quarter|fifth|doubl\w+|twice|thrice|times|falls?|rises?|grows?|gains?|loses?|raises?|lowers?|cuts?|nearly|hardly|"
    r"almost|same|equal|above|below|beyond|exceed\w*|between|only|nothing|never|every\w*|all|none|order)\b", re.IGNORECASE)
NUMBER = re.compile(r"(?<![\w.])((?:(?<=[\s(])[-+])?)(\d[\d,]*(?:\.\d+)?)(?!\w)")
COMMENT = re.compile(r"<!-- (claim|quoted|no claim):\s(.*?)\s-->", re.DOTALL)
TABLE_OF_RUN = re.compile(r"<!-- study_table: .*? -->\n(?:\|.*\n)*")
SENTENCE_END = re.compile(r"(?<=[.?!])(?<!et al\.)(?<!e\.g\.)(?<!i\.e\.)\**\s+(?=[^a-z\s])")
COMPARISONS = {ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge}
ARITHMETIC = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
REDUCTIONS = {"sum": np.nansum, "min": np.nanmin, "max": np.nanmax, "abs": np.abs}


class Results:
    """Evaluates conditions on result files: `open_study(name)` gives the xarray.Dataset of a study."""

    def __init__(self, study, open_study):
        self.study, self.open_study = study, open_study

    def holds(self, condition):
        """Whether a condition is true; a ValueError where it is none."""
        node = ast.parse(condition.strip(), mode="eval").body
        if not isinstance(node, ast.Compare):
            raise ValueError(f"'{condition}' compares nothing")
        sides = [node.left, *node.comparators]
        return all(self._compare(condition.strip(), op, pair) for op, pair in zip(node.ops, zip(sides, sides[1:])))

    def _compare(self, text, op, pair):
        left, right = (self._number(side) for side in pair)
        if not isinstance(op, ast.Eq):
            return bool(COMPARISONS[type(op)](left, right))
        digits = [printed_digits(text, side) for side in pair]
        tolerance = max((0.5 * 10.0 ** -d for d in digits if d is not None), default=1e-9 * abs(left))
        return abs(left - right) <= tolerance * (1 + 1e-9)

    def _number(self, node):
        value = np.asarray(self._value(node), dtype=float)
        if value.ndim or np.isnan(value):
            raise ValueError(f"'{ast.unparse(node)}' is not one number")
        return float(value)

    def _value(self, node):
        if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
            return node.value
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return -self._value(node.operand)
        if isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
            return ARITHMETIC[type(node.op)](self._value(node.left), self._value(node.right))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in REDUCTIONS:
            arguments = [self._value(a) for a in node.args]
            return REDUCTIONS[node.func.id](arguments[0] if len(arguments) == 1 else arguments)
        return self._result(node)

    def _result(self, node):
        labels = []
        if isinstance(node, ast.Subscript):
            items = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            labels = [item.value if isinstance(item, ast.Constant) else item.id for item in items]
            node = node.value
        study = self.study
        if isinstance(node, ast.Attribute):
            study, name = node.value.id, node.attr
        elif isinstance(node, ast.Name):
            name = node.id
        else:
            raise ValueError(f"'{ast.unparse(node)}' is not part of a condition")
        return selected(self.open_study(study)[name], labels).values


def selected(data, labels):
    """A result at labels, each on the first axis that has it."""
    for label in labels:
        axis = [d for d in data.dims if d in data.coords and label in data[d].astype(str)]
        if not axis:
            raise ValueError(f"'{label}' is on no axis of '{data.name}'")
        data = data.sel({axis[0]: label})
    data = data.isel(variant=0) if "variant" in data.dims else data
    return data.sel(scenario=data.scenario != "benchmark") if "scenario" in data.dims else data


def printed_digits(text, node):
    """Digits behind the point of a number as it is written, None for anything else."""
    literal = node.operand if isinstance(node, ast.UnaryOp) else node
    if not isinstance(literal, ast.Constant):
        return None
    return len(ast.get_source_segment(text, literal).partition(".")[2])


def visible(text):
    """A text without comments, code, targets of links and years."""
    text = re.sub(r"<!--.*?-->|`[^`]*`|\]\([^)]*\)|\b\w+\.\w+\.\w+/\S*", "", text, flags=re.DOTALL)
    return re.sub(r"\b(?:19|20)\d\d\b(?!\.\d)", "", text)


def sentences(text):
    """Pairs of a sentence (or a table) and the comments behind it; before the first table of the run (question, set-up) only where it claims."""
    tables = list(TABLE_OF_RUN.finditer(text))
    before, behind = (text[:tables[0].start()], text[tables[0].end():]) if tables else ("", text)
    return [pair for pair in pairs_of(before) if conditions(pair[1])] + pairs_of(TABLE_OF_RUN.sub("\n\n", behind))


def pairs_of(text):
    pairs = []
    for block in re.split(r"\n\s*\n|\n(?=\* |#)|(?<=\|)\n(?!\||<!--)", text):
        position = 0
        for comment in [*COMMENT.finditer(block), None]:
            part = block[position:comment.start() if comment else None].strip()
            found = [part] if part.startswith("|") else SENTENCE_END.split(part)
            pairs += [(s.strip(), []) for s in found if s.strip() and not s.startswith("#")]
            if comment:
                pairs[-1][1].append((comment[1], comment[2]))
                position = comment.end()
    return pairs


def conditions(comments):
    return [c.strip() for kind, body in comments if kind == "claim" for c in re.split(r";|\n", body) if c.strip()]


def numbers_of(condition, only_equal):
    """Pairs of sign and digits of the bare numbers that a condition compares: only those that a result equals, or all."""
    node = ast.parse(condition, mode="eval").body
    sides = [node.left, *node.comparators] if isinstance(node, ast.Compare) else []
    found = set()
    for op, pair in zip(getattr(node, "ops", []), zip(sides, sides[1:])):
        for side in pair if isinstance(op, ast.Eq) or not only_equal else ():
            literal = side.operand if isinstance(side, ast.UnaryOp) else side
            if isinstance(literal, ast.Constant):
                found.add(("+" if literal is side else "-", ast.get_source_segment(condition, literal)))
    return found


def problems_of_sentence(sentence, comments, results):
    shown, claims = visible(sentence), conditions(comments)
    numbers = {(sign, digits.rstrip(",").replace(",", "")) for sign, digits in NUMBER.findall(shown)}
    quoted = {n for kind, body in comments if kind == "quoted" for n in re.split(r"[,\s]+", body)}
    stated = {n for c in claims for n in numbers_of(c, only_equal=True)}
    compared = {n for c in claims for n in numbers_of(c, only_equal=False)}
    supported = compared | {("", digits) for _, digits in compared} | {(sign, n) for n in quoted for sign in ("", "+", "-")}
    found = [f"{c} is false" for c in claims if not results.holds(c)]
    found += [f"{sign}{n} is neither claimed nor quoted" for sign, n in sorted(numbers - supported)]
    found += [f"{n} is claimed, but not in the sentence" for n in sorted({n for _, n in stated} - {n for _, n in numbers})]
    if not comments and COMPARATIVE.search(shown):
        found.append(f"'{COMPARATIVE.search(shown)[0]}' without a claim")
    return [f"{sentence[:60]}...: {problem}" for problem in found]


def problems(page, results):
    """What is wrong with the claims of a page, one line each."""
    pairs = sentences(page)
    if not any(conditions(comments) for _, comments in pairs):
        return ["the page has no claims"]
    return [p for sentence, comments in pairs for p in problems_of_sentence(sentence, comments, results)]
