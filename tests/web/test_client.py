"""The checked client finds what it is there to find."""

import pytest

from tests.web.checking import faults_of

GOOD = '<!doctype html><html lang="en"><head><title>Home, X</title></head><body><h1>Home</h1>{}</body></html>'


def test_a_good_page_has_no_faults() -> None:
    page = GOOD.format('<label for="a">A</label><input id="a" name="a"><a href="#a">to A</a>')

    assert faults_of(page) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<h1>Twice</h1>", "one h1"),
        ("<p><div></p>", "HTML is wrong"),
        ('<p id="a"></p><p id="a"></p>', "is there 2 times"),
        ('<input name="words">', "has no label"),
        ('<a href="/"></a>', "has no words"),
        ('<a href="#nowhere">go</a>', "leads nowhere"),
        ('<p aria-describedby="nothing">x</p>', "names nothing"),
        ("<style>p {}</style>", "inline style"),
        ("<script>x</script>", "inline script"),
        ('<p onclick="x">x</p>', "inline onclick"),
        ('<a href="javascript:x">x</a>', "a link to"),
        ('<img alt="" src="https://elsewhere.example/x.png">', "from elsewhere"),
    ],
)
def test_a_broken_page_is_told_apart(body: str, fault: str) -> None:
    page = GOOD.format(body)

    faults = faults_of(page)

    assert any(fault in found for found in faults), faults


def test_a_title_that_does_not_begin_with_the_heading_is_a_fault() -> None:
    page = GOOD.format("").replace("<title>Home", "<title>Start")

    assert any("does not begin" in fault for fault in faults_of(page))
