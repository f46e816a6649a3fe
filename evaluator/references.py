"""Checking that every id in content resolves, and that every rule can be satisfied."""

from collections.abc import Iterator, Sequence, Set

from evaluator.addresses import Addresses
from evaluator.buying import Marketplace
from evaluator.declaration import Declaration, Pain
from evaluator.errors import Problem
from evaluator.origins import Origin, Origins
from evaluator.pages import Plan
from evaluator.reading import Place
from evaluator.routes import Destination, Route
from evaluator.rules import NOT_SURE, All, AnyOf, Bound, Choice, Condition, Not, Rule, satisfying


def check_references(declaration: Declaration, origins: Origins) -> Iterator[Problem]:
    """Yield every id that resolves to nothing, and every rule that nothing satisfies."""
    checks = _References(declaration, origins)
    yield from checks.pains_and_rules()
    yield from checks.reading_matter()
    yield from checks.questions()
    yield from checks.routes()
    yield from checks.scenarios()
    yield from checks.ids_inside()


def missing(
    origin: Origin, place: Place, word: str, wanted: Sequence[str], known: Set[str] | None
) -> Iterator[Problem]:
    """Yield a problem for each id wanted that is not among those known; None says nothing can be told."""
    for number, identifier in enumerate(wanted):
        if known is not None and identifier not in known:
            names = ", ".join(sorted(known)) or "none"
            spot = (*place, identifier) if place == ("marks",) else (*place, number)
            yield origin.problem(spot, f"no {word} has the id “{identifier}”", f"Use one of: {names}")


class _References:
    def __init__(self, declaration: Declaration, origins: Origins) -> None:
        self._declaration = declaration
        self._origins = origins
        pains = frozenset(pain.id for pain in declaration.product.pains)
        self._pains = None if origins.anything_broken("product") else pains
        self._destinations = frozenset(declaration.destination)
        self._addresses = Addresses(declaration, origins)

    def pains_and_rules(self) -> Iterator[Problem]:
        product = self._origins.of("product")
        statements = self._origins.ids("statements")
        yield from missing(product, ("leading",), "statement", self._declaration.product.leading, statements)
        for statement in self._declaration.statements:
            origin = self._origins.of("statements", statement.id)
            yield from missing(origin, ("pains",), "pain", statement.pains, self._pains)
            if statement.when is not None:
                yield from self._rule(origin, ("when",), statement.when)

    def reading_matter(self) -> Iterator[Problem]:
        statements = self._origins.ids("statements")
        facts = self._origins.ids("facts")
        for name in ("personas", "use_cases", "examples", "pages", "talks"):
            for value in getattr(self._declaration, name):
                origin = self._origins.of(name, value.id)
                cited = getattr(value, "statements", ())
                yield from missing(origin, ("statements",), "statement", cited, statements)
                yield from missing(origin, ("facts",), "fact", getattr(value, "facts", ()), facts)
                yield from missing(origin, ("pains",), "pain", getattr(value, "pains", ()), self._pains)

    def questions(self) -> Iterator[Problem]:
        personas = self._origins.ids("personas")
        for question in self._declaration.questions:
            origin = self._origins.of("questions", question.id)
            yield from missing(origin, ("asked_of",), "persona", question.asked_of, personas)
            ids = [option.id for option in question.options]
            for number, option in enumerate(ids):
                if option == NOT_SURE or option in ids[:number]:
                    fault = f"the option “{option}” cannot be declared twice, and “{NOT_SURE}” never"
                    yield origin.problem(("options", number, "id"), fault, "Give it another id or remove it")

    def routes(self) -> Iterator[Problem]:
        if self._origins.anything_broken("routes"):
            return
        origin = self._origins.of("routes")
        routes = self._declaration.routes
        yield from self._rule(origin, ("qualification", "when"), routes.qualification.when)
        for number, route in enumerate(routes.routes):
            yield from missing(origin, ("routes", number, "to"), "destination", [route.to], self._destinations)
            yield from missing(origin, ("routes", number, "also"), "destination", route.also, self._destinations)
        for number, destination in enumerate(routes.destinations):
            if destination.leads_to.startswith("/") and not self._addresses.is_page(destination.leads_to):
                fault = f"no page of this site has the address “{destination.leads_to}”"
                yield origin.problem(("destinations", number, "leads_to"), fault, "Correct the address or add the page")

    def scenarios(self) -> Iterator[Problem]:
        ids = self._origins.ids
        broken = self._origins.anything_broken("routes")
        routes = None if broken else frozenset(route.id for route in self._declaration.routes.routes)
        for scenario in self._declaration.scenarios:
            origin = self._origins.of("scenarios", scenario.id)
            expect = scenario.expect
            yield from missing(origin, ("persona",), "persona", [scenario.persona], ids("personas"))
            yield from missing(origin, ("marks",), "statement", list(scenario.marks), ids("statements"))
            yield from missing(origin, ("expect", "route"), "route", [expect.route], routes)
            yield from missing(origin, ("expect", "receipts"), "statement", expect.receipts, ids("statements"))
            for question, answer in scenario.answers.items():
                yield from self._options(origin, ("answers", question), question, [answer], unsure=(NOT_SURE,))

    def ids_inside(self) -> Iterator[Problem]:
        """Yield the ids given twice inside one file."""
        declaration = self._declaration
        routes, pricing, buying = declaration.routes, declaration.pricing, declaration.buying
        lists: tuple[tuple[str, Place, str, Sequence[Pain | Destination | Route | Plan | Marketplace]], ...] = (
            ("product", ("pains",), "pain", declaration.product.pains),
            ("routes", ("destinations",), "destination", routes.destinations),
            ("routes", ("routes",), "route", routes.routes),
            ("pricing", ("plans",), "plan", pricing.plans if pricing is not None else ()),
            ("buying", ("marketplaces",), "marketplace", buying.marketplaces if buying is not None else ()),
        )
        for name, place, word, entries in lists:
            ids = [entry.id for entry in entries]
            for number, identifier in enumerate(ids):
                if identifier in ids[:number]:
                    fault = f"the id “{identifier}” is taken by an earlier {word}"
                    spot = (*place, number, "id")
                    yield self._origins.of(name).problem(spot, fault, "Give one of the two another id")

    def _rule(self, origin: Origin, place: Place, rule: Rule) -> Iterator[Problem]:
        match rule:
            case All(all=parts):
                for number, part in enumerate(parts):
                    yield from self._rule(origin, (*place, "all", number), part)
            case AnyOf(any=parts):
                for number, part in enumerate(parts):
                    yield from self._rule(origin, (*place, "any", number), part)
            case Not(part=part):
                yield from self._rule(origin, (*place, "not"), part)
            case Choice(question=question, options=options):
                yield from self._options(origin, place, question, options)
            case Bound():
                yield from self._bound(origin, place, rule)

    def _options(
        self, origin: Origin, place: Place, question: str, options: Sequence[str], unsure: tuple[str, ...] = ()
    ) -> Iterator[Problem]:
        # A rule cannot name "not sure": that answer leaves it open, whatever it says.
        yield from missing(origin, (*place, "question"), "question", [question], self._origins.ids("questions"))
        if question in self._declaration.question:
            known = frozenset(self._declaration.question[question].values) | frozenset(unsure)
            yield from missing(origin, (*place, "in"), f"option of “{question}”", options, known)

    def _bound(self, origin: Origin, place: Place, bound: Bound) -> Iterator[Problem]:
        if bound.at_least is None and bound.at_most is None:
            yield origin.problem(place, "this condition names no answer", "Add “in:”, “at_least:” or “at_most:”")
            return
        yield from self._options(origin, place, bound.question, ())
        if bound.question in self._declaration.question and not self._reached(bound):
            fault = f"no option of “{bound.question}” has a value that satisfies this"
            yield origin.problem(place, fault, "Give the options a “value:” or change the bound")

    def _reached(self, condition: Condition) -> bool:
        return bool(satisfying(condition, self._declaration.question[condition.question].values))
