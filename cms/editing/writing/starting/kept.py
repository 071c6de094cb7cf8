"""Starting points that a council made from pages of its own: « Enregistrer comme modèle »."""

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelcluster.models import get_serializable_data_for_fields
from wagtail.models import Page

from cms.pages.tree import host_of
from sites.councils.models import Council
from sites.councils.roles import EDITOR, LEAD
from sites.teams.scope import Scope

# What a new page takes over, where its type has it. Never pictures of one day, people or dates.
TEXTS = ("title", "summary", "intro", "mandate", "meets", "body", "kind", "thanks", "purpose")
CHILDREN = ("questions", "form_fields")


class StartingPoint(models.Model):
    """One of a council (None: of the portal), for pages of one type."""

    council = models.ForeignKey(
        Council, models.CASCADE, null=True, blank=True, related_name="starting_points"
    )
    page_type = models.CharField(max_length=100, editable=False)  # app_label.model_name
    name = models.CharField(
        _("nom du modèle"),
        max_length=80,
        help_text=_("Ce pour quoi il sert : « Annonce de la fête de juin »."),
    )
    content = models.JSONField(editable=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=("council", "page_type", "name"),
                name="quartiers_start_named_once",
                violation_error_message=_("Un modèle de ce nom existe déjà."),
            ),
            models.UniqueConstraint(
                fields=("page_type", "name"),
                condition=Q(council=None),
                name="quartiers_start_named_once_portal",
                violation_error_message=_("Un modèle de ce nom existe déjà."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """Its type of page, in words."""
        return capfirst(apps.get_model(self.page_type)._meta.verbose_name)


def type_of(model: type[Page]) -> str:
    return model._meta.label_lower


def council_of(page: Page) -> int | None:
    """The key of the council on whose site ``page`` lies; None on the portal."""
    host = host_of(page)
    return host.council.pk if host and host.council else None


def kept_for(model: type[Page], parent: Page) -> QuerySet[StartingPoint]:
    """What the site of ``parent`` keeps for pages of this type."""
    if host_of(parent) is None:
        return StartingPoint.objects.none()
    return StartingPoint.objects.filter(page_type=type_of(model), council=council_of(parent))


def content_of(page: Page) -> dict:
    """What a starting point made of ``page`` holds: words and blocks, no picture of its head."""
    content = get_serializable_data_for_fields(page)
    kept = {name: content[name] for name in TEXTS if name in content}
    for name in CHILDREN:
        if hasattr(page, name):
            kept[name] = [_child(row) for row in getattr(page, name).all()]
    return kept


def _child(row: models.Model) -> dict:
    data = get_serializable_data_for_fields(row)
    return {name: value for name, value in data.items() if name not in ("pk", "id", "page")}


def may_keep(scope: Scope, council_id: int | None) -> bool:
    """Whether they make, rename and delete starting points there: whoever publishes there."""
    if scope.is_administrator:
        return True
    return scope.on_portal if council_id is None else council_id in scope.councils_as(EDITOR, LEAD)


def theirs(scope: Scope) -> QuerySet[StartingPoint]:
    """Those they may rename and delete."""
    every = StartingPoint.objects.select_related("council").order_by("council", "name")
    if scope.is_administrator:
        return every
    mine = Q(council__in=scope.councils_as(EDITOR, LEAD))
    return every.filter(mine | Q(council=None) if scope.on_portal else mine)
