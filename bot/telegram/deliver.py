"""One act → the calls that do it."""

from __future__ import annotations

from typing import Any

from telegram import InlineKeyboardMarkup, InputFile, MessageEntity
from telegram.error import BadRequest, TelegramError

from bot.service.acts import Close, Delete, Document, Drawing, Print, Refresh, Say
from bot.telegram.api import Api
from bot.telegram.lines import Job
from bot.telegram.me import Me
from bot.telegram.needs import Service
from bot.telegram.problems import nothing_to_do, topic_is_gone
from bot.telegram.render import caption, keyboard, pieces

SHOWN_KEPT = 20_000
MOST_DELETED_AT_ONCE = 100

_NO_PREVIEW = {"is_disabled": True}


class Delivery:
    """Makes the calls, and remembers which message showed which visit."""

    def __init__(self, api: Api, service: Service, me: Me) -> None:
        self._api = api
        self._me = me
        self._service = service
        self._shown: dict[tuple[str, int], int] = {}

    async def step(self, job: Job, chat: int) -> bool:
        """Make the next call of a job; whether that was the last.

        A message over 4,096 characters is several calls, so that each of them is counted, and
        none is sent twice because a later one failed.

        Raises:
            TelegramError: The call failed, and nothing of this step is done.
            StoreBusy, StoreFull: As the service's methods.
        """
        match job.act:
            case Say() as say:
                return await self._say(job, say, chat)
            case Close(message, visit):
                number = message or await self._message_of(job, visit)
                if number:
                    await self._api.call(
                        "editMessageReplyMarkup", {"chat_id": chat, "message_id": number}
                    )
            case Refresh() as refresh:
                await self._refresh(job, refresh, chat)
            case Delete(messages):
                for start in range(0, len(messages), MOST_DELETED_AT_ONCE):
                    await self._delete(messages[start : start + MOST_DELETED_AT_ONCE], chat)
            case Document() as document:
                await self._document(job, document, chat)
            case Print(name=name, caption=words, otherwise=otherwise):
                if not job.picture:
                    return await self._say(job, Say(otherwise), chat)
                await self._document(job, Document(name, job.picture, words), chat)
            case Drawing() as drawing:
                if not job.picture:
                    return await self._say(job, Say(drawing.caption, drawing.rows), chat)
                await self._photo(job, drawing, job.picture, chat)
        return True

    async def _document(self, job: Job, document: Document, chat: int) -> None:
        text, entities = caption(document.caption)
        sent = await self._api.bot.send_document(
            chat,
            InputFile(document.data, filename=document.name),
            caption=text,
            caption_entities=[MessageEntity(**each) for each in entities],
        )
        job.message = sent.message_id

    async def _photo(self, job: Job, drawing: Drawing, picture: bytes, chat: int) -> None:
        text, entities = caption(drawing.caption)
        keys = keyboard(drawing.rows, self._me.username) if drawing.rows else None
        sent = await self._api.bot.send_photo(
            chat,
            InputFile(picture, filename="picture.png"),
            caption=text,
            caption_entities=[MessageEntity(**each) for each in entities],
            reply_markup=InlineKeyboardMarkup.de_json(keys, None) if keys else None,
        )
        job.message = sent.message_id

    async def _say(self, job: Job, say: Say, chat: int) -> bool:
        if job.pieces is None:
            job.pieces = pieces(say.text)
        if not job.pieces:
            return True
        text, entities = job.pieces[job.sent_pieces]
        last = job.sent_pieces + 1 == len(job.pieces)
        params: dict[str, Any] = {
            "chat_id": chat,
            "text": text,
            "link_preview_options": _NO_PREVIEW,
        }
        if entities:
            params["entities"] = entities
        if last and say.rows:
            params["reply_markup"] = keyboard(say.rows, self._me.username)
        if say.silent:
            params["disable_notification"] = True
        if say.protect:
            params["protect_content"] = True
        sent = await self._send(params, say.topic)
        job.sent_pieces += 1
        if not last:
            return False
        job.message = sent["message_id"]
        if say.visit is not None and job.row.person is not None:
            self._remember(job.row.person, say.visit, sent["message_id"])
        if say.pin:
            await self._pin(chat, sent["message_id"])
        return True

    async def _send(self, params: dict[str, Any], topic: int | None) -> Any:
        """Send a message, into a topic if that is still there and open."""
        if topic is not None:
            try:
                return await self._api.call("sendMessage", {**params, "message_thread_id": topic})
            except BadRequest as error:
                if not topic_is_gone(error):
                    raise
        return await self._api.call("sendMessage", params)

    async def _refresh(self, job: Job, refresh: Refresh, chat: int) -> None:
        number = refresh.message or await self._message_of(job, refresh.visit)
        parts = pieces(refresh.text)
        if not number or not parts:
            return
        text, entities = parts[0]
        await self._api.call(
            "editMessageText",
            {
                "chat_id": chat,
                "message_id": number,
                "text": text,
                "entities": entities,
                "reply_markup": keyboard(refresh.rows, self._me.username),
                "link_preview_options": _NO_PREVIEW,
            },
        )
        if refresh.message and refresh.visit is not None and job.row.person is not None:
            job.message = refresh.message
            self._remember(job.row.person, refresh.visit, refresh.message)

    async def _delete(self, messages: tuple[int, ...], chat: int) -> None:
        """Delete what can be; one message that is too old must not keep the others there."""
        try:
            await self._api.call("deleteMessages", {"chat_id": chat, "message_ids": messages})
            return
        except BadRequest as error:
            if len(messages) == 1 or not nothing_to_do(error):
                raise
        for message in messages:
            try:
                await self._api.call("deleteMessage", {"chat_id": chat, "message_id": message})
            except BadRequest as error:
                if not nothing_to_do(error):
                    raise

    async def _pin(self, chat: int, message: int) -> None:
        """Pin quietly. Best effort: trying again would send the message again."""
        params = {"chat_id": chat, "message_id": message, "disable_notification": True}
        try:
            await self._api.call("pinChatMessage", params)
        except TelegramError:
            return

    async def _message_of(self, job: Job, visit: int | None) -> int | None:
        person = job.row.person
        if person is None or visit is None:
            return None
        known = self._shown.get((person, visit))
        return known or await self._service.message_of(person, visit)

    def _remember(self, person: str, visit: int, message: int) -> None:
        self._shown[person, visit] = message
        if len(self._shown) > SHOWN_KEPT:
            del self._shown[next(iter(self._shown))]
