"""The database that a command works on."""

from candor.commands.stopping import Stop
from candor.records.database import Database, is_postgresql, path_of


def existing_database(url: str) -> Database:
    """Open a database that a site has made, or stop where there is none."""
    if "://" not in url and not path_of(url).is_file():
        raise Stop(f"candor: there is no database {url}: start the site first, or name its database with --database.")
    return open_database(url)


def open_database(url: str) -> Database:
    """Open a database, or stop where its address is no address."""
    try:
        return Database.open(url)
    except ValueError as error:
        raise Stop(f"candor: {error}") from error


def shown(url: str) -> str:
    """Return a database for a person to read, without what may be a password in its address."""
    return "PostgreSQL" if is_postgresql(url) else str(path_of(url))
