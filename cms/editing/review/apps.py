from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from sites.councils.roles import ADMINISTRATOR, COORDINATOR, EDITOR, LEAD, Rights, grant

SETTINGS = Rights(settings=("quartiers_review.change_reviewsettings",))


class ReviewConfig(AppConfig):
    name = "cms.editing.review"
    label = "quartiers_review"
    verbose_name = _("Relecture")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from sites.councils.signals import council_created, council_undone, portal_created

        from . import listening, privacy, provisioning, turns

        grant(SETTINGS, EDITOR, LEAD, COORDINATOR, ADMINISTRATOR)
        council_created.connect(provisioning.complete_council, dispatch_uid="quartiers_review")
        council_undone.connect(provisioning.undo_council, dispatch_uid="quartiers_review")
        portal_created.connect(provisioning.complete_portal, dispatch_uid="quartiers_review")
        post_migrate.connect(
            provisioning.sync_after_migrate, sender=self, dispatch_uid="quartiers_review"
        )
        turns.connect()
        listening.connect()
        privacy.declare()
