"""Certificates that parties make for one job: taken in only as what they must be."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from puhui.kernel import ManualClock
from puhui.kernel.tls import CertificateRefused, JobAuthority, own_credentials, read_certificate

CLOCK = ManualClock(datetime(2026, 3, 2, tzinfo=UTC))
JOB, PARTY = "ab" * 32, "tax-one"


def refused(pem, why, *, job=JOB, party=PARTY, clock=CLOCK):
    with pytest.raises(CertificateRefused) as error:
        read_certificate(pem, job, party, clock)
    assert why in error.value.data["reason"]
    assert error.value.party == party


def test_a_party_makes_its_own_and_the_others_take_it_in():
    made = own_credentials(JOB, PARTY, CLOCK)
    assert read_certificate(made.certificate, JOB, PARTY, CLOCK) == made.certificate
    assert made.authority == made.certificate
    assert b"PRIVATE" not in made.certificate
    assert "PRIVATE" not in repr(made)
    again = own_credentials(JOB, PARTY, CLOCK)
    assert again.key != made.key


def test_only_the_one_certificate_is_taken_of_what_comes_with_it():
    made = own_credentials(JOB, PARTY, CLOCK)
    assert read_certificate(b"# words\n" + made.certificate, JOB, PARTY, CLOCK) == made.certificate
    refused(made.certificate + JobAuthority(JOB, CLOCK).certificate, "not one certificate")
    refused(made.certificate * 9, "more than")
    refused(b"", "")
    refused(made.certificate.replace(b"A", b"B", 5), "")


def test_of_another_party_or_job_or_signed_by_another():
    made = own_credentials(JOB, PARTY, CLOCK)
    refused(made.certificate, "another party", party="bank-one")
    refused(made.certificate, "another party", job="cd" * 32)
    issued = JobAuthority(JOB, CLOCK).issue(f"{PARTY} {JOB[:16]}")
    refused(issued.certificate, "")


def test_one_that_could_sign_others_is_refused():
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{PARTY} {JOB[:16]}")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(CLOCK.now())
        .not_valid_after(CLOCK.now() + timedelta(hours=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    refused(made.public_bytes(serialization.Encoding.PEM), "could sign other")


@pytest.mark.parametrize("hours", [-1, 25])
def test_one_that_is_not_valid_now(hours):
    made = own_credentials(JOB, PARTY, CLOCK)
    refused(made.certificate, "not valid now", clock=ManualClock(CLOCK.now() + timedelta(hours=hours)))
