"""Rows for tests: each factory makes what it needs around the thing that is asked for.

They take the way of the product where it can be had without a browser: people and teams by their services, seals
by the service that seals, files through the default storage.
"""

from tests.factories.certificates import make_certificate, make_job, make_row
from tests.factories.designs import make_document, make_shipped, make_version
from tests.factories.pdfs import make_pdf
from tests.factories.people import PASSWORD, make_member, make_operator, make_team, make_user

__all__ = [
    "PASSWORD",
    "make_certificate",
    "make_document",
    "make_job",
    "make_member",
    "make_operator",
    "make_pdf",
    "make_row",
    "make_shipped",
    "make_team",
    "make_user",
    "make_version",
]
