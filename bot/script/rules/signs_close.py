"""Ways of labelling and diagnosing (rule D504), and of coming too close (rule D507)."""

from __future__ import annotations

from bot.script.rules.signs import Sign, close_sign, sign

_EVERYDAY = "say in everyday words what somebody lives with"
_PEOPLE = (
    r"(?:patients?|clients?|famil(?:y|ies)|people|person|child(?:ren)?|kids?|pupils?"
    r"|tenants?|parents?|mothers?|mums?"
    r"|fathers?|women|woman|customers?|residents?|service users?|individuals?"
    r"|callers?|men|man|lad|girl)"
)
_PERSON = (
    r"(?:you|he|she|they|(?:the|this|that|these|those|your|her|his|their"
    r"|some)(?: \w+){0,2}? (?:person|people"
    r"|child|children|kids?|pupils?|patients?|clients?|man|woman|men|women|boys?"
    r"|girls?|mum|dad|mother|father"
    r"|parents?|carers?|famil(?:y|ies)|son|daughter|partner|husband|wife|tenants?"
    r"|residents?|prisoners?"
    r"|colleagues?|staff|team|customers?|service users?|survivors?))"
)
_ILLNESS = (
    r"(?:burn(?:ed|t)?[- ]?out|ptsd|depression|depressed|anxiety|trauma"
    r"|traumati[sz]ed|dissociati\w+|in denial"
    r"|compassion fatigue|vicarious trauma|secondary trauma|adhd|autis\w+|bipolar"
    r"|psychosis|hysteria|paranoi\w+|panic disorder)"
)
_HARM = (
    r"(?:abused?|assault(?:ed)?|attack(?:ed)?|raped?|trauma|violence|beaten"
    r"|injur(?:y|ies|ed)|scars?|bruises?|overdose|flashbacks?|nightmares?|touched"
    r"|hit you|hurt you)(?! (?:policy|team|training|course|line|service))"
)

_TELL = r"(?:describe|tell (?:us|me)|explain|write|say|share|recall|go over|set out)\b"

LABELLING: tuple[Sign, ...] = (
    sign(
        "E",
        "labels",
        _EVERYDAY,
        ("attention", r"attention[- ]seek\w*"),
        *(
            (one, rf"{one}s?\b")
            for one in ("schizophrenic", "psycho", "psychopath", "anorexic", "nutter")
        ),
        *(
            (one, rf"{one}s?\b")
            for one in ("junkie", "druggie", "retard", "hypochondriac", "malingerer", "drama queen")
        ),
        *(
            (one, rf"{one}\b")
            for one in ("crazy", "insane", "neurotic", "hysterical", "malingering", "deranged")
        ),
        *(
            (
                one,
                rf"(?:an?|the|these|those|our|your|all) (?:\w+ )?{one}s?\b(?= |[.,?;]"
                rf"|$)(?! (?:team|unit|ward|disorder|service))",
            )
            for one in ("depressive", "bipolar", "borderline", "autistic")
        ),
        ("frequent flyer", r"frequent flyers?\b"),
        ("blocker", r"bed[- ]?blockers?\b"),
        ("waster", r"time[- ]?wasters?\b"),
        ("revolving", r"revolving[- ]door\b"),
        ("lost cause", r"lost causes?\b"),
        ("hopeless", r"hopeless (?:case|cause)s?\b"),
        ("maker", r"trouble-?makers?\b"),
        ("heartsink", r"heartsink\w*"),
        ("problem ", r"problem (?:famil|child|patient|tenant|pupil|customer|client|parent)\w*"),
        *(
            (one, rf"{one} (?:\w+ )?{_PEOPLE}\b")
            for one in (
                "difficult",
                "demanding",
                "manipulative",
                "needy",
                "chaotic",
                "dysfunctional",
                "damaged",
                "unstable",
                "aggressive",
                "hostile",
                "resistant",
                "awkward",
                "abusive",
                "disruptive",
                "unmotivated",
                "uncooperative",
            )
        ),
        ("broken ", r"broken (?:home|famil(?:y|ies)|people|person|child(?:ren)?|man|woman)s?\b"),
        ("being ", r"being (?:so )?(?:difficult|awkward|needy|manipulative)\b"),
        *(
            (
                one,
                rf"the {one}(?= (?:in|who|are|is|at|on|and|come|need|of|to|you|we|do|have|often"
                rf"|can)\b|[.,?;]|$)",
            )
            for one in (
                "homeless",
                "vulnerable",
                "disabled",
                "elderly",
                "mentally ill",
                "deprived",
                "underclass",
            )
        ),
        ("abuser", r"(?:substance|drug|alcohol) abusers?\b"),
        ("suicide", r"commit(?:s|ted|ting)? suicide\b|failed suicide\b"),
        ("harmer", r"self[- ]harmers?\b"),
        ("disengaged", r"(?:is|are|was|were|has|have|you've) (?:\w+ )?disengaged\b"),
        ("engag", r"non-?engag\w+|(?:fails?|failed|failing|refus\w+) to engage\b"),
        ("comply", r"to comply\b(?! with)"),
        (
            "alcoholic",
            r"(?<!non )(?<!non-)(?:an?|the|these|your|our|recovering) alcoholic\b(?! \w)"
            r"|alcoholics\b",
        ),
        ("complian", r"non-?complian(?:ce|t)\b"),
        ("refuser", r"refusers?\b"),
        ("all over you", r"walk(?:ing)? all over you\b"),
        ("wheelchair", r"(?:wheelchair[- ]bound|confined to (?:a|his|her|their) wheelchair)\b"),
        ("function", r"(?:low|high)[- ]functioning\b"),
        ("acting out", r"acting out\b"),
        ("kick", r"(?:he|she|they|you|kids|children|patients?) kick(?:s|ed)? off\b"),
        ("tantrum", r"tantrums?\b"),
        ("unfit", r"unfit (?:mother|parent|father)s?\b"),
        ("bad ", r"bad (?:mother|parent|father|mum|dad|famil(?:y|ies))s?\b"),
        ("psychotic", r"(?:a|is|the|being|went) psychotics?\b"),
        ("mental", r"(?:mental case|went mental|mentally (?:unstable|disturbed|unwell))\b"),
    ),
    sign(
        "E",
        "labels",
        "write “people who have been through …”",
        ("victim", r"victims?\b(?! (?:support|information|notification)\b)"),
    ),
    sign(
        "E",
        "diagnoses",
        "leave out what it may be called, and ask what would help",
        (
            "you",
            rf"you(?:'re| are| have|'ve| got|'ve got| seem| sound| look"
            rf"| appear)(?: \w+){{0,3}} {_ILLNESS}\b(?! (?:team|course|training|lead|service"
            rf"|clinic))",
        ),
        ("sign", rf"signs? of(?: \w+){{0,2}} {_ILLNESS}\b"),
        ("like", rf"(?:sounds?|looks?|seems?|feels?)(?: \w+)? like(?: \w+){{0,2}} {_ILLNESS}\b"),
        ("case of", rf"case of(?: \w+)? {_ILLNESS}\b"),
        *((one, rf"{one}(?: \w+){{0,3}} {_ILLNESS}\b") for one in ("classic", "typical")),
        (
            "your ",
            rf"your (?:\w+ )?{_ILLNESS}\b(?! (?:team|course|training|lead|service|clinic"
            rf"|champion|network))",
        ),
        ("suggest", rf"suggests?(?: \w+){{0,4}} {_ILLNESS}\b"),
        ("trauma response", r"(?:a|your) trauma response\b"),
        ("at risk of", rf"you(?:'re| are)(?: \w+)? at risk of(?: \w+)? {_ILLNESS}\b"),
        ("mean", rf"(?:this|that|it|score|answers?)(?: \w+)? means?(?: \w+){{0,3}} {_ILLNESS}\b"),
        ("you lack", r"you lack\b"),
        ("resilien", r"(?:low|poor|weak) resilience\b"),
    ),
)

TOO_NEAR: tuple[Sign, ...] = (
    close_sign(
        "takes somebody back to what hurt",
        "ask about the work, and leave what happened to people alone",
        ("worst", r"(?:back to|about|imagine|describe|remember) (?:the|your) worst\b"),
        ("worst", r"worst (?:thing|moment|memory)\b"),
        ("of the ", r"(?:part|parts|memory) of the (?:attack|assault|incident|abuse)\b"),
        ("happen", r"(?:while|when|moment) it (?:was happening|happened)\b"),
        ("child", r"(?:went|been|lived) through as (?:a child|children)\b"),
        ("whose fault", r"whose fault\b"),
    ),
    close_sign(
        "asks why of a person, which sounds like blame",
        "ask what happened next, or what helped",
        (
            "why",
            rf"why (?:do|does|did|can|could|will|would|is|are|was|were|has|had|have"
            rf"|should)(?:n't| not)? {_PERSON}\b",
        ),
        ("why", rf"why (?:can't|cannot|won't|don't) {_PERSON}\b|why not (?:just|try|simply)\b"),
        ("why", r"(?:tell|explain|say|describe|write)(?: \w+){0,4} why (?:you|he|she|they)\b"),
        ("thinking", r"what (?:on earth )?were (?:you|they|he|she) thinking\b"),
        ("wrong with", r"what(?:'s| is) wrong with (?:you|him|her)\b"),
        ("how could", r"how could (?:you|they|he|she)\b"),
        ("how can", r"how can you (?:not|still|say|be)\b"),
        ("stop", r"what(?: has|'s| is)?(?: \w+)? stop(?:ped|ping|s) (?:you|them|him|her)\b"),
        ("prevented you", r"what prevented you\b"),
        ("kept you", r"what kept you from\b"),
        ("take you so long", r"take you so long\b"),
        ("what ", r"what makes (?:you|them|him|her) (?:so|act|behave|lose|react)\b"),
        ("how come", r"how come (?:you|he|she|they)\b"),
        (
            "reason",
            r"(?:for what reason|what is the reason|what's the reason"
            r"|what was the reason)(?: \w+){0,3} (?:you|he|she|they|your)\b",
        ),
    ),
    close_sign(
        "asks for details of trauma",
        "ask what helps now; people tell what they want to tell",
        *(
            (one, rf"{one}\w*\b[^.?!\n]*\b(?:of|behind|about)\b[^.?!\n]*\b{_HARM}\b")
            for one in ("stor", "detail", "account")
        ),
        *(
            (
                one,
                rf"{one}\b[^.?!\n]*\b(?:the|your|his|her|their|a|of|about|when"
                rf"|how)\b[^.?!\n]*\b{_HARM}\b",
            )
            for one in ("describe", "tell us", "tell me", "explain", "share", "recall")
        ),
        (
            "what",
            r"what (?:exactly )?(?:did|does|has|had) (?:the \w+|he|she|they"
            r"|your \w+)(?: \w+)? (?:do|done|say)(?: \w+){0,3} to (?:you|him|her|them)\b",
        ),
        ("what exactly", r"what exactly (?:did|was|were|happened|do|has|had)\b"),
        ("exactly what", r"exactly what (?:happened|he|she|they|was|were|did)\b"),
        ("done to", r"(?:was|were|been|is) done to (?:you|him|her|them)\b"),
        (
            "happened to",
            rf"what happened to (?:him|her|you)\b|happened to {_PERSON}(?: \w+){{0,3}}\?",
        ),
        (
            "happened when",
            r"what happened when (?:you|he|she|they) (?:were|was) (?:a child|young|little"
            r"|small|\w+)\b",
        ),
        ("what happened", r"what happened (?:that|the) (?:night|day|evening|morning)\b"),
        ("happened at home", r"happened at home\b"),
        (
            "how ",
            rf"how (?:old|often|many times|badly|long|bad|did|was|were|does"
            rf"|do)\b[^.\n]*\b{_HARM}\b(?=[^.\n]*\?)",
        ),
        ("when ", rf"when (?:did|was|were)\b[^.\n]*\b{_HARM}\b(?=[^.\n]*\?)"),
        ("where ", rf"where (?:did|was|were|on)\b[^.\n]*\b{_HARM}\b(?=[^.\n]*\?)"),
        (
            "who ",
            rf"who (?:did|was|were|has|had)?(?: \w+)? ?{_HARM}\b(?=[^.\n]*\?)|who did (?:this"
            rf"|it|that) to\b",
        ),
        (
            "did ",
            r"did (?:he|she|they|your \w+|anyone|someone|somebody) (?:\w+ )?(?:hit|touch"
            r"|hurt|abuse|attack|beat|threaten|force)\b",
        ),
        ("were you", rf"were you (?:ever )?(?:\w+ )?(?:{_HARM}|hurt|hit|drunk|drinking|wearing)\b"),
        (
            "have you",
            rf"have you (?:ever )?(?:been (?:{_HARM}|hurt|hit)|tried to (?:kill|hurt|harm)"
            rf"|self-?harmed|attempted|wanted to (?:die|hurt))\b",
        ),
        (
            "detail",
            rf"{_TELL}[^.?!\n]*\b(?:in (?:as much |full |great |more |every )?detail|(?:every"
            rf"|all the|full|exact|more) details?)\b",
        ),
        ("step by step", rf"{_TELL}[^.?!\n]*\bstep by step\b"),
        ("start to finish", rf"{_TELL}[^.?!\n]*\bfrom start to finish\b"),
        ("childhood", r"(?:your|his|her|their) childhood\b"),
        ("your past", r"(?:in|from|about|of) your past\b"),
        ("upbringing", r"(?:your|his|her|their) upbringing\b"),
        ("your own trauma", r"your own trauma\b"),
        *(
            (one, rf"{one} (?:memory|moment|experience|image)s?\b(?=[^.\n]*\?|[^.\n]* you)")
            for one in (
                "worst",
                "hardest",
                "darkest",
                "most painful",
                "most frightening",
                "scariest",
                "most upsetting",
                "most distressing",
            )
        ),
        (
            "what did",
            r"what did (?:it|the \w+|you|he|she) (?:look|smell|sound|see"
            r"|hear)(?: like)?\b(?=[^.\n]*(?:body|blood|scene))",
        ),
        (
            "walk ",
            r"walk (?:me|us) through (?:what happened|the (?:incident|event|night|attack"
            r"|moment))\b",
        ),
        ("take us", r"take us back to\b"),
        ("take me", r"take me back to\b"),
        ("go back to", r"go back to (?:the|that) (?:moment|day|night|time|incident)\b"),
        ("reliv", r"reliv(?:e|ing)\b"),
    ),
)
