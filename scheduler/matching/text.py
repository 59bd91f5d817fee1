"""Plain text as a reader sees it: sentences, each in the part of the listing that its heading opens, and quotes.

Boards print the same listing as a tree of lists or as one flat line with its headings run in ("... team.Requirements
Currently enrolled ..."). Both come out alike: a list of `Sentence`, in order, each verbatim from the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from scheduler.matching.headings import FIRST_WORDS, HEADINGS, Part
from scheduler.matching.patterns import Linear, linear

__all__ = ["Page", "Part", "Sentence", "clip", "sentences", "union"]

LONGEST_QUOTE = 280  # characters
MANY_DASHES = 4  # of a flat text whose list items begin with one
_SHORT = 30  # characters of a line that may be a heading, rather than a notice
_LONGEST_SENTENCE = 1_200  # a flat list without stops is cut into pieces, so that no pattern sees more at a time


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or list item, verbatim, and the part of the listing where it stands."""

    text: str
    part: Part


class Page(list[Sentence]):
    """The sentences of one text, in order. Each reader asks the whole page once where its words occur."""

    __slots__ = ("_raw", "_starts")

    def __init__(self, sentences: Iterable[Sentence] = ()) -> None:
        super().__init__(sentences)
        pieces = [each.text.encode(errors="replace") for each in self]
        self._raw = b"\n".join(pieces)
        self._starts = [0]
        for piece in pieces:
            self._starts.append(self._starts[-1] + len(piece) + 1)

    def holding(self, pattern: Linear) -> Iterator[Sentence]:
        """Every sentence in which `pattern` occurs; it must not ask for the beginning or end of a text."""
        at = 0
        while at < len(self._raw):
            start, end = pattern.span(self._raw, at)
            if start < 0:
                return
            number = bisect_right(self._starts, start) - 1
            at = self._starts[number + 1]
            if end < at or pattern.search(self[number].text):  # else it was found across the end of the sentence
                yield self[number]


def union(*phrases: str) -> str:
    """One pattern for any of these phrases; blanks in a phrase match one blank or hyphen."""
    plain = (phrase.replace("[ -]", " ").replace("[ ]", " ") for phrase in phrases)
    return "(?:" + "|".join(phrase.replace(" ", "[ -]") for phrase in plain) + ")"


_NAMED = "|".join(f"(?P<{part.name}>{union(*phrases)})" for part, phrases in HEADINGS.items())
# A heading ends its line, is followed by a colon, or is run into a capital letter.
_HEADING = re.compile(
    rf"(?:{_NAMED})(?:[ ]?[:?!]|(?![\w'’-])(?![ ][a-z])|(?=[A-Z][a-z]))".replace("[A-Z]", "(?-i:[A-Z])").replace(
        "[ ][a-z]", "[ ](?-i:[a-z])"
    ),
    re.IGNORECASE,
)
# Where a heading may begin: at one of its first words, written large, or at the beginning of a line.
_BEGINS = Linear(
    r"(?m:^)(?:- )?(?i:{small})\b|(?:{large})(?:\b|[A-Z][a-z])".format(
        small="|".join(sorted(map(re.escape, FIRST_WORDS))),
        large="|".join(sorted(re.escape(form) for word in FIRST_WORDS for form in {word.capitalize(), word.upper()})),
    ).replace("'", "['’]")
)


def _without_looks(source: str) -> str:
    """A pattern without its looks ahead: it finds all that the whole one finds, and more."""
    while (start := max(source.rfind("(?="), source.rfind("(?!"))) >= 0:
        depth, end = 1, start + 1
        while depth:
            depth += {"(": 1, ")": -1}.get(source[end], 0)
            end += 1
        source = source[:start] + source[end:]
    return source


# RE2 refuses nearly every beginning that comes to nothing, in a fraction of the time.
_MAY_BE_HEADING = linear("|".join(_without_looks(union(*phrases)) for phrases in HEADINGS.values()))
_LONGEST_HEADING = 160  # characters

# Where one sentence ends and the next begins: a line end, a stop before a capital (or a dash that opens an item), a
# dash between items, and a capital run into the word before it. The looks behind keep "e.g. Python" and "PyTorch"
# whole. One leading class, so that the search skips most characters.
_END = re.compile(
    r"[\n.!?;:A-Z*–-](?:"
    r"(?<=\n)\n*"
    r"|(?<=[a-z0-9)\]%\"”’+#][.!?;])[ ]+(?=[\"“(\[]?[A-Z0-9¿¡ÁÉÀÖÜÄ-])"
    r"|(?<=[A-Z]{2}[.!?])[ ]+(?=[A-Z])"
    r"|(?<=[a-z)\]][.!?;:])(?=[A-Z][a-z’' ])"
    r"|(?<=[.!?;:])[ ]+(?=-[ ])"
    r"|(?<=[ ][-*–])(?=[ ][A-Z][a-z])"
    r"|(?<=[a-z]{3}[A-Z])(?=[a-z]{3})"
    r"|(?<=[a-z]\)[A-Z])(?=[a-z])"
    r")"
)
_ABBREVIATIONS = frozenset(
    "e.g. i.e. etc. vs. approx. incl. inc. ltd. dr. mr. ms. prof. st. no. sr. jr. resp. bzw. ca. z.b. d.h. u.a."
    " ggf. nr."
    " p.ex. ex. ing. mio. min. max. dept. univ. equiv.".split()
)
# First humps of names that are written as one word: PyTorch, TensorFlow, LinkedIn. Too short ones are never cut.
_HUMPS = frozenset(
    "Tensor Java Type Git Power Open Dev Post Mongo You Lang Hugging Deep Sage Data Face Page Space Snow Word"
    " Scikit Auto"
    " Block Click Micro Think Fed Pay Drop Sales Lab Work Tik Smart Net Light Cuda Num Quick Hub Bit One Gen Linked Mac"
    " Edge Big Run Neuro Bio Chat Grab Door Air Meta Ever Master Ray Text Way Health Red Blue Green Market Super Cyber"
    " Tech Share Time Alpha Code Fire Cloud Team Class Stack Design North South West East Mc Von Lex Mind Max".split()
)
# Notices that every employer prints, mostly at the end; no duty or requirement of the post follows them unheaded.
_NOTICE = linear(
    r"equal[ -](?:employment[ -])?opportunity|without regard to|regardless of (?:race|age|gender|color)"
    r"|reasonable accommodation|protected veteran|e-verify|affirmative action|background check|fair chance"
    r"|disability status|trade secrets|recruitment agenc|privacy (?:policy|notice)|unabhängig von"
    r"|sans distinction|chancengleich"
)
_PAYS = linear(
    r"[$€£]|\bpa(?:y|id)\b|salar|compensat|\brates?\b|range|stipend|bonus|benefit|hour|wage|equity|location"
    r"|vergütung|rémun"
)
_ITEM_MARKS = "-*–•"
_ITEM_MARK = re.compile(r"^[-*–•][ ]+")


def sentences(text: str) -> Page:
    """Every sentence of `text`, with its part. A heading opens a part and is no sentence of its own."""
    notice = _NOTICE.search(text)
    cutter = _Cutter(
        text,
        legal=notice.start() if notice else len(text),
        listed=text.count(" - ") + text.count(" * ") + text.count(" – ") >= MANY_DASHES,
    )
    part, start = Part.OTHER, 0
    for at, end, opened in _openings(text):
        cutter.cut(start, at, part)
        part, start = opened, end
    cutter.cut(start, len(text), part)
    return Page(cutter.found)


def _openings(text: str) -> Iterator[tuple[int, int, Part]]:
    """Where each heading begins and ends, and the part it opens."""
    after = 0
    for begin in _BEGINS.finditer(text):
        at = begin.start() + 2 * text.startswith("- ", begin.start())
        if at < after or not _MAY_BE_HEADING.match(text[at : at + _LONGEST_HEADING]):
            continue
        found = _HEADING.match(text, at)
        if found is not None and _is_heading(text, found):
            after = found.end()
            yield at, after, Part[found.lastgroup or "OTHER"]


def _is_heading(text: str, found: re.Match[str]) -> bool:
    """Is this match a heading, or the same words inside a sentence?"""
    start, end = found.span()
    words = text[start:end].rstrip(" :?!")
    if not words[0].isupper():
        return text[max(0, start - 2) : start] in ("", "\n", "\n\n") and _ends_line(text, end)
    before = text[:start][-3:].rstrip(" ")
    run_in = start > 0 and (text[start - 1].islower() or text[start - 1].isdigit())  # "... per weekRequirements"
    opens = run_in or not before or before[-1] in '\n.!?:;)]*|•-–"”#>_¿¡'
    if text[end - 1] == ":" or _ends_line(text, end):
        return opens or _capitals(words) or text[end - 1] == ":"
    return opens or (_capitals(words) and " " in words)


def _ends_line(text: str, end: int) -> bool:
    rest = text[end : end + 5].lstrip(" *_#")
    return not rest or rest[0] == "\n"


def _capitals(words: str) -> bool:
    """Title Case or CAPITALS, as headings are written; short words may be small."""
    return all(not word[0].isalpha() or word[0].isupper() or len(word) < 4 for word in words.split())


@dataclass(slots=True)
class _Cutter:
    """Cuts a text into sentences, stretch by stretch."""

    text: str
    legal: int  # where the first legal notice of the whole text stands
    listed: bool  # items of flat lists begin with a dash; else a dash is but a dash
    found: list[Sentence] = field(default_factory=list)

    def cut(self, start: int, end: int, part: Part) -> None:
        """Add the sentences of one stretch. From a legal notice on, all of it is legal."""
        at = start
        for stop in _END.finditer(self.text, start, end):
            cut = self._place(stop, at)
            if cut > at:
                part = self._add(self.text[at:cut], part, after_notice=cut > self.legal)
                at = cut
        self._add(self.text[at:end], part, after_notice=end > self.legal)

    def _place(self, stop: re.Match[str], at: int) -> int:
        """Where to cut at this mark; nowhere (0) inside an abbreviation or a name."""
        mark = self.text[stop.start()]
        if mark == "\n":
            return stop.end()
        if mark in "-*–":
            return stop.start() if self.listed else 0
        before = self.text[max(at, stop.start() - 16) : stop.start()]
        if mark.isalpha():
            return 0 if _last_hump(before) in _HUMPS else stop.start()
        abbreviated = mark == "." and f"{before.rpartition(' ')[2].lstrip('(').lower()}." in _ABBREVIATIONS
        return 0 if abbreviated else stop.end()

    def _add(self, piece: str, part: Part, *, after_notice: bool) -> Part:
        """Add one sentence, in pieces if it is very long; gives back the part in which the next one stands."""
        piece = piece.strip()
        if piece[:1] in _ITEM_MARKS:
            piece = _ITEM_MARK.sub("", piece, count=1)
        if after_notice and len(piece) > _SHORT and part is not Part.FORM and _NOTICE.search(piece):
            part = Part.LEGAL
        if part is Part.PAY and not _PAYS.search(piece):
            part = Part.OTHER  # nothing but pay stands under a heading of pay
        while len(piece) > _LONGEST_SENTENCE:
            cut = piece.rfind(" ", 0, _LONGEST_SENTENCE)
            cut = cut if cut > 0 else _LONGEST_SENTENCE
            self.found.append(Sentence(piece[:cut], part))
            piece = piece[cut:].strip()
        if len(piece) > 1:
            self.found.append(Sentence(piece, part))
        return part


def _last_hump(text: str) -> str:
    """The part of a word after its last capital letter, with that letter."""
    for at in range(len(text) - 1, -1, -1):
        if not text[at].islower():
            return text[at:] if text[at].isupper() else text[at + 1 :]
    return text


def clip(text: str, start: int = 0, end: int = 0) -> str:
    """`text`, or the words of it around `start:end` when it is too long for a quote. Always verbatim."""
    if len(text) <= LONGEST_QUOTE:
        return text
    left = max(0, min(start - 60, len(text) - LONGEST_QUOTE))
    right = min(len(text), max(left + LONGEST_QUOTE, end))
    if left and (space := text.find(" ", left, start)) >= 0:
        left = space + 1
    if right < len(text) and (space := text.rfind(" ", max(end, left), right)) > left:
        right = space
    return text[left:right].strip()
