"""Buying through a cloud: what each marketplace lists, and what the licence says about a cloud reselling it."""

from enum import StrEnum

from pydantic import Field

from evaluator.rules import Frozen, Id
from evaluator.sources import Body, Heading, Sentence, Source, WebAddress

TERMS = ("url", "type", "deployment", "commitment", "minimum_contract", "accepted_by")
"""What is told of a listing, and of nothing else."""


class Listing(StrEnum):
    """Whether a marketplace lists the product, as far as anybody looked."""

    LISTED = "listed"
    NOT_LISTED = "not-listed"
    UNKNOWN = "unknown"


class Commitment(StrEnum):
    """Whether what is paid there counts toward a commitment to spend with that cloud."""

    COUNTS = "counts"
    COUNTS_IN_PART = "counts-in-part"
    DOES_NOT_COUNT = "does-not-count"
    UNKNOWN = "unknown"


class Marketplace(Frozen):
    """One cloud marketplace. ``because`` says what was seen, or why nothing could be.

    The terms belong to a listing: one that is listed has them all, another has none.
    """

    id: Id
    name: Heading
    listing: Listing
    because: Sentence
    url: WebAddress | None = None
    type: Heading | None = None
    deployment: Sentence | None = None
    commitment: Commitment | None = None
    minimum_contract: Sentence | None = None
    accepted_by: Sentence | None = None
    sources: tuple[Source, ...] = Field(min_length=1)

    @property
    def is_listed(self) -> bool:
        """Tell whether it lists the product."""
        return self.listing is Listing.LISTED


class Reselling(Frozen):
    """What the licence says about a cloud that resells the product: in one sentence, and in full."""

    in_one_sentence: Sentence
    in_full: Body = Field(min_length=1)
    sources: tuple[Source, ...] = Field(min_length=1)


class Buying(Frozen):
    """``buying.yaml``: how the product is bought, cloud by cloud. ``direct`` says how without one."""

    says: Sentence
    direct: Sentence
    direct_sources: tuple[Source, ...] = Field(min_length=1)
    marketplaces: tuple[Marketplace, ...] = Field(min_length=1)
    reselling: Reselling
