"""The legal texts of a site: what is written from its facts, and what its team begins with.

What the law asks for is *stated*: made from the settings each time the page is read
(cms/pages/legal_facts.py), so that a fact is typed once and a rate of conformity cannot disagree
with the footer. The page's own body follows it, and is the team's to write.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import StreamBlock

from sites.moderation import charter

from .legal_facts import (
    ACCESSIBILITY_SLUG,
    AUDIT_YEARS,
    NOTICE_SLUG,
    PRIVACY_SLUG,
    Conformity,
    Facts,
)

Block = tuple[str, object]


@dataclass(frozen=True)
class LegalText:
    """A text at a fixed address. ``begins`` gives the body it has at first, ``states`` what it
    says from the site's facts each time it is read.
    """

    slug: str
    title: str | Promise
    summary: str | Promise
    begins: Callable[[], list[Block]] = list
    states: Callable[[Facts], list[Block]] | None = None


def stated(slug: str, facts: Facts) -> list[Block]:
    """The blocks that the text at ``slug`` is written from; none for a text of the team alone."""
    text = next((text for text in LEGAL_TEXTS if text.slug == slug), None)
    return text.states(facts) if text and text.states else []


def stream(kinds: StreamBlock, blocks: list[Block]) -> list[tuple[str, object]]:
    """``blocks`` as a stream of ``kinds`` holds them."""
    return [(kind, kinds.child_blocks[kind].normalize(value)) for kind, value in blocks]


def _text(*paragraphs: str) -> Block:
    return "text", "".join(format_html("<p>{}</p>", paragraph) for paragraph in paragraphs)


def _heading(text: str) -> Block:
    return "heading", {"text": text, "level": "h2"}


def _lines(*lines: str) -> Block:
    """One paragraph; lines that nobody has told are left out."""
    told = [line for text in lines for line in text.splitlines() if line.strip()]
    joined = format_html_join(SafeString("<br/>"), "{}", ((line,) for line in told))
    return "text", format_html("<p>{}</p>", joined)


def _items(text: str) -> Block:
    lines = ((line.strip(),) for line in text.splitlines() if line.strip())
    return "text", format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", lines))


def _or_wanting(text: str) -> str:
    """A fact, or the plain word that it is missing: a legal text never passes over a gap."""
    return text or _("(à compléter)")


def _phone(number: str) -> str:
    return _("Téléphone : %(number)s") % {"number": number} if number else ""


# Mentions légales ---------------------------------------------------------------------------------


def _notice(facts: Facts) -> list[Block]:
    name = {"name": facts.site_name}
    return [
        _heading(_("Éditeur")),
        _text(_("Le site « %(name)s » est publié par :") % name),
        _lines(
            _or_wanting(facts.publisher_name),
            facts.publisher_address,
            _phone(facts.publisher_phone),
            _address(facts.contact_email),
        ),
        _text(
            _("Direction de la publication : %(who)s") % {"who": _or_wanting(facts.director)},
        ),
        _heading(_("Hébergement")),
        _lines(_or_wanting(facts.hosting_name), facts.hosting_address, _phone(facts.hosting_phone)),
    ]


def _address(email: str) -> str:
    return _("Courriel : %(email)s") % {"email": email} if email else ""


def _contents() -> list[Block]:
    return [
        _heading(_("Contenus")),
        _text(
            _("Sauf mention contraire, les textes peuvent être repris en citant leur source."),
            _("Les images portent leur crédit ; demandez avant de les reprendre."),
        ),
    ]


# Données personnelles -----------------------------------------------------------------------------


def _privacy(facts: Facts) -> list[Block]:
    wanting = {
        "who": _or_wanting(facts.controller),
        "email": _or_wanting(facts.privacy_email),
        "dpo": _or_wanting(facts.dpo),
    }
    return [
        _heading(_("Qui répond de vos données")),
        _text(
            _("Responsable du traitement : %(who)s") % wanting,
            _("Pour toute question sur vos données : %(email)s") % wanting,
            _("Délégation à la protection des données : %(dpo)s") % wanting,
        ),
        _heading(_("Ce que nous ne faisons pas")),
        _text(
            _(
                "Aucun cookie pour qui lit le site, aucune mesure d’audience, aucune requête vers un tiers."
            ),
            _("Nous ne demandons jamais votre adresse postale ni votre téléphone."),
            _("Aucune décision n’est prise automatiquement à votre sujet."),
        ),
        _heading(_("Ce que nous gardons")),
        _text(
            _(
                "Le tableau au bas de cette page dit quoi, pourquoi et combien de temps : il est tenu par le logiciel lui-même."
            ),
            _(
                "Y ont accès les équipes des conseils, la modération et l’administration du site, chacune pour ce qui la regarde, et l’hébergeur."
            ),
        ),
        _heading(_("Vos droits")),
        _text(
            _(
                "Vous pouvez consulter, corriger et faire effacer ce qui vous concerne, en demander une copie, en limiter l’usage ou vous y opposer : avec un compte, par la page « Mes données » ; sinon, écrivez-nous."
            ),
            _(
                "Vous pouvez aussi vous adresser à la Commission nationale de l’informatique et des libertés (CNIL), 3 place de Fontenoy, TSA 80715, 75334 Paris cedex 07, www.cnil.fr."
            ),
        ),
    ]


# Accessibilité: the imposed form, in its order ----------------------------------------------------


def _accessibility(facts: Facts) -> list[Block]:
    return [
        *_engagement(facts),
        *_state(facts),
        *(_results(facts) if facts.has_audit else []),
        *_not_accessible(facts),
        *(_established(facts) if facts.has_audit else []),
        *_remedies(facts),
    ]


def _engagement(facts: Facts) -> list[Block]:
    who = {"who": _or_wanting(facts.publisher_name), "name": facts.site_name}
    blocks = [
        _text(
            _(
                "%(who)s s’engage à rendre ses sites accessibles, comme le demande l’article 47 de la loi n° 2005-102 du 11 février 2005."
            )
            % who,
            _("Cette déclaration concerne le site « %(name)s » (%(url)s).")
            % (who | {"url": facts.root_url}),
        )
    ]
    if facts.accessibility_plan:
        words = _("Schéma pluriannuel et plans d’action")
        link = format_html('<p><a href="{}">{}</a></p>', facts.accessibility_plan, words)
        blocks.append(("text", link))
    return blocks


def _state(facts: Facts) -> list[Block]:
    told = {"name": facts.site_name}
    if facts.conformity is Conformity.FULL:
        words = _(
            "Le site « %(name)s » est totalement conforme au référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1.2."
        )
    elif facts.conformity is Conformity.PARTIAL:
        words = _(
            "Le site « %(name)s » est partiellement conforme au référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1.2, en raison de ce qui est écrit plus bas."
        )
    elif facts.has_audit:
        words = _(
            "Le site « %(name)s » n’est pas conforme au référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1.2, en raison de ce qui est écrit plus bas."
        )
    else:
        words = _(
            "Le site « %(name)s » n’est pas conforme au référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1.2 : aucun audit en cours de validité ne permet de mesurer le respect des critères."
        )
    return [_heading(_("État de conformité")), _text(words % told)]


def _results(facts: Facts) -> list[Block]:
    rate = number_format(float(facts.audit_rate), use_l10n=True)
    told = {"who": facts.audit_by, "rate": rate}
    words = _(
        "L’audit de conformité réalisé par %(who)s révèle que %(rate)s %% des critères du RGAA version 4.1.2 sont respectés."
    )
    return [_heading(_("Résultats des tests")), _text(words % told)]


def _not_accessible(facts: Facts) -> list[Block]:
    parts = (
        (_("Non-conformités"), facts.nonconformities if facts.has_audit else ""),
        (_("Dérogations pour charge disproportionnée"), facts.derogations),
        (_("Contenus non soumis à l’obligation d’accessibilité"), facts.exemptions),
    )
    told = [(title, text) for title, text in parts if text.strip()]
    if not told:
        return []
    blocks = [_heading(_("Contenus non accessibles"))]
    for title, text in told:
        blocks += [("heading", {"text": title, "level": "h3"}), _items(text)]
    return blocks


def _established(facts: Facts) -> list[Block]:
    day = date_format(facts.audit_date, "DATE_FORMAT") if facts.audit_date else ""
    blocks = [
        _heading(_("Établissement de cette déclaration")),
        _text(
            _("Cette déclaration a été établie le %(day)s ; elle vaut %(years)s ans.")
            % {"day": day, "years": AUDIT_YEARS},
            _("Technologies du site : HTML5, CSS, SVG, JavaScript."),
        ),
    ]
    parts = (
        (_("Outils et environnement de test"), facts.audit_tools),
        (_("Pages vérifiées"), facts.audit_scope),
    )
    for title, text in parts:
        if text.strip():
            blocks += [("heading", {"text": title, "level": "h3"}), _items(text)]
    return blocks


def _remedies(facts: Facts) -> list[Block]:
    return [
        _heading(_("Retour d’information et contact")),
        _text(
            _(
                "Si un contenu ne vous est pas accessible, écrivez-nous par le formulaire de contact ou à l’adresse suivante : nous vous l’enverrons sous une autre forme."
            ),
            _or_wanting(facts.contact_email),
        ),
        _heading(_("Voies de recours")),
        _text(
            _(
                "Vous nous avez signalé un défaut d’accessibilité qui vous empêche de lire un contenu ou d’utiliser un service, et vous n’avez pas eu de réponse satisfaisante ? Vous pouvez :"
            ),
        ),
        (
            "text",
            format_html(
                "<ul><li>{}</li><li>{}</li><li>{}</li></ul>",
                _(
                    "écrire à la Défenseure ou au Défenseur des droits, sur formulaire.defenseurdesdroits.fr ;"
                ),
                _("rencontrer sa déléguée ou son délégué dans votre département ;"),
                _(
                    "lui envoyer un courrier, gratuitement, sans timbre : Défenseur des droits, Libre réponse 71120, 75342 Paris cedex 07."
                ),
            ),
        ),
    ]


# Charte du forum ----------------------------------------------------------------------------------


def _forum_charter() -> list[Block]:
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
            _(
                "Sous chaque message, « Signaler » prévient la modération, avec ou sans compte. Elle publie chaque année ce qu’elle a fait, en nombres seulement."
            ),
        ),
    ]


LEGAL_TEXTS = (
    LegalText(
        ACCESSIBILITY_SLUG,
        gettext_lazy("Accessibilité"),
        gettext_lazy("Déclaration d’accessibilité de ce site."),
        states=_accessibility,
    ),
    LegalText(
        NOTICE_SLUG,
        gettext_lazy("Mentions légales"),
        gettext_lazy("Qui publie et héberge ce site."),
        begins=_contents,
        states=_notice,
    ),
    LegalText(
        PRIVACY_SLUG,
        gettext_lazy("Données personnelles"),
        gettext_lazy("Ce que ce site garde de vous, pourquoi, et combien de temps."),
        states=_privacy,
    ),
    LegalText(
        "charte-du-forum",
        gettext_lazy("Charte du forum"),
        gettext_lazy("Comment on se parle ici."),
        begins=_forum_charter,
    ),
)
