"""The drawing as a file that any browser shows: the page's own template, with the colours it needs inside."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from candor.drawing.layout import draw
from candor.stylesheet import FOLDER, accents, without_comments
from evaluator.declaration import Declaration
from evaluator.mapping import Map

TEMPLATES = Path(__file__).parents[1] / "templates"
SHEETS = ("tokens.css", "map.css", "map_file.css")


def svg_of(declaration: Declaration, found: Map) -> str:
    """Return the drawing of a map as the text of an SVG file."""
    css = "\n".join((FOLDER / sheet).read_text(encoding="utf-8") for sheet in SHEETS)
    brand = declaration.product.brand
    if brand and brand.colours:
        css += accents(brand.colours)
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    template = templates.get_template("map.svg")
    return template.render(drawing=draw(declaration, found), product=declaration.product, sheet=without_comments(css))
