from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from sites.councils.roles import ADMINISTRATOR, COORDINATOR, EDITOR, LEAD, Rights, grant

SETTINGS = Rights(settings=("quartiers_pages.change_sitesettings",))
SNIPPETS = Rights(
    models=tuple(
        f"quartiers_pages.{action}_{model}"
        for action in ("add", "change", "view")
        for model in ("place", "topic")
    )
)


class PagesConfig(AppConfig):
    name = "cms.pages"
    label = "quartiers_pages"
    verbose_name = _("Pages")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cms.publications.publishing import register_source
        from sites.councils.onboarding import register_home
        from sites.councils.signals import council_created, portal_created

        from . import changes, onboarding, publishing

        grant(SETTINGS, EDITOR, LEAD, COORDINATOR, ADMINISTRATOR)
        grant(SNIPPETS, EDITOR, LEAD, COORDINATOR)
        register_home(onboarding.make_home)
        council_created.connect(onboarding.complete_council, dispatch_uid="quartiers_pages")
        portal_created.connect(onboarding.complete_portal, dispatch_uid="quartiers_pages")
        register_source("page", publishing.public_pages)
        changes.connect()
