from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiscussionsConfig(AppConfig):
    """The topic in which something of the install – a page – is talked about."""

    name = "forum.discussions"
    label = "quartiers_discussions"
    verbose_name = _("Discussions des pages")
    default_auto_field = "django.db.models.BigAutoField"
