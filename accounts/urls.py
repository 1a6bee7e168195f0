from django.urls import path

from accounts import views

app_name = "accounts"

urlpatterns = [
    path("teams/switch", views.switch_team, name="switch_team"),
]
