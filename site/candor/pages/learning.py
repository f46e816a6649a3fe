"""What visitors come with and go away with: pains, questions and answers, words."""

from flask import abort, render_template

from candor.pages import crawling
from candor.pages.declared import chosen, declared, find


def pains() -> str:
    """List what hurts, with how much of it is taken away."""
    return render_template("pages/pains.html")


def pain(id: str) -> str:
    """Show one pain: whom it hurts, what it costs, what takes it away and where it stays."""
    content = declared()
    pain = find(content.product.pains, id)
    return render_template(
        "pages/pain.html",
        pain=pain,
        relieved_by=[statement for statement in content.is_for if id in statement.pains],
        examples=[example for example in content.examples if id in example.pains],
        stays_with=chosen(content.statements, pain.stays_with),
    )


def answers() -> str:
    """Show questions and objections with their answers."""
    content = declared()
    if not content.faq and not content.objections:
        abort(404)
    return render_template("pages/answers.html", described=crawling.about_answers() if content.faq else None)
