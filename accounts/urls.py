from django.urls import path

from accounts import views

app_name = "accounts"

urlpatterns = [
    path("account", views.profile, name="profile"),
    path("account/confirm-address", views.confirm_address, name="confirm_address"),
    path("teams/switch", views.switch_team, name="switch_team"),
]
