"""The commands, one module each; ``candor.cli`` reads their arguments."""
