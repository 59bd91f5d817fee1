"""XML feeds, read leniently: names without their namespace, broken parts passed over, no entities resolved."""

from __future__ import annotations

import re

from parsel import Selector

from crawler.kind import Answer, Trouble
from crawler.listing import Cause

_DECLARATION = re.compile(r"<\?xml[^>]{0,200}\?>")


def entries(answer: Answer, root: str, entry: str) -> list[Selector]:
    """Every element named `entry` in a document whose outermost one is `root`; `Trouble` if it is another document."""
    text = _DECLARATION.sub("", answer.ok().text(), count=1).strip()
    if not re.match(rf"(?:<!--.*?-->|<!DOCTYPE[^>\[]*>|\s)*<(?:[\w-]+:)?{root}[\s/>]", text[:5000], re.DOTALL):
        page = " (a web page)" if re.match(r"<(?:!doctype )?html", text[:20], re.IGNORECASE) else ""
        raise Trouble(Cause.NO_BOARD_ANSWER, f"answered with something that is no feed{page}", answer.status)
    return list(Selector(text=text, type="xml").xpath(f"//*[local-name()='{entry}']"))


def texts(node: Selector, *path: str) -> list[str]:
    """The text of every element that stands at `path` below `node`, without the blanks around it."""
    steps = "/".join(f"*[local-name()='{name}']" for name in path)
    return [str(each.xpath("string()").get() or "").strip() for each in node.xpath(steps)]


def text(node: Selector, *path: str) -> str:
    """The text of the first element at `path`, "" if there is none."""
    return next(iter(texts(node, *path)), "")
