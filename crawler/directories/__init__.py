"""Finds the directories of companies: every module here defines one subclass of `Directory`."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from crawler.directory import Directory


@cache
def all_directories() -> dict[str, Directory]:
    """Every directory by name."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return {each.name: each() for each in sorted(Directory.__subclasses__(), key=lambda each: each.name)}
