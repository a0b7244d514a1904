"""Certificates for one job's mutual TLS: a small authority that lives as long as the job, one certificate a party.

The authority signs one certificate for each party and is then forgotten: its key is never written anywhere. Whoever
shows a certificate of any other authority is refused, also one of the same names. P-256 with ECDSA, because every
TLS library has it; these keys protect one job's transport for hours and sign nothing that lasts.
"""

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from puhui.kernel.clock import Clock

_EARLY = timedelta(minutes=5)  # another machine's clock may be behind
_VALID = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Credentials:
    """What one party needs: its certificate, its key and the authority's certificate, each in PEM."""

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
            key=key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            ),
            authority=self.certificate,
        )

    def _about(self, subject: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
        now = self._clock.now()
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - _EARLY)
            .not_valid_after(now + _VALID)
        )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])
