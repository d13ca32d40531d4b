"""Ways of blaming, and of counting what was not done (rule D504)."""

from __future__ import annotations

from bot.script.rules.signs import NUMBER, SPAN, TALK, Sign, sign

_NOT_DONE = "say nothing of what did not happen"
_WHAT_HELPS = "say what happened and what would help, and leave out who should have"

BLAMING: tuple[Sign, ...] = (
    sign(
        "E",
        "blames",
        _NOT_DONE,
        (
            "you",
            r"you(?:'ve| have)?(?: \w+ly| still| just| even| once)? (?:skipped"
            r"|forgot(?:ten)?|neglected|ignored)\b",
        ),
        (
            "you",
            r"you(?:'ve| have)?(?: \w+ly| still| just)? (?:gave up|given up|fell behind"
            r"|fallen behind|slipped|messed up|refused)\b",
        ),
        ("you only", r"you only (?:did|wrote|answered|managed|came|finished|completed)\b"),
        (
            "your",
            r"your (?:efforts?|attendance|commitment|attitude|standards?|performance|silence"
            r"|absences?|engagement|motivation) (?:has|have|is|are|was|were|shows?|could"
            r"|seems?|dropped|fell|matters?)\b",
        ),
        (
            "your",
            r"your (?:poor|low|bad|weak|lack of|careless\w*|inability|refusal|mistakes?|failings?"
            r"|shortcomings?|laziness)\b",
        ),
        ("fault", r"(?:your|all my|was my)(?: own)? fault\b"),
        (
            "blame",
            r"(?:you are|you're|only yourself|yourself|is|was|who's|who is) to blame\b"
            r"|got yourself to blame\b",
        ),
        ("brought", r"(?:you|they|she|he) brought (?:this|it|that) (?:up)?on\b"),
        (
            "you ",
            r"you (?:didn't|did not|never|couldn't)(?: even)? (?:bother|answer|reply|respond"
            r"|finish|complete|turn up|show up|manage|listen|try|come back)\b",
        ),
        (
            "again",
            r"(?:you|yet|once) again[,.]? (?:you|no|nothing)\b|you (?:forgot|missed|failed"
            r"|slipped) again\b",
        ),
        ("know better", r"know better\b"),
        ("you caused", r"you caused\b"),
        ("if only", r"if only you\b"),
        ("had", r"(?:had|hadn't) you (?:\w+ed|done|been|told|come)\b"),
        ("if you had", r"if you (?:had|hadn't|had not)\b"),
    ),
    sign(
        "E",
        "blames",
        _WHAT_HELPS,
        (
            "bother",
            r"(?:don't|doesn't|didn't|can't|couldn't|not|never|won't)(?: even)?(?: be)?"
            r" bother(?:ed)?\b",
        ),
        (
            "have",
            r"(?:you|he|she|they) (?:should|ought to)(?:n't| not)? have\b|you could(?:n't"
            r"| not)? have\b",
        ),
        ("have", r"(?:should|could)(?:n't)? (?:you|he|she|they) (?:not )?have\b"),
        ("attitude", r"(?:bad|poor|negative|wrong) attitude\b"),
        ("wrong", r"(?:you|they|she|he) (?:do|get|got) (?:\w+ )?wrong\b"),
        ("provoke", r"(?:you|they|she|he) (?:\w+ )?provoked?\b|to provoke\b"),
        ("deserve", r"(?:you|they|she|he) (?:get what \w+ )?deserved?\b|to deserve\b"),
        *(
            (one, rf"(?:be|being|are|is|was|too|so|just|'re) {one}\b")
            for one in ("lazy", "careless", "selfish", "unprofessional", "oversensitive", "weak")
        ),
        ("sensitive", r"(?:too|so|over|overly) sensitive\b"),
        ("react", r"overreact\w*"),
        ("dramatic", r"(?:so|too|over)(?: |-)?dramatic\b"),
    ),
    sign(
        "E",
        "has somebody blame themselves",
        "offer words that are true on any day, such as “It was a lot”",
        ("i failed", r"i failed\b"),
        ("failure", r"(?:i am|i'm) (?:such )?a failure\b"),
        ("i let ", r"i let (?:\w+ ){1,3}down\b"),
        ("my ", r"(?:fix|change|improve|mend) my (?:bad |poor )?(?:attitude|behaviour|ways)\b"),
        ("i give up", r"i give up\b"),
        ("my weakness", r"my weakness(?:es)?\b"),
        ("not good enough", r"(?:i am|i'm|was|be) not good enough\b"),
    ),
    sign(
        "E",
        "counts what was not done",
        _NOT_DONE,
        (
            "without",
            rf"(?:that's|it's|that is|it is|been)(?: now)? {NUMBER} {SPAN}(?: now)? without\b"
            rf"|{NUMBER} {SPAN} now without\b",
        ),
        (
            "since",
            rf"{NUMBER} {SPAN}(?: now)? since (?:you|your|we|the last)\b|(?:a while"
            rf"|long time|ages) since (?:you|we|your)\b",
        ),
        ("since", r"(?:nothing|no \w+) from you since\b|since you last\b|since your last\b"),
        ("a while", r"it(?:'s| has|'s been| is| has been) (?:been )?(?:quite )?a while\b"),
        ("heard from you", r"(?:not|n't|no one has|never)(?: \w+)? heard from you\b"),
        (
            "from you",
            r"(?:nothing|no (?:word|answer|reply|response|entry" r"|entries))(?: \w+)? from you\b",
        ),
        (
            "missed",
            rf"(?:you|your|'ve|have)(?: \w+)? missed\b"
            rf"|missed (?:{NUMBER} )?(?:\w+ )?{TALK}\b",
        ),
        ("skipped", rf"skipped (?:{NUMBER} )?(?:\w+ )?(?:{TALK}|{SPAN})\b"),
        ("unanswered", rf"unanswered {TALK}\b|(?:is|are|still) unanswered\b"),
        ("incomplete", rf"incomplete {TALK}\b|(?:is|are|still) incomplete\b"),
        ("unfinished", rf"unfinished {TALK}\b|(?:is|are|still) unfinished\b"),
        ("last ", rf"last {NUMBER} {TALK}\b"),
        ("where have you", r"where have you been\b"),
        ("disappeared", r"you(?:'ve| have)? disappeared\b"),
        ("quiet", r"you(?:'ve| have) been (?:very |so )?quiet\b"),
        ("been away", r"you(?:'ve| have) been away for\b"),
        ("you last ", r"you last (?:wrote|answered|checked|opened|logged|came|did|used|replied)\b"),
        ("out of", rf"(?:only|just|you\w* \w+|answered|did) {NUMBER} out of {NUMBER}\b"),
        (
            "only ",
            rf"only {NUMBER} (?:of|{TALK})\b|only (?:one|\d+) (?:entry|check-in|answer"
            rf"|reply)\b",
        ),
        ("gap", r"gaps? in your (?:entries|log|check-ins|records?|answers)\b"),
        ("another", r"another (?:day|week|month|shift)(?: has)? (?:gone|passed|missed|without)\b"),
    ),
)
