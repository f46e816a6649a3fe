"""How leads are found: by words, by what they are, and by who has them, each as a token of one table.

A page of the inbox walks the tokens of its rarest filter from the newest lead on, so that it costs
the same however many leads there are.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from candor.records import chains, documents
from candor.records.chains import Chain
from candor.records.engine import Connection
from candor.records.listing import first_line_of

PREFIXES = (4, 6, 8)
"""Letters of a longer word that stand in its tokens; what follows is compared with the text."""
SHORTEST = PREFIXES[0]
MOST_WORDS = 400
DIRECT = "direct"
BATCH = 500
AT_ONCE = 100
KEEP = "INSERT INTO search_tokens (token, lead_id) VALUES"
TOLD = "SELECT leads.*, results.document AS told FROM leads JOIN results ON results.id = leads.result_id WHERE"
RECEIPTS = ("fits", "conditions", "exclusions")

WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Summary:
    """What the list shows and filters by, taken from a result and from where the visitor came."""

    verdict: str
    persona: str
    route: str
    source: str
    words: str
    statements: tuple[str, ...]


def summary_of(result: str, arrival: Mapping[str, str]) -> Summary:
    """Return what a frozen result, given as JSON text, says in short; what it does not say is empty."""
    told: dict[str, Any] = json.loads(result)
    receipts = (one for part in RECEIPTS for one in told.get(part, ()))
    source = arrival.get("utm_source") or arrival.get("referrer") or DIRECT
    return Summary(
        verdict=told.get("kind", ""),
        persona=told.get("persona", ""),
        route=told.get("route", ""),
        source=source.lower(),
        words=told.get("words", ""),
        statements=tuple(dict.fromkeys(one["id"] for one in receipts)),
    )


def folded(text: str) -> list[str]:
    """Return the words of a text as they are compared: without case, accents and signs."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return WORD.findall(plain.casefold())


def word_tokens(word: str) -> list[str]:
    """Return the tokens under which a folded word is found: each beginning that is long enough, or the short word."""
    return [f"word:{word[:length]}" for length in PREFIXES if length <= len(word)] or [f"word:{word}"]


def term_token(term: str) -> str:
    """Return the token that every word which begins with a folded term has."""
    return word_tokens(term)[-1]


def says_all(term: str) -> bool:
    """Tell whether a term's token says all of it, so that no text has to be compared."""
    return term_token(term) == f"word:{term}"


def same_address(email: str) -> str:
    """Return the token that leads with one address share."""
    return f"email:{unicodedata.normalize('NFC', email.strip()).casefold()}"


def same_company(company: str) -> str:
    """Return the token that leads of one company share."""
    return f"company:{' '.join(folded(company))}"


def index_lead(connection: Connection, lead_id: str) -> None:
    """Write everything that a lead is found by anew, in a transaction that holds the lead.

    What a program may have sent is in a list of its own, and found by nothing else.
    """
    for row in connection.rows(f"{TOLD} leads.id = :id", {"id": lead_id}):
        connection.execute("DELETE FROM search_tokens WHERE lead_id = :id", {"id": lead_id})
        connection.execute("DELETE FROM search_texts WHERE lead_id = :id", {"id": lead_id})
        _write(connection, row)


def keep_chain(connection: Connection, lead_id: str, chain: Chain) -> None:
    """Write how a lead came about, and let it be found by what is told of that and by nothing else."""
    values = {"id": lead_id, "chain": chains.written(chain)}
    connection.execute("UPDATE leads SET chain = :chain WHERE id = :id", values)
    index_lead(connection, lead_id)


def index_all(connection: Connection) -> None:
    """Index every lead that is there; a reply is owed on each that a person sent."""
    connection.execute("UPDATE leads SET owed_since = created_at WHERE suspected = 0 AND status = 'new'")
    index_anew(connection)


def index_anew(connection: Connection) -> None:
    """Write everything that leads are found by again, for all of them."""
    connection.execute("DELETE FROM search_tokens")
    connection.execute("DELETE FROM search_texts")
    last = ""
    while rows := connection.rows(f"{TOLD} leads.id > :last ORDER BY leads.id LIMIT {BATCH}", {"last": last}):
        for row in rows:
            _write(connection, row)
        last = rows[-1]["id"]


def index_state(connection: Connection, lead_id: str) -> None:
    """Write anew who has a lead and what state it is in, in a transaction that holds the lead."""
    values = {"id": lead_id}
    connection.execute(
        "DELETE FROM search_tokens WHERE lead_id = :id AND (token LIKE 'status:%' OR token LIKE 'rep:%')", values
    )
    row = connection.row("SELECT id, status, rep_id FROM leads WHERE id = :id AND suspected = 0", values)
    if row is not None:
        _insert(connection, lead_id, _state_tokens(row))


def words_of(row: Mapping[str, Any], summary: Summary) -> list[str]:
    """Return the words that a lead is found by, once each, as they are compared."""
    chain = chains.read(row.get("chain"))
    told = chain.texts if chain is not None else ()
    texts = (row["name"], row["company"], row["email"], summary.words, row["open_questions"], *told)
    return list(dict.fromkeys(word for text in texts for word in folded(text)))[:MOST_WORDS]


def tokens_of(row: Mapping[str, Any], summary: Summary) -> set[str]:
    """Return everything that a lead is found by."""
    return {*_tokens(row, summary), *_state_tokens(row), *_word_tokens(row, summary)}


def _write(connection: Connection, row: Mapping[str, Any]) -> None:
    summary = summary_of(row["told"], documents.read(row["arrival"]))
    connection.execute(
        "UPDATE leads SET verdict = :verdict, persona = :persona, route = :route, source = :source, words = :words "
        "WHERE id = :id",
        {
            "id": row["id"],
            "verdict": summary.verdict,
            "persona": summary.persona,
            "route": summary.route,
            "source": summary.source,
            "words": first_line_of(summary.words),
        },
    )
    if row["suspected"]:
        return
    words = words_of(row, summary)
    connection.execute(
        "INSERT INTO search_texts (lead_id, folded) VALUES (:id, :folded)",
        {"id": row["id"], "folded": f" {' '.join(words)}"},
    )
    _insert(connection, row["id"], tokens_of(row, summary))


def _word_tokens(row: Mapping[str, Any], summary: Summary) -> Iterator[str]:
    for word in words_of(row, summary):
        yield from word_tokens(word)


def _tokens(row: Mapping[str, Any], summary: Summary) -> Iterator[str]:
    yield f"verdict:{summary.verdict}"
    yield f"persona:{summary.persona}"
    yield f"route:{summary.route}"
    yield f"source:{summary.source}"
    yield from (f"statement:{statement}" for statement in summary.statements)
    yield same_address(row["email"])
    yield same_company(row["company"])
    # Of who it is, the first two letters are enough to search by.
    for word in (*folded(row["name"]), *folded(row["company"])):
        yield from (f"word:{word[:length]}" for length in range(2, SHORTEST))


def _state_tokens(row: Mapping[str, Any]) -> Iterator[str]:
    yield f"status:{row['status']}"
    if row["status"] != "closed":
        yield "status:open"
    yield f"rep:{row['rep_id'] or 'nobody'}"


def _insert(connection: Connection, lead_id: str, tokens: Iterable[str]) -> None:
    several = sorted(set(tokens))
    for start in range(0, len(several), AT_ONCE):
        values = {f"token{number}": token for number, token in enumerate(several[start : start + AT_ONCE])}
        rows = ", ".join(f"(:{name}, :id)" for name in values)
        connection.execute(f"{KEEP} {rows}", {**values, "id": lead_id})
