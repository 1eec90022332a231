# SPDX-License-Identifier: Apache-2.0
"""The study behind a results file, or a group /variants/NAME of one: its text as TOML, with the changes of the variant."""
import re
import tomllib

from auditor_graph import text_attribute

HEAD = re.compile(r"\[([\w.\-]+)\]")
IN_BRACES = re.compile(r"([\w.\-]+)\s*=\s*\{")


def stated_study(file):
    """What the study states for the variant that a file or group is of."""
    text = text_attribute(file, "study")
    return variant_of(text, text_attribute(file, "variant")) if "variant" in file.attrs else tomllib.loads(text)


def variant_of(text, name):
    """Tables are merged, everything else and tables in braces are replaced; "none" takes a key out, except in a scenario."""
    study = tomllib.loads(text)
    changes = study.pop("variant", {}).get(name, {})
    changes.pop("description", None)
    return merged(study, changes, (f"variant.{name}", "", replaced_whole(text)))


def replaced_whole(text):
    """Dotted names of the keys whose value is a table in braces; each on a line of its own."""
    table, names = "", set()
    for line in text.splitlines():
        if head := HEAD.match(line):
            table = head[1]
        elif key := IN_BRACES.match(line):
            names.add(f"{table}.{key[1]}" if table else key[1])
    return names


def merged(base, changes, where):
    prefix, path, in_braces = where
    result = dict(base)
    for key, value in changes.items():
        below = f"{path}.{key}"
        if value == "none" and not path.startswith(".scenario"):
            del result[key]
        elif isinstance(value, dict) and isinstance(result.get(key), dict) and prefix + below not in in_braces:
            result[key] = merged(result[key], value, (prefix, below, in_braces))
        else:
            result[key] = value
    return result
