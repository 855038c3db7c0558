"""Say that one watched a demo."""

from slackapp.domain.people import Act, Principal
from slackapp.services import demo_cards, people
from slackapp.services.demos import there
from storage import Transaction
from storage import watching as rows


def watch(tx: Transaction, actor: Principal, demo_id: str) -> bool:
    """Count somebody as having watched; pressed again, no longer. True if they now count."""
    demo = there(rows.glance(tx.session, demo_id, user_id=actor.user_id))
    found = people.standings_as(demo.seen_by, demo.role, author_id=demo.author_id)
    people.demand(found, Act.WATCH_DEMO, "This is your own demo, so it is not counted as watched.")
    person = demo.seen_by or people.remember(tx, actor.user_id, actor.name)
    counts = not rows.not_watched(tx.session, demo.id, person.id)
    if counts:
        rows.watched(tx.session, demo.id, person.id, tx.now)
    demo_cards.update_in(tx, demo.channel_id, demo.id)
    return counts
