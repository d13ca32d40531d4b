"""Ways of pressing and hurrying (rule D504)."""

from __future__ import annotations

from bot.script.rules.signs import NUMBER, SPAN, TALK, Sign, sign

_START = r"(?:(?<=^)|(?<=\n)|(?<=[.?!:;] )|(?<=please ))"  # of a sentence
_SOON = (
    r"(?:now|today|tonight|immediately|at once|straight away|without delay|as soon as possible"
    r"|by (?:noon|midnight|the end|tomorrow|\w+day|\d)|before (?:midnight|noon|\d"
    r"|you (?:leave|go)))\b"
)

_OFFER = "write “you can”, “if you like” or “some people find”"

PRESSING: tuple[Sign, ...] = (
    sign(
        "E",
        "presses",
        _OFFER,
        (
            "must be",
            rf"(?:this|every|each|all)(?: \w+)?(?: {TALK})? must be (?:answer|complet|fill"
            rf"|done)\w*",
        ),
        (
            "to be",
            r"(?:this|every|each|all)(?: \w+)? (?:has|have|needs?) to be (?:answer|complet"
            r"|fill|done|finish)\w*",
        ),
        ("you have to", r"you have to (?:tell|answer|say|report)\b"),
        ("better", r"you(?:'d| had) better\b"),
        (
            "expect",
            r"(?:we|i) expect (?:you|all|every)|(?:you are|you're|staff are"
            r"|everyone is) expected to",
        ),
        (
            "required",
            r"you(?:'re| are) required to|(?:answer|reply|response)s? (?:is|are) required",
        ),
        ("mandatory", rf"(?:this|it|{TALK}) (?:is|are) mandatory\b"),
        ("compulsory", rf"(?:this|it|{TALK}) (?:is|are) compulsory\b"),
        ("important that you", r"important that you\b"),
        ("time ", r"(?:it's|it is)(?: about| high)? time (?:that )?you\b"),
        ("excuse", r"(?:no|any|more|your|making|stop) excuses?\b"),
        ("harder", r"try(?: \w+)? harder\b|work harder\b"),
        ("do better", r"(?:could|can|must|to|will) do better\b" + rf"|{_START}do better\b"),
        ("do more", r"you (?:could|can|must|need to) do more\b"),
        ("push ", r"push (?:yourself|through|on)\b"),
        ("pull yourself", r"pull yourself together\b"),
        ("toughen", r"toughen up\b"),
        ("man up", r"man up\b"),
        ("snap out", r"snap out of\b"),
        ("a grip", r"get a grip\b"),
        ("get on with", r"(?:just|simply) get on with\b"),
        ("it off", r"(?:don't|stop|keep) put(?:ting)? it off\b|putting it off\b"),
        ("give up", r"(?:don't|do not|never) give up\b"),
        ("don't stop", r"don't stop now\b"),
        (" let ", r"(?:don't|do not|never) let (?:us|them|your|the|her|him|me|\w+ down)\b"),
        ("never", rf"{_START}never (?:skip|miss|stop|leave|put)\b"),
        (
            "stop ",
            rf"{_START}stop (?:worrying|complaining|moaning|making|being|feeling|thinking"
            rf"|hiding|avoiding)\b",
        ),
        ("hurry", r"hurry up\b"),
        ("come on", rf"{_START}come on(?:[.,]|$| (?:now|team|everyone|everybody)\b)"),
        ("last ", r"last (?:reminder|warning|notice|call)\b"),
        ("final ", r"final (?:reminder|warning|notice|call|chance)\b"),
        ("reminder", r"(?:second|third|another|friendly|gentle) reminder\b"),
        ("explain", rf"{_START}explain (?:your|yourself|why you)\b"),
        ("justify", r"justify (?:your|yourself)\b"),
        ("account for", r"account for (?:your|yourself)\b"),
        *((one, rf"{_START}{one}\b[^.?!\n]*\b{_SOON}") for one in ("answer", "reply", "respond")),
        *((one, rf"{_START}{one}\b[^.?!\n]*\b{_SOON}") for one in ("complete", "finish", "submit")),
    ),
    sign(
        "W",
        "presses",
        _OFFER,
        ("you need to", rf"(?:{_START}|(?<=and )|(?<=but )|(?<=so ))you need to\b"),
        ("you have to", rf"(?:{_START}|(?<=and )|(?<=but )|(?<=so ))you have to\b"),
    ),
    sign(
        "E",
        "puts a weight on one person",
        "say what there is to do, and that it can be left",
        ("you owe", r"you owe (?:it|this|that|your|them|us)\b"),
        (
            "on you",
            r"(?:relying|counting|depending|depends?|rely|relies|counts?"
            r"|banking) (?:up)?on you\b",
        ),
        (
            " you",
            r"(?:it is|it's|all) (?:all )?(?:down to|on) you\b|waiting on you\b" r"|watching you\b",
        ),
        ("but you", r"(?:nobody|no one|no-one) (?:else )?but you\b"),
        ("only you", r"only you can (?:do|make|help|fix|change|save|turn)\b"),
        ("waiting for you", r"(?:is|are|still) (?:\w+ )?waiting for you\b"),
        ("else ", r"every(?:one|body) else (?:has|manages?|managed|can|did|does|is|on|in|finds)\b"),
        (
            " have",
            r"(?:others|colleagues|team)(?: \w+)? have already\b|\w+ of your colleagues have\b",
        ),
        (
            "down",
            r"let(?:ting)? (?:us|them|the (?:team|group|side|ward|others|class|service)"
            r"|your \w+|every\w+) down\b",
        ),
    ),
    sign(
        "E",
        "threatens",
        "say plainly who can read it, and leave it there",
        (
            " be ",
            r"(?:manager|lead|supervisor|boss|team)(?: \w+)? (?:will|may) be (?:told"
            r"|informed|shown)\b",
        ),
        (" to ", r"(?:be|been|are|is) (?:reported|passed on) to (?:your|the|our)\b"),
    ),
    sign(
        "E",
        "sets a condition",
        _OFFER,
        (
            "if you",
            r"if you (?:really |truly |actually )?(?:cared?|loved?|were (?:serious|committed"
            r"|a good))\b",
        ),
        ("if you", r"if you (?:really|truly) (?:want|wanted|cared)\b|if you fail\b"),
        ("until you", r"(?:you|we) (?:can't|cannot|won't|will not)[^.?!\n]* until you\b"),
        ("unless you", r"(?:you|we) (?:can't|cannot|won't|will not)[^.?!\n]* unless you\b"),
        ("silence", r"silence (?:will|would) be\b|your silence\b"),
        ("not answering", r"not answering (?:will|would|means)\b"),
        ("committed", r"you(?:'re| are) not(?: \w+)? committed\b|(?:how|truly|really) committed\b"),
        *(
            (
                one,
                rf"(?:good|real|true|proper|committed|caring|professional) {one}s? (?:would|will"
                rf"|do(?:es)?|never|always|don't)\b",
            )
            for one in (
                "nurse",
                "carer",
                "worker",
                "colleague",
                "teacher",
                "professional",
                "manager",
            )
        ),
    ),
    sign(
        "E",
        "promises what nobody can",
        "say what it is, and let people find out whether it helps",
        (
            "you'll",
            r"you'll (?:soon )?(?:never|regret|thank (?:us|me)|feel (?:better|calm|great"
            r"|happ|strong)|be (?:fine|better|cured|happ|strong|calm|glad))\w*",
        ),
        (
            "you will",
            r"you will (?:soon )?(?:never|regret|thank (?:us|me)|feel (?:better|calm|great"
            r"|happ|strong)|be (?:fine|better|cured|happ|strong|calm|glad))\w*",
        ),
        ("you won't", r"you won't (?:burn|regret|break|get ill|feel (?:stress|bad|sad|tired))\w*"),
        ("guarantee", r"guarantee[ds]?\b"),
        ("sure to", r"sure to (?:help|work|make)\b"),
    ),
    sign(
        "E",
        "hurries",
        "leave the time out",
        ("left", rf"(?:{NUMBER}|one|an?) (?:more )?{SPAN} left\b"),
        ("remaining", rf"(?:{NUMBER}|one|an?) {SPAN} remaining\b"),
        (
            "to go",
            rf"(?:only )?(?:{NUMBER}|one) (?:more |{SPAN} )to go\b|only (?:{NUMBER}"
            rf"|one) (?:\w+ )?to go\b",
        ),
        ("running out", r"(?:time is|time's|is) running out\b"),
        (
            "overdue",
            rf"(?:you|you're|your|is|are|now|long|already)(?: \w+){{0,2}} overdue\b"
            rf"|overdue(?::| {TALK}\b)",
        ),
        ("deadline", r"(?:your|missed|past the) deadline\b"),
    ),
    sign(
        "W",
        "hurries",
        "leave the time out",
        (
            "urgent",
            r"urgent(?:ly)?(?=\W*(?:repl|respon|answer|remind|action|messag|attention|please"
            r"|complet)|:|$)",
        ),
        ("urgently", r"(?:reply|respond|answer|act|needed|needs) urgently\b"),
    ),
)
