"""``/compte/``: the same on every site. Sign-up, codes and passkeys will come here (allauth)."""

from django.urls import path

from . import views
from .mine import contributions, home, profile

app_name = "accounts"

urlpatterns = [
    path("", profile.profile, name="profile"),
    path("image/", profile.picture, name="picture"),
    path("image/retirer/", profile.remove_picture, name="remove_picture"),
    path("preferences/", profile.about, name="about"),
    path("mon-quartier/", home.home_council, name="home"),
    path("contributions/", contributions.contributions, name="contributions"),
    path("connexion/", views.SignIn.as_view(), name="login"),
    path("deconnexion/", views.sign_out, name="logout"),
]
