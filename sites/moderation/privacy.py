"""What moderation holds of a person: see sites.accounts.privacy.registry.

Decisions stay, because they must be provable; they name nobody once the account is erased.
"""

from collections.abc import Iterator

from django.db.models import Case as Choose
from django.db.models import Exists, OuterRef, TextField, Value, When
from django.utils.translation import gettext_lazy as _

from sites.accounts.models import User
from sites.accounts.privacy.registry import File, Holding, Part, Person, Table, hold
from sites.accounts.privacy.rows import CHUNK, deleted, opener, told
from sites.accounts.privacy.scrubbing import Scrubber, nobody

from .models import Appeal, Case, Decision, DecisionAppeal, KeptPicture, Report, Suspension


def _decisions(user: User) -> Iterator[Part]:
    """What was decided about the person, never by whom."""
    columns = {
        "rule": _("règle"),
        "statement": _("motif"),
        "council": _("conseil"),
        "starts": _("début"),
        "ends": _("fin"),
        "lifted": _("levée le"),
    }
    rows = told(
        Suspension.objects.filter(account=user, starts_at__isnull=False).order_by("pk"),
        rule="rule",
        statement="statement",
        council="council__name",
        starts="starts_at",
        ends="ends_at",
        lifted="lifted_at",
    )
    yield Table("suspensions", _("les suspensions qui vous visent"), columns, rows)
    appeals = Appeal.objects.filter(account=user).order_by("pk")
    columns = {"sent": _("envoyé le"), "text": _("texte"), "state": _("état")}
    own = told(appeals, sent="sent_at", text="text", state="state")
    yield Table("recours", _("vos recours"), columns, own)
    yield from _cases(user)
    yield from _kept_pictures(user)


def _cases(user: User) -> Iterator[Part]:
    """What the person wrote and was decided on, and what they reported; never who reported them."""
    columns = {
        "at": _("décidé le"),
        "title": _("titre"),
        "text": _("texte"),
        "outcome": _("décision"),
        "rule": _("règle"),
        "statement": _("motif"),
        "undone": _("annulé le"),
    }
    decisions = Decision.objects.filter(author=user).order_by("pk")
    # What the law forbids is nobody's to have again.
    is_illegal = When(outcome=Decision.Outcome.ILLEGAL, then=Value(""))
    kept = {
        name: Choose(is_illegal, default=f"case__{path}", output_field=TextField())
        for name, path in (("heading", "title"), ("words", "text"))
    }
    rows = told(
        decisions.annotate(**kept),
        at="decided_at",
        title="heading",
        text="words",
        outcome="outcome",
        rule="rule",
        statement="statement",
        undone="undone_at",
    )
    yield Table(
        "decisions-sur-vos-messages", _("les décisions sur ce que vous avez écrit"), columns, rows
    )
    columns = {"sent": _("envoyé le"), "text": _("texte"), "state": _("état")}
    # What whoever reported says against their author is not the author's to read.
    appeals = DecisionAppeal.objects.filter(author=user, report=None).order_by("pk")
    own = told(appeals, sent="sent_at", text="text", state="state")
    yield Table("recours-sur-vos-messages", _("vos recours contre ces décisions"), columns, own)
    columns = {"sent": _("envoyé le"), "reason": _("motif"), "text": _("texte")}
    reports = Report.objects.filter(reporter=user).order_by("pk")
    own = told(reports, sent="sent_at", reason="reason", text="text")
    yield Table("signalements", _("vos signalements"), columns, own)
    columns = {"sent": _("envoyé le"), "text": _("texte"), "state": _("état")}
    reviews = DecisionAppeal.objects.filter(reporter=user).order_by("pk")
    own = told(reviews, sent="sent_at", text="text", state="state")
    yield Table("nouveaux-examens", _("les nouveaux examens que vous avez demandés"), columns, own)


def _kept_pictures(user: User) -> Iterator[Part]:
    """Of cases that were decided: that one waits is told to nobody."""
    kept = KeptPicture.objects.filter(case__author=user, case__state=Case.State.DECIDED)
    is_illegal = Decision.objects.filter(
        case=OuterRef("case"), outcome=Decision.Outcome.ILLEGAL, undone_at=None
    )
    pictures = kept.exclude(Exists(is_illegal)).order_by("pk")
    columns = {"at": _("retirée le"), "file": _("fichier"), "alt": _("description")}
    rows = told(pictures, at="taken_out_at", file="file", alt="alt")
    title = _("les images que vous avez retirées, gardées avec une décision")
    yield Table("images-gardees-avec-des-decisions", title, columns, rows)
    for picture in pictures.iterator(chunk_size=CHUNK):
        name = picture.file.name.rpartition("/")[2]
        yield File("moderation", name, opener(picture.file))


def _erase_names(person: Person) -> None:
    user, unnamed = person.user, nobody()
    for act in ("decided", "confirmed", "lifted"):
        Suspension.objects.filter(**{f"{act}_by": user}).update(**{f"{act}_by_name": unnamed})
    Appeal.objects.filter(decided_by=user).update(decided_by_name=unnamed)
    about_them = Scrubber(person, own=True)
    about_them.rows(Suspension.objects.all(), "statement", "lift_reason")
    about_them.rows(Appeal.objects.all(), "text", "reason")
    _erase_in_cases(person)
    deleted("quartiers_moderation.SetAside.account")(person)


def _erase_in_cases(person: Person) -> None:
    """Cases stay readable; nothing in them says who wrote, reported or decided."""
    user, unnamed = person.user, nobody()
    Case.objects.filter(author=user).update(author_name=unnamed)
    Report.objects.filter(reporter=user).update(reporter=None, email="", name="")
    DecisionAppeal.objects.filter(reporter=user).update(reporter=None)
    Report.objects.filter(email__in=person.addresses).update(email="", name="")
    for act in ("decided", "undone"):
        Decision.objects.filter(**{f"{act}_by": user}).update(**{f"{act}_by_name": unnamed})
    DecisionAppeal.objects.filter(decided_by=user).update(decided_by_name=unnamed)
    KeptPicture.objects.filter(case__author=user).delete()  # no name can be taken out of them
    own, about_them = Scrubber(person, own=True), Scrubber(person)
    about_them.rows(KeptPicture.objects.all(), "alt")
    own.rows(Case.objects.filter(author=user), "title", "text", "html")
    about_them.rows(Case.objects.exclude(author=user), "title", "text", "html")
    own.rows(Decision.objects.all(), "statement")
    own.rows(Decision.objects.filter(author=user), "before")
    about_them.rows(Decision.objects.exclude(author=user), "before")
    own.rows(DecisionAppeal.objects.all(), "text", "reason")
    own.rows(Report.objects.all(), "text")


DECISIONS = Holding(
    key="moderation",
    name=_("Les décisions de la modération qui vous visent ou que vous prenez, vos recours"),
    purpose=_("protéger les échanges, et pouvoir répondre de chaque décision"),
    kept=_("le temps du site ; sans votre nom après la suppression de votre compte"),
    retention="moderation",
    links=(
        *(f"quartiers_moderation.Suspension.{name}" for name in ("account", "decided_by")),
        *(f"quartiers_moderation.Suspension.{name}" for name in ("confirmed_by", "lifted_by")),
        *(f"quartiers_moderation.Appeal.{name}" for name in ("account", "against")),
        *(f"quartiers_moderation.Appeal.{name}" for name in ("against_second", "decided_by")),
        *(f"quartiers_moderation.ModerationEntry.{name}" for name in ("account", "by")),
        "quartiers_moderation.SetAside.account",
        *(f"quartiers_moderation.Decision.{name}" for name in ("author", "decided_by")),
        "quartiers_moderation.Decision.undone_by",
        *(f"quartiers_moderation.DecisionAppeal.{name}" for name in ("author", "against")),
        *(f"quartiers_moderation.DecisionAppeal.{name}" for name in ("decided_by", "reporter")),
    ),
    contributes=(
        "quartiers_moderation.Suspension.decided_by",
        "quartiers_moderation.Decision.decided_by",
    ),
    export=_decisions,
    erase=_erase_names,
)
CASES = Holding(
    key="moderation-cases",
    name=_(
        "Ce que vous signalez, et le texte et les images des messages que la modération a relus"
    ),
    purpose=_("traiter les signalements, et répondre à qui conteste"),
    kept=_("%(time)s après la décision ; sans votre nom après la suppression de votre compte"),
    retention="moderation_cases",
    links=(
        "quartiers_moderation.Case.author",
        "quartiers_moderation.Case.assignee",
        "quartiers_moderation.Report.reporter",
    ),
    models=("quartiers_moderation.KeptPicture",),
)


def declare() -> None:
    hold(DECISIONS, CASES)
