from django.urls import path

from wallet.models import VerificationLog
from wallet.views import certificate, erasure, life, listing, report, verify

app_name = "wallet"
BY_QR_CODE = {"method": VerificationLog.Method.QR_CODE}

urlpatterns = [
    # Beside the pages of certificates, which may not know this app.
    path(
        "certificates/<uuid:certificate_id>/verifications",
        life.certificate_verifications,
        name="certificate_verifications",
    ),
    path("verify", verify.verify, name="verify"),
    path("verify/file", verify.verify_file, name="verify_file"),
    path("verify/<str:code>", certificate.certificate_json, name="certificate_json"),
    path("v/<str:code>", certificate.certificate, name="certificate"),
    # What QR codes hold: capitals only, so that they pack tighter, and a scan can be told from a click.
    path("V/<str:code>", certificate.certificate, BY_QR_CODE, name="qr"),
    path("v/<str:code>/file", certificate.certificate_file, name="certificate_file"),
    path("v/<str:code>/picture", certificate.certificate_picture, name="certificate_picture"),
    path("v/<str:code>/listing", listing.certificate_listing, name="certificate_listing"),
    path("v/<str:code>/erase", erasure.erase, name="erase"),
    path("v/<str:code>/erase/sent", erasure.erase_sent, name="erase_sent"),
    path("erasure/<str:proof>", erasure.erasure, name="erasure"),
    path("account/certificates/erase", erasure.own_erasure, name="own_erasure"),
    path("v/<str:code>/report", report.report, name="report"),
    path("v/<str:code>/report/sent", report.reported, name="reported"),
]
