"""/verify: type a code, paste an address, scan with the camera, or give the PDF itself."""

from csp.constants import WASM_UNSAFE_EVAL
from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from certificates import integrity
from wallet.forms import FileForm, too_large
from wallet.http import attempt, limit_files, limited, unlisted
from wallet.models import VerificationLog
from wallet.presenters import page_context
from wallet.services import verification

Method = VerificationLog.Method
# What a browser sends around the file.
FORM_OVERHEAD_BYTES = 16 * 1024

NOT_A_CODE = "This is not a code of ours: it has 26 letters and digits, in groups like 1A2B3-C4D5E-…"
NOT_OUR_QR = (
    "This QR code does not hold the address of a certificate. Scan the one on the certificate itself."
)

# Reading QR codes where the browser cannot takes WebAssembly, on this page only.
may_scan = csp_update({"script-src": [WASM_UNSAFE_EVAL]})


@require_safe
@may_scan
def verify(request: HttpRequest) -> HttpResponse:
    """Type a code, or paste an address. `by=camera`: what the camera of this page has read."""
    typed = request.GET.get("code", "").strip()
    if not typed:
        return _form(request)
    scanned = request.GET.get("by") == "camera"
    code = integrity.normalise_code(typed)
    if code:
        return redirect("wallet:qr" if scanned else "wallet:certificate", code)
    return _form(request, code=typed, error=NOT_OUR_QR if scanned else NOT_A_CODE, status=422)


# Nothing is done in anybody's name, so there is nothing to forge; and the size is known before the body is read.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@may_scan
@unlisted
@never_cache
def verify_file(request: HttpRequest) -> HttpResponseBase:
    """Is this PDF the very file that was issued?"""
    if request.method != "POST":
        return redirect("wallet:verify")
    return _compare(request)


@limited(limit_files)
def _compare(request: HttpRequest) -> HttpResponse:
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    if size > settings.VERIFY_FILE_MAX_MB * 1_000_000 + FORM_OVERHEAD_BYTES:
        return _form(request, file_error=too_large(size), status=413)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, file_error=str(form.errors["file"][0]), status=422)
    content = form.cleaned_data["file"].read()
    try:
        verdict = verification.check_file(content=content, attempt=attempt(request, Method.FILE))
    except verification.NotACertificate as refusal:
        return _form(request, file_error=str(refusal), status=422)
    return render(request, "wallet/certificate.html", page_context(verdict))


def _form(request: HttpRequest, *, status: int = 200, **context: str) -> HttpResponse:
    limit = {"file_limit_mb": settings.VERIFY_FILE_MAX_MB, "file_form": FileForm()}
    return render(request, "wallet/verify.html", {**context, **limit}, status=status)
