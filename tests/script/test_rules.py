"""What the rules say: each slip with the exact lines an author reads."""

from __future__ import annotations

from datetime import date

import pytest

from bot.script.draft import World
from bot.script.reader import read_script

WORLD = World(
    dialogues=frozenset({"example", "quiet-minute"}),
    themes=frozenset({"culture", "leadership"}),
    principles=frozenset({"safety"}),
    cards=frozenset({"staff"}),
    today=date(2026, 11, 23),
)


def said(text: str, world: World | None = WORLD) -> list[str]:
    """The problems of a script, each with its severity and without its file."""
    _, problems = read_script(
        f"dialogue: example\ntitle: An example\n{text}", "example.yaml", world
    )
    return [f"{one.severity} {one.line().removeprefix('example.yaml:')}" for one in problems]


SLIPS = {
    "an arrow leads to a step that is not there": (
        """\
steps:
  q:
    ask: A?
    buttons:
      a: A -> gone
      no: Not now -> bye
  bye:
    end: Go gently.
""",
        [
            "E 7:10: D205 there is no step “gone” (help: choose one of bye or q)",
        ],
    ),
    "a button has no arrow, and its question no next": (
        """\
steps:
  q:
    ask: A?
    buttons:
      a: A
      no: Not now -> bye
  bye:
    end: Go gently.
""",
        [
            "E 7:7: D203 the button “a” goes nowhere"
            " (help: write “-> a step” behind its words, or give the question a “next:”)",
        ],
    ),
    "a skip leads to a step that is not there": (
        """\
steps:
  q:
    ask: A?
    text: short
    keep: until-end
    skip: gone
    next: bye
  bye:
    end: Go gently.
""",
        [
            "E 8:11: D205 there is no step “gone” (help: choose one of bye or q)",
        ],
    ),
    "a line of a check goes nowhere": (
        """\
steps:
  c:
    check:
      - if: name
      - otherwise: bye
  bye:
    end: Go gently.
""",
        [
            "E 6:9: D203 this line of the check goes nowhere (help: add “go: …”)",
        ],
    ),
    "a line of a check after its otherwise": (
        """\
steps:
  c:
    check:
      - otherwise: bye
      - if: name
        go: bye
  bye:
    end: Go gently.
""",
        [
            "E 7:9: D204 this line comes after “otherwise” and is never looked at"
            " (help: move it up: “otherwise” comes last)",
        ],
    ),
    "a line of a check leads to a step that is not there": (
        """\
steps:
  c:
    check:
      - if: name
        go: gone
      - otherwise: bye
  bye:
    end: Go gently.
""",
        [
            "E 7:13: D205 there is no step “gone” (help: choose one of bye or c)",
        ],
    ),
    "a theme and a principle that nobody knows": (
        """\
themes: [culture, leadershp]
principles: [safty]
steps:
  bye:
    end: Go gently.
""",
        [
            "E 3:19: D205 there is no theme “leadershp” (help: did you mean “leadership”?)",
            "E 4:14: D205 there is no principle “safty” (help: did you mean “safety”?)",
        ],
    ),
    "a support card and a dialogue that nobody knows": (
        """\
steps:
  s:
    support: staf
    next: r
  r:
    run: quiet-minit
    next: bye
  bye:
    end: Go gently.
""",
        [
            "E 5:14: D205 there is no support card “staf” (help: did you mean “staff”?)",
            "E 8:10: D205 there is no dialogue “quiet-minit” (help: did you mean “quiet-minute”?)",
        ],
    ),
    "a prompt is drawn from a theme that nobody knows": (
        """\
steps:
  d:
    draw: prompt
    from: cultur
    next: bye
  bye:
    end: Go gently.
""",
        [
            "E 6:11: D205 there is no theme “cultur”, and no question with buttons of that "
            "name"
            " (help: did you mean “culture”?)",
        ],
    ),
    "a prompt is drawn by a button that is no theme": (
        """\
steps:
  q:
    ask: Which?
    buttons:
      culture: A
      lead: B
      nothing: Nothing for now -> bye
    keep: until-end
    next: d
  d:
    draw: prompt
    from: q
    next: bye
  bye:
    end: Go gently.
""",
        [
            "E 8:7: D205 the button “lead” chooses a theme to draw from, and is none"
            " (help: choose one of culture or leadership)",
        ],
    ),
    "a prompt is drawn by an answer that is not kept": (
        """\
steps:
  q:
    ask: Which?
    buttons:
      culture: A
      nothing: Nothing for now -> bye
    next: d
  d:
    draw: prompt
    from: q
    next: bye
  bye:
    end: Go gently.
""",
        [
            "E 4:3: D301 “d” reads the answer to “q”, which is not kept until then"
            " (help: write “keep: until-end”)",
        ],
    ),
    "a dialogue plays itself": (
        """\
steps:
  r:
    run: example
    next: bye
  bye:
    end: Go gently.
""",
        [
            "E 4:3: D209 this dialogue plays itself (help: lead to its first step instead)",
        ],
    ),
    "a question takes a word that texts know": (
        """\
steps:
  name:
    ask: A?
    text: short
    keep: until-end
    next: bye
  bye:
    end: Go gently.
""",
        [
            "E 4:3: D101 “name” is already a word that texts know (help: choose another name)",
        ],
    ),
    "a drawn prompt takes the name of a question": (
        """\
steps:
  q:
    ask: A?
    text: short
    keep: until-end
    next: d
  d:
    draw: q
    next: bye
  bye:
    end: Go gently.
""",
        [
            "E 10:11: D101 “q” is already the name of a question (help: choose another name)",
        ],
    ),
    "an answer is shown before the question": (
        """\
steps:
  s:
    say: You said {{ q }}.
    next: q
  q:
    ask: A?
    text: short
    keep: until-end
    next: bye
  bye:
    end: Go gently.
""",
        [
            "E 5:10: D206 “q” has not been asked yet here"
            " (help: move this behind the question, or leave it out)",
        ],
    ),
    "an answer is shown that some ways do not ask for": (
        """\
steps:
  q:
    ask: A?
    buttons:
      a: A -> t
      no: Not now -> bye
  t:
    ask: B?
    text: short
    keep: until-end
    next: bye
  bye:
    end: |
      Thank you.
      You wrote {{ t }}.
""",
        [
            "W 17:7: D206 “t” has not been answered on every way that leads here"
            " (help: write “{% if t %} … {% endif %}” around it, or ask first)",
        ],
    ),
    "an item outside an each, and a time without a remind": (
        """\
steps:
  s:
    say: The {{ item }}.
    next: bye
  bye:
    end: At {{ next_time }}.
""",
        [
            "E 5:10: D206 “item” is only known in an each (help: write the words out)",
            "E 8:10: D206 “next_time” is only known after a remind"
            " (help: add a “remind” step before)",
        ],
    ),
    "parts that a prompt or a name does not have": (
        """\
steps:
  d:
    draw: prompt
    next: s
  s:
    say: About {{ prompt.idea }}, {{ prompt }}, {{ name.first }}.
    next: bye
  bye:
    end: Go gently.
""",
        [
            "E 8:10: D206 “name” has no “.first” (help: write “name” alone)",
            "E 8:10: D206 “prompt” has no “.idea”"
            " (help: choose one of ask, first_idea, second_idea or theme)",
            "E 8:10: D206 “prompt” has several parts"
            " (help: write one of them, such as “prompt.ask”)",
        ],
    ),
    "items and buttons that an each does not have": (
        """\
steps:
  w:
    each: How is {{ item }}?
    items:
      door: the door
    buttons:
      well: Well
    keep: until-end
    next: s
  s:
    say: Door {{ w.dor }} {{ w }}.
    next: c
  c:
    check:
      - if: w.door == 'wel'
        go: bye
      - otherwise: bye
  bye:
    end: Go gently.
""",
        [
            "E 13:10: D206 “w” has no “.dor” (help: did you mean “door”?)",
            "E 13:10: D206 “w” has several parts (help: write one of them, such as “w.door”)",
            "E 17:13: D211 the question “w” has no button “wel” (help: did you mean “well”?)",
        ],
    ),
    "a save that names no answer": (
        """\
steps:
  s:
    save: note
    with:
      text: Some words
      other: gone
    next: bye
  bye:
    end: Go gently.
""",
        [
            "E 7:13: D206 “Some words” is not the name of an answer"
            " (help: write the step's name, or put it into a text with {{ }})",
            "E 8:14: D206 “gone” is not an answer here"
            " (help: write the name of an earlier question)",
        ],
    ),
    "conditions with brackets, one equals sign, or a bare button id": (
        """\
steps:
  q:
    ask: A?
    buttons:
      a: A
      no: Not now
    keep: until-end
    next: c
  c:
    check:
      - if: "{{ q == 'a' }}"
        go: bye
      - if: q = 'a'
        go: bye
      - if: q == a
        go: bye
      - otherwise: bye
  bye:
    end: Go gently.
""",
        [
            "E 13:13: D207 a condition stands without brackets (help: such as: lean == 'hold')",
            "E 15:13: D207 a condition compares with “==” (help: write == for =)",
            "E 17:13: D206 “a” is not an answer here, but a button's id"
            " (help: put it in quotes: 'a')",
        ],
    ),
    "gaps where texts are shown as they are": (
        """\
about: For {{ name }}.
steps:
  bye:
    end: Go gently.
""",
        [
            "E 3:8: D207 the “about” is shown as it is (help: leave out the curly brackets)",
        ],
    ),
    "a tender answer without its button": (
        """\
steps:
  q:
    ask: A?
    buttons:
      low: Low -> bye
      no: Not now -> bye
    tender: [lo]
  bye:
    end: Go gently.
""",
        [
            "E 9:14: D211 “tender” names a button “lo” that the question does not have"
            " (help: did you mean “low”?)",
        ],
    ),
    "a date in the check-in history": (
        """\
steps:
  q:
    ask: A?
    date:
      1 week: In a week
    keep: history
    next: bye
  bye:
    end: Go gently.
""",
        [
            "E 8:5: D302 “history” can only keep an answer on a button, never what somebody"
            " typed or a date (help: write “keep: until-end”, or ask with buttons)",
        ],
    ),
    "words in the check-in history": (
        """\
steps:
  q:
    ask: A?
    text: short
    keep: history
    next: bye
  bye:
    end: Go gently.
""",
        [
            "E 7:5: D302 “history” can only keep an answer on a button, never what somebody"
            " typed or a date (help: write “keep: until-end” or “keep: log” for the private log,"
            " or ask with buttons)",
        ],
    ),
    "a date in the log": (
        """\
steps:
  q:
    ask: A?
    date:
      1 week: In a week
    keep: log
    next: bye
  bye:
    end: Go gently.
""",
        [
            "E 8:5: D100 “keep: log” cannot keep a day, or what is typed about the items of a list"
            " (help: write “keep: until-end”, and put it into a “save”)",
        ],
    ),
    "a list with a skip, and with its words in the log": (
        """\
steps:
  w:
    each: How is {{ item }}?
    items:
      door: the door
    text: short
    keep: [until-end, log]
    skip: bye
    next: bye
  bye:
    end: Go gently.
""",
        [
            "E 9:5: D100 “keep: log” cannot keep a day, or what is typed about the items of a list"
            " (help: write “keep: until-end”, and put it into a “save”)",
            "E 10:5: D102 the step “w” has no field “skip”"
            " (help: Skip leads to the next item; “stop” is for whoever leaves the list)",
        ],
    ),
    "a list whose words nothing keeps": (
        """\
steps:
  w:
    each: How is {{ item }}?
    items:
      door: the door
    text: short
    next: bye
  bye:
    end: Go gently.
""",
        ["E 4:3: D301 what is typed at “w” has no “keep” (help: write “keep: until-end”)"],
    ),
    "a guide with a skip and no line before it": (
        """\
steps:
  g:
    guide: [Sit down., That is all.]
    skip: bye
    stop: bye
    next: bye
  bye:
    end: Go gently.
""",
        [
            "E 6:5: D100 “skip” says where Not today leads, and “g” has no “heads_up” before it"
            " (help: leave it out, or add a “heads_up”; “stop” is for whoever leaves the guide)",
        ],
    ),
    "an answer is read that a switch may keep or not": (
        """\
steps:
  q:
    ask: A?
    buttons:
      a: A
      no: Not now
    keep: [history, count]
    next: bye
  bye:
    end: You said {{ q }}.
""",
        [
            "E 4:3: D301 “bye” reads the answer to “q”, which is not kept until then"
            " (help: write “keep: [until-end, count, history]”)",
        ],
    ),
    "cheering, shouting and pictures": (
        """\
steps:
  s:
    say: |
      Hello.
      WELL DONE EVERYBODY! 😀
    next: bye
  bye:
    end: Go gently.
""",
        [
            "W 7:7: D504 “WELL DONE EVERYBODY” shouts"
            " (help: use small letters, or *strong* for one word)",
            "W 7:7: D504 “WELL DONE” cheers (help: thank once, or say nothing)",
            "W 7:26: D504 “!” cheers or shouts (help: end with a full stop)",
            "W 7:28: D504 “😀” says with a picture what a screen reader cannot"
            " (help: say it in words)",
        ],
    ),
    "pressing words with either apostrophe; a button may say how it feels": (
        """\
steps:
  s:
    say: Don’t forget to rest.
    next: q
  q:
    ask: How is it?
    buttons:
      a: I feel steady
      no: Rather not say
    next: bye
  bye:
    end: Go gently.
""",
        [
            "E 5:10: D504 “Don’t forget” presses (help: say what is there, and leave it)",
        ],
    ),
    "a nudge too early, too long and telling, to a step that is not there": (
        """\
nudges:
  weekly:
    suggest: friday 07:00
    text: You told me {{ q }}, and this line is so long that no lock screen shows all of it.
    starts: gone
steps:
  bye:
    end: Go gently.
""",
        [
            "E 5:14: D702 07:00 is in the quiet hours, 19:00 to 08:00"
            " (help: suggest a time between; people may still pick their own)",
            "E 6:11: D701 a nudge would show somebody's answer on a lock screen"
            " (help: leave it out)",
            "E 6:11: D701 the nudge has 82 characters; a lock screen shows 80"
            " (help: say less: “A quiet minute, if you want one.”)",
            "E 7:13: D205 there is no step “gone” for the nudge “weekly” to start at"
            " (help: choose one of bye)",
        ],
    ),
    "nudges that do not say when": (
        """\
nudges:
  weekly:
    text: A quiet minute.
    starts: bye
  other:
    when: revisit
    text: A quiet minute.
    starts: bye
steps:
  bye:
    end: Go gently.
""",
        [
            "E 4:3: D100 the nudge “weekly” does not say when it comes"
            " (help: add “suggest: friday 14:30”, or “when:” with a date from the log)",
            "E 8:5: D100 “revisit” is not a date from the log"
            " (help: name the entry and its date, such as small_change.revisit)",
        ],
    ),
    "a circle without a question": (
        """\
steps:
  a:
    say: A.
    next: b
  b:
    say: B.
    next: a
  bye:
    end: Go gently.
""",
        [
            "E 4:3: D209 from “a” the way leads back to “a” without a question"
            " (help: let one of the steps lead somewhere else)",
            "E 4:3: D210 from “a” no way leads to an end"
            " (help: let one of the ways lead to a step with “end:”)",
            "W 10:3: D208 no way leads to the step “bye”"
            " (help: name it in a “next” or behind a button, or take it out)",
        ],
    ),
}


@pytest.mark.parametrize(("text", "lines"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_told_in_these_lines(text: str, lines: list[str]) -> None:
    """Place, rule, what is the matter, and what to write."""
    assert said(text) == lines


def test_what_is_not_known_of_other_files_is_not_held_against_a_script() -> None:
    """A script can be checked by itself, for instance while it is being written."""
    text = """\
themes: [unheard-of]
steps:
  one:
    run: another
    next: two
  two:
    draw: prompt
    from: unheard-of
    next: three
  three:
    support: elsewhere
    next: bye
  bye:
    end: Go gently.
"""
    assert said(text, None) == []
    assert len(said(text)) == 4


def asked(labels: dict[str, str], more: str = "") -> str:
    """A question with these buttons, each asking on, so that only its own words are a way past."""
    buttons = "".join(f"      {id_}: {label} -> again\n" for id_, label in labels.items())
    return (
        f"steps:\n  one:\n    ask: How is it?\n    buttons:\n{buttons}{more}"
        "  again:\n    ask: And now?\n    text: short\n    keep: until-end\n    next: bye\n"
        "  bye:\n    end: Go gently.\n"
    )


@pytest.mark.parametrize(
    "label",
    [
        *("Rather not say", "Nothing for now", "Not today", "No, thank you", "Leave it there"),
        *("Neither of these", "Let it go", "I only wanted to notice", "Not mine to fix", "Later"),
    ],
)
def test_a_button_may_be_the_way_past(label: str) -> None:
    """Its own words say that nothing has to be answered."""
    assert said(asked({"a": "Fine", "b": label})) == []


def test_without_a_way_past_a_question_is_refused() -> None:
    """Two answers that both say something are a demand; a skip makes them an offer."""
    assert [line.split()[2] for line in said(asked({"a": "Fine", "b": "Tired"}))] == ["D501"]
    assert said(asked({"a": "Fine", "b": "Tired"}, "    skip: again\n")) == []


def test_buttons_that_all_say_yes_are_no_choice() -> None:
    """Also where the dialogue ends after them."""
    text = (
        "steps:\n  one:\n    ask: Please write it down today.\n    buttons:\n"
        "      a: Yes, I will -> bye\n{more}  bye:\n    end: Go gently.\n"
    )
    for more in ("", "      b: Yes, at once -> bye\n"):
        assert [line.split()[2] for line in said(text.format(more=more))] == ["D501"]
    assert said(text.format(more="      b: Another time -> bye\n")) == []


def test_what_passes_a_question_over_leads_on() -> None:
    """A Skip or a “Not today” that comes back to the same question is no way past it."""
    skip = asked({"a": "Fine", "b": "Rather not say"}, "    skip: one\n")
    assert "D501" in [line.split()[2] for line in said(skip)]
    back = (
        "steps:\n  one:\n    ask: How is it?\n    buttons:\n      a: Fine -> again\n"
        "      b: Not today -> one\n  again:\n    ask: And now?\n    text: short\n"
        "    keep: until-end\n    next: bye\n  bye:\n    end: Go gently.\n"
    )
    assert "D501" in [line.split()[2] for line in said(back)]


def test_what_is_said_in_a_row_is_one_message() -> None:
    """Two texts that each fit can be too long together."""
    half = "Somebody may know one more thing. " * 62
    text = f"""\
steps:
  one:
    say: {half}
    next: two
  two:
    say: {half}
    next: bye
  bye:
    end: Go gently.
"""
    assert [line.split()[:3] for line in said(text)] == [
        ["W", "5:10:", "D401"],
        ["E", "8:10:", "D404"],
    ]


def test_support_counts_the_taps_of_the_script_only() -> None:
    """Two taps are near; three are far; a typed answer in between is no tap but a wall."""
    near = """\
steps:
  one:
    ask: How is it?
    buttons:
      low: Low -> two
      none: Rather not say -> bye
    tender: [low]
  two:
    ask: What would be kind?
    buttons:
      talk: Someone to talk to -> three
      leave: Nothing for now -> bye
  three:
    ask: Now?
    buttons:
      now: Yes -> people
      leave: Not now -> bye
  people:
    support: staff
    next: bye
  bye:
    end: Go gently.
"""
    assert said(near) == []
    further = near.replace("low: Low -> two", "low: Low -> zero").replace(
        "  two:\n",
        "  zero:\n    ask: Go on?\n    buttons:\n      on: On -> two\n"
        "      no: Not now -> bye\n  two:\n",
    )
    assert [line.split()[2] for line in said(further)] == ["D503"]


def test_offers_do_not_count_as_questions() -> None:
    """Keeping, settling and setting a date are offers; a way to an end is a place to stop."""
    ask = "  {0}:\n    ask: What else?\n    text: short\n    keep: until-end\n    next: {1}\n"
    three = "steps:\n" + "".join(ask.format(f"q{n}", f"q{n + 1}") for n in range(3))
    offer = (
        "  q3:\n    ask: Shall I keep it?\n    buttons:\n      keep: Yes -> q4\n"
        "      no: Not now -> day\n"
        "  q4:\n    save: note\n    with:\n      text: q1\n    next: day\n"
        "  day:\n    ask: When?\n    date:\n      1 week: In a week\n    keep: until-end\n"
        "    next: last\n  last:\n    say: Nearly there.\n    next: {0}\n  bye:\n    end: Bye.\n"
    )
    assert said(three + offer.format("bye")) == []
    fourth = offer.format("q5") + ask.format("q5", "q6") + ask.format("q6", "bye")
    assert [line.split()[2] for line in said(three + fourth)] == ["D506"]
