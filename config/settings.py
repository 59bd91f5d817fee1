"""`settings.yaml`: where the store is, which boards, whom to tell, how politely. Environment over file."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import tzlocal
from platformdirs import user_data_path
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from config.problems import Problem
from config.seeds import seed
from config.times import Digest, DigestText, QuietText
from config.units import Duration

_DATABASES = ("sqlite", "postgresql")
_CHANNEL_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


def _web_address(value: str) -> str:
    """An http(s) URL with a host, or nothing. ValueError with the remedy otherwise."""
    if value:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise ValueError("this is no web address; write it whole, such as https://jobs.example.org")
    return value


def _gateway(value: str) -> str:
    """An http(s) URL that says where the board's host goes. ValueError with the remedy otherwise."""
    example = 'write it like "http://127.0.0.1:8900/{host}"'
    if _web_address(value) and "{host}" not in value:
        raise ValueError(f"a gateway's address must contain {{host}}; {example}")
    if re.search(r"[{}]", value.replace("{host}", "")):
        raise ValueError(f"{{host}} is the only word in braces that a gateway knows; {example}")
    return value.rstrip("/")


def _database(value: str) -> str:
    """A database we can keep the store in. ValueError otherwise; never quotes it: it holds a password."""
    if value and value.split("://")[0].split("+")[0] not in _DATABASES:
        raise ValueError(
            "this is no database we know; write sqlite:////path/to/sidedoor.db or postgresql://user@host/name"
        )
    return value


def _zone_name(value: str) -> str:
    """A name from the table of time zones, or nothing. ValueError with the remedy otherwise."""
    if value:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):  # no such file, a path outside the table, a folder
            raise ValueError(
                f"`{value}` is no time zone; write a name such as Europe/Berlin or America/New_York"
            ) from None
    return value


def _channel(value: object) -> object:
    """A channel may be written as its URL alone."""
    return {"url": value} if isinstance(value, (str, SecretStr)) else value


def _channel_name(value: str) -> str:
    if not _CHANNEL_NAME.fullmatch(value):
        raise ValueError(f"`{value}` is no name for a channel; use letters, digits, - and _, such as my-phone")
    return value


def _apprise_url(value: SecretStr) -> SecretStr:
    """Looks like an Apprise URL. ValueError with the remedy otherwise; never quotes it: it holds a token."""
    if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*://\S", value.get_secret_value()):
        raise ValueError(
            "this is no channel's URL; write one such as ntfys://ntfy.sh/my-topic or mailtos://user:pass@host"
        )
    return value


class Part(BaseModel):
    """One section of the settings. An unknown key is an error, never a silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Channel(Part):
    """One named address, with its own times where they differ from those of `alerts`."""

    url: Annotated[SecretStr, AfterValidator(_apprise_url)] = Field(description="An Apprise URL.")
    digest: DigestText | None = Field(default=None, description="When to tell this channel, if not as `alerts` says.")
    quiet: QuietText | None = Field(default=None, description="This channel's quiet hours, if not as `alerts` says.")


class Poll(Part):
    """How often boards are visited."""

    every: Duration = Field(
        default=timedelta(hours=1), description="How often to visit a board; boards adapt around it."
    )
    discover: Literal["add", "ask", "none"] = Field(
        default="add", description="What to do with boards found on the way."
    )
    discover_daily: int = Field(default=50, ge=0, description="Boards that leads may add in a day.")
    directories: tuple[Literal["yc-directory", "wikidata"], ...] = Field(
        default=("yc-directory",), description="Public directories of companies to ask for sizes, once a week."
    )


class Network(Part):
    """How politely boards are asked."""

    gateway: Annotated[str, AfterValidator(_gateway)] | None = Field(
        default=None, description='Ask boards through this address, such as "http://127.0.0.1:8900/{host}".'
    )
    delay: Duration = Field(default=timedelta(seconds=1), description="Pause between two requests to one host.")
    timeout: Duration = Field(default=timedelta(seconds=30), description="How long to wait for one answer.")
    max_bytes: int = Field(default=32 << 20, ge=1 << 10, description="Largest answer to read, in bytes.")
    concurrency: int = Field(default=16, ge=1, le=128, description="Hosts asked at the same time.")
    contact: str = Field(default="", description="An address or page at which a board can reach you.")


class Web(Part):
    """The local page."""

    enabled: bool = Field(default=True, description="Show the page.")
    host: str = Field(default="127.0.0.1", description="Address to listen on; 127.0.0.1 is this machine only.")
    port: int = Field(default=8787, ge=1, le=65535, description="Port to listen on.")
    public_url: Annotated[str, AfterValidator(_web_address)] = Field(
        default="", description="Where others reach the page, for links in alerts."
    )


class Alerts(Part):
    """When channels are told."""

    digest: DigestText = Field(default=Digest(), description="When to tell.")
    quiet: QuietText | None = Field(default=None, description='Hours in which nothing is sent, such as "22:00-08:00".')
    burst: int = Field(default=20, ge=0, description="Alerts an hour before they become a digest; 0 is no limit.")


class Log(Part):
    """What is written to the log, on stderr."""

    level: Literal["debug", "info", "warning", "error"] = Field(default="info", description="How much to write.")
    format: Literal["text", "json"] = Field(default="text", description="Lines for people, or JSON for machines.")


class Settings(BaseSettings):
    """Everything but the rules. `config.load.settings` reads it; made directly, it takes its arguments alone."""

    model_config = SettingsConfigDict(
        env_prefix="SIDEDOOR_", env_nested_delimiter="__", env_ignore_empty=True, extra="forbid", frozen=True
    )

    data_dir: Path = Field(
        default_factory=lambda: user_data_path("sidedoor"), description="Folder of the store and everything else kept."
    )
    database_url: Annotated[str, AfterValidator(_database)] = Field(
        default="", repr=False, description="A PostgreSQL URL, or nothing: SQLite in data_dir."
    )
    rules: Path = Field(
        default=Path("rules.yaml"), description="A rules file, or a folder in which each *.yaml is a watch."
    )
    boards: tuple[Annotated[str, Field(min_length=1)], ...] = Field(
        default_factory=lambda: (str(seed("boards.csv")),),
        description="CSV files of boards, URLs of boards, and kind:token words; the first to name a board wins.",
    )
    companies: tuple[Path, ...] = Field(
        default=(), description="CSV files with sizes of companies that you know better."
    )
    channels: dict[Annotated[str, AfterValidator(_channel_name)], Annotated[Channel, BeforeValidator(_channel)]] = (
        Field(default_factory=dict, description="Whom to tell: a name and an Apprise URL each.")
    )
    poll: Poll = Poll()
    network: Network = Network()
    web: Web = Web()
    alerts: Alerts = Alerts()
    log: Log = Log()
    timezone: Annotated[str, AfterValidator(_zone_name)] = Field(
        default="", description="Your time zone, such as Europe/Berlin; the machine's when empty."
    )

    _source: Path | None = PrivateAttr(default=None)
    _notes: tuple[str, ...] = PrivateAttr(default=())
    _places: dict[str, tuple[int, int]] = PrivateAttr(default_factory=dict)
    _origins: dict[str, str] = PrivateAttr(default_factory=dict)  # variables that are set -> what to show for them

    @property
    def source(self) -> Path | None:
        """The settings file this came from; None when there is none."""
        return self._source

    @property
    def notes(self) -> tuple[str, ...]:
        """What is allowed and yet worth a warning, a line each."""
        return self._notes

    def problem(self, key: str, message: str) -> Problem:
        """A problem with the value of a key, such as `boards.2` (counted from 0), at the place where it is written."""
        variable = f"SIDEDOOR_{key.split('.')[0].upper()}"
        if variable in self._origins:
            return Problem(self._origins[variable], 0, 0, message)
        if self._source is None or key not in self._places:
            return Problem(key, 0, 0, message)
        return Problem(str(self._source), *self._places[key], message)

    @cached_property
    def zone(self) -> ZoneInfo:
        """The user's time zone: the one named, else the machine's, else UTC."""
        name = self.timezone or _machine_zone()
        return ZoneInfo(name)

    @classmethod
    def merged(cls, *given: PydanticBaseSettingsSource) -> Settings:
        """Settings from these sources, the first one that says a thing winning. ValidationError with what is wrong."""
        return cls(_build_sources=(given, {}))  # type: ignore[call-arg]  # pydantic's mypy face hides this argument

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003  # the library calls it so
        init_settings: PydanticBaseSettingsSource,
        *_: PydanticBaseSettingsSource,
        **__: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Nothing is read behind the caller's back: `config.load.settings` passes the sources it wants to `merged`."""
        return (init_settings,)


def _machine_zone() -> str:
    try:
        name = tzlocal.get_localzone_name()
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError, LookupError):
        return "UTC"  # a machine without a usable zone
    return name
