"""Trains the reader that ships in `parley.reading`. Needs torch; never imported by the package."""
