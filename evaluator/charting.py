"""The chart of one persona: verdict and route as a decision diagram over marks and answers.

Marks enter as few variables, because most of them act alike: that some *is* is marked
true, that some limit is, how far some exclusion is, and, for an exclusion with a rule,
what the visitor said of it beside the answers.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import prod
from typing import Any

from evaluator.declaration import Declaration
from evaluator.diagrams import Diagrams, Node
from evaluator.evaluation import Mark
from evaluator.judging import kind_of, questions_in, truth_of, truth_of_rule
from evaluator.questions import Question
from evaluator.routes import Tier, VerdictKind
from evaluator.routing import route_for
from evaluator.rules import All, AnyOf, Not, Rule, Truth, conjunction, disjunction, negation
from evaluator.statements import Statement

FIT_MARKED, LIMIT_MARKED, EXCLUSION_MARKED = 0, 1, 2
"""The variables of marks that act alike: no or yes; for exclusions no, not sure or yes."""

EXCLUSION_LEVELS = (Truth.NO, Truth.NOT_SURE, Truth.YES)
OWN_MARKS = (None, Mark.NO, Mark.NOT_SURE)
"""What an exclusion with a rule may be marked beside "yes", which counts in EXCLUSION_MARKED."""


@dataclass(frozen=True, slots=True)
class End:
    """Where a complete evaluation ends."""

    kind: VerdictKind
    route: str


def asked_questions(declaration: Declaration, persona: str) -> tuple[Question, ...]:
    """Return the questions that this persona may be asked, in the declared order."""
    return tuple(
        question for question in declaration.questions if not question.asked_of or persona in question.asked_of
    )


class Chart:
    """The diagrams of one persona over one shared store of nodes.

    ``kinds`` maps to the verdict and ``ends`` to End; each of ``conditions`` to whether
    that statement is a condition of a *fit if*, each of ``truths`` to whether a statement
    with a rule holds; ``kinds_below`` are the verdicts that each node of ``kinds`` can
    still lead to. Questions are variables in declared order, so the first variable that
    a restricted diagram asks is the next question that can still change it.
    """

    def __init__(self, declaration: Declaration, persona: str, store: Diagrams | None = None) -> None:
        """Chart a persona, in the store of another persona who is asked the same questions where there is one."""
        self.declaration = declaration
        self.questions = asked_questions(declaration, persona)
        self._ruled = tuple(one for one in declaration.is_not_for if one.rules_out and one.when is not None)
        self.variables = self._order()
        self.question_at = {self.variables[f"question:{one.id}"]: one for one in self.questions}
        self.exclusion_at = {self.variables[f"mark:{one.id}"]: one for one in self._ruled}
        sizes = {FIT_MARKED: 2, LIMIT_MARKED: 2, EXCLUSION_MARKED: 3}
        sizes |= {number: len(one.answers) for number, one in self.question_at.items()}
        sizes |= {number: len(OWN_MARKS) for number in self.exclusion_at}
        self.diagrams = store if store is not None else Diagrams([sizes[number] for number in range(len(sizes))])
        self.kinds = self._kind_node()
        self.kinds_below = self._kinds_below()
        self.ends = self._end_node(declaration.tier_of(persona))
        self.truths = {one.id: self._truth_node(one) for one in declaration.statements if one.when is not None}
        self.qualified = self.rule_node(declaration.routes.qualification.when)
        under_conditions = self.diagrams.combine(_is_fit_if, self.kinds, self.diagrams.leaf(None))
        self.conditions = {
            one.id: self.diagrams.both(under_conditions, self._condition_node(one)) for one in declaration.is_not_for
        }

    def fixed(self, marks: Mapping[str, Mark]) -> dict[int, int]:
        """Return the values of all mark variables for a visitor's marks."""
        of = self.declaration.statement
        known = [(of[statement], mark) for statement, mark in marks.items() if statement in of]
        level = Truth.NO
        for statement, mark in known:
            if statement.rules_out and mark is Mark.YES:
                level = Truth.YES
            elif statement.rules_out and statement.when is None and mark is Mark.NOT_SURE and level is Truth.NO:
                level = Truth.NOT_SURE
        values = {
            FIT_MARKED: int(any(one.kind == "is" and mark is Mark.YES for one, mark in known)),
            LIMIT_MARKED: int(any(one.limits and mark is Mark.YES for one, mark in known)),
            EXCLUSION_MARKED: EXCLUSION_LEVELS.index(level),
        }
        for number, statement in self.exclusion_at.items():
            own = marks.get(statement.id)
            values[number] = OWN_MARKS.index(Mark.NO if own is Mark.YES else own)
        return values

    def _kinds_below(self) -> dict[Node, frozenset[VerdictKind]]:
        known: dict[Node, frozenset[VerdictKind]] = {}

        def visit(node: Node) -> frozenset[VerdictKind]:
            if node not in known:
                branch = self.diagrams.at(node)
                found: set[VerdictKind] = set()
                if branch is None:
                    found.add(self.diagrams.value(node))
                else:
                    for child in set(branch.children):
                        found |= visit(child)
                known[node] = frozenset(found)
            return known[node]

        visit(self.kinds)
        return known

    def _order(self) -> dict[str, int]:
        """Number the variables: an exclusion's own mark right after the last question of its rule."""
        order = {"fit": FIT_MARKED, "limit": LIMIT_MARKED, "exclusion": EXCLUSION_MARKED}
        waiting = {one.id: set(questions_in(one.when)) for one in self._ruled}
        asked = {one.id for one in self.questions}
        passed = {question for needs in waiting.values() for question in needs if question not in asked}
        for question in (None, *self.questions):
            if question is not None:
                order[f"question:{question.id}"] = len(order)
                passed.add(question.id)
            for statement in [one for one, needs in waiting.items() if needs <= passed]:
                order[f"mark:{statement}"] = len(order)
                del waiting[statement]
        return order

    @property
    def states(self) -> int:
        """How many combinations there are of answers and of marks that matter."""
        declaration, sizes = self.declaration, self.diagrams.sizes
        marks = [bool(declaration.is_for), any(one.limits for one in declaration.is_not_for)]
        levels = len(set(self._exclusion_levels()))
        return prod(sizes[EXCLUSION_MARKED + 1 :]) * levels * prod(1 + each for each in marks)

    def rule_node(self, rule: Rule | None) -> Node:
        """Return whether a rule holds, for every assignment; no rule never holds."""
        if rule is None:
            return self.diagrams.leaf(Truth.NO)
        match rule:
            case All(all=parts):
                return self._fold(_both, [self.rule_node(part) for part in parts])
            case AnyOf(any=parts):
                return self._fold(_either, [self.rule_node(part) for part in parts])
            case Not(part=part):
                return self.diagrams.combine(_opposite, self.rule_node(part), self.diagrams.leaf(None))
        variable = self.variables.get(f"question:{rule.question}")
        if variable is None:
            return self.diagrams.leaf(Truth.UNANSWERED)
        of = self.declaration.question
        truths = [truth_of_rule(rule, {rule.question: answer}, of) for answer in of[rule.question].answers]
        return self.diagrams.variable(variable, truths)

    def _fold(self, operation: Any, nodes: Sequence[Node]) -> Node:
        result = nodes[0]
        for node in nodes[1:]:
            result = self.diagrams.combine(operation, result, node)
        return result

    def _exclusion_node(self, statement: Statement) -> Node:
        rule = self.rule_node(statement.when)
        if statement.when is None:
            return rule
        own = self.diagrams.variable(self.variables[f"mark:{statement.id}"], OWN_MARKS)
        return self.diagrams.combine(truth_of, own, rule)

    def _truth_node(self, statement: Statement) -> Node:
        return self._exclusion_node(statement) if statement.rules_out else self.rule_node(statement.when)

    def _kind_node(self) -> Node:
        diagrams, declaration = self.diagrams, self.declaration
        fits = self._marked_node(FIT_MARKED, declaration.is_for)
        limits = self._marked_node(LIMIT_MARKED, [one for one in declaration.is_not_for if one.limits])
        ruled_out = diagrams.variable(EXCLUSION_MARKED, self._exclusion_levels())
        fits = self._fold(_either_holds, [fits, *(self.rule_node(one.when) for one in declaration.is_for)])
        for statement in declaration.is_not_for:
            if statement.limits:
                limits = diagrams.combine(_either_holds, limits, self.rule_node(statement.when))
            else:
                ruled_out = diagrams.combine(_either, ruled_out, self._exclusion_node(statement))
        held = diagrams.combine(_pair, fits, limits)
        return diagrams.combine(_kind, held, ruled_out)

    def _marked_node(self, variable: int, statements: Sequence[Statement]) -> Node:
        """Return whether one of these statements is marked; where there is none, nobody can."""
        return self.diagrams.variable(variable, [Truth.NO, Truth.YES if statements else Truth.NO])

    def _exclusion_levels(self) -> tuple[Truth, ...]:
        """Return what each level of EXCLUSION_MARKED comes to; what no mark can reach comes to nothing."""
        exclusions = [one for one in self.declaration.is_not_for if one.rules_out]
        unruled = any(one.when is None for one in exclusions)
        return Truth.NO, Truth.NOT_SURE if unruled else Truth.NO, Truth.YES if exclusions else Truth.NO

    def _end_node(self, tier: Tier) -> Node:
        qualification = self.rule_node(self.declaration.routes.qualification.when)
        return self.diagrams.combine(partial(self._end, tier), self.kinds, qualification)

    def _end(self, tier: Tier, kind: VerdictKind, qualified: Truth) -> Hashable:
        return End(kind, route_for(self.declaration.routes, tier, kind, qualified is Truth.YES).id)

    def _condition_node(self, statement: Statement) -> Node:
        """Return whether a statement makes a condition of a *fit if*: a limit that holds, an exclusion left open."""
        if statement.limits:
            return self.diagrams.combine(_is, self.rule_node(statement.when), self.diagrams.leaf(Truth.YES))
        return self.diagrams.combine(_is, self._exclusion_node(statement), self.diagrams.leaf(Truth.NOT_SURE))


def _both(one: Truth, other: Truth) -> Truth:
    return conjunction((one, other))


def _either(one: Truth, other: Truth) -> Truth:
    return disjunction((one, other))


def _either_holds(one: Truth, other: Truth) -> Truth:
    return Truth.YES if Truth.YES in (one, other) else Truth.NO


def _opposite(truth: Truth, _: None) -> Truth:
    return negation(truth)


def _pair(one: Truth, other: Truth) -> tuple[Truth, Truth]:
    return one, other


def _kind(held: tuple[Truth, Truth], ruled_out: Truth) -> VerdictKind:
    return kind_of(fits=held[0] is Truth.YES, limited=held[1] is Truth.YES, ruled_out=ruled_out)


def _is_fit_if(kind: VerdictKind, _: None) -> bool:
    return kind is VerdictKind.FIT_IF


def _is(truth: Truth, wanted: Truth) -> bool:
    return truth is wanted
