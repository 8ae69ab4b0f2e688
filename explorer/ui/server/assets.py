"""Where the files are that the pages need beside the code."""

from pathlib import Path

ROOT = Path(__file__).parents[3]
ASSETS = ROOT / "assets"
LESSON_TEXTS = ASSETS / "lessons"
STATIC = ROOT / "static"
