"""A chat's address, as the service knows it, and back."""

from __future__ import annotations


def address_of(chat_id: int) -> str:
    """The address of a chat."""
    return f"tg:{chat_id}"


def chat_of(address: str) -> int:
    """The chat that an address names.

    Raises:
        ValueError: It is no address of Telegram's.
    """
    kind, _, number = address.partition(":")
    if kind != "tg":
        raise ValueError("not an address of a Telegram chat")
    return int(number)


def is_chat(address: str) -> bool:
    """Whether an address is one of Telegram's; the terminal sends what is its own."""
    return address.startswith("tg:")


def is_group(address: str) -> bool:
    """Whether it is the address of a group: Telegram counts those downwards."""
    return address.startswith("tg:-")
