"""Log lines: on stderr, as text or as JSON, with every secret masked."""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime

import orjson

from config.redact import redact
from config.settings import Settings


class _Masked(logging.Formatter):
    """Masks the secrets of the settings in whatever is logged, tracebacks included."""

    def __init__(self, settings: Settings) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(message)s", "%Y-%m-%d %H:%M:%S")
        self.settings = settings

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record), self.settings)


class _Json(_Masked):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": redact(record.getMessage(), self.settings),
        }
        if record.exc_info:
            said["traceback"] = redact(self.formatException(record.exc_info), self.settings)
        return orjson.dumps(said).decode()


def start(settings: Settings, level: str | None = None) -> None:
    """Log to stderr at the level of the settings; libraries only from warnings on. Again when the settings change."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json(settings) if settings.log.format == "json" else _Masked(settings))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel((level or settings.log.level).upper())
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # it remarks on every tick that is not needed
    for name in ("apprise", "urllib3", "alembic", "requests", "markdown", "asyncio"):
        logging.getLogger(name).setLevel(max(root.level, logging.WARNING))
