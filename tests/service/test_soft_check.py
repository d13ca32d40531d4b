"""The soft look for people: it finds most of them, and leaves ordinary sentences alone."""

from __future__ import annotations

import pytest

from bot.service.soft_check import names_somebody

PEOPLE = [
    "I could ask Moira about the rota.",
    "Fiona was upset after the visit",
    "Phone Mrs Sim before nine",
    "The social worker, Tom Ballantyne, came by.",
    "On Monday Senga Ballantyne rang twice.",
    "Dr Oyelaran said no.",
    "A wee boy called Tam was in the waiting room",
    "I saw Jean MacLeod",
    "Spoke to Agnes O’Hara at the counter.",
    "His CHI is 0107541234",
    "CHI 010754 1234, please check",
    "Ring me on 07700 900123",
    "Ring me on 07700900123.",
    "The number is 0131 496 0123",
    "Their phone: +44 7700 900123",
]
NOBODY = [
    "The bus to Portobello was late again.",
    "We met at St Andrews and then drove to Fort William.",
    "Ask the Citizens Advice desk on Tuesday",
    "NHS Forth Valley and East Lothian share a form now.",
    "I start at Victoria Hospital on Monday",
    "The Health and Social Care Partnership moved to Queen Street.",
    "The Royal Infirmary has a quiet room",
    "I will use Near Me for the first visit.",
    "The Community Mental Health Team meets on Boxing Day",
    "Adult Support and Protection took two hours.",
    "Universal Credit calls take an hour on Zoom",
    "Breathing Space have a number: 0800 83 85 87",
    "I may ask May in June, or in April",
    "We grant hope and joy, will mark it, and chuck the bill",
    "The Scottish Government asked for 12 forms on 01/04/2026.",
    "Ben Nevis was in cloud. Loch Lomond was not.",
    "Room 1204 on floor 3, form 99887766",
    "The Western Isles ferry did not run",
    "I said sorry. Then I made tea.",
    "When the phone rings, I will take one breath first",
    "Dumfries and Galloway have a better leaflet",
    "",
]


@pytest.mark.parametrize("text", PEOPLE)
def test_somebody_is_noticed(text: str) -> None:
    """A name, a CHI number or a phone number brings the line that words can be changed."""
    assert names_somebody(text)


@pytest.mark.parametrize("text", NOBODY)
def test_ordinary_sentences_are_left_alone(text: str) -> None:
    """Places, days, services and small numbers are nobody."""
    assert not names_somebody(text)
