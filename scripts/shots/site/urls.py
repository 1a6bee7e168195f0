"""The product's addresses, and two that only pictures need."""

from django.urls import include, path

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
urlpatterns = [*product, path("shots/", include(shots))]
