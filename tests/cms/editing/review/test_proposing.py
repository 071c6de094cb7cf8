"""Contributors propose; their council's editors and leads decide; nobody else sees any of it."""

import json

import pytest
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, TaskState, Workflow, WorkflowPage, WorkflowState

from cms.editing.review import provisioning
from cms.editing.review.models import ALONE, APPROVE, PUBLISHED_ALONE, SEND_BACK, ReviewSettings
from sites.accounts.models import User
from sites.councils import onboarding, role_groups
from sites.councils.roles import (
    ADMINISTRATOR,
    CONTRIBUTOR,
    COORDINATOR,
    EDITOR,
    INTEGRATOR,
    LEAD,
    MODERATOR,
)
from sites.teams.duties import Duty, duties_for
from sites.teams.scope import scope_for
from tests.cms import factories
from tests.cms.page_forms import posted
from tests.factories import LBA

pytestmark = pytest.mark.django_db


def fresh(page: Page) -> Page:
    return Page.objects.get(pk=page.pk)


def decide(action: str, **extra) -> dict:
    """What the editor's script sends when one of the review's buttons is pressed."""
    return {
        "action-workflow-action": "true",
        "workflow-action-name": action,
        "workflow-action-extra-data": json.dumps(extra),
    }


def task_state(page: Page) -> TaskState:
    return fresh(page).current_workflow_state.current_task_state


def buttons(client, page: Page) -> list[str]:
    """The names of the buttons below a page, the main one first."""
    menu = client.get(f"/admin/pages/{page.pk}/edit/").context["action_menu"]
    return [item.name for item in (menu.default_item, *menu.menu_items) if item]


def told(user: User, words: str, page: Page) -> list[Duty]:
    """What the first screen says to ``user`` of ``page``, in lines that begin with ``words``."""
    address = f"/admin/pages/{page.pk}/edit/"
    duties = duties_for(scope_for(user))
    return [one for one in duties if one.url == address and one.text.startswith(words)]


class TestEachSiteHasItsOwn:
    def test_from_its_beginning(self, council, other_council, portal):
        attached = WorkflowPage.objects.in_bulk(
            [owner.site.root_page_id for owner in (council, other_council, portal)]
        )
        assert len({row.workflow_id for row in attached.values()}) == 3

    def test_made_again_changes_nothing(self, council):
        before = WorkflowPage.objects.get(page=council.site.root_page_id).workflow_id
        onboarding.create_council(LBA)
        provisioning.sync_after_migrate(sender=None)
        assert WorkflowPage.objects.get(page=council.site.root_page_id).workflow_id == before

    def test_leaves_alone_what_an_administrator_chose(self, council):
        theirs = Workflow.objects.create(name="À part")
        WorkflowPage.objects.filter(page=council.site.root_page_id).update(workflow=theirs)
        provisioning.sync(council.site)
        assert fresh(factories.home(council)).get_workflow() == theirs

    def test_made_for_a_site_that_was_there_before(self, council):
        workflow = WorkflowPage.objects.get(page=council.site.root_page_id).workflow
        workflow.workflow_tasks.all()[0].task.specific.delete()
        workflow.delete()
        provisioning.sync_after_migrate(sender=None)
        assert fresh(factories.home(council)).has_workflow


class TestButtons:
    def test_who_may_not_publish_proposes(self, desk, people, draft):
        assert buttons(desk(people.contributor), draft) == ["action-submit", "action-save-draft"]

    @pytest.mark.parametrize("who", ["editor", "lead"])
    def test_who_may_publish_publishes(self, desk, people, draft, who):
        names = buttons(desk(getattr(people, who)), draft)
        assert names[0] == "action-publish"
        assert names.index("action-submit") > names.index("action-save-draft")

    def test_while_it_waits_its_author_may_take_it_back(self, desk, people, propose, draft):
        assert buttons(desk(people.contributor), propose(draft)) == ["action-cancel-workflow"]

    def test_while_it_waits_others_decide(self, desk, people, propose, draft):
        names = buttons(desk(people.editor), propose(draft))
        assert names[:2] == [APPROVE, SEND_BACK]
        assert "action-publish" not in names
        assert "action-cancel-workflow" not in names

    def test_say_what_they_do(self, desk, people, propose, draft):
        address = f"/admin/pages/{draft.pk}/edit/"
        asks = desk(people.contributor).get(address).content.decode()
        assert "Proposer à la relecture" in asks
        assert "Publier plus tard" not in asks
        propose(draft)
        decides = desk(people.editor).get(address).content.decode()
        for words in (
            "Valider et publier",
            "Renvoyer avec un mot",
            "Sureau</b> propose cette page",
        ):
            assert words in decides
        waits = desk(people.contributor).get(address).content.decode()
        for words in ("Retirer la demande", "Attend une relecture", "ne change pas d’ici là"):
            assert words in waits

    def test_a_new_page_is_proposed_in_one_step(self, desk, people, council):
        section = factories.section(council, "le-conseil")
        address = reverse(
            "wagtailadmin_pages:add", args=["quartiers_pages", "standardpage", section.pk]
        )
        client = desk(people.contributor)
        assert "Proposer à la relecture" in client.get(address).content.decode()
        data = posted(client.get(address).context["form"])
        client.post(address, data | {"title": "Neuf", "slug": "neuf", "action-submit": "1"})
        page = Page.objects.get(slug="neuf")
        assert page.workflow_in_progress
        assert not page.live


class TestDeciding:
    @pytest.mark.parametrize("who", ["editor", "lead"])
    def test_publishes(self, send, people, propose, draft, who):
        send(getattr(people, who), propose(draft), **decide(APPROVE))
        assert fresh(draft).live
        assert fresh(draft).current_workflow_state is None

    def test_publishes_what_the_reviewer_corrected(self, send, people, propose, draft):
        send(people.editor, propose(draft), title="Le banc vert", **decide(APPROVE))
        assert fresh(draft).title == "Le banc vert"

    def test_sends_back_with_a_word(self, send, people, propose, draft):
        send(people.editor, propose(draft), **decide(SEND_BACK, comment="Et l’heure ?"))
        page = fresh(draft)
        assert not page.live
        assert not page.workflow_in_progress
        [back] = told(people.contributor, "Reprendre", draft)
        assert "Et l’heure ?" in back.detail

    def test_never_without_a_word(self, send, people, propose, draft):
        assert send(people.editor, propose(draft), **decide(SEND_BACK)).status_code == 400
        assert fresh(draft).workflow_in_progress

    def test_what_came_back_is_changed_and_proposed_again(self, send, desk, people, propose, draft):
        send(people.editor, propose(draft), **decide(SEND_BACK, comment="Et l’heure ?"))
        screen = desk(people.contributor).get(f"/admin/pages/{draft.pk}/edit/").content.decode()
        assert "À reprendre" in screen
        assert "Et l’heure ?" in screen
        assert "Proposer de nouveau" in screen
        send(people.contributor, draft, title="À 19 h", **{"action-submit": "1"})
        assert told(people.editor, "Relire et publier", draft)
        send(people.lead, draft, **decide(APPROVE))
        assert fresh(draft).live
        assert fresh(draft).title == "À 19 h"

    def test_the_word_is_asked_for_in_a_window(self, desk, people, propose, draft):
        args = [propose(draft).pk, SEND_BACK, task_state(draft).pk]
        address = reverse("wagtailadmin_pages:collect_workflow_action_data", args=args)
        client = desk(people.editor)
        assert "Que faut-il reprendre" in client.get(address).content.decode()
        sent = client.post(address, {}, headers={"x-requested-with": "XMLHttpRequest"})
        assert "Dites en un mot" in sent.content.decode()

    def test_its_author_takes_it_back(self, send, people, propose, draft):
        send(people.contributor, propose(draft), **{"action-cancel-workflow": "1"})
        assert fresh(draft).current_workflow_state is None
        assert not fresh(draft).live
        assert told(people.editor, "Relire et publier", draft) == []

    def test_does_not_change_under_the_reviewer(self, send, people, propose, draft):
        send(people.contributor, propose(draft), title="Autre chose")
        assert fresh(draft).get_latest_revision_as_object().title == "Le banc"


class TestAlone:
    """Who asked for a second look goes without one on purpose only."""

    @pytest.fixture
    def asked(self, draft_of, council, people, send) -> Page:
        page = draft_of(people.editor, council, "Le mien")
        send(people.editor, page, **{"action-submit": "1"})
        assert fresh(page).workflow_in_progress
        return page

    def test_is_offered_other_words(self, desk, people, asked):
        names = buttons(desk(people.editor), asked)
        assert ALONE in names
        assert names[0] == "action-save-draft"
        assert not {APPROVE, SEND_BACK, "action-publish"} & set(names)

    @pytest.mark.parametrize(
        "fields",
        [
            {"action-publish": "maintenant"},
            {"action-publish": "plus-tard", "go_live_at": "2030-01-01T10:00"},
            decide(APPROVE),
            decide(ALONE),
            decide(ALONE, confirmed=False),
        ],
    )
    def test_publishes_nothing_otherwise(self, send, people, asked, fields):
        send(people.editor, asked, title="Corrigé", **fields)
        page = fresh(asked)
        assert not page.live
        assert page.workflow_in_progress
        assert not page.approved_schedule

    def test_loses_nothing_when_refused(self, send, people, asked):
        send(people.editor, asked, title="Corrigé", **{"action-publish": "maintenant"})
        assert fresh(asked).get_latest_revision_as_object().title == "Corrigé"

    def test_publishes_and_the_history_says_so(self, send, people, asked):
        send(people.editor, asked, **decide(ALONE, confirmed=True))
        assert fresh(asked).live
        entry = PageLogEntry.objects.get(page=asked.pk, action=PUBLISHED_ALONE)
        assert entry.user == people.editor

    def test_not_among_several_either(self, desk, people, asked):
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        desk(people.editor).post(f"{address}?id={asked.pk}", {"include_descendants": ""})
        assert not fresh(asked).live
        assert fresh(asked).workflow_in_progress


FIRST = {"action-submit": "1"}
PUBLISH = {"action-publish": "maintenant"}
LATER = {"action-publish": "plus-tard", "go_live_at": "2030-01-01T10:00"}


class TestWhoMay:
    """Each role against each act on a page of the council that waits for a review."""

    ROLES = {
        CONTRIBUTOR: False,
        EDITOR: True,
        LEAD: True,
        MODERATOR: False,
        INTEGRATOR: False,
        COORDINATOR: False,
        ADMINISTRATOR: True,
    }
    PER_COUNCIL = {CONTRIBUTOR, EDITOR, LEAD, MODERATOR}

    @pytest.fixture(params=[*ROLES, "editor elsewhere", "lead elsewhere", "suspended editor"])
    def somebody(self, request, make_user, council, other_council) -> tuple[User, bool]:
        role = request.param
        if role == "suspended editor":
            user = make_user(EDITOR, council)
            user.groups.clear()  # as moderation sets roles aside
            return user, False
        if role.endswith("elsewhere"):
            return make_user(role.split()[0], other_council), False
        user = make_user(role, council if role in self.PER_COUNCIL else None)
        return user, self.ROLES[role]

    def attempts(self, page: Page) -> list[tuple[str, dict]]:
        edit, state = f"/admin/pages/{page.pk}/edit/", task_state(page).pk
        act = [
            reverse("wagtailadmin_pages:workflow_action", args=[page.pk, name, state])
            for name in (APPROVE, ALONE)
        ]
        return [
            (edit, decide(APPROVE)),
            (edit, decide(ALONE, confirmed=True)),
            (edit, PUBLISH),
            (edit, LATER),
            (edit, FIRST),
            *((address, {"confirmed": "on"}) for address in act),
        ]

    def test_decide(self, somebody, desk, propose, draft):
        user, may = somebody
        client = desk(user)
        for address, fields in self.attempts(propose(draft)):
            if not may or ALONE not in address + fields.get("workflow-action-name", ""):
                form = client.get(f"/admin/pages/{draft.pk}/edit/")
                data = posted(form.context["form"]) if form.status_code == 200 else {}
                client.post(address, data | fields)
                if may:
                    break
        page = fresh(draft)
        assert page.live is may
        assert page.workflow_in_progress is not may
        assert not page.approved_schedule

    def test_read_its_screens(self, somebody, desk, propose, draft):
        user, may = somebody
        propose(draft)
        args = [draft.pk, SEND_BACK, task_state(draft).pk]
        for name in ("workflow_action", "collect_workflow_action_data"):
            answer = desk(user).get(reverse(f"wagtailadmin_pages:{name}", args=args))
            assert (answer.status_code == 200) is may
            assert may or "Le banc" not in answer.content.decode()

    def test_are_told_on_the_first_screen(self, somebody, propose, draft):
        user, may = somebody
        propose(draft)
        assert bool(told(user, "Relire et publier", draft)) is may


class TestRolesThatChange:
    def test_who_is_no_editor_any_more_decides_nothing(self, desk, people, propose, draft):
        client = desk(people.editor)
        data = posted(client.get(f"/admin/pages/{propose(draft).pk}/edit/").context["form"])
        people.editor.groups.clear()
        client.post(f"/admin/pages/{draft.pk}/edit/", data | decide(APPROVE))
        assert not fresh(draft).live
        assert fresh(draft).workflow_in_progress

    def test_a_page_whose_author_is_gone_can_still_be_decided(self, send, people, propose, draft):
        propose(draft)
        people.contributor.delete()
        assert told(people.editor, "Relire et publier", draft)
        assert "Attend une relecture" in (
            send(people.editor, draft, title="x" * 300).content.decode()
        )
        send(people.editor, draft, **decide(APPROVE))
        assert fresh(draft).live

    def test_a_page_whose_author_is_suspended_too(self, send, people, propose, draft):
        propose(draft)
        people.contributor.groups.clear()
        send(people.editor, draft, **decide(APPROVE))
        assert fresh(draft).live


class TestSwitchedOff:
    @pytest.fixture
    def off(self, council):
        setting = ReviewSettings.for_site(council.site)
        setting.is_on = False
        setting.save()
        return setting

    def test_nobody_is_offered_it(self, desk, people, draft, off):
        assert buttons(desk(people.contributor), draft) == ["action-save-draft"]
        assert "action-submit" not in buttons(desk(people.editor), draft)

    def test_nothing_can_be_proposed(self, send, people, draft, off):
        send(people.contributor, draft, **FIRST)
        assert fresh(draft).current_workflow_state is None

    def test_what_waited_or_came_back_is_a_draft_again(
        self, send, people, propose, draft, draft_of, council, off
    ):
        off.is_on = True
        off.save()
        other = draft_of(people.contributor, council)
        send(people.editor, propose(other), **decide(SEND_BACK, comment="Et l’heure ?"))
        propose(draft)
        off.is_on = False
        off.save()
        assert not WorkflowState.objects.active().exists()
        assert fresh(draft).get_latest_revision_as_object().title == "Le banc"

    def test_another_council_keeps_its_own(self, other_council, off):
        assert fresh(factories.home(other_council)).has_workflow

    @pytest.mark.parametrize(
        ("role", "may"), [(CONTRIBUTOR, False), (EDITOR, True), (LEAD, True), (MODERATOR, False)]
    )
    def test_by_its_editors_and_leads(self, client_for, make_user, council, role, may):
        args = ["quartiers_review", "reviewsettings", council.site_id]
        address = reverse("wagtailsettings:edit", args=args)
        client_for("admin", make_user(role, council)).post(address, {})
        assert provisioning.is_on(council.site) is not may

    def test_not_by_those_of_another_council(self, client_for, make_user, council, other_council):
        args = ["quartiers_review", "reviewsettings", council.site_id]
        address = reverse("wagtailsettings:edit", args=args)
        client = client_for("admin", make_user(LEAD, other_council))
        assert client.get(address).status_code == 404
        client.post(address, {})
        assert provisioning.is_on(council.site)


class TestSecond:
    """The first decision stands; the second reads so and loses nothing."""

    def test_reads_who_was_first(self, desk, send, people, propose, draft):
        client = desk(people.lead)
        address = f"/admin/pages/{propose(draft).pk}/edit/"
        data = posted(client.get(address).context["form"]) | {"title": "Ma version"}
        send(people.editor, draft, **decide(APPROVE))
        sent = client.post(address, data | decide(SEND_BACK, comment="Non"), follow=True)
        assert "Aubépine a publié cette page avant vous" in sent.content.decode()
        assert fresh(draft).live
        assert fresh(draft).title == "Le banc"
        assert fresh(draft).get_latest_revision_as_object().title == "Ma version"

    def test_changes_nothing(self, people, propose, draft):
        waiting = task_state(propose(draft))
        task = waiting.task.specific
        task.on_action(waiting, people.editor, APPROVE)
        task.on_action(waiting, people.lead, SEND_BACK, comment="Non")
        assert fresh(draft).live
        assert TaskState.objects.get(pk=waiting.pk).finished_by == people.editor

    def test_proposing_twice_is_proposing_once(self, people, propose, draft):
        propose(draft)
        workflow = fresh(draft).get_workflow()
        workflow.start(draft, people.contributor)
        assert WorkflowState.objects.active().count() == 1

    def test_taking_back_what_was_decided_changes_nothing(self, people, propose, draft):
        state = fresh(propose(draft)).current_workflow_state
        waiting = task_state(draft)
        waiting.task.specific.on_action(waiting, people.editor, APPROVE)
        state.cancel(user=people.contributor)
        state.refresh_from_db()
        assert state.status == WorkflowState.STATUS_APPROVED


def test_an_author_reads_what_they_wait_for(people, propose, draft):
    propose(draft)
    [duty] = told(people.contributor, "", draft)
    assert "attend une relecture" in duty.text


def test_somebody_of_two_councils_reads_both(
    make_user, council, other_council, draft_of, send, people
):
    both = make_user(EDITOR, council)
    both.groups.add(role_groups.group_for(LEAD, other_council))
    author = make_user(CONTRIBUTOR, other_council)
    pages = [(council, people.contributor), (other_council, author)]
    for owner, who in pages:
        page = draft_of(who, owner)
        send(who, page, **FIRST)
        [duty] = told(both, "Relire et publier", page)
        assert duty.owner == owner
        assert bool(told(people.editor, "Relire et publier", page)) is (owner == council)
