"""Where writing easily meets Wagtail."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem, PublishMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from sites.accounts.models import User
from sites.teams.scope import scope_for, scope_of

from . import headings, screens
from .starting import filling, kept

headings.connect()
hooks.register("before_create_page", filling.ask)
hooks.register("before_publish_page", screens.before_publishing)
hooks.register("after_publish_page", screens.after_publishing)


@hooks.register("register_admin_urls")
def add_addresses() -> list:
    return [path("ecriture/", include("cms.editing.writing.urls"))]


@hooks.register("insert_global_admin_css")
def load_styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("admin/writing.css"))


def _script(name: str) -> SafeString:
    source = static(f"admin/writing/{name}.js")
    return format_html('<script type="module" src="{}"></script>', source)


@hooks.register("insert_global_admin_js")
def load_keeper() -> SafeString:
    """On every screen: the one after a form says whether its words were saved."""
    return format_html(
        '<script type="module" src="{}"></script>', static("admin/writing/keeping.js")
    )


@hooks.register("insert_editor_js")
def load_scripts() -> SafeString:
    """What the scripts say, and the scripts."""
    tags = [_script(name) for name in ("pasting", "counting", "checking", "missing", "naming")]
    return SafeString(json_script(words(), "quartiers-writing") + "".join(tags))


def words() -> dict[str, str]:
    """The texts of static/admin/writing/, in the language of who writes."""
    return {
        "left": _("Il reste %(count)s caractères"),
        "cut": _(
            "Votre texte dépassait %(max)s caractères : la fin n’a pas été collée. Mettez le texte "
            "entier dans un bloc « Texte »."
        ),
        "missing": _("À compléter avant de continuer :"),
        "pasted": _("Collé et mis au propre."),
        "block": _("Un bloc a été ajouté dessous."),
        "blocks": _("%(count)s blocs ont été ajoutés dessous : intertitres, textes, tableaux."),
        "image": _("Une image n’a pas été reprise : ajoutez-la avec le bloc « Image »."),
        "images": _("%(count)s images n’ont pas été reprises : prenez le bloc « Image »."),
        "tables": _("Un tableau est devenu du texte : refaites-le avec le bloc « Tableau »."),
        "checks": reverse("quartiers_writing:checks", args=[0]),
        "found": _(
            "Un texte non enregistré a été retrouvé, du %(when)s. Il n’est que dans cet onglet."
        ),
        "restore": _("Le remettre"),
        "forget": _("L’oublier"),
        "kept": _(
            "Vos derniers mots ne sont pas enregistrés, mais gardés dans cet onglet. Si vous avez "
            "été déconnecté, reconnectez-vous ici : ils vous seront proposés au retour."
        ),
        "again": _("Se reconnecter"),
        "failed": _("Le texte n’a pas pu être remis. Il reste gardé ici ; réessayez."),
    }


@hooks.register("construct_page_action_menu", order=50)  # before others refine what is there
def publish_first(items: list[ActionMenuItem], request: HttpRequest, context: dict) -> None:
    """The draft saves itself: for who may publish, that is the button they look for."""
    publish = next((item for item in items if isinstance(item, PublishMenuItem)), None)
    if publish and not context.get("locked_for_user"):
        items.remove(publish)
        items.insert(0, publish)


@hooks.register("register_page_header_buttons")
def offer_to_keep(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    if view_name == "edit" and kept.may_keep(scope_for(user), kept.council_of(page)):
        yield Button(
            _("Enregistrer comme modèle"),
            reverse("quartiers_writing:keep", args=[page.pk]),
            icon_name="copy",
            priority=75,
        )


class KeptItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        scope = scope_of(request)
        writes = scope.councils_as("editor", "lead") or scope.on_portal
        return bool(writes or scope.is_administrator)


@hooks.register("register_settings_menu_item")
def offer_kept() -> MenuItem:
    return KeptItem(
        gettext_lazy("Pages modèles"),
        reverse("quartiers_writing:starting_points"),
        name="pages-modeles",
        icon_name="copy",
        order=300,
    )
