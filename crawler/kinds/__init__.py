"""Finds the kinds: every module here defines one subclass of `Kind`."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from crawler.kind import Kind


@cache
def all_kinds() -> dict[str, Kind]:
    """Every kind by name, in the order of their names."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return {kind.name: kind() for kind in sorted(Kind.__subclasses__(), key=lambda kind: kind.name)}
