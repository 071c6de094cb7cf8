from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MessagesConfig(AppConfig):
    name = "cms.editing.messages"
    label = "quartiers_messages"
    verbose_name = _("Messages")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import duties, privacy

        privacy.declare()
        duties.connect()
