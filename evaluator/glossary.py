"""The glossary: words of the product's field, and what each means on this site."""

from evaluator.rules import Frozen, Id
from evaluator.sources import Heading, Sentence, Source


class Term(Frozen):
    """One entry of ``glossary.yaml``."""

    id: Id
    word: Heading
    means: Sentence
    sources: tuple[Source, ...] = ()
