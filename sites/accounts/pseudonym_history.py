"""« Anciens pseudonymes » in the admin: who was called what, for moderators and administrators."""

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic

from .models import PseudonymChange
from .presence import moderated_by, people_seen_by, sees_everybody

ICON = "history"


def may_look(user) -> bool:
    """Whether there is anybody whose former names ``user`` may read."""
    acts = getattr(user, "acts_with_roles", True)
    return acts and (sees_everybody(user) or bool(moderated_by(user)))


class PseudonymHistory(generic.IndexView):
    """The changes, newest first; of people of one's own councils only."""

    model = PseudonymChange
    page_title = _("Anciens pseudonymes")
    header_icon = ICON
    index_url_name = "pseudonym_history"
    index_results_url_name = "pseudonym_history_results"
    default_ordering = "-at"
    paginate_by = 50
    table_classname = "listing scrolling"  # static/admin/screens.css
    search_fields = ["old", "new", "user__pseudonym"]
    search_backend_name = None
    columns = [
        Column("old", label=_("Ancien"), sort_key="old"),
        Column("new", label=_("Nouveau"), sort_key="new"),
        Column("user", label=_("S’appelle aujourd’hui")),
        DateColumn("at", label=_("Changé"), sort_key="at"),
    ]

    def dispatch(self, request, *args, **kwargs):
        if not may_look(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def is_searchable(self) -> bool:
        return True

    @cached_property
    def no_results_message(self) -> str:
        return _("Aucun changement de pseudonyme parmi les personnes de vos conseils.")

    def get_base_queryset(self):
        seen = people_seen_by(self.request.user)
        changes = PseudonymChange.objects.filter(user__in=seen.values("pk"))
        return changes.select_related("user")
