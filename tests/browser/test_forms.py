"""What goes wrong with forms in a real browser, without scripts: the contract, line 5, and T03, T05 and T14."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.keyboard import Keyboard
from tests.browser.serving import Served
from tests.browser.states import FIT, STATES, at, first_step, step
from tests.web.visits import Visitor

pytestmark = pytest.mark.browser


def fill_in(page: Page, site: Served, name: str) -> None:
    """Fill in the contact form as a person would, who takes some time."""
    page.locator("#name").fill(name)
    page.locator("#email").fill("ada@engines.example")
    page.locator("#company").fill("Analytical Engines")
    page.locator("#consent").set_checked(True)
    site.clock.step(seconds=30)


def test_line_5_a_form_that_failed_puts_the_focus_on_its_summary(visitor: Page, site: Served) -> None:
    keys = Keyboard(visitor)
    at("/fit")(visitor, site)
    keys.type_into("textarea[name='words']", "something to do")

    keys.press("main button")

    assert keys.has_focus(".errors")
    assert visitor.title().startswith("Error: Check your fit")
    expect(visitor.locator("textarea[name='words']")).to_have_value("something to do")


def test_line_5_the_summary_leads_to_the_field_that_has_to_be_mended(visitor: Page, site: Served) -> None:
    keys = Keyboard(visitor)
    at("/fit")(visitor, site)
    keys.press("main button")

    keys.press(".errors a")
    visitor.keyboard.press("Space")
    keys.press("main button")

    assert "/questions/" in visitor.url


def test_line_5_every_field_of_the_contact_form_is_led_to(visitor: Page, site: Served) -> None:
    keys = Keyboard(visitor)
    step(FIT, "/contact")(visitor, site)
    keys.press("main form button")
    fields = ["name", "email", "company", "consent"]

    for field in fields:
        keys.press(f".errors a[href='#{field}']")
        expect(visitor.locator(f"#{field}")).to_be_in_viewport()
        assert keys.has_focus(f"#{field}")
        visitor.reload()


def test_the_trap_for_programs_is_out_of_the_way_of_people(visitor: Page, site: Served) -> None:
    keys = Keyboard(visitor)
    step(FIT, "/contact")(visitor, site)
    trap = visitor.locator("input[name='website']")

    keys.reach("#consent")
    visitor.keyboard.press("Tab")

    assert keys.has_focus("main form button")
    expect(trap).not_to_be_in_viewport()


def test_t03_two_quick_clicks_are_one_lead(visitor: Page, site: Served) -> None:
    step(FIT, "/contact")(visitor, site)
    fill_in(visitor, site, "Ada Lovelace")
    before = site.leads()

    visitor.locator("main form button").dblclick()

    expect(visitor.locator("h1")).to_have_text("Your request is stored")
    assert site.leads() == before + 1


def test_t05_back_after_sending_is_no_error_and_sending_again_corrects_the_same_lead(
    visitor: Page, site: Served
) -> None:
    step(FIT, "/contact")(visitor, site)
    fill_in(visitor, site, "Ada Lovelace")
    before = site.leads()
    visitor.locator("main form button").click()
    expect(visitor.locator("h1")).to_have_text("Your request is stored")

    visitor.go_back()
    expect(visitor.locator("#name")).to_be_visible()
    fill_in(visitor, site, "Ada King")
    visitor.locator("main form button").click()
    if visitor.locator(".errors").count():
        visitor.locator("main form button").click()

    expect(visitor.locator("h1")).to_have_text("Your request is stored")
    assert site.leads() == before + 1


def test_back_through_the_questions_is_no_error(visitor: Page, site: Served) -> None:
    first_step(Visitor("director"))(visitor, site)
    for place in (1, 2):
        expect(visitor.locator("main")).to_contain_text(f"Question {place}")
        visitor.locator("input[type='radio']").first.check()
        visitor.locator("main form button").click()
    expect(visitor.locator("main")).to_contain_text("Question 3")

    for place in (2, 1):
        visitor.go_back()
        visitor.reload()
        expect(visitor.locator("main")).to_contain_text(f"Question {place}")
        expect(visitor.locator("input:checked")).to_have_count(1)


def test_a_mark_on_a_folded_statement_is_led_to_from_the_answers(visitor: Page, site: Served) -> None:
    keys = Keyboard(visitor)
    STATES["answers"](visitor, site)

    keys.press("a[href$='#mark-encrypted-at-rest']")

    expect(visitor.locator("#mark-encrypted-at-rest")).to_be_in_viewport()
