from __future__ import annotations

import pytest

from crawler.maybe import cannot_be_internship, may_be_internship, of_the_field


@pytest.mark.parametrize(
    "words",
    [
        "Machine Learning Intern",
        "2026 Machine Learning Engineering Undergrad Intern",
        "INTERN_FULL_TIME",
        "Data Scientist Co-op",
        "Software Dev AI/ML Coop",
        "Fall Co op, Robotics",
        "Summer Analyst, Quantitative Research",
        "Student Researcher",
        "Industrial Placement Year",
        "Trainee Data Science",
        "Research Assistant (NLP)",
        "Master's Thesis: Diffusion Models",
        "Research Fellow",
        "Degree Apprentice",
        "Werkstudent*in KI (m/w/d)",
        "Werksstudenten gesucht",
        "working_student",
        "Praktikant:in Bildverarbeitung",
        "Praktikum",
        "HiWi Maschinelles Lernen",
        "Studentische Hilfskraft",
        "Masterarbeit: Zeitreihen",
        "Duales Studium Informatik",
        "Stage PFE - Data Scientist (H/F)",
        "Stagiaire en apprentissage profond",
        "Alternance Data Engineer",
        "Apprenti(e) IA",
        "ESTÁGIO EM CIÊNCIA DE DADOS",
        "Estagiário de Dados",
        "Becario/a de IA",
        "Prácticas de visión artificial",
        "Pasantía en ciencia de datos",
        "Tirocinio machine learning",
        "Afstudeeropdracht AI",
        "Exjobb inom maskininlärning",
        "機械学習インターン",
        "算法实习生",
    ],
)
def test_a_word_of_learning_in_any_of_its_languages_may_be_an_internship(words: str) -> None:
    assert may_be_internship(words)
    assert not cannot_be_internship(words)


@pytest.mark.parametrize(
    "words",
    [
        "International Tax Analyst",
        "Internal Communications Specialist",
        "Internist",
        "Internet Sales Specialist",
        "DataStage Developer",
        "Data Scientist",
        "Junior AI Engineer",
        "Backstage Host",
        "Coopérative de crédit",
        "",
    ],
)
def test_words_that_only_look_alike_do_not_count(words: str) -> None:
    assert not may_be_internship(words)
    assert not cannot_be_internship(words)


@pytest.mark.parametrize(
    "title", ["Senior ML Engineer", "Head of Data", "Staff Scientist", "VP, AI", "Product Manager", "Teamleiter KI"]
)
def test_a_senior_title_cannot_be_an_internship(title: str) -> None:
    assert cannot_be_internship(title)


@pytest.mark.parametrize(
    "title", ["Intern, Product Manager", "Lead Generation Intern", "Staff Scientist Summer Internship"]
)
def test_a_word_of_learning_stands_over_a_senior_one(title: str) -> None:
    assert not cannot_be_internship(title)


@pytest.mark.parametrize(
    "title", ["Data Scientist", "Junior AI Engineer", "NLP/LLM Engineer", "KI-Entwickler", "Ingénieur IA", "ML"]
)
def test_a_title_of_the_field_is_worth_its_text(title: str) -> None:
    assert of_the_field(title)


@pytest.mark.parametrize(
    "title", ["Data Entry Clerk", "Email Marketing", "Maid", "Office Manager", "Kicker Coach", "HTML Developer"]
)
def test_other_titles_are_not(title: str) -> None:
    assert not of_the_field(title)


def test_the_kind_of_employment_counts_as_the_title_does() -> None:
    assert may_be_internship("Data Science, Ports", "Part-time, Internship")
