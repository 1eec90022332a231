# SPDX-License-Identifier: Apache-2.0
"""Finds the functions of a C++ file with their length and number of parameters, without a compiler.

It follows braces: a namespace or a class opens a scope in which functions may stand, the body of a function is skipped
as a whole (a lambda counts for the function around it). Good enough for formatted code without clever macros.
"""
import re
from typing import NamedTuple

TOKENS = re.compile(
    r'R"(?P<mark>[^()\\\s]*)\(.*?\)(?P=mark)"'  # raw string
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'"  # character, but not the separator in 1'000
    r"|//[^\n]*|/\*.*?\*/"
    r"|^[ \t]*\#(?:\\\n|[^\n])*",  # preprocessor line with its continuations
    re.DOTALL | re.MULTILINE)
SCOPE = re.compile(r'^(?:inline\s+)?namespace\b|^extern\s*$|\b(?:class|struct|union|enum)\b(?!.*\))|^TEST_SUITE\b', re.DOTALL)
LEADING = re.compile(r"(?:\s+|(?:public|private|protected)\s*:(?!:))*")
CLOSING = {"(": ")", "[": "]", "{": "}"}


class Function(NamedTuple):
    name: str
    line: int  # of its first token
    lines: int
    parameters: int


def blank(text):
    """The text with comments, literals and preprocessor lines blanked out, every line break in its place."""
    return TOKENS.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def matching(text, opening):
    """Position of the bracket that closes the one at `opening` (the end of the text if none does)."""
    close, depth = CLOSING[text[opening]], 0
    for position in range(opening, len(text)):
        depth += (text[position] == text[opening]) - (text[position] == close)
        if depth == 0:
            return position
    return len(text) - 1


def without_templates(head):
    """Blanks what stands in angle brackets, so that its commas and parentheses do not count."""
    head = re.sub(r"\boperator\s*(?:\(\s*\)|[^\w\s(]+)", lambda found: "operator".ljust(len(found[0]), "_"), head)
    previous = None
    while previous != head:
        previous = head
        head = re.sub(r"<[^<>;{}]*>", lambda found: " " * len(found[0]), head)
    return head


def signature(head):
    """(name, parameters) where the head of a declaration is that of a function, else None.

    Parameters are counted where the signature is chosen: not again where a member is defined outside of its class, and not
    where it overrides a function of a base, whose signature may be that of another library.
    """
    plain = without_templates(head)
    found = re.search(r"(~?[A-Za-z_][\w:~]*)\s*\(", plain)
    if not found or re.search(r"[={]|\b(using|typedef)\b", plain[:found.start()]) or found[1] == "static_assert":
        return None
    opening = found.end() - 1
    closing = matching(plain, opening)
    if "::" in found[1] or re.search(r"\boverride\b", plain[closing:]):
        return found[1], 0
    inside = plain[opening + 1:closing]
    for bracket in re.findall(r"[\(\[\{]", inside):  # default arguments and function types
        start = inside.find(bracket)
        if start >= 0:
            inside = inside[:start] + " " + inside[matching(inside, start) + 1:]
    parameters = 0 if inside.strip() in ("", "void") else inside.count(",") + 1
    return found[1], parameters


def is_member_initialiser(head):
    """Whether a brace after this head belongs to a constructor's list, as in `Point(int x) : x_{x}, y_{0} {}`."""
    after_parameters = re.search(r"\)\s*(?:noexcept\s*)?:(?!:)", head)
    return bool(after_parameters) and re.search(r"[\w>]\s*$", head[after_parameters.end():]) is not None


def functions(source):
    """Every function declared or defined at namespace or class scope, in order; a declaration has 0 lines."""
    text = blank(source)
    position, start = 0, 0
    while position < len(text):
        character = text[position]
        if character in "([":
            position = matching(text, position)
        elif character == "{":
            head = text[start:position]
            offset = start + LEADING.match(head).end()
            head = text[offset:position]
            if is_member_initialiser(head):
                position = matching(text, position)
            elif SCOPE.search(without_templates(head)):
                start = position + 1
            else:
                end = matching(text, position)
                found = signature(head)
                if found:
                    first, last = text.count("\n", 0, offset) + 1, text.count("\n", 0, end) + 1
                    yield Function(found[0], first, last - first + 1, 0 if found[0] == "TEST_CASE" else found[1])
                    start = end + 1
                position = end
        elif character == "}":
            start = position + 1
        elif character == ";":
            offset = start + LEADING.match(text[start:position]).end()
            found = signature(text[offset:position])
            if found:
                yield Function(found[0], text.count("\n", 0, offset) + 1, 0, found[1])
            start = position + 1
        position += 1
