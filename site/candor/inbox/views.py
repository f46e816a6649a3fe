"""The inbox feature's views."""

from flask import Blueprint

bp = Blueprint("inbox", __name__)
