"""`settings.yaml`: where the store is, which boards, whom to tell, how politely. Environment over file over defaults."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from config.units import Duration


class Part(BaseModel):
    """One section of the settings. An unknown key is an error, never a silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Channel(Part):
    """One named address, with its own times where they differ from those of `alerts`."""

    url: SecretStr  # an Apprise URL
    digest: str | None = None
    quiet: str | None = None


class Poll(Part):
    every: Duration = timedelta(hours=1)
    discover: Literal["add", "ask", "none"] = "add"
    discover_daily: int = Field(default=50, ge=0, description="Boards that leads may add in a day.")


class Network(Part):
    gateway: str | None = None  # "http://127.0.0.1:8900/{host}"
    delay: Duration = timedelta(seconds=1)
    timeout: Duration = timedelta(seconds=30)
    max_bytes: int = 32 << 20
    concurrency: int = Field(default=16, ge=1, le=128, description="Hosts asked at the same time.")
    contact: str = ""  # an address or page for the User-Agent, so that a board can reach the person who asks


class Web(Part):
    enabled: bool = True
    host: str = "127.0.0.1"
    port: int = Field(default=8787, ge=1, le=65535)
    public_url: str = ""


class Alerts(Part):
    digest: str = "immediate"
    quiet: str | None = None
    burst: int = Field(default=20, ge=0, description="Alerts an hour before they become a digest; 0 is no limit.")


class Log(Part):
    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["text", "json"] = "text"


class Settings(BaseSettings):
    """Everything but the rules."""

    model_config = SettingsConfigDict(env_prefix="SIDEDOOR_", env_nested_delimiter="__", extra="forbid", frozen=True)

    data_dir: Path
    database_url: str = ""
    rules: Path
    boards: Annotated[tuple[str, ...], Field(default=())]
    companies: tuple[Path, ...] = ()
    channels: dict[str, Channel] = Field(default_factory=dict)
    poll: Poll = Poll()
    network: Network = Network()
    web: Web = Web()
    alerts: Alerts = Alerts()
    log: Log = Log()
    timezone: str = ""  # the machine's when empty
