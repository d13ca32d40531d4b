"""The list of words of distress: what it must find, what it must leave alone, and how well it does.

The phrases it is measured on were written by people who had not seen the list, and those who
mend the list do not read them: a list fitted to its own examination would say nothing. So only
figures are printed here, never a phrase, not even when one of them is missed.
"""

from __future__ import annotations

import contextlib
import gc
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.script.distress import DistressList, Whom, read_distress

ROOT = Path(__file__).parents[2]
PHRASES = ROOT / "tests" / "script" / "distress_phrases.tsv"
FRESH = PHRASES.with_name("distress_fresh.tsv")
ORDINARY = PHRASES.with_name("ordinary_messages.txt")
ROUNDABOUT = PHRASES.with_name("distress_roundabout.tsv")
VARIED = PHRASES.with_name("distress_varied.tsv")
LIST = ROOT / "dialogues" / "shared" / "distress.yaml"
MORE = LIST.with_suffix("")

SMALL = """
left out: just really
spellings:
  "no": [not]
  can no: [cannae, cant]
families:
  kin: [mum, wee brother]
not these:
  sayings: [want to die laughing, training + suicide]
about me:
  dying: [want to die, <kin> … hits me, suicide, can not go on, pills + tonight, . help me .]
about somebody else:
  dying: [<kin> … want to die, (he|she) wants to die]
"""


@pytest.fixture(scope="session")
def published() -> DistressList:
    """The list as it is published."""
    more = [(one.read_text(encoding="utf-8"), str(one)) for one in sorted(MORE.glob("*.yaml"))]
    return read_distress(LIST.read_text(encoding="utf-8"), str(LIST), *more)


@pytest.fixture(scope="session")
def small() -> DistressList:
    """A list small enough to show what each device does."""
    return read_distress(SMALL, "small.yaml")


def measured(
    published: DistressList, held: str, phrases: Path = PHRASES
) -> tuple[float, float, str]:
    """Recall, false alarms, and the line that says so, for one of the sets of phrases."""
    seen, found, rightly = Counter[str](), Counter[str](), Counter[str]()
    for line in phrases.read_text(encoding="utf-8").splitlines():
        label, tab, phrase = line.partition("\t")
        kept_back = label.startswith("held-") or phrases != PHRASES
        if line.startswith("#") or not tab or kept_back is not bool(held):
            continue
        kind, whom = label.removeprefix("held-"), published.check(phrase)
        seen[kind] += 1
        found[kind] += whom is not None
        rightly[kind] += whom == kind
    distress = seen["self"] + seen["other"]
    recall = (found["self"] + found["other"]) / distress
    alarms = found["none"] / seen["none"]
    aimed = (rightly["self"] + rightly["other"]) / distress
    counted = f"{distress} of distress, {seen['none']} not"
    return (
        recall,
        alarms,
        (
            f"words of distress, {held or 'labelled'} phrases ({counted}): recall {recall:.3f}, "
            f"false alarms {alarms:.3f} (found and rightly aimed at self or other: {aimed:.3f})"
        ),
    )


def test_the_list_finds_distress_and_leaves_idioms_alone(
    published: DistressList, record_property: Callable[[str, object], None]
) -> None:
    """Of 200 phrases by somebody else, at least 95 % of distress is found, at most 5 % wrongly."""
    recall, alarms, figures = measured(published, "")
    record_property("figures", figures)
    assert recall >= 0.95, figures
    assert alarms <= 0.05, figures


def test_the_list_holds_on_phrases_kept_back(
    published: DistressList, record_property: Callable[[str, object], None]
) -> None:
    """On 40 more phrases that nothing was tuned on, the figures do not fall apart."""
    recall, alarms, figures = measured(published, "held-back")
    record_property("figures", figures)
    assert recall >= 0.85, figures
    assert alarms <= 0.15, figures


@pytest.mark.parametrize(
    ("phrases", "found", "wrongly"),
    [
        # Another writer's, looked at in figures alone while the list was mended.
        (FRESH, 0.92, 0.06),
        # Roundabout on purpose.
        (ROUNDABOUT, 0.84, 0.05),
        # By a writer to whom nothing in the list was fitted.
        (VARIED, 0.72, 0.05),
    ],
)
def test_on_words_it_has_not_met_the_list_finds_less(
    published: DistressList,
    record_property: Callable[[str, object], None],
    phrases: Path,
    found: float,
    wrongly: float,
) -> None:
    """On three more sets of 200 by three more writers it finds less than 95 %.

    The floors are what was measured; whoever mends the list raises them.
    """
    recall, alarms, figures = measured(published, phrases.stem.removeprefix("distress_"), phrases)
    record_property("figures", figures)
    assert recall >= found, figures
    assert alarms <= wrongly, figures


def test_ordinary_days_bring_the_card_seldom(
    published: DistressList, record_property: Callable[[str, object], None]
) -> None:
    """Of 800 ordinary messages, many of them long, at most two in a hundred bring the card."""
    lines = ORDINARY.read_text(encoding="utf-8").splitlines()
    messages = [line for line in lines if not line.startswith("#")]
    alarms = sum(published.check(message) is not None for message in messages)
    figures = f"words of distress, {len(messages)} ordinary messages: {alarms} brought the card"
    record_property("figures", figures)
    assert alarms <= len(messages) * 0.02, figures


@pytest.mark.parametrize(
    "text",
    [
        "I want to die",
        "I don’t want to be here anymore",
        "everyone would be better off without me",
        "I just want to go to sleep and not wake up",
        "I’ve been saving up my tablets",
        "I can’t see a way out of this",
        "I wake up and wish I hadn't.\nI can't go on",
        "my husband hits me",
        "he put his hands round my neck",
        "I’m scared to go home",
        "I can't cope any more",
        "keep having flashbacks",
        "nobody would even notice if I was gone",
        "took an overdose at the weekend and nobody knows",
        "I cut myself in the bath last night",
        "I'm in crisis",
        "I might do something stupid",
        "I've written letters to the kids",
        "a bottle of wine every night and pills on top",
        "I don't plan on growing old",
        "I'm scared of what I might do to myself",
        "feels like there's glass between me and everybody",
    ],
)
def test_plain_and_indirect_words_of_ones_own_are_found(published: DistressList, text: str) -> None:
    """What people say about themselves is found, said outright or round about."""
    assert published.check(text) == "self"


@pytest.mark.parametrize(
    "text",
    [
        "ah cannae go oan like this",
        "dinnae want tae be here nae mair",
        "ah wish ah wis deid",
        "the weans wid be better aff withoot me",
        "ma man's been liftin his hauns tae me",
        "ah'm feart tae go hame",
        "thurs nae wey oot",
        "am no copin",
        "cannae stoap greetin",
    ],
)
def test_scots_is_found(published: DistressList, text: str) -> None:
    """Scots, as people type it, is found like English."""
    assert published.check(text) == "self"


@pytest.mark.parametrize(
    "text",
    [
        "i feel suicdal",
        "I WANT TO DIEEEEE",
        "wnat to kil myslef",
        "im gonna k1ll myself",
        "s.u.i.c.i.d.a.l",
        "i want to d i e",
        "ovredose again last night",
        "gonna unalive myself",
        "i dnt wnt 2 b here nemore",
        "𝓘 𝔀𝓪𝓷𝓽 𝓽𝓸 𝓭𝓲𝓮",
        "I want… to die 😭",
        "i\u200b want to d\u200bie",
    ],
)
def test_slips_and_disguises_are_found(published: DistressList, text: str) -> None:
    """Slips of the thumb, stretched and spaced letters, digits and fancy letters do not hide it."""
    assert published.check(text) == "self"


@pytest.mark.parametrize(
    "text",
    [
        "I'm worried she will hurt herself",
        "he says he wants to die",
        "a child is being hit at home",
        "one of my clients disclosed abuse to me",
        "he threatened to kill her",
        "think my colleague might do something daft",
        "ah think ma neighbour's gettin battered",
        "a wee boy in my class is covered in bruises",
        "they told me they want to die",
    ],
)
def test_a_worry_about_somebody_else_is_told_apart(published: DistressList, text: str) -> None:
    """Somebody else in danger gets the safeguarding route, not words about oneself."""
    assert published.check(text) == "other"


@pytest.mark.parametrize(
    "text",
    [
        "he says he wants to die. I want to die too",
        "I want to die and my friend wants to die",
        "my dad hits my mum and he hits me",
    ],
)
def test_oneself_comes_before_somebody_else(published: DistressList, text: str) -> None:
    """Where both are there, the answer is about the person who writes."""
    assert published.check(text) == "self"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "this spreadsheet is killing me",
        "my feet are killing me after that shift",
        "dying for a cup of tea",
        "dead on my feet, knackered and running on empty",
        "fed up with the rota",
        "I could have died of embarrassment",
        "I shot myself in the foot with that email",
        "drowning in paperwork",
        "no way out of this meeting",
        "I can't take any more referrals this week",
        "I don't want to be here late on a Friday",
        "cut myself some slack today",
        "pure dead brilliant day",
        "suicide prevention training on Tuesday",
        "end of life care was the theme",
        "we updated the self-harm policy",
        "booked on the domestic abuse course",
        "how to respond when somebody discloses abuse",
        "I asked the patient what would help her feel safe",
        "a hard week, but the team pulled together",
        "hello",
        "the defence was suicidal on Saturday",
        "we have a plan and a date for the launch",
        "my pension will pay off the house",
        "stood on the platform for an hour, train cancelled",
        "it will be fine when I get back from leave",
    ],
)
def test_idioms_and_talk_about_practice_are_left_alone(published: DistressList, text: str) -> None:
    """Sayings, tiredness and talk about training bring no card."""
    assert published.check(text) is None


def test_an_idiom_beside_distress_does_not_hide_it(published: DistressList) -> None:
    """Only the saying is taken out of a message; the rest is still read."""
    assert published.check("this rota is killing me and I want to kill myself") == "self"
    assert published.check("dying for a cup of tea. He hits me") == "self"


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("I really just want to die", "self"),
        ("I want to die laughing", None),
        ("want … to die", "self"),
        ("want. To die", None),
        ("my wee brother often hits me", "self"),
        ("my wee brother sometimes very often nearly hits me", None),
        ("suicide", "self"),
        ("a suicide talk at the training day", None),
        ("cannae go on", "self"),
        ("canot go on", None),
        ("tonight I will take the pills", "self"),
        ("help me", "self"),
        ("you help me", None),
        ("hello, help me", "self"),
        ("mum seems to want to die", "other"),
        ("mum says I want to die", "self"),
        ("she wants to die", "other"),
    ],
)
def test_each_device_of_the_list_does_what_its_head_says(
    small: DistressList, text: str, whom: Whom | None
) -> None:
    """Gaps, windows, families, sentence ends and the order of the groups, one by one."""
    assert small.check(text) == whom


GAPS = """
families:
  plain: [gone, lost]
  with a gap: [longs … home]
not these: {nothing: [training]}
about me: {home: ["<with a gap>"]}
about somebody else: {home: ["<with a gap>", he <plain>]}
"""


def test_a_gap_in_a_family_is_read_as_its_group_reads_gaps() -> None:
    """The same family reaches across “me” in the one group and not in the other."""
    read = read_distress(GAPS, "words.yaml")
    assert read.check("longs to go home") == "other"
    assert read.check("longs for me home") == "self"
    assert read.check("he lost") == "other"


@pytest.mark.parametrize("text", [GAPS, ""])
@pytest.mark.parametrize("running", [True, False])
def test_reading_leaves_the_collector_as_it_was(text: str, *, running: bool) -> None:
    """It is stopped while the list is read, and goes on afterwards even when that failed."""
    before = gc.isenabled()
    try:
        (gc.enable if running else gc.disable)()
        with contextlib.suppress(ValueError):
            read_distress(text, "words.yaml")
        assert gc.isenabled() is running
    finally:
        (gc.enable if before else gc.disable)()


@pytest.mark.parametrize(
    ("broken", "line", "reason"),
    [
        (SMALL.replace("want to die,", "(want to die,"), 11, "not closed"),
        (SMALL.replace("<kin> … want", "<kith> … want"), 13, "family that is not there"),
        (SMALL.replace("suicide, can", "just really, can"), 11, "no words left"),
        (SMALL.replace("suicide, can", "suicide?, can"), 11, "must be there"),
        (SMALL.replace("suicide, can", "a … b … c … d … e, can"), 11, "gaps"),
        (SMALL.replace("suicide, can", "suicide = end, can"), 11, "means nothing here"),
        (SMALL.replace("about me:", "about mee:"), 10, "did you mean “about me”"),
        (SMALL.replace("about me:", "families:"), 10, "written twice"),
        (SMALL.replace("not these:", "not these: [", 1), 8, "a bracket is opened"),
        (SMALL.partition("about somebody")[0], 1, "“about somebody else” is missing"),
        ("about me: {a: []}\nabout somebody else: {}\nnot these: {}", 1, "without a line"),
        ("about me: a\nabout somebody else: {}\nnot these: {}", 1, "expected names"),
        ("", 1, "empty"),
        ("[" * 100_000, 1, "too deep"),
    ],
)
def test_a_broken_list_says_where_and_why(broken: str, line: int, reason: str) -> None:
    """Whoever mends the list is told the file, the line and a plain reason."""
    with pytest.raises(ValueError, match=rf"^words\.yaml:{line}: .*{reason}"):
        read_distress(broken, "words.yaml")


LOCAL = """
families: {kin: [foster carer]}
not these: {names of ours: [the suicide group]}
about me: {our words: [the tower again]}
"""


def test_a_list_may_stand_in_several_files() -> None:
    """An organisation adds words in a file of its own and leaves the shipped ones as they are."""
    read = read_distress(SMALL, "small.yaml", (LOCAL, "local.yaml"))
    assert read.check("it is the tower again") == "self"
    assert read.check("my foster carer hits me") == "self"
    assert read.check("I wrote to the suicide group") is None
    assert read.check("suicide") == "self"


def test_a_fault_in_a_further_file_is_told_with_its_name_and_line() -> None:
    """Whoever mends the list is sent to the right file."""
    with pytest.raises(ValueError, match=r"^local\.yaml:4: .*not closed"):
        read_distress(SMALL, "small.yaml", (LOCAL.replace("the tower", "(the tower"), "local.yaml"))


def test_the_published_list_can_be_shown(published: DistressList) -> None:
    """Every line can be shown with its group and heading, and none stands there twice."""
    lines = Counter((phrase.group, phrase.line) for phrase in published.phrases)
    assert {group for group, _ in lines} == {"about me", "about somebody else", "not these"}
    assert [line for line, times in lines.items() if times > 1] == []


@given(st.text(max_size=400))
def test_no_text_upsets_it(published: DistressList, text: str) -> None:
    """Any characters at all are read without an error, and read the same way twice."""
    assert published.check(text) == published.check(text)


@pytest.mark.parametrize(
    "unit",
    [
        "a", "i ", "no ", "' ", "*", "a'", "a*", ".", "…", ", ", "💊", "i a ", "n.o.",
        "i no want to ", "i want to not want to be ", "worried he might ", "kill and ",
        "can not go on and on with it ", "somebody who has been hurt by a ", "training suicide ",
        "my mum says he said she told them they ", "if i was gone then ", "feel like i ",
        "\ud800", "ﷺ", "e\u0301", "\n",
    ],
)  # fmt: skip
def test_the_longest_message_is_read_to_its_end(published: DistressList, unit: str) -> None:
    """A message as long as Telegram allows, made to be awkward, hides nothing at its end."""
    text = (unit * 4096)[:4070] + ". I want to die"
    assert published.check(text) == "self"
