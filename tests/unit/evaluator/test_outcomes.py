"""Outcomes: a declared list without a catch-all."""

from typing import Any

import pytest
from pydantic import ValidationError

from evaluator.outcomes import LeadOutcome


def outcome(*reasons: dict[str, str]) -> dict[str, Any]:
    return {"id": "won", "says": "They bought.", "reasons": list(reasons)}


def test_an_outcome_has_reasons() -> None:
    read = LeadOutcome.model_validate(outcome({"id": "date", "says": "They had a date to keep"}))

    assert [reason.id for reason in read.reasons] == ["date"]


@pytest.mark.parametrize("reason", [{"id": "other", "says": "Something"}, {"id": "rest", "says": "Other."}])
def test_a_reason_that_says_nothing_is_refused(reason: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="can propose a reason that is missing"):
        LeadOutcome.model_validate(outcome(reason))


def test_two_reasons_with_one_id_are_refused() -> None:
    with pytest.raises(ValidationError, match="two reasons have the id “date”"):
        LeadOutcome.model_validate(outcome({"id": "date", "says": "One"}, {"id": "date", "says": "Two"}))


def test_an_outcome_without_reasons_is_refused() -> None:
    with pytest.raises(ValidationError, match="at least 1 item"):
        LeadOutcome.model_validate(outcome())
