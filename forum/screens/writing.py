"""Opening a topic, answering, editing one's own post: forms that never lose what was typed.

Whatever goes wrong, the answer is the form with the text in it: an error, a topic closed meanwhile,
a session that ended, a form kept open for too long, a topic that is gone.

The scripts of the form send it as people do, with its buttons ``apercu`` and ``brouillon`` and the
header ``X-Requested-With: composer``: they get a part of the page, or words, instead of all of it.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import cached_property, wraps
from typing import Any, ClassVar
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from forum import mentions, quotes, words
from forum.board.forum_conversation import services
from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_conversation.pace import allowance_of
from forum.board.forum_conversation.refusals import (
    Forbidden,
    Gone,
    Refused,
    TooOften,
    Wait,
    forbidden,
)
from forum.board.forum_conversation.services import Sent
from forum.drafts import keeping
from forum.drafts.models import Draft
from forum.holding import is_due
from forum.linked.showing import with_cards_in
from forum.markup import Held
from forum.rendering import rendered
from forum.scope.addresses import anchor, topic_path
from sites.accounts import kept
from sites.accounts.limits import Limit
from sites.delivery.forgery import is_foreign
from sites.delivery.network import network_of
from sites.moderation import acceptance, charter

from . import similar
from .forms import EditForm, HeadForm, ReplyForm, TopicForm
from .pages import number_in
from .places import Place, Step, placed
from .polls import Asking
from .posts import visible
from .tray import Tray, mark_of

PREVIEWS = Limit("forum-previews", allowed=60, seconds=600)
LIVE_PREVIEWS = Limit("forum-live-previews", allowed=400, seconds=600)
DRAFTS = Limit("forum-drafts", allowed=400, seconds=600)
EDITS = Limit("forum-edits", allowed=30, seconds=600)
# The names of buttons
PREVIEW, DRAFT, DISCARD, CHARTER = "apercu", "brouillon", "jeter", "charte"
ADD = "ajouter"  # keep the images that were chosen, and go on writing
# In the address: the number of the post that the answer begins with, and the words of it
QUOTED, PASSAGE = "citer", "passage"
TYPED = ("titre", "texte")
KEPT = (*TYPED, "envoi")  # the mark too: images that were sent with it are found again
LONGEST_GIVEN_BACK = 200_000  # characters: more was not typed


def writing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that takes texts: checked by itself, for a plain refusal would lose them."""

    @wraps(view)
    def answer(request: HttpRequest, **names) -> HttpResponse:
        try:
            return placed(view)(request, **names)
        except (Http404, Gone):
            if request.method != "POST":
                raise Http404 from None
            return give_back(request)

    guarded = require_http_methods(["GET", "HEAD", "POST"])(answer)
    return csrf_exempt(never_cache(guarded))  # is_foreign() is asked before anything is kept


def a_mark(text: str) -> UUID | None:
    """The mark of a form, as it came back; None for junk."""
    try:
        return UUID(text)
    except ValueError:
        return None


def give_back(request: HttpRequest) -> HttpResponse:
    """The 404 of who has just sent a text: with the text in it."""
    texts = [request.POST.get(name, "")[:LONGEST_GIVEN_BACK] for name in TYPED]
    context = {"lost": "\n\n".join(text for text in texts if text)}
    return render(request, "forum/gone.html", context, status=404)


class Writing:
    """One form: how it opens, and what becomes of what is sent. A new one for each request."""

    form_class: ClassVar[type[Form]]
    heading: str
    button: str

    def __init__(self, request: HttpRequest, place: Place):
        self.request, self.place = request, place

    def answer(self) -> HttpResponse:
        if self.request.method == "POST":
            return self.take(self.form_class(self.request.POST))
        if not self.place.rights.is_known:
            return self.ask_who()
        try:
            self.check()
        except Forbidden:
            raise PermissionDenied from None
        except Refused:  # the place itself says why
            return HttpResponseRedirect(self.place.path)
        return self.begin()

    def begin(self) -> HttpResponse:
        """The form as it opens: with what this person had typed here before."""
        draft = self.draft
        typed = self.initial() | begun_in(draft) | kept.typed(self.request)
        return self.show(self.form_class(initial=self.quoting(typed)), draft=draft)

    def take(self, form: Form) -> HttpResponse:
        if answer := self.stop_strangers(form) or self.go_on(form):
            return answer
        if not self.is_complete(form):
            return self.show(form)
        try:
            if PREVIEW in self.request.POST:
                self.check()
                return self.preview(form)
            post = self.publish(form.cleaned_data)
        except Gone:
            raise
        except Refused as refusal:
            return self.refuse(form, refusal)
        path = topic_path(self.place.node, post.topic.slug, post.topic_id)
        return HttpResponseRedirect(path + anchor(post.number))

    def is_complete(self, form: Form) -> bool:
        """Whether what was sent can be shown or published; else the form says what is missing."""
        if self.is_script:
            return form.is_valid()  # a preview of the text while it is typed
        self.take_images()
        is_asked = self.asking is None or self.asking.is_ready()
        is_described = PREVIEW in self.request.POST or self.tray.is_ready()
        return form.is_valid() and is_asked and is_described

    def stop_strangers(self, form: Form) -> HttpResponse | None:
        """The answer to whoever is not signed in, or sends a form that is not ours."""
        is_strange, is_known = is_foreign(self.request), self.place.rights.is_known
        if is_known and not is_strange:
            return None
        if self.is_script:
            return said(_("Votre connexion a pris fin : ce texte n’est gardé que sur cette page."))
        if is_known:
            return self.show(form, status=403, trouble="stale")
        key = None if is_strange else kept.keep(self.request, self.texts())
        return self.sign_in(key) if key else self.show(form, status=403, trouble="signed-out")

    def publish(self, data: dict) -> Post:
        """Keep what was typed, for everybody to read. Raises Refused."""
        acceptance.give(self.place.user, self.request.POST.get(CHARTER, ""))
        post = self.send(data)
        kept.forget(self.request)
        keeping.forget(self.place.user, **self.where())
        return post

    @property
    def is_script(self) -> bool:
        """Whether the form was sent by its scripts, behind what its writer sees."""
        return self.request.headers.get("X-Requested-With") == "composer"

    def ask_who(self) -> HttpResponse:
        """The way to sign in; with the text of whoever sent one and could not sign in after all."""
        if typed := kept.typed(self.request):
            return self.show(self.form_class(initial=typed), status=403, trouble="signed-out")
        return redirect_to_login(self.request.get_full_path())

    def mark(self) -> UUID | None:
        """What names this very form; as it opens, the one that was kept goes on."""
        sent = self.request.POST or kept.typed(self.request)
        if not sent and self.place.rights.is_known and self.draft:
            return self.draft.form
        return a_mark(sent.get("envoi", ""))

    @cached_property
    def tray(self) -> Tray:
        return Tray(self.request, self.place, self.mark())

    @cached_property
    def asking(self) -> Asking | None:
        """The poll, where the form may ask one."""
        return None

    def go_on(self, form: Form) -> HttpResponse | None:
        """The answer to a button that keeps something while the person goes on writing."""
        sent = self.request.POST
        if DISCARD in sent:
            return self.discard_draft()
        if ADD in sent and self.is_script:
            return self.take_image()
        if DRAFT in sent and self.is_script:
            return self.keep_draft(form)
        if DRAFT in sent or ADD in sent:
            self.take_images()
            again = self.form_class(initial=self.texts())  # what is unfinished has no errors yet
            return self.keep_draft(form) if DRAFT in sent else self.show(again)
        return None

    def take_images(self) -> None:
        """Keep the images that came with the form, where the person may write at all."""
        try:
            self.check()
        except Refused:
            return  # sending it says why
        self.tray.take_in()

    def take_image(self) -> JsonResponse:
        """Keep one image that a script sent; its tile, or why not."""
        try:
            self.check()
        except Refused as refusal:
            return said(refusal.message, refusal.status)
        before = self.tray.newest()
        self.tray.take_in()
        added = self.tray.newest()
        if self.tray.problems or added is None or added == before:
            words = " ".join(self.tray.problems) or _("Aucune image n’est arrivée.")
            return said(words, 422)
        context = {"tile": self.tray.tile(added)}
        tile = render_to_string("forum/parts/image_tile.html", context, self.request)
        return JsonResponse({"tile": tile})

    def texts(self) -> dict[str, str]:
        """What was typed, as it was typed."""
        names = (name for name in KEPT if name in self.form_class.base_fields)
        typed = {name: self.request.POST.get(name, "") for name in names}
        return typed | self.asking.texts() if self.asking else typed

    def sign_in(self, key: str) -> HttpResponse:
        """Away to sign in; what was typed waits here."""
        response = redirect_to_login(self.request.path)
        kept.give(response, key)
        return response

    def preview(self, form: Form) -> HttpResponse:
        self.hold(LIVE_PREVIEWS if self.is_script else PREVIEWS)
        text = form.cleaned_data["texte"]
        shown = rendered(text, Held.SHOWN if self.waits(text) else Held.FREE)
        context: dict[str, Any] = {
            "preview": with_cards_in(shown, self.place.here),
            "is_held": self.waits(text),
            "too_many_names": mentions.MOST if mentions.is_too_many(text) else 0,
            "similar": self.similar(form.cleaned_data),
        }
        if self.is_script:
            return render(self.request, "forum/parts/preview.html", context | {"form": form})
        return self.show(form, **context)

    def waits(self, text: str) -> bool:
        """Whether the links of ``text`` will wait. Raises Refused: too many."""
        place = self.place
        return is_due(allowance_of(place.user, place.rights, place.node.pk), text, self.changed())

    def changed(self) -> Post | None:
        """The post that the form changes."""
        return None

    def similar(self, data: dict) -> list[similar.Similar]:
        """Topics that may have the answer already."""
        return []

    def hold(self, limit: Limit) -> None:
        """Count one use of what costs more than reading. Raises TooOften."""
        if wait := limit.take(str(self.place.user.pk)):
            raise TooOften(wait)

    def where(self) -> dict[str, int]:
        """The place that a draft is for; none for what changes a post."""
        return {}

    @cached_property
    def draft(self) -> Draft | None:
        """What the person has begun to write here."""
        return keeping.find(self.place.user, **self.where())

    def keep_draft(self, form: Form) -> HttpResponse:
        """Keep what was typed for later, whatever is wrong with it."""
        if not self.where():
            return self.show(form)
        texts = self.texts()
        try:
            self.hold(DRAFTS)
            self.tray.keep_descriptions()
            draft = self.keep(texts)
        except (keeping.TooMuch, TooOften):
            sorry = _("Ce texte n’a pas pu être gardé en brouillon : copiez-le par prudence.")
            return said(sorry) if self.is_script else self.show(form, status=429, notice=sorry)
        if self.is_script:
            return JsonResponse({"words": draft_words(draft) if draft else ""})
        unbound = self.form_class(initial=texts)  # a draft has no errors yet
        return self.show(unbound, draft=draft, notice=_("Votre brouillon est gardé."))

    def keep(self, texts: dict[str, str]) -> Draft | None:
        """Keep ``texts`` with the images that came with this form. Raises TooMuch."""
        author, title = self.place.user, texts.get("titre", "")
        return keeping.keep(author, title, texts["texte"], form=self.mark(), **self.where())

    def discard_draft(self) -> HttpResponse:
        keeping.forget(self.place.user, **self.where())
        kept.forget(self.request)
        self.tray.throw_away()
        return self.show(self.form_class(initial=self.initial()), notice=_("Brouillon jeté."))

    def refuse(self, form: Form, refusal: Refused) -> HttpResponse:
        if self.is_script:
            return said(refusal.message, refusal.status)
        form.add_error(None, refusal.message)
        with suppress(keeping.TooMuch):  # the page holds it, and so do other devices
            if self.where():
                self.keep(self.texts())
        response = self.show(form, status=refusal.status)
        if isinstance(refusal, Wait):
            response["Retry-After"] = str(refusal.seconds)
        return response

    def show(self, form: Form, *, status: int = 200, **more) -> HttpResponse:
        login = f"{reverse('accounts:login')}?{urlencode({'next': self.request.path})}"
        context = {
            "place": self.place,
            "breadcrumbs": self.trail(),
            "form": form,
            "heading": self.heading,
            "button": self.button,
            "tray": self.tray,
            "asking": self.asking,
            "login_url": login,
            "keeps_drafts": bool(self.where()),
            "charter_version": charter_to_accept(self.place.user),
            **more,
        }
        return render(self.request, "forum/write.html", context, status=status)

    def trail(self) -> list[Step]:
        """The way to this form: to the place it belongs to, and that place."""
        place = self.place
        name = place.topic.subject if place.topic else place.node.name
        return [*place.trail(), Step(name, place.path)]

    def initial(self) -> dict:
        return {}

    def quoting(self, typed: dict) -> dict:
        """What was typed, and the post that the person asked to quote."""
        return typed

    def check(self) -> None:
        """Raise Refused when the form need not be shown."""
        raise NotImplementedError

    def sent(self, data: dict) -> Sent:
        return Sent(
            data.get("envoi"), is_paced=True, network=network_of(self.request), along=self.along
        )

    def along(self, post: Post) -> None:
        """What the post gets beside its text, in the transaction that keeps it."""
        if chosen := self.tray.chosen():
            chosen.put(post)
        if self.asking:
            self.asking.put(post)

    def send(self, data: dict) -> Post:
        """Keep what was typed. Raises Refused."""
        raise NotImplementedError


def said(words: str, status: int = 403) -> JsonResponse:
    """Why the form's scripts got nothing."""
    return JsonResponse({"words": words}, status=status)


def begun_in(draft: Draft | None) -> dict[str, Any]:
    """What a form begins with where there is a draft: its words, and the mark of its images."""
    if draft is None:
        return {}
    begun = {"titre": draft.title, "texte": draft.text}
    return begun | ({"envoi": draft.form} if draft.form else {})


def draft_words(draft: Draft) -> str:
    """When the draft was kept: « Brouillon gardé à 18 h 05 »."""
    local = timezone.localtime(draft.saved_at)
    told = {"hour": local.hour, "minute": f"{local:%M}"}
    return _("Brouillon gardé à %(hour)s h %(minute)s") % told


def charter_to_accept(user) -> str:
    """The version of the charter that the person's next post accepts; empty when they have."""
    return "" if not user.is_authenticated or acceptance.is_given(user) else charter.VERSION


class Opening(Writing):
    """A new topic."""

    form_class = TopicForm

    def __init__(self, request: HttpRequest, place: Place):
        super().__init__(request, place)
        self.heading, self.button = _("Ouvrir un sujet"), _("Publier le sujet")

    @cached_property
    def asking(self) -> Asking | None:
        return Asking(self.request, self.place, None, kept.typed(self.request))

    def check(self) -> None:
        if not services.takes_topics(self.place.rights, self.place.node.pk):
            raise forbidden(self.place.rights, self.place.node.pk)

    def where(self) -> dict[str, int]:
        return {"forum": self.place.node.pk}

    def similar(self, data: dict) -> list[similar.Similar]:
        return similar.topics_like(data["titre"], self.place.rights, self.place.here)

    def send(self, data: dict) -> Post:
        sent = self.sent(data)
        node, author = self.place.node, self.place.user
        return services.open_topic(node.pk, author, data["titre"], data["texte"], sent=sent)


class Replying(Writing):
    """A new post in a topic."""

    form_class = ReplyForm

    def __init__(self, request: HttpRequest, place: Place):
        super().__init__(request, place)
        self.topic: Topic = place.topic  # type: ignore[assignment]
        self.heading, self.button = _("Répondre"), _("Envoyer la réponse")

    def check(self) -> None:
        services.check_reply(self.place.rights, self.topic)

    def where(self) -> dict[str, int]:
        return {"topic": self.topic.pk}

    def quoting(self, typed: dict) -> dict:
        number = number_in(self.request, QUOTED)
        if number is None:
            return typed
        posts = Post.objects.filter(visible(self.place), topic=self.topic.pk, number=number)
        post = posts.filter(approved=True).select_related("poster").first()
        if post is None:
            raise Http404
        post.topic = self.topic
        passage = words.one_line(self.request.GET.get(PASSAGE, "")[: quotes.LONGEST])
        quote, begun = quotes.quotation(self.place.node, post, passage), typed.get("texte", "")
        if quote.strip() in begun:  # the draft has it already
            return typed
        return typed | {"texte": f"{begun.rstrip()}\n\n{quote}" if begun.strip() else quote}

    def send(self, data: dict) -> Post:
        sent = self.sent(data)
        return services.reply(self.topic.pk, self.place.user, data["texte"], sent=sent)


class Editing(Writing):
    """One's own post, with the topic's title when it is the first."""

    def __init__(self, request: HttpRequest, place: Place, post: Post):
        super().__init__(request, place)
        self.topic: Topic = place.topic  # type: ignore[assignment]
        self.post = post
        self.form_class = HeadForm if post.is_topic_head else EditForm  # type: ignore[misc]
        self.heading, self.button = _("Modifier votre message"), _("Enregistrer")

    def mark(self) -> UUID:
        return mark_of(self.post)

    @cached_property
    def tray(self) -> Tray:
        return Tray(self.request, self.place, self.mark(), self.post)

    @cached_property
    def asking(self) -> Asking | None:
        if not self.post.is_topic_head:
            return None
        return Asking(self.request, self.place, self.topic, kept.typed(self.request))

    def initial(self) -> dict:
        return {"titre": self.topic.subject, "texte": self.post.content.raw}

    def changed(self) -> Post | None:
        return self.post

    def check(self) -> None:
        rights, author = self.place.rights, self.place.user
        services.check_edit(rights, author, self.topic, self.post)

    def send(self, data: dict) -> Post:
        unchanged = all(self.initial()[name] == text for name, text in data.items())
        changes_poll = self.asking is not None and self.asking.has_changes()
        if unchanged and not changes_poll and not self.tray.has_changes():
            self.check()
            return self.post  # nothing was changed: it is not « modifié », nor waits again
        self.hold(EDITS)
        author, title = self.place.user, data.get("titre")
        return services.edit(self.post.pk, author, data["texte"], title, sent=self.sent(data))


@writing
def open_topic(request: HttpRequest, place: Place) -> HttpResponse:
    """``…/topic/create/``"""
    return Opening(request, place).answer()


@writing
def reply(request: HttpRequest, place: Place) -> HttpResponse:
    """``…/post/create/``"""
    return Replying(request, place).answer()


@writing
def edit(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """``…/<number>/post/update/``: for its author; to anybody else there is no such page."""
    found = Post.objects.filter(visible(place), topic=place.topic.pk, number=number)
    post = found.select_related("topic").first()
    if post is None or (place.rights.is_known and post.poster_id != place.user.pk):
        raise Http404
    return Editing(request, place, post).answer()
