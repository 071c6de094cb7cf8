from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CouncilsConfig(AppConfig):
    name = "sites.councils"
    label = "quartiers_councils"
    verbose_name = _("Conseils")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import guards, roles, signals

        signals.connect()
        guards.stand()
        post_migrate.connect(roles.sync_after_migrate, dispatch_uid="quartiers_roles")
