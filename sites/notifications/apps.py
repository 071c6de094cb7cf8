from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "sites.notifications"
    label = "quartiers_notifications"
    verbose_name = _("Courriels")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from allauth.account.models import EmailAddress

        from sites.accounts.sections import Section, register

        from . import privacy
        from .subscriptions import privacy as of_subscriptions
        from .subscriptions import subscribing
        from .telling import direct, kinds, mailing, sources
        from .telling import privacy as of_telling

        privacy.declare()
        of_subscriptions.declare()
        of_telling.declare()
        mailing.declare()
        sources.register(direct.Direct())
        kinds.register(kinds.MODERATION)
        register(Section("notifications", _("Notifications"), "/compte/notifications/", 23))
        register(Section("subscriptions", _("Mes abonnements"), "/compte/abonnements/", 25))
        post_save.connect(
            subscribing.follow_proofs, sender=EmailAddress, dispatch_uid="quartiers_subscriptions"
        )
