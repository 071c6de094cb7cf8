"""What tests of pages are made of: pages of every type below a site's sections, pictures, files."""

from datetime import timedelta
from io import BytesIO
from itertools import count
from types import SimpleNamespace

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image
from wagtail.models import Page, PageViewRestriction

from cms.calendar.models import EventPage
from cms.meetings.models import MeetingPage
from cms.pages.models import (
    BasePage,
    CommissionPage,
    CouncilDocument,
    CouncilFile,
    FaqPage,
    FormField,
    FormPage,
    GalleryPage,
    GalleryPhoto,
    LegalPage,
    Member,
    NewsPage,
    Picture,
    Place,
    Question,
    StandardPage,
    TeamPage,
)
from sites.councils.models import Council, Portal

TEXT = [("text", "<p>Rendez-vous jeudi à 19 h.</p>")]
_numbers = count(1)
LEGAL_FACTS = {
    "contact_email": "lba@exemple.fr",
    "publisher_name": "Mairie du 10e",
    "publisher_address": "72, rue du Faubourg",
    "publisher_phone": "01 99 00 10 10",
    "director": "Awa Diallo, maire",
    "hosting_name": "Nuages et Cie",
    "hosting_address": "2, rue des Serveurs",
    "hosting_phone": "01 99 00 10 11",
    "dpo": "dpo@exemple.fr",
    "accessibility_plan": "https://exemple.fr/schema",
}


def image_bytes(format="JPEG", size=(64, 48), colour="teal", **save) -> bytes:
    """An encoded picture of one colour."""
    encoded = BytesIO()
    Image.new("RGB", size, colour).save(encoded, format, **save)
    return encoded.getvalue()


def upload(content: bytes | None = None, name: str = "photo.jpg") -> SimpleUploadedFile:
    """A picture as a browser sends it."""
    return SimpleUploadedFile(name, image_bytes() if content is None else content)


def picture(owner: Council | Portal, **fields) -> Picture:
    fields.setdefault("file", ContentFile(image_bytes(), f"photo{next(_numbers)}.jpg"))
    fields.setdefault("title", "La place")
    return Picture.objects.create(collection=owner.collection, **fields)


def document_file(owner: Council | Portal, content: bytes = b"%PDF-1.7 essai") -> CouncilFile:
    return CouncilFile.objects.create(
        title="La charte",
        collection=owner.collection,
        file=ContentFile(content, f"charte{next(_numbers)}.pdf"),
    )


def place(council: Council | None = None, **fields) -> Place:
    number = next(_numbers)
    values = {"name": f"École {number}", "latitude": "48.876", "longitude": "2.363"} | fields
    return Place.objects.create(council=council, **values)


def home(owner: Council | Portal) -> BasePage:
    return Page.objects.get(pk=owner.site.root_page_id).specific


def section(owner: Council | Portal, slug: str) -> BasePage:
    """A page that the site began with: ``actualites``, ``documents``, ``le-conseil``…"""
    return home(owner).get_children().get(slug=slug).specific


def child(parent: Page, model: type[Page], title: str = "", **fields) -> BasePage:
    """A page below ``parent``, live unless told otherwise."""
    title = title or f"Page {next(_numbers)}"
    parent = Page.objects.get(pk=parent.pk)  # treebeard counts children in the object in hand
    return parent.add_child(instance=model(title=title, **fields))


def news(owner: Council | Portal, title: str = "", **fields) -> NewsPage:
    fields.setdefault("body", TEXT)
    shared_with = fields.pop("shared_with", ())
    page = child(section(owner, "actualites"), NewsPage, title, **fields)
    if shared_with:
        page.shared_with.set(shared_with)
        page.save()
    return page


def event(owner: Council | Portal, title: str = "", **fields) -> EventPage:
    fields.setdefault("starts_at", timezone.now() + timedelta(days=5))
    fields.setdefault("place_words", "Square")
    return child(section(owner, "agenda"), EventPage, title, **fields)


def meeting(owner: Council | Portal, title: str = "", **fields) -> MeetingPage:
    """One to come; with agenda, minutes or decisions: tests/cms/meetings/factories.py."""
    fields.setdefault("starts_at", timezone.now() + timedelta(days=9))
    fields.setdefault("place_words", "Préau")
    return child(section(owner, "seances"), MeetingPage, title, **fields)


def document(owner: Council | Portal, title: str = "", **fields) -> CouncilDocument:
    fields.setdefault("kind", "charter")
    return child(section(owner, "documents"), CouncilDocument, title, **fields)


def gallery(owner: Council | Portal, title: str = "", photos: int = 2, **fields) -> GalleryPage:
    page = GalleryPage(title=title or f"Galerie {next(_numbers)}", **fields)
    page.photos = [
        GalleryPhoto(image=picture(owner), alt="Un banc", sort_order=place)
        for place in range(photos)
    ]
    return Page.objects.get(pk=section(owner, "actualites").pk).add_child(instance=page)


def standard(parent: Page, title: str = "", **fields) -> StandardPage:
    fields.setdefault("body", TEXT)
    return child(parent, StandardPage, title, **fields)


def faq(parent: Page, title: str = "", **fields) -> FaqPage:
    page = FaqPage(title=title or f"Questions {next(_numbers)}", **fields)
    page.questions = [
        Question(category="Venir", question="Faut-il s’inscrire ?", answer="<p>Non.</p>")
    ]
    return Page.objects.get(pk=parent.pk).add_child(instance=page)


def team(parent: Page, title: str = "", **fields) -> TeamPage:
    page = TeamPage(title=title or f"Équipe {next(_numbers)}", **fields)
    page.members = [
        Member(display_name="Sureau", role="Animation", consent_date="2026-01-02"),
    ]
    return Page.objects.get(pk=parent.pk).add_child(instance=page)


def commission(parent: Page, title: str = "", **fields) -> CommissionPage:
    fields.setdefault("mandate", "Les rues.")
    return child(parent, CommissionPage, title, **fields)


def legal(owner: Council | Portal, title: str = "", **fields) -> LegalPage:
    fields.setdefault("body", TEXT)
    return child(home(owner), LegalPage, title, **fields)


def form(parent: Page, *fields: tuple[str, str], title: str = "", **more) -> FormPage:
    """A form with ``fields`` (label and type), all required."""
    page = FormPage(title=title or f"Formulaire {next(_numbers)}", purpose="vous répondre", **more)
    page.form_fields = [
        FormField(sort_order=order, label=label, field_type=kind, required=True)
        for order, (label, kind) in enumerate(fields or (("Message", "multiline"),))
    ]
    return Page.objects.get(pk=parent.pk).add_child(instance=page)


def make_private(page: Page) -> PageViewRestriction:
    """Only signed-in people may read ``page`` and what lies below it."""
    plain = Page.objects.get(pk=page.pk)
    return PageViewRestriction.objects.create(page=plain, restriction_type="login")


def site_of_all_types(council: Council) -> SimpleNamespace:
    """One live page of every type on the site of ``council``, by its type in lower case."""
    about = section(council, "le-conseil")
    return SimpleNamespace(
        home=home(council),
        newsindex=section(council, "actualites"),
        news=news(council, "Un banc", lead_image=picture(council), lead_image_alt="Un banc"),
        gallery=gallery(council, "La fête"),
        documentindex=section(council, "documents"),
        document=document(council, "La charte", file=document_file(council)),
        standard=standard(about, "La mare"),
        faq=faq(about, "Vos questions"),
        team=team(about, "Nous"),
        commission=commission(about, "Les rues"),
        eventindex=section(council, "agenda"),
        event=event(council, "Le vide-greniers"),
        meetingindex=section(council, "seances"),
        meeting=meeting(council, "La plénière"),
        form=form(about, ("Votre adresse", "email"), ("Message", "multiline"), title="Écrire"),
        legal=legal(council, "Règlement"),
    )
