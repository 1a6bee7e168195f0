"""The product's addresses, and two that only pictures need."""

from django.urls import include, path

from iconikcerts.urls import handler400
from iconikcerts.urls import urlpatterns as product
from scripts.shots.site import views

shots = (
    [
        path("error/<int:status>", views.error, name="error"),
        path("mail/certificate/<uuid:certificate_id>", views.certificate_mail, name="certificate_mail"),
        path("mail/<path:template>", views.mail, name="mail"),
    ],
    "shots",
)
__all__ = ["handler400", "urlpatterns"]  # Django looks for the handler beside the addresses
urlpatterns = [*product, path("shots/", include(shots))]
