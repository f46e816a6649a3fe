"""Checking the vendor's colours and mark: whether they can be seen wherever the site puts them."""

from collections.abc import Iterator

from evaluator.brand import GROUNDS, Brand, BrandMark
from evaluator.colours import SHAPE, TEXT, least_contrast, nearest
from evaluator.declaration import Declaration
from evaluator.errors import Problem
from evaluator.origins import Origin, Origins

PLACE = ("brand",)


def check_brand(declaration: Declaration, origins: Origins) -> Iterator[Problem]:
    """Yield every colour and mark that cannot be seen well enough, and every mark that nobody names."""
    product = getattr(declaration, "product", None)
    brand = getattr(product, "brand", None) or Brand()
    if not origins.anything_broken("product"):
        origin = origins.of("product")
        yield from _check_colours(brand, origin)
        yield from _check_named(brand, origins, origin)
        yield from _check_marks(brand, declaration, origin)


def _check_colours(brand: Brand, origin: Origin) -> Iterator[Problem]:
    if brand.colours is None:
        return
    for scheme, colour in (("light", brand.colours.light), ("dark", brand.colours.dark)):
        grounds = GROUNDS[scheme]
        ratio, ground = least_contrast(colour, grounds.values())
        if ratio < TEXT:
            name = next(name for name, behind in grounds.items() if behind == ground)
            fault = f"{colour} has {_shown(ratio)} on the {scheme} {name} {ground}, and links need {TEXT}"
            remedy = f"Take {nearest(colour, grounds.values(), TEXT)}, the nearest that has it, or another one"
            yield origin.problem((*PLACE, "colours", scheme), fault, remedy)


def _check_named(brand: Brand, origins: Origins, origin: Origin) -> Iterator[Problem]:
    there = origins.ids("marks") or frozenset()
    for key, name in brand.marks.items():
        if name not in there:
            yield origin.problem((*PLACE, key), f"there is no brand/{name}", "Add the file or correct its name")
    if brand.mark_dark and not brand.mark:
        yield origin.problem((*PLACE, "mark_dark"), "there is a mark for dark paper only", "Add “mark:”")
    for name in sorted(there - set(brand.marks.values())):
        remedy = "Name it in product.yaml under “brand:” as “mark:” or “mark_dark:”, or remove it"
        yield origins.of("marks", name).problem((), "nothing shows this mark", remedy)


def _check_marks(brand: Brand, declaration: Declaration, origin: Origin) -> Iterator[Problem]:
    by_name = {mark.id: mark for mark in declaration.marks}
    on_dark = "mark_dark" if brand.mark_dark else "mark"
    for scheme, key in (("light", "mark"), ("dark", on_dark)):
        mark = by_name.get(brand.marks.get(key, ""))
        if mark is None or not mark.paints:
            continue
        ratio, paint = _best(mark, GROUNDS[scheme]["paper"])
        if ratio < SHAPE:
            found = f"the strongest colour of {mark.id}, {paint}, has {_shown(ratio)}"
            remedy = "Add “mark_dark:” for dark paper" if scheme == "dark" else "Draw it darker"
            yield origin.problem((*PLACE, key), f"{found} on {scheme} paper; shapes need {SHAPE}", remedy)


def _best(mark: BrandMark, ground: str) -> tuple[float, str]:
    return max((least_contrast(paint, (ground,))[0], paint) for paint in mark.paints)


def _shown(ratio: float) -> str:
    """Return a ratio, rounded down so that what fails never looks as if it passed."""
    return f"{int(ratio * 100) / 100:.2f}:1"
