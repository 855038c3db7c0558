"""Whether a request comes from Slack: checked over its raw bytes, before anything is read."""

import hashlib
import hmac
import re
import time
from collections.abc import Sequence

from slackapp.door.refused import DoorRefused

FRESH = 300  # seconds; Slack's rule
_TIMESTAMP = re.compile(rb"[0-9]{9,11}")
_SIGNATURE = re.compile(rb"v0=[0-9a-f]{64}")
_UNSIGNED = 401

Headers = Sequence[tuple[bytes, bytes]]


class Signatures:
    """Knows the signing secrets: the current one, and while it is rotated the previous one."""

    def __init__(self, secrets: Sequence[str]) -> None:
        if not secrets or not all(secrets):
            raise ValueError("a signing secret is empty: everybody could sign")
        self._secrets = [secret.encode() for secret in secrets]

    def check(self, headers: Headers, body: bytes) -> None:
        """Refuse what Slack did not sign in the last five minutes; by the machine's clock."""
        stamp = _only(headers, b"x-slack-request-timestamp", _TIMESTAMP)
        signature = _only(headers, b"x-slack-signature", _SIGNATURE)
        base = b"v0:" + stamp + b":" + body
        expected = [_sign(secret, base) for secret in self._secrets]
        if not any(hmac.compare_digest(signature, each) for each in expected):
            raise DoorRefused(_UNSIGNED, "signature")
        if abs(time.time() - int(stamp)) > FRESH:
            raise DoorRefused(_UNSIGNED, "clock")


def _sign(secret: bytes, base: bytes) -> bytes:
    return b"v0=" + hmac.new(secret, base, hashlib.sha256).hexdigest().encode()


def _only(headers: Headers, name: bytes, shape: re.Pattern[bytes]) -> bytes:
    found = [value for key, value in headers if key == name]
    if len(found) != 1 or shape.fullmatch(found[0]) is None:
        raise DoorRefused(_UNSIGNED, "headers")
    return found[0]
