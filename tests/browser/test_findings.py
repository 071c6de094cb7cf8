"""The checks can fail: a page with every fault is found out."""

import http.server
import threading

import pytest

from deploy.live import visit as check
from deploy.live.browser import View
from deploy.live.markup import markup_findings

BAD = b"""<!doctype html><html><head><title>Mauvaise page</title></head><body>
<p style="width:2000px">large</p><img src="http://other.localhost:9/x.png">
<script>localStorage.setItem("a", "b"); throw new Error("boom")</script>
<script src="/missing.js"></script>%s</body></html>""" % (b"<b></b>" * 500)


class BadPage(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(404 if self.path == "/missing.js" else 200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Set-Cookie", "sessionid=1")
        self.end_headers()
        self.wfile.write(BAD)

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def bad_url():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), BadPage)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://lba.quartiers.localhost:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def seen(browser, bad_url):
    with check.visit(browser, bad_url, View(320, "light")) as visited:
        yield visited


def said(findings) -> str:
    return "\n".join(findings)


def test_axe_finds_a_missing_language_and_alternative(seen):
    found = said(check.axe_findings(seen.page))
    assert "html-has-lang" in found
    assert "image-alt" in found


def test_overflow_names_the_element(seen):
    assert "because of: p" in said(check.overflow_findings(seen.page))


def test_console_errors_and_missing_files_are_found(seen):
    found = said(check.console_findings(seen))
    assert "boom" in found
    assert "404 for" in found


def test_cookies_storage_and_third_parties_are_found(seen):
    found = said(check.privacy_findings(seen, form_page=False))
    for fault in ("other.localhost", "cookie", "sessionid", "storage"):
        assert fault in found


def test_weights_are_found(seen):
    found = said(check.weight_findings(seen, check.TEXT))
    assert "elements, at most 300" in found
    assert "EcoIndex" in found


def test_the_html_checker_finds_errors(tmp_path):
    (tmp_path / "bad.html").write_bytes(BAD)
    (tmp_path / "good.html").write_text(
        "<!doctype html><html lang='fr'><head><title>x</title></head><body><h1>x</h1></body></html>"
    )
    found = markup_findings(tmp_path)
    assert set(found) == {"bad"}
