"""Certificates for one job's mutual TLS. P-256 with ECDSA, because every TLS library has it; these keys protect one
job's transport for hours and sign nothing that lasts.

Between nodes, each makes a key and a self-signed certificate of its own for the one job (`own_credentials`), says so
under its ledger key, and the others trust exactly the certificates that were said (`read_certificate` takes one in).
Such a certificate can sign no other. On one machine, a `JobAuthority` that lives as long as the job signs one
certificate for each party and is then forgotten: its key is never written anywhere.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from puhui.kernel.clock import Clock
from puhui.kernel.errors import Category, PuhuiError
from puhui.kernel.text import Text

_EARLY = timedelta(minutes=5)  # another machine's clock may be behind
_VALID = timedelta(hours=24)
_LONGEST_PEM = 4096


class CertificateRefused(PuhuiError):
    """The bytes are not the certificate that a party makes for one job."""

    category = Category.INTEGRITY
    cause = Text(zh="{owner} 的任务证书不可用：{reason}", en="the job's certificate of {owner} is refused: {reason}")
    remedy = Text(zh="请由 {owner} 重新加入任务", en="{owner} joins the job again")


@dataclass(frozen=True, slots=True)
class Credentials:
    """What one party needs, each in PEM: its certificate, its key, and the certificate (or several) that it trusts."""

    certificate: bytes
    key: bytes
    authority: bytes

    def __repr__(self) -> str:
        return "Credentials(…)"


class JobAuthority:
    """Issues the certificates of one job, valid for a day from `clock`."""

    def __init__(self, job: str, clock: Clock) -> None:
        self._clock = clock
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _named(f"puhui job {job[:16]}")
        usage = x509.KeyUsage(
            digital_signature=False,
            content_commitment=False,
            key_encipherment=False,
            data_encipherment=False,
            key_agreement=False,
            key_cert_sign=True,
            crl_sign=True,
            encipher_only=False,
            decipher_only=False,
        )
        certificate = (
            self._about(self._name, self._key.public_key())
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(usage, critical=True)
            .sign(self._key, hashes.SHA256())
        )
        self.certificate = certificate.public_bytes(serialization.Encoding.PEM)

    def issue(self, party: str, address: str = "127.0.0.1") -> Credentials:
        """A fresh key and its certificate for `party` at an IP `address`."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = (
            self._about(_named(party), key.public_key())
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(
                x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]),
                critical=False,
            )
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))]), critical=False)
            .sign(self._key, hashes.SHA256())
        )
        return Credentials(
            certificate=certificate.public_bytes(serialization.Encoding.PEM),
            key=_private(key),
            authority=self.certificate,
        )

    def _about(self, subject: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
        return _about(subject, self._name, key, self._clock.now())


def own_credentials(job: str, party: str, clock: Clock) -> Credentials:
    """A fresh key and its self-signed certificate, for `party` in one job, valid for a day; it trusts itself alone."""
    key, name = ec.generate_private_key(ec.SECP256R1()), _of_party(job, party)
    certificate = (
        _about(name, name, key.public_key(), clock.now())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]), critical=False
        )
        .sign(key, hashes.SHA256())
        .public_bytes(serialization.Encoding.PEM)
    )
    return Credentials(certificate=certificate, key=_private(key), authority=certificate)


def read_certificate(pem: bytes, job: str, party: str, clock: Clock) -> bytes:
    """The one certificate in `pem`, spelt anew; raises `CertificateRefused`.

    It is `party`'s for this job, signed by its own key, valid now and unable to sign others. Names differ between the
    parties of a job, so that among the trusted ones each is found by its name.
    """
    try:
        _demand(len(pem) <= _LONGEST_PEM, f"more than {_LONGEST_PEM} bytes")
        read = x509.load_pem_x509_certificates(pem)
        _demand(len(read) == 1, "not one certificate")
        certificate = read[0]
        _demand(certificate.subject == _of_party(job, party), "it is of another party or another job")
        _demand(isinstance(certificate.public_key(), ec.EllipticCurvePublicKey), "its key is of another kind")
        certificate.verify_directly_issued_by(certificate)
        constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
        _demand(not constraints.ca, "it could sign other certificates")
        _demand(
            certificate.not_valid_before_utc <= clock.now() < certificate.not_valid_after_utc, "it is not valid now"
        )
    except (ValueError, TypeError, InvalidSignature, x509.ExtensionNotFound, x509.DuplicateExtension) as reason:
        told = str(reason) or type(reason).__name__
        raise CertificateRefused(owner=party, reason=told, party=party, stage="kernel.tls") from None
    return certificate.public_bytes(serialization.Encoding.PEM)


def _about(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _EARLY)
        .not_valid_after(now + _VALID)
    )


def _private(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _demand(condition: bool, otherwise: str) -> None:
    if not condition:
        raise ValueError(otherwise)


def _of_party(job: str, party: str) -> x509.Name:
    return _named(f"{party} {job[:16]}")


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])
