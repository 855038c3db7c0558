"""A newcomer's sandbox: every link that anybody sees on it leads somewhere."""

from html.parser import HTMLParser

from aiohttp import ClientSession

from slackapp.sandbox.page.look import residents
from slackapp.sandbox.story import Story
from slackapp.sandbox.trying import Trial


class Links(HTMLParser):
    """Collects where the links of a page lead within the sandbox."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href") or ""
        if tag == "a" and address.startswith("/"):
            self.found.add(address.partition("#")[0])


async def test_every_link_of_a_told_story_leads_somewhere(live: Trial):
    await Story(live.sandbox, live.clock, live).tell()
    wanted = {f"/?as={person.id}&at=home" for person in residents(live.sandbox.world)}
    walked: dict[str, int] = {}
    async with ClientSession(live.sandbox.url) as browser:
        while wanted:
            address = wanted.pop()
            async with browser.get(address) as response:
                walked[address] = response.status
                if response.content_type != "text/html" or address.startswith("/gallery"):
                    continue
                links = Links()
                links.feed(await response.text())
            wanted |= links.found - walked.keys()

    assert any("thread=" in address for address in walked)
    assert {address: status for address, status in walked.items() if status != 200} == {}
