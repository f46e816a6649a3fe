"""What a champion passes on: one case as a PDF, a preview picture, a mail draft and Markdown."""
