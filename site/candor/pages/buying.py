"""How it is bought through a cloud: what each marketplace lists, and what the licence says about reselling."""

from collections.abc import Mapping

from flask import abort, render_template

from candor.pages.declared import declared
from evaluator.buying import Commitment, Listing

LISTINGS: Mapping[Listing, str] = {
    Listing.LISTED: "Listed",
    Listing.NOT_LISTED: "Not listed",
    Listing.UNKNOWN: "Not known",
}
COMMITMENTS: Mapping[Commitment, str] = {
    Commitment.COUNTS: "Yes",
    Commitment.COUNTS_IN_PART: "In part",
    Commitment.DOES_NOT_COUNT: "No",
    Commitment.UNKNOWN: "Not known",
}
"""How it is told whether what is paid counts toward a commitment to spend."""


def buying() -> str:
    """Show what each cloud marketplace lists and on what terms, and what the licence says about reselling."""
    declared_buying = declared().buying or abort(404)
    return render_template("pages/buying.html", buying=declared_buying, listings=LISTINGS, commitments=COMMITMENTS)
