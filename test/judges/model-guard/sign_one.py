"""Signs a model with a new key. Arguments: its directory, and where the public key goes."""

import sys
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from model_signing import hashing, signing

model, public = Path(sys.argv[1]), Path(sys.argv[2])
key = ec.generate_private_key(ec.SECP256R1())
private = public.with_suffix(".key")
private.write_bytes(
    key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
)
spki = serialization.PublicFormat.SubjectPublicKeyInfo
public.write_bytes(key.public_key().public_bytes(serialization.Encoding.PEM, spki))
signature = model / "model.sig"
config = signing.Config().use_elliptic_key_signer(private_key=private)
config.set_hashing_config(hashing.Config().set_ignored_paths(paths=[signature.name])).sign(model, signature)
