"""Pages for how a topic stands: slow, above the others, closed from a date on; its words."""

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from forum.acts import standing, wording
from forum.board.forum_conversation.models import Post, Topic
from forum.scope.rights import EDIT, LOCK

from .asking import Asking
from .forms import CloseForm, LockForm, ModerateForm, PinForm, RenameForm, SlowForm


class Locking(Asking):
    """``…/lock/``"""

    right = LOCK
    heading = _("Fermer ce sujet ?")
    outcome = _(
        "Tout le monde pourra encore le lire. Plus personne ne pourra y répondre, ni modifier "
        "son message, jusqu’à ce que vous le rouvriez."
    )
    button = _("Fermer le sujet")

    def form(self, data=None) -> LockForm:
        return LockForm(data)

    def act(self, data: dict) -> Topic:
        return standing.lock(
            self.topic.pk, self.place.user, data["motif"], data["regle"], form=data["envoi"]
        )


class Slowing(Asking):
    """``…/slow/``"""

    right = LOCK
    heading = _("Ralentir ce sujet ?")
    outcome = _(
        "Chaque personne n’y écrit plus qu’un message par période ; qui revient trop tôt garde son "
        "texte et lit quand l’envoyer. La modération n’est pas concernée."
    )
    button = _("Enregistrer")

    def form(self, data=None) -> SlowForm:
        return SlowForm(data, initial={"duree": self.topic.slow_minutes})

    def act(self, data: dict) -> Topic:
        return standing.slow(
            self.topic.pk, data["duree"], self.place.user, data["motif"], form=data["envoi"]
        )


class Pinning(Asking):
    """``…/pin/``"""

    right = LOCK
    heading = _("Mettre ce sujet en tête de liste ?")
    outcome = _("La liste de ce forum le montre en premier, jusqu’au moment que vous choisissez.")
    button = _("Enregistrer")

    def form(self, data=None) -> PinForm:
        shown = self.topic.is_on_top
        initial = {
            "place": self.topic.type if shown else Topic.TOPIC_STICKY,
            "jusqu_au": self.topic.pinned_until if shown else None,
        }
        return PinForm(data, initial=initial)

    def act(self, data: dict) -> Topic:
        place, until = data["place"], data["jusqu_au"]
        by = self.place.user
        return standing.pin(self.topic.pk, place, until, by, data["motif"], form=data["envoi"])


class Closing(Asking):
    """``…/close/``"""

    right = LOCK
    heading = _("Fermer ce sujet à une date ?")
    outcome = _(
        "La page dit jusqu’à quand on peut répondre. Ce qui arrive à cette heure ou plus tard est "
        "refusé, et le texte rendu à qui l’a écrit. Vous pourrez le rouvrir."
    )
    button = _("Enregistrer")

    def form(self, data=None) -> CloseForm:
        return CloseForm(data, initial={"quand": self.topic.closes_at})

    def act(self, data: dict) -> Topic:
        return standing.close_on(
            self.topic.pk,
            data["quand"],
            self.place.user,
            data["motif"],
            data["regle"],
            form=data["envoi"],
        )


class Renaming(Asking):
    """``…/rename/``: never of one's own topic, which « Modifier » is for."""

    right = EDIT
    heading = _("Changer le titre de ce sujet ?")
    outcome = _(
        "Son adresse change avec lui ; l’ancienne y mène toujours. La personne qui a ouvert le "
        "sujet reçoit un courriel avec votre motif."
    )
    button = _("Changer le titre")

    def form(self, data=None) -> RenameForm:
        return RenameForm(data, initial={"titre": self.topic.subject})

    def act(self, data: dict) -> Topic:
        return wording.rename(
            self.topic.pk,
            data["titre"],
            self.place.user,
            data["motif"],
            data["regle"],
            form=data["envoi"],
        )


class Rewording(Asking):
    """``…/<number>/post/moderate/``: the text of somebody else's post."""

    right = EDIT
    heading = _("Modifier ce message ?")
    outcome = _(
        "Le message dira qu’il a été modifié par la modération, avec votre motif. La personne qui "
        "l’a écrit reçoit l’ancien texte et le nouveau ; l’original est gardé."
    )
    button = _("Modifier le message")

    def __init__(self, request, place, *, number: int):
        super().__init__(request, place)
        self.number = number

    def prepare(self) -> None:
        posts = Post.objects.select_related("poster")
        self.post = posts.filter(topic=self.topic.pk, number=self.number).first()
        if self.post is None:
            raise Http404

    def form(self, data=None) -> ModerateForm:
        return ModerateForm(data, initial={"texte": self.post.content.raw})

    def act(self, data: dict) -> Post:
        return wording.edit(
            self.post.pk,
            data["texte"],
            self.place.user,
            data["motif"],
            data["regle"],
            form=data["envoi"],
        )
