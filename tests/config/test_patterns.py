"""The user's patterns: found whatever their case, in linear time, and refused when RE2 cannot have them."""

from __future__ import annotations

import time

import pytest

from config.patterns import compile_pattern, pattern


@pytest.mark.parametrize(
    ("word", "inner"),
    [("/a.c/", "a.c"), ("a/c", None), ("/", None), ("//", None), ("/a", None), ("C++", None), ("/a/b/", "a/b")],
)
def test_a_pattern_stands_between_slashes(word: str, inner: str | None) -> None:
    assert pattern(word) == inner


def test_case_is_of_no_matter() -> None:
    assert compile_pattern("comput(er|ational) vision").search("Computational VISION intern")


@pytest.mark.parametrize("written", ["(a+)+$", "(a|aa)*$", "(.*a){20}$", "(x+x+)+y"])
def test_patterns_that_explode_elsewhere_take_no_time_here(written: str) -> None:
    found = compile_pattern(written)
    text = ("a" * 60 + "x" * 60 + "! ") * 80  # about as long as a long listing
    begun = time.monotonic()

    found.search(text)

    assert time.monotonic() - begun < 0.05


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("(?=a)", "looking ahead or behind"),
        ("(?<!a)b", "looking ahead or behind"),
        (r"(a)\1", "referring back"),
        ("(?P<n>a)(?P=n)", "referring back"),
        ("a++", "possessive repeats"),
        ("[z-a]", "invalid character class range: z-a"),
        ("*", "no argument for repetition operator"),
        ("((((a{100}){100}){100}){100})", "is no pattern we can use"),
    ],
)
def test_what_cannot_be_had_is_said(written: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        compile_pattern(written)
