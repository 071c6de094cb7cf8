"""What an editor previews is answered by the site itself, for a minute, to who holds the key."""

import hashlib
import re
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.http import HttpResponse
from django.utils import timezone

from sites.councils.hosts import table
from sites.delivery import previews
from sites.delivery.models import Preview
from tests.factories import host

pytestmark = pytest.mark.django_db

ADMIN = "http://admin.quartiers.localhost:8000"
POLICY = f"default-src 'none'; frame-src https://films.example; frame-ancestors {ADMIN}"
EXPIRED = "L’aperçu a expiré"


def drawn(text: str = "<h1>Brouillon</h1>", **options) -> HttpResponse:
    """An answer as the site's own middleware leaves it."""
    answer = HttpResponse(text, **options)
    answer["Content-Security-Policy"] = POLICY
    return answer


@pytest.fixture
def editor(make_user, council):
    return make_user("editor", council)


@pytest.fixture
def address(council, editor) -> str:
    return previews.keep(drawn(), council.site, editor)


def path_of(address: str) -> str:
    return address.removeprefix(f"http://{host('lba')}:8000")


def is_gone(response) -> bool:
    """Refused in words, telling nothing of what was kept."""
    content = response.content.decode()
    return response.status_code == 404 and "Brouillon" not in content


class TestAnswer:
    def test_comes_from_the_site_without_any_session(self, client_for, council, address):
        assert address.startswith(f"http://{host('lba')}:8000/apercu/")
        response = client_for(council).get(path_of(address))
        assert response.status_code == 200
        assert response.content == b"<h1>Brouillon</h1>"
        assert response["Content-Type"] == "text/html; charset=utf-8"

    def test_is_kept_by_nobody(self, client_for, council, address):
        for path in (path_of(address), "/apercu/inconnu/"):
            response = client_for(council).get(path)
            assert response["Cache-Control"] == "private, no-store"
            assert response["X-Robots-Tag"] == "noindex"
            assert response["Referrer-Policy"] == "no-referrer"
            assert not response.cookies

    def test_may_be_framed_by_the_admin_alone(self, client_for, council, address):
        for path in (path_of(address), "/apercu/inconnu/"):
            response = client_for(council).get(path)
            ancestors = re.findall(r"frame-ancestors ([^;]+)", response["Content-Security-Policy"])
            assert ancestors == [ADMIN]
            assert "unsafe" not in response["Content-Security-Policy"]
            assert "X-Frame-Options" not in response  # it can name no other origin

    def test_has_the_policy_it_was_rendered_with(self, client_for, council, address):
        response = client_for(council).get(path_of(address))
        assert response["Content-Security-Policy"] == POLICY

    def test_keeps_type_status_and_nothing_else(self, client_for, council, editor):
        answer = drawn("{}", status=410, content_type="application/json")
        answer.set_cookie("session", "secret")
        answer["X-Team"] = "secret"
        response = client_for(council).get(path_of(previews.keep(answer, council.site, editor)))
        assert (response.status_code, response["Content-Type"]) == (410, "application/json")
        assert not response.cookies
        assert "X-Team" not in response

    def test_may_be_read_again_within_the_minute(self, client_for, council, address):
        for _time in range(2):
            assert client_for(council).get(path_of(address)).status_code == 200

    @pytest.mark.parametrize("method", ["post", "put", "delete"])
    def test_answers_no_form(self, client_for, council, address, method):
        assert getattr(client_for(council), method)(path_of(address)).status_code == 405
        assert Preview.objects.exists()


class TestRefusal:
    def test_after_a_minute(self, client_for, council, address):
        with time_machine.travel(timezone.now() + timedelta(seconds=61), tick=False):
            response = client_for(council).get(path_of(address))
        assert is_gone(response)
        assert EXPIRED in response.content.decode()

    @pytest.mark.parametrize("key", ["inconnu", "a" * 43, "a" * 3000, "é", "%00", "..%2F"])
    def test_of_a_key_that_was_never_given(self, client_for, council, address, key):
        response = client_for(council).get(f"/apercu/{key}/")
        assert is_gone(response)

    def test_of_the_digest_that_the_table_holds(self, client_for, council, address):
        digest = Preview.objects.get().pk
        assert is_gone(client_for(council).get(f"/apercu/{digest}/"))

    @pytest.mark.parametrize("case", [str.upper, str.lower])
    def test_of_a_key_in_other_letters(self, client_for, council, address, case):
        key = address.split("/")[-2]
        assert is_gone(client_for(council).get(f"/apercu/{case(key)}/"))

    def test_on_every_other_host(self, client_for, other_council, portal, address):
        for place in (other_council, portal, "admin", "localhost", "nobody.example"):
            assert is_gone(client_for(place).get(path_of(address))), place

    def test_of_a_host_that_is_claimed(self, client_for, other_council, address):
        client = client_for(other_council)
        response = client.get(path_of(address), headers={"x-forwarded-host": host("lba")})
        assert is_gone(response)


class TestStore:
    def test_tells_no_key(self, address):
        key = address.split("/")[-2]
        assert len(key) == 43  # 32 bytes
        kept = Preview.objects.get()
        assert kept.pk == hashlib.sha256(key.encode()).hexdigest()
        assert key not in "".join(map(str, vars(kept).values()))

    def test_gives_every_preview_a_key_of_its_own(self, council, editor):
        addresses = {previews.keep(drawn(), council.site, editor) for _time in range(5)}
        assert len(addresses) == 5

    def test_lies_in_the_database_alone(self, client_for, council, address):
        """What one process keeps, every other one hands out: no memory, no cache."""
        from django.core.cache import caches

        for cache in caches.all(initialized_only=True):
            cache.clear()
        assert client_for(council).get(path_of(address)).status_code == 200
        Preview.objects.all().delete()
        assert is_gone(client_for(council).get(path_of(address)))

    def test_keeps_a_few_for_each_person(self, council, editor, make_user):
        colleague = make_user("editor", council)
        theirs = previews.keep(drawn(), council.site, colleague)
        for number in range(previews.MOST_KEPT + 3):
            last = previews.keep(drawn(str(number)), council.site, editor)
        assert Preview.objects.filter(owner=editor).count() == previews.MOST_KEPT
        assert previews.find(last.split("/")[-2], council.site)
        assert previews.find(theirs.split("/")[-2], council.site)

    def test_refuses_what_is_too_long(self, council, editor):
        with pytest.raises(previews.TooLong):
            previews.keep(drawn("a" * (previews.MOST_BYTES + 1)), council.site, editor)
        assert not Preview.objects.exists()

    def test_is_emptied_by_the_schedule(self, council, editor):
        previews.keep(drawn("old"), council.site, editor)
        with time_machine.travel(timezone.now() + timedelta(seconds=61), tick=False):
            previews.keep(drawn("new"), council.site, editor)
            call_command("tick")
            assert Preview.objects.count() == 1

    def test_goes_with_the_site_and_the_person(self, council, editor, address):
        assert Preview._meta.get_field("site").remote_field.on_delete.__name__ == "CASCADE"
        editor.delete()
        assert not Preview.objects.exists()


def test_a_site_that_is_not_in_the_table_hands_out_nothing(client_for, council, address):
    assert host("lba") in table().hosts
    council.site.hostname = "ailleurs.example"
    council.site.save()
    assert is_gone(client_for(host("lba")).get(path_of(address)))
