"""Report a problem with a certificate: for anybody, without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from certificates import integrity
from iconikcerts.common.errors import TooManyRequests
from iconikcerts.common.middleware import answer
from wallet.forms import ReportForm
from wallet.http import address, limit_reports, unlisted
from wallet.services import problems, verification


@require_http_methods(["GET", "HEAD", "POST"])
@unlisted
@never_cache
def report(request: HttpRequest, code: str) -> HttpResponse:
    """The form. Works for a code that no certificate has, too: that may be what is wrong."""
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            limit_reports(request)
        except TooManyRequests as refusal:
            return answer(request, refusal)
        problems.report(
            code=code,
            kind=form.cleaned_data["kind"],
            message=form.cleaned_data["message"],
            contact=form.cleaned_data["contact"],
            address=address(request),
        )
        return redirect("wallet:reported", code)
    found = verification.sealed(code=code)
    context = {"form": form, "certificate": found, "code": integrity.grouped(found.code) if found else code}
    return render(request, "wallet/report.html", context, status=422 if form.errors else 200)


@require_safe
@unlisted
def reported(request: HttpRequest, code: str) -> HttpResponse:
    """What happens now."""
    return render(request, "wallet/reported.html", {"code": code})
