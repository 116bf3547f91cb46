"""Signs a model in the ways of model_signing. Argument: an empty directory.

Writes model/, the keys and certificates that verify it, and a signature for each way, beside it or within it.
"""

import datetime
import sys
from pathlib import Path

import numpy as np
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from model_signing import hashing, signing
from safetensors.numpy import save_file

ROOT = Path(sys.argv[1])
MODEL = ROOT / "model"
CURVES = {"p256": ec.SECP256R1(), "p384": ec.SECP384R1(), "p521": ec.SECP521R1()}
NOW = datetime.datetime.now(datetime.timezone.utc)


def write_model() -> None:
    (MODEL / "sub").mkdir(parents=True)
    save_file({"a": np.ones((3, 2), "f4")}, MODEL / "model.safetensors")
    (MODEL / "config.json").write_text("{}")
    (MODEL / "sub" / "README.md").write_text("A model\n")
    (MODEL / ".gitattributes").write_text("*.safetensors filter=lfs\n")


def new_key(name: str, curve: ec.EllipticCurve):
    key = ec.generate_private_key(curve)
    pem = serialization.PrivateFormat.PKCS8
    (ROOT / f"{name}.key").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, pem, serialization.NoEncryption())
    )
    spki = serialization.PublicFormat.SubjectPublicKeyInfo
    (ROOT / f"{name}.pub").write_bytes(key.public_key().public_bytes(serialization.Encoding.PEM, spki))
    return key


def certify(name, key, issuer, issuer_key, extensions, start=-1, days=365):
    """A certificate of `name`, written to a file of that name."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW + datetime.timedelta(days=start))
        .not_valid_after(NOW + datetime.timedelta(days=start + days))
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    certificate = builder.sign(issuer_key or key, hashes.SHA256())
    (ROOT / f"{name}.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return certificate


def usage(sign: bool, certify_others: bool):
    flags = dict.fromkeys(
        ["content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "encipher_only"], False
    )
    return x509.KeyUsage(
        digital_signature=sign, key_cert_sign=certify_others, crl_sign=certify_others, decipher_only=False, **flags
    ), True


def authority(name, issuer=None, issuer_key=None):
    key = new_key(name, CURVES["p384"])
    constraints = (x509.BasicConstraints(ca=True, path_length=None), True)
    return key, certify(name, key, issuer, issuer_key, [constraints, usage(False, True)], start=-400, days=4000)


def leaf(name, issuer, issuer_key, extensions, **validity):
    key = new_key(name, CURVES["p256"])
    certify(name, key, issuer, issuer_key, [(x509.BasicConstraints(ca=False, path_length=None), True), *extensions], **validity)


def config() -> signing.Config:
    return signing.Config()


def sign_with_key(name: str, target: Path, hashing_config=None) -> None:
    signer = config().use_elliptic_key_signer(private_key=ROOT / f"{name}.key")
    ignored = hashing_config or hashing.Config().set_ignored_paths(paths=[target.name])
    signer.set_hashing_config(ignored).sign(MODEL, target)


def sign_with_certificate(name: str, chain: list) -> None:
    signer = config().use_certificate_signer(
        private_key=ROOT / f"{name}.key",
        signing_certificate=ROOT / f"{name}.pem",
        certificate_chain=[ROOT / f"{link}.pem" for link in chain],
    )
    signer.sign(MODEL, ROOT / f"{name}.sig")


def main() -> None:
    write_model()
    for name, curve in CURVES.items():
        new_key(name, curve)
        sign_with_key(name, ROOT / f"{name}.sig")
    new_key("other", CURVES["p256"])
    one = ROOT / "one.safetensors"
    one.write_bytes((MODEL / "model.safetensors").read_bytes())
    config().use_elliptic_key_signer(private_key=ROOT / "p256.key").sign(one, ROOT / "one.sig")
    sign_with_key("p256", ROOT / "shards.sig", hashing.Config().use_shard_serialization())
    sign_with_key("p256", ROOT / "blake.sig", hashing.Config().use_file_serialization(hashing_algorithm="blake3"))

    root_key, root = authority("root")
    middle_key, middle = authority("middle", root, root_key)
    authority("stranger")
    email = x509.SubjectAlternativeName([x509.RFC822Name("release@example.com")]), False
    uri = x509.SubjectAlternativeName([x509.UniformResourceIdentifier("https://example.com/release")]), False
    code_signing = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CODE_SIGNING]), False
    server = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False
    leaf("email", middle, middle_key, [usage(True, False), email])
    leaf("uri", root, root_key, [code_signing, uri])
    leaf("common-name", root, root_key, [usage(True, False)])
    leaf("ended", root, root_key, [usage(True, False), email], start=-300, days=100)
    leaf("early", root, root_key, [usage(True, False), email], start=7)
    leaf("tls", root, root_key, [server, email])
    fake_key, fake = authority("fake")
    leaf("impostor", fake, fake_key, [usage(True, False), email])
    sign_with_certificate("email", ["middle"])
    sign_with_certificate("uri", ["root"])
    sign_with_certificate("common-name", ["root"])
    sign_with_certificate("ended", ["root"])
    sign_with_certificate("early", ["root"])
    sign_with_certificate("tls", ["root"])
    # an authority of one's own, brought along as if it were a link to the trusted one
    sign_with_certificate("impostor", ["fake", "root"])


main()
