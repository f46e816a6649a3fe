"""The journal of a serving program: JSON lines and nothing else, the contract, line 50."""

import json
import logging

import pytest

from candor.journal import JsonLines


def line_of(logger: str, message: str, *given: object, error: BaseException | None = None) -> dict[str, str]:
    """Return the line that a log of some part becomes."""
    failure = (type(error), error, None) if error else None
    record = logging.LogRecord(logger, logging.WARNING, "file.py", 1, message, given, failure)
    line: dict[str, str] = json.loads(JsonLines().format(record))
    return line


@pytest.mark.parametrize("logger", ["psycopg.pool", "candor.handoff"])
def test_what_the_pool_and_the_hand_off_say_is_a_line_like_any(logger: str) -> None:
    line = line_of(logger, "error connecting in %r: %s", "candor", "refused\nby the server")

    assert line["says"] == "error connecting in 'candor': refused\nby the server"
    assert (line["event"], line["logger"], line["level"]) == ("log", logger, "warning")


def test_a_sentence_that_came_ready_made_is_told_up_to_its_first_value() -> None:
    line = line_of("waitress", "uncaptured python exception, closing channel <Channel 203.0.113.9:5> (ada@x.example)")

    assert line["says"] == "uncaptured python exception, closing channel "


def test_what_other_libraries_put_into_a_sentence_is_left_out() -> None:
    line = line_of("waitress", "Exception while serving %s", "/r/secret-token", error=ValueError("ada@engines.example"))

    assert (line["says"], line["error"]) == ("Exception while serving %s", "ValueError")
    assert "secret" not in str(line) and "ada" not in str(line)
