from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProposalsConfig(AppConfig):
    name = "cms.editing.proposals"
    label = "quartiers_proposals"
    verbose_name = _("Propositions")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import duties

        duties.connect()
