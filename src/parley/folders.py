"""Where things lie: the guides that ship, the user's own, and what is built from them.

In a checkout of the repository: its `seeds/` and `index/`. Installed: guides ship inside the package, the user's own
lie in the user's data folder, and what is built lies in the user's cache. Guides are looked for in the own folder,
then in those that the user gave, then in those that ship.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from platformdirs import user_cache_path, user_data_path

NAME = "parley"
PACKAGE = Path(__file__).parent
GUIDES, INDEX, GIVEN, TABLES, CASES = "seeds", "index", "folders.txt", "tables", "cases"


def guides_folder() -> Path:
    """The first folder of the guides that are served where nobody names one."""
    own = own_guides()
    return own if any(own.glob("*/*.md")) else shipped_guides()


def searched(guides: Path) -> tuple[Path, ...]:
    """The folders in which guides are looked for, the first that has one winning: own, given, those that ship.

    A folder that is none of these was named by hand and stands alone.
    """
    served = tuple(_distinct((own_guides(), *given_folders(), shipped_guides())))
    return served if guides.resolve() in {own_guides().resolve(), shipped_guides().resolve()} else (guides,)


def whose_folder(folder: Path) -> str:
    """Whose guides a folder holds: yours, given, or ships with Parley."""
    if folder.resolve() == shipped_guides().resolve():
        return "ships with Parley"
    return "yours" if folder.resolve() == own_guides().resolve() else "given"


def given_folders() -> tuple[Path, ...]:
    """The folders of guides that the user gave, in their order."""
    file = given_file()
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else ()
    return tuple(Path(line.strip()) for line in lines if line.strip())


def give_folder(folder: Path) -> None:
    """Write a folder behind those that were given before."""
    file = given_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as out:
        out.write(f"{folder.resolve()}\n")


def given_file() -> Path:
    """Where the given folders stand, one a line."""
    return _own_place(GIVEN)


def own_tables() -> Path:
    """Where the user's own pay tables lie."""
    return _own_place(TABLES)


def own_cases() -> Path:
    """Where a private case lies that was made of a file."""
    return _own_place(CASES)


def _own_place(name: str) -> Path:
    root = _checkout()
    return _near(root / INDEX) / name if root else user_data_path(NAME, appauthor=False) / name


def _distinct(folders: tuple[Path, ...]) -> Iterator[Path]:
    seen: set[Path] = set()
    for folder in folders:
        if folder.resolve() not in seen:
            seen.add(folder.resolve())
            yield folder


def shipped_guides() -> Path:
    """The guides that ship."""
    root = _checkout()
    return _near(root / GUIDES) if root else PACKAGE / GUIDES


def own_guides() -> Path:
    """Where a new guide is written where nobody names a folder."""
    root = _checkout()
    return _near(root / GUIDES) if root else user_data_path(NAME, appauthor=False) / "guides"


def index_folder(guides: Path) -> Path:
    """Where the index of a folder of guides is kept where nobody names a place: installed, each has its own."""
    root = _checkout()
    return _near(root / INDEX) if root else cache_folder() / INDEX / mark_of(guides)


def cache_folder() -> Path:
    """The user's cache; whatever lies there can be made again."""
    return user_cache_path(NAME, appauthor=False)


def mark_of(folder: Path) -> str:
    """A folder's place in sixteen letters, for the names of what is kept of it."""
    return sha256(str(folder.resolve()).encode()).hexdigest()[:16]


def _checkout() -> Path | None:
    """The repository that this package runs from; None where it is installed."""
    root = PACKAGE.parents[1]
    return root if (root / GUIDES).is_dir() and (root / "pyproject.toml").is_file() else None


def _near(path: Path) -> Path:
    """The path as one would type it from here, where it lies below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
