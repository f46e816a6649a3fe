"""The contract, lines 44 and 46, T53 and T54, with a real receiver: whatever it does, a try ends as promised."""

import socket
import ssl
import time
from collections.abc import Sequence
from dataclasses import replace

import pytest

from candor.handoff.reaching import NotReached, Reach, tls_context
from candor.handoff.sending import MOST_READ, Answer, Request, post
from tests.receivers import (
    HOST,
    Receiver,
    answering,
    endlessly,
    resetting,
    slowly,
    with_endless_headers,
)


def request(receiver: Receiver, url: str = "") -> Request:
    return Request(url or receiver.url, {"webhook-id": "1"}, b"{}")


def tried(receiver: Receiver) -> Answer:
    return post(receiver.reach, request(receiver))


def refused_for(reach: Reach, asked: Request) -> str:
    with pytest.raises(NotReached) as refused:
        post(reach, asked)
    return str(refused.value)


def test_a_receiver_gets_the_body_as_it_is(receiver: Receiver) -> None:
    answer = tried(receiver)

    (received,) = receiver.received
    assert answer == Answer(200)
    assert (received.path, received.body) == ("/in?from=candor", b"{}")
    assert received.headers["webhook-id"] == "1"
    assert received.headers["host"] == f"{HOST}:{receiver.port}"


@pytest.mark.parametrize("status", [200, 202, 204, 400, 404, 410, 429, 500, 503])
def test_an_answer_is_told_by_its_status(receiver: Receiver, status: int) -> None:
    receiver.does = answering(status, b"")

    assert tried(receiver).status == status


def test_an_answer_tells_how_long_to_wait(receiver: Receiver) -> None:
    receiver.does = answering(429, Retry_After="120")

    assert tried(receiver) == Answer(429, "120")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_line_44_a_redirect_is_not_followed(receiver: Receiver, status: int) -> None:
    receiver.does = answering(status, Location=receiver.url)

    assert tried(receiver).status == status
    assert len(receiver.received) == 1


def test_line_44_a_receiver_that_never_ends_its_answer_is_left_in_time(receiver: Receiver) -> None:
    receiver.does = slowly
    started = time.monotonic()

    reason = refused_for(receiver.reach, request(receiver))

    assert reason == "no answer within 1 s"
    assert 0.9 < time.monotonic() - started < 2


def test_line_44_no_more_than_64_kib_of_an_endless_body_are_read(receiver: Receiver) -> None:
    receiver.does = endlessly
    started = time.monotonic()

    answer = tried(receiver)

    assert answer.status == 200
    assert time.monotonic() - started < 0.9


def test_line_44_endless_headers_are_no_answer(receiver: Receiver) -> None:
    receiver.does = with_endless_headers
    started = time.monotonic()

    assert refused_for(receiver.reach, request(receiver)) == "the connection broke (ConnectionResetError)"
    assert time.monotonic() - started < 0.9
    assert MOST_READ == 65_536


def test_a_receiver_that_hangs_up_is_no_success(receiver: Receiver) -> None:
    receiver.does = resetting

    assert "the connection broke" in refused_for(receiver.reach, request(receiver))


def test_a_receiver_that_is_down_is_no_success(receiver: Receiver) -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]

    reason = refused_for(receiver.reach, request(receiver, f"https://{HOST}:{port}/"))

    assert reason == "the connection was refused"


def test_a_receiver_that_never_shakes_hands_is_left_in_time(receiver: Receiver) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        reason = refused_for(receiver.reach, request(receiver, f"https://{HOST}:{port}/"))

    assert reason == "no answer within 1 s"


def test_a_name_that_never_resolves_is_left_in_time(receiver: Receiver) -> None:
    def slow(_host: str, _port: int) -> Sequence[str]:
        time.sleep(3)
        return ("127.0.0.1",)

    reach = replace(receiver.reach, resolve=slow, connect_seconds=0.1)

    assert refused_for(reach, request(receiver)) == "its name was not resolved in time"


def test_a_name_that_is_unknown_is_no_success(receiver: Receiver) -> None:
    def unknown(_host: str, _port: int) -> Sequence[str]:
        raise socket.gaierror

    assert refused_for(replace(receiver.reach, resolve=unknown), request(receiver)) == "its name cannot be resolved"


def test_line_46_a_name_that_comes_to_mean_a_private_address_is_refused_at_the_next_connect(receiver: Receiver) -> None:
    answers = iter([("127.0.0.1",), ("10.0.0.1",)])
    reach = replace(receiver.reach, resolve=lambda _host, _port: next(answers))

    first = post(reach, request(receiver))
    second = refused_for(reach, request(receiver))

    assert first.status == 200
    assert second == "its address 10.0.0.1 is not public and not among private_receivers"
    assert len(receiver.received) == 1


def test_line_46_the_address_that_was_checked_is_the_one_connected_to(receiver: Receiver) -> None:
    asked: list[str] = []
    connected: list[str] = []

    def resolve(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        return ("127.0.0.1",)

    def connect(address: str, port: int, seconds: float) -> socket.socket:
        connected.append(address)
        return socket.create_connection((address, port), seconds)

    post(replace(receiver.reach, resolve=resolve, connect=connect), request(receiver))

    assert (asked, connected) == ([HOST], ["127.0.0.1"])


def test_the_next_address_is_tried_where_one_is_down(receiver: Receiver) -> None:
    reach = replace(receiver.reach, resolve=lambda _host, _port: ("127.9.9.9", "127.0.0.1"))

    assert post(reach, request(receiver)).status == 200


def test_line_46_loopback_is_refused_where_it_is_not_allowed(receiver: Receiver) -> None:
    refused_for(replace(receiver.reach, allowed=()), request(receiver))

    assert receiver.received == []


def test_line_46_a_certificate_of_an_unknown_authority_is_refused(receiver: Receiver) -> None:
    reason = refused_for(replace(receiver.reach, tls=tls_context()), request(receiver))

    assert reason.startswith("its certificate is not accepted: ")
    assert receiver.received == []


def test_line_46_a_certificate_of_another_name_is_refused(receiver: Receiver) -> None:
    reason = refused_for(receiver.reach, request(receiver, f"https://other.test:{receiver.port}/"))

    assert reason.startswith("its certificate is not accepted: ")


def test_line_46_only_https_is_spoken(receiver: Receiver) -> None:
    assert refused_for(receiver.reach, request(receiver, f"http://{HOST}/")) == "its address is not https"


def test_line_46_no_proxy_of_the_environment_is_used(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    assert tried(receiver).status == 200


def test_certificates_are_verified_with_their_names() -> None:
    context = tls_context()

    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
