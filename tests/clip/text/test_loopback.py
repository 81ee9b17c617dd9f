"""A server of this machine is read; redirects, errors and floods are not."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from foedus.clip.text.loopback import fetch
from foedus.clip.text.original import load
from foedus.errors import DataError


class Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/away"):
            self.send_response(302)
            self.send_header("Location", "http://example.org/")
            self.end_headers()
            return
        if self.path != "/page?x=1":
            self.send_error(404)
            return
        body = b"Hart said the pact would hold in every year to come."
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Pages)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_page_is_read(address: str) -> None:
    assert load(f"{address}/page?x=1").text.startswith("Hart said")


def test_too_much_is_cut_off(address: str) -> None:
    assert len(fetch(f"{address}/page?x=1", 10)) <= 10 + 65_536


@pytest.mark.parametrize(("path", "words"), [("/away", "302 .redirects"), ("/none", "404")])
def test_redirects_are_not_followed_and_errors_told(address: str, path: str, words: str) -> None:
    with pytest.raises(DataError, match=words):
        fetch(address + path, 1000)


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(DataError, match="nothing could be read"):
        fetch("http://127.0.0.1:9/x", 1000)
