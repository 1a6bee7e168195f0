"""The public page of one certificate, its JSON, its file and its picture."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.services import legal_texts
from wallet.http import attempt, limit_downloads, limit_lookups, limited, readable_from_any_site, unlisted
from wallet.models import VerificationLog
from wallet.presenters import page_context, public_facts
from wallet.services import listing, pictures, verification

Method = VerificationLog.Method
STATUS_OF_UNKNOWN = 404
READABLE = ["GET", "HEAD", "OPTIONS"]


@require_http_methods(READABLE)
@vary_on_headers("Accept")
def certificate(request: HttpRequest, code: str, *, method: str = Method.URL) -> HttpResponseBase:
    """What stands at a certificate's address (/v/) and at that of its QR code (/V/): JSON for clients that ask."""
    wants_json = request.get_preferred_type(["text/html", "application/json"]) == "application/json"
    if wants_json or request.method == "OPTIONS":
        return certificate_json(request, code)
    return certificate_page(request, code, method=method)


@never_cache
@limited(limit_lookups)
def certificate_page(request: HttpRequest, code: str, *, method: str) -> HttpResponse:
    """The verdict for people. Search engines are asked to stay away, unless the holder lets them list what counts."""
    verdict = verification.check(code=code, attempt=attempt(request, Method(method)))
    status = 200 if verdict.certificate else STATUS_OF_UNKNOWN
    context = page_context(verdict, code=code)
    if _is_holder(request, verdict):
        context |= {"is_holder": True, "listing": legal_texts.shown(listing.PURPOSE.document)}
    response = render(request, "wallet/certificate.html", context, status=status)
    if not verdict.is_listed:
        response["X-Robots-Tag"] = "noindex"
    return response


def _is_holder(request: HttpRequest, verdict: verification.Verdict) -> bool:
    user, found = request.user, verdict.certificate
    if not (found and verdict.has_file and user.is_authenticated):
        return False
    return listing.is_holder(user=user, certificate=found)


@require_http_methods(READABLE)
@readable_from_any_site
@unlisted
@never_cache
@limited(limit_lookups)
def certificate_json(request: HttpRequest, code: str) -> HttpResponse:
    """The same verdict for programs, readable from any site."""
    verdict = verification.check(code=code, attempt=attempt(request, Method.API))
    status = 200 if verdict.certificate else STATUS_OF_UNKNOWN
    return JsonResponse(public_facts(verdict), status=status, json_dumps_params={"ensure_ascii": False})


@require_safe
@unlisted
@limited(limit_downloads)
def certificate_picture(request: HttpRequest, code: str) -> FileResponse:
    """The first page as JPEG, also of a revoked certificate: what it said stays checkable."""
    found = verification.pictured(code=code)
    if found is None:
        raise Http404("no such certificate")
    response = FileResponse(default_storage.open(pictures.picture(found), "rb"), content_type="image/jpeg")
    response["Cache-Control"] = "public, max-age=86400"
    return response


@require_safe
@unlisted
@limited(limit_downloads)
def certificate_file(request: HttpRequest, code: str) -> FileResponse:
    """The PDF as it was issued, for whoever holds the code. Revoked and replaced ones are not given out any more."""
    found = verification.given_out(code=code)
    if found is None:
        raise Http404("no such certificate")
    return FileResponse(
        default_storage.open(str(found.file), "rb"),
        content_type="application/pdf",
        filename=f"{found.number}.pdf".replace("/", "-"),
    )
