"""Puts the guides of seeds/ into the wheel, as parley/seeds; all else about the package stands in pyproject.toml."""

from pathlib import Path
from shutil import copytree

from setuptools import setup
from setuptools.command.build_py import build_py


class WithGuides(build_py):
    """Builds the package and lays the guides that ship beside it."""

    def run(self) -> None:
        """As setuptools does, then the guides; an editable install reads them where they are."""
        super().run()
        if not self.editable_mode:
            copytree("seeds", Path(self.build_lib) / "parley" / "seeds", dirs_exist_ok=True)


setup(cmdclass={"build_py": WithGuides})
