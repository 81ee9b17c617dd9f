"""The command that serves: what it opens, and what it refuses before it listens."""

import socket
import sys
from pathlib import Path

import pytest

from foedus.cli import main
from foedus.cli.web.serve import opened
from foedus.errors import InputError
from foedus.scenario.read import text
from foedus.web.server import _bound
from foedus.web.settings import Settings


def test_what_it_opens(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(text("korea-2025"), "utf-8")
    assert opened(None) == (Path(), "")
    assert opened(str(tmp_path)) == (tmp_path, "")
    assert opened("ukraine-2025") == (Path(), "ukraine-2025")
    assert opened(str(file)) == (tmp_path, "mine")
    file.write_text("foedus: 1\ntitel: x\n", "utf-8")
    with pytest.raises(InputError, match="titel"):
        opened(str(file))


def test_another_address_without_a_token_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("FOEDUS_TOKEN", raising=False)
    monkeypatch.setattr(
        sys, "argv", ["foedus", "serve", str(tmp_path), "--host", "192.0.2.7", "--no-browser"]
    )
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert "nothing says who may enter" in said
    assert "FOEDUS_TOKEN" in said


def test_a_port_that_is_taken_is_one_message(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
        with pytest.raises(InputError, match=r"cannot listen at 127\.0\.0\.1"):
            _bound(Settings(tmp_path, port=port))
    with pytest.raises(InputError, match="cannot listen"):
        _bound(Settings(tmp_path, port=99_999))
