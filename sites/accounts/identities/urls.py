"""Addresses of identities, below ``/compte/``; on the portal only."""

from django.urls import path

from .views import arriving, joining, security

urlpatterns = [
    path("connexion/premiere-fois/", joining.first, name="identity_first"),
    path("connexion/avec/<slug:name>/", arriving.start, name="identity_start"),
    path("connexion/avec/<slug:name>/retour/", arriving.arrive, name="identity_return"),
    path("deconnexion/retour/", arriving.left, name="identity_left"),
    path("securite/identites/", security.identities, name="identities"),
    path("securite/identites/relier/", joining.join, name="identity_join"),
    path("securite/identites/ne-pas-relier/", joining.decline, name="identity_decline"),
    path("securite/identites/<slug:name>/relier/", security.add, name="identity_link"),
    path("securite/identites/<int:pk>/delier/", security.remove, name="identity_unlink"),
]
