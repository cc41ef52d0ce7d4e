"""The small models that `training` wrote, and where they lie."""

from importlib.resources import files
from pathlib import Path

_folders: list[Path] = []


def path_of(name: str) -> Path:
    """The file of a model."""
    return (_folders[-1] if _folders else Path(str(files(__name__)))) / name


def paths_of(pattern: str) -> list[Path]:
    """The files of several models, in the order of their names."""
    return sorted(path_of("").glob(pattern))


def use(folder: Path) -> None:
    """Reads the models from another folder from now on; for training and measuring only."""
    _folders.append(folder)
