"""The boards that the settings list: CSV files, `kind:token` words and URLs; a line for every mistake."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from config import tables
from config.live import Live, contents
from config.problems import ConfigError, Problem, guess
from config.settings import Settings
from crawler.listing import Board
from crawler.recognise import forbidden, kinds, recognise


class NoBoard(ValueError):
    """The words name no board; the message says what would be right."""


def wanted(settings: Settings) -> tuple[list[Board], list[Problem]]:
    """Every board that the settings list, each once, in the order given; and what is wrong with the rest."""
    found: dict[tuple[str, str], Board] = {}
    problems: list[Problem] = []
    for index, entry in enumerate(settings.boards):
        try:
            boards = [*_from_file(Path(entry), problems)] if _is_file(entry) else [named(entry)]
        except ValueError as why:
            problems.append(settings.problem(f"boards.{index}", str(why)))
            continue
        for board in boards:
            found.setdefault((board.kind, board.token), board)
    return list(found.values()), problems


def live(settings: Settings) -> Live[list[Board]]:
    """The list as its files say it while the program runs. What is wrong to begin with is not said here again."""

    def read(last: list[Board] | None) -> tuple[list[Board], list[Problem]]:
        found, problems = wanted(settings)
        if problems and last is not None:
            raise ConfigError(problems)  # half a list would take boards away that nobody meant to take away
        return found, []

    files = [Path(each) for each in settings.boards if _is_file(each)]
    return Live(read, lambda: contents(*files))


def _is_file(entry: str) -> bool:
    return entry.lower().endswith(".csv")


def _from_file(path: Path, problems: list[Problem]) -> Iterator[Board]:
    try:
        columns = ("kind", "token", "company", "website")
        for number, row in tables.rows(path, columns, problems, required=columns[:2]):
            try:
                yield _known_kind(Board(row["kind"], row["token"], row["company"], row["website"]))
            except ValueError as why:
                problems.append(Problem(str(path), number, 0, str(why)))
    except ConfigError as why:
        problems.extend(why.problems)


def named(word: str) -> Board:
    """The board that a person means by `kind:token` or a URL; NoBoard says what would be right."""
    if refusal := forbidden(word):
        raise NoBoard(f"{word}: {refusal}")
    kind, colon, token = word.partition(":")
    if colon and token and not token.startswith("//"):
        return _known_kind(Board(kind, token))
    link = recognise(word)
    if link is None or not link.token:
        raise NoBoard(
            f"{word}: no board is known by this address; try `sidedoor board add {word}`, which looks at the page"
            if "." in word
            else f"{word}: neither kind:token (such as lever:acme), nor a URL, nor a file of boards (.csv)"
        )
    return link.board


def _known_kind(board: Board) -> Board:
    if board.kind not in kinds():
        raise NoBoard(f"no kind of board is called `{board.kind}`: {guess(board.kind, kinds(), 'kinds')}")
    if not board.token.strip():
        raise NoBoard("a board without a token")
    return board
