"""What a team's work leaves behind: reviews, comments, deletions, invitations, half-done forms."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import Comment, CommentReply, Page, UploadedFile

from cms.editing.bin.putting import bin_page, bin_upload
from cms.editing.documents.models import WaitingDocument
from cms.editing.minutes.models import WaitingMinutes, WaitingMinutesPicture
from cms.editing.photos.models import PhotoSet, WaitingPhoto
from cms.editing.review.models import ReviewTask
from cms.editing.writing.models import StartingPoint
from cms.pages.models import Picture
from sites.accounts.models import PseudonymChange, Recovery, User
from sites.councils.models import Council
from sites.moderation.models import Case, Decision, DecisionAppeal, Report, Suspension
from sites.teams.models import Handover, Invitation
from tests.cms import factories
from tests.cms.editing.isolation.garden import Garden
from tests.cms.meetings import factories as meetings


def leave(garden: Garden) -> None:
    _reviews(garden)
    _comments(garden)
    _traces_of_work(garden)
    _deletions(garden)
    _waiting(garden)
    _sanctions(garden)
    _team_changes(garden)


def news(garden: Garden, title: str, **fields) -> Page:
    page = factories.news(garden.owner, title, **fields)
    page.owner = garden.get("user", "editor")
    page.save()
    return page


def revise(page: Page, editor: User, **changes) -> Page:
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision(user=editor, log_action=True)
    return page


def _reviews(garden: Garden) -> None:
    editor, say = garden.get("user", "editor"), garden.say
    task = ReviewTask.objects.get(site=garden.owner.site)
    workflow = task.workflows.get()
    for named, name in ((task, say("task")), (workflow, say("workflow"))):
        named.name = name
        named.save()
    page = news(garden, say("review-title"), live=False)
    page = revise(page, garden.get("user", "contributor"))
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
    _cases(garden, moderator, resident)
    recovery = Recovery.objects.create(
        person=garden.get("user", "contributor"), expires_at=timezone.now() + timedelta(days=7)
    )
    garden.put("recovery", "open", recovery)
    PseudonymChange.objects.create(
        user=resident, number=1, old=garden.say("former-name"), new=resident.pseudonym
    )


def _cases(garden: Garden, moderator, resident) -> None:
    """Something reported that waits, and something that was hidden and is contested."""
    for key, label in (("1", "open"), ("2", "decided")):
        case = Case.objects.create(
            kind="address",
            key=f"{garden.owner.site.root_url}/{key}/",
            council=garden.owner,
            author=resident,
            author_name=garden.say(f"case-author-{label}"),
            title=garden.say(f"case-title-{label}"),
            text=garden.say(f"case-text-{label}"),
            html=f"<p>{garden.say(f'case-html-{label}')}</p>",
            url=garden.owner.site.root_url,
            origin=Case.Origin.REPORTS,
        )
        report = garden.say(f"case-report-{label}")
        Report.objects.create(case=case, person_key=label, reason="privacy", text=report)
        garden.put("case", label, case)
    case.state, case.decided_at = Case.State.DECIDED, timezone.now()
    case.save()
    decision = Decision.objects.create(
        case=case,
        outcome="hidden",
        rule="privacy",
        statement=garden.say("case-statement"),
        author=resident,
        decided_by=moderator,
        decided_by_name=moderator.pseudonym,
    )
    DecisionAppeal.objects.create(
        decision=decision, author=resident, against=moderator, text=garden.say("case-appeal")
    )


def _deletions(garden: Garden) -> None:
    """One thing of each kind in the bin."""
    editor = garden.get("user", "editor")
    page = news(garden, garden.say("binned-title"), live=False)
    garden.put("bin_entry", "page", bin_page(page, editor))
    picture = Picture.objects.create(
        title=garden.say("binned-image"),
        file=ContentFile(factories.image_bytes(), f"{garden.word('binned-file')}.jpg"),
        collection=garden.owner.collection,
    )
    garden.put("binned_image", "image", picture)
    garden.put("bin_entry", "image", bin_upload(picture, editor))


def _waiting(garden: Garden) -> None:
    """Photos and a document that are sent and not yet anywhere; a page kept as a model."""
    editor, site = garden.get("user", "editor"), garden.owner.site
    photos = PhotoSet.objects.create(
        user=editor, site=site, title=garden.say("photos-title"), text=garden.say("photos-text")
    )
    photo = WaitingPhoto.objects.create(
        photo_set=photos,
        file=ContentFile(factories.image_bytes(), "photo.jpg"),
        name=f"{garden.word('photo')}.jpg",
        digest=garden.name,
        width=64,
        height=48,
    )
    garden.put("waiting_photo", "one", photo)
    WaitingDocument.objects.create(
        user=editor,
        site=site,
        file=ContentFile(b"%PDF-1.7", "fichier.pdf"),
        name=f"{garden.word('waiting-document')}.pdf",
    )
    _waiting_minutes(garden)
    start = StartingPoint.objects.create(
        council=council_of(garden),
        page_type="quartiers_pages.newspage",
        name=garden.say("starting-point"),
        content={"title": garden.say("starting-title")},
    )
    garden.put("starting_point", "own", start)


def _waiting_minutes(garden: Garden) -> None:
    """A Word file that was read for a meeting that was held."""
    held = meetings.meeting(garden.owner, "Séance tenue", starts_at=meetings.in_days(-9))
    garden.put("meeting", "held", held)
    content = {
        "title": garden.say("minutes-title"),
        "blocks": [{"type": "text", "value": f"<p>{garden.say('minutes-text')}</p>"}],
        "notes": [garden.say("minutes-note")],
        "day": "",
        "attendance": None,
        "votes": [],
    }
    minutes = WaitingMinutes.objects.create(
        user=garden.get("user", "editor"),
        page=held,
        name=f"{garden.word('waiting-minutes')}.docx",
        content=content,
    )
    WaitingMinutesPicture.objects.create(
        minutes=minutes,
        key="1",
        file=ContentFile(factories.image_bytes(), "image.jpg"),
        alt=garden.say("minutes-alt"),
        width=64,
        height=48,
        position=0,
    )


def _team_changes(garden: Garden) -> None:
    council = council_of(garden)
    sender = garden.of("user").get("lead")
    invitation = Invitation.objects.create(
        council=council,
        address=f"{garden.word('invited').lower()}@exemple.fr",
        roles=["editor"] if council else ["coordinator"],
        note=garden.say("note"),
        sender=sender,
        expires_at=timezone.now() + timedelta(days=7),
    )
    garden.put("invitation", "open", invitation)
    garden.put("code", "own", council.code if council else "portal")
    if council:
        ended = timezone.now()
        garden.put(
            "handover",
            "ended",
            Handover.objects.create(
                council=council, begun_by=sender, ended_at=ended, ended_by=sender
            ),
        )
        garden.put("council", "own", council)


def council_of(garden: Garden) -> Council | None:
    return garden.owner if isinstance(garden.owner, Council) else None
