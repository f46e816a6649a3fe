"""The command line. What a command needs is imported when it runs, so that each starts fast."""

import argparse
import errno
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from candor.commands.arguments import days, file, port, refuse_unreadable
from candor.commands.places import CHECKOUT
from candor.commands.stopping import Stop, said_plainly

DEMO_PORT = 8000
STOPPED_READING = 141
"""What a shell sees of a program whose reader, such as ``head``, has gone."""

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""What the system says where output is sent to a file and cannot be written; it names no file then."""


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    try:
        return _run(arguments)
    except Stop as stop:
        sys.stderr.write(f"{stop}\n")
        return 1
    except BrokenPipeError:
        # Whoever read the output has seen enough.
        _write_no_more()
        return STOPPED_READING
    except OSError as error:
        if error.filename is None and error.errno not in NO_ROOM:
            raise
        sys.stderr.write(f"candor: {_told(error)}.\n")
        _end_output()
        return 1
    except KeyboardInterrupt:
        return 130


def _run(arguments: Sequence[str]) -> int:
    refuse_unreadable(arguments)
    try:
        chosen = _chosen(arguments)
        with said_plainly():
            exit_code: int = chosen.run(chosen)
    except SystemExit:
        # So does argparse end once it has printed the help, which has to arrive too.
        sys.stdout.flush()
        raise
    sys.stdout.flush()
    return exit_code


def _chosen(arguments: Sequence[str]) -> argparse.Namespace:
    if arguments[:1] == ["test"]:
        # pytest has options of its own, which argparse would take for ours.
        return argparse.Namespace(run=_command("testing"), arguments=arguments[1:])
    return parser().parse_args(arguments)


def _told(error: OSError) -> str:
    if error.filename is not None:
        return f"{error.filename} cannot be used ({error.strerror})"
    return f"what this command writes cannot be written ({error.strerror})"


def _end_output() -> None:
    try:
        sys.stdout.flush()
    except OSError:
        _write_no_more()


def _write_no_more() -> None:
    # What is left would be written at the end of the process, and fail with a stack trace.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def parser() -> argparse.ArgumentParser:
    """Return the parser of every command; ``run`` of what it returns runs the command."""
    whole = argparse.ArgumentParser(
        prog="./candor", description="An evaluation site that says plainly whether a product is for its visitors."
    )
    commands = whole.add_subparsers(title="commands", required=True, metavar="COMMAND")

    demo = commands.add_parser("demo", help="serve the sample site on this machine, without any setup")
    demo.add_argument("--port", type=port, default=DEMO_PORT, help="port on 127.0.0.1 (default: %(default)s)")
    _add_content(demo)
    _add_database(demo)
    demo.set_defaults(run=_command("demo"))

    commands.add_parser("test", help="run every test; what follows goes to pytest", add_help=False)

    check = commands.add_parser("check", help="print every fault in the content")
    _add_content(check)
    check.add_argument("--database", help="database of a site: no address that it ever served may lead nowhere now")
    check.set_defaults(run=_command("check"))

    prove = commands.add_parser("prove", help="say where every combination of answers ends")
    _add_content(prove)
    prove.add_argument("--table", type=file, help="CSV file to write, one row a way to answer, for an expert to sign")
    prove.set_defaults(run=_command("prove"))

    _add_readings(commands)

    learn = commands.add_parser("learn", help="show visitors' words that led nowhere, and add one to a statement")
    _add_content(learn)
    _add_database(learn)
    learn.add_argument("--days", type=days, default=90, help="how far to look back (default: %(default)s)")
    learn.add_argument("--group", type=int, help="number of the group whose words are added")
    learn.add_argument("--statement", help="id of the statement that the words lead to from now on")
    learn.add_argument("--phrase", help="the phrase to add (default: the first words of the group)")
    learn.set_defaults(run=_command("learn"))

    _add_site_commands(commands)
    _add_person(commands)
    _add_outbox(commands)
    return whole


def _add_readings(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    sources = commands.add_parser("sources", help="list every page that content cites, checked longest ago first")
    _add_content(sources)
    sources.add_argument(
        "--older-than",
        type=days,
        metavar="DAYS",
        help="list only those checked more than so many days ago, and fail if there are any",
    )
    sources.set_defaults(run=_command("sources"))

    asked = commands.add_parser("questions", help="show what people asked and faq.yaml does not answer yet")
    _add_content(asked)
    _add_database(asked)
    asked.add_argument("--days", type=days, default=365, help="how far to look back (default: %(default)s)")
    asked.set_defaults(run=_command("questions"))

    drawn = commands.add_parser("map", help="draw how answers lead to verdicts and routes")
    _add_content(drawn)
    drawn.add_argument("--svg", type=file, required=True, help="file to write")
    drawn.set_defaults(run=_command("map"))


def _add_site_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    serve = commands.add_parser("serve", help="serve a site that is configured by the environment")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    serve.add_argument("--port", type=port, default=DEMO_PORT, help="port to listen on (default: %(default)s)")
    serve.set_defaults(run=_command("serve"))

    link = commands.add_parser("sign-in-link", help="print a one-time link into the inbox")
    link.add_argument("email", help="address of the rep, who is added if there is none")
    link.add_argument("--name", help="name of a new rep (default: the address)")
    link.add_argument("--role", choices=("rep", "admin"), help="role of a new rep (default: rep)")
    link.add_argument(
        "--base-url",
        default=os.environ.get("CANDOR_BASE_URL", f"http://127.0.0.1:{DEMO_PORT}"),
        help="address of the site (default: %(default)s)",
    )
    link.add_argument("--readmit", action="store_true", help="let a rep who was removed in again")
    _add_database(link)
    link.set_defaults(run=_command("sign_in_link"))

    backup = commands.add_parser("backup", help="write a checked copy of the database, while the site goes on")
    backup.add_argument("file", metavar="TO", type=file, help="file to write")
    _add_database(backup)
    backup.set_defaults(run=_command("copies", "backup"))

    restore = commands.add_parser("restore", help="replace the database by a backup")
    restore.add_argument("file", metavar="FROM", type=file, help="file that `backup` wrote")
    _add_database(restore)
    restore.set_defaults(run=_command("copies", "restore"))

    copy = commands.add_parser("copy", help="move everything to another database, such as from SQLite to PostgreSQL")
    copy.add_argument(
        "--from", dest="source", required=True, metavar="DATABASE", help="sqlite:FILE or postgresql://..., only read"
    )
    copy.add_argument(
        "--to", dest="target", required=True, metavar="DATABASE", help="an empty one; run again to go on after a stop"
    )
    copy.set_defaults(run=_command("copy"))

    sweep = commands.add_parser("sweep", help="delete what has been kept as long as promised; run it daily")
    _add_database(sweep)
    sweep.set_defaults(run=_command("sweep"))


def _add_person(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    person = commands.add_parser("person", help="hand out or erase everything that is stored of one person")
    deeds = person.add_subparsers(required=True, metavar="DEED")
    for deed, says in (("export", "print it as JSON"), ("erase", "delete it for good")):
        one = deeds.add_parser(deed, help=says)
        one.add_argument("email", help="address of the person")
        _add_database(one)
        one.set_defaults(run=_command("person", deed))


def _add_outbox(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    outbox = commands.add_parser("outbox", help="hand leads off to mail, Slack, webhooks and CRMs")
    deeds = outbox.add_subparsers(title="what to do", required=True, metavar="DO")
    run = deeds.add_parser("run", help="hand off until stopped, where `serve` does not")
    run.add_argument(
        "--handoff", default=os.environ.get("CANDOR_HANDOFF"), help="file with the endpoints (default: %(default)s)"
    )
    _add_database(run)
    run.set_defaults(run=_command("outbox"))
    shown = deeds.add_parser("list", help="print what is not handed off yet")
    _add_database(shown)
    shown.set_defaults(run=_command("outbox", "show"))
    again = deeds.add_parser("replay", help="hand one delivery off again")
    again.add_argument("id", help="id of the delivery, as `list` prints it")
    _add_database(again)
    again.set_defaults(run=_command("outbox", "replay"))


def _add_content(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--content", type=Path, default=CHECKOUT / "content", help="folder of the declaration (default: %(default)s)"
    )


def _add_database(command: argparse.ArgumentParser) -> None:
    given = os.environ.get("CANDOR_DATABASE") if command.prog.split()[-1] != "demo" else None
    own = str(CHECKOUT / "demo" / "candor.sqlite3")
    # An address from the environment may hold a password, so that help names where it stands.
    told = "what CANDOR_DATABASE holds" if given else own
    command.add_argument("--database", default=given or own, help=f"the database (default: {told})".replace("%", "%%"))


def _command(module: str, function: str = "run") -> Callable[[argparse.Namespace], int]:
    def run(chosen: argparse.Namespace) -> int:
        command: Callable[[argparse.Namespace], int] = getattr(import_module(f"candor.commands.{module}"), function)
        return command(chosen)

    return run


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
