"""The demo and the server, started as someone would."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from candor import utc_now as now
from candor.cli import main
from candor.records import reps
from candor.records.database import Database
from candor.records.reps import Role

CONTENT = Path(__file__).parents[1] / "content"


@contextmanager
def running(*arguments: str, **settings: str) -> Iterator[subprocess.Popen[str]]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **settings}
    command = [sys.executable, "-m", "candor.cli", *arguments]
    with subprocess.Popen(command, env=environment, stdout=-1, stderr=-1, text=True) as process:
        yield process
        process.kill()


def lines_until(process: subprocess.Popen[str], beginning: str) -> str:
    assert process.stdout
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line.startswith(beginning):
            break
    return "".join(lines)


def test_demo_serves_the_site_and_prints_where_it_is(tmp_path: Path) -> None:
    with running("demo", "--port", "0", "--content", str(CONTENT), "--database", str(tmp_path / "d.sqlite3")) as demo:
        printed = lines_until(demo, "Stop it")
        address = re.findall(r"Site: +http://(127\.0\.0\.1:\d+)/", printed)[0]
        with closing(HTTPConnection(address, timeout=10)) as connection:
            connection.request("GET", "/healthz")
            status = connection.getresponse().status

        demo.send_signal(signal.SIGTERM)

        assert status == 200
        assert re.search(rf"Inbox: +http://{address}/sign-in/\S{{20,}}\n", printed)
        assert demo.wait(timeout=10) == 0


def test_the_demo_leaves_the_terminal_to_what_it_printed_and_to_whoever_edits(tmp_path: Path) -> None:
    content = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    database = str(tmp_path / "d.sqlite3")
    with running("demo", "--port", "0", "--content", str(content), "--database", database) as demo:
        address = re.findall(r"Site: +http://(127\.0\.0\.1:\d+)/", lines_until(demo, "Stop it"))[0]
        with closing(HTTPConnection(address, timeout=10)) as connection:
            connection.request("GET", "/none")
            status = connection.getresponse().status
        (content / "product.yaml").write_text("unheard_of: yes\n")
        assert demo.stderr
        told = demo.stderr.readline()

    assert status == 404
    assert told.startswith("The content has faults. Version ")


def test_the_demo_prints_a_link_that_signs_in_once(tmp_path: Path) -> None:
    path = tmp_path / "d.sqlite3"
    with running("demo", "--port", "0", "--content", str(CONTENT), "--database", str(path)) as demo:
        token = re.findall(r"/sign-in/(\S+)", lines_until(demo, "Stop it"))[0]

    database = Database.open(str(path))
    rep = reps.use_link(database, token, now())
    again = reps.use_link(database, token, now())

    assert rep is not None
    assert rep.role is Role.ADMIN
    assert again is None


def test_demo_says_in_one_line_that_its_port_is_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        code = main(["demo", "--port", str(port), "--database", str(tmp_path / "d"), "--content", str(CONTENT)])

    assert code == 1
    assert capsys.readouterr().err == (
        f"candor: port {port} is taken: stop what uses it, or give another one with --port.\n"
    )


def test_demo_prints_the_faults_of_its_content_and_ends(tmp_path: Path) -> None:
    faulty = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    (faulty / "product.yaml").write_text("unheard_of: yes\n")
    (faulty / "questions.yaml").write_text("- id: [\n")

    with running("demo", "--port", "0", "--content", str(faulty), "--database", str(tmp_path / "d")) as demo:
        _, complaints = demo.communicate(timeout=20)

    assert demo.returncode == 1
    assert re.search(r"product\.yaml:\d+:\d+: ", complaints)
    assert re.search(r"questions\.yaml:\d+:\d+: ", complaints)
    assert "Traceback" not in complaints


def test_a_port_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["demo", "--port", "70000"])

    assert "'70000' is no port: give a number from 1 to 65535" in capsys.readouterr().err


def test_serve_names_every_missing_setting() -> None:
    with running("serve", CANDOR_CONTENT="", CANDOR_DATABASE="") as serve:
        _, complaints = serve.communicate(timeout=20)

    assert serve.returncode == 1
    assert "CANDOR_CONTENT is missing" in complaints
    assert "CANDOR_DATABASE is missing" in complaints
    assert "Traceback" not in complaints


def test_the_standard_librarys_site_module_is_intact() -> None:
    program = "import candor, evaluator, site; print(site.__spec__.origin, hasattr(site, 'addsitedir'))"

    with subprocess.Popen(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        cwd=Path(__file__).parents[2],
        stdout=-1,
        text=True,
    ) as process:
        printed, _ = process.communicate(timeout=20)

    assert printed.endswith("True\n")
    assert str(Path(__file__).parents[2]) not in printed
