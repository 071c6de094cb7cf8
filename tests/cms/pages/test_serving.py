"""An uploaded file leaves only where a page that its reader may read offers it."""

import pytest

from sites.councils import roles
from tests.cms import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(council):
    return factories.document_file(council)


@pytest.fixture
def get(client_for):
    """``get(place, user=None)``: the status of the file for somebody on a host."""

    def status(file, place, user=None) -> int:
        return client_for(place, user).get(file.url).status_code

    return status


class TestStrangers:
    def test_get_what_a_published_page_of_the_site_offers(self, get, file, council):
        factories.document(council, file=file)
        assert get(file, council) == 200

    def test_not_what_no_page_offers(self, get, file, council):
        assert get(file, council) == 404

    def test_not_what_a_draft_offers(self, get, file, council):
        factories.document(council, file=file, live=False)
        assert get(file, council) == 404

    def test_not_what_the_draft_of_a_published_page_offers(self, get, file, council):
        page = factories.document(council)
        page.file = file
        page.save_revision()
        assert get(file, council) == 404

    def test_still_what_the_draft_of_a_published_page_left_out(self, get, file, council):
        page = factories.document(council, file=file)
        page.file = None
        page.save_revision()
        assert get(file, council) == 200

    def test_not_once_the_page_is_taken_down(self, get, file, council):
        factories.document(council, file=file).unpublish()
        assert get(file, council) == 404

    def test_not_what_a_private_page_offers(self, get, file, council, make_user):
        factories.make_private(factories.document(council, file=file))
        assert get(file, council) == 404

    def test_not_on_the_site_of_another_council(self, get, file, council, other_council, portal):
        factories.document(council, file=file)
        assert get(file, other_council) == get(file, portal) == 404

    def test_not_on_the_host_of_the_admin(self, get, file, council):
        factories.document(council, file=file)
        assert get(file, "admin") == 404


class TestReadersOfPrivatePages:
    def test_get_what_it_offers(self, get, file, council, resident):
        restriction = factories.make_private(factories.document(council, file=file))
        restriction.restriction_type = restriction.LOGIN
        restriction.save()
        assert get(file, council, resident) == 200

    def test_not_if_the_page_is_for_others(self, get, file, council, resident):
        restriction = factories.make_private(factories.document(council, file=file))
        restriction.restriction_type = restriction.GROUPS
        restriction.save()
        assert get(file, council, resident) == 404


class TestTeams:
    @pytest.mark.parametrize("role", [roles.CONTRIBUTOR, roles.EDITOR, roles.LEAD])
    def test_get_all_files_of_their_council(self, get, file, council, make_user, role):
        user = make_user(role, council)
        assert get(file, "admin", user) == get(file, council, user) == 200

    @pytest.mark.parametrize("role", [roles.CONTRIBUTOR, roles.EDITOR, roles.LEAD])
    def test_none_of_another_council(self, get, file, council, other_council, make_user, role):
        user = make_user(role, other_council)
        assert get(file, "admin", user) == get(file, council, user) == 404

    @pytest.mark.parametrize("role", [roles.MODERATOR])
    def test_none_for_who_writes_nothing(self, get, file, council, make_user, role):
        assert get(file, "admin", make_user(role, council)) == 404
