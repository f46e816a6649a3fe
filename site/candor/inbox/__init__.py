"""The inbox of inside sales."""
