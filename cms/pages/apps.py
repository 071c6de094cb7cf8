from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from sites.councils.roles import ADMINISTRATOR, COORDINATOR, EDITOR, LEAD, Rights, grant

SETTINGS = Rights(settings=("quartiers_pages.change_sitesettings",))


def _shared(*actions: str) -> Rights:
    """Rights on what all councils share: whoever changes it changes it for the others too."""
    names = (f"{action}_{model}" for action in actions for model in ("place", "topic"))
    return Rights(models=tuple(f"quartiers_pages.{name}" for name in names))


class PagesConfig(AppConfig):
    name = "cms.pages"
    label = "quartiers_pages"
    verbose_name = _("Pages")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cms.publications.publishing import register_source
        from sites.councils.onboarding import register_home
        from sites.councils.signals import (
            council_created,
            council_renamed,
            council_undone,
            portal_created,
        )

        from . import (
            bin,
            changes,
            discussions,
            drafts,
            exports,
            moments,
            onboarding,
            privacy,
            publishing,
        )

        grant(SETTINGS, EDITOR, LEAD, COORDINATOR, ADMINISTRATOR)
        grant(_shared("add", "view"), EDITOR, LEAD)
        grant(_shared("add", "view", "change"), COORDINATOR)
        register_home(onboarding.make_home)
        council_created.connect(onboarding.complete_council, dispatch_uid="quartiers_pages")
        council_undone.connect(onboarding.undo_council, dispatch_uid="quartiers_pages")
        council_renamed.connect(onboarding.rename_council, dispatch_uid="quartiers_pages")
        portal_created.connect(onboarding.complete_portal, dispatch_uid="quartiers_pages")
        register_source("page", publishing.public_pages)
        changes.connect()
        bin.connect()
        exports.connect()
        discussions.connect()
        drafts.connect()
        moments.connect()
        privacy.declare()
