"""A street is found as people write it, with its councils; the list comes from a file."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from sites.councils import streets
from sites.councils.models import Street, Stretch
from sites.councils.street_import import import_streets

pytestmark = pytest.mark.django_db

ROWS = [
    ["rue", "conseil"],
    ["rue de Lancry", "cel"],
    ["rue du Faubourg-Saint-Martin", "cel", "lba (impairs 147-)"],
    ["passage du Faubourg", "cel"],
    ["quai de Valmy", "lba", "Château d’Eau – Lancry (-99)"],
    ["rue de l’Aqueduc", "lba"],
    ["rue Saint-Laurent", "cel"],
    ["place du 11-Novembre-1918", "lba"],
    ["rue du 8-Mai-1945", "lba"],
]


@pytest.fixture
def known(council, other_council) -> None:
    import_streets(ROWS, "Liste d’essai")


def names(text: str) -> list[str]:
    return [found.name for found in streets.find(text)]


@pytest.mark.usefixtures("known")
class TestFinding:
    @pytest.mark.parametrize(
        "text",
        [
            "rue de Lancry",
            "RUE DE LANCRY",
            "r. de lancry",
            "lancry",
            "Rue Lancri",
            "12 bis, rue de Lancry 75010 Paris",
            "12 rue de Lancry, Paris",
            "avenue de Lancry",
            "lanc",
        ],
    )
    def test_as_people_write_it(self, text):
        assert names(text)[:1] == ["rue de Lancry"]

    @pytest.mark.parametrize("text", ["fbg st martin", "rue du fg St-Martin", "Faubourg Martin"])
    def test_abbreviated(self, text):
        assert names(text) == ["rue du Faubourg-Saint-Martin"]

    def test_the_kind_decides_between_two_that_both_answer(self):
        assert names("passage faubourg")[0] == "passage du Faubourg"
        assert names("rue faubourg")[0] == "rue du Faubourg-Saint-Martin"

    @pytest.mark.parametrize("text", ["", "   ", "de la", "12", "Champs-Élysées", "%", "'; --"])
    def test_nothing_for_what_is_not_there(self, text):
        assert [name for name in names(text) if "Lancry" in name] == []

    @pytest.mark.parametrize("text", ["8 mai 1945", "rue du 8 mai", "place du 11 novembre"])
    def test_a_date_is_no_number_of_a_house(self, text):
        assert len(names(text)) == 1

    def test_a_very_long_question_is_answered(self):
        assert names("lancry " + "x" * 10_000) == []

    def test_its_councils_come_in_order_with_the_part_of_each(self, council, other_council):
        found = streets.find("fbg st martin")[0]
        assert found.councils == [other_council, council]
        assert [one.words for one in found.stretches] == ["", "numéros impairs, à partir du 147"]
        assert streets.find("valmy")[0].stretches[1].words == "jusqu’au 99"
        assert streets.credits_of([found]) == ["Liste d’essai"]

    def test_costs_four_queries_whatever_is_found(self, django_assert_num_queries):
        with django_assert_num_queries(4):
            streets.find("rue")


class TestImporting:
    def test_again_changes_nothing_and_replacing_forgets_the_rest(self, known):
        again = import_streets(ROWS, "Liste d’essai")
        assert (again.created, again.updated, again.removed) == (0, 8, 0)
        done = import_streets(ROWS[1:3], replace=True)
        assert (done.created, done.updated, done.removed) == (0, 2, 6)
        assert Stretch.objects.count() == 3

    @pytest.mark.parametrize(
        ("line", "words"),
        [
            (["rue de Lancry"], "aucun conseil"),
            (["", "lba"], "le nom de la rue manque"),
            (["x" * 200, "lba"], "trop long"),
            (["rue Neuve", "zzz"], "« zzz »"),
            (["rue Neuve", "lba (gauche)"], "« gauche »"),
            (["rue Neuve", "lba (48-2)"], "du plus petit"),
            (["Rue de l'Aqueduc", "lba"], "déjà"),
        ],
    )
    def test_a_line_that_is_wrong_is_named_and_nothing_is_kept(
        self, council, other_council, line, words
    ):
        with pytest.raises(ValidationError, match="Ligne 3") as error:
            import_streets([["rue de l’Aqueduc", "lba"], ["#"], line])
        assert words in error.value.messages[0].replace("\u00a0", " ")
        assert not Street.objects.exists()

    def test_a_street_ends_after_it_begins_in_the_database_too(self, known):
        stretch = Stretch.objects.first()
        stretch.first, stretch.last = 9, 3
        with pytest.raises(IntegrityError), transaction.atomic():
            stretch.save()


class TestCommand:
    def test_imports_a_file(self, tmp_path, council, capsys):
        path = tmp_path / "rues.csv"
        path.write_text("\ufeffrue;conseil\nrue de l’Aqueduc;lba\n", encoding="utf-8")
        call_command("streets", "import", str(path), "--credit", "Mairie")
        assert "1 nouvelles" in capsys.readouterr().out
        assert Street.objects.get().credit == "Mairie"

    @pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00", b"rue;conseil\n"])
    def test_says_in_one_line_what_is_wrong(self, tmp_path, council, content):
        path = tmp_path / "rues.csv"
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(CommandError) as error:
            call_command("streets", "import", str(path))
        assert "\n" not in str(error.value)
