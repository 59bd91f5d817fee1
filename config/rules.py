"""`rules.yaml`: what the student says to each rule. One section a rule; a section that is absent is not asked."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from config.patterns import Word
from config.units import Duration

Unsure = Literal["keep", "drop"]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Month = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]


class Section(BaseModel):
    """What the user says to one rule. An unknown key is an error, never a silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Work(StrEnum):
    """Kinds of post that may count as an internship."""

    INTERNSHIP = "internship"
    CO_OP = "co-op"
    WORKING_STUDENT = "working student"
    THESIS = "thesis"
    RESEARCH_ASSISTANT = "research assistant"


class Field_(StrEnum):  # noqa: N801  # pydantic has the name without the mark
    """What the person's own work is about."""

    MACHINE_LEARNING = "machine learning"
    DATA_SCIENCE = "data science"
    DATA_ANALYSIS = "data analysis"
    DATA_ENGINEERING = "data engineering"
    AI_USE = "ai tools"
    SOFTWARE = "software"


class Level(StrEnum):
    """The degree someone studies for."""

    HIGH_SCHOOL = "high school"
    ASSOCIATE = "associate"
    BACHELOR = "bachelor"
    MASTER = "master"
    PHD = "phd"


class Role(Section):
    """Is it an internship?"""

    when_unsure: Unsure = "drop"
    kinds: tuple[Work, ...] = Field(default=tuple(Work), description="Which kinds of student post to keep.")


class FieldOfWork(Section):
    """Is the person's own work machine learning, or merely near it?"""

    when_unsure: Unsure = "drop"
    wanted: tuple[Field_, ...] = Field(
        default=(Field_.MACHINE_LEARNING, Field_.DATA_SCIENCE), description="Which fields of work to keep."
    )


class Degree(Section):
    """May someone who studies for this degree apply?"""

    when_unsure: Unsure = "keep"
    studying: Level = Level.BACHELOR
    year: int | None = Field(default=None, ge=1, le=6, description="Year of study now: 1 is the first.")
    subject: Text | None = Field(default=None, description="Field of study, such as computer science.")


class Graduation(Section):
    """Does the listing admit someone who graduates then?"""

    when_unsure: Unsure = "keep"
    on: Month = Field(description="Month of graduation, such as 2028-05.")


class Season(Section):
    """Does it take place when the student is free?"""

    when_unsure: Unsure = "keep"
    terms: tuple[Text, ...] = Field(min_length=1, description='Terms that suit, such as "summer 2027".')


class Location(Section):
    """Is it somewhere the student can be?"""

    when_unsure: Unsure = "keep"
    places: tuple[Text, ...] = Field(default=(), description="Cities, states or countries; none means anywhere.")
    remote: Literal["yes", "no", "only"] = Field(default="yes", description="Does a remote role suit?")


class Authorization(Section):
    """May the student work there?"""

    when_unsure: Unsure = "keep"
    citizen_of: tuple[Text, ...] = Field(default=(), description="Countries of citizenship, such as US.")
    may_work_in: tuple[Text, ...] = Field(default=(), description="Countries where no sponsorship is needed.")
    clearance: bool = Field(default=False, description="Holds, or can get, a security clearance.")


class CompanySize(Section):
    """Is the company small enough?"""

    at_most: int | None = Field(default=500, ge=1, description="People at the company, at most.")
    at_least: int | None = Field(default=None, ge=1)
    unknown: Literal["keep", "probable", "drop"] = Field(
        default="keep", description="Companies of unknown size: keep them, keep only probably small ones, or drop them."
    )
    never: tuple[Text, ...] = Field(default=(), description="Names or domains never to hear of.")
    always: tuple[Text, ...] = Field(default=(), description="Names or domains welcome at any size.")


class Age(Section):
    """Is it fresh enough?"""

    when_unsure: Unsure = "keep"
    at_most: Duration = timedelta(days=45)


class Words(Section):
    """The user's own words: plain words, or patterns between slashes (`/comput(er|ational) vision/`)."""

    when_unsure: Unsure = "keep"
    require: tuple[Word, ...] = Field(default=(), description="At least one of these must occur.")
    exclude: tuple[Word, ...] = Field(default=(), description="None of these may occur.")
    on: tuple[Literal["title", "company", "description"], ...] = Field(
        default=("title", "company", "description"), min_length=1
    )


class Rules(Section):
    """One rules file: one watch."""

    role: Role | None = Role()
    field: FieldOfWork | None = FieldOfWork()
    degree: Degree | None = Degree()
    graduation: Graduation | None = None
    season: Season | None = None
    location: Location | None = None
    authorization: Authorization | None = None
    company_size: CompanySize | None = CompanySize()
    age: Age | None = Age()
    words: Words | None = None
    channels: tuple[Text, ...] | None = Field(default=None, description="Channels to tell; all of them when absent.")

    def only(self, names: frozenset[str]) -> Rules:
        """These rules with every rule but the named ones left unasked."""
        return self.model_copy(update=dict.fromkeys(RULES - names))


RULES = frozenset(Rules.model_fields) - {"channels"}
