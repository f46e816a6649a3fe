"""The addresses of the fit check, its verdict and the contact form."""

from flask import Blueprint

from candor.fit import contact, forgetting, steps, verdicts

bp = Blueprint("fit", __name__)

bp.add_url_rule("/fit", "start", steps.start, methods=["GET", "POST"])
bp.add_url_rule("/fit/deleted", "deleted", forgetting.deleted, methods=["GET"])
bp.add_url_rule("/fit/<token>", "resume", steps.resume, methods=["GET"])
bp.add_url_rule("/fit/<token>/words", "restate", steps.restate, methods=["GET", "POST"])
bp.add_url_rule("/fit/<token>/statements", "statements", steps.statements, methods=["GET", "POST"])
bp.add_url_rule("/fit/<token>/questions/<id>", "question", steps.question, methods=["GET", "POST"])
bp.add_url_rule("/fit/<token>/answers", "answers", steps.answers, methods=["GET", "POST"])
bp.add_url_rule("/fit/<token>/verdict", "verdict", verdicts.verdict, methods=["GET"])
bp.add_url_rule("/fit/<token>/link", "share", verdicts.share, methods=["GET", "POST"])
bp.add_url_rule("/fit/<token>/contact", "contact", contact.contact, methods=["GET", "POST"])
bp.add_url_rule("/fit/<token>/contact/sent", "sent", contact.sent, methods=["GET"])
bp.add_url_rule("/fit/<token>/fit-check.json", "export", forgetting.export, methods=["GET"])
bp.add_url_rule("/fit/<token>/delete", "delete", forgetting.delete, methods=["GET", "POST"])
bp.add_url_rule("/results/<token>", "result", verdicts.result, methods=["GET"])
