"""What the sites' pages and Wagtail hold of a person: see sites.accounts.privacy.registry.

Pages, pictures and comments are a council's work and stay; the account they name is nobody's then.
What a page itself says of somebody (a team, a credit) is the council's to change.
"""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.models import FormSubmission
from wagtail.models import Comment, CommentReply, ModelLogEntry, Page, PageLogEntry, Revision

from sites.accounts.models import User
from sites.accounts.privacy.registry import File, Holding, Part, Person, Table, hold, impersonal
from sites.accounts.privacy.rows import CHUNK, deleted, opener, told
from sites.accounts.privacy.scrubbing import Scrubber, nobody

from .models import CouncilFile, Picture

AT, WHAT, TITLE = _("date"), _("quoi"), _("titre")


def _pages(user: User) -> Iterator[Part]:
    owned = Page.objects.filter(owner=user).order_by("pk")
    columns = {"title": TITLE, "first": _("publiée le"), "path": _("chemin")}
    rows = told(owned, title="title", first="first_published_at", path="url_path")
    yield Table("pages", _("les pages que vous avez créées"), columns, rows)
    acts = PageLogEntry.objects.filter(user=user).order_by("pk")
    columns = {"at": AT, "action": WHAT, "label": _("page")}
    rows = told(acts, at="timestamp", action="action", label="label")
    yield Table("actes-sur-les-pages", _("ce que vous avez fait sur les pages"), columns, rows)
    # No label: it may be the name or the words of somebody else.
    other = ModelLogEntry.objects.filter(user=user).order_by("pk")
    columns = {"at": AT, "action": WHAT, "model": _("sur")}
    rows = told(other, at="timestamp", action="action", model="content_type__model")
    yield Table("autres-actes", _("ce que vous avez fait d’autre"), columns, rows)


def _comments(user: User) -> Iterator[Part]:
    columns = {"at": AT, "text": _("texte")}
    for key, rows in (("commentaires", Comment.objects), ("reponses", CommentReply.objects)):
        own = told(rows.filter(user=user).order_by("pk"), at="created_at", text="text")
        yield Table(f"{key}-de-redaction", _("vos commentaires de rédaction"), columns, own)


def _uploads(user: User) -> Iterator[Part]:
    columns = {"at": AT, "title": TITLE, "file": _("fichier")}
    for key, model in (("images", Picture), ("documents", CouncilFile)):
        rows = model.everything.filter(uploaded_by_user=user)  # in the bin too.order_by("pk")
        yield Table(
            key,
            _("les fichiers que vous avez déposés"),
            columns,
            told(rows, at="created_at", title="title", file="file"),
        )
        for row in rows.iterator(chunk_size=CHUNK):
            name = row.file.name.rpartition("/")[2]
            yield File(key, name, opener(row.file))


def _answers_of(addresses) -> QuerySet[FormSubmission]:
    """Answers to forms in which a field is exactly one of ``addresses``."""
    wanted = {address.casefold() for address in addresses}
    rows = FormSubmission.objects.none()
    found = set()
    for address in addresses:
        near = FormSubmission.objects.filter(form_data__icontains=_inside(address))
        for answer in near.iterator(chunk_size=CHUNK):
            values = (v.casefold() for v in answer.form_data.values() if isinstance(v, str))
            if wanted & set(values):
                found.add(answer.pk)
    return rows if not found else FormSubmission.objects.filter(pk__in=found).order_by("pk")


def _inside(address: str) -> str:
    """What of an address is the same however JSON spells it: the longest run of ASCII."""
    runs = "".join(c if c.isascii() and c not in '"\\' else " " for c in address).split()
    return max(runs, key=len, default="")


def _answers(user: User) -> Iterator[Part]:
    columns = {"at": AT, "form": _("formulaire"), "answer": _("réponse")}
    rows = told(_answers_of([user.email]), at="submit_time", form="page__title", answer="form_data")
    yield Table("formulaires", _("vos réponses aux formulaires"), columns, rows)


def _erase_answers(person: Person) -> None:
    _answers_of(person.addresses).delete()


def _erase_work(person: Person) -> None:
    Page.objects.filter(locked_by=person.user).update(locked_by=None, locked=False, locked_at=None)
    accounts = ContentType.objects.get_for_model(User)
    about = ModelLogEntry.objects.filter(content_type=accounts, object_id=str(person.user.pk))
    about.update(label=nobody(), data={})
    about_them, in_others_words = Scrubber(person, own=True), Scrubber(person)
    for log in (ModelLogEntry, PageLogEntry):  # reasons: who writes a name there means a person
        about_them.rows(log.objects.all(), "label", "data")
    for words in (Comment, CommentReply):
        about_them.rows(words.objects.filter(user=person.user), "text")
        in_others_words.rows(words.objects.all(), "text")
    in_others_words.rows(Revision.objects.all(), "content")


OWNER = ("wagtailcore.Page.owner", "wagtailcore.Page.locked_by")
LOGS = (
    "wagtailcore.Revision.user",
    "wagtailcore.PageLogEntry.user",
    "wagtailcore.ModelLogEntry.user",
    "wagtailcore.WorkflowState.requested_by",
    "wagtailcore.TaskState.finished_by",
)
COMMENTS = (
    "wagtailcore.Comment.user",
    "wagtailcore.Comment.resolved_by",
    "wagtailcore.CommentReply.user",
)
UPLOADS = (
    "quartiers_pages.Picture.uploaded_by_user",
    "quartiers_pages.CouncilFile.uploaded_by_user",
    "wagtailimages.Image.uploaded_by_user",
    "wagtaildocs.Document.uploaded_by_user",
)
DESK = (
    "wagtailusers.UserProfile.user",
    "wagtailadmin.EditingSession.user",
    "wagtailadmin.FormState.user",
    "wagtailcore.APIToken.user",
    "wagtailcore.UploadedFile.uploaded_by_user",
    "wagtailcore.PageSubscription.user",
)
STAYS = _("le temps du site ; sans votre nom après la suppression de votre compte")

PAGES = Holding(
    key="pages",
    name=_("Ce que vous écrivez et faites pour un conseil : pages, versions, journal"),
    purpose=_("publier, et savoir qui a changé quoi"),
    kept=STAYS,
    retention="council_work",
    links=(*OWNER, *LOGS),
    models=("wagtailcore.Task",),
    contributes=("wagtailcore.Page.owner", *LOGS),
    export=_pages,
    erase=_erase_work,
)
REMARKS = Holding(
    key="comments",
    name=_("Vos commentaires de rédaction"),
    purpose=_("préparer une page à plusieurs"),
    kept=STAYS,
    retention="council_work",
    links=COMMENTS,
    contributes=COMMENTS,
    export=_comments,
)
FILES = Holding(
    key="uploads",
    name=_("Les images et documents que vous déposez pour un conseil"),
    purpose=_("les publier"),
    kept=STAYS,
    retention="council_work",
    links=UPLOADS,
    contributes=UPLOADS,
    export=_uploads,
)
BUREAU = Holding(
    key="desk",
    name=_("Vos réglages de l’administration, vos pages ouvertes, votre portrait"),
    purpose=_("vous y retrouver"),
    kept=_("jusqu’à la suppression de votre compte"),
    retention="account",
    links=DESK,
    erase=deleted(*DESK),
)
ANSWERS = Holding(
    key="form-answers",
    name=_("Vos réponses aux formulaires, dont celui de contact"),
    purpose=_("vous répondre"),
    kept=_("la durée écrite sur chaque formulaire"),
    retention="form_answers",
    models=("wagtailforms.FormSubmission",),
    export=_answers,
    erase=_erase_answers,
)

PAGE_TYPES = (
    *("DocumentIndexPage", "CouncilDocument", "FormPage", "PortalHomePage", "CouncilHomePage"),
    *("NewsIndexPage", "NewsPage", "GalleryPage", "TeamPage", "CommissionPage", "StandardPage"),
    *("FaqPage", "LegalPage"),
)
PARTS = (
    *("FormField", "CouncilPartner", "PortalPartner", "PictureRendition", "NewsPhoto"),
    *("GalleryPhoto", "Member", "SiteSettings", "MenuItem", "SocialLink", "Question", "Topic"),
    "Place",
)


def declare() -> None:
    hold(PAGES, REMARKS, FILES, BUREAU, ANSWERS)
    impersonal(
        "what a council publishes in its own name",
        *(f"quartiers_pages.{name}" for name in (*PAGE_TYPES, *PARTS)),
        *("quartiers_publications.Publication", "quartiers_publications.Placement"),
        *("wagtailsearch.IndexEntry", "wagtailsearch.SQLiteFTSIndexEntry"),
        *("wagtailimages.Rendition", "taggit.Tag"),
    )
    impersonal(
        "what the install is made of",
        *("wagtailcore.Locale", "wagtailcore.Site", "wagtailcore.Collection"),
        *("wagtailcore.CollectionViewRestriction", "wagtailcore.PageViewRestriction"),
        *("wagtailcore.Workflow", "wagtailcore.GroupApprovalTask", "wagtailcore.ReferenceIndex"),
        *("wagtailredirects.Redirect", "wagtailembeds.Embed"),
    )
