"""Where on a card each rule is met, for whoever asks “Why?” there and has never seen the file."""

from __future__ import annotations

from collections.abc import Mapping

_WORDS = "It is about the words that it stands beside. "
_SHOWS = (
    "In the words of a card, {{ and }} stand around the name of an earlier question and show its"
    " answer. "
)
_GOES = "Each step has “Goes to”, and each button a list beside its words, to choose from. "

ON_CARD: Mapping[str, str] = {
    "D100": "Something on the card is still empty, or cannot be read. Fill it in where it is told.",
    "D101": "The step’s name stands at the top of its card; it is changed under “More about this"
    " step”, and wherever the step is named.",
    "D201": "What a step does is chosen at the top of its card. One step does one thing.",
    "D202": "Whether a question has buttons, takes words or asks for a day is chosen at the top of"
    " its card.",
    "D203": _GOES + "Where nothing is chosen, whoever comes there is stuck, and wonders whether"
    " they did something wrong.",
    "D204": "A step that chooses the way by an earlier answer has “Otherwise” as its last way, for"
    " when nothing fits.",
    "D205": _GOES + "What is chosen there was taken out, or has another name now.",
    "D206": _SHOWS + "That question has to come before this step.",
    "D207": _SHOWS + "Something between them cannot be read.",
    "D208": _GOES + "Nowhere is this step chosen: its card says “No step leads here yet”.",
    "D209": _GOES + "Choose for one step of the circle another one, or put a question into it.",
    "D210": _GOES + "One of these ways has to come to a step that ends the dialogue.",
    "D211": "What is ticked or asked about is a button that the question does not have any more.",
    "D212": "The card that chooses the way has a way for each button, and none for"
    " whoever skipped.",
    "D301": "“How long the answer is kept” stands on the card of the question. Nothing is kept that"
    " is not ticked there.",
    "D302": "“How long the answer is kept” stands on the card of the question.",
    "D303": "“How long the answer is kept” stands on the card of the question that is counted; what"
    " is written to the log stands on the card that writes.",
    "D304": _WORDS + "There an answer is shown that somebody typed.",
    "D401": _WORDS + "What is said by the steps before it in one go counts too.",
    "D402": "It is about the words of the button that it stands beside.",
    "D403": "It is about the buttons of the question. Take some out, or put them behind"
    " another one.",
    "D404": _WORDS + "What is said by the steps before it in one go counts too.",
    "D405": _WORDS,
    "D406": _WORDS + "What is said by the steps before it in one go counts too.",
    "D501": "A question with buttons needs a way past it: a button such as “Rather not say”, or a"
    " step chosen at “Skip goes to”, under “More about this step”.",
    "D502": "“Whoever stops goes to” stands on the card of the step that guides.",
    "D503": "Which answers are hard is ticked under “Hard to say”. From each of them, two taps have"
    " to lead to a step that shows the support card.",
    "D504": _WORDS,
    "D505": "“Checked today” stands on the card of the line, beside the day it was last checked."
    " Choose it when you have looked at the service’s own page.",
    "D506": "Count the questions along one way: before the fourth, one of them needs a button that"
    " leads to an end.",
    "D507": _WORDS,
    "D508": "“Who read the words” stands on the first card, with a small form to note it anew.",
    "D701": "What a reminder says on a lock screen stands on the first card, under “More about the"
    " dialogue”.",
}
