from django.apps import AppConfig
from django.db.models.signals import pre_delete
from django.utils.translation import gettext_lazy as _


class ScopeConfig(AppConfig):
    name = "forum.scope"
    label = "quartiers_scope"
    verbose_name = _("Portée des forums")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from forum import activity, moderated, privacy, tracing
        from sites.accounts.factors import policy
        from sites.councils.models import Council
        from sites.councils.signals import (
            council_created,
            council_renamed,
            council_undone,
            portal_created,
        )

        from . import changes, onboarding, rights, taking_part

        council_created.connect(onboarding.complete_council, dispatch_uid="quartiers_forum")
        pre_delete.connect(
            onboarding.leave_council, sender=Council, dispatch_uid="quartiers_forum_leave"
        )
        council_undone.connect(onboarding.undo_council, dispatch_uid="quartiers_forum")
        council_renamed.connect(onboarding.rename_council, dispatch_uid="quartiers_forum")
        portal_created.connect(onboarding.complete_portal, dispatch_uid="quartiers_forum")
        for part in (changes, taking_part, tracing, activity, moderated):
            part.connect()
        privacy.declare()
        policy.powers_elsewhere.append(rights.moderates_by_themselves)
