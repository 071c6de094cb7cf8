"""Addresses of identities, below ``/compte/``; on the portal only."""

from django.urls import path

from .views import arriving, joining, security

BACK = "connexion/avec/<slug:name>/retour/"

urlpatterns = [
    path("connexion/premiere-fois/adresse/", joining.address, name="identity_address"),
    path("connexion/premiere-fois/code/", joining.code, name="identity_code"),
    path("connexion/premiere-fois/compte-existant/", joining.known, name="identity_known"),
    path("connexion/premiere-fois/inscription/", joining.sign_up, name="identity_sign_up"),
    path("connexion/avec/<slug:name>/", arriving.start, name="identity_start"),
    path(BACK, arriving.arrive, name="identity_return"),
    path("deconnexion/retour/", arriving.left, name="identity_left"),
    path("securite/identites/", security.identities, name="identities"),
    path("securite/identites/relier/", security.join, name="identity_join"),
    path("securite/identites/ne-pas-relier/", security.refuse, name="identity_refuse"),
    path("securite/identites/<slug:name>/relier/", security.add, name="identity_link"),
    path("securite/identites/<int:pk>/delier/", security.remove, name="identity_unlink"),
]
