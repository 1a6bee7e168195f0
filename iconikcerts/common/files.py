"""Files in the default storage (local or S3) for code that needs a path on this machine."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, default_storage


class MovableFile(File):  # type: ignore[type-arg]  # not subscriptable at run time
    """A finished temporary file. Local storage moves it into place instead of copying it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.open("rb"), name=path.name)
        self._path = path

    def temporary_file_path(self) -> str:
        return str(self._path)


@contextmanager
def local_path(name: str, storage: Storage = default_storage) -> Iterator[Path]:
    """A readable path of the stored file `name`: its own where it is local, else a copy that goes afterwards."""
    try:
        yield Path(storage.path(name))
        return
    except NotImplementedError:
        pass
    with tempfile.NamedTemporaryFile(suffix=Path(name).suffix) as copy:
        with storage.open(name, "rb") as source:
            shutil.copyfileobj(source, copy, 1024 * 1024)
        copy.flush()
        yield Path(copy.name)


@contextmanager
def replacing(name: str, storage: Storage = default_storage) -> Iterator[Path]:
    """A new temporary path to write; at the end it becomes the stored file `name` at once, never in halves."""
    with tempfile.TemporaryDirectory(dir=_scratch(storage), prefix="iconikcerts-") as folder:
        path = Path(folder) / Path(name).name
        yield path
        with MovableFile(path) as finished:
            storage.save(name, finished)


def _scratch(storage: Storage) -> Path | None:
    """Where to write a file first: beside local storage, so that it is moved and not copied into place."""
    if not isinstance(storage, FileSystemStorage):
        return None
    folder = Path(storage.path("tmp"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder
