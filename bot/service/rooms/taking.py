"""`/export`: everything that is held, at once, in the chat: one readable page and one JSON file."""

from __future__ import annotations

import json

from bot.service import export
from bot.service.acts import Document
from bot.service.moment import Moment
from bot.service.rooms import export_page


async def open_export(moment: Moment, _argument: str) -> None:
    """Sends both files, and says what that means."""
    held = await export.everything(moment)
    page = (await export_page.page(moment)).encode()
    data = json.dumps(held, ensure_ascii=False, indent=2).encode()
    moment.say("export.about", telegram=moment.by_telegram)
    moment.after += [
        Document("cairn.html", page, moment.words("export.page")),
        Document("cairn.json", data, moment.words("export.data")),
    ]
