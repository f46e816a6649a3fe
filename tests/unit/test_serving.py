"""The server, started for real in a process of its own and stopped by signals."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PROGRAM = Path(__file__).with_name("slow_site.py")


@dataclass(frozen=True)
class Running:
    process: subprocess.Popen[str]
    port: int

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def ask(self, text: str) -> str:
        with self.connect() as connection:
            connection.sendall(text.encode())
            return everything_from(connection)

    def get(self, path: str, *headers: str) -> str:
        return self.ask("\r\n".join([f"GET {path} HTTP/1.1", "Host: x", "Connection: close", *headers, "", ""]))


def everything_from(connection: socket.socket) -> str:
    parts = []
    while part := connection.recv(65_536):
        parts.append(part)
    return b"".join(parts).decode()


@pytest.fixture
def running() -> Iterator[Running]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, str(PROGRAM)]
    with subprocess.Popen(command, env=environment, stdout=-1, stderr=-1, text=True) as process:
        assert process.stdout
        yield Running(process, int(process.stdout.readline()))
        process.kill()


def test_a_request_in_progress_is_answered_after_sigterm(running: Running) -> None:
    with running.connect() as connection:
        connection.sendall(b"GET /1.5 HTTP/1.1\r\nHost: x\r\n\r\n")
        time.sleep(0.5)

        running.process.send_signal(signal.SIGTERM)
        answer = everything_from(connection)

    assert answer.startswith("HTTP/1.1 200 OK")
    assert "Connection: close" in answer
    assert answer.endswith("body=0")
    assert running.process.wait(timeout=5) == 0


def test_requests_waiting_for_a_thread_are_answered_after_sigterm(running: Running) -> None:
    connections = [running.connect() for _ in range(20)]
    for connection in connections:
        connection.sendall(b"GET /0.4 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    time.sleep(0.2)

    running.process.send_signal(signal.SIGTERM)
    answers = [everything_from(connection) for connection in connections]

    assert [answer[:15] for answer in answers] == ["HTTP/1.1 200 OK"] * 20
    for connection in connections:
        connection.close()


def test_a_request_half_received_at_sigterm_is_answered(running: Running) -> None:
    with running.connect() as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n12345")
        time.sleep(0.3)

        running.process.send_signal(signal.SIGTERM)
        time.sleep(1.5)
        connection.sendall(b"67890")
        answer = everything_from(connection)

    assert answer.endswith("body=10")


def test_an_idle_connection_does_not_hold_up_the_stop(running: Running) -> None:
    with running.connect() as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert connection.recv(65_536)
        started = time.monotonic()

        running.process.send_signal(signal.SIGINT)

        assert running.process.wait(timeout=10) == 0
        assert time.monotonic() - started < 4


def test_a_second_signal_ends_the_process_at_once(running: Running) -> None:
    with running.connect() as connection:
        connection.sendall(b"GET /20 HTTP/1.1\r\nHost: x\r\n\r\n")
        time.sleep(0.3)

        running.process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        running.process.send_signal(signal.SIGTERM)

        assert running.process.wait(timeout=5) == -signal.SIGTERM


def test_a_chunked_body_reaches_the_site_unread_and_marked(running: Running) -> None:
    answer = running.ask(
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
        "GET / HTTP/1.1\r\nHost: x\r\n\r\n"
    )

    assert "HTTP_TRANSFER_ENCODING=chunked" in answer
    assert "CONTENT_LENGTH=\n" in answer
    assert "Connection: close" in answer
    assert answer.count("HTTP/1.1 ") == 1


def test_a_body_with_both_lengths_counts_as_chunked(running: Running) -> None:
    answer = running.ask(
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    )

    assert "HTTP_TRANSFER_ENCODING=chunked" in answer
    assert "CONTENT_LENGTH=\n" in answer


def test_a_body_at_the_limit_is_read(running: Running) -> None:
    answer = running.ask(f"POST / HTTP/1.0\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{'x' * 1000}")

    assert answer.endswith("body=1000")


def test_a_body_over_the_limit_is_left_unread_for_the_site_to_refuse(running: Running) -> None:
    answer = running.ask("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n")

    assert "CONTENT_LENGTH=1001" in answer
    assert answer.endswith("body=0")
    assert "Connection: close" in answer


def test_no_answer_names_the_server(running: Running) -> None:
    good = running.get("/")
    bad = running.ask("nonsense\r\n\r\n")

    assert "Server:" not in good + bad
    assert "waitress" not in (good + bad).lower()


def test_what_is_not_a_request_is_refused_with_the_sites_headers(running: Running) -> None:
    answer = running.ask("GET / HTTP/1.1\r\nBad Header\r\n\r\n")

    assert " 400 Bad Request" in answer.splitlines()[0]
    assert "X-Frame-Options: DENY" in answer


@pytest.mark.parametrize("target", ["http://[ada@ferry.example]/x", "http://[::1/"])
def test_an_address_that_names_an_impossible_host_is_refused_and_not_repeated(running: Running, target: str) -> None:
    answer = running.ask(f"GET {target} HTTP/1.1\r\nHost: x\r\n\r\n")

    assert " 400 Bad Request" in answer.splitlines()[0]
    assert "X-Frame-Options: DENY" in answer
    assert "ada" not in answer


def test_forwarded_headers_are_left_for_the_site_to_judge(running: Running) -> None:
    answer = running.get("/", "X-Forwarded-For: 203.0.113.9")

    assert "HTTP_X_FORWARDED_FOR=203.0.113.9" in answer
    assert "REMOTE_ADDR=127.0.0.1" in answer


def test_300_slow_connections_do_not_stop_the_others(running: Running) -> None:
    slow = [running.connect() for _ in range(300)]
    for connection in slow:
        connection.sendall(b"GET / HT")

    answer = running.get("/")

    assert answer.startswith("HTTP/1.1 200 OK")
    for connection in slow:
        connection.close()


def test_a_quiet_stop_says_nothing_and_takes_no_time(running: Running) -> None:
    running.get("/")
    started = time.monotonic()

    running.process.send_signal(signal.SIGTERM)
    printed, complaints = running.process.communicate(timeout=10)

    assert (printed, complaints) == ("stopped\n", "")
    assert time.monotonic() - started < 2


def test_what_a_client_asked_is_finished_though_the_client_went_away(running: Running) -> None:
    with running.connect() as connection:
        connection.sendall(b"GET /2 HTTP/1.1\r\nHost: x\r\n\r\n")
        time.sleep(0.3)
    started = time.monotonic()

    running.process.send_signal(signal.SIGTERM)

    assert running.process.wait(timeout=10) == 0
    assert time.monotonic() - started > 1


def test_a_client_that_sends_a_long_body_first_still_gets_its_answer(running: Running) -> None:
    with running.connect() as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 8000000\r\n\r\n")
        connection.sendall(b"x" * 8_000_000)
        answer = everything_from(connection)

    assert "CONTENT_LENGTH=8000000" in answer
    assert answer.endswith("body=0")
