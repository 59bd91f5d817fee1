"""Words of strangers made safe to show: invisible marks out, mentions and markup defused, cut to a length. Pure.

Invisible marks go first: `@every<zero-width space>one` must not become a mention once something else strips it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

# Controls, bidirectional and zero-width marks, tags, lone surrogates and non-characters: nothing a reader can see.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_BRACKET = re.compile(r"\](?=[(:\[])")
_MENTION = re.compile(r"[@＠](?=[\w!&#<])")


def visible(text: str, most: int = 300) -> str:
    """One line of what a reader can see, at most so many characters."""
    return cut(" ".join(_INVISIBLE.sub("", text).split()), most)


def cut(text: str, most: int) -> str:
    """The text, or its beginning up to a word's end and an ellipsis."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    at_word = head.rsplit(" ", 1)[0] if " " in head[most // 2 :] else head
    return at_word.rstrip(" ,;:.-") + "…"


def defused(text: str) -> str:
    """Text in which no chat sees a mention or a link behind other words: "@" before a word becomes its wide twin, angle
    brackets single quotes, and `[words](URL)` and `[words]: URL` fall apart.

    Services mention in many ways (@everyone, <!channel>, <@U1>, <users/all>, @room, @name:server); every one of them
    begins with "@" or "<", so these two are all that has to go.
    """
    return _BRACKET.sub("] ", _MENTION.sub("＠", text).replace("<", "‹").replace(">", "›"))


_TWINS = str.maketrans({"*": "∗", "`": "'", "\\": "∖", "~": "∼"})
_HIDES = re.compile(r"\|{2,}")  # Discord covers what stands between
_BEGINS = re.compile(r"[#=+-]+(?=\s|$)|-#|\d+[.)](?=\s)|-{3,}|_{3,}")  # a heading, a list, a rule: at a line's start
_BEGIN_TWINS = str.maketrans({"#": "＃", "=": "＝", "+": "＋", "-": "‐", ".": "․", ")": "）", "_": "＿"})
_EDGE = re.compile(r"\b_+|_+\b|(?<=\W)_+|^_+|_+$")


def _markdown(text: str) -> str:
    """Text that every Markdown shows as it is: marks become their twins, links of strangers fall apart.

    Backslashes would do for CommonMark, but Slack and Google Chat show them.
    """
    twins = _HIDES.sub(lambda found: "∣" * len(found[0]), defused(text).translate(_TWINS))
    if begin := _BEGINS.match(twins):
        twins = begin[0].translate(_BEGIN_TWINS) + twins[begin.end() :]
    return _EDGE.sub(lambda found: "＿" * len(found[0]), twins)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one family of services writes emphasis, links and line ends. `say` makes a stranger's words safe in it."""

    name: str
    say: Callable[[str], str]
    strong: str
    code: str
    link: str  # of {label} and {url}
    line: str  # between lines

    def bold(self, text: str) -> str:
        return self.strong.format(self.say(text))

    def to(self, label: str, url: str) -> str:
        return self.link.format(label=label, url=self._whole(url))

    def _whole(self, url: str) -> str:
        """The URL, with nothing in it that could end it: brackets percent-encoded in Markdown, HTML's marks escaped."""
        if self.name == "markdown":
            return url.replace("(", "%28").replace(")", "%29").replace("[", "%5B").replace("]", "%5D")
        return html.escape(url) if self.name == "html" else url


TEXT = Dialect("text", defused, "{}", "{}", "{label}: {url}", "\n")
# Two blanks at the end of a line keep it a line: CommonMark would join them.
MARKDOWN = Dialect("markdown", _markdown, "**{}**", "`{}`", "[{label}]({url})", "  \n")
HTML = Dialect(
    "html",
    lambda text: html.escape(defused(text)),
    "<b>{}</b>",
    "<code>{}</code>",
    '<a href="{url}">{label}</a>',
    "<br/>",
)
DIALECTS = (TEXT, MARKDOWN, HTML)
