"""The map of the declaration as a drawing, for the page and for the command."""
