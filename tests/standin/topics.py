"""The topics of a group: where a message belongs, and whether the bot may write there."""

from __future__ import annotations

from tests.standin.errors import bad_request
from tests.standin.params import Params
from tests.standin.world import Chat, Json


def topic_fields(topic: int) -> Json:
    """What a message in a topic has; one in the general topic, or of a plain group, has neither."""
    return {"message_thread_id": topic, "is_topic_message": True}


def topic_named(chat: Chat, params: Params) -> Json:
    """The fields of the topic that a call names; none where it names none.

    Raises:
        RefusalError: There is no such topic, or it is closed and the bot no administrator.
    """
    if params.get("message_thread_id") is None:
        return {}
    topic = params.integer("message_thread_id")
    if topic not in chat.topics:
        raise bad_request("message thread not found")
    if not chat.topics[topic] and chat.bot_status != "administrator":
        raise bad_request("TOPIC_CLOSED")
    return topic_fields(topic)
