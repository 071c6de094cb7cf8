"""« Forums »: the tree as its team arranges it, and a screen for each thing one can do to a forum.

To who manages no forum there is nothing here, and no forum but one's own (reach.py): 404.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from forum.board.forum.models import Forum
from forum.scope.addresses import forum_path, home_url
from forum.scope.models import ForumScope
from forum.scope.tree import Node, Tree, tree
from sites.councils.hosts import table
from sites.delivery.furniture import Crumb, furniture
from sites.teams.requests import TeamRequest

from . import rules, structure
from .forms import ForumForm, NameForm, RightsForm, SitesForm, StateForm, places_for
from .offering import ICON
from .reach import Reach, managed_or_404, reach_or_404
from .seen import sights

TITLE = gettext_lazy("Forums")
PREVIEW = "apercu"  # the name of the button


@dataclass(frozen=True)
class Row:
    """A forum in the list. ``state`` is what was said of it; ``told``: whether it shows."""

    node: Node
    state: str
    topics: int
    is_first: bool
    is_last: bool
    takes_more: bool
    rights: list[str]  # what is not as above, in words

    @property
    def depth(self) -> int:
        return structure.depth(self.node)


@dataclass(frozen=True)
class Branch:
    """A root with all below it, as one site's team sees it."""

    root: Row
    rows: list[Row]
    site: str
    also_on: list[str]
    may_spread: bool
    may_set_rights: bool


@require_safe
def index(request: TeamRequest) -> HttpResponse:
    """The trees that the reader manages; of others only names, for who says on which sites."""
    reach, board = reach_or_404(request), tree()
    roots = _in_order(node for node in board.nodes.values() if node.parent_id is None)
    facts = _facts(board)
    return _screen(
        request,
        "index.html",
        str(TITLE),
        branches=[_branch(board, root, facts, reach) for root in roots if reach.holds(root)],
        others=[root for root in roots if not reach.holds(root) and reach.spreads(root)],
        may_add_root=reach.is_of_all,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new_root(request: TeamRequest) -> HttpResponse:
    """A new category for shared forums."""
    reach = reach_or_404(request)
    if not reach.is_of_all:
        raise Http404
    form = NameForm(request.POST if request.method == "POST" else None)
    title = _("Nouvelle rubrique commune")

    def act() -> HttpResponse:
        root = structure.create_shared_root(form.cleaned_data["nom"], request.user)
        messages.success(request, _("La rubrique « %(name)s » est créée.") % {"name": root.name})
        return redirect("forums_admin:index")

    return _answer(request, form, act, "form.html", title, button=_("Créer la rubrique"))


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: TeamRequest, pk: int) -> HttpResponse:
    """A new forum in ``pk``."""
    _reach, _board, parent = managed_or_404(request, pk)
    if structure.depth(parent) >= structure.DEEPEST:
        raise Http404
    form = ForumForm(request.POST if request.method == "POST" else None, places=[])
    title = _("Nouveau forum dans « %(parent)s »") % {"parent": parent.name}

    def act() -> HttpResponse:
        typed = form.cleaned_data
        forum = structure.create(pk, typed["nom"], typed["apropos"], request.user)
        messages.success(request, _("Le forum « %(name)s » est ouvert.") % {"name": forum.name})
        return _to(forum.pk)

    short = _("Nouveau forum")
    return _answer(request, form, act, "form.html", title, short=short, button=_("Créer le forum"))


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: TeamRequest, pk: int) -> HttpResponse:
    """A forum: what it is called, where it lies, what people find there."""
    reach, board, node = managed_or_404(request, pk)
    forum = _forum(pk)
    initial = {
        "nom": forum.name,
        "apropos": forum.description.raw if forum.description else "",
        "parent": node.parent_id,
    }
    data = request.POST if request.method == "POST" else None
    form = ForumForm(data, initial=initial, places=places_for(board, node))

    def act() -> HttpResponse:
        typed = form.cleaned_data
        structure.change(pk, typed["nom"], typed["apropos"], typed.get("parent"), request.user)
        messages.success(request, _("C’est enregistré."))
        return _to(pk)

    return _answer(
        request,
        form,
        act,
        "one.html",
        forum.name,
        node=node,
        forum=forum,
        url=home_url(node) + forum_path(node),
        closed_above=_closed_above(board, node),
        sights=list(sights(board, node)),
        may_set_rights=reach.sets_rights(node),
        may_spread=reach.spreads(node),
        takes_more=structure.depth(node) < structure.DEEPEST,
        holds_pages=ForumScope.objects.filter(pages_in=pk).exists(),
        kept_because=structure.kept_because(board, node),
    )


@require_POST
def up(request: TeamRequest, pk: int) -> HttpResponse:
    return _shift(request, pk, up=True)


@require_POST
def down(request: TeamRequest, pk: int) -> HttpResponse:
    return _shift(request, pk, up=False)


@require_http_methods(["GET", "HEAD", "POST"])
def state(request: TeamRequest, pk: int) -> HttpResponse:
    """Open, lock, archive."""
    _reach, board, node = managed_or_404(request, pk)
    forum = _forum(pk)
    data = request.POST if request.method == "POST" else None
    form = StateForm(data, initial={"etat": forum.state, "motif": forum.state_note})

    def act() -> HttpResponse:
        typed = form.cleaned_data
        structure.set_state(pk, typed["etat"], typed["motif"], request.user)
        said = {
            Forum.State.OPEN: _("« %(name)s » est ouvert."),
            Forum.State.LOCKED: _("« %(name)s » est fermé : on le lit, on n’y écrit pas."),
            Forum.State.ARCHIVED: _("« %(name)s » est archivé : on le lit, à la fin de la liste."),
        }[Forum.State(typed["etat"])]
        messages.success(request, said % {"name": forum.name})
        return _to(pk)

    return _answer(
        request,
        form,
        act,
        "state.html",
        _("Fermer, archiver ou rouvrir « %(name)s »") % {"name": forum.name},
        short=_("Fermer ou archiver"),
        above=[_crumb(node)],
        node=node,
        below=[other for other in board.below(pk) if other.pk != pk],
        closed_above=_closed_above(board, node),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def rights(request: TeamRequest, pk: int) -> HttpResponse:
    """Who may read, open, answer, publish at once."""
    reach, board, node = managed_or_404(request, pk)
    if not reach.sets_rights(node):
        raise Http404
    form = RightsForm(board, node, request.POST if request.method == "POST" else None)
    is_preview = PREVIEW in request.POST and form.is_valid()
    thought = rules.imagined(board, node, form.answers()) if is_preview else board

    def act() -> HttpResponse:
        rules.answer(pk, form.answers(), request.user)
        messages.success(request, _("Les droits sont enregistrés."))
        return _to(pk)

    return _answer(
        request,
        form,
        None if is_preview else act,
        "rights.html",
        _("Droits dans « %(name)s »") % {"name": node.name},
        short=_("Droits"),
        above=[_crumb(node)],
        node=node,
        sights=list(sights(thought, node)),
        is_preview=is_preview,
        narrower=_narrower(board, node),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def sites(request: TeamRequest, pk: int) -> HttpResponse:
    """On which other councils' sites a tree is listed."""
    reach, node = reach_or_404(request), tree().nodes.get(pk)
    if node is None or not reach.spreads(node):
        raise Http404
    data = request.POST if request.method == "POST" else None
    initial = {"conseils": list(node.also_ids)}
    form = SitesForm(data, initial=initial, home_id=node.home_id or 0)

    def act() -> HttpResponse:
        structure.spread(pk, form.cleaned_data["conseils"], request.user)
        messages.success(request, _("C’est enregistré."))
        return redirect("forums_admin:index")

    title = _("« %(name)s » sur d’autres sites") % {"name": node.name}
    return _answer(request, form, act, "form.html", title, note=SITES_NOTE)


SITES_NOTE = gettext_lazy(
    "Ces forums restent ceux du conseil : leurs adresses et leur modération ne changent pas. "
    "Ils s’affichent en plus sur les sites choisis."
)


@require_POST
def pages(request: TeamRequest, pk: int) -> HttpResponse:
    """Let the pages of the site be talked about here."""
    _reach, _board, node = managed_or_404(request, pk)
    try:
        structure.hold_pages(pk, request.user)
    except structure.Refused as refused:
        messages.error(request, refused.message)
        return redirect("forums_admin:index")
    said = _("Les discussions des pages s’ouvriront dans « %(name)s ».")
    messages.success(request, said % {"name": node.name})
    return _to(pk)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: TeamRequest, pk: int) -> HttpResponse:
    """Take away a forum in which nobody ever wrote."""
    _reach, board, node = managed_or_404(request, pk)
    why = structure.kept_because(board, node)
    if request.method == "POST" and not why:
        try:
            structure.remove(pk, request.user)
        except structure.Refused as refused:
            why = refused.message
        else:
            messages.success(
                request, _("Le forum « %(name)s » est supprimé.") % {"name": node.name}
            )
            return redirect("forums_admin:index")
    return _screen(
        request,
        "remove.html",
        _("Supprimer « %(name)s » ?") % {"name": node.name},
        above=[_crumb(node)],
        short=_("Supprimer"),
        status=422 if why and request.method == "POST" else 200,
        node=node,
        why=why,
    )


# The list -----------------------------------------------------------------------------------------


def _in_order(roots: Iterable[Node]) -> list[Node]:
    """What is shared first, then the councils in their order."""
    places = {neighbour.council.pk: n for n, neighbour in enumerate(table().neighbours, 1)}
    return sorted(roots, key=lambda root: places.get(root.home_id or 0, 0))


def _facts(board: Tree) -> dict[int, tuple[str, int]]:
    rows = Forum.objects.filter(pk__in=board.nodes)
    return {
        pk: (state, topics)
        for pk, state, topics in rows.values_list("pk", "state", "direct_topics_count")
    }


def _branch(board: Tree, root: Node, facts: dict[int, tuple[str, int]], reach: Reach) -> Branch:
    names = {neighbour.council.pk: neighbour.name for neighbour in table().neighbours}
    return Branch(
        root=_row(board, root, facts),
        rows=[_row(board, node, facts) for node in board.below(root.pk) if node.pk != root.pk],
        site=names.get(root.home_id or 0, _("tous les sites")),
        also_on=[name for pk, name in names.items() if pk in root.also_ids],
        may_spread=reach.spreads(root),
        may_set_rights=reach.sets_rights(root),
    )


def _row(board: Tree, node: Node, facts: dict[int, tuple[str, int]]) -> Row:
    beside = structure.neighbours(board, node)
    state, topics = facts.get(node.pk, (Forum.State.OPEN, 0))
    return Row(
        node=node,
        state=state,
        topics=topics,
        is_first=beside[0] is node,
        is_last=beside[-1] is node,
        takes_more=structure.depth(node) < structure.DEEPEST,
        rights=_own_answers(board, node),
    )


def _own_answers(board: Tree, node: Node) -> list[str]:
    """« Qui peut lire : l’équipe du conseil », for each question answered on this very forum.

    One line when all have the same answer.
    """
    given = [
        (question, answer)
        for question in rules.QUESTIONS
        if (answer := rules.answer_on(board, node, question))
    ]
    answers = {answer for _question, answer in given}
    if len(given) == len(rules.QUESTIONS) and len(answers) == 1:
        return [_("Réservé : %(who)s") % {"who": rules.label_of(answers.pop(), node)}]
    return [
        _("%(question)s : %(answer)s")
        % {"question": question.label, "answer": rules.label_of(answer, node)}
        for question, answer in given
    ]


def _narrower(board: Tree, node: Node) -> list[tuple[Node, list[str]]]:
    """The forums below that have answers of their own, and so do not follow this one."""
    below = (other for other in board.below(node.pk) if other.pk != node.pk)
    return [(other, answers) for other in below if (answers := _own_answers(board, other))]


# Each screen --------------------------------------------------------------------------------------


def _shift(request: TeamRequest, pk: int, *, up: bool) -> HttpResponse:
    _reach, _board, node = managed_or_404(request, pk)
    try:
        structure.shift(pk, request.user, up=up)
    except structure.Refused as refused:
        messages.error(request, refused.message)
        return redirect("forums_admin:index")
    # Back where one was: the same button again, under the same finger.
    return redirect(f"{reverse('forums_admin:index')}#forum-{node.pk}")


def _answer(
    request: HttpRequest,
    form: Form,
    act: Callable[[], HttpResponse] | None,
    template: str,
    title: str,
    **context,
) -> HttpResponse:
    """Do what the form asks for, or show it: to begin with, with its errors, or as a preview."""
    if request.method == "POST" and form.is_valid() and act:
        try:
            return act()
        except structure.Gone as gone:
            messages.error(request, gone.message)
            return redirect("forums_admin:index")
        except structure.Refused as refused:
            form.add_error(None, refused.message)
    status = 422 if form.errors else 200
    return _screen(request, template, title, status=status, form=form, **context)


def _forum(pk: int) -> Forum:
    forum = Forum.objects.filter(pk=pk).first()
    if forum is None:
        raise Http404
    return forum


def _closed_above(board: Tree, node: Node) -> Node | None:
    """The forum above that closes this one, when it is not closed by itself."""
    closing = node.closing
    return board.nodes[closing.forum_id] if closing and closing.forum_id != node.pk else None


def _to(pk: int) -> HttpResponse:
    return redirect("forums_admin:one", pk)


def _crumb(node: Node) -> Crumb:
    return node.name, reverse("forums_admin:one", args=[node.pk])


def _screen(
    request: HttpRequest,
    template: str,
    title: str,
    *,
    above: list[Crumb] | None = None,
    short: str = "",
    status: int = 200,
    **context,
) -> HttpResponse:
    whole = (str(TITLE), reverse("forums_admin:index"))
    steps = [whole, *(above or [])] if title != whole[0] else []
    around = furniture(title, icon=ICON, above=steps, short=short)
    return render(request, f"wagtailadmin/forum/{template}", around | context, status=status)
