"""TLS by the web server itself, under the production settings."""

import datetime as dt
import ipaddress
import ssl
import urllib.request
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from backend.config.supervisor.health import free_port
from tests.factories.folders import open_folder
from tests.factories.served import served, wait_until

pytestmark = pytest.mark.long


def own_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that signs itself, and its key as PKCS#8."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder(
            name, name, key.public_key(), x509.random_serial_number(), now, now + dt.timedelta(days=1)
        )
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    encoding = serialization.Encoding.PEM
    (folder / "full.pem").write_bytes(certificate.public_bytes(encoding))
    (folder / "key.pem").write_bytes(
        key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return folder / "full.pem", folder / "key.pem"


def answer_of(address: str, certificate: Path) -> int:
    trusting = ssl.create_default_context(cafile=str(certificate))
    try:
        with urllib.request.urlopen(address, context=trusting, timeout=10) as response:
            return int(response.status)
    except OSError:
        return 0


def test_the_web_server_speaks_tls_under_the_production_settings() -> None:
    with open_folder() as folder:
        certificate, key = own_certificate(folder)
        port = free_port("127.0.0.1", 18443)
        settings = {
            "DJANGO_SETTINGS_MODULE": "backend.config.settings.production",
            "ONCULTURE_ADDRESS": f"https://127.0.0.1:{port}",
            "ONCULTURE_SECRET_KEY": "long-enough-for-a-test-of-the-production-settings",
            "ONCULTURE_TLS_CERTIFICATE": str(certificate),
            "ONCULTURE_TLS_KEY": str(key),
        }
        with served(folder / "var", port=port, **settings) as product:
            assert product.address == f"https://127.0.0.1:{port}"
            wait_until(lambda: answer_of(f"{product.address}/readyz", certificate) == 200, seconds=60)
