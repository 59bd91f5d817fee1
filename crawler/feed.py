"""XML feeds, read leniently: names without their namespace, broken parts passed over, no entities resolved."""

from __future__ import annotations

import re

from parsel import Selector

from crawler.kind import Answer, Trouble
from crawler.listing import Cause

_DECLARATION = re.compile(r"<\?xml[^>]{0,200}\?>")  # its encoding is that of the bytes, not of the text
_BEFORE_ROOT = (("<?", "?>"), ("<!--", "-->"), ("<!", ">"))
_ROOT = re.compile(r"<(?:[\w-]+:)?([\w-]+)(?=[\s/>])")


def entries(answer: Answer, root: str, entry: str) -> list[Selector]:
    """Every element named `entry` in a document whose outermost one is `root`; `Trouble` if it is another document."""
    text = answer.ok().text()
    found = root_of(text)
    if found != root:
        page = " (a web page)" if found.lower() == "html" else ""
        raise Trouble(Cause.NO_BOARD_ANSWER, f"answered with something that is no feed{page}", answer.status)
    body = _DECLARATION.sub("", text, count=1).strip()
    return list(Selector(text=body, type="xml").xpath(f"//*[local-name()='{entry}']"))


def root_of(document: str) -> str:
    """The name of a document's outermost element, without its namespace; "" if it is no XML."""
    at = 0
    for _ in range(50):  # declarations, comments and the like before it
        at += len(document[at : at + 10_000]) - len(document[at : at + 10_000].lstrip("\ufeff \t\r\n"))
        end = next((mark for opening, mark in _BEFORE_ROOT if document.startswith(opening, at)), "")
        if not end:
            break
        at = document.find(end, at) + len(end)
        if at < len(end):
            return ""
    found = _ROOT.match(document, at)
    return found[1] if found else ""


def texts(node: Selector, *path: str) -> list[str]:
    """The text of every element that stands at `path` below `node`, without the blanks around it."""
    steps = "/".join(f"*[local-name()='{name}']" for name in path)
    return [str(each.xpath("string()").get() or "").strip() for each in node.xpath(steps)]


def text(node: Selector, *path: str) -> str:
    """The text of the first element at `path`, "" if there is none."""
    return next(iter(texts(node, *path)), "")
