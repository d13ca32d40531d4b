"""What Telegram shows about the bot: before Start, on its profile, and in the menu."""

from __future__ import annotations

import structlog
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)
from telegram.error import TelegramError

from bot.flow.scene import Catalogue
from bot.script.markup import plain

# The menu is short on purpose: a long one is where people stop. /help has the rest.
MENU = (
    "reflect",
    "checkin",
    "log",
    "tools",
    "reminders",
    "resources",
    "support",
    "pause",
    "settings",
    "privacy",
    "help",
    "stop",
)
TEAM_MENU = ("team",)
DESCRIPTION_LIMIT, SHORT_LIMIT = 512, 120

logger = structlog.get_logger()


async def introduce(bot: Bot, words: Catalogue) -> bool:
    """Set both menus and both descriptions; whether that went well.

    It is no reason not to start when it does not: the bot works without.
    """
    try:
        menu = [BotCommand(name, plain(words.text(f"profile.command.{name}"))) for name in MENU]
        team = [BotCommand(one, plain(words.text(f"profile.command.{one}"))) for one in TEAM_MENU]
        description = plain(words.text("profile.description")).strip()
        short = plain(words.text("profile.short")).strip()
        await bot.set_my_commands(menu, scope=BotCommandScopeAllPrivateChats())
        await bot.set_my_commands(team, scope=BotCommandScopeAllGroupChats())
        await bot.set_my_description(description[:DESCRIPTION_LIMIT])
        await bot.set_my_short_description(short[:SHORT_LIMIT])
    except (TelegramError, LookupError) as error:
        logger.warning("profile_not_set", error=type(error).__name__)
        return False
    return True
