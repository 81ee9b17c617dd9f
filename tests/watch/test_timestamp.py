"""Timestamps of checkpoints, against replies of OpenSSL's own authority."""

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from foedus.cli.app import app
from foedus.errors import InputError
from foedus.ledger.note import Checkpoint, new_key
from foedus.watch import timestamp

pytestmark = pytest.mark.optional
HEAD = Checkpoint("log", 7, bytes(32))
CONFIG = """
[ v3 ]
extendedKeyUsage = critical,timeStamping
[ tsa ]
default_tsa = one
[ one ]
serial = {0}/serial
tsa_name = yes
signer_cert = {0}/tsa.pem
signer_key = {0}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256, sha512
"""


def openssl(folder: Path, *words: str) -> None:
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root, a timestamp authority under it, and another root that stands for nothing."""
    pytest.importorskip("rfc3161_client", reason="needs the extra `timestamp`")
    if shutil.which("openssl") is None:
        pytest.skip("needs openssl, to be the authority")
    folder = tmp_path_factory.mktemp("tsa")
    (folder / "tsa.cnf").write_text(CONFIG.format(folder))
    (folder / "serial").write_text("01")
    new = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    for name in ("ca", "other"):
        openssl(folder, "req", "-x509", *new, "-keyout", f"{name}.key", "-out", f"{name}.pem",
                "-subj", f"/CN={name}", "-days", "30")  # fmt: skip
    openssl(folder, "req", *new, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=clock")
    openssl(folder, "x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-days",
            "30", "-out", "tsa.pem", "-extfile", "tsa.cnf", "-extensions", "v3")  # fmt: skip
    (folder / "head.tsq").write_bytes(timestamp.request(HEAD))
    openssl(folder, "ts", "-reply", "-config", "tsa.cnf", "-section", "one", "-queryfile",
            "head.tsq", "-out", "head.tsr")  # fmt: skip
    return folder


def test_a_reply_proves_when_the_checkpoint_existed(authority: Path) -> None:
    roots = timestamp.certificates(authority / "ca.pem")
    found = timestamp.proved(HEAD, (authority / "head.tsr").read_bytes(), roots, "head.tsr")
    assert (found.origin, found.size) == ("log", 7)
    assert abs(found.time - datetime.now(UTC)) < timedelta(minutes=10)
    signed = HEAD.signed(new_key("log"))  # signatures that come later change nothing
    assert timestamp.proved(signed, (authority / "head.tsr").read_bytes(), roots, "x") == found


def test_another_checkpoint_another_root_and_a_changed_reply_prove_nothing(authority: Path) -> None:
    reply = (authority / "head.tsr").read_bytes()
    roots = timestamp.certificates(authority / "ca.pem")
    with pytest.raises(timestamp.UnprovedTimeError, match="not of this checkpoint, log of 8"):
        timestamp.proved(Checkpoint("log", 8, bytes(32)), reply, roots, "head.tsr")
    with pytest.raises(timestamp.UnprovedTimeError, match="does not hold"):
        timestamp.proved(HEAD, reply, timestamp.certificates(authority / "other.pem"), "head.tsr")
    forged = reply[:-3] + bytes([reply[-3] ^ 1]) + reply[-2:]
    with pytest.raises((timestamp.UnprovedTimeError, InputError)):
        timestamp.proved(HEAD, forged, roots, "head.tsr")
    with pytest.raises(InputError, match="no reply of a timestamp authority"):
        timestamp.proved(HEAD, b"hello", roots, "head.tsr")


def test_the_commands(authority: Path, tmp_path: Path) -> None:
    head = tmp_path / "head.txt"
    head.write_text(str(HEAD.signed(new_key("log"))))
    run = CliRunner()
    words = ["watch", "timestamp", "request", str(head), "--out", str(tmp_path / "a.tsq")]
    assert run.invoke(app, words).exit_code == 0
    assert (tmp_path / "a.tsq").read_bytes()[:1] == b"0"
    words = ["watch", "timestamp", "verify", str(head), str(authority / "head.tsr"), "--root"]
    done = run.invoke(app, [*words, str(authority / "ca.pem")])
    assert "log, 7 records: existed at" in done.output


def test_what_is_no_certificate(tmp_path: Path) -> None:
    (tmp_path / "x.pem").write_text("no")
    with pytest.raises(InputError, match="no certificates"):
        timestamp.certificates(tmp_path / "x.pem")
    with pytest.raises(InputError, match="cannot be read"):
        timestamp.certificates(tmp_path / "none.pem")
