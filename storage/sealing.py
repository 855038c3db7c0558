"""Secrets at rest: AES-256-GCM under a ring of keys, each secret bound to its place."""

import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from slackapp.errors import DojoError, SettingsError

KEY_FILE = "secret.key"

_KEY_ID_LENGTH = 4
_NONCE_LENGTH = 12
_SECRET_LENGTH = 32  # characters; less than that can be guessed


class SealBroken(DojoError):
    """A sealed secret cannot be opened here."""


class Key:
    """One key of the ring, and the id that its ciphertexts carry."""

    def __init__(self, secret: str) -> None:
        self.id = self._derive(secret, "dojo key id", _KEY_ID_LENGTH)
        self.cipher = AESGCM(self._derive(secret, "dojo sealing key", 32))

    @staticmethod
    def _derive(secret: str, purpose: str, length: int) -> bytes:
        derivation = HKDF(algorithm=SHA256(), length=length, salt=None, info=purpose.encode())
        return derivation.derive(secret.encode())


class KeyRing:
    """Seals with the newest key, opens with any."""

    def __init__(self, secrets_: Sequence[str]) -> None:
        keys = [Key(secret) for secret in secrets_]
        self._newest = keys[0]
        self._keys = {key.id: key for key in keys}

    @classmethod
    def parse(cls, value: str) -> Self:
        """Read the keys of DOJO_SECRET_KEY: separated by commas, newest first."""
        found = [secret.strip() for secret in value.split(",") if secret.strip()]
        if not found or min(map(len, found)) < _SECRET_LENGTH:
            raise SettingsError(
                f"DOJO_SECRET_KEY needs keys of at least {_SECRET_LENGTH} characters,"
                " the newest first, separated by commas. Make one with:"
                ' python3 -c "import secrets; print(secrets.token_urlsafe(32))"'
            )
        return cls(found)

    @classmethod
    def at(cls, data_dir: Path) -> Self:
        """Read the key file of a data directory; make it at the first start."""
        path = data_dir / KEY_FILE
        if not path.exists():
            _make_key_file(path)
        return cls.parse(path.read_text(encoding="ascii"))

    def seal(self, plain: str, *, place: str, team_id: str) -> bytes:
        """Seal a secret for `table.column` of one workspace."""
        nonce = os.urandom(_NONCE_LENGTH)
        sealed = self._newest.cipher.encrypt(nonce, plain.encode(), _bound(place, team_id))
        return self._newest.id + nonce + sealed

    def open(self, sealed: bytes, *, place: str, team_id: str) -> str:
        key = self._keys.get(sealed[:_KEY_ID_LENGTH])
        if key is None:
            raise SealBroken(
                f"{place} of {team_id} was sealed with a key that is not here."
                " Add that key to DOJO_SECRET_KEY, after the newest one."
            )
        nonce = sealed[_KEY_ID_LENGTH : _KEY_ID_LENGTH + _NONCE_LENGTH]
        words = sealed[_KEY_ID_LENGTH + _NONCE_LENGTH :]
        try:
            return key.cipher.decrypt(nonce, words, _bound(place, team_id)).decode()
        except (InvalidTag, ValueError):
            raise SealBroken(
                f"{place} of {team_id} holds something else than what was sealed for it:"
                " it was damaged, or moved here from another row. Install the app again there."
            ) from None


def _bound(place: str, team_id: str) -> bytes:
    return f"v1|{place}|{team_id}".encode()


def _make_key_file(path: Path) -> None:
    """Write a key beside its place and link it in, so that nobody reads half a key."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(32) + "\n")
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):  # another process was first; its key counts
        os.link(draft, path)
    draft.unlink()
