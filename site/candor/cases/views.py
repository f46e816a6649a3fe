"""The addresses of a case: the reader's under /cases, the champion's own under /champion."""

from flask import Blueprint

from candor.cases import answering, asking, consenting, editing, making, passing_on, reading, sharing

bp = Blueprint("cases", __name__)
BOTH = ["GET", "POST"]

bp.add_url_rule("/results/<token>/case", "start", making.start, methods=BOTH)

bp.add_url_rule("/cases/<token>", "case", reading.case, methods=["GET"])
bp.add_url_rule("/cases/<token>/card.png", "card", passing_on.card, methods=["GET"])
bp.add_url_rule("/cases/<token>/case.pdf", "pdf", passing_on.pdf, methods=["GET"])
bp.add_url_rule("/cases/<token>/case.eml", "mail", passing_on.mail, methods=["GET"])
bp.add_url_rule("/cases/<token>/answer", "answer", answering.answer, methods=BOTH)
bp.add_url_rule("/cases/<token>/answered/<id>", "answered", answering.answered, methods=["GET"])
bp.add_url_rule("/cases/<token>/contact", "contact", asking.contact, methods=BOTH)
bp.add_url_rule("/cases/<token>/contact/sent", "sent", asking.sent, methods=["GET"])

bp.add_url_rule("/champion/deleted", "deleted", sharing.deleted, methods=["GET"])
bp.add_url_rule("/champion/<token>", "own", reading.own, methods=["GET"])
bp.add_url_rule("/champion/<token>/words", "words", editing.words, methods=BOTH)
bp.add_url_rule("/champion/<token>/numbers", "numbers", editing.numbers, methods=BOTH)
bp.add_url_rule("/champion/<token>/replies/<id>", "reply", editing.reply, methods=BOTH)
bp.add_url_rule("/champion/<token>/consent", "consent", consenting.consent, methods=BOTH)
bp.add_url_rule("/champion/<token>/link", "link", sharing.link, methods=BOTH)
bp.add_url_rule("/champion/<token>/delete", "delete", sharing.delete, methods=BOTH)
