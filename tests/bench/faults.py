"""A wrong byte at 500 random places of each file of an index: found each time, or without any effect.

    python tests/bench/faults.py INDEX_DIR GUIDES_DIR [--places 500]

Works on copies, of an index that `parley index GUIDES_DIR --out INDEX_DIR` built. The quick form, on a small index, is
tests/retrieval/test_faults.py.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.retrieval.faults import wrong_bytes

from parley.coach.start import SNAPSHOT, open_library
from parley.errors import IndexUnusable, ModelMissing
from parley.models.weights import ENCODER_FOLDER
from parley.retrieval.compiled import CompiledMiniLM
from parley.retrieval.snapshot import Snapshot


def tried(path: Path, places: int, opened: Callable[[], object]) -> None:
    """Print how often a wrong byte in `path` was refused, and how often what was opened was equal nevertheless."""
    right, refused, equal = opened(), 0, 0
    for at in wrong_bytes(path, places):
        try:
            assert opened() == right, f"{path}: a wrong byte at {at} was not seen"
            equal += 1
        except (IndexUnusable, ModelMissing):
            refused += 1
    print(f"{refused:5} refused, {equal:5} read as what was written   {path.name}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("guides", type=Path)
    parser.add_argument("--places", type=int, default=500)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        shutil.copytree(args.index, index)
        origin = Snapshot.open(index).origin
        for path in sorted([index / "manifest.json", *(index / origin.folder).rglob("*.*")]):
            tried(path, args.places, lambda: Snapshot.open(index).origin)
        encoder = Path(shutil.copytree(ENCODER_FOLDER, Path(folder) / "encoder"))
        for path in sorted(encoder.iterdir()):
            tried(path, args.places, lambda: CompiledMiniLM(encoder).card)
        cache = index / SNAPSHOT
        tried(cache, args.places, lambda: tuple(open_library(args.guides, index).guides))


if __name__ == "__main__":
    main()
