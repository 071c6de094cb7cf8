from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarConfig(AppConfig):
    name = "cms.calendar"
    label = "quartiers_calendar"
    verbose_name = _("Agenda")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cms.pages.onboarding import register_section

        from . import places, privacy
        from .onboarding import event_index
        from .registration import activity
        from .registration import privacy as registration_privacy

        register_section(10, event_index)
        places.connect()
        privacy.declare()
        registration_privacy.declare()
        activity.connect()
