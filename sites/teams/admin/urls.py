"""Addresses of « Équipe », below ``/admin/``. ``code`` is a council's, or « portal »."""

from django.urls import path

from . import handover_views, inviting_views, listing, member_views

app_name = "teams"
_TEAM = "equipe/<str:code>/"
_PERSON = f"{_TEAM}personnes/<int:user_id>/"
_INVITATION = f"{_TEAM}invitations/<int:pk>/"
_HANDOVER = f"{_TEAM}passation/"

urlpatterns = [
    path("equipe/", listing.index, name="index"),
    path(_TEAM, listing.team, name="team"),
    path(f"{_TEAM}inviter/", inviting_views.invite, name="invite"),
    path(f"{_INVITATION}renvoyer/", inviting_views.resend, name="resend"),
    path(f"{_INVITATION}annuler/", inviting_views.revoke, name="revoke"),
    path(_PERSON, member_views.person, name="person"),
    path(f"{_PERSON}retirer/", member_views.remove, name="remove"),
    path(f"{_PERSON}mettre-de-cote/", member_views.pause, name="pause"),
    path(f"{_PERSON}rendre/", member_views.resume, name="resume"),
    path(f"{_TEAM}quitter/", member_views.leave, name="leave"),
    path(_HANDOVER, handover_views.handover, name="handover"),
    path(f"{_HANDOVER}transmettre/", handover_views.move, name="handover_move"),
    path(f"{_HANDOVER}terminer/", handover_views.end, name="handover_end"),
    path(f"{_HANDOVER}abandonner/", handover_views.stop, name="handover_stop"),
    path(f"{_HANDOVER}<int:pk>/", handover_views.report, name="handover_report"),
]
