"""Find, read and merge what the user says; every mistake at once, each with its file, line, column and remedy."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from platformdirs import user_config_path
from pydantic import ValidationError

from config import document, sources
from config.document import Document
from config.explain import faults
from config.live import Live, contents
from config.problems import ConfigError, Problem
from config.schema import schema, shape
from config.seeds import seed
from config.settings import Settings
from config.watches import Watch, check_channels, fingerprint, live_rules, rules

__all__ = [
    "ConfigError",
    "Live",
    "Problem",
    "Watch",
    "check_channels",
    "fingerprint",
    "live_rules",
    "live_settings",
    "rules",
    "schema",
    "settings",
    "whereabouts",
    "write_defaults",
]

SEEDS = "seeds"  # in `boards`: the list that comes with the program
_STORE = ("data_dir", "database_url")
DEFAULTS = Path(__file__).resolve().parent / "defaults"


def settings(path: Path | None = None, env: Mapping[str, str] | None = None) -> Settings:
    """The settings in force: environment over file over defaults. ConfigError with every problem.

    The file is `path`, else `$SIDEDOOR_SETTINGS`, else `./settings.yaml`, else the one in the user's settings folder,
    else none. Relative paths start at the file's folder, or at the working folder where there is no file.
    """
    env = os.environ if env is None else env
    source = find(path, env)
    outside = sources.environment(env, shape("settings"))
    try:
        written = document.load(source) if source else Document(Path("settings.yaml"))
    except ConfigError as why:
        raise ConfigError([*why.problems, *outside.problems]) from None
    made = _merge(written, outside)
    made._places = {".".join(map(str, keys)): place for keys, place in written.values.items()}
    made._origins = outside.origins
    return _placed(made, source, _exposed(written))


def whereabouts(path: Path | None = None, env: Mapping[str, str] | None = None) -> Settings:
    """Settings that say only where the store is, as far as that can be read, whatever else is wrong.

    A service goes on by its last good settings while the file is broken; who asks after its health must still find it.
    """
    env = os.environ if env is None else env
    source = find(path, env)
    with suppress(ConfigError):
        return settings(path, env)
    try:
        written = document.load(source).data if source else {}
    except ConfigError:
        written = {}
    outside = sources.environment({name: value for name, value in env.items() if _of_store(name)}, shape("settings"))
    said = {name: value for name, value in written.items() if name in _STORE}
    try:
        made = Settings.merged(
            sources.EnvironmentSource(Settings, outside.values, {}), sources.FileSource(Settings, said)
        )
    except ValidationError:
        made = Settings()
    return _placed(made, source, [])


def _of_store(variable: str) -> bool:
    return variable.upper().removeprefix(sources.PREFIX).removesuffix("_FILE").lower() in _STORE


def find(path: Path | None, env: Mapping[str, str]) -> Path | None:
    """The settings file: the one named, or the first one that is there; None means the built-in defaults."""
    named = path or (Path(env["SIDEDOOR_SETTINGS"]) if env.get("SIDEDOOR_SETTINGS") else None)
    if named is not None:
        return _whole(named, Path.cwd())
    usual = (Path("settings.yaml"), user_config_path("sidedoor") / "settings.yaml")
    return next((each.absolute() for each in usual if each.exists()), None)


def _merge(written: Document, outside: sources.Environment) -> Settings:
    """Environment over file, by pydantic-settings. ConfigError with what is wrong in either."""
    named = written.data.get("channels")
    names = {str(name).lower(): str(name) for name in named} if isinstance(named, dict) else {}
    from_env = sources.EnvironmentSource(Settings, outside.values, names)
    from_file = sources.FileSource(Settings, written.data)
    try:
        made, why = Settings.merged(from_env, from_file), None
    except ValidationError as error:
        made, why = None, error
    problems = faults(written, shape("settings"), why, outside)
    if made is None or problems:
        raise ConfigError(problems)
    return made


def _exposed(written: Document) -> list[str]:
    """A note when everyone on the machine can read channels or a database that the file itself names."""
    try:
        open_to_all = os.name == "posix" and written.path.stat().st_mode & stat.S_IROTH
    except OSError:
        return []  # no file, or gone since it was read: nothing to warn of
    if not open_to_all or not ({"channels", "database_url"} & written.data.keys()):
        return []
    return [f"{written.path}: everyone on this machine can read the secrets in it; type: chmod 600 {written.path}"]


def _placed(made: Settings, source: Path | None, notes: list[str]) -> Settings:
    """The same with every path whole, and with where it came from."""
    folder = source.parent if source else Path.cwd()
    rules_path, built_in = _rules_path(made, source, folder)
    placed = made.model_copy(
        update={
            "data_dir": _whole(made.data_dir, folder),
            "rules": rules_path,
            "boards": tuple(_board(entry, folder) for entry in made.boards),
            "companies": tuple(_whole(each, folder) for each in made.companies),
            "database_url": _whole_database(made.database_url, folder),
        }
    )
    placed._source = source
    placed._notes = (*notes, *built_in)
    return placed


def _whole(path: Path, folder: Path) -> Path:
    with suppress(RuntimeError):  # ~somebody unknown to this machine; whoever opens the path says that it is not there
        path = path.expanduser()
    return Path(os.path.normpath(folder / path))


def _rules_path(made: Settings, source: Path | None, folder: Path) -> tuple[Path, tuple[str, ...]]:
    """The rules in force, and a note when they are the built-in ones. Rules that are named are used, there or not."""
    if "rules" in made.model_fields_set:
        return _whole(made.rules, folder), ()
    usual = [folder / "rules.yaml", *([] if source else [user_config_path("sidedoor") / "rules.yaml"])]
    found = next((each for each in usual if each.exists()), None)
    if found is not None:
        return found, ()
    return DEFAULTS / "rules.yaml", (f"{usual[0]}: there is no such file; the built-in rules are in force",)


def _board(entry: str, folder: Path) -> str:
    """A file of boards with its whole path; URLs and kind:token words as they are."""
    if entry == SEEDS:
        return str(seed("boards.csv"))
    is_file = entry.lower().endswith(".csv") and "://" not in entry
    return str(_whole(Path(entry), folder)) if is_file else entry


def _whole_database(url: str, folder: Path) -> str:
    """A relative path of an SQLite file starts at the settings' folder, as all paths do."""
    scheme, slashes, path = url.partition(":///")
    if not slashes or not scheme.startswith("sqlite") or not path or path.startswith((":", "/")):
        return url
    return f"{scheme}:///{_whole(Path(path), folder)}"


def live_settings(path: Path | None = None, env: Mapping[str, str] | None = None) -> Live[Settings]:
    """The settings, read again while running. A settings file that vanishes does not make way for another one."""
    env = dict(os.environ if env is None else env)
    pinned = find(path, env)
    secrets = sources.environment(env, shape("settings")).files

    def content() -> dict[Path, str]:
        source = pinned or find(path, env)
        return contents(*([source] if source else []), *secrets)

    return Live(lambda _: (settings(pinned or path, env), ()), content)


def write_defaults(folder: Path) -> tuple[Path, Path]:
    """Put commented `settings.yaml` and `rules.yaml` there, readable by the user alone; never over a file."""
    folder.mkdir(parents=True, exist_ok=True)
    settings_path, rules_path = (_write_default(folder / name) for name in ("settings.yaml", "rules.yaml"))
    return settings_path, rules_path


def _write_default(path: Path) -> Path:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path
    with os.fdopen(handle, "wb") as file:
        file.write((DEFAULTS / path.name).read_bytes())
    return path
