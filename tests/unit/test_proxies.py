"""What proxies say counts only from those that were configured: the contract, line 7, and T44."""

import pytest

from candor.proxies import FORWARDED, TrustedProxies

SAID = {
    "HTTP_X_FORWARDED_FOR": "203.0.113.9",
    "HTTP_X_FORWARDED_PROTO": "https",
    "HTTP_X_FORWARDED_HOST": "fit.example.org",
}


def corrected(sender: str, **said: str) -> dict[str, object]:
    """Return a request from an address as the site sees it behind proxies in 10.0.0.0/8."""
    environ: dict[str, object] = {
        "REMOTE_ADDR": sender,
        "wsgi.url_scheme": "http",
        "HTTP_HOST": "internal",
        **said,
    }
    TrustedProxies(("10.0.0.0/8",)).correct(environ)
    return environ


def test_line_7_a_trusted_proxy_tells_address_scheme_and_host() -> None:
    environ = corrected("10.0.0.1", **SAID)

    assert environ == {"REMOTE_ADDR": "203.0.113.9", "wsgi.url_scheme": "https", "HTTP_HOST": "fit.example.org"}


def test_line_7_nobody_else_tells_anything() -> None:
    environ = corrected("203.0.113.5", **SAID)

    assert environ == {"REMOTE_ADDR": "203.0.113.5", "wsgi.url_scheme": "http", "HTTP_HOST": "internal"}


def test_line_7_an_address_that_the_visitor_made_up_is_passed_over() -> None:
    environ = corrected("10.0.0.1", HTTP_X_FORWARDED_FOR="1.2.3.4, 203.0.113.9, 10.0.0.2")

    assert environ["REMOTE_ADDR"] == "203.0.113.9"


@pytest.mark.parametrize("said", ["", "unknown", "not an address", "10.0.0.7"])
def test_without_a_stranger_in_the_chain_the_proxy_itself_counts(said: str) -> None:
    assert corrected("10.0.0.1", HTTP_X_FORWARDED_FOR=said)["REMOTE_ADDR"] == "10.0.0.1"


def test_an_unknown_scheme_is_ignored() -> None:
    assert corrected("10.0.0.1", HTTP_X_FORWARDED_PROTO="javascript")["wsgi.url_scheme"] == "http"


def test_every_header_that_rewrites_a_request_is_dropped() -> None:
    environ = corrected("10.0.0.1", **dict.fromkeys(FORWARDED, "x"))

    assert not set(FORWARDED) & set(environ)
