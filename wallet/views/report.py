"""Report a problem with a certificate: for anybody, without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from certificates import integrity
from iconikcerts.common.errors import TooManyRequests
from iconikcerts.common.middleware import answer
from wallet import traps
from wallet.forms import ReportForm
from wallet.http import address, limit_reports, unlisted
from wallet.services import problems, verification

ONCE_MORE = (
    "We could not tell whether a person sent this. Look over your words and press the button once more."
)


@require_http_methods(["GET", "HEAD", "POST"])
@unlisted
@never_cache
def report(request: HttpRequest, code: str) -> HttpResponse:
    """The form. Works for a code that no certificate has, too: that may be what is wrong."""
    stamp = traps.stamp()
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        sender = traps.judge(request.POST)
        if sender == "robot":
            return redirect("wallet:reported", code)  # it learns nothing from the answer
        if sender != "stale":
            stamp = request.POST[traps.STAMP_FIELD]  # whoever mends a mistake has been here for a while
        if sender != "person":
            form.add_error(None, ONCE_MORE)
        if form.is_valid():
            return _take(request, form, code)
    found = verification.sealed(code=code)
    context = {
        "form": form,
        "certificate": found,
        "code": integrity.grouped(found.code) if found else code,
        "stamp": stamp,
    }
    return render(request, "wallet/report.html", context, status=422 if form.errors else 200)


def _take(request: HttpRequest, form: ReportForm, code: str) -> HttpResponse:
    try:
        limit_reports(request)
    except TooManyRequests as refusal:
        return answer(request, refusal)
    problems.report(code=code, address=address(request), **form.cleaned_data)
    return redirect("wallet:reported", code)


@require_safe
@unlisted
def reported(request: HttpRequest, code: str) -> HttpResponse:
    """What happens now."""
    return render(request, "wallet/reported.html", {"code": code})
