"""Whoever looks after the install can ask how it is, on any host, with or without a database."""

import threading
from types import SimpleNamespace

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import RequestFactory

from sites.councils import stamps
from sites.delivery import errors

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("host", ["lba.quartiers.localhost", "nobody.example", "10.0.0.3", "a,b:1"])
@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_answers_on_any_host(client_for, portal, host, address):
    response = client_for(host).get(address)
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("failure", [OperationalError, InterfaceError])
def test_is_alive_but_not_ready_without_a_database(client_for, monkeypatch, failure):
    def away(*args, **kwargs):
        raise failure("connection refused to 10.1.2.3")

    monkeypatch.setattr(connection, "cursor", away)
    client = client_for("10.0.0.3")
    assert client.get("/healthz").status_code == 200
    response = client.get("/readyz")
    assert response.status_code == 503
    assert b"10.1.2.3" not in response.content


def test_health_costs_no_query(client_for, django_assert_num_queries):
    client = client_for("10.0.0.3")
    with django_assert_num_queries(0):
        client.get("/healthz")


def test_pages_are_unavailable_rather_than_broken_without_a_database(
    client_for, council, monkeypatch
):
    def away(*args, **kwargs):
        raise OperationalError("server closed the connection")

    stamp = SimpleNamespace(objects=SimpleNamespace(values_list=away))
    monkeypatch.setattr(stamps, "Stamp", stamp)
    monkeypatch.setattr(stamps._reader, "_shared", stamps.Numbers())
    monkeypatch.setattr(stamps._reader, "_inside", threading.local())  # a test is a transaction
    response = client_for(council, raise_request_exception=False).get("/")
    assert response.status_code == 503
    assert response["Retry-After"]
    assert "momentanément indisponible" in response.content.decode()


def test_a_fault_of_ours_is_not_called_unavailable():
    try:
        raise ValueError
    except ValueError:
        response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Retry-After" not in response
