from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThanksConfig(AppConfig):
    name = "forum.thanks"
    label = "quartiers_thanks"
    verbose_name = _("Mercis")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from django.db.models.signals import post_delete

        from forum.board.forum_conversation import taking_back

        from . import giving, privacy

        uid, thank = "quartiers_thanks", self.get_model("Thank")
        post_delete.connect(giving.count_one_less, sender=thank, dispatch_uid=uid)
        taking_back.register(giving.is_thanked)
        privacy.declare()
