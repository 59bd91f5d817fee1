"""Markup to plain text: the shapes boards really send, and the ones an enemy would."""

from __future__ import annotations

import time
import tracemalloc
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.clean import MOST, line, plain

SHAPES = {
    "paragraphs": ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
    "breaks": ("One.<br>Two.<br/>Three.", "One.\nTwo.\nThree."),
    "list": ("<h3>Needs</h3><ul><li>Python</li><li>SQL</li></ul>", "Needs\n\n- Python\n- SQL"),
    "paragraph in item": ("<ul><li><p>Python</p></li><li><p>SQL</p></li></ul>", "- Python\n- SQL"),
    "inline tags join": ("<p>un<b>der</b>graduate <i>students</i></p>", "undergraduate students"),
    "source line ends are blanks": ("<p>currently\n   enrolled</p>", "currently enrolled"),
    "bold line": ("<p><strong>About you</strong></p><p>You study.</p>", "About you\n\nYou study."),
    "upper case tags": ("<STRONG>Overview</STRONG><BR><BR>Text", "Overview\n\nText"),
    "escaped": ("&lt;p&gt;Bachelor&#39;s &amp;amp; Master&#39;s&lt;/p&gt;", "Bachelor's & Master's"),
    "escaped twice": ("&amp;lt;p&amp;gt;R&amp;amp;D&amp;lt;/p&amp;gt;", "R&D"),
    "escaped within html": ("<div>&lt;ul&gt;&lt;li&gt;Python&lt;/li&gt;&lt;/ul&gt;</div>", "- Python"),
    "entities": ("<p>caf&eacute;&nbsp;&ndash; a&amp;nbsp;b</p>", "café – a b"),
    "flat": ("We train models. You help.", "We train models. You help."),
    "less and more": ("GPA > 3.0 and < 5 years, a<b", "GPA > 3.0 and < 5 years, a<b"),
    "generic types stay": ("Vec<T> and map<string>", "Vec<T> and map<string>"),
    "markdown": ("## Needs\n\n* **Python**\n* [SQL](https://x.example/a)\n", "Needs\n\n- Python\n- SQL"),
    "markdown escapes": ("\\- Python\n\\- C\\+\\+", "- Python\n- C++"),
    "markdown emphasis": ("An *undergraduate* with snake_case and 2 * 3", "An undergraduate with snake_case and 2 * 3"),
    "rules": ("A\n\n---\n\nB", "A\n\nB"),
    "bullets in a row": ("You: • Python • SQL", "You:\n- Python\n- SQL"),
    "bullets of all sorts": ("• a\n– b\n* c\n1. d\n2) e", "- a\n- b\n- c\n- d\n- e"),
    "a lone bullet joins": ("•\nPython\n•\nSQL", "- Python\n- SQL"),
    "typed list in html": ("<p>Needs:\n- Python\n- SQL</p>", "Needs:\n- Python\n- SQL"),
    "table": (
        "<table><tr><td>Pay</td><td>30</td></tr><tr><td>Start</td><td>May</td></tr></table>",
        "Pay 30\nStart May",
    ),
    "scripts, styles, comments": ("<style>p{}</style>A<!-- <p>no</p> --><script>x<1</script>B", "A B"),
    "comment without end": ("<p>A<!-- B</p>", "A"),
    "sibling divisions": ("<div>a</div><div>b</div>c", "a\n\nb\nc"),
    "invisible": ("un\u200bder\xadgra\u202eduate\x00\ud800", "undergraduate"),
    "line ends": ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
    "many blank lines": ("a\n\n\n\n \nb", "a\n\nb"),
    "nothing": ("", ""),
    "only tags": ("<p> </p><div></div>", ""),
}


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_becomes_lines_and_lists(name: str) -> None:
    markup, text = SHAPES[name]
    assert plain(markup) == text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  ML\tIntern \n Summer ", "ML Intern Summer"),
        ("R&amp;D Intern", "R&D Intern"),
        ("Intern\x00\u202e (m/f)", "Intern (m/f)"),
        ("x" * 400, "x" * 299 + "…"),
        ("", ""),
    ],
)
def test_a_title_is_one_clean_line(raw: str, clean: str) -> None:
    assert line(raw) == clean


ENEMIES = [
    "<b>", "<p><b>x", "<div>", "<a href=x>y", "<table><td>", "<", "<a ", "&", "&amp;", "&lt;p&gt;", "<li>x", "<p><!--", "<p><script>",
    "*", "* ", "**a", "[", "[a](", "# ", "\n", "<p>\n ", "•", " ", "__a", "- ", "\n```", "\n# a #", "é\u200b<p>", "\\", "~~~", "1. ",
]  # fmt: skip


@pytest.mark.parametrize("piece", ENEMIES)
def test_five_megabytes_of_anything_are_read_in_bounded_time(piece: str) -> None:
    markup = "<p>x</p>" + piece * (5_000_000 // len(piece))
    start = time.process_time()
    plain(markup)
    assert time.process_time() - start < 4  # 0.7 s at worst on an idle machine


def test_memory_of_five_megabytes_is_bounded() -> None:
    markup = "<p>Train models on <b>images</b>.</p>" * 140_000
    tracemalloc.start()
    try:
        plain(markup)
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()


def test_the_end_of_a_very_long_description_is_read() -> None:
    text = plain("<p>About us.</p>" * MOST + "<p>PhD students only.</p>")
    assert text.startswith("About us.")
    assert text.endswith("PhD students only.")
    assert len(text) <= MOST


@given(st.text(alphabet=st.one_of(st.sampled_from("<>/&;lipbr-*•#[]() \n\r\t\\_"), st.characters()), max_size=300))
def test_whatever_comes_nothing_invisible_is_left(markup: str) -> None:
    text = plain(markup)
    assert text == text.strip()
    assert not any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in text if char != "\n")
    text.encode("utf-8")
    assert "\n\n\n" not in text
    assert "  " not in text


@given(st.text(max_size=400))
def test_a_line_is_always_one_short_line(text: str) -> None:
    clean = line(text)
    assert "\n" not in clean
    assert len(clean) <= 300
    clean.encode("utf-8")


def test_text_broken_to_the_width_of_a_screen_is_made_whole() -> None:
    text = "You will help us to build models that read satellite pictures,\nand to measure how well they do it.\nYou like Python."
    assert plain(text).split("\n") == [
        "You will help us to build models that read satellite pictures, and to measure how well they do it.",
        "You like Python.",
    ]
    assert plain("Python\nlinux\ngit").split("\n") == ["Python", "linux", "git"]
