"""First versions of the legal texts of a new site, to be completed by its publisher."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sites.moderation import charter

Block = tuple[str, object]


@dataclass(frozen=True)
class LegalText:
    """A text at a fixed address; ``blocks(site_name)`` gives its body."""

    slug: str
    title: str | Promise
    summary: str | Promise
    blocks: Callable[[str], list[Block]]

    def body(self, site_name: str) -> list[Block]:
        return self.blocks(site_name)


def _text(*paragraphs: str) -> Block:
    return "text", "".join(format_html("<p>{}</p>", paragraph) for paragraph in paragraphs)


def _heading(text: str) -> Block:
    return "heading", {"text": text, "level": "h2"}


def _notice(site_name: str) -> list[Block]:
    return [
        _heading(_("Éditeur")),
        _text(
            _("Ce site est publié par le conseil « %(name)s ».") % {"name": site_name},
            _("Complétez ici : nom et adresse de la structure, direction de la publication."),
        ),
        _heading(_("Hébergement")),
        _text(_("Complétez ici : nom, adresse et téléphone de l’hébergeur.")),
        _heading(_("Contenus")),
        _text(
            _("Sauf mention contraire, les textes peuvent être repris en citant leur source."),
            _("Les images portent leur crédit ; demandez avant de les reprendre."),
        ),
    ]


def _privacy(site_name: str) -> list[Block]:
    return [
        _heading(_("Ce que nous ne faisons pas")),
        _text(
            _(
                "Aucun cookie pour qui lit le site, aucune mesure d’audience, aucune requête vers un tiers."
            ),
            _("Nous ne demandons jamais votre adresse postale ni votre téléphone."),
        ),
        _heading(_("Ce que nous gardons")),
        _text(
            _(
                "Le tableau au bas de cette page dit quoi, pourquoi et combien de temps : il est tenu par le logiciel lui-même."
            ),
        ),
        _heading(_("Vos droits")),
        _text(
            _(
                "Vous pouvez consulter, corriger et faire effacer ce qui vous concerne : avec un compte, par la page « Mes données » ; sinon, écrivez-nous par le formulaire de contact."
            ),
            _(
                "Vous pouvez aussi vous adresser à la Commission nationale de l’informatique et des libertés (CNIL)."
            ),
        ),
    ]


def _accessibility(site_name: str) -> list[Block]:
    return [
        _heading(_("État de conformité")),
        _text(
            _(
                "Le site « %(name)s » n’est pas conforme au référentiel général d’amélioration de l’accessibilité (RGAA 4.1.2) : aucun audit n’a encore été réalisé."
            )
            % {"name": site_name},
        ),
        _heading(_("Signaler une difficulté")),
        _text(
            _(
                "Si un contenu ne vous est pas accessible, écrivez-nous par le formulaire de contact : nous vous l’enverrons sous une autre forme."
            ),
        ),
        _heading(_("Voie de recours")),
        _text(
            _(
                "Sans réponse satisfaisante de notre part, vous pouvez saisir la Défenseure ou le Défenseur des droits : 7 rue Saint-Florentin, 75409 Paris cedex 08, ou formulaire.defenseurdesdroits.fr."
            ),
        ),
    ]


def _forum_charter(site_name: str) -> list[Block]:
    return [
        _heading(_("L’esprit")),
        _text(
            _(
                "Le forum sert à parler de la vie du quartier, entre voisines et voisins. On y discute des idées, jamais des personnes."
            ),
        ),
        _heading(_("Les règles")),
        (
            "text",
            "<ul>"
            + "".join(format_html("<li>{}</li>", rule.text) for rule in charter.RULES)
            + "</ul>",
        ),
        _heading(_("La modération")),
        _text(
            _(
                "Les messages paraissent tout de suite. Ceux qui enfreignent la charte sont masqués, avec un motif ; leur auteur peut demander un second avis."
            ),
        ),
    ]


LEGAL_TEXTS = (
    LegalText(
        "accessibilite",
        gettext_lazy("Accessibilité : non conforme"),
        gettext_lazy("Déclaration d’accessibilité de ce site."),
        _accessibility,
    ),
    LegalText(
        "mentions-legales",
        gettext_lazy("Mentions légales"),
        gettext_lazy("Qui publie et héberge ce site."),
        _notice,
    ),
    LegalText(
        "donnees-personnelles",
        gettext_lazy("Données personnelles"),
        gettext_lazy("Ce que ce site garde de vous, pourquoi, et combien de temps."),
        _privacy,
    ),
    LegalText(
        "charte-du-forum",
        gettext_lazy("Charte du forum"),
        gettext_lazy("Comment on se parle ici."),
        _forum_charter,
    ),
)
