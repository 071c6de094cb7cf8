"""A page that was made for somebody is nobody else's."""

import pytest

pytestmark = pytest.mark.django_db

PAGES = ["/", "/actualites/", "/forum/", "/nulle-part/"]


@pytest.mark.parametrize("path", PAGES)
def test_who_is_signed_in_reads_their_pseudonym(client_for, council, resident, path):
    response = client_for(council, resident).get(path)
    assert f"<bdi>{resident.pseudonym}</bdi>" in response.content.decode()
    assert "private" in response["Cache-Control"]
    assert "Cookie" in response["Vary"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_for_everybody_names_nobody_and_does_not_vary_by_cookie(
    client_for, council, resident, path
):
    client_for(council, resident).get(path)
    response = client_for(council).get(path)
    assert resident.pseudonym not in response.content.decode()
    assert "Se connecter" in response.content.decode()
    if path != "/forum/":  # asks for the rights of whoever reads
        assert "Cookie" not in response["Vary"]
    assert "private" not in response.get("Cache-Control", "")


def test_a_session_that_is_over_names_nobody(client_for, council, resident):
    client = client_for(council, resident)
    client.session.flush()
    response = client.get("/")
    assert resident.pseudonym not in response.content.decode()
    assert "private" in response["Cache-Control"]


def test_a_pseudonym_is_text(client_for, council, make_user):
    user = make_user(pseudonym="<b>Gras</b>")
    assert "<b>Gras" not in client_for(council, user).get("/").content.decode()
