"""The message that takes a certificate to its recipient: words of the sender, what it is, where to look, the PDF."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from email.mime.image import MIMEImage
from email.utils import formataddr, parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import SafeMIMEMultipart
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import formats, translation

from accounts.models import User
from certificates import filenames, mail_text, mail_words, pdf_picture
from certificates.models import BulkGenerationJob, Certificate, Delivery
from certificates.options import JobOptions

MEGABYTE = 1_000_000
PICTURE_PX = 1000  # shown half as wide, sharp on dense screens
PICTURE_ID = "certificate@iconikcerts"


class Letter(EmailMultiAlternatives):
    """A message whose HTML shows `picture` (JPEG) as cid:PICTURE_ID. It goes along, so that opening fetches nothing."""

    def __init__(self, *args: Any, picture: bytes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._picture = picture

    def message(self, **options: Any) -> Any:
        """As Django makes it, with the HTML and its picture as one part (RFC 2387)."""
        made = super().message(**options)
        for part in made.walk():
            if part.get_content_type() == "multipart/alternative":
                parts: Any = part.get_payload()  # a list, for it is multipart
                related = SafeMIMEMultipart(_subtype="related")
                related.attach(parts[-1])
                related.attach(self._image())
                parts[-1] = related
                break
        return made

    def _image(self) -> MIMEImage:
        image = MIMEImage(self._picture, "jpeg")
        image.add_header("Content-ID", f"<{PICTURE_ID}>")
        image.add_header("Content-Disposition", "inline", filename="certificate.jpg")
        return image


def letter(*, delivery: Delivery, job: BulkGenerationJob) -> EmailMultiAlternatives:
    """The whole message of a delivery of the job. Raises OSError or PdfiumError when the PDF cannot be read."""
    certificate, options = delivery.certificate, JobOptions.from_json(job.options)
    reply_to = answers_to(options, delivery.asked_by)
    context = content(certificate, job, options) | {"can_reply": bool(reply_to)}
    with default_storage.open(str(certificate.file), "rb") as file:
        pdf = file.read()
    message = Letter(
        picture=pdf_picture.draw(pdf, width_px=PICTURE_PX),
        subject=context["said"].subject,
        body=render_to_string("emails/certificate.txt", context),
        from_email=sender(certificate.issuer_name),
        to=[delivery.address],
        reply_to=[reply_to] if reply_to else [],
        headers={
            "Message-ID": message_id(delivery),
            # RFC 3834: no program is to answer it.
            "Auto-Submitted": "auto-generated",
            "Content-Language": context["said"].language,
        },
    )
    message.attach_alternative(render_to_string("emails/certificate.html", context), "text/html")
    if context["is_attached"]:
        name = filenames.file_stem(options.file_name_pattern, certificate.data)
        message.attach(f"{name}.pdf", pdf, "application/pdf")
    return message


def answers_to(options: JobOptions, asked_by: User | None) -> str:
    """Where answers go: as the job says, or, of a job that was not to mail, to whoever has its certificate sent."""
    if options.send_email or options.reply_to or asked_by is None:
        return options.reply_to
    return asked_by.email


@dataclass(frozen=True, slots=True)
class Texts:
    """What a message says, with everything filled in. `paragraphs`: the lines of each; `language` is BCP 47."""

    language: str
    direction: str
    words: mail_words.Words
    subject: str
    paragraphs: list[list[str]]
    reason: str


def texts(certificate: Certificate, job: BulkGenerationJob, options: JobOptions) -> Texts:
    """The words of a message for a certificate, which need not be saved yet."""
    language = language_of(certificate.data, job)
    words, values = mail_words.words(language), values_of(certificate, language)
    return Texts(
        language=language,
        direction="rtl" if mail_words.is_right_to_left(language) else "ltr",
        words=words,
        subject=mail_text.fill_subject(options.mail_subject.strip() or words.subject, values),
        paragraphs=mail_text.paragraphs(mail_text.fill(options.mail_text.strip() or words.text, values)),
        reason=mail_text.fill(words.reason, values),
    )


def content(certificate: Certificate, job: BulkGenerationJob, options: JobOptions) -> dict[str, Any]:
    """The context of the templates `emails/certificate`."""
    said = texts(certificate, job, options)
    values = values_of(certificate, said.language)
    return {
        "certificate": certificate,
        "said": said,
        "text": "\n\n".join("\n".join(lines) for lines in said.paragraphs),
        "issued_on": values["certificate.issued_on"],
        "expires_on": values["certificate.expires_on"],
        "verify_url": settings.SITE_URL + reverse("wallet:certificate", args=[certificate.code]),
        "site_url": settings.SITE_URL,
        "picture": f"cid:{PICTURE_ID}",
        "is_attached": is_attached(certificate),
    }


def language_of(data: Mapping[str, Any], job: BulkGenerationJob) -> str:
    """The language (BCP 47) of the certificate, in which its message is written too."""
    return str(data.get("certificate.language") or job.template_version.document["language"])


def values_of(certificate: Certificate, language: str) -> dict[str, str]:
    """What the placeholders of a message stand for, dates as the language writes them."""
    return {
        "recipient.name": certificate.recipient_name,
        "certificate.title": certificate.title,
        "certificate.number": certificate.number,
        "certificate.issued_on": day_in_words(certificate.issued_on, language),
        "certificate.expires_on": day_in_words(certificate.expires_on, language),
        "issuer.name": certificate.issuer_name,
    }


def day_in_words(day: date | None, language: str) -> str:
    """ "21 November 2026" in that language; "" for no day."""
    if day is None:
        return ""
    known = mail_words.django_language(language)
    with translation.override(known):
        return str(formats.date_format(day, "F j, Y" if known == "en" else "DATE_FORMAT"))


def is_attached(certificate: Certificate) -> bool:
    """Whether the PDF goes along; a large one is only linked."""
    return certificate.hash.file_size <= settings.MAIL_ATTACH_MAX_MB * MEGABYTE


def usual_words(job: BulkGenerationJob, language: str) -> mail_words.Words:
    """The words that a job's messages have when nobody writes others; `language` is that of the options, or ""."""
    return mail_words.words(language_of({"certificate.language": language}, job))


def sender_name(issuer: str) -> str:
    """Whom recipients see it is from: "School via IconikCerts"."""
    site = parseaddr(settings.DEFAULT_FROM_EMAIL)[0]
    name = mail_text.fill_subject("{issuer.name}", {"issuer.name": issuer})
    return f"{name} via {site}" if site else name


def sender(issuer: str) -> str:
    """The site's address under the issuer's name."""
    return formataddr((sender_name(issuer), parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))


def message_id(delivery: Delivery) -> str:
    """The same for every try of a delivery, so that a mailbox can tell a message that came twice."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    domain = host if "." in host and not host.replace(".", "").isdigit() else "iconikcerts.invalid"
    return str(f"<{delivery.pk.hex}.{delivery.round}@{domain}>")
