"""The sentences with which a module's code refuses, read from its source: "{}" stands where a name or a value is put in."""

import ast
import re
from pathlib import Path

from django.apps import apps

HAN = re.compile(r"[\u4e00-\u9fff]")
ARTICLE = re.compile(r".*第[\u4e00-\u9fff]+(条|项)(之[一-龥])?(第.*)?")
RAISED = re.compile(r"NotAllowed|Stale|\w*Refused|\w*Error|\w*gate\w*")


def refused(app):
    """What is raised or answered by a gate, without the articles that are cited with it."""
    root = Path(apps.get_app_config(app).path)
    for path in sorted(root.rglob("*.py")):
        if not {"tests", "migrations", "command"} & set(path.relative_to(root).parts):
            yield from filter(_is_sentence, _sentences(ast.parse(path.read_text())))


def _is_sentence(words):
    return HAN.search(words) and not ARTICLE.fullmatch(words)


def _sentences(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and RAISED.fullmatch(_name(node.func)):
            for given in [*node.args, *(word.value for word in node.keywords if word.arg != "law")]:
                yield from _strings(given)
        elif isinstance(node, ast.FunctionDef) and _may_refuse(node):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Return) and inner.value is not None:
                    yield from _strings(inner.value)


def _name(node):
    return getattr(node, "id", getattr(node, "attr", ""))


def _may_refuse(node):
    return any("gate" in _name(getattr(each, "func", each)) for each in node.decorator_list)


def _strings(node):
    """The outermost strings of an expression."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    else:
        for inner in ast.iter_child_nodes(node):
            yield from _strings(inner)
