"""Where generated declarations would stand, had they been read from files."""

from evaluator.declaration import Declaration
from evaluator.origins import Origin, Origins
from evaluator.reading import Reading


def origins_of(declaration: Declaration) -> Origins:
    """Return an origin for each declared value, at line 1 of a file named after it."""
    origins = Origins()
    for name in ("product", "routes"):
        origins.keep(name, "", Origin(Reading(f"{name}.yaml")), broken=False)
    for name in ("personas", "statements", "questions"):
        for one in getattr(declaration, name):
            origins.keep(name, one.id, Origin(Reading(f"{name}/{one.id}")), broken=False)
    return origins
