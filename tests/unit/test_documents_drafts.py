"""A case as a mail, as an address that opens one, and as Markdown."""

import email
import re
from email.policy import SMTP
from html.parser import HTMLParser
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import markdown as drawn

from candor.documents.drafts import LONGEST_MAILTO, as_text, email_draft, eml, mailto, subject
from candor.documents.lettering import line
from candor.documents.markdown import JOINER, as_markdown, escaped
from candor.documents.papers import NOTHING_AGAINST, CasePaper, Point, Proof, Receipt, Section
from tests.unit.case_papers import CONDITIONS, LINK, OBJECTIONS, REASONS, a_case

STROKES = [
    "# heading",
    "- item",
    "+ item",
    "12. item",
    "3) item",
    "> quote",
    "=== under",
    "*a* **b** _c_ __d__ `e` ``f``",
    "[words](javascript:alert(1)) ![picture](x) [reference][1] [1]: x",
    "<script>alert(1)</script> <b>bold</b> &lt; &copy; &#65;",
    "a | b | c",
    "~~gone~~ ~~~ ```",
    "ends in \\",
    "\\* \\\\ \\[",
    "---",
    "___",
    ": defined",
    "{: .class } {#id}",
]


class Reading(HTMLParser):
    """The words of a page, the tags that stand around them, and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str | None] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.words += data


def read(markdown: str) -> Reading:
    """Return what a reader of drawn Markdown sees."""
    reading = Reading()
    reading.feed(drawn(markdown, extensions=["tables", "fenced_code", "def_list", "sane_lists", "attr_list"]))
    return reading


def opened(address: str) -> dict[str, str]:
    """Return what a mail program makes of an address."""
    parts = urlsplit(address)
    assert (parts.scheme, parts.path) == ("mailto", "")
    return {name: several[0] for name, several in parse_qs(parts.query, strict_parsing=True).items()}


def test_a_mail_holds_link_verdict_receipts_and_reasons_not_to_buy() -> None:
    body = email_draft(a_case()).get_content()

    assert LINK in body
    assert "Fit if: SQLite fits what you describe, if two things are true." in body
    assert "Web sites on one server [websites]" in body
    assert "Proof: Appropriate Uses For SQLite, https://sqlite.org/whentouse.html" in body
    assert all(one.words in body for one in (*REASONS, *CONDITIONS))
    assert all(one.answer in body for one in OBJECTIONS)


def test_a_mail_waits_for_its_recipient() -> None:
    message = email_draft(a_case())

    assert not {"to", "cc", "bcc", "from", "date"} & {name.lower() for name in message}
    assert message["X-Unsent"] == "1"


def test_a_mail_without_reasons_says_that_there_were_none() -> None:
    assert NOTHING_AGAINST in as_text(a_case(reasons=()))


def test_an_eml_file_reads_back_with_every_letter() -> None:
    file = eml(a_case(note="Zażółć 数据库 🚀"))

    read_back = email.message_from_bytes(file, policy=SMTP)
    assert "> Zażółć 数据库 🚀" in read_back.get_content()
    assert b"\n" not in file.replace(b"\r\n", b"")
    assert file.isascii()


def test_a_product_name_with_line_ends_adds_no_header() -> None:
    message = email.message_from_bytes(eml(a_case(product="SQLite\r\nBcc: evil@example.org\n\nbody")), policy=SMTP)

    assert "bcc" not in message
    assert message["Subject"] == "SQLite Bcc: evil@example.org body, evaluated for us: fit if"


def test_the_same_case_gives_the_same_mail() -> None:
    assert eml(a_case()) == eml(a_case())


def test_an_address_opens_a_mail_with_verdict_link_and_why_not() -> None:
    mail = opened(mailto(a_case()))

    assert mail["subject"] == subject(a_case())
    assert LINK in mail["body"]
    assert "REASONS NOT TO BUY" in mail["body"]
    assert "This is shortened" in mail["body"]


def test_a_shortened_mail_says_what_each_fact_is_about_and_how_it_begins() -> None:
    says = "Every branch of the core code is run by tests in both directions."
    fact = Receipt(id="coverage", kind="fact", heading="Quality", words=says)
    section = Section(heading="Stability", receipts=(fact,))

    body = opened(mailto(a_case(sections=(section,), reasons=REASONS * 12)))["body"]

    assert "* Quality: Every branch of the core code is run by tests" in body
    assert says not in body


def test_a_short_case_goes_into_an_address_whole() -> None:
    short = a_case(sections=(), objections=(), business=None)

    assert opened(mailto(short))["body"].replace("\r\n", "\n") == as_text(short)


def test_an_address_breaks_lines_as_mail_does() -> None:
    encoded = mailto(a_case())

    assert "%0D%0A" in encoded
    assert re.sub("%0D%0A", "", encoded).count("%0A") == 0
    assert re.fullmatch(r"mailto:\?[\w.~%&=-]+", encoded)


@settings(deadline=None)
@given(text=st.text(max_size=2000))
def test_an_address_is_never_too_long_and_always_holds_the_link(text: str) -> None:
    encoded = mailto(a_case(product=text, verdict=text, note=text, reasons=(Point(text, (Proof(text, text),)),) * 9))

    assert len(encoded) <= LONGEST_MAILTO
    assert LINK in unquote(encoded)


def test_a_link_that_is_longer_than_an_address_may_be_is_not_cut() -> None:
    link = "https://example.org/" + "x" * 3000

    assert link in unquote(mailto(a_case(link=link)))


@pytest.mark.parametrize("text", STROKES)
def test_what_markdown_would_interpret_is_shown_as_typed(text: str) -> None:
    reading = read(escaped(text))

    assert set(reading.tags) <= {"p"}
    assert reading.words.replace(JOINER, "").strip() == text


@settings(deadline=None)
@given(text=st.text(st.sampled_from(" \\`*_{}[]()<>#+-.!|~&=:1aZ\"'^"), max_size=40).map(line))
def test_any_strokes_are_shown_as_typed(text: str) -> None:
    reading = read(escaped(text))

    assert set(reading.tags) <= {"p"}
    assert reading.words.replace(JOINER, "").strip() == text


@pytest.mark.parametrize("text", ["@bob", "#12", ":rocket:", "owner/name#3", "GH-7"])
def test_mentions_numbers_and_emoji_codes_stay_words(text: str) -> None:
    shown = read(escaped(text)).words

    assert text not in shown
    assert shown.replace(JOINER, "") == text


def test_a_web_address_that_was_typed_stays_one() -> None:
    assert escaped("See https://x.example/a_b?c=1, then.") == "See <https://x.example/a_b?c=1>, then."


def test_two_dollar_signs_are_no_formula() -> None:
    assert escaped("$a$") == "&#36;a&#36;"
    assert escaped("US$300") == "US$300"


def test_markdown_holds_the_whole_case() -> None:
    reading = read(as_markdown(a_case()))

    assert {"h2", "h3", "h4", "ul", "table", "blockquote", "a", "strong"} <= set(reading.tags)
    assert LINK in reading.words
    assert all(one.words in reading.words for one in (*REASONS, *CONDITIONS))
    assert "US$5,400" in reading.words


def everywhere(text: str) -> CasePaper:
    """Return a case that says the same text wherever somebody could have typed it."""
    return a_case(product=text, note=f"{text}\n{text}", decided=text, reasons=(Point(text, (Proof(text, text),)),))


@pytest.mark.parametrize("text", STROKES)
def test_no_text_adds_an_element_to_the_markdown_of_a_case(text: str) -> None:
    plain, hostile = read(as_markdown(everywhere("plain"))), read(as_markdown(everywhere(text)))

    assert hostile.tags == plain.tags
    assert hostile.addresses == plain.addresses


def test_a_proof_that_is_no_web_address_is_no_link() -> None:
    shown = as_markdown(a_case(reasons=(Point("Words.", (Proof("click", "javascript:alert(1)"),)),)))

    assert "javascript" not in shown
    assert "- Words. Proof: click" in shown
