"""Block Kit spelled short, for examples that are good or bad in one place."""


def plain(text="Words"):
    return {"type": "plain_text", "text": text}


def mrkdwn(text="*Words*"):
    return {"type": "mrkdwn", "text": text}


def option(value="a", text="A", **more):
    return {"text": plain(text), "value": value, **more}


def options(count):
    return [option(str(number)) for number in range(count)]


def section(**more):
    return {"type": "section", "text": plain(), **more}


def button(**more):
    return {"type": "button", "text": plain("Go"), **more}


def actions(*elements, **more):
    return {"type": "actions", "elements": list(elements), **more}


def field(element, **more):
    return {"type": "input", "label": plain("Title"), "element": element, **more}


def typed(**more):
    return {"type": "plain_text_input", **more}


def image(**more):
    return {"type": "image", "image_url": "https://x.test/a.png", "alt_text": "A plot", **more}


def choice(kind="static_select", **more):
    return {"type": kind, "options": options(2), **more}


def confirm(**more):
    return {
        "title": plain("Sure?"),
        "text": mrkdwn(),
        "confirm": plain("Yes"),
        "deny": plain("No"),
        **more,
    }


def asking(**more):
    return actions(button(confirm=confirm(**more)))


def rich(*parts):
    return {"type": "rich_text", "elements": list(parts)}


def line(*leaves):
    return {"type": "rich_text_section", "elements": list(leaves)}


def leaf(kind, **more):
    return rich(line({"type": kind, **more}))


def bullets(**more):
    items = [line({"type": "text", "text": "one"})]
    return {"type": "rich_text_list", "style": "bullet", "elements": items, **more}


def without(whole, key):
    return {name: part for name, part in whole.items() if name != key}


def modal(*blocks, **more):
    view = {"type": "modal", "title": plain("Post a demo"), "submit": plain("Post")}
    return {**view, "blocks": list(blocks) or [section()], **more}


def home(*blocks, **more):
    return {"type": "home", "blocks": list(blocks) or [section()], **more}


def number(**more):
    return modal(field({"type": "number_input", "is_decimal_allowed": True, **more}))


OWN = "/blocks/0"
IN_ACTIONS = f"{OWN}/elements/0"
IN_INPUT = f"{OWN}/element"
LEAF = f"{OWN}/elements/0/elements/0"
