"""The log of moderation is added to, and that is all."""

import pytest
from django.db import DatabaseError, connection, transaction

from sites.delivery.append_only import AppendOnly
from sites.moderation import deciding
from sites.moderation.models import ModerationEntry
from sites.moderation.rights import circle_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(suspend, moderator, resident, council) -> ModerationEntry:
    suspend(moderator, resident, council)
    return ModerationEntry.objects.get()


def test_a_decision_leaves_a_line_without_names_or_texts(line, moderator, resident, council):
    assert (line.act, line.by, line.account, line.council) == (
        "suspension.decided", moderator, resident, council
    )  # fmt: skip
    assert set(line.facts) == {"rule", "starts_at", "ends_at"}


CHANGES = {
    "save": lambda line: line.save(),
    "save some": lambda line: line.save(update_fields=["act"]),
    "delete": lambda line: line.delete(),
    "update": lambda line: ModerationEntry.objects.update(act="x"),
    "delete all": lambda line: ModerationEntry.objects.all().delete(),
    "bulk update": lambda line: ModerationEntry.objects.bulk_update([line], ["act"]),
    "update or create": lambda line: ModerationEntry.objects.update_or_create(
        pk=line.pk, defaults={"act": "x"}
    ),
    "bulk create over": lambda line: ModerationEntry.objects.bulk_create([line]),
    "conflicts": lambda line: ModerationEntry.objects.bulk_create(
        [], update_conflicts=True, unique_fields=["pk"], update_fields=["act"]
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_nothing_changes_a_line_through_the_orm(line, name):
    line.act = "x"
    with pytest.raises(AppendOnly):
        CHANGES[name](line)
    assert ModerationEntry.objects.get().act == "suspension.decided"


def test_a_line_cannot_be_written_over_by_its_key(line):
    with pytest.raises(DatabaseError), transaction.atomic():
        ModerationEntry(pk=line.pk, act="x", about="suspension", about_id=1).save()
    assert ModerationEntry.objects.get().act == "suspension.decided"


@pytest.mark.postgres
@pytest.mark.parametrize("sql", ["UPDATE {} SET act = 'x'", "DELETE FROM {}"])
def test_nor_by_sql(line, sql):
    table = ModerationEntry._meta.db_table
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(sql.format(table))
    assert ModerationEntry.objects.get().act == "suspension.decided"


def test_deleting_the_people_leaves_the_lines(line, moderator, resident):
    moderator_id, resident_id = moderator.pk, resident.pk
    resident.delete()
    moderator.delete()
    kept = ModerationEntry.objects.get()
    assert (kept.by_id, kept.account_id) == (moderator_id, resident_id)


def test_every_act_is_written_down(suspend, moderator, administrator, resident, council):
    suspension = suspend(moderator, resident, None)
    deciding.confirm(circle_of(administrator), suspension.pk)
    deciding.lift(circle_of(administrator), suspension.pk, "Erreur.")
    suspension = suspend(moderator, resident, None)
    deciding.decline(circle_of(administrator), suspension.pk, "Non.")
    acts = list(ModerationEntry.objects.order_by("pk").values_list("act", flat=True))
    assert acts == [
        "suspension.proposed", "suspension.confirmed", "suspension.lifted",
        "suspension.proposed", "suspension.declined",
    ]  # fmt: skip


def test_what_fails_leaves_no_line(suspend, moderator, resident, council, monkeypatch):
    from sites.moderation import letters

    def broken(suspension):
        raise RuntimeError

    monkeypatch.setattr(letters, "tell_suspended", broken)
    with pytest.raises(RuntimeError), transaction.atomic():
        suspend(moderator, resident, council)
    assert not ModerationEntry.objects.exists()
    assert not resident.suspensions.exists()
