"""The two guides that ship, read as the program reads them, by company."""

from __future__ import annotations

from pathlib import Path

from parley.guides.library import load_library

GUIDES = {guide.company: guide for guide in load_library(Path(__file__).parents[2] / "seeds").guides}
