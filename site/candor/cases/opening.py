"""A case opened by one of its two private links, with everything that its pages tell."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from werkzeug import Response

from candor.cases.figures import Figures, figures_of
from candor.changed import changes_since
from candor.content import Edition
from candor.limiting import refuse_wrong_link
from candor.links import absolute
from candor.records import case_answers, cases, tokens
from candor.records.case_answers import StoredAnswer
from candor.records.cases import StoredCase
from candor.services import services
from evaluator.changes import Changes
from evaluator.reckoning.business import Reckoning, reckon
from evaluator.results import Result
from evaluator.routes import Tier
from evaluator.voices import Voice, voices

Page = str | tuple[str, int] | Response


@dataclass(frozen=True)
class OpenedCase:
    """A case as stored, and the edition of the content that gave its result.

    ``reader`` is the token of the reader's link, which may have been revoked; ``token`` the one
    that opened it.
    """

    token: str
    reader: str
    stored: StoredCase
    edition: Edition

    @cached_property
    def result(self) -> Result:
        """The verdict as it was given, without the words of whoever asked for it."""
        return Result.model_validate_json(self.stored.document)

    @cached_property
    def voices(self) -> tuple[Voice, ...]:
        """The case in the terms of each persona."""
        return voices(self.result, self.edition.declaration)

    def voice(self, tier: str | None) -> Voice:
        """Return the voice of a tier; the director's where none or an unknown one is asked for."""
        wanted = {one.tier.value: one for one in self.voices}
        return wanted.get(tier or "") or wanted.get(Tier.MIDDLE.value) or self.voices[0]

    @cached_property
    def reckoning(self) -> Reckoning | None:
        """The business case with the champion's numbers, where one was declared."""
        declaration = self.edition.declaration
        if declaration.business_case is None:
            return None
        given = {name: Decimal(number) for name, number in self.stored.numbers.items()}
        return reckon(declaration.business_case, declaration.pricing, given)

    @cached_property
    def figures(self) -> Figures | None:
        """The same, written out for a page."""
        declared, reckoning = self.edition.declaration.business_case, self.reckoning
        return None if declared is None or reckoning is None else figures_of(declared, reckoning)

    @cached_property
    def changes(self) -> Changes | None:
        """What has changed since the verdict was given; None where the same content is served."""
        return changes_since(self.edition, self.result)

    @cached_property
    def answers(self) -> tuple[StoredAnswer, ...]:
        """What readers answered, oldest first."""
        return case_answers.of_case(services().database, self.stored.id)

    @property
    def replied(self) -> tuple[StoredAnswer, ...]:
        """The answers that the champion replied to, which every reader may see.

        Whoever replies vouches for a person: one that a program may have sent is shown from then on.
        """
        return tuple(one for one in self.answers if one.reply)

    @property
    def link(self) -> str:
        """The whole address that is passed on."""
        return absolute("cases.case", token=self.reader)


def shared_case(token: str) -> OpenedCase:
    """Return the case behind a reader's link, or answer 404; too many wrong links answer 429."""
    site = services()
    stored = cases.find_shared(site.database, token, site.clock()) if tokens.is_wellformed(token) else None
    if stored is None:
        refuse_wrong_link()
    return OpenedCase(token, token, stored, edition_of(stored))


def own_case(token: str) -> OpenedCase:
    """Return the case whose champion's page a token opens, or answer as ``shared_case`` does."""
    site = services()
    stored = cases.find_own(site.database, token, site.clock()) if tokens.is_wellformed(token) else None
    if stored is None:
        refuse_wrong_link()
    return OpenedCase(token, cases.reader_token(token, stored.link_number), stored, edition_of(stored))


def edition_of(stored: StoredCase) -> Edition:
    """Return the content that a case was made from."""
    contents = services().contents
    return contents.at(stored.content_version) or contents.current
