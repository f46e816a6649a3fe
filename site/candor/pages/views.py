"""The pages feature's views."""

from flask import Blueprint

bp = Blueprint("pages", __name__)
