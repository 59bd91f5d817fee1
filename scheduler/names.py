"""The strict form of a company's name, in which two spellings of one name are equal and two firms seldom are.

It drops marks, accents and legal endings, never words that tell firms apart: Cohere and Cohere Health, Latitude and
Latitude AI are four firms. A looser likeness may propose a match to a person; it must not decide one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Words that name a legal form, at the end of a name. Single ones are never dropped when nothing else would be left.
LEGAL = frozenset(
    "inc incorporated llc llp lp ltd limited gmbh mbh ag kg kgaa ug se sa sas sasu sarl srl spa bv nv oy oyj ab as asa "
    "aps corp corporation co plc pbc pty pte pvt kk holding holdings".split()
)
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_APOSTROPHES = re.compile("['’‘ʼ`´]")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")
_ALSO = re.compile(r"\b(?:formerly|f/?k/?a|d/?b/?a|doing business as|trading as)\b.*", re.S)
_SLASHED = re.compile(r"\b([as])/([as])\b")  # A/S, a legal form of Denmark and Norway
_DOTTED = re.compile(r"\b(?:\w\.){2,}(?:\w\b)?")  # L.L.C., S.A., U.S.
_MARKS = re.compile(r"[\W_]+")


@lru_cache(maxsize=65536)
def normal_name(name: str) -> str:
    """The strict form of a name: "The Möller & Søn A/S (Boston)" is "mollerandson". Empty without a letter or digit."""
    text = _plain(name)
    # What stands in brackets, or after "formerly", is left out, unless nothing stands before it.
    words = _words(_ALSO.sub(" ", _BRACKETS.sub(" ", text))) or _words(text)
    return "".join(_without_legal_endings(words))


def _plain(name: str) -> str:
    """Lower case without accents and apostrophes; Ø, ß and their like spelt out."""
    decomposed = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    return _APOSTROPHES.sub("", "".join(letter for letter in decomposed if not unicodedata.combining(letter)))


def _words(text: str) -> list[str]:
    text = _DOTTED.sub(lambda dotted: dotted[0].replace(".", ""), _SLASHED.sub(r"\1\2", text))
    return _MARKS.sub(" ", text.replace("&", " and ").replace("+", " plus ")).split()


def _without_legal_endings(words: list[str]) -> list[str]:
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and words[-1] in LEGAL:
        words = words[:-2] if words[-2] == "and" and len(words) > 2 else words[:-1]
    return words
