"""The fit check, from first words to the verdict."""
