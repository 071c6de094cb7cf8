"""What the admin's screens need to have something to show: one thing of each kind, in one council.

    python -m tests.browser.admin_things        (prints JSON: kind → key)

Run with the environment of a loaded demo. Run again, it begins again; nothing of it is public.
"""

import json
import os
import sys

COUNCIL = "psd"
MAILS = "quartiers.example"
TEXT = "Bonjour, à quelle heure ferme la salle de la rue d’Hauteville ? Merci d’avance."


def make() -> dict[str, object]:
    """Kind, as recipes.py of the isolation tests names it → key."""
    from sites.councils.models import Council

    council = Council.objects.get(code=COUNCIL)
    return {
        "code": COUNCIL,
        "council": council.pk,
        "site": council.site_id,
        **pages(council),
        **proposals(council),
        **registrations(council),
        **forums(council),
        **uploads(council),
        **team(council),
        **sanctions(council),
        **cases(council),
        **themes(),
    }


def account(name: str):
    from sites.accounts.models import User

    return User.objects.get(email=f"{name}@{MAILS}")


def registrations(council) -> dict[str, object]:
    """Somebody registered for a meeting of the demo."""
    from cms.calendar.models import Registration

    path = council.site.root_page.path
    row = Registration.objects.sure().filter(gathering__page__path__startswith=path).first()
    return {"gathering_page": row.gathering.page_id, "registration": row.pk}


def pages(council) -> dict[str, object]:
    """One with a date, one to complete, one in the bin; a message, a redirect, a page as model."""
    from datetime import timedelta

    from django.utils import timezone
    from wagtail.contrib.forms.models import FormSubmission
    from wagtail.contrib.redirects.models import Redirect
    from wagtail.models import Page

    from cms.editing.bin.putting import bin_page
    from cms.editing.writing.models import StartingPoint
    from cms.meetings.models import MeetingPage
    from cms.pages.models import FormPage
    from tests.cms import factories

    editor = account(f"editrice.{COUNCIL}")
    soon = timezone.now() + timedelta(days=5)
    scheduled = factories.news(
        council, "La rue d’Enghien sans voitures", live=False, go_live_at=soon
    )
    scheduled.save_revision(user=editor, approved_go_live_at=soon).publish(user=editor)
    gone = factories.news(council, "Vide-grenier de printemps", live=False)
    draft = factories.news(
        council, "Réunion du [… date]", live=False, body=[("text", "<p>Venez [… heure].</p>")]
    )
    draft.save_revision(user=editor)
    home = Page.objects.get(pk=council.site.root_page_id)
    form = FormPage.objects.descendant_of(home).first()
    fields = {field.clean_name: TEXT for field in form.get_form_fields()}
    StartingPoint.objects.filter(council=council).delete()
    start = StartingPoint.objects.create(
        council=council,
        page_type="quartiers_pages.newspage",
        name="Compte rendu de balade",
        content={"title": "Balade du [… date]"},
    )
    redirect, _made = Redirect.objects.get_or_create(
        old_path="/ancienne-charte",
        site=council.site,
        defaults={"redirect_page": factories.section(council, "documents")},
    )
    return {
        "page": scheduled.pk,
        "draft": draft.pk,
        "any_page": factories.section(council, "le-conseil").pk,
        "section": factories.section(council, "actualites").pk,
        "live": home.get_descendants().live().filter(depth__gt=home.depth + 1).first().pk,
        "bin_entry": bin_page(gone, editor).pk,
        "meeting": MeetingPage.objects.descendant_of(home).order_by("-starts_at").first().pk,
        "submission": FormSubmission.objects.create(page_id=form.pk, form_data=fields).pk,
        "starting_point": start.pk,
        "redirect": redirect.pk,
    }


def proposals(council) -> dict[str, object]:
    """Two that wait, so that they can be merged, and one that was answered."""
    from cms.editing.proposals import deciding
    from cms.meetings.models import MeetingPage, Proposal
    from tests.cms.meetings.proposing import proposal

    Proposal.objects.filter(council=council).delete()
    meeting = MeetingPage.objects.descendant_of(council.site.root_page).first()
    waiting, _other, answered = (
        proposal(meeting, council, subject=subject, email="riveraine@exemple.fr")
        for subject in ("La traversée de la rue d’Hauteville", "Le feu est trop court", "Un banc")
    )
    deciding.answer(answered.pk, "La voirie relève de la Ville.", account(f"editrice.{COUNCIL}"))
    return {"agenda_proposal": waiting.pk, "agenda_proposal_decided": answered.pk}


def forums(council) -> dict[str, object]:
    """An empty forum for the team, and the category above it."""
    from forum.board.forum.models import Forum
    from forum.managing import rules, structure

    root = Forum.objects.get(scope__council=council)
    name, lead = "Préparation des séances", account(f"responsable.{COUNCIL}")
    known = Forum.objects.filter(parent=root, name=name).first()
    forum = known or structure.create(root.pk, name, "Entre nous.", lead)
    team = dict.fromkeys((question.key for question in rules.QUESTIONS), rules.Audience.TEAM)
    rules.answer(forum.pk, team, lead)
    return {"forum": forum.pk, "forum_root": root.pk}


def uploads(council) -> dict[str, object]:
    """A photo and a document that were sent and are in no page yet, two that nothing shows."""
    from django.core.files.base import ContentFile

    from cms.editing.documents.models import WaitingDocument
    from cms.editing.photos.models import PhotoSet, WaitingPhoto
    from tests.cms import factories

    site, writer = council.site, account(f"contribution.{COUNCIL}")
    sets, documents = (
        model.objects.filter(user=writer, site=site) for model in (PhotoSet, WaitingDocument)
    )
    sets.delete()
    documents.delete()
    photos = PhotoSet.objects.create(user=writer, site=site, title="La fête de la rue")
    photo = WaitingPhoto.objects.create(
        photo_set=photos,
        file=ContentFile(factories.image_bytes(size=(640, 480)), "photo.jpg"),
        name="IMG_20260314_180012_une_photo_au_nom_de_telephone.jpg",
        digest=COUNCIL,
        width=640,
        height=480,
    )
    WaitingDocument.objects.create(
        user=writer,
        site=site,
        file=ContentFile(b"%PDF-1.7", "charte.pdf"),
        name="charte-du-conseil-de-quartier-version-relue.pdf",
    )
    return {
        "waiting_photo": photo.pk,
        "image": factories.picture(council, title="Les platanes").pk,
        "document": factories.document_file(council).pk,
    }


def team(council) -> dict[str, object]:
    """Somebody invited, a hand-over that was ended and one that runs, somebody locked out."""
    from django.utils import timezone

    from sites.accounts.factors import recovery
    from sites.teams import inviting
    from sites.teams.handover import running
    from sites.teams.models import Handover

    lead, second = account(f"responsable.{COUNCIL}"), account(f"responsable2.{COUNCIL}")
    Handover.objects.filter(council=council).delete()
    done = Handover.objects.create(
        council=council, begun_by=lead, ended_by=lead, ended_at=timezone.now()
    )
    address = f"nouvelle.volontaire.au.nom.long@{MAILS}"
    waiting = inviting.open_in(council).filter(address=address).first()
    invitation = waiting or inviting.invite(
        lead, council, address, frozenset({"lead"}), "À très vite !"
    )
    running.choose(lead, council, [running.Choice(second.pk, invitation_id=invitation.pk)])
    return {
        "user": account(f"editrice.{COUNCIL}").pk,
        "invitation": invitation.pk,
        "handover": done.pk,
        "recovery": recovery.ask(account(f"contribution.{COUNCIL}")).pk,
    }


def sanctions(council) -> dict[str, object]:
    """Somebody kept out who contests it, and a proposal that nobody has confirmed."""
    from sites.moderation import appealing, deciding
    from sites.moderation.models import Suspension
    from sites.moderation.rights import circle_of

    first, second, third = (account(f"habitant{n}.{COUNCIL}") for n in (1, 2, 3))
    Suspension.objects.filter(account__in=[first, second]).delete()
    why = {"rule": "respect", "statement": "Trois messages injurieux envers une riveraine."}
    running = deciding.suspend(circle_of(account("admin")), first, council, days=30, **why)
    appealing.send(running.pk, "Je me suis emporté, et je m’en suis excusé le lendemain.")
    proposed = deciding.suspend(circle_of(account("moderation")), second, None, days=90, **why)
    return {"suspension": running.pk, "proposal": proposed.pk, "resident": third.pk}


def cases(council) -> dict[str, object]:
    """A post that was reported, and one that was hidden, which its author contests."""
    from django.contrib.auth.models import AnonymousUser

    from forum.board.forum_conversation.models import Post
    from sites.moderation import subjects
    from sites.moderation.cases import appealing, deciding
    from sites.moderation.cases.deciding import Choice
    from sites.moderation.models import Case, Decision
    from sites.moderation.reports import filing
    from sites.moderation.reports.filing import Told
    from sites.moderation.rights import circle_of

    moderator = circle_of(account("moderation"))
    for held in Decision.objects.filter(case__council=council, undone_at=None):
        deciding.undo(circle_of(account("admin")), held.case_id)
    Case.objects.filter(council=council).delete()
    kind = subjects.kind_of("forum.post")
    public = Post.objects.filter(approved=True, topic__forum__parent__scope__council=council)
    first, second = public.exclude(poster=None).order_by("-pk")[:2]
    why = {"text": "C’est l’adresse de ma voisine.", "email": f"riveraine@{MAILS}"}
    waiting = filing.file(kind, str(first.pk), AnonymousUser(), Told("privacy", **why)).case
    filing.file(kind, str(first.pk), account("habitant3.lba"), Told("respect"))
    hidden = filing.file(kind, str(second.pk), AnonymousUser(), Told("respect", **why)).case
    reasons = {"rule": "respect", "statement": "Vous vous en prenez à une personne."}
    decision = deciding.decide(moderator, hidden.pk, Choice("hidden", **reasons))
    appealing.send(decision.pk, "Je parlais du chien.")
    return {"case": waiting.pk, "case_decided": hidden.pk}


def themes() -> dict[str, object]:
    """A package that was sent and not installed; a theme that the council does not wear."""
    from sites.themes import checking, releases
    from sites.themes.admin import uploads
    from sites.themes.models import Release

    files = checking.bundled("canal")
    _subject, report = releases.examine(files)
    kept = uploads.keep(account("integration"), files, "canal.zip", report)
    return {"package": kept.digest, "release": Release.objects.get(slug="zinc").pk}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.development")
    import django

    django.setup()
    json.dump(make(), sys.stdout)


if __name__ == "__main__":
    main()
