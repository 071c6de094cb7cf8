from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActsConfig(AppConfig):
    name = "forum.acts"
    label = "quartiers_forum_acts"
    verbose_name = _("Actes de la modération du forum")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from sites.moderation import subjects

        from . import hangings, moderated, privacy

        subjects.register(moderated.Acts())
        hangings.connect()
        privacy.declare()
