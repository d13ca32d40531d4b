"""An edited message changes the answer it gave.

Still in the conversation: the answer is replaced, and words that were shown back are refreshed; the
branch is not walked again. Kept in the log: that entry changes. Gone: nothing to change.
"""

from __future__ import annotations

from dataclasses import replace

from bot.flow import engine
from bot.service import conversation, layout, log, noted, written
from bot.service.acts import Refresh
from bot.service.moment import Moment
from bot.service.rooms import log_room


async def edited(moment: Moment, text: str, message: int) -> None:
    """Takes new words for an earlier message."""
    desk = moment.desk
    if desk is None:
        moment.say("edit.nothing")
        return
    step = dict(desk.wrote).get(message)
    if desk.screen and desk.screen.args.get("message") == message:
        log_room.refresh_review(moment, desk.screen, text)
    elif step and desk.session and step in desk.session.answers:
        await _replace_answer(moment, step, text)
    else:
        await _change_entries(moment, text, message)


async def _replace_answer(moment: Moment, step: str, text: str) -> None:
    session = moment.known.session
    if session is None:
        return
    scene = await conversation.scene_of(moment)
    before = engine.show(session, scene).text
    session = replace(session, answers={**session.answers, step: text.strip()})
    moment.desk = replace(moment.known, session=session)
    after = engine.show(session, scene).text
    visit = moment.known.session_visit
    if after == before or visit is None or session.question is None:
        moment.say("edit.changed")
        return
    answers = layout.buttons_of(session.question.options, moment.known.nonce, visit)
    ways = moment.talk_ways(visit, back=engine.can_go_back(session))
    moment.acts.append(Refresh(visit, after, layout.rows_of(answers, ways)[0]))


async def _change_entries(moment: Moment, text: str, message: int) -> None:
    changed = False
    for source in await written.sources(moment):
        if source.message != message:
            continue
        entry = await log.find(moment, source.entry)
        if entry:
            fields = {**entry.fields, source.field: source.made_of(text.strip())}
            await log.put(moment, replace(entry, fields=fields))
            changed = True
    if not changed and await noted.change(moment, message, text):
        moment.say("edit.noted")
    else:
        moment.say("edit.kept" if changed else "edit.nothing")
