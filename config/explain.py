"""pydantic's complaints in a student's words: what is wrong, and what would be right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from config.document import Document, Keys
from config.problems import MOST, Problem, fault, guess, nearest
from config.shape import Shape, choices
from config.sources import Environment

_SECRET = frozenset(("channels", "database_url"))  # what stands below these is never quoted
_LIMITS = {
    "greater_than": ("more than", "gt"),
    "greater_than_equal": ("at least", "ge"),
    "less_than": ("less than", "lt"),
    "less_than_equal": ("at most", "le"),
}


def faults(
    written: Document, shape: Shape, why: ValidationError | None = None, outside: Environment | None = None
) -> list[Problem]:
    """Everything that is wrong with a document and the environment over it, each with its place."""
    fresh = list(_fresh(why, written)) if why else []
    told = {keys_of(each) for each in fresh}
    ambiguous = islice(_ambiguous(written, shape, told), MOST + 1)
    before = [*written.problems, *(outside.problems if outside else [])]
    return [*before, *(_explained(each, written, shape, outside) for each in fresh), *ambiguous]


def _fresh(why: ValidationError, written: Document) -> Iterator[ErrorDetails]:
    """The errors about places of which nothing was said yet: a list with a wrong item is not too short as well."""
    errors = why.errors(include_url=False)
    above = {each["loc"][:end] for each in errors for end in range(len(each["loc"]))}
    fresh = (
        each
        for each in errors
        if not (each["type"] == "too_short" and each["loc"] in above)
        and not any(each["loc"][:end] in written.spoiled for end in range(1, len(each["loc"]) + 1))
    )
    return islice(fresh, MOST + 1)


def _explained(error: ErrorDetails, written: Document, shape: Shape, outside: Environment | None) -> Problem:
    """pydantic's error with the place it is about, in the file or in the environment."""
    keys = keys_of(error)
    said = sentence(error, keys, shape)
    origin = outside.origin(keys) if outside else None
    if origin is not None:
        return Problem(origin, 0, 0, said + (" (in the environment, as JSON)" if "a list:" in said else ""))
    at_key = error["type"] == "extra_forbidden" or error["loc"][-1:] == ("[key]",)
    return fault(written.path, said, *(written.keys[keys] if at_key and keys in written.keys else written.place(keys)))


def _ambiguous(written: Document, shape: Shape, told: set[Keys]) -> Iterator[Problem]:
    """Unquoted yes, no, on, off, true and false where neither a switch nor that very word is expected."""
    return (
        fault(
            written.path,
            f'`{word}` is ambiguous here (some programs read it as true or false); for the word, write "{word}"',
            *written.values[keys],
        )
        for keys, word in written.plain.items()
        if keys not in told and shape.at(keys) and not shape.means(keys, word)
    )


def keys_of(error: ErrorDetails) -> Keys:
    """The way to the value that is wrong. A wrong name in a map is reported by pydantic with a tail of its own."""
    keys = error["loc"]
    return keys[:-1] if keys and keys[-1] == "[key]" else keys


def sentence(error: ErrorDetails, keys: Keys, shape: Shape) -> str:
    """One line for a person: what is wrong, and what would be right."""
    kind, context = error["type"], error.get("ctx", {})
    name = _name(keys)
    if kind == "extra_forbidden":
        return f"unknown key `{keys[-1]}`: {guess(str(keys[-1]), shape.keys(keys[:-1]), 'keys here')}"
    if kind == "missing":
        return f"`{name}` is missing{_about(keys, shape)}"
    if kind == "value_error":
        return _own(str(context.get("error", error["msg"])), name)
    if error["input"] is None:
        return f"`{name}` has no value{_right(keys, shape)}"
    if kind in ("enum", "literal_error"):
        return _choice(str(error["input"]), keys, shape)
    if kind in _LIMITS:
        words, limit = _LIMITS[kind]
        return f"`{name}` is {_quoted(error['input'], keys)}; it must be {words} {context[limit]}"
    if kind in ("too_short", "string_too_short"):
        return f"`{name}` is empty{_right(keys, shape)}, or leave the key out"
    if str(error["input"]) in shape.keys(keys):
        return f"a colon and a value are missing after `{error['input']}`"
    return f"`{name}` cannot be {_quoted(error['input'], keys)}{_right(keys, shape)}"


def _own(message: str, name: str) -> str:
    """The words of one of our own checks, with the key in front unless they quote what was written."""
    return message if message.startswith("`") else f"`{name}`: {message}"


def _name(keys: Keys) -> str:
    """A place as a person would say it: `location.places`, item 2."""
    words = [str(key) for key in keys if isinstance(key, str)]
    number = f"[{keys[-1] + 1}]" if keys and isinstance(keys[-1], int) else ""
    return ".".join(words) + number


def _about(keys: Keys, shape: Shape) -> str:
    about = shape.about(keys).rstrip(".")
    return f": {about[0].lower()}{about[1:]}" if about else "; add it"


def _quoted(value: object, keys: Keys) -> str:
    """What was written, short, unless it may be secret."""
    if isinstance(value, Mapping):
        return "a section with keys of its own"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "a list"
    if keys and keys[0] in _SECRET:
        return "this"
    text = str(value).encode("utf-8", "replace").decode()  # a lone surrogate could not be printed
    return f"`{text[:60]}…`" if len(text) > 60 else f"`{text}`"


def _choice(written: str, keys: Keys, shape: Shape) -> str:
    known = [word for node in shape.at(keys) for word in choices(node)]
    near = nearest(written, known)
    meant = f"did you mean `{near}`? The choices are" if near else "the choices are"
    return f"`{_name(keys)}` cannot be {_quoted(written, keys)}; {meant} {', '.join(known)}"


_NOUNS = {
    "integer": "a whole number, such as 20",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list: [one, two], or a line `- one` for each",
    "object": "a section: its keys on lines of their own, indented by two spaces",
    "string": "text",
    "null": "",
}


def _right(keys: Keys, shape: Shape) -> str:
    """What would be right at this place, as far as the schema tells."""
    nodes = shape.at(keys)
    known = [word for node in nodes for word in choices(node)]
    sections = any("properties" in node for node in nodes)
    if known and not sections:
        return f"; write one of {', '.join(known)}"
    examples = [str(each) for node in nodes for each in node.get("examples", ())]
    if examples:
        return f"; write it like {' or '.join(examples[:3])}"
    nouns = dict.fromkeys([*filter(None, (_NOUNS.get(str(node.get("type")), "") for node in nodes)), *known])
    about = shape.about(keys).rstrip(".")
    return (f"; write {' or '.join(nouns)}" if nouns else "") + (f" ({about})" if about else "")
