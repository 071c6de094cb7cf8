"""What the editor says above a page that waits for a decision."""

from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.locks import WorkflowLock

from sites.accounts.models import User


class ReviewLock(WorkflowLock):
    """The page waits: only those who decide may change it, so that they publish what they read."""

    def get_message(self, user: User) -> str:
        if self.for_user(user):
            return _(
                "Cette page attend une relecture et ne change pas d’ici là. "
                "Pour la reprendre : « Retirer la demande »."
            )
        state = self.object.current_workflow_state
        asker = state.requested_by if state else None
        if asker and asker.pk == user.pk:
            return _("Vous avez proposé cette page à la relecture.")
        name = asker.public_name if asker else _("Quelqu’un dont le compte est supprimé")
        return format_html(
            _(
                "<b>{name}</b> propose cette page : corrigez-la au besoin, puis validez-la ou "
                "renvoyez-la."
            ),
            name=name,
        )

    def get_locked_by(self, user: User, can_lock: bool = False) -> str:
        return _("En relecture")

    def get_description(self, user: User, can_lock: bool = False) -> str:
        return _("Seules les personnes qui relisent peuvent modifier la page.")
