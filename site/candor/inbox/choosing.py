"""What a rep chose to see: filters and words in the address, which is how a view is saved and passed on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from candor.records.finding import Wanted
from candor.records.working import Status
from evaluator.declaration import Declaration
from evaluator.hours import overdue_before

OPEN, ANY = "open", "any"
STATUSES = {
    OPEN: "Open",
    Status.NEW: "New",
    Status.TAKEN: "Taken",
    Status.REPLIED: "Replied to",
    Status.BOOKED: "Meeting booked",
    Status.CLOSED: "Closed",
    ANY: "Open or closed",
}
LONGEST = 200
TICKED = "y"


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a filter, and whether it is chosen."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """What the address asks for; what is empty narrows nothing."""

    words: str = ""
    status: str = OPEN
    route: str = ""
    statement: str = ""
    persona: str = ""
    source: str = ""
    mine: bool = False
    overdue: bool = False

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Choice":
        """Return what a query asks for; a status that is none counts as open."""
        text = {name: query.get(name, "").strip()[:LONGEST] for name in ("route", "statement", "persona", "source")}
        status = query.get("status", OPEN)
        return cls(
            words=" ".join(query.get("q", "").split())[:LONGEST],
            status=status if status in STATUSES else OPEN,
            mine=query.get("mine") == TICKED,
            overdue=query.get("overdue") == TICKED,
            **text,
        )

    @property
    def query(self) -> dict[str, str]:
        """The query that asks for this again."""
        asked = {
            "q": self.words,
            "status": "" if self.status == OPEN else self.status,
            "route": self.route,
            "statement": self.statement,
            "persona": self.persona,
            "source": self.source,
            "mine": TICKED if self.mine else "",
            "overdue": TICKED if self.overdue else "",
        }
        return {name: value for name, value in asked.items() if value}

    @property
    def narrows(self) -> bool:
        """Tell whether anything but open leads is asked for."""
        return bool(self.query)

    def wanted(self, rep_id: str, declaration: Declaration, now: datetime) -> Wanted:
        """Return the leads that a rep asks for."""
        hours = declaration.product.contact.hours
        tokens = [
            f"status:{self.status}" if self.status != ANY else "",
            f"route:{self.route}" if self.route else "",
            f"statement:{self.statement}" if self.statement else "",
            f"persona:{self.persona}" if self.persona else "",
            f"source:{self.source.lower()}" if self.source else "",
            f"rep:{rep_id}" if self.mine else "",
        ]
        owed_before = overdue_before(hours, now) if hours else now
        return Wanted(
            tuple(token for token in tokens if token), self.words, owed_before=owed_before if self.overdue else None
        )


VIEWS: Mapping[str, Mapping[str, str]] = {
    "Open": {},
    "Mine": {"mine": TICKED},
    "New": {"status": Status.NEW},
    "Overdue": {"overdue": TICKED},
    "Closed": {"status": Status.CLOSED},
}
"""What reps look for most, each as the query that asks for it."""


@dataclass(frozen=True, slots=True)
class View:
    """A list that one click shows, and whether it is the one that is shown."""

    label: str
    query: Mapping[str, str]
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters as the form shows them, and in words what they narrow the list to."""

    choice: Choice
    selects: tuple[tuple[str, str, tuple[Option, ...]], ...]

    @property
    def views(self) -> tuple[View, ...]:
        """The lists that one click shows."""
        return tuple(View(label, query, query == self.choice.query) for label, query in VIEWS.items())

    @property
    def in_words(self) -> tuple[str, ...]:
        """What is asked for, one part a filter that narrows."""
        chosen = [
            f"{label.lower()}: {option.label}"
            for name, label, options in self.selects
            for option in options
            if option.chosen and option.value and name in self.choice.query
        ]
        more = {
            f"with the words “{self.choice.words}”": self.choice.words,
            f"that came from {self.choice.source}": self.choice.source,
            "that are yours": self.choice.mine,
            "that wait longer than they should": self.choice.overdue,
        }
        return (*(words for words, asked in more.items() if asked), *chosen)


def filters_of(choice: Choice, declaration: Declaration) -> Filters:
    """Return the filters with every value that the declaration offers."""
    statements = ((one.id, one.heading) for one in (*declaration.is_for, *declaration.is_not_for))
    return Filters(
        choice,
        (
            ("status", "State", _options(choice.status, STATUSES.items())),
            ("route", "Route", _all_or(choice.route, ((one.id, one.id) for one in declaration.routes.routes))),
            ("persona", "Persona", _all_or(choice.persona, ((one.id, one.name) for one in declaration.personas))),
            ("statement", "Statement that counted", _all_or(choice.statement, statements)),
        ),
    )


def _all_or(chosen: str, values: Iterable[tuple[str, str]]) -> tuple[Option, ...]:
    """Return the options with "all" first; a value that is declared no longer is still shown as chosen."""
    known = dict(values)
    return _options(chosen, [("", "All"), *({chosen: chosen} | known if chosen else known).items()])


def _options(chosen: str, values: Iterable[tuple[str, str]]) -> tuple[Option, ...]:
    return tuple(Option(value, label, value == chosen) for value, label in values)
