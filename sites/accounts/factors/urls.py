"""Under ``/compte/``. Names are allauth's where it sends people there by name."""

from django.urls import include, path

from .views import confirm, guide, passkey_sign_in, password, recovery, security, step

own = (
    [
        path("securite/deux-etapes/", guide.guide, name="guide"),
        path("securite/mot-de-passe/", password.password, name="password"),
        path("securite/mot-de-passe/retirer/", password.remove_password, name="remove_password"),
        path("connexion/deuxieme-etape/secours/", step.lost, name="lost"),
        path("connexion/deuxieme-etape/aide/", recovery.ask, name="ask"),
        path("connexion/aide/arreter/<str:token>/", recovery.stop, name="stop"),
    ],
    "second_factor",
)

urlpatterns = [
    path("", include(own)),
    path("connexion/deuxieme-etape/", step.step, name="mfa_authenticate"),
    path("connexion/cle/", passkey_sign_in.sign_in, name="mfa_login_webauthn"),
    path("confirmer/", confirm.confirm, name="account_reauthenticate"),
    path("confirmer/", confirm.confirm, name="mfa_reauthenticate"),
    path("confirmer/", confirm.confirm, name="mfa_reauthenticate_webauthn"),
    path("securite/", security.overview, name="mfa_index"),
    path("securite/application/", guide.tie_app, name="mfa_activate_totp"),
    path("securite/application/retirer/", security.remove_app, name="mfa_deactivate_totp"),
    path("securite/cles/ajouter/", guide.add_passkey, name="mfa_add_webauthn"),
    path("securite/cles/<int:pk>/nom/", security.rename_passkey, name="mfa_edit_webauthn"),
    path("securite/cles/<int:pk>/retirer/", security.remove_passkey, name="mfa_remove_webauthn"),
    path("securite/codes-de-secours/", guide.keep_codes, name="mfa_view_recovery_codes"),
    path(
        "securite/codes-de-secours/fichier/",
        guide.download_codes,
        name="mfa_download_recovery_codes",
    ),
    path(
        "securite/codes-de-secours/refaire/",
        guide.renew_codes,
        name="mfa_generate_recovery_codes",
    ),
]
