"""`/checkin`, and looking back at one's own check-in words: as words, or as a small picture."""

from __future__ import annotations

from datetime import date, timedelta

from bot.service import history
from bot.service.acts import Drawing
from bot.service.conversation import CHECK_IN
from bot.service.moment import Moment
from bot.service.rooms import talking

WEEKS = 4


async def open_check_in(moment: Moment, argument: str) -> None:
    """`/checkin`; `keep` switches the history on, `weeks` and `picture` look back."""
    if argument == "keep":
        profile = moment.known.profile.switch("history", on=True)
        moment.set_profile(profile)
        moment.say("settings.history_on")
    elif argument in ("weeks", "picture"):
        await _look_back(moment, picture=argument == "picture")
    else:
        await talking.begin(moment, CHECK_IN)


async def _look_back(moment: Moment, *, picture: bool) -> None:
    since = moment.local.date() - timedelta(weeks=WEEKS)
    kept = [
        (date.fromisoformat(one.day), moment.words(f"checkin.{one.answer}"))
        for one in await history.of(moment)
        if date.fromisoformat(one.day) > since and one.answer in history.ANSWERS
    ]
    if not kept:
        moment.say("checkin.no_weeks")
        return
    lines = [moment.words("checkin.day", day=day, word=word) for day, word in kept]
    moment.say("checkin.weeks")
    moment.say_text("\n".join(lines))
    if picture:
        described = moment.words("checkin.picture", words=", ".join(word for _, word in kept))
        recipe = {"kept": [[day.isoformat(), word] for day, word in kept]}
        moment.after.append(Drawing("weeks", recipe, described))
    elif moment.by_telegram:
        moment.offer(("button.as_picture", "/checkin picture"))
