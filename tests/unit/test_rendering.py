"""What Markdown, days, moments and money look like on a page."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from candor.rendering import day, markdown, moment, money


def test_markdown_draws_tables_code_and_definitions() -> None:
    text = "| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nSELECT 1;\n```\n\nterm\n:   meaning\n"

    drawn = markdown(text)

    assert "<td>1</td>" in drawn
    assert "<pre><code>SELECT 1;" in drawn
    assert "<dt>term</dt>" in drawn


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[go](javascript:alert(1))",
        "[go](http://plain.example/)",
        "[go](//quiet.example/)",
        "[go](/\\quiet.example/)",
        "[go](data:text/html,x)",
        '<p onclick="alert(1)" style="color:red">words</p>',
        '<iframe src="https://example.org/"></iframe>',
        "![picture](https://example.org/p.png)",
    ],
)
def test_markdown_drops_everything_that_could_act_or_leave_quietly(text: str) -> None:
    drawn = markdown(text)

    for gone in ("script", "javascript:", "http:", "quiet.example", "data:", "onclick", "style", "iframe", "<img"):
        assert gone not in drawn


@pytest.mark.parametrize("address", ["https://example.org/a", "mailto:a@example.org", "/facts#licence", "#part"])
def test_markdown_keeps_addresses_that_say_where_they_lead(address: str) -> None:
    drawn = markdown(f"[go]({address})")

    assert f'href="{address}"' in drawn


def test_markdown_leaves_the_one_h1_to_the_page() -> None:
    drawn = markdown("# Top\n\n## Part\n\n###### Deep\n")

    assert "<h1" not in drawn
    assert '<h2 id="top">Top</h2>' in drawn
    assert '<h3 id="part">Part</h3>' in drawn
    assert '<h6 id="deep">Deep</h6>' in drawn


def test_markdown_that_begins_at_h2_stays_there() -> None:
    drawn = markdown("## Part\n\n## Part\n")

    assert '<h2 id="part">Part</h2>' in drawn
    assert '<h2 id="part_1">Part</h2>' in drawn


def test_markdown_keeps_the_words_of_an_h1_written_as_html() -> None:
    drawn = markdown("<h1>Loud</h1>")

    assert "<h1" not in drawn
    assert "Loud" in drawn


def test_a_day_reads_as_people_write_it() -> None:
    assert day(date(2026, 11, 2)) == "2 November 2026"


def test_a_moment_is_told_in_utc() -> None:
    told = moment(datetime(2026, 11, 23, 0, 30, tzinfo=timezone(timedelta(hours=2))))

    assert told == '<time datetime="2026-11-22T22:30:00Z">22 November 2026, 22:30 UTC</time>'
    assert moment(datetime(2026, 11, 22, 22, 30, tzinfo=UTC)) == told


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [("0", "USD", "US$0"), ("1500.00", "USD", "US$1,500"), ("9.5", "EUR", "€9.50"), ("120000", "CHF", "CHF 120,000")],
)
def test_money_names_its_currency(amount: str, currency: str, words: str) -> None:
    assert money(Decimal(amount), currency) == words
