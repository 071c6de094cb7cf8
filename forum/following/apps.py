from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowingConfig(AppConfig):
    name = "forum.following"
    label = "quartiers_following"
    verbose_name = _("Suivi du forum")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from sites.accounts.sections import Section, register

        from . import listening, privacy

        listening.connect()
        privacy.declare()
        register(Section("following", _("Ce que je suis"), "/compte/suivis/", 24))
