"""The tables, as one list of migrations that runs on every engine.

Ids are uuid7 text, times ISO-8601 UTC text of one width, documents JSON text and flags
0 or 1. A migration that has been released is never edited: add another.
"""

from collections.abc import Collection

from candor.records.engine import Connection, NewerDatabase, UnfinishedCopy
from candor.records.inbox_tables import FOUND_BY_MORE, INBOX
from candor.records.migration import Migration

__all__ = ["COPYING", "MIGRATIONS", "START", "Migration", "make_list", "refuse_newer", "upgrade"]

FIRST = Migration(
    "0001-first-tables",
    (
        "CREATE TABLE probes (id INTEGER PRIMARY KEY, written INTEGER NOT NULL)",
        "CREATE TABLE keys (name TEXT PRIMARY KEY, secret TEXT NOT NULL)",
        "CREATE TABLE declarations (version TEXT PRIMARY KEY, document TEXT NOT NULL, created_at TEXT NOT NULL)",
        """CREATE TABLE evaluations (
            id TEXT PRIMARY KEY,
            token_hash TEXT NOT NULL UNIQUE,
            opening_hash TEXT NOT NULL,
            content_version TEXT NOT NULL,
            persona TEXT NOT NULL,
            words TEXT NOT NULL,
            marks TEXT NOT NULL,
            answers TEXT NOT NULL,
            arrival TEXT NOT NULL,
            created_at TEXT NOT NULL,
            updated_at TEXT NOT NULL,
            expires_at TEXT NOT NULL)""",
        "CREATE INDEX evaluations_by_update ON evaluations (updated_at)",
        # A result may outlive its evaluation, so evaluation_id refers to it without a constraint.
        """CREATE TABLE results (
            id TEXT PRIMARY KEY,
            token_hash TEXT NOT NULL UNIQUE,
            evaluation_id TEXT NOT NULL,
            content_version TEXT NOT NULL,
            document TEXT NOT NULL,
            created_at TEXT NOT NULL,
            expires_at TEXT NOT NULL,
            revoked_at TEXT)""",
        "CREATE INDEX results_by_evaluation ON results (evaluation_id)",
        "CREATE INDEX results_by_expiry ON results (expires_at)",
        """CREATE TABLE leads (
            id TEXT PRIMARY KEY,
            result_id TEXT NOT NULL UNIQUE REFERENCES results (id),
            name TEXT NOT NULL,
            email TEXT NOT NULL,
            company TEXT NOT NULL,
            role TEXT NOT NULL,
            open_questions TEXT NOT NULL,
            consent_version TEXT,
            consent_text TEXT,
            consent_at TEXT,
            suspected INTEGER NOT NULL CHECK (suspected IN (0, 1)),
            arrival TEXT NOT NULL,
            status TEXT NOT NULL,
            version INTEGER NOT NULL,
            created_at TEXT NOT NULL,
            updated_at TEXT NOT NULL)""",
        "CREATE INDEX leads_newest ON leads (suspected, created_at, id)",
        """CREATE TABLE lead_history (
            id TEXT PRIMARY KEY,
            lead_id TEXT NOT NULL REFERENCES leads (id) ON DELETE CASCADE,
            version INTEGER NOT NULL,
            name TEXT NOT NULL,
            email TEXT NOT NULL,
            company TEXT NOT NULL,
            role TEXT NOT NULL,
            open_questions TEXT NOT NULL,
            consent_version TEXT,
            consent_text TEXT,
            consent_at TEXT,
            suspected INTEGER NOT NULL,
            arrival TEXT NOT NULL,
            status TEXT NOT NULL,
            updated_at TEXT NOT NULL,
            replaced_at TEXT NOT NULL,
            UNIQUE (lead_id, version))""",
        """CREATE TABLE submissions (
            key_hash TEXT PRIMARY KEY,
            body_hash TEXT NOT NULL,
            result_id TEXT NOT NULL REFERENCES results (id) ON DELETE CASCADE,
            submitted_at TEXT NOT NULL)""",
        "CREATE INDEX submissions_by_result ON submissions (result_id)",
        """CREATE TABLE reps (
            id TEXT PRIMARY KEY,
            email TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            role TEXT NOT NULL CHECK (role IN ('rep', 'admin')),
            created_at TEXT NOT NULL,
            disabled_at TEXT)""",
        """CREATE TABLE sign_in_links (
            token_hash TEXT PRIMARY KEY,
            rep_id TEXT NOT NULL REFERENCES reps (id) ON DELETE CASCADE,
            created_at TEXT NOT NULL,
            expires_at TEXT NOT NULL,
            used_at TEXT)""",
        "CREATE INDEX sign_in_links_by_rep ON sign_in_links (rep_id)",
        """CREATE TABLE sessions (
            id_hash TEXT PRIMARY KEY,
            rep_id TEXT NOT NULL REFERENCES reps (id) ON DELETE CASCADE,
            document TEXT NOT NULL,
            created_at TEXT NOT NULL,
            seen_at TEXT NOT NULL)""",
        "CREATE INDEX sessions_by_rep ON sessions (rep_id)",
        """CREATE TABLE limits (
            name TEXT NOT NULL,
            subject_hash TEXT NOT NULL,
            times TEXT NOT NULL,
            forget_at TEXT NOT NULL,
            PRIMARY KEY (name, subject_hash))""",
    ),
)

CASES = Migration(
    "0002-cases",
    (
        # A case holds its own copy of the result, so that each of the two can go without the other.
        """CREATE TABLE cases (
            id TEXT PRIMARY KEY,
            champion_hash TEXT NOT NULL UNIQUE,
            reader_hash TEXT UNIQUE,
            link_number INTEGER NOT NULL,
            opening_hash TEXT NOT NULL,
            content_version TEXT NOT NULL,
            document TEXT NOT NULL,
            given_at TEXT NOT NULL,
            words TEXT NOT NULL,
            note TEXT NOT NULL,
            decision TEXT NOT NULL,
            numbers TEXT NOT NULL,
            name TEXT NOT NULL,
            email TEXT NOT NULL,
            consent_version TEXT,
            consent_text TEXT,
            consent_at TEXT,
            version INTEGER NOT NULL,
            opened INTEGER NOT NULL,
            opened_at TEXT,
            created_at TEXT NOT NULL,
            updated_at TEXT NOT NULL,
            expires_at TEXT NOT NULL)""",
        "CREATE INDEX cases_by_expiry ON cases (expires_at)",
        """CREATE TABLE case_answers (
            id TEXT PRIMARY KEY,
            case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
            key_hash TEXT NOT NULL UNIQUE,
            body_hash TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('agree', 'ask', 'not-now')),
            words TEXT NOT NULL,
            name TEXT NOT NULL,
            email TEXT NOT NULL,
            company TEXT NOT NULL,
            consent_version TEXT,
            consent_text TEXT,
            consent_at TEXT,
            suspected INTEGER NOT NULL CHECK (suspected IN (0, 1)),
            reply TEXT NOT NULL,
            replied_at TEXT,
            answered_at TEXT NOT NULL)""",
        "CREATE INDEX case_answers_by_case ON case_answers (case_id, answered_at)",
        "ALTER TABLE leads ADD COLUMN case_id TEXT",
        "ALTER TABLE leads ADD COLUMN chain TEXT",
        "CREATE INDEX leads_by_case ON leads (case_id)",
    ),
)

OUTBOX = Migration(
    "0003-outbox",
    (
        # An event counts within its lead; what it says is frozen, so that every try sends the same.
        """CREATE TABLE outbox_events (
            id TEXT PRIMARY KEY,
            lead_id TEXT NOT NULL REFERENCES leads (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            type TEXT NOT NULL,
            body TEXT NOT NULL,
            created_at TEXT NOT NULL,
            UNIQUE (lead_id, number))""",
        """CREATE TABLE outbox (
            id TEXT PRIMARY KEY,
            event_id TEXT NOT NULL REFERENCES outbox_events (id) ON DELETE CASCADE,
            lead_id TEXT NOT NULL,
            number INTEGER NOT NULL,
            endpoint TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('new', 'leased', 'delivered', 'failed')),
            lease TEXT,
            attempts INTEGER NOT NULL,
            next_at TEXT NOT NULL,
            tried_since TEXT,
            error TEXT,
            delivered_at TEXT,
            UNIQUE (lead_id, endpoint, number))""",
        # In the order in which deliveries are taken, so that the first is found however many wait behind it.
        "CREATE INDEX outbox_due ON outbox (endpoint, next_at, id) WHERE state IN ('new', 'leased')",
        "CREATE INDEX outbox_by_event ON outbox (event_id)",
        "CREATE TABLE outbox_disabled (endpoint TEXT PRIMARY KEY, disabled_at TEXT NOT NULL)",
    ),
)

MIGRATIONS = (FIRST, CASES, OUTBOX, INBOX, FOUND_BY_MORE)
START = "0000-start"
COPYING = "copying"
"""Listed among the migrations while a database is being filled by a copy, so that no site starts on half of it."""


def make_list(connection: Connection) -> None:
    """Make the table that lists the migrations applied, in a transaction of its own."""
    connection.execute("CREATE TABLE IF NOT EXISTS migrations (id TEXT PRIMARY KEY)")


def upgrade(connection: Connection, migrations: tuple[Migration, ...] = MIGRATIONS) -> None:
    """Apply, in order, the migrations that a database has not seen; raise ``NewerDatabase`` if it knows more."""
    # Touching one row first makes starters that come at once wait for each other, on every engine.
    connection.execute(
        "INSERT INTO migrations (id) VALUES (:id) ON CONFLICT (id) DO UPDATE SET id = excluded.id", {"id": START}
    )
    applied = {row["id"] for row in connection.rows("SELECT id FROM migrations")}
    refuse_newer(applied, migrations)
    for migration in migrations:
        if migration.id not in applied:
            for statement in migration.statements:
                connection.execute(statement)
            if migration.fill is not None:
                migration.fill(connection)
            connection.execute("INSERT INTO migrations (id) VALUES (:id)", {"id": migration.id})


def refuse_newer(applied: Collection[str], migrations: tuple[Migration, ...] = MIGRATIONS) -> None:
    """Raise ``NewerDatabase`` if a database has seen migrations that this version does not have."""
    if COPYING in applied:
        raise UnfinishedCopy(
            "the database is the beginning of a copy: run the same `./candor copy` again to finish it."
        )
    unknown = sorted(set(applied) - {migration.id for migration in migrations} - {START})
    if unknown:
        raise NewerDatabase(
            f"the database was written by a newer version of Candor ({', '.join(unknown)}): "
            "install that version, or restore a backup made before it."
        )
