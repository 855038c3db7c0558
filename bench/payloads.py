"""What Slack would send: pressed buttons, as large as real ones, signed when they leave."""

import hashlib
import hmac
import json
import time
from urllib.parse import urlencode

from bench.processes import JSON

SIGNING_SECRET = "8f742231b10e8888abcd99yyyzzz85a5"  # noqa: S105 - of nobody
BOT_TOKEN = "xoxb-of-nobody"  # noqa: S105 - of nobody
SIZE = 2800  # bytes of a typical press on a message


def pressed(action_id: str, *, value: str, user_id: str, team_id: str) -> bytes:
    """Press a button in a message; the message comes with it, as Slack sends it."""
    payload: JSON = {
        "type": "block_actions",
        "user": {"id": user_id, "username": "ana", "name": "ana", "team_id": team_id},
        "api_app_id": "A1",
        "token": "legacy",
        "container": {"type": "message", "message_ts": "1763686800.000100", "channel_id": "C1"},
        "trigger_id": "1.2.x",
        "team": {"id": team_id, "domain": "data"},
        "enterprise": None,
        "is_enterprise_install": False,
        "channel": {"id": "C1", "name": "data-guild"},
        "message": {"type": "message", "user": "UBOT", "ts": "1763686800.000100", "blocks": []},
        "state": {"values": {}},
        "response_url": "https://hooks.slack.com/actions/T1/1/x",
        "actions": [
            {
                "type": "button",
                "action_id": action_id,
                "block_id": "b",
                "value": value,
                "action_ts": "1763686801.000000",
            }
        ],
    }
    blocks = payload["message"]["blocks"]
    while len(body := urlencode({"payload": json.dumps(payload)}).encode()) < SIZE:
        line = f"Two covariates do the work: matched cohort no. {len(blocks)}, “before” and after."
        blocks.append({"type": "section", "text": {"type": "mrkdwn", "text": line}})
    return body


def request(body: bytes, *, host: str) -> bytes:
    """Write a whole HTTP request, signed now."""
    stamp = str(int(time.time())).encode()
    signature = hmac.new(SIGNING_SECRET.encode(), b"v0:" + stamp + b":" + body, hashlib.sha256)
    head = (
        f"POST /slack/events HTTP/1.1\r\nHost: {host}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n"
        f"X-Slack-Request-Timestamp: {stamp.decode()}\r\n"
        f"X-Slack-Signature: v0={signature.hexdigest()}\r\n\r\n"
    )
    return head.encode() + body
