"""Markup to plain text, once, at the door: everything behind it reads lines, paragraphs and lists, never a tag.

Boards send HTML, HTML escaped once or twice, Markdown, or flat text. What comes out has one paragraph a line, headings
on lines of their own, list items as lines that begin with "- ", and one blank line between blocks. Time and memory
grow with the length of the text alone, whatever it holds: it may come from anyone.
"""

from __future__ import annotations

import html
import re

from selectolax.lexbor import LexborHTMLParser

MOST = 400_000  # characters of one description that are read; the longest seen on a board is under 100,000
LONGEST_LINE = 300  # characters of a title, a place or a name
_CHUNK = 8_192  # a tree of deeply nested tags costs the square of its depth, so no tree is larger than this

_BLOCK = "p|div|h[1-6]|ul|ol|table|tr|section|article|header|footer|main|aside|blockquote|pre|dl|dt|dd|hr|form|figure"
_INLINE = "span|b|strong|i|em|u|a|font|sup|sub|td|th|tbody|thead|img|small|code|s|label|html|body|head|meta|link"
_TAG = re.compile(rf"</?(?:{_BLOCK}|{_INLINE}|li|br)(?:\s[^<>]{{0,4000}})?/?>", re.IGNORECASE)
_ESCAPED_TAG = re.compile(rf"&(?:amp;)?lt;/?(?:{_BLOCK}|{_INLINE}|li|br)\b", re.IGNORECASE)
_BREAK = re.compile(rf"<(?:(/?)(?:({_BLOCK})|(li)|(br))|(/?t[dh]))(?=[\s/>])", re.IGNORECASE)
_HIDDEN = re.compile(r"<(script|style|template|noscript|title)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")

# Line breaks stand for themselves; a tab is a blank. The rest of C0 and C1, lone surrogates, zero-width and
# bidirectional marks, the soft hyphen, variation selectors, tags and non-characters say nothing a reader can see.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e0fff]+"
)
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")

_BLANK_RUN = re.compile("  +")

_BULLETS = "•‣▪●◦∙⁃◆■□➤➢►▸✓✔"
_MARK = re.compile(rf"[ ]*(?:[{_BULLETS}·*+–—-]|\d{{1,2}}[.)])[ ]+")
_INNER_BULLET = re.compile(rf"[ ]*[{_BULLETS}][ ]*")
_WRAP = re.compile(rf"[ \t]*\n(?![ \t]*(?:\n|[{_BULLETS}·*+-][ \t]|\d{{1,2}}[.)][ \t]))[ \t]*")

# A long line that ends without a stop, before one that begins small: flat text broken to the width of a screen.
_WRAPPED = re.compile(r"(?<=[^\n]{50}[^\n.!?:;])\n(?=[a-zà-öø-ÿ])")

_MARKDOWN_HINTS = (" *", "**", "__", "](", "# ", "\\", "```", "~~~", "---", "===")
_MARKDOWN_HEADING = re.compile(r"^[ ]{0,3}#{1,6}[ ]+([^\n]*)$", re.MULTILINE)
_MARKDOWN_RULE = re.compile(r"^[ ]{0,3}(?:[-*_=][ ]?){3,200}$|^[ ]{0,3}(?:```|~~~)[^\n]{0,40}$", re.MULTILINE)
_MARKDOWN_LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\]\([^()\s]{0,2000}(?:[ ]\"[^\"\n]{0,300}\")?\)")
_MARKDOWN_STRONG = re.compile(r"\*\*|(?<!\w)__(?=\S)|(?<=\S)__(?!\w)")
_MARKDOWN_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,300}?)(?<=\S)\*(?![\w*])")
_MARKDOWN_ESCAPE = re.compile(r"\\([-*_#+.!()\[\]&~`>])")


def plain(markup: str) -> str:
    """The text of a description with its lines and lists kept. Pure; never raises; linear in time and memory.

    Of a description longer than `MOST` characters the beginning and the end are read.
    """
    text = _visible(markup if len(markup) <= MOST else markup[: 3 * MOST // 4] + "\n\n" + markup[-MOST // 4 :])
    for _ in range(2):
        if _ESCAPED_TAG.search(text) and not _TAG.search(text):
            text = _visible(html.unescape(text))
    for _ in range(2):  # some boards escape the HTML they put into HTML
        if not _TAG.search(text):
            break
        text = _without_tags(text)
    text = _without_entities(text)
    if any(hint in text for hint in _MARKDOWN_HINTS):
        text = _without_markdown(text)
    return _tidy(text)


def line(text: str, most: int = LONGEST_LINE) -> str:
    """A title, a place or a name as one line of at most `most` characters."""
    text = _without_entities(_visible(text[: 20 * most]))
    text = _single_blanks(text.replace("\n", " ")).strip()
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _visible(text: str) -> str:
    """`text` without characters that cannot be seen, its line ends as line feeds."""
    if text.replace("\n", " ").isprintable():  # by far the cheapest test, and most texts pass it
        return text
    return _INVISIBLE.sub("", _LINE_END.sub("\n", text))


def _single_blanks(text: str) -> str:
    if not text.replace("\n", " ").isprintable():
        text = _BLANKS.sub(" ", text)
    return _BLANK_RUN.sub(" ", text) if "  " in text else text


def _without_entities(text: str) -> str:
    for _ in range(2 if "&" in text else 0):
        if not _ENTITY.search(text):
            break
        text = _visible(_ENTITY.sub(lambda found: html.unescape(found[0]), text))
    return text


def _without_tags(text: str) -> str:
    """The text between the tags; blocks become lines of their own, list items get their mark."""
    text = _without_hidden(text)
    breaks = sum(1 for _ in _BREAK.finditer(text))
    if text.count("\n") <= 3 * breaks:  # else it is text with a few tags in it, whose line ends are meant
        text = _WRAP.sub(" ", _single_blanks(text))
    text = _BREAK.sub(_mark_break, text)
    return "".join(_text_of(chunk) for chunk in _chunks(text))


def _mark_break(found: re.Match[str]) -> str:
    closing, block, item, br, _cell = found.groups()
    if br:
        mark = "\n"
    elif item:
        mark = "" if closing else "\n- "
    elif block and block.lower() in ("tr", "div", "dd"):
        mark = "" if closing and block.lower() == "tr" else "\n"
    elif block:
        mark = "\n\n"
    else:
        mark = " "
    return mark + found[0]


def _chunks(text: str) -> list[str]:
    """`text` in pieces small enough for a tree each, cut before a tag where there is one near."""
    if len(text) <= _CHUNK:
        return [text]
    pieces, start = [], 0
    while start < len(text):
        end = start + _CHUNK
        if end < len(text):
            cut = text.rfind("<", start + 1, end)
            end = cut if cut > 0 else end
        pieces.append(text[start:end])
        start = end
    return pieces


def _text_of(chunk: str) -> str:
    if "<" not in chunk and "&" not in chunk:
        return chunk
    tree = LexborHTMLParser(f"<body><pre>\n{chunk}")  # in `pre`, or the parser drops blanks before the first tag
    return str(tree.text(deep=True, separator="", strip=False))


def _without_hidden(text: str) -> str:
    """`text` without comments, scripts, styles. One that never ends hides only its own opening."""
    if "<!--" in text:
        text = _cut(text, "<!--", "-->")
    for name in {found[1].lower() for found in _HIDDEN.finditer(text)}:
        text = _cut(text, f"<{name}", f"</{name}>")
    return text


def _cut(text: str, opening: str, closing: str) -> str:
    """`text` without what lies between `opening` and `closing`, matched without regard to case."""
    folded = text.lower() if text.isascii() else re.sub("[A-Z]+", lambda found: found[0].lower(), text)
    kept, start = [], 0
    while (at := folded.find(opening, start)) >= 0:
        end = folded.find(closing, at + len(opening))
        if end < 0:
            break
        kept.append(text[start:at])
        start = end + len(closing)
    kept.append(text[start:])
    return " ".join(kept)


def _without_markdown(text: str) -> str:
    text = _MARKDOWN_RULE.sub("", text)
    text = _MARKDOWN_HEADING.sub(lambda found: f"\n{found[1].rstrip(' #')}\n", text)
    text = _MARKDOWN_LINK.sub(r"\1", text)
    text = _MARKDOWN_STRONG.sub("", text)
    text = _MARKDOWN_EMPHASIS.sub(r"\1", text)
    return _MARKDOWN_ESCAPE.sub(r"\1", text)


def _tidy(text: str) -> str:
    """Single blanks, one mark for every list, at most one blank line in a row; a lone mark joins the line after it."""
    text = _single_blanks(text)
    lines: list[str] = []
    bullet = False
    for raw in text.split("\n"):
        for part in _items(raw.strip()):
            bare = part.removeprefix("-").strip()
            is_item = part != bare
            if not bare:
                bullet = bullet or is_item
                if not is_item and not bullet and lines and lines[-1]:
                    lines.append("")
                continue
            is_item = is_item or bullet
            if is_item and len(lines) > 1 and not lines[-1] and lines[-2].startswith("- "):
                lines.pop()  # items of one list stand together
            lines.append("- " + bare if is_item else bare)
            bullet = False
    while lines and not lines[-1]:
        lines.pop()
    return _WRAPPED.sub(" ", "\n".join(lines))


def _items(row: str) -> list[str]:
    """A row as the lines it holds: bullets inside it begin new ones, and every mark becomes "- "."""
    if not row:
        return [""]
    pieces = [row] if row.isascii() else _INNER_BULLET.split(row)
    first = _MARK.match(pieces[0] + " ")
    head = "- " + pieces[0][first.end() :] if first else pieces[0]
    rest = ["- " + piece for piece in pieces[1:]]
    return rest if not head and rest else [head, *rest]
