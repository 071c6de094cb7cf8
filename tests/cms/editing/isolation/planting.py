"""What one site has that only its own team may see: a marked thing of every kind.

The same is planted for the council whose people attack, for another one and for the portal; only
the marks differ. Titles of what is published bear none: everybody may link to it.
"""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.contrib.forms.models import FormSubmission
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import (
    Collection,
    Comment,
    CommentReply,
    GroupApprovalTask,
    Page,
    UploadedFile,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.pages.models import CouncilFile, Picture, SiteSettings, Topic
from sites.accounts.models import PseudonymChange, Recovery, User
from sites.councils.models import Council, Portal
from sites.moderation.models import Suspension
from tests import factories as people
from tests.cms import factories

Mark = Callable[[str], str]
PUBLISHED = ("news", "home", "index", "form", "own")  # labels of what everybody may read


class Garden:
    """One site's things by kind; ``first("page")`` is one of them, ``of("page")`` all."""

    def __init__(self, owner: Council | Portal, name: str, say: Mark):
        self.owner, self.name, self.say = owner, name, say
        self.things: dict[str, dict[str, object]] = {}

    def put(self, kind: str, label: str, thing):
        self.things.setdefault(kind, {})[label] = thing
        return thing

    def get(self, kind: str, label: str):
        return self.things[kind][label]

    def first(self, kind: str):
        return next(iter(self.things[kind].values()))

    def of(self, kind: str) -> dict[str, object]:
        return self.things.get(kind, {})

    def word(self, what: str) -> str:
        """A mark without spaces."""
        return self.say(what).replace(" ", "-")


def plant(owner: Council | Portal, name: str, say: Mark, team: list) -> Garden:
    """Everything, for ``owner``. ``team``: the groups that whoever works there is in."""
    garden = Garden(owner, name, say)
    _people(garden, team)
    _files(garden)
    _pages(garden)
    _histories(garden)
    _reviews(garden)
    _comments(garden)
    _form(garden)
    _site(garden)
    _traces_of_work(garden)
    _sanctions(garden)
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
    extra = people_group(garden)
    garden.get("user", "editor").groups.add(extra)
    _person(garden, "resident")


def people_group(garden: Garden):
    from django.contrib.auth.models import Group

    return garden.put("group", "extra", Group.objects.create(name=garden.say("group")))


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

    public = _news(garden, "La fête de la rue")
    garden.put("published", "news", public)
    garden.put("published", "home", factories.home(garden.owner))
    garden.put("published", "index", factories.section(garden.owner, "actualites"))

    changed = _news(garden, "Le carnaval")
    _revise(changed, editor, title=say("changed-title"), body=body, lead_image=picture)
    draft = _news(garden, say("draft-title"), **hidden)
    _revise(draft, editor, summary=say("draft-summary"))
    private = _news(garden, say("private-title"), body=body)
    factories.make_private(private)
    _revise(private, editor)
    scheduled = _news(garden, say("scheduled-title"), **hidden)
    soon = timezone.now() + timedelta(days=5)
    scheduled.go_live_at = soon
    revision = scheduled.save_revision(user=editor, approved_go_live_at=soon, log_action=True)
    revision.publish(user=editor)
    locked = _news(garden, say("locked-title"), **hidden)
    locked = _revise(locked, editor)
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
    garden.put("page", "report", _revise(report, editor))
    garden.put("council_document", "draft", report)


def _news(garden: Garden, title: str, **fields) -> Page:
    page = factories.news(garden.owner, title, **fields)
    page.owner = garden.get("user", "editor")
    page.save()
    return page


def _revise(page: Page, editor: User, **changes) -> Page:
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision(user=editor, log_action=True)
    return page


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


def _reviews(garden: Garden) -> None:
    editor, say = garden.get("user", "editor"), garden.say
    task = GroupApprovalTask.objects.create(name=say("task"))
    task.groups.add(garden.get("group", "editor"))
    workflow = Workflow.objects.create(name=say("workflow"))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    home = Page.objects.get(pk=garden.owner.site.root_page_id)
    WorkflowPage.objects.create(workflow=workflow, page=home)
    page = _news(garden, say("review-title"), live=False)
    page = _revise(page, garden.get("user", "contributor"))
    state = workflow.start(page, garden.get("user", "contributor"))
    first = state.current_task_state
    first.reject(user=editor, comment=say("review-comment"))
    state.refresh_from_db()
    state.resume(user=garden.get("user", "contributor"))
    state.refresh_from_db()
    garden.put("task", "own", task)
    garden.put("workflow", "own", workflow)
    garden.put("workflow_state", "review", state)
    garden.put("task_state", "review", state.current_task_state)
    garden.put("page", "review", Page.objects.get(pk=page.pk).specific)


def _comments(garden: Garden) -> None:
    editor = garden.get("user", "editor")
    for label in ("draft", "changed"):
        page = garden.get("page", label)
        comment = Comment.objects.create(
            page_id=page.pk,
            user=editor,
            text=garden.say("comment"),
            contentpath="title",
            position="",
        )
        CommentReply.objects.create(comment=comment, user=editor, text=garden.say("reply"))
        garden.put("comment", label, comment)


def _form(garden: Garden) -> None:
    home = Page.objects.get(pk=garden.owner.site.root_page_id)
    form = factories.form(home, ("Message", "multiline"), title="Nous écrire")
    submission = FormSubmission.objects.create(
        page_id=form.pk, form_data={"message": garden.say("answer")}
    )
    garden.put("form", "live", form)
    garden.put("submission", "one", submission)


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


def _traces_of_work(garden: Garden) -> None:
    """What the admin keeps while somebody works: an open form, an upload that is not finished."""
    editor, draft = garden.get("user", "editor"), garden.get("page", "draft")
    session = EditingSession.objects.create(
        user=editor,
        content_type=draft.cached_content_type,
        object_id=str(draft.pk),
        last_seen_at=timezone.now(),
    )
    garden.put("editing_session", "draft", session)
    FormState.objects.create(
        user=editor,
        content_type=draft.cached_content_type,
        object_id=str(draft.pk),
        data=f"title={garden.say('form-state')}",
        last_updated_at=timezone.now(),
    )
    upload = UploadedFile.objects.create(
        file=ContentFile(factories.image_bytes(), f"{garden.word('upload')}.jpg"),
        uploaded_by_user=editor,
    )
    garden.put("upload", "image", upload)


def _sanctions(garden: Garden) -> None:
    """Somebody kept out by the team, and somebody of the team who has lost their way in."""
    if not isinstance(garden.owner, Council):
        return
    moderator, resident = garden.get("user", "moderator"), garden.get("user", "resident")
    suspension = Suspension.objects.create(
        account=resident,
        council=garden.owner,
        rule="respect",
        statement=garden.say("statement"),
        starts_at=timezone.now(),
        ends_at=timezone.now() + timedelta(days=7),
        decided_by=moderator,
        decided_by_name=moderator.pseudonym,
    )
    garden.put("suspension", "running", suspension)
    garden.put("resident", "resident", resident)
    recovery = Recovery.objects.create(
        person=garden.get("user", "contributor"), expires_at=timezone.now() + timedelta(days=7)
    )
    garden.put("recovery", "open", recovery)
    PseudonymChange.objects.create(
        user=resident, number=1, old=garden.say("former-name"), new=resident.pseudonym
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
