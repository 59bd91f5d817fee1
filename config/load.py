"""Find, read and merge what the user says; every mistake at once, each with its file, line, column and remedy."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from platformdirs import user_config_path
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from config import document, sources
from config.document import Document
from config.explain import keys_of, sentence
from config.live import Live, contents
from config.problems import MOST, ConfigError, Problem, fault, guess, unreadable
from config.rules import RULES, Rules
from config.seeds import seed
from config.settings import Settings
from config.shape import Shape

__all__ = [
    "ConfigError",
    "Live",
    "Problem",
    "Watch",
    "check_channels",
    "live_rules",
    "live_settings",
    "rules",
    "schema",
    "settings",
    "write_defaults",
]

SEEDS = "seeds"  # in `boards`: the list that comes with the program
What = Literal["settings", "rules"]
DEFAULTS = Path(__file__).resolve().parent / "defaults"


@dataclass(frozen=True, slots=True)
class Watch:
    """One rules file: whom it tells of what."""

    name: str
    rules: Rules
    path: Path
    fingerprint: str  # of what the rules mean: comments and order of keys do not change it
    lines: dict[str, int] = field(default_factory=dict)  # "degree.studying" -> its line in the file
    columns: dict[str, int] = field(default_factory=dict)


def schema(what: What) -> dict[str, Any]:
    """The JSON Schema of a file, for editors and for our own messages."""
    written = _model(what).model_json_schema()
    if what == "rules":
        for name in RULES:
            written["properties"][name].setdefault("anyOf", []).append({"const": "off"})
    return written


def _model(what: What) -> type[BaseModel]:
    return Settings if what == "settings" else Rules


@cache
def _shape(what: What) -> Shape:
    return Shape(schema(what))


# --- settings


def settings(path: Path | None = None, env: Mapping[str, str] | None = None) -> Settings:
    """The settings in force: environment over file over defaults. ConfigError with every problem.

    The file is `path`, else `$SIDEDOOR_SETTINGS`, else `./settings.yaml`, else the one in the user's settings folder,
    else none. Relative paths start at the file's folder, or at the working folder where there is no file.
    """
    env = os.environ if env is None else env
    source = find(path, env)
    outside = sources.environment(env, _shape("settings"))
    try:
        written = document.load(source) if source else Document(Path("settings.yaml"))
    except ConfigError as why:
        raise ConfigError([*why.problems, *outside.problems]) from None
    made, problems = _merge(written, outside)
    problems += islice(_ambiguous(written, "settings"), MOST + 1)
    if made is None or problems:
        raise ConfigError(problems)
    return _placed(made, source, _exposed(written))


def find(path: Path | None, env: Mapping[str, str]) -> Path | None:
    """The settings file: the one named, or the first one that is there; None means the built-in defaults."""
    named = path or (Path(env["SIDEDOOR_SETTINGS"]) if env.get("SIDEDOOR_SETTINGS") else None)
    if named is not None:
        return named.expanduser().absolute()
    usual = (Path("settings.yaml"), user_config_path("sidedoor") / "settings.yaml")
    return next((each.absolute() for each in usual if each.exists()), None)


def _merge(written: Document, outside: sources.Environment) -> tuple[Settings | None, list[Problem]]:
    """Environment over file, by pydantic-settings; and what is wrong in either."""
    problems = [*written.problems, *outside.problems]
    named = written.data.get("channels")
    names = {str(name).lower(): str(name) for name in named} if isinstance(named, dict) else {}
    from_env = sources.EnvironmentSource(Settings, outside.values, names)
    from_file = sources.FileSource(Settings, written.data)
    try:
        return Settings.merged(from_env, from_file), problems
    except ValidationError as why:
        return None, problems + [_explained(each, written, "settings", outside) for each in _fresh(why, written)]


def _fresh(why: ValidationError, written: Document) -> Iterator[ErrorDetails]:
    """The errors about places of which nothing was said yet: a list with a wrong item is not too short as well."""
    errors = why.errors(include_url=False)
    above = {each["loc"][:end] for each in errors for end in range(len(each["loc"]))}
    fresh = (
        each
        for each in errors
        if not (each["type"] == "too_short" and each["loc"] in above)
        and not any(each["loc"][:end] in written.spoiled for end in range(1, len(each["loc"]) + 1))
    )
    return islice(fresh, MOST + 1)


def _explained(
    error: ErrorDetails,
    written: Document,
    what: What,
    outside: sources.Environment | None = None,
) -> Problem:
    """pydantic's error with the place it is about, in the file or in the environment."""
    keys = keys_of(error)
    said = sentence(error, keys, _shape(what))
    origin = outside.origin(keys) if outside else None
    if origin is not None:
        return Problem(origin, 0, 0, said + (" (in the environment, as JSON)" if "a list:" in said else ""))
    at_key = error["type"] == "extra_forbidden" or error["loc"][-1:] == ("[key]",)
    return fault(written.path, said, *(written.keys[keys] if at_key and keys in written.keys else written.place(keys)))


def _ambiguous(written: Document, what: What) -> Iterator[Problem]:
    """Unquoted yes, no, on, off, true and false where neither a switch nor that very word is expected."""
    shape = _shape(what)
    return (
        fault(
            written.path,
            f'`{word}` is ambiguous here (some programs read it as true or false); for the word, write "{word}"',
            *written.values[keys],
        )
        for keys, word in written.plain.items()
        if shape.at(keys) and not shape.means(keys, word)
    )


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
    if "://" in entry or (re.match(r"[a-z]{2,}:", entry) and not entry.lower().endswith(".csv")):
        return entry
    path = _whole(Path(entry), folder)
    return str(path) if entry.lower().endswith(".csv") or path.is_file() else entry


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
    secrets = sources.environment(env, _shape("settings")).files

    def content() -> dict[Path, str]:
        source = pinned or find(path, env)
        return contents(*([source] if source else []), *secrets)

    return Live(lambda _: (settings(pinned or path, env), ()), content)


# --- rules


def rules(path: Path) -> dict[str, Watch]:
    """Every watch: the rules file at `path`, or each *.yaml of that folder, named by its stem.

    ConfigError with every problem of every file.
    """
    watches, problems = _read_rules(path)
    if problems:
        raise ConfigError(problems)
    return watches


def _read_rules(path: Path) -> tuple[dict[str, Watch], list[Problem]]:
    """The watches that can be read, and what is wrong with the others."""
    watches: dict[str, Watch] = {}
    problems: list[Problem] = []
    for file in _rules_files(path):
        try:
            watches[file.stem] = watch(file)
        except ConfigError as why:
            problems += why.problems
    return watches, problems


def _rules_files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    try:
        files = sorted(each for each in path.iterdir() if each.suffix == ".yaml" and not each.name.startswith("."))
    except OSError as why:
        raise ConfigError([unreadable(path, why)]) from None
    if not files:
        raise ConfigError([fault(path, "no rules in this folder; each file named like anna.yaml is a watch")])
    return files


def watch(path: Path) -> Watch:
    """One rules file. ConfigError with every problem in it."""
    written = document.load(path)
    data = _switched(written)
    problems = [*written.problems, *islice(_ambiguous(written, "rules"), MOST + 1)]
    try:
        made = Rules.model_validate(data)
    except ValidationError as why:
        raise ConfigError([*problems, *(_explained(each, written, "rules") for each in _fresh(why, written))]) from None
    if problems:
        raise ConfigError(problems)
    places = {".".join(map(str, keys)): place for keys, place in (written.values | written.keys).items()}
    lines = {name: line for name, (line, _) in places.items()}
    columns = {name: column for name, (_, column) in places.items()}
    return Watch(path.stem, made, path, fingerprint(made), lines, columns)


def _switched(written: Document) -> dict[str, Any]:
    """`degree: off` asks nothing about degrees; `degree: on` asks with the defaults, as an empty section does."""
    data = dict(written.data)
    for name in RULES & data.keys():
        word = written.plain.get((name,), "").lower()
        if word:
            data[name] = None if word in ("off", "no", "false") else {}
            del written.plain[(name,)]
    return data


def fingerprint(rules: Rules) -> str:
    """A hash of what the rules mean; the same for all ways to write the same."""
    meaning = json.dumps(rules.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(meaning.encode()).hexdigest()[:16]


def live_rules(path: Callable[[], Path]) -> Live[dict[str, Watch]]:
    """The watches, read again while running; `path` is asked each time, since the settings may change it."""
    return Live(lambda last: _rules_or_last(path(), last or {}), lambda: contents(path()))


def _rules_or_last(path: Path, last: Mapping[str, Watch]) -> tuple[dict[str, Watch], list[Problem]]:
    """Every watch; for a broken one of a folder, the last good one, so that one person's slip holds up nobody else."""
    watches, problems = _read_rules(path)
    if not watches:
        raise ConfigError(problems)
    broken = {Path(each.file).stem for each in problems} & last.keys()
    return {**{name: last[name] for name in broken}, **watches}, problems


def check_channels(settings: Settings, watches: Mapping[str, Watch]) -> list[Problem]:
    """Channels that rules name and settings do not define."""
    return [
        fault(
            watch.path,
            f"there is no channel `{name}` in the settings: {guess(name, settings.channels, 'channels there')}",
            watch.lines.get(f"channels.{index}", 0),
            watch.columns.get(f"channels.{index}", 0),
        )
        for watch in watches.values()
        for index, name in enumerate(watch.rules.channels or ())
        if name not in settings.channels
    ]


# --- defaults


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
