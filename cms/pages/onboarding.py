"""The pages a new site starts with; listens to the councils' floor.

Every function here may run again for a site that exists: it adds what is missing and leaves what
editors changed.
"""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from sites.councils.models import Council, Portal

from . import publishing
from .legal_texts import LEGAL_TEXTS
from .models import (
    CouncilFile,
    CouncilHomePage,
    DocumentIndexPage,
    FormField,
    FormPage,
    LegalPage,
    NewsIndexPage,
    Picture,
    PortalHomePage,
    StandardPage,
    TeamPage,
)


def make_home(title: str, slug: str, is_portal: bool) -> Page:
    """The home page of a new site, below the root of all pages."""
    model = PortalHomePage if is_portal else CouncilHomePage
    home = model(title=title, slug=slug, is_fixed=True, intro=_intro(is_portal))
    return Page.get_first_root_node().add_child(instance=home)


@publishing.written_together()
def complete_council(sender, council: Council, **kwargs) -> None:
    """Give a council's site its sections, contact form and legal pages."""
    home = _home(council.site)
    _news_index(home)
    _upper_sections(home)
    _document_index(home, in_menu=False)  # the menu has seven places; meetings lead to documents
    about = child(
        home,
        StandardPage,
        "le-conseil",
        title=_("Le conseil"),
        summary=_("Qui nous sommes, ce que nous faisons, comment nous rejoindre."),
        show_in_menus=True,
        show_children=True,
    )
    child(about, TeamPage, "equipe", is_fixed=False, title=_("L’équipe d’animation"))
    _contact_form(home)
    _legal_pages(home)
    publishing.subtree_changed(home)


@publishing.written_together()
def complete_portal(sender, portal: Portal, **kwargs) -> None:
    """Give the portal its sections, contact form and legal pages."""
    home = _home(portal.site)
    _news_index(home)
    _upper_sections(home)
    _document_index(home, in_menu=True)
    child(
        home,
        StandardPage,
        "comprendre",
        title=_("Qu’est-ce qu’un conseil de quartier ?"),
        summary=_("Un lieu où l’on discute de la vie du quartier et où l’on décide ensemble."),
    )
    _contact_form(home)
    _legal_pages(home)
    publishing.subtree_changed(home)


def undo_council(sender, council: Council, **kwargs) -> None:
    """Whoever takes a council back loses no page that somebody wrote, and no file."""
    pages = council.site.root_page.get_descendants(inclusive=True)
    files = {"collection__path__startswith": council.collection.path}
    used = (
        pages.filter(latest_revision__isnull=False).exists()
        or any(_is_written(page) for page in pages.specific())
        or Picture.everything.filter(**files).exists()
        or CouncilFile.everything.filter(**files).exists()
    )
    if used:
        message = _("« %(name)s » a déjà des pages ou des fichiers.")
        raise ValidationError(message % {"name": council.name}, code="in-use")


def _is_written(page: Page) -> bool:
    """Whether somebody made the page: not one of those that a site begins with."""
    return not getattr(page, "is_fixed", False) and not isinstance(page, TeamPage)


@publishing.written_together()
def rename_council(sender, council: Council, before: str, **kwargs) -> None:
    """The home bears the council's name, unless its team gave it another title.

    A draft of the home that somebody is writing keeps its words, but not the old title.
    """
    home = _home(council.site)
    draft = home.get_latest_revision_as_object() if home.has_unpublished_changes else None
    if home.title == before:
        home.title = home.draft_title = council.name
        home.save()
        home.save_revision(changed=False).publish(skip_permission_checks=True)
        if draft:
            draft.title = council.name if draft.title == before else draft.title
            draft.save_revision()
    publishing.subtree_changed(home)


# Sections of upper rooms: their place among each other → what makes one below a home.
_sections: dict[int, Callable[[Page], Page]] = {}


def register_section(place: int, make: Callable[[Page], Page]) -> None:
    """Have every site start with what ``make(home)`` makes, between news and documents."""
    _sections[place] = make


def _upper_sections(home: Page) -> None:
    for place in sorted(_sections):
        _sections[place](home)


def _home(site: Site) -> Page:
    return Page.objects.get(pk=site.root_page_id).specific


def child(parent: Page, model: type[Page], slug: str, *, is_fixed: bool = True, **fields) -> Page:
    """The child of ``parent`` at ``slug``: the one that is there, or a new one."""
    known = parent.get_children().filter(slug=slug).first()
    if known:
        return known.specific
    parent = Page.objects.get(pk=parent.pk)  # treebeard counts children in the object in hand
    return parent.add_child(instance=model(slug=slug, is_fixed=is_fixed, **fields))


def _news_index(home: Page) -> None:
    child(home, NewsIndexPage, "actualites", title=_("Actualités"), show_in_menus=True)


def _document_index(home: Page, *, in_menu: bool) -> None:
    child(home, DocumentIndexPage, "documents", title=_("Documents"), show_in_menus=in_menu)


def _contact_form(home: Page) -> None:
    form = child(
        home,
        FormPage,
        "contact",
        title=_("Contact"),
        summary=_("Une question, une idée, un souci dans le quartier : écrivez à l’équipe."),
        show_in_menus=True,
        purpose=_("répondre à votre message"),
    )
    if form.form_fields.exists():
        return
    fields = (
        (_("Votre nom ou pseudonyme"), "singleline", False, ""),
        (_("Votre adresse électronique"), "email", True, _("Pour vous répondre, rien d’autre.")),
        (_("Sujet"), "singleline", True, ""),
        (_("Message"), "multiline", True, ""),
    )
    for order, (label, kind, required, help_text) in enumerate(fields):
        form.form_fields.add(
            FormField(
                sort_order=order,
                label=label,
                field_type=kind,
                required=required,
                help_text=help_text,
            )
        )
    form.save()


def _legal_pages(home: Page) -> None:
    for text in LEGAL_TEXTS:
        child(
            home,
            LegalPage,
            text.slug,
            title=str(text.title),
            summary=str(text.summary),
            body=text.begins(),
        )


def first_intro() -> str:
    """The introduction that a council's home begins with."""
    return _intro(is_portal=False)


def _intro(is_portal: bool) -> str:
    if is_portal:
        return _(
            "Les conseils de quartier réunissent celles et ceux qui habitent, travaillent ou "
            "étudient ici. Trouvez le vôtre, lisez ce qu’il a décidé, venez à sa prochaine séance."
        )
    return _(
        "Un conseil de quartier réunit celles et ceux qui habitent, travaillent ou étudient ici. "
        "Les séances sont ouvertes : venez écouter, proposer, décider."
    )
