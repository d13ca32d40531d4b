"""python-telegram-bot's own way to keep a conversation: ConversationHandler and PicklePersistence.

    python -m tests.bench.yardsticks.ptb_pickle TOKEN URL FILE PEOPLE

It starts with PEOPLE conversations in the file and writes the file at every update, which is what
losing nothing takes there.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    PicklePersistence,
)

from tests.bench.yardsticks.ptb import markup
from tests.bench.yardsticks.shape import TAPS, WORDS, left_after

ASKED = 1
NAME = "checkin"
Context = ContextTypes.DEFAULT_TYPE


async def command(update: Update, context: Context) -> int:
    """A command: one message."""
    assert update.effective_chat is not None and context.user_data is not None
    context.user_data["answers"] = []
    await update.effective_chat.send_message(WORDS, reply_markup=markup(TAPS))
    return ASKED


async def tap(update: Update, context: Context) -> int:
    """A tap: the answer is kept, the spinner, the old keyboard, one message."""
    query = update.callback_query
    assert query is not None and query.data is not None and update.effective_chat is not None
    assert context.user_data is not None
    context.user_data.setdefault("answers", []).append(query.data)
    left = left_after(query.data)
    await query.answer()
    await query.edit_message_reply_markup(None)
    await update.effective_chat.send_message(WORDS, reply_markup=markup(left))
    return ASKED if left else ConversationHandler.END


async def fill(persistence: PicklePersistence[Any, Any, Any], people: int) -> None:
    """Puts people into the file, each part-way through."""
    await persistence.get_user_data()
    for number in range(people):
        await persistence.update_conversation(NAME, (number, number), ASKED)
        await persistence.update_user_data(number, {"answers": ["a few words that were kept"]})
    await persistence.flush()


async def flush(_update: object, context: Context) -> None:
    """Writes everything down, so that a crash loses nothing that was answered."""
    await context.application.update_persistence()
    await context.application.persistence.flush()  # type: ignore[union-attr]  # it has one


def main() -> None:
    """Runs until it is stopped."""
    token, url, file, people = sys.argv[1:5]
    asyncio.run(fill(PicklePersistence(file, on_flush=True), int(people)))
    persistence = PicklePersistence(file, on_flush=True)
    application = (
        Application.builder().token(token).base_url(f"{url}/bot").persistence(persistence).build()
    )
    application.add_handler(
        ConversationHandler(
            entry_points=[CommandHandler("checkin", command)],
            states={ASKED: [CallbackQueryHandler(tap)]},
            fallbacks=[CommandHandler("checkin", command)],
            name=NAME,
            persistent=True,
            allow_reentry=True,
        )
    )
    from telegram.ext import TypeHandler

    application.add_handler(TypeHandler(object, flush), group=1)
    application.run_polling(allowed_updates=["message", "callback_query"])


if __name__ == "__main__":
    main()
