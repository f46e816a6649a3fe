"""Sessions of inside sales: the contract, lines 11 and 27, and T29, T30."""

import sqlite3
from dataclasses import replace

import pytest
from flask import Blueprint, Response, abort, jsonify
from flask_wtf.csrf import generate_csrf

from candor import Site, create_app
from candor.records import reps
from candor.records.reps import Role
from candor.services import Services, services
from candor.settings import Settings
from candor.signing_in import require_token, sign_in, sign_out, signed_in
from tests.web.client import CheckedClient
from tests.web.conftest import SteppedClock
from tests.web.probe import blueprint

ADA = "ada@example.org"


def doors() -> Blueprint:
    """Return the smallest views that sign in, ask who it is, take a form and sign out."""
    bp = Blueprint("doors", __name__, url_prefix="/inbox/doors")
    bp.add_url_rule("/in", view_func=enter, methods=["POST"])
    bp.add_url_rule("/out", view_func=leave, methods=["POST"])
    bp.add_url_rule("/who", view_func=who)
    bp.add_url_rule("/guarded", view_func=guarded, methods=["POST"])
    return bp


def enter() -> Response:
    """Sign Ada in."""
    site = services()
    sign_in(reps.find_by_email(site.database, ADA) or abort(404))
    return jsonify(True)


def leave() -> Response:
    """Sign out."""
    sign_out()
    return jsonify(True)


def who() -> Response:
    """Answer with who is signed in, and the token of their forms."""
    rep = signed_in()
    return jsonify([rep.email, generate_csrf()] if rep else None)


def guarded() -> Response:
    """Take a form that needs the token."""
    require_token()
    return jsonify(True)


@pytest.fixture
def app(app: Site, services: Services) -> Site:
    """Return the site with a rep and doors to go in and out by."""
    app.register_blueprint(doors())
    app.register_blueprint(blueprint())
    reps.add(services.database, ADA, "Ada", Role.REP, services.clock())
    return app


def who_is(client: CheckedClient) -> str | None:
    """Return the address of whoever the site takes this client for."""
    answer = client.plain.get("/inbox/doors/who").json
    return str(answer[0]) if answer else None


def session_id(client: CheckedClient) -> str:
    """Return the value of the client's session cookie."""
    cookie = client.plain.get_cookie("session")
    return cookie.value if cookie else ""


def test_line_27_the_cookie_holds_an_id_of_256_bits_for_this_site_alone(client: CheckedClient) -> None:
    response = client.post("/inbox/doors/in", status=200)

    name, *attributes = response.headers["Set-Cookie"].split("; ")
    assert len(name.removeprefix("session=")) == 43
    assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(attributes)
    assert not [attribute for attribute in attributes if attribute.startswith("Domain")]


def test_line_27_over_https_the_cookie_is_secure_and_bound_to_its_host(settings: Settings, clock: SteppedClock) -> None:
    site = create_app(replace(settings, base_url="https://fit.example.org"), clock)
    site.register_blueprint(doors())
    found: Services = site.extensions["candor"]
    reps.add(found.database, ADA, "Ada", Role.REP, clock())
    headers = {"Host": "fit.example.org", "Sec-Fetch-Site": "same-origin"}

    response = site.test_client().post("/inbox/doors/in", headers=headers)

    assert response.headers["Set-Cookie"].startswith("__Host-session=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(response.headers["Set-Cookie"].split("; "))


def test_line_27_the_id_is_stored_hashed(client: CheckedClient, settings: Settings) -> None:
    client.post("/inbox/doors/in", status=200)

    with sqlite3.connect(settings.database) as rows:
        kept = "\n".join(rows.iterdump())
    rows.close()

    assert session_id(client)
    assert session_id(client) not in kept


def test_line_27_signing_in_gives_a_new_id_and_the_old_one_is_dead(client: CheckedClient, app: Site) -> None:
    client.post("/inbox/doors/in", status=200)
    old = session_id(client)

    client.post("/inbox/doors/in", status=200)

    thief = CheckedClient(app)
    thief.plain.set_cookie("session", old)
    assert old != session_id(client)
    assert who_is(client) == ADA
    assert who_is(thief) is None


def test_line_27_signing_out_works_at_the_next_request(client: CheckedClient, app: Site) -> None:
    client.post("/inbox/doors/in", status=200)
    thief = CheckedClient(app)
    thief.plain.set_cookie("session", session_id(client))

    client.post("/inbox/doors/out", status=200)

    assert session_id(client) == ""
    assert who_is(thief) is None


def test_line_27_a_rep_who_is_removed_is_out_at_the_next_request(client: CheckedClient, services: Services) -> None:
    client.post("/inbox/doors/in", status=200)
    rep = reps.find_by_email(services.database, ADA)
    assert rep is not None

    reps.disable(services.database, rep.id, services.clock())

    assert who_is(client) is None


def test_line_27_a_session_ends_after_12_idle_hours(client: CheckedClient, clock: SteppedClock) -> None:
    client.post("/inbox/doors/in", status=200)

    clock.step(hours=11, minutes=59)
    assert who_is(client) == ADA
    clock.step(hours=12, minutes=1)
    assert who_is(client) is None


def test_line_27_a_session_ends_after_7_days_of_work(client: CheckedClient, clock: SteppedClock) -> None:
    client.post("/inbox/doors/in", status=200)

    for _ in range(16):
        clock.step(hours=10)
        assert who_is(client) == ADA
    clock.step(hours=9)

    assert who_is(client) is None


@pytest.mark.parametrize("cookie", ["", "x", "../../etc", "A" * 43, "A" * 2_000, "é"])
def test_a_made_up_cookie_signs_nobody_in(client: CheckedClient, cookie: str) -> None:
    client.plain.set_cookie("session", cookie)

    assert who_is(client) is None


def test_line_11_the_session_of_somebody_not_signed_in_leaves_no_trace(client: CheckedClient) -> None:
    response = client.plain.get("/fit/probe/remembers")

    assert response.json == {"seen": True}
    assert "Set-Cookie" not in response.headers


def test_line_11_the_token_is_needed_and_its_own(client: CheckedClient, app: Site) -> None:
    client.post("/inbox/doors/in", status=200)
    token = (client.plain.get("/inbox/doors/who").json or ["", ""])[1]
    stranger = CheckedClient(app)

    client.post("/inbox/doors/guarded", {"csrf_token": token}, status=200)
    client.post("/inbox/doors/guarded", {"csrf_token": "wrong"}, status=400)
    client.post("/inbox/doors/guarded", status=400)
    stranger.post("/inbox/doors/guarded", {"csrf_token": token}, status=400)
    stranger.post("/inbox/doors/guarded", status=400)


def test_line_11_the_token_has_no_time_limit(client: CheckedClient, clock: SteppedClock) -> None:
    client.post("/inbox/doors/in", status=200)
    token = (client.plain.get("/inbox/doors/who").json or ["", ""])[1]

    for _ in range(5):
        clock.step(hours=11)
        assert who_is(client) == ADA

    client.post("/inbox/doors/guarded", {"csrf_token": token}, status=200)


def test_line_5_a_form_refused_for_its_token_works_when_it_is_sent_again(client: CheckedClient) -> None:
    client.post("/inbox/doors/in", status=200)

    page = client.posted("/inbox/doors/guarded", {"note": "typed", "csrf_token": "wrong"}, 400)

    assert page.fields()["note"] == "typed"
    client.post("/inbox/doors/guarded", page.fields(), status=200)


def test_line_7_links_use_the_configured_address_and_never_the_host(client: CheckedClient) -> None:
    response = client.plain.get("/fit/probe/link", headers={"Host": "localhost:9"})

    assert response.json == "http://127.0.0.1:8000/statements/proof"
