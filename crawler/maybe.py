"""Could this posting be an internship? Asked before a page is fetched, so it errs on the generous side.

Whether it is one is judged later, from the full text. Here a wrong "yes" costs a request, a wrong "no" a role.
"""

from __future__ import annotations

import re
import unicodedata

_START, _END = r"(?<![^\W_])", r"(?![^\W_])"  # "intern_part_time" holds the word, "international" does not

# Stems stand for all their endings; the rest are whole words. Written without accents: the text is folded first.
_STEMS = (
    "internship apprentic traineeship fellowship undergrad placement "  # English
    "praktik werkstud werksstud studentisch studierend hiwi hilfskraft hilfskraeft abschlussarbeit bachelorarbeit "
    "masterarbeit bachelorand masterand diplomand diplomarbeit azubi ausbildung volontar "  # German
    "stagiair alternan apprenti etudiant "  # French, Dutch
    "estagi bolsist estudant aprendiz "  # Portuguese
    "becari pasant practicant estudiant "  # Spanish
    "tirocin stagist afstudeer exjobb examensarbet sommarjobb sommerjobb staz praktyk harjoittel"  # Italian to Finnish
).split()
_WORDS = (
    "interns? co-?ops? students? trainees? externs? externship graduates? grads? fellows? thesis theses dissertation "
    "summer campus phd pfe stages? practicas? beca becas hilfskrafte trainee-programm"
).split()
_PHRASES = (
    r"co op",
    r"(?:research|teaching|student) assistants?",
    r"work(?:ing)? (?:student|experience)",
    r"year in industry",
    r"early[ -]careers?",
    r"dual\w* stud\w*",
    r"インターン",
    r"实习",
    r"實習",
    r"인턴",
)
_SAYS = re.compile(
    rf"{_START}(?:(?:{'|'.join(_STEMS)})\w*|(?:{'|'.join(_WORDS)}){_END}|(?:{'|'.join(_PHRASES[:-4])}){_END})"
    rf"|{'|'.join(_PHRASES[-4:])}"
)
_SENIOR = re.compile(
    rf"{_START}(?:senior|sr|staff|principal|director|head of|chief|vp|president|manager|lead|\w*leiter\w*|executive"
    rf"|supervisor|architect|attorney|counsel|nurse|physician){_END}"
)
_OF_THE_FIELD = re.compile(
    rf"{_START}(?:(?:machine|deep|reinforcement) learning|ml|mlops|ai|ki|ia|artificial intelligence|gen ?ai|llms?|nlp"
    rf"|data (?:scien\w+|mining)|datenwissenschaft\w*|computer vision|algorithms?|applied scientist"
    rf"|research (?:scientist|engineer)|(?:kunstliche|kuenstliche) intelligenz|intelligence artificielle"
    rf"|inteligencia artificial|apprentissage automatique|aprendizaje automatico|aprendizado de maquina){_END}"
)


def may_be_internship(*words: str) -> bool:
    """Does a title, a kind of employment or a level use a word of learning, in one of a dozen languages?"""
    return any(_SAYS.search(_folded(each)) for each in words)


def of_the_field(title: str) -> bool:
    """Does a title speak of machine learning? Some such internships say only in their text that they are one."""
    return bool(_OF_THE_FIELD.search(_folded(title)))


def cannot_be_internship(title: str) -> bool:
    """Is this the title of a senior role, with no word of learning in it?"""
    return bool(_SENIOR.search(_folded(title))) and not may_be_internship(title)


def _folded(text: str) -> str:
    """`text` in lower case, without accents; no more of it than a title has."""
    letters = unicodedata.normalize("NFKD", text[:500].casefold())
    return "".join(each for each in letters if not unicodedata.combining(each))
