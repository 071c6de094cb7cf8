"""``/compte/``: sign-in, sign-up and security on the portal, the rest the same on every site."""

from django.urls import include, path

from . import views
from .crossing.views import come_back
from .entering import views as entering
from .identities import urls as identities
from .security import addresses, sessions

app_name = "accounts"

urlpatterns = [
    path("", views.profile, name="profile"),
    path("connexion/", entering.sign_in, name="login"),
    path("connexion/code/", entering.code, name="code"),
    path("connexion/lien/<str:token>/", entering.link, name="link"),
    path("connexion/mot-de-passe/", entering.password, name="password"),
    path("inscription/", entering.sign_up, name="sign_up"),
    path("securite/adresse/", addresses.change, name="address"),
    path("securite/adresse/<str:token>/", addresses.confirm, name="confirm_address"),
    path("securite/connexions/", sessions.listed, name="sign_ins"),
    path("retour/", come_back, name="come_back"),
    path("deconnexion/", views.sign_out, name="logout"),
    path("donnees/", include("sites.accounts.privacy.urls")),
    *identities.urlpatterns,
]

# Names that django-allauth looks for.
unnamed = [path("connexion/", entering.sign_in, name="account_login")]
