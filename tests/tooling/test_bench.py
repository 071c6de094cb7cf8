"""The bench says honestly when a bar is missed, and stops at a page that is broken."""

import http.server
import os
import threading
import time

import pytest

from deploy.bench.__main__ import line
from deploy.bench.load import Sample, hammer
from deploy.bench.processes import spent


def samples(*totals: float) -> list[Sample]:
    return [Sample(total, 0.0, 100) for total in totals]


@pytest.mark.parametrize(
    ("mine", "verdict"), [(samples(2, 2, 9), "ok"), (samples(4, 4, 1), "NOT MET")]
)
def test_the_verdict_is_the_median_of_the_rounds(mine, verdict):
    text = line("home", mine, samples(1, 1, 1), 3.0, (5, 12), "home")
    assert f"≤ 3.0 {verdict}" in text


def test_too_many_queries_are_not_met():
    text = line("home", samples(1), samples(1), 3.0, (13, 12), "home")
    assert "13 ≤ 12 NOT MET" in text


@pytest.fixture
def port():
    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200 if self.headers["Host"] == "good" else 500)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_load_is_bounded_in_time_and_counts_answers(port):
    began = time.monotonic()
    assert hammer(port, "good", "/", 200, 0.2) > 0
    assert time.monotonic() - began < 5


def test_a_broken_page_stops_the_measure(port):
    with pytest.raises(RuntimeError, match="gives 500, not 200"):
        hammer(port, "bad", "/", 200, 5)


def test_cpu_time_grows_with_work_and_a_gone_process_counts_nothing():
    before = spent([os.getpid()])
    deadline = time.process_time() + 0.1
    while time.process_time() < deadline:
        pass
    assert spent([os.getpid()]) - before >= 0.05
    assert spent([2**22 + 1]) == 0
