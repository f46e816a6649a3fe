"""What the inbox needs beside the leads themselves: how they are found, worked on, and by whom."""

from candor.records.indexing import index_all, index_anew
from candor.records.migration import Migration

INBOX = Migration(
    "0004-inbox",
    (
        "ALTER TABLE leads ADD COLUMN rep_id TEXT",
        # Set while a reply is owed; empty once somebody has replied or closed the lead.
        "ALTER TABLE leads ADD COLUMN owed_since TEXT",
        "ALTER TABLE leads ADD COLUMN verdict TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE leads ADD COLUMN persona TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE leads ADD COLUMN route TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE leads ADD COLUMN source TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE leads ADD COLUMN words TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE leads ADD COLUMN outcome TEXT",
        "ALTER TABLE leads ADD COLUMN reason TEXT",
        "ALTER TABLE leads ADD COLUMN verdict_was TEXT",
        "ALTER TABLE leads ADD COLUMN wrong_statement TEXT",
        "DROP INDEX leads_newest",
        # An id begins with the time, so that leads in the order of their ids are in the order they came.
        "CREATE INDEX leads_listed ON leads (suspected, id)",
        "CREATE INDEX leads_owed ON leads (suspected, owed_since, id)",
        "CREATE INDEX leads_by_update ON leads (updated_at)",
        """CREATE TABLE search_tokens (
            token TEXT NOT NULL,
            lead_id TEXT NOT NULL REFERENCES leads (id) ON DELETE CASCADE,
            PRIMARY KEY (token, lead_id))""",
        "CREATE INDEX search_tokens_by_lead ON search_tokens (lead_id)",
        """CREATE TABLE search_texts (
            lead_id TEXT PRIMARY KEY REFERENCES leads (id) ON DELETE CASCADE,
            folded TEXT NOT NULL)""",
        # Reps are never deleted, only disabled, so that a history always tells who.
        """CREATE TABLE lead_events (
            id TEXT PRIMARY KEY,
            lead_id TEXT NOT NULL REFERENCES leads (id) ON DELETE CASCADE,
            version INTEGER NOT NULL,
            kind TEXT NOT NULL,
            rep_id TEXT,
            words TEXT NOT NULL,
            document TEXT NOT NULL,
            key_hash TEXT NOT NULL UNIQUE,
            happened_at TEXT NOT NULL)""",
        "CREATE INDEX lead_events_by_lead ON lead_events (lead_id, id)",
        """CREATE TABLE proposed_reasons (
            id TEXT PRIMARY KEY,
            outcome TEXT NOT NULL,
            says TEXT NOT NULL,
            rep_id TEXT NOT NULL,
            proposed_at TEXT NOT NULL)""",
        "ALTER TABLE reps ADD COLUMN away INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE reps ADD COLUMN last_turn INTEGER NOT NULL DEFAULT 0",
        "CREATE TABLE turns (id INTEGER PRIMARY KEY, taken INTEGER NOT NULL)",
        # What is done with many leads or with a person's data; it names nobody outside.
        """CREATE TABLE audit (
            id TEXT PRIMARY KEY,
            rep_id TEXT,
            did TEXT NOT NULL,
            document TEXT NOT NULL,
            done_at TEXT NOT NULL)""",
        "CREATE TABLE erasures (email_hash TEXT PRIMARY KEY, erased_at TEXT NOT NULL)",
    ),
    index_all,
)

FOUND_BY_MORE = Migration("0005-found-by-more-words", (), index_anew)
"""Leads are found by what is open and by what was said of a case, too."""
