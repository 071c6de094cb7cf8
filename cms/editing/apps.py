from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditingConfig(AppConfig):
    name = "cms.editing"
    label = "quartiers_editing"
    verbose_name = _("Rédaction")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import handover, home, notices, previews
        from .isolation import filters, narrowing, references
        from .registrations import duties as registrations
        from .scheduling import forms, locks, schedule
        from .site import settings_form

        filters.connect()
        narrowing.connect_addresses()
        references.connect()
        previews.connect()
        settings_form.connect()
        handover.connect()
        forms.connect()
        locks.connect()
        schedule.connect()
        home.connect()
        notices.connect()
        registrations.connect()
