"""The product's addresses, and some that only pictures need."""

from django.urls import include, path

from iconikcerts.urls import handler400
from iconikcerts.urls import urlpatterns as product
from scripts.shots.site import views

shots = (
    [
        path("error/<slug:fault>", views.error, name="error"),
        path("mail/team/<slug:name>", views.team_mail, name="team_mail"),
        path("mail/texts", views.mail_texts, name="mail_texts"),
        path("mail/certificate/<uuid:certificate_id>", views.certificate_mail, name="certificate_mail"),
        path("mail/<path:template>", views.mail, name="mail"),
    ],
    "shots",
)
__all__ = ["handler400", "urlpatterns"]  # Django looks for the handler beside the addresses
urlpatterns = [*product, path("shots/", include(shots))]
