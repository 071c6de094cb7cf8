from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SummariesConfig(AppConfig):
    name = "forum.summaries"
    label = "quartiers_summaries"
    verbose_name = _("Résumés des longs sujets")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from sites.accounts.privacy.registry import impersonal

        from . import making

        making.connect()
        impersonal(
            "numbers of posts; names and links are the posts' own", "quartiers_summaries.Summary"
        )
