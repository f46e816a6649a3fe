"""What a file may still hold of rows that were erased: marked with the erasure, until the file was written anew."""

from candor.records.database import Connection, Database, Unavailable

# A number of the database's own beside the one that `Database.probe` counts: the count of erasures, and below
# zero once the file was written anew after the last of them. A table of its own would be a migration, for which
# an older version refuses the whole database.
MARK = "INSERT INTO probes (id, written) VALUES (2, 1) ON CONFLICT (id) DO UPDATE SET written = ABS(probes.written) + 1"
MARKED = "SELECT written FROM probes WHERE id = 2 AND written > 0"
UNMARK = "UPDATE probes SET written = -written WHERE id = 2 AND written = :seen"


def mark(connection: Connection) -> None:
    """Note, in the transaction that erases, that the file has to be written anew."""
    connection.execute(MARK)


def are_left(database: Database) -> bool:
    """Tell whether the file may still hold what was erased."""
    return database.row(MARKED) is not None


def remove(database: Database) -> bool:
    """Write the file anew if something was erased since that was last done; return whether nothing is left now.

    It is not done while somebody reads an older state, the disk is full, or the database is locked for long.
    """
    try:
        marked = database.row(MARKED)
        return marked is None or _removed(database, marked["written"])
    except Unavailable:
        # The erasure itself is durable, and so is its mark: whoever sweeps next tries again.
        return False


def _removed(database: Database, seen: int) -> bool:
    if not database.compact():
        return False
    with database.writing() as connection:
        # Somebody erased meanwhile has left a higher count, which stays.
        connection.execute(UNMARK, {"seen": seen})
    return True
