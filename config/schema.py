"""The JSON Schema of each file: for editors, and for our own messages."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from pydantic import BaseModel

from config.rules import RULES, Rules
from config.settings import Settings
from config.shape import Shape

What = Literal["settings", "rules"]


def schema(what: What) -> dict[str, Any]:
    """The JSON Schema of a file, for editors and for our own messages."""
    written = _model(what).model_json_schema()
    if what == "rules":
        for name in RULES:
            written["properties"][name].setdefault("anyOf", []).append({"const": "off"})
    return written


def _model(what: What) -> type[BaseModel]:
    return Settings if what == "settings" else Rules


@cache
def shape(what: What) -> Shape:
    """The schema, to be walked by key."""
    return Shape(schema(what))
