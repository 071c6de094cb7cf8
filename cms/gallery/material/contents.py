"""Pages as editors would write them, in memory only."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.text import slugify
from wagtail.blocks import StreamValue
from wagtail.models import Page

from cms.pages.legal_facts import ACCESSIBILITY_SLUG, Facts
from cms.pages.legal_texts import stated, stream
from cms.pages.models import (
    CommissionPage,
    CouncilDocument,
    CouncilHomePage,
    DocumentIndexPage,
    FaqPage,
    GalleryPage,
    GalleryPhoto,
    LegalPage,
    NewsIndexPage,
    NewsPage,
    NewsPhoto,
    PortalHomePage,
    Question,
    StandardPage,
    TeamPage,
    Topic,
)

from . import bodies, people, pictures, things
from .forms import NO_TYPE

DAY = date(2026, 11, 22)
INTRO = "Ce que nous faisons, ce qui se décide, et comment y prendre part."


def made(model: type[Page], title: str, **fields: Any) -> Any:
    """A page of type ``model`` that no table holds."""
    topics = fields.pop("topics", None)
    usual = {"slug": slugify(title) or "page", "content_type_id": NO_TYPE, "live": True}
    usual |= {"first_published_at": things.WHEN, "last_published_at": things.WHEN}
    page = model(title=title, **usual, **fields)
    if topics:
        page.topics = [Topic(name=name, slug=name) for name in topics]
    return page


def news(title: str = things.TITLE, **fields: Any) -> NewsPage:
    told = {
        "summary": things.FIELDS["summary"],
        "date": DAY,
        "body": bodies.every_block(),
        **fields,
    }
    return made(NewsPage, title, **told)


def illustrated_news() -> NewsPage:
    picture = pictures.picture("rue", "Awa Diallo")
    page = news(lead_image=picture, lead_image_alt="Un char dans la rue", topics=["Fêtes", "Rues"])
    page.photos = [
        NewsPhoto(image=pictures.picture(motif), alt=f"Vue : {motif}") for motif in pictures.MOTIFS
    ]
    return page


def album() -> GalleryPage:
    page = made(GalleryPage, "La fête des voisins", date=DAY, intro=INTRO, topics=["Fêtes"])
    page.photos = [
        GalleryPhoto(image=pictures.picture(motif), alt=f"Vue : {motif}", caption=caption)
        for motif, caption in zip(
            [*pictures.MOTIFS, "canal"], ("", "Quai de Valmy", things.LONG_SUMMARY, ""), strict=True
        )
    ]
    return page


def document(**fields: Any) -> CouncilDocument:
    told = {"kind": "minutes", "date": DAY, "body": bodies.every_block(), **fields}
    return made(CouncilDocument, "Compte rendu de la séance du 5 novembre", **told)


def team(**fields: Any) -> TeamPage:
    page = made(TeamPage, "L’équipe d’animation", intro=INTRO, **fields)
    page.members = people.members()
    return page


def commission(**fields: Any) -> CommissionPage:
    told = {
        "mandate": "Trottoirs, pistes cyclables, arbres et bancs.",
        "meets": "le premier mardi du mois à 18 h 30, au 206, quai de Valmy",
        "referent": "Awa",
        "topics": ["Vélo", "Propreté"],
        "body": bodies.short(),
        **fields,
    }
    return made(CommissionPage, "Espaces publics et mobilités", **told)


def questions() -> FaqPage:
    page = made(FaqPage, "Vos questions", intro=INTRO)
    answers = (
        ("Venir", "Qui peut venir en séance ?"),
        ("Venir", "Faut-il s’inscrire ?"),
        ("", things.LONG_TITLE),
    )
    page.questions = [
        Question(category=category, question=question, answer=bodies.RICH, pk=number)
        for number, (category, question) in enumerate(answers, 1)
    ]
    return page


def standard(**fields: Any) -> StandardPage:
    return made(StandardPage, "Le conseil", **{"summary": INTRO, **fields})


def legal() -> LegalPage:
    told = {"version": "2", "date": date(2026, 3, 1), "body": bodies.every_block()}
    return made(LegalPage, "Charte du forum", **told)


def declaration() -> StreamValue:
    """The declaration of accessibility with all its parts."""
    kinds = legal().body.stream_block
    audited = Facts(
        site_name="Louis Blanc – Aqueduc",
        root_url="http://conseil0.exemple.fr",
        publisher_name="Mairie du 10e",
        contact_email="louis-blanc@exemple.fr",
        accessibility_plan="https://exemple.fr/schema",
        audit_date=timezone.localdate(),
        audit_by="un cabinet d’audit",
        audit_rate="74.5",
        audit_scope="Accueil\nContact",
        audit_tools="Firefox et NVDA",
        nonconformities="Les plans n’ont pas tous de description.",
        derogations="Les affiches d’avant 2020.",
        exemptions="Des fichiers anciens.",
    )
    return StreamValue(kinds, stream(kinds, stated(ACCESSIBILITY_SLUG, audited)))


def news_index() -> NewsIndexPage:
    return made(NewsIndexPage, "Actualités", intro=INTRO)


def document_index() -> DocumentIndexPage:
    return made(DocumentIndexPage, "Documents", intro=INTRO)


def council_home() -> CouncilHomePage:
    return made(CouncilHomePage, "Louis Blanc – Aqueduc", intro=INTRO)


def portal_home() -> PortalHomePage:
    return made(PortalHomePage, "Les conseils de quartier du 10e", intro=INTRO)
