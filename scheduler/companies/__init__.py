"""Who is behind a listing, and how many people work there: the user's word, seeds, public directories, estimates."""

from scheduler.companies.directory import Companies
from scheduler.companies.entries import Entry

__all__ = ["Companies", "Entry"]
