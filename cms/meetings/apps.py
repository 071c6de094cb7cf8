from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "cms.meetings"
    label = "quartiers_meetings"
    verbose_name = _("Séances")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cms.pages.onboarding import register_section

        from . import notices, privacy
        from .onboarding import meeting_index

        register_section(20, meeting_index)
        privacy.declare()
        notices.connect()
