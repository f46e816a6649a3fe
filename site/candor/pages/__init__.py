"""The public pages: everything that a visitor reads before, beside and after the fit check."""
