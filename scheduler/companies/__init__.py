"""Who is behind a listing, and how many people work there: the user's word, seeds, public directories, estimates."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from scheduler.companies.directory import Companies, fingerprint, lists_many, users_files
from scheduler.companies.entries import Entry
from scheduler.names import normal_name
from scheduler.store.companies import set_override
from scheduler.websites import domain_of

__all__ = ["Companies", "Entry", "correct", "fingerprint", "lists_many", "users_files"]


def correct(db: Connection, name: str, website: str, headcount: int, now: datetime) -> None:
    """Take the user's word for a company: by the domain where a website is given, else by the name."""
    set_override(db, normal_name(name), domain_of(website, name), name, headcount, now)
