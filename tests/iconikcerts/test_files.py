"""Stored files as paths on this machine, from a folder and from a bucket."""

import errno
import stat
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from storages.backends.s3 import S3Storage

from iconikcerts.common import disk
from iconikcerts.common.files import local_path, replacing
from tests.servers import Bucket

NAME = "jobs/1/certificates.zip"


@pytest.fixture
def bucket(s3_server: Bucket) -> S3Storage:
    """The default storage as it is with S3_BUCKET set."""
    return S3Storage(
        bucket_name=s3_server.name,
        endpoint_url=s3_server.endpoint_url,
        region_name=s3_server.region,
        access_key=s3_server.access_key,
        secret_key=s3_server.secret_key,
        default_acl=None,
        file_overwrite=True,
    )


@pytest.fixture(params=["folder", "bucket"])
def storage(request: pytest.FixtureRequest) -> Storage:
    if request.param == "folder":
        request.getfixturevalue("media_root")
        return default_storage
    found: Storage = request.getfixturevalue("bucket")
    return found


def read(storage: Storage) -> bytes:
    with storage.open(NAME, "rb") as file:
        return bytes(file.read())


def test_a_stored_file_can_be_read_by_its_path(storage: Storage) -> None:
    storage.save(NAME, ContentFile(b"first"))

    with local_path(NAME, storage) as path:
        assert (path.read_bytes(), path.suffix) == (b"first", ".zip")


def test_a_local_file_is_not_copied_and_stays(media_root: Path) -> None:
    default_storage.save(NAME, ContentFile(b"first"))

    with local_path(NAME) as path:
        assert path == media_root / NAME

    assert path.exists()


def test_the_copy_of_a_file_in_a_bucket_goes_afterwards(bucket: S3Storage) -> None:
    bucket.save(NAME, ContentFile(b"first"))

    with local_path(NAME, bucket) as path:
        assert path.exists()

    assert not path.exists()
    assert bucket.exists(NAME)


def test_a_file_that_is_written_takes_the_place_of_the_old_one(storage: Storage) -> None:
    storage.save(NAME, ContentFile(b"first"))

    with replacing(NAME, storage) as path:
        path.write_bytes(b"second")
        assert read(storage) == b"first"

    assert read(storage) == b"second"
    assert not path.parent.exists()


def test_a_fault_in_the_middle_leaves_the_old_file_and_nothing_else(storage: Storage) -> None:
    storage.save(NAME, ContentFile(b"first"))

    def write_half() -> Path:
        with replacing(NAME, storage) as path:
            path.write_bytes(b"hal")
            raise OSError(errno.ENOSPC, "No space left on device", str(path))

    with pytest.raises(OSError, match="No space left") as fault:
        write_half()

    assert read(storage) == b"first"
    assert not Path(fault.value.filename).parent.exists()


def test_a_local_file_is_moved_into_place_and_readable_for_the_service_alone(media_root: Path) -> None:
    with replacing(NAME) as path:
        path.write_bytes(b"first")
        inode = path.stat().st_ino

    stored = media_root / NAME
    assert stored.stat().st_ino == inode
    assert stat.S_IMODE(stored.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("number", "is_full"), [(errno.ENOSPC, True), (errno.EDQUOT, True), (errno.EACCES, False)]
)
def test_a_full_disk_is_told_from_other_faults(number: int, is_full: bool) -> None:
    assert disk.is_full(OSError(number, "")) is is_full
