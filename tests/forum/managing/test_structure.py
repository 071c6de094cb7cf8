"""The tree of forums as its team changes it: order, place, names, closing, removing."""

import pytest
from wagtail.models import ModelLogEntry

from forum.board.forum.models import Forum
from forum.board.forum_conversation import moderating, services
from forum.managing import structure
from forum.managing.log_words import ACTS
from forum.managing.structure import Gone, Refused
from forum.scope.models import ForumScope
from forum.scope.tree import tree
from sites.teams.journal_sources import sentence_of

from .conftest import in_order, tree_of

pytestmark = pytest.mark.django_db


def is_sound() -> bool:
    """Whether the numbers of the tree are those that a fresh computation gives."""
    columns = ("pk", "lft", "rght", "level", "parent_id")
    before = list(Forum.objects.order_by("pk").values_list(*columns))
    Forum.objects.rebuild()
    return before == list(Forum.objects.order_by("pk").values_list(*columns))


def acts() -> list[str]:
    rows = ModelLogEntry.objects.filter(action__startswith="quartiers.forums.").order_by("pk")
    return [
        action.removeprefix("quartiers.forums.") for action in rows.values_list("action", flat=True)
    ]


def test_a_new_forum_stands_at_the_end(root, lead):
    forum = structure.create(root.pk, "Le marché", "Fruits et *légumes*.", lead)
    assert in_order(root)[-1] == "Le marché"
    assert forum.slug == "le-marche"
    assert "<em>légumes</em>" in tree().nodes[forum.pk].about
    assert is_sound()
    assert acts() == ["create"]


def test_one_place_up_or_down(root, forums, lead):
    names = [forum.name for forum in forums]
    structure.shift(forums[2].pk, lead, up=True)
    assert in_order(root) == [names[0], names[2], names[1]]
    structure.shift(forums[0].pk, lead, up=False)
    assert in_order(root) == [names[2], names[0], names[1]]
    assert is_sound()
    assert acts() == ["reorder", "reorder"]


def test_at_either_end_nothing_happens(root, forums, lead):
    names = [forum.name for forum in forums]
    structure.shift(forums[0].pk, lead, up=True)
    structure.shift(forums[-1].pk, lead, up=False)
    structure.shift(root.pk, lead, up=True)
    assert in_order(root) == names
    assert acts() == []


def test_a_forum_moves_among_its_own_neighbours_only(root, forums, lead):
    inner = [structure.create(forums[0].pk, name, "", lead) for name in ("Un", "Deux")]
    structure.shift(inner[1].pk, lead, up=True)
    structure.shift(inner[1].pk, lead, up=True)
    names = [forum.name for forum in forums]
    assert in_order(root) == [names[0], "Deux", "Un", *names[1:]]


def test_a_forum_goes_into_another_with_all_below_it(root, forums, lead):
    inner = structure.create(forums[0].pk, "Dedans", "", lead)
    structure.nest(forums[0].pk, forums[1].pk, lead)
    names = [forum.name for forum in forums]
    assert in_order(root) == [names[1], names[0], "Dedans", names[2]]
    assert tree().nodes[inner.pk].lineage == (root.pk, forums[1].pk, forums[0].pk, inner.pk)
    assert is_sound()


def test_it_cannot_go_below_itself_too_deep_or_into_anothers_tree(
    root, forums, lead, other_council
):
    one = structure.create(forums[0].pk, "Un", "", lead)
    two = structure.create(one.pk, "Deux", "", lead)
    foreign = tree_of(other_council)
    for pk, parent in (
        (forums[0].pk, forums[0].pk),
        (forums[0].pk, two.pk),
        (forums[1].pk, two.pk),
        (forums[0].pk, forums[1].pk),  # it is two levels high
        (forums[0].pk, foreign.pk),
        (root.pk, foreign.pk),
    ):
        before = in_order(root)
        with pytest.raises(Refused):
            structure.nest(pk, parent, lead)
        assert in_order(root) == before
    with pytest.raises(Refused):
        structure.create(two.pk, "Trois", "", lead)
    assert is_sound()


def test_counters_of_a_moved_forum_are_kept(forums, lead, make_user):
    services.open_topic(forums[0].pk, make_user(), "Les pavés", "Deux pavés manquent.")
    structure.nest(forums[0].pk, forums[1].pk, lead)
    forum = Forum.objects.get(pk=forums[0].pk)
    assert (forum.direct_topics_count, forum.direct_posts_count) == (1, 1)
    assert forum.last_post is not None


def test_a_new_name_is_a_new_address_and_writes_nothing_else(forums, lead, make_user):
    stale = Forum.objects.get(pk=forums[0].pk)
    services.open_topic(stale.pk, make_user(), "Les pavés", "Deux pavés manquent.")
    structure.describe(stale.pk, "Rues et places", "Ce qui roule.", lead)
    forum = Forum.objects.get(pk=stale.pk)
    assert (forum.name, forum.slug, forum.description.raw) == (
        "Rues et places",
        "rues-et-places",
        "Ce qui roule.",
    )
    assert forum.direct_topics_count == 1
    structure.describe(stale.pk, "Rues et places", "Ce qui roule.", lead)
    assert acts() == ["edit"]


def test_two_forums_side_by_side_have_two_names(root, forums, lead):
    taken = forums[1].name
    with pytest.raises(Refused):
        structure.create(root.pk, taken.upper(), "", lead)
    with pytest.raises(Refused):
        structure.describe(forums[0].pk, taken, "", lead)
    inner = structure.create(forums[0].pk, taken, "", lead)  # elsewhere it may
    with pytest.raises(Refused):
        structure.nest(inner.pk, root.pk, lead)


def test_a_refused_move_takes_the_new_name_back(root, forums, lead):
    structure.create(forums[1].pk, "Le marché", "", lead)
    with pytest.raises(Refused):
        structure.change(forums[0].pk, "Le marché", "", forums[1].pk, lead)
    assert Forum.objects.get(pk=forums[0].pk).name == forums[0].name


class TestRemoving:
    def test_an_empty_one_goes(self, root, forums, lead):
        structure.remove(forums[1].pk, lead)
        assert forums[1].name not in in_order(root)
        assert is_sound()
        assert acts() == ["delete"]

    def test_one_where_somebody_wrote_stays(self, forums, lead, make_user):
        services.open_topic(forums[0].pk, make_user(), "Les pavés", "Deux pavés manquent.")
        with pytest.raises(Refused):
            structure.remove(forums[0].pk, lead)

    def test_what_is_hidden_counts_too(self, forums, lead, make_user, moderator):
        post = services.open_topic(forums[0].pk, make_user(), "Les pavés", "Deux pavés manquent.")
        moderating.hide(post.pk, moderator)
        with pytest.raises(Refused):
            structure.remove(forums[0].pk, lead)

    def test_one_that_holds_others_and_a_councils_root_stay(self, root, forums, lead):
        structure.create(forums[0].pk, "Dedans", "", lead)
        for pk in (forums[0].pk, root.pk):
            with pytest.raises(Refused):
                structure.remove(pk, lead)

    def test_one_shared_root_stays(self, portal, coordinator):
        for forum in tree_of(None).get_children():
            structure.remove(forum.pk, coordinator)
        with pytest.raises(Refused):
            structure.remove(tree_of(None).pk, coordinator)
        root = structure.create_shared_root("Grands projets", coordinator)
        structure.remove(root.pk, coordinator)

    def test_what_is_gone_is_gone(self, root, forums, lead):
        pk = forums[1].pk
        structure.remove(pk, lead)
        for act in (
            lambda: structure.remove(pk, lead),
            lambda: structure.shift(pk, lead, up=True),
            lambda: structure.describe(pk, "Autre", "", lead),
            lambda: structure.nest(pk, root.pk, lead),
            lambda: structure.create(pk, "Dedans", "", lead),
            lambda: structure.set_state(pk, "locked", "", lead),
        ):
            with pytest.raises(Gone):
                act()


def test_a_council_is_listed_on_other_sites_but_not_twice_on_its_own(
    root, council, other_council, coordinator
):
    structure.spread(root.pk, [council, other_council], coordinator)
    scope = ForumScope.objects.get(root=root)
    assert list(scope.also_on.all()) == [other_council]
    assert tree().nodes[root.pk].also_ids == {other_council.pk}
    structure.spread(root.pk, [other_council], coordinator)
    assert acts() == ["spread"]


def test_a_shared_root_is_everywhere_already(portal, other_council, coordinator):
    with pytest.raises(Gone):
        structure.spread(tree_of(None).pk, [other_council], coordinator)


def test_every_act_has_its_words(root, forums, lead):
    structure.set_state(forums[0].pk, "archived", "Il a fait son temps.", lead)
    entry = ModelLogEntry.objects.get(action="quartiers.forums.archived")
    assert entry.data == {"reason": "Il a fait son temps."}
    assert entry.label == forums[0].name
    for act, (_label, sentence) in ACTS.items():
        assert sentence_of(f"quartiers.forums.{act}") == sentence
    assert "a archivé le forum" in str(sentence_of(entry.action))


def test_the_councils_journal_has_it(root, forums, lead, council):
    structure.shift(forums[0].pk, lead, up=False)
    entry = ModelLogEntry.objects.get(action="quartiers.forums.reorder")
    assert entry.filed.site_id == council.site_id
