"""Public verification: a page for people, JSON for programs."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from certificates import integrity
from certificates.models import Certificate
from wallet.models import VerificationLog
from wallet.presenters import public_facts
from wallet.services import pictures, verification

Method = VerificationLog.Method
STATUS_OF_UNKNOWN = 404


def _attempt(request: HttpRequest, method: VerificationLog.Method) -> verification.Attempt:
    return verification.Attempt(
        method=method,
        address=request.META.get("REMOTE_ADDR", ""),
        user_agent=request.headers.get("User-Agent", ""),
    )


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """Type a code, or paste an address."""
    typed = request.GET.get("code", "").strip()
    if not typed:
        return render(request, "wallet/verify.html")
    code = integrity.normalise_code(typed)
    if code:
        return redirect("wallet:certificate", code)
    error = "This is not a code of ours: it has 26 letters and digits, in groups like 1A2B3-C4D5E-…"
    return render(request, "wallet/verify.html", {"code": typed, "error": error}, status=422)


@require_safe
@never_cache
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """The page that a certificate's QR code opens; JSON for clients that ask for it."""
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return certificate_json(request, code)
    verdict = verification.check(code=code, attempt=_attempt(request, Method.URL))
    found = verdict.certificate
    context = {
        "verdict": str(verdict.result),
        "certificate": found,
        "code": integrity.grouped(found.code) if found else code,
        "checked_at": verdict.checked_at,
        "pdf_url": _file_url(found) if found and verdict.has_file else "",
    }
    response = render(request, "wallet/certificate.html", context, status=200 if found else STATUS_OF_UNKNOWN)
    response["X-Robots-Tag"] = "noindex"
    return response


def _file_url(found: Certificate) -> str:
    return reverse("wallet:certificate_file", args=[found.code])


@require_safe
@never_cache
def certificate_json(request: HttpRequest, code: str) -> HttpResponse:
    """The same verdict for programs, readable from any site."""
    verdict = verification.check(code=code, attempt=_attempt(request, Method.API))
    response = JsonResponse(
        public_facts(verdict),
        status=200 if verdict.certificate else STATUS_OF_UNKNOWN,
        json_dumps_params={"ensure_ascii": False},
    )
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def certificate_picture(request: HttpRequest, code: str) -> FileResponse:
    """The first page as JPEG, also of a revoked certificate: what it said stays checkable."""
    found = verification.sealed(code=code)
    if found is None:
        raise Http404("no such certificate")
    response = FileResponse(default_storage.open(pictures.picture(found), "rb"), content_type="image/jpeg")
    response["Cache-Control"] = "public, max-age=86400"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def certificate_file(request: HttpRequest, code: str) -> FileResponse:
    """The PDF as it was issued, for whoever holds the code. Revoked ones are not given out any more."""
    found = verification.sealed(code=code)
    if found is None or found.status != Certificate.Status.VALID:
        raise Http404("no such certificate")
    response = FileResponse(
        default_storage.open(str(found.file), "rb"),
        content_type="application/pdf",
        filename=f"{found.number}.pdf".replace("/", "-"),
    )
    response["X-Robots-Tag"] = "noindex"
    return response
