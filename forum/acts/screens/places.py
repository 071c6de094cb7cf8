"""Pages for where a topic lies: moving it, and its trace; splitting it."""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from forum.acts import moving, splitting
from forum.acts.models import Trace
from forum.acts.splitting import Chosen
from forum.board.forum_conversation.models import Post, Topic
from forum.facts import excerpt
from forum.scope.addresses import POSTS_PER_PAGE
from forum.scope.rights import MOVE
from forum.screens.places import Place

from .asking import Asking
from .forms import MoveForm, SplitForm, numbers_in

BOXES, TURN = "n", "page"  # what the page of a split sends


class Moving(Asking):
    """``…/move/``"""

    right = MOVE
    heading = _("Déplacer ce sujet ?")
    outcome = _(
        "Il part avec tous ses messages. Les anciennes adresses y mènent ; on ne le lit plus que "
        "là où l’autre forum se lit."
    )
    button = _("Déplacer le sujet")

    def form(self, data=None) -> MoveForm:
        return MoveForm(self.place.rights, self.place.node.pk, data)

    def act(self, data: dict) -> Topic:
        return moving.move(
            self.topic.pk,
            data["forum"],
            self.place.user,
            data["motif"],
            data["regle"],
            leaves_trace=data["trace"],
            form=data["envoi"],
        )


class Untracing(Asking):
    """``…/forum/<forum>/trace/<trace>/remove/``: of a forum, whose topic is elsewhere."""

    right = MOVE
    heading = _("Retirer cette trace ?")
    outcome = _("La liste du forum ne dit plus où ce sujet est allé. Les anciens liens y mènent.")
    button = _("Retirer la trace")

    def __init__(self, request: HttpRequest, place: Place, *, trace: int):
        super().__init__(request, place)
        found = Trace.objects.filter(pk=trace, forum=place.node.pk).select_related("topic")
        self.trace = found.first()

    def prepare(self) -> None:
        if self.trace is None:
            raise Http404
        self.topic = self.trace.topic

    def act(self, data: dict) -> Topic:
        moving.remove_trace(self.trace.pk, self.place.user)
        return self.trace.topic

    def address(self, done: Topic | Post) -> str:
        return self.place.path

    def context(self) -> dict:
        return {"subject": self.topic.subject, "breadcrumbs": self.place.trail()}


class Splitting(Asking):
    """``…/split/``: a page of posts with boxes; what is ticked on the others goes along."""

    template = "forum/split.html"
    right = MOVE
    heading = _("Scinder ce sujet ?")
    outcome = _(
        "Les messages choisis forment un nouveau sujet, dans leur ordre. Ici, une note dit où ils "
        "sont ; les liens vers eux y mènent. Leurs numéros ne servent plus à d’autres."
    )
    button = _("Scinder le sujet")

    def prepare(self) -> None:
        try:
            self.chosen = numbers_in(self.request.POST.getlist(BOXES))
        except ValidationError:
            raise Http404 from None
        posts = self._posts().values_list("number", flat=True)
        self.results = Paginator(posts, POSTS_PER_PAGE)
        asked = self.request.POST.get(TURN) or self.request.GET.get(TURN)
        self.page = self.results.get_page(asked)

    def answer(self) -> HttpResponse:
        self.turns = self.request.method == "POST" and TURN in self.request.POST
        return super().answer()

    def form(self, data=None) -> SplitForm:
        form = SplitForm(self.place.rights, self.place.node.pk, data)
        if self.turns:  # another page of posts: nothing is wrong yet
            form = SplitForm(self.place.rights, self.place.node.pk, initial=data.dict())
        return form

    def take(self, form: Form) -> HttpResponse:
        onwards = form.cleaned_data["onwards"]
        if not self.chosen and not onwards:
            form.add_error(None, _t("Choisissez au moins un message."))
            return self.ask(form)
        return super().take(form)

    def act(self, data: dict) -> Topic:
        return splitting.split(
            self.topic.pk,
            Chosen(self.chosen, data["onwards"]),
            data["forum"],
            data["titre"],
            self.place.user,
            data["motif"],
            data["regle"],
            form=data["envoi"],
        )

    def context(self) -> dict:
        numbers = list(self.page.object_list)
        posts = list(self._posts().filter(number__in=numbers).select_related("poster"))
        rows = [
            {
                "number": post.number,
                "author_name": post.author_name,
                "at": post.created,
                "excerpt": excerpt(post),
                "is_chosen": post.number in self.chosen,
            }
            for post in posts
        ]
        elsewhere = sorted(self.chosen - set(numbers))
        return {
            "choices": rows,
            "results": self.page,
            "kept_numbers": elsewhere,
            "kept_words": _kept(elsewhere),
        }

    def _posts(self) -> QuerySet[Post]:
        return Post.objects.filter(topic=self.topic.pk, number__gt=1).order_by("number")


def _kept(numbers: list[int]) -> str:
    if not numbers:
        return ""
    told = ngettext(
        "Déjà choisi sur une autre page : n° %(numbers)s.",
        "Déjà choisis sur d’autres pages : n° %(numbers)s.",
        len(numbers),
    )
    return told % {"numbers": ", ".join(map(str, numbers))}
