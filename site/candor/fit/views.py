"""The fit feature's views."""

from flask import Blueprint

bp = Blueprint("fit", __name__)
