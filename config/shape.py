"""What may stand where: a JSON Schema, walked by key. It serves messages, so it never fails on an unknown place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

Node = dict[str, Any]


class Shape:
    """A schema as pydantic writes it: references, alternatives, properties, items."""

    def __init__(self, schema: Node) -> None:
        self.root = schema

    def at(self, keys: Sequence[str | int]) -> list[Node]:
        """The alternatives for the value at this place; empty when nothing may stand there."""
        nodes = list(self._alternatives(self.root))
        for key in keys:
            nodes = [each for node in nodes for child in _below(node, key) for each in self._alternatives(child)]
        return nodes

    def keys(self, keys: Sequence[str | int]) -> list[str]:
        """The keys that a section at this place may have."""
        return [name for node in self.at(keys) for name in node.get("properties", ())]

    def about(self, keys: Sequence[str | int]) -> str:
        """What the schema says of this place, in a sentence; empty if nothing."""
        if not keys:
            return ""
        parents = self.at(keys[:-1])
        found = (node.get("properties", {}).get(keys[-1], {}).get("description", "") for node in parents)
        return next(filter(None, found), "")

    def means(self, keys: Sequence[str | int], word: str) -> bool:
        """Whether an unquoted yes, no, true or the like is meant here: a switch, or one of the words to choose from."""
        return any(node.get("type") == "boolean" or word in choices(node) for node in self.at(keys))

    def _alternatives(self, node: Node) -> Iterator[Node]:
        if "$ref" in node:
            yield from self._alternatives(self.root["$defs"][node["$ref"].rsplit("/", 1)[-1]])
        elif "anyOf" in node:
            for each in node["anyOf"]:
                yield from self._alternatives(each)
        else:
            yield node


def choices(node: Node) -> list[str]:
    """The words to choose from, if there is a choice."""
    return [str(word) for word in node.get("enum", [node["const"]] if "const" in node else [])]


def _below(node: Node, key: str | int) -> Iterator[Node]:
    if isinstance(key, int):
        items = node.get("items")
    else:
        items = node.get("properties", {}).get(key, node.get("additionalProperties"))
    if isinstance(items, dict):
        yield items
