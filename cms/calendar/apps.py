from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarConfig(AppConfig):
    name = "cms.calendar"
    label = "quartiers_calendar"
    verbose_name = _("Agenda")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from sites.councils.signals import council_created, portal_created

        from . import onboarding, places

        council_created.connect(onboarding.complete_site, dispatch_uid="quartiers_calendar")
        portal_created.connect(onboarding.complete_site, dispatch_uid="quartiers_calendar")
        places.connect()
