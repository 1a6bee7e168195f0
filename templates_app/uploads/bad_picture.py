"""What is wrong with an upload, for every kind of picture."""

from iconikcerts.common.errors import DomainError

MAX_BYTES = 20 * 1024 * 1024


class BadPicture(DomainError):
    """The upload is not a picture that can be used."""

    code = "bad_picture"
