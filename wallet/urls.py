from django.urls import path

from wallet import views

app_name = "wallet"

urlpatterns = [
    path("verify", views.verify, name="verify"),
    path("verify/<str:code>", views.certificate_json, name="certificate_json"),
    path("v/<str:code>", views.certificate, name="certificate"),
    path("v/<str:code>/file", views.certificate_file, name="certificate_file"),
    path("v/<str:code>/picture", views.certificate_picture, name="certificate_picture"),
]
