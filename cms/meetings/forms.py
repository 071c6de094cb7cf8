"""The form of a meeting in the editor."""

from django.utils.translation import gettext_lazy as _

from cms.pages.sharing import SharedPageForm
from cms.pages.tree import same_site

from . import keeping

APPROVED = _(
    "Le compte rendu est approuvé : il ne change plus. Écrivez ce qu’il faut corriger dans "
    "« Corrections au compte rendu approuvé »."
)


class MeetingForm(SharedPageForm):
    """Refuses what would rewrite approved minutes, and meetings of another council."""

    def clean(self):
        cleaned = super().clean()
        approving = cleaned.get("approved_by_meeting")
        if approving and not same_site(self.parent_page, approving):
            self.add_error("approved_by_meeting", _("Choisissez une séance de votre site."))
        if self._is_closed():
            for name in set(keeping.FROZEN_FIELDS) & set(self.changed_data):
                self.add_error(name, APPROVED)
        return cleaned

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if self._is_closed():
            for name in keeping.FROZEN_ROWS:
                rows = self.formsets.get(name)
                if rows is not None and rows.has_changed():
                    self.add_error(None, APPROVED)
                    return False
        return valid

    def _is_closed(self) -> bool:
        stored = keeping.stored_of(self.instance)
        return bool(stored and stored.first_published_at and keeping.is_approved(stored))
