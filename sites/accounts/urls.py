"""``/compte/``: the same on every site. Sign-up, codes and passkeys will come here (allauth)."""

from django.urls import include, path

from . import views

app_name = "accounts"

urlpatterns = [
    path("", views.profile, name="profile"),
    path("connexion/", views.SignIn.as_view(), name="login"),
    path("deconnexion/", views.sign_out, name="logout"),
    path("donnees/", include("sites.accounts.privacy.urls")),
]
