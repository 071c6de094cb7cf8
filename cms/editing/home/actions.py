"""The first screen of the admin: what its reader can do, and where."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from cms.pages.models import CouncilDocument, DocumentIndexPage, NewsIndexPage, NewsPage
from sites.accounts.models import User
from sites.councils import roles
from sites.councils.hosts import table
from sites.councils.models import Council, Portal, RoleGroup

MOST_SITES = 12  # an administrator of a whole town finds the others in « Pages »
BANNER = "#id_banner_text"  # its field in the form of a home

# What those who write no pages do, and where: this screen would be empty to them.
ELSEWHERE = {
    roles.MODERATOR: _(
        "Vous modérez le forum sur les sites des conseils : connectez-vous là-bas, puis masquez, "
        "déplacez ou fermez un sujet depuis sa page."
    ),
    roles.TOWN_HALL: _(
        "Vous répondrez aux vœux et aux idées au nom de la mairie, sur les sites des conseils ; "
        "vous n’avez rien à faire ici."
    ),
    roles.INTEGRATOR: _(
        "Vous installez les thèmes (menu « Thèmes ») et choisissez celui de chaque site (menu "
        "« Apparence ») ; vous ne touchez à aucun contenu."
    ),
}


@dataclass(frozen=True)
class Action:
    """A button that opens a form."""

    label: str
    url: str


@dataclass(frozen=True)
class Desk:
    """One site and what can be done for it."""

    name: str
    actions: list[Action]


class ActionsPanel(Component):
    """« Que voulez-vous faire ? »: three forms that are needed every week, one line per site."""

    name = "quartiers_actions"
    order = 100
    template_name = "wagtailadmin/home/quartiers_actions.html"

    def get_context_data(self, parent_context):
        return {"desks": desks_of(parent_context["request"].user)}


class ElsewherePanel(Component):
    """For roles whose work is not on this screen."""

    name = "quartiers_elsewhere"
    order = 110
    template_name = "wagtailadmin/home/quartiers_elsewhere.html"

    def get_context_data(self, parent_context):
        return {"duties": duties_of(parent_context["request"].user)}


def desks_of(user: User) -> list[Desk]:
    """The sites ``user`` writes for, the portal first; at most ``MOST_SITES``."""
    owners = [*Portal.objects.select_related("site__root_page"), *Council.objects.in_order()]
    news, documents = _sections(NewsIndexPage), _sections(DocumentIndexPage)
    desks = (
        Desk(owner.name, list(_actions(owner.site.root_page, news, documents, user)))
        for owner in owners
    )
    return list(islice((desk for desk in desks if desk.actions), MOST_SITES))


def _sections(model: type[Page]) -> dict[str, Page]:
    """Pages of ``model`` by the path of the home they lie below."""
    return {page.path[: -page.steplen]: page for page in model.objects.all()}


def _actions(home: Page, news: dict, documents: dict, user: User) -> Iterator[Action]:
    below = (
        (_("Écrire une actualité"), NewsPage, news.get(home.path)),
        (_("Ajouter un document"), CouncilDocument, documents.get(home.path)),
    )
    for label, model, section in below:
        if section and section.permissions_for_user(user).can_add_subpage():
            args = (model._meta.app_label, model._meta.model_name, section.pk)
            yield Action(label, reverse("wagtailadmin_pages:add", args=args))
    if home.permissions_for_user(user).can_edit():
        url = reverse("wagtailadmin_pages:edit", args=[home.pk]) + BANNER
        yield Action(_("Modifier le bandeau d’alerte"), url)


def duties_of(user: User) -> list[tuple[str, list[tuple[str, str]]]]:
    """What ``user`` does outside the admin, each with links: a site's name and its forum."""
    held = RoleGroup.objects.filter(group__user=user).select_related("council")
    groups = list(held.order_by("council__position", "council__name"))
    roles_held = dict.fromkeys(group.role for group in groups if group.role in ELSEWHERE)
    return [
        (ELSEWHERE[role], [_forum(g.council) for g in groups if g.role == role and g.council])
        for role in roles_held
    ]


def _forum(council: Council) -> tuple[str, str]:
    return council.name, f"{table().council_url(council.pk)}/forum/"
