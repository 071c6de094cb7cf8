"""What one site has that only its own team may see: a marked thing of every kind.

The same is planted for the council whose people attack, for another one and for the portal; only
the marks differ. Titles of what is published bear none: everybody may link to it.
"""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.contrib.forms.models import FormSubmission
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Collection, Page

from cms.calendar.registration import acts as registering
from cms.calendar.registration.acts import Asked
from cms.meetings.models import Proposal
from cms.pages.models import CouncilFile, Picture, SiteSettings, Topic
from forum.board.forum.models import Forum
from forum.managing import rules, structure
from sites.accounts.models import User
from sites.councils.models import Council, Portal
from tests import factories as people
from tests.cms import factories
from tests.cms.editing.isolation import work
from tests.cms.editing.isolation.garden import Garden, Mark


def plant(owner: Council | Portal, name: str, say: Mark, team: list) -> Garden:
    """Everything, for ``owner``. ``team``: the groups that whoever works there is in."""
    garden = Garden(owner, name, say)
    _people(garden, team)
    _files(garden)
    _pages(garden)
    _histories(garden)
    _form(garden)
    _proposal(garden)
    _registrations(garden)
    _forum(garden)
    _site(garden)
    work.leave(garden)
    _sort(garden)
    return garden


def _person(garden: Garden, label: str, groups=()) -> User:
    word = garden.word(label)
    user = people.UserFactory(
        email=f"{word.lower()}@exemple.fr",
        pseudonym=garden.say(f"{label}-name"),
        first_name=garden.word(f"{label}-first"),
        last_name=garden.word(f"{label}-last"),
        home_council=garden.owner if isinstance(garden.owner, Council) else None,
    )
    user.groups.add(*groups)
    return garden.put("user", label, user)


def _people(garden: Garden, team: list) -> None:
    for label, group in team:
        _person(garden, label, [group])
        garden.put("group", label, group)
    extra = Group.objects.create(name=garden.say("group"))
    garden.get("user", "editor").groups.add(garden.put("group", "extra", extra))
    _person(garden, "resident")


def _files(garden: Garden) -> None:
    editor, owner = garden.get("user", "editor"), garden.owner
    # add_child() needs the stored counts of children
    root = Collection.objects.get(pk=owner.collection.pk)
    inner = root.add_child(name=garden.say("collection"))
    garden.put("collection", "own", owner.collection)
    garden.put("collection", "inner", Collection.objects.get(pk=inner.pk))
    for label, collection in garden.of("collection").items():
        image = Picture.objects.create(
            title=garden.say(f"image-title-{label}"),
            description=garden.say("image-description"),
            credit=garden.say("image-credit"),
            file=ContentFile(factories.image_bytes(), f"{garden.word('image-file')}-{label}.jpg"),
            collection=collection,
            uploaded_by_user=editor,
        )
        image.tags.add(garden.say("image-tag"))
        garden.put("image", label, image)
        document = CouncilFile.objects.create(
            title=garden.say(f"document-title-{label}"),
            file=ContentFile(b"%PDF-1.7", f"{garden.word('document-file')}-{label}.pdf"),
            collection=collection,
            uploaded_by_user=editor,
        )
        document.tags.add(garden.say("document-tag"))
        garden.put("document", label, document)


def _pages(garden: Garden) -> None:
    editor, say = garden.get("user", "editor"), garden.say
    picture = garden.first("image")
    body = [("text", f"<p>{say('draft-text')}</p>")]
    hidden = {"live": False, "body": body, "lead_image": picture}

    public = work.news(garden, "La fête de la rue")
    garden.put("published", "news", public)
    garden.put("published", "home", factories.home(garden.owner))
    garden.put("published", "index", factories.section(garden.owner, "actualites"))

    changed = work.news(garden, "Le carnaval")
    work.revise(changed, editor, title=say("changed-title"), body=body, lead_image=picture)
    draft = work.news(garden, say("draft-title"), **hidden)
    work.revise(draft, editor, summary=say("draft-summary"))
    private = work.news(garden, say("private-title"), body=body)
    factories.make_private(private)
    work.revise(private, editor)
    scheduled = work.news(garden, say("scheduled-title"), **hidden)
    soon = timezone.now() + timedelta(days=5)
    scheduled.go_live_at = soon
    revision = scheduled.save_revision(user=editor, approved_go_live_at=soon, log_action=True)
    revision.publish(user=editor)
    locked = work.news(garden, say("locked-title"), **hidden)
    locked = work.revise(locked, editor)
    Page.objects.filter(pk=locked.pk).update(
        locked=True, locked_by=editor, locked_at=timezone.now()
    )
    for label, page in (
        ("draft", draft),
        ("changed", changed),
        ("private", private),
        ("scheduled", scheduled),
        ("locked", locked),
    ):
        garden.put("page", label, Page.objects.get(pk=page.pk).specific)
    parent = Page.objects.get(pk=garden.get("published", "index").pk)
    alias = draft.create_alias(parent=parent, update_slug="double")
    garden.put("page", "alias", alias)
    report = factories.document(
        garden.owner, say("report-title"), live=False, file=garden.first("document")
    )
    garden.put("page", "report", work.revise(report, editor))
    garden.put("council_document", "draft", report)


def _histories(garden: Garden) -> None:
    """What the log keeps of pages and shared things, of one that is gone too."""
    editor = garden.get("user", "editor")
    gone = factories.news(garden.owner, garden.say("deleted-title"), live=False)
    log(instance=gone, action="wagtail.delete", user=editor, deleted=True)
    garden.put("gone", "page", gone.pk)
    gone.delete()
    council = garden.owner if isinstance(garden.owner, Council) else None
    place = factories.place(council, name=f"Salle de {garden.owner.name}")
    log(instance=place, action="wagtail.edit", user=editor, title=garden.say("log-of-place"))
    garden.put("place", "own", place)
    topic = Topic.objects.create(name=f"Thème {garden.name}", slug=f"theme-{garden.name}")
    log(instance=topic, action="wagtail.create", user=editor, title=garden.say("log-of-topic"))
    garden.put("topic", "own", topic)
    for kind in ("image", "document", "collection"):
        log(instance=garden.first(kind), action="wagtail.edit", user=editor)
    draft = garden.get("page", "draft")
    garden.put("revision", "draft", draft.latest_revision)
    garden.put("revision", "changed", garden.get("page", "changed").latest_revision)


def _form(garden: Garden) -> None:
    home = Page.objects.get(pk=garden.owner.site.root_page_id)
    form = factories.form(home, ("Message", "multiline"), title="Nous écrire")
    submission = FormSubmission.objects.create(
        page_id=form.pk, form_data={"message": garden.say("answer")}
    )
    garden.put("form", "live", form)
    garden.put("submission", "one", submission)


def _proposal(garden: Garden) -> None:
    council = garden.owner if isinstance(garden.owner, Council) else None
    now = timezone.now()
    one = Proposal.objects.create(
        council=council,
        subject=garden.say("proposed-subject"),
        text=garden.say("proposed-text"),
        email=f"{garden.word('proposer').lower()}@exemple.fr",
        name=garden.say("proposer-name"),
        digest=garden.name,
        state=Proposal.State.RECEIVED,
        created_at=now,
        confirmed_at=now,
    )
    garden.put("agenda_proposal", "one", one)


def _registrations(garden: Garden) -> None:
    """Somebody with a place at what the site announces."""
    page = factories.event(
        garden.owner,
        "Vide-greniers",
        starts_at=timezone.now() + timedelta(days=20),
        place_words="Quai",
        registration_mode="required",
    )
    asked = Asked(garden.say("registered"), f"{garden.word('registered').lower()}@exemple.fr")
    _outcome, row = registering.add(page, None, asked)
    garden.put("gathering_page", "own", page)
    garden.put("registration", "own", row)


def _forum(garden: Garden) -> None:
    """A forum that only the team reads, and the category above it."""
    council = garden.owner if isinstance(garden.owner, Council) else None
    root = Forum.objects.filter(parent=None, scope__isnull=False, scope__council=council).first()
    private = structure.create(
        root.pk, garden.say("forum-name"), garden.say("forum-about"), garden.get("user", "editor")
    )
    alone = dict.fromkeys((question.key for question in rules.QUESTIONS), rules.Audience.TEAM)
    rules.answer(private.pk, alone, garden.get("user", "editor"))
    garden.put("forum", "private", private)
    garden.put("forum_root", "own", root)


def _site(garden: Garden) -> None:
    site, say = garden.owner.site, garden.say
    garden.put("site", "own", site)
    settings = SiteSettings.for_site(site)
    settings.notice = say("notice")
    settings.contact_address = say("contact")
    settings.contact_email = f"{garden.word('contact').lower()}@exemple.fr"
    settings.save()
    garden.put("settings", "own", settings)
    garden.put(
        "redirect",
        "own",
        Redirect.objects.create(
            old_path=f"/{garden.word('redirect').lower()}",
            site=site,
            redirect_link=f"https://exemple.fr/{garden.word('target')}",
        ),
    )


def _sort(garden: Garden) -> None:
    """Kinds that are several others, or the one thing that goes with another."""
    pages, public = garden.of("page"), garden.of("published")
    for label in ("draft", "changed", "private", "alias"):
        garden.put("any_page", label, pages[label])
    for label, page in {**public, "form": garden.first("form")}.items():
        garden.put("any_page", label, page)
    for label in ("home", "index"):
        garden.put("parent", label, public[label])
    garden.put("parent", "draft", pages["draft"])
    garden.put("home", "home", public["home"])
    garden.put("reviewed", "review", pages["review"])
    garden.put("planned", "scheduled", pages["scheduled"])
    garden.put("planned_revision", "scheduled", pages["scheduled"].scheduled_revision)
    for label in garden.of("revision"):
        garden.put("revised", label, pages[label])
    garden.put("tag", "image", garden.first("image").tags.get())
    garden.put("shared_place", "own", garden.first("place"))
    garden.put("shared_topic", "own", garden.first("topic"))
