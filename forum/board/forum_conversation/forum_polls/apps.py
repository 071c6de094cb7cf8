from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PollsConfig(AppConfig):
    """Instead of machina’s: polls of topics, counted from ballots."""

    name = "forum.board.forum_conversation.forum_polls"
    label = "forum_polls"
    verbose_name = _("Sondages")
    default_auto_field = "django.db.models.AutoField"  # as machina's migrations were written

    def ready(self):
        from forum.board.forum_conversation import taking_back

        from . import voting

        taking_back.register(voting.is_answered)
