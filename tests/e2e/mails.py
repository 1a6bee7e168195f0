"""What people take from mails."""

import re
from email.message import EmailMessage


def code_in(mail: EmailMessage) -> str:
    """The code that stands on a line of its own."""
    body = mail.get_body(("plain",))
    assert body is not None
    [code] = re.findall(r"^([A-Z0-9-]{6,9})\s*$", str(body.get_content()), re.M)
    return str(code)
