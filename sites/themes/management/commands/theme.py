"""manage.py theme …: everything an integrator does, in one entry."""

import getpass
from collections.abc import Callable
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sites.councils.models import Council, Portal
from sites.councils.operator_command import OperatorCommand
from sites.themes import checking, colours, previewing, releases, scaffold, serving, switching
from sites.themes import places as named
from sites.themes.findings import Finding, Level, Report
from sites.themes.manifest import BASE, SLUG
from sites.themes.models import Change, Look, Release

COLOURS = {Level.FATAL: "ERROR", Level.ERROR: "ERROR", Level.WARNING: "WARNING"}


class Command(OperatorCommand):
    help = _("Crée, contrôle, installe et change les thèmes des sites.")

    def add_arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", metavar=_("action"), required=True)

        def verb(name: str, words: str, *arguments: str):
            added = verbs.add_parser(name, help=words, description=words)
            for argument in arguments:
                added.add_argument(argument, help=ARGUMENTS[argument])
            return added

        new = verb("new", _("Crée le dossier d’un thème, prêt à modifier."), "slug")
        new.add_argument("--from", dest="parent", default=BASE, help=_("thème de départ"))
        new.add_argument("--in", dest="where", help=_("dossier où le créer (« atelier »)"))
        new.add_argument("--name", help=_("nom du thème"))
        new.add_argument("--author", help=_("qui le fait"))
        new.add_argument("--colour", help=_("couleur des liens et des boutons, #1b4a9b"))
        new.add_argument(
            "--corners", choices=[*scaffold.RADII, scaffold.AS_PARENT], help=_("forme des coins")
        )
        for name, words in (
            ("dev", _("Sert le site dans ce thème et recharge la page à chaque changement.")),
            ("gallery", _("La même chose, en commençant par la galerie de tout ce qui existe.")),
        ):
            verb(name, words, "theme").add_argument(
                "--site", default="lba", help=_("code du conseil, ou « portail »")
            )
        check = verb("check", _("Dit ce qui ne va pas dans un thème."))
        check.add_argument("themes", nargs="*", help=ARGUMENTS["theme"])
        check.add_argument("--all", action="store_true", help=_("tous : livrés et installés"))
        check.add_argument("--browser", action="store_true", help=_("aussi dans un navigateur"))
        check.add_argument("--site", default="lba", help=_("site sur lequel ouvrir le navigateur"))
        pack = verb("pack", _("Fait l’archive d’un thème, à livrer."), "theme")
        pack.add_argument("--to", help=_("nom de l’archive"))
        verb(
            "install", _("Installe un thème : un dossier, une archive ou un thème livré."), "theme"
        )
        verb("activate", _("Fait porter un thème installé à un site."), "site", "release")
        verb("preview", _("Donne un lien qui montre un thème à qui l’ouvre."), "site", "release")
        verb("rollback", _("Revient au thème que le site portait avant."), "site")
        verb("list", _("Les thèmes installés et les sites qui les portent."))
        verb("log", _("Qui a changé quoi, et quand."))

    def act(self, *, verb: str, **options) -> str:
        try:
            return VERBS[verb](self, **options)
        except switching.Refused as error:
            self.print_report(error.report)
            raise CommandError(str(error)) from error
        except releases.NotInstalled as error:
            self.print_report(error.report)
            raise CommandError(_("Le thème n’est pas installé : corrigez d’abord ceci.")) from error

    # Making ---------------------------------------------------------------------------------------

    def new(self, *, slug: str, parent: str, where: str | None, **options) -> str:
        if not SLUG.fullmatch(slug) or len(slug) > 60 or slug == BASE or checking.is_bundled(slug):
            raise ValidationError(
                _(
                    "« %(slug)s » : prenez des minuscules sans accent, des chiffres et des tirets, "
                    "et un nom qui n’est pas celui d’un thème livré."
                )
                % {"slug": slug}
            )
        folder = Path(where or named.WORKSHOP) / slug
        if folder.exists():
            message = _("« %(folder)s » existe déjà : choisissez un autre nom, ou modifiez-le.")
            raise ValidationError(message % {"folder": folder})
        below = self.parent(parent)
        answers = self.asked(slug, below, options)
        scaffold.write(folder, slug, parent, below, answers)
        return _(
            "Le thème est dans %(folder)s. Pour le voir : "
            "python manage.py theme dev %(name)s --site lba"
        ) % {"folder": folder, "name": folder if where else slug}

    def parent(self, slug: str):
        try:
            return checking.parent_stack(slug)
        except LookupError as error:
            raise ValidationError(" ".join(error.args)) from error

    def asked(self, slug: str, below, options: dict) -> scaffold.Answers:
        """The four answers: from the options, else from whoever types, else what is usual."""
        usual = {
            "name": slug.replace("-", " ").capitalize(),
            "author": getpass.getuser(),
            "colour": below.own_tokens.resolved("palette-action"),
            "corners": scaffold.AS_PARENT,
        }
        answers = {key: options.get(key) or self.ask(key, usual[key]) for key in usual}
        answers["colour"] = answers["colour"].lower()
        if not colours.HEX.fullmatch(answers["colour"]):
            raise ValidationError(_("Une couleur s’écrit # et six caractères : #1b4a9b."))
        if answers["corners"] not in (*scaffold.RADII, scaffold.AS_PARENT):
            raise ValidationError(_("Pour les coins : droits, doux, ronds ou départ."))
        worn = scaffold.readable(below, answers["colour"])
        if worn != answers["colour"]:
            words = _("%(colour)s se lirait mal : %(worn)s à la place.")
            self.stdout.write(words % {"colour": answers["colour"], "worn": worn})
        return scaffold.Answers(**answers)

    def ask(self, key: str, usual: str) -> str:
        if not self.is_typed_at():
            return usual
        return input(f"{QUESTIONS[key]} [{usual}] ").strip() or usual

    @staticmethod
    def is_typed_at() -> bool:
        import sys

        return sys.stdin.isatty() and sys.stdout.isatty()

    def dev(self, *, theme: str, site: str, **options) -> str:
        return serving.serve(named.folder(theme), named.site(site), self.stdout.write)

    def gallery(self, *, theme: str, site: str, **options) -> str:
        path = "/dev/galerie/"
        return serving.serve(named.folder(theme), named.site(site), self.stdout.write, path)

    # Checking -------------------------------------------------------------------------------------

    def check_themes(self, *, themes: list[str], browser: bool, site: str, **options) -> str:
        if not themes and not options["all"]:
            raise ValidationError(_("Dites quel thème, ou « --all »."))
        reports = {name: checking.check_files(named.files(name))[1] for name in themes}
        if options["all"]:
            reports |= checking.check_all()
        if browser:
            for name in themes:
                found = serving.in_browser(named.folder(name), named.site(site))
                reports[name] = Report.of([*reports[name].findings, *found])
        for name, report in reports.items():
            self.stdout.write(self.style.MIGRATE_HEADING(f"{name} : {summary(report)}"))
            self.print_report(report)
        bad = [name for name, report in reports.items() if not report.may_be_worn]
        if bad:
            raise CommandError(_("À corriger : %(themes)s.") % {"themes": ", ".join(bad)})
        return ""

    def print_report(self, report: Report) -> None:
        for finding in report.findings:
            self.stdout.write(self.line(finding))

    def line(self, finding: Finding) -> str:
        paint = getattr(self.style, COLOURS.get(finding.level, "NOTICE"))
        head = f"{finding.level.label} {finding.code}"
        place = f" {finding.place}" if finding.file else ""
        return f"  {paint(head)}{place}\n    {finding.what} {finding.mend}".rstrip()

    # Delivering -----------------------------------------------------------------------------------

    def pack(self, *, theme: str, to: str | None, **options) -> str:
        files = named.files(theme)
        subject, report = checking.check_files(files)
        if subject is None or not report.may_be_installed:
            self.print_report(report)
            raise CommandError(_("Le thème ne peut pas être livré : corrigez d’abord ceci."))
        target = Path(to or f"{subject.manifest.slug}-{subject.manifest.version}.zip")
        target.write_bytes(files.pack())
        words = {"target": target, "report": summary(report)}
        return _("%(target)s est prêt (%(report)s).") % words

    def install(self, *, theme: str, **options) -> str:
        release, report = releases.install(named.files(theme))
        self.print_report(report)
        return _("Installé : %(release)s (%(report)s).") % {
            "release": label(release),
            "report": summary(report),
        }

    def activate(self, *, site: str, release: str, **options) -> str:
        place, chosen = named.site(site), named.release(release)
        switching.activate(place, chosen, f"manage.py ({getpass.getuser()})")
        return _("%(site)s porte maintenant %(release)s.") % {
            "site": place.root_url,
            "release": label(chosen),
        }

    def preview(self, *, site: str, release: str, **options) -> str:
        return previewing.link(named.site(site), named.release(release))

    def rollback(self, *, site: str, **options) -> str:
        place = named.site(site)
        change = switching.rollback(place, f"manage.py ({getpass.getuser()})")
        return _("%(site)s porte de nouveau %(release)s.") % {
            "site": place.root_url,
            "release": label(change.after),
        }

    def list(self, **options) -> str:
        worn: dict[int | None, list[str]] = {}
        for site_id, code in sites():
            look = Look.objects.filter(site_id=site_id).first()
            worn.setdefault(look.release_id if look else None, []).append(code)
        lines = [row(label(None), "", worn.get(None, []))]
        for release in Release.objects.order_by("slug", "pk"):
            report = checking.check_release(release)
            lines.append(row(label(release), summary(report), worn.get(release.pk, [])))
        missing = set(checking.bundled_slugs()) - {r.slug for r in Release.objects.all()}
        if missing:
            words = _("Livrés, à installer par « theme install » : %(slugs)s")
            lines.append(words % {"slugs": ", ".join(sorted(missing))})
        return "\n".join(lines)

    def log(self, **options) -> str:
        codes = dict(sites())
        changes = Change.objects.select_related("before", "after")[:50]
        return "\n".join(
            f"{localtime(c.at):%d/%m/%Y %H:%M}  {codes.get(c.site_id, c.site_id):<8} "
            f"{c.get_kind_display():<20} {label(c.before)} → {label(c.after)}  {c.by_name}"
            for c in changes
        )


ARGUMENTS = {
    "slug": _("identifiant : minuscules, chiffres et tirets"),
    "theme": _("dossier, archive, ou nom dans « atelier » ou parmi les thèmes livrés"),
    "site": _("code du conseil, ou « portail »"),
    "release": _("identifiant du thème, éventuellement @version ; « socle » pour le socle"),
}
QUESTIONS = {
    "name": _("Nom du thème ?"),
    "author": _("Qui le fait ?"),
    "colour": _("Couleur des liens et des boutons ?"),
    "corners": _("Coins : droits, doux, ronds, ou ceux du thème de départ ?"),
}
VERBS: dict[str, Callable[..., str]] = {
    "new": Command.new,
    "dev": Command.dev,
    "gallery": Command.gallery,
    "check": Command.check_themes,
    "pack": Command.pack,
    "install": Command.install,
    "activate": Command.activate,
    "preview": Command.preview,
    "rollback": Command.rollback,
    "list": Command.list,
    "log": Command.log,
}


def label(release: Release | None) -> str:
    return f"{release.slug}@{release.version}" if release else BASE


def summary(report: Report) -> str:
    """« 2 erreurs, 1 avertissement », or that nothing was found."""
    serious = len(report.at_least(Level.ERROR))
    minor = len(report.at_least(Level.WARNING)) - serious
    words = []
    if serious:
        words.append(ngettext("%(n)d erreur", "%(n)d erreurs", serious) % {"n": serious})
    if minor:
        told = ngettext("%(n)d avertissement", "%(n)d avertissements", minor)
        words.append(told % {"n": minor})
    return ", ".join(words) or _("rien à corriger")


def row(name: str, report: str, codes: list[str]) -> str:
    worn = _("porté par %(codes)s") % {"codes": ", ".join(codes)} if codes else ""
    return f"{name:<24} {report:<28} {worn}".rstrip()


def sites() -> list[tuple[int, str]]:
    """Every site with the word that names it here."""
    portal = [(site_id, "portail") for site_id in Portal.objects.values_list("site_id", flat=True)]
    return [*portal, *Council.objects.in_order().values_list("site_id", "code")]
