from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ManagingConfig(AppConfig):
    """The forums in the Wagtail admin: what there is, in which order, and who may do what there."""

    name = "forum.managing"
    label = "quartiers_forum_managing"
    verbose_name = _("Gestion des forums")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from sites.councils.signals import council_created

        from . import log_words, offering, rules

        log_words.connect()
        offering.connect()
        council_created.connect(rules.include_council, dispatch_uid="quartiers_forum_managing")
