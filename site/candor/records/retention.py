"""What is kept no longer than promised; run daily, and harmless to run again."""

from datetime import datetime, timedelta

from candor.records import sessions, times
from candor.records.database import Database

ANSWERS_KEPT = timedelta(days=90)
LEADS_KEPT = timedelta(days=731)  # 24 months, one of which may be a leap February
SUSPECTED_KEPT = timedelta(days=30)

# In this order: a lead holds its result, and a result's lead holds the evaluation. A result without
# a lead is kept as long as its private link lives; the answers behind it go earlier.
STEPS = {
    "suspected leads": "DELETE FROM leads WHERE suspected = 1 AND updated_at < :suspected",
    "leads": "DELETE FROM leads WHERE suspected = 0 AND updated_at < :leads",
    "submissions": "DELETE FROM submissions WHERE NOT EXISTS "
    "(SELECT 1 FROM leads WHERE leads.result_id = submissions.result_id)",
    "results": "DELETE FROM results WHERE (expires_at <= :now OR revoked_at < :answers) AND NOT EXISTS "
    "(SELECT 1 FROM leads WHERE leads.result_id = results.id)",
    "evaluations": "DELETE FROM evaluations WHERE updated_at < :answers AND NOT EXISTS "
    "(SELECT 1 FROM results JOIN leads ON leads.result_id = results.id "
    "WHERE results.evaluation_id = evaluations.id)",
    "cases": "DELETE FROM cases WHERE expires_at <= :now",
    "sign-in links": "DELETE FROM sign_in_links WHERE expires_at <= :now OR used_at IS NOT NULL",
    "sessions": "DELETE FROM sessions WHERE seen_at <= :idle OR created_at <= :longest OR seen_at > :ahead",
    "limits": "DELETE FROM limits WHERE forget_at <= :now",
}

CASES_GONE = (
    "UPDATE leads SET case_id = NULL WHERE case_id IS NOT NULL AND NOT EXISTS "
    "(SELECT 1 FROM cases WHERE cases.id = leads.case_id)"
)


def sweep(database: Database, now: datetime) -> dict[str, int]:
    """Delete what has been kept long enough; return how many rows of each kind went.

    Each step is a transaction of its own, so that writers wait no longer than for one of them.
    """
    values = {
        "now": times.written(now),
        "suspected": times.written(now - SUSPECTED_KEPT),
        "leads": times.written(now - LEADS_KEPT),
        "answers": times.written(now - ANSWERS_KEPT),
        "idle": times.written(now - sessions.CONTRACT.idle),
        "longest": times.written(now - sessions.CONTRACT.longest),
        "ahead": times.written(now + sessions.FARTHEST_AHEAD),
    }
    gone = {}
    for kind, sql in STEPS.items():
        with database.long_writing() as connection:
            gone[kind] = connection.execute(sql, values)
    with database.long_writing() as connection:
        connection.execute(CASES_GONE)
    return gone
