"""Hacker News, "Ask HN: Who is hiring?": the newest thread, by Algolia's public search of it. Two requests a visit.

Only posts that themselves offer an internship become listings; the links of all posts are leads to companies' boards.
Replies, which hold questions and job seekers, are never taken.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from crawler.fields import dig, text, when
from crawler.hiring_post import Post
from crawler.kind import Answer, Ask, Kind, Trouble, Visit, Walk, listed
from crawler.listing import Board, Cause, Link, Listing

_API = "https://hn.algolia.com/api/v1/search_by_date?tags="
_ITEM = "https://news.ycombinator.com/item?id="
_THREAD = "Ask HN: Who is hiring?"
_MOST = 5  # pages of a thousand comments: a thread has about six hundred


class HackerNews(Kind):
    """The newest thread of one account: `hackernews:whoishiring`."""

    name = "hackernews"
    leads = True
    every = timedelta(hours=1)
    links = (
        re.compile(r"news\.ycombinator\.com/(?:user|submitted)\?id=(?P<token>whoishiring)\b"),
        re.compile(r"hn\.algolia\.com/.*author_(?P<token>whoishiring)\b"),
    )

    def recognise(self, url: str) -> Link | None:
        """One post is named by its number, which does not say whose thread it stands in: there is only this one."""
        post = re.match(r"news\.ycombinator\.com/item\?id=(\d+)$", url)
        return Link(self.name, "whoishiring", post[1]) if post else super().recognise(url)

    def walk(self, visit: Visit) -> Walk:
        thread = _newest((yield Ask(url=f"{_API}story,author_{visit.board.token}&hitsPerPage=20")))
        for page in range(_MOST):
            answer = yield Ask(url=f"{_API}comment,story_{thread}&hitsPerPage=1000&page={page}")
            for row in self.rows(answer):
                self._take(visit, row)
            pages = dig(answer.json(), "nbPages")
            if not isinstance(pages, int) or page + 1 >= pages:
                return
        visit.incomplete = Trouble(Cause.PAGES, "the thread has more comments than one visit reads")

    def _take(self, visit: Visit, row: Any) -> None:
        """A listing, if the post offers an internship; leads in any case."""
        post = Post(_markup(row))
        visit.leads.update(dict.fromkeys(post.links))
        if any(post.offers()):
            visit.take([row], self.read)
        else:
            visit.pass_over(_key(row), "offers no internship; its links are leads")

    def rows(self, answer: Answer) -> list[Any]:
        """The posts of a thread: what answers the thread itself, rather than another comment, and was not removed."""
        data = answer.json()
        if isinstance(data, dict) and "children" in data:  # one item with its tree
            return [each for each in listed(data, "children") if _markup(each)]
        if isinstance(data, dict) and _markup(data):  # one post
            return [data]
        hits = listed(data, "hits")
        return [each for each in hits if _markup(each) and text(each, "parent_id") == text(each, "story_id")]

    def read(self, row: Any, board: Board) -> Listing:
        post, key = Post(_markup(row)), _key(row)
        return Listing(
            kind=self.name,
            token=board.token,
            key=key,
            title=post.title,
            company=post.company,
            url=_ITEM + key,
            apply_url=post.apply_url,
            location=post.location,
            workplace=post.workplace,
            description=post.text,
            employment_type=post.employment_type,
            date_posted=when(dig(row, "created_at")) or when(dig(row, "time")),
            attribution="Posted on Hacker News",
        )


def _newest(answer: Answer) -> str:
    """The id of the newest hiring thread; the account also asks who wants to be hired."""
    stories = [each for each in listed(answer.json(), "hits") if text(each, "title").startswith(_THREAD)]
    dated = [(text(each, "created_at"), text(each, "objectID")) for each in stories]
    if not dated:
        raise Trouble(Cause.FORMAT_CHANGED, f"the account has no thread that begins with {_THREAD!r}")
    return max(dated)[1]


def _markup(row: Any) -> str:
    return text(row, "comment_text") or text(row, "text")


def _key(row: Any) -> str:
    return text(row, "objectID") or text(row, "id")
