"""python-telegram-bot as it comes, an echo: over its own httpx, or over Cairn's aiohttp transport.

python -m tests.bench.yardsticks.ptb TOKEN URL httpx|aiohttp
"""

from __future__ import annotations

import sys

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
)

from bot.telegram.http import AiohttpRequest
from tests.bench.yardsticks.shape import TAPS, WORDS, left_after, rows

Context = ContextTypes.DEFAULT_TYPE


def markup(left: int) -> InlineKeyboardMarkup | None:
    """The keyboard as this library builds it."""
    keyboard = [
        [InlineKeyboardButton(label, callback_data=data) for label, data in row]
        for row in rows(left)
    ]
    return InlineKeyboardMarkup(keyboard) if keyboard else None


async def command(update: Update, _context: Context) -> None:
    """A command: one message."""
    assert update.effective_chat is not None
    await update.effective_chat.send_message(WORDS, reply_markup=markup(TAPS))


async def tap(update: Update, _context: Context) -> None:
    """A tap: the spinner, the old keyboard, one message."""
    query = update.callback_query
    assert query is not None and query.data is not None and update.effective_chat is not None
    await query.answer()
    await query.edit_message_reply_markup(None)
    await update.effective_chat.send_message(WORDS, reply_markup=markup(left_after(query.data)))


def main() -> None:
    """Runs until it is stopped."""
    token, url, transport = sys.argv[1:4]
    builder = Application.builder().token(token).base_url(f"{url}/bot")
    if transport == "aiohttp":
        builder = builder.request(AiohttpRequest(url)).get_updates_request(AiohttpRequest(url))
    application = builder.build()
    application.add_handler(CommandHandler("checkin", command))
    application.add_handler(CallbackQueryHandler(tap))
    application.run_polling(allowed_updates=["message", "callback_query"])


if __name__ == "__main__":
    main()
