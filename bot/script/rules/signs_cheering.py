"""Ways of cheering, scoring, pretending to feel and waving away (rule D504)."""

from __future__ import annotations

from bot.script.rules.signs import Sign, sign

_START = r"(?:(?<=^)|(?<=\n)|(?<=[.?!:;,] ))"
_NOT_FIXED = "write “Nothing needs to be fixed this minute.”"
_NO_FEELING = "write “Thank you for saying so.”: a set of questions does not feel"
_THANK = "thank once, or say nothing"
_PRAISE = (
    r"(?:great|good|excellent|perfect|lovely|wonderful|super|superb|terrific|nice"
    r"|incredible|outstanding)"
)

CHEERING: tuple[Sign, ...] = (
    sign(
        "W",
        "keeps a score",
        "leave the count out, or say it in words",
        ("streak", r"streaks?\b(?! of\b)"),
        (
            "badge",
            r"(?:earn|won|win|unlock|collect|award|claim|get|got"
            r"|gain)\w*(?: \w+){0,3} badges?\b",
        ),
        (
            "badge",
            r"badges? (?:for|of) (?:\w+ing|your|\w+ days|honour)\b|your (?:first|next|gold"
            r"|silver|bronze|new) badge\b",
        ),
        ("points", r"(?:earn|won|win|lose|lost|collect|award|your|bonus|\d+)(?:ed|ing)? points\b"),
        ("star", r"(?:earn|won|win|unlock|collect|award|get|gold)\w*(?: \w+){0,2} stars?\b"),
        ("medal", r"(?:earn|won|win|unlock|award|get|gold)\w*(?: \w+){0,2} medals?\b"),
        ("beat ", r"beat (?:your|last|our|the (?:record|others|target|average))\b"),
        *(
            (one, rf"(?:top|break|match|new) (?:your|last|the|personal)(?: \w+){{0,2}}? {one}\b")
            for one in ("total", "score", "record", "best")
        ),
        ("personal best", r"your personal best\b"),
        ("ranking", r"rankings?\b"),
        ("you rank", r"you rank(?:ed)?\b"),
        ("back to", r"back to (?:zero|nought|square one)\b"),
        ("of the", r"(?:top|bottom) of the (?:table|league|board|class)\b"),
        ("league table", r"league table\b"),
        ("in a row", r"(?:days|weeks|times|shifts) in a row\b"),
        ("score", r"(?:you|you've|your team|we) scored\b|your(?: \w+)? score\b|high score\b"),
        ("level", r"(?:up a|unlock(?:ed)?|reached) level\b|level(?:led)? up\b|your level\b"),
        ("% ", r"\d+ ?% (?:of your|complete|there|done)"),
        ("goal", r"(?:hit|reached|smashed|met|meet|reach) your (?:\w+ )?goals?\b"),
        ("day ", r"day \d+ of \d+\b"),
    ),
    sign(
        "W",
        "cheers",
        _THANK,
        *(
            (
                one,
                rf"{_START}(?:what an? )?{_PRAISE} {one}\b(?=[.,;:]|$| (?:today|this|so far|on"
                rf"|keep|you|and)\b)",
            )
            for one in (
                "answer",
                "work",
                "effort",
                "stuff",
                "going",
                "start",
                "choice",
                "progress",
                "one",
            )
        ),
        (
            "exactly",
            r"exactly (?:what|the \w+) (?:we|i)(?:'re| are| am|'m)?(?: \w+)? (?:looking|want"
            r"|hop|need)\w*",
        ),
        *(
            (one, rf"(?:you are|you're|what an?|such an?)(?: \w+){{0,2}} {one}s?\b")
            for one in (
                "hero",
                "star",
                "angel",
                "inspiration",
                "champion",
                "legend",
                "warrior",
                "gem",
            )
        ),
        ("hero", r"(?:our|true|real|everyday|nhs) hero(?:es)?\b"),
        *(
            (one, rf"{_START}{one}(?:[.,:;]|$)")
            for one in ("excellent", "incredible", "bravo", "superb", "perfect")
        ),
        *(
            (one, rf"{_START}{one}(?:[.,:;]|$)")
            for one in ("wonderful", "terrific", "outstanding", "wow", "woohoo")
        ),
        ("keep ", rf"{_START}keep (?:going(?=[.,]|$)|shining|smiling|pushing)"),
        ("smash", r"smash(?:ed|ing)? it\b"),
        ("nail", r"nail(?:ed|ing)? it\b"),
        ("rock", r"you rock\b"),
        ("high five", r"high five\b"),
        ("hats off", r"hats off\b"),
        ("on the back", r"pat on the back\b"),
        ("go you", rf"{_START}go you\b"),
        ("you did it", rf"{_START}you did it\b"),
        (
            "you're doing",
            r"you're doing (?:so |really )?(?:great|well|brilliantly|amazingly|fine)\b",
        ),
        (
            "you are doing",
            r"you are doing (?:so |really )?(?:great|well|brilliantly|amazingly|fine)\b",
        ),
        ("impress", r"(?:so |very |really |that's |that is )(?:impressive|impressed)\b"),
        ("crush", r"crush(?:ed|ing) it\b"),
        ("believe in you", r"believe in (?:you|yourself)\b"),
    ),
    sign(
        "E",
        "pretends to feel",
        _NO_FEELING,
        ("my heart", r"my heart (?:breaks|goes|aches|sinks|is)\b"),
        ("i'll", r"i'll (?:always|never leave|be (?:right )?here)\b"),
        ("i will", r"i will (?:always|never leave|be (?:right )?here for)\b"),
        ("for you", r"(?:i'm|i am|we're|we are)(?: always| all)? (?:here|there) for you\b"),
        *(
            (one, rf"i(?:'m| am)(?: always| so| really| very| truly| just)* {one}\b(?! to say)")
            for one in (
                "sad",
                "glad",
                "happy",
                "delighted",
                "thrilled",
                "touched",
                "moved",
                "excited",
                "hurt",
                "grateful",
                "listening",
            )
        ),
        ("i love", r"i love (?:you|it|that|how|this)\b"),
        ("i trust", r"i trust you\b"),
        ("miss", r"(?:i|we)(?:'ve| have)? (?:have )?(?:been )?miss(?:ed|ing)? you\b"),
        (
            "worr",
            r"(?:i|we)(?: was| were|'ve been|'m| am| are|'re)? (?:so )?"
            r"worr(?:y|ied|ying) about you\b",
        ),
        ("thinking ", r"thinking (?:of|about) you\b"),
        (
            "i can ",
            r"i can (?:feel|see|tell|imagine|sense|hear)(?: how| that| what)? (?:you|your"
            r"|it must)\b",
        ),
        ("on me", r"(?:count|rely|lean|depend) on me\b"),
        (
            "i know",
            r"i know (?:exactly |just )?(?:how (?:that|it|this|hard|you)|that you|you(?:'re"
            r"| are)|this is hard)\b",
        ),
        ("we ", r"we (?:all )?care (?:about|deeply)\b"),
        ("your pain", r"(?:feel|share|understand|know|see) your pain\b"),
        ("hug", r"(?:sending|send|give|virtual|big) (?:you )?(?:a )?(?:\w+ )?hugs?\b"),
        ("love", r"sending(?: you)?(?: \w+)? love\b|lots of love\b"),
        ("your friend", r"(?:i'm|i am|as|think of me as) your friend\b"),
        ("together", r"(?:all )?in this together\b"),
        ("disappoint", r"(?:i|we)(?:'m|'re| am| are| was| were)(?: \w+)? disappointed\b"),
        ("broke my heart", r"broke my heart\b"),
    ),
    sign(
        "E",
        "waves away what is hard",
        _NOT_FIXED,
        ("silver lining", r"silver linings?\b"),
        ("choose", r"choose (?:joy|happiness|to be (?:happy|positive)|positivity|gratitude)\b"),
        (
            "choice",
            r"(?:happiness|stress|attitude|resilience|calm" r"|wellbeing) is (?:just )?a choice\b",
        ),
        ("mindset", r"(?:just|only|right|positive|wrong|growth|a|your) mindset\b"),
        ("in your head", r"(?:all|just|only|is) in your head\b"),
        ("kill", r"(?:what|that) (?:doesn't|does not) kill\b"),
        ("break you", r"(?:what|that) (?:doesn't|does not) break you\b"),
        *(
            (one, rf"(?:makes?|making|made) (?:you|us) (?:\w+ )?{one}\b")
            for one in ("stronger", "tougher")
        ),
        (" strong", rf"stay strong\b|{_START}be strong\b"),
        (
            "leave your",
            r"leave your (?:worries|problems|troubles|feelings|baggage|stress|emotions)"
            r" (?:at|behind|outside)\b",
        ),
        (
            "worse",
            r"(?:have|has|had|got) it (?:much |far |so much |a lot )?worse\b|worse off\b"
            r"|(?:could|might) (?:have been|be) (?:much |far |a lot )?worse\b",
        ),
        ("time heals", r"time heals\b"),
        ("shall pass", r"this too shall pass\b"),
        ("pass", r"(?:it|this|that) will (?:soon )?pass\b"),
        ("chin up", r"chin up\b"),
        ("grateful", rf"{_START}(?:just )?be grateful\b|grateful that you\b"),
        ("blessing", r"blessings?\b"),
        ("behind you", r"put (?:it|this|that|things|the past) behind you\b"),
        ("move on", r"(?:just|time to) move on\b"),
        ("get over", r"get over (?:it|this|that|yourself)\b"),
        ("part of the job", r"(?:just |all |only )?part of the job\b"),
        (" bad", r"(?:not|n't) (?:that|so|all that) bad\b"),
        ("the positive", r"(?:on|for|at|see|find) the positives?\b"),
        ("positive", r"(?:be|stay|think|thinking|keep|more|remain) positive(?:ly)?\b"),
        ("bright side", r"bright side\b"),
        ("happy thoughts", r"happy thoughts\b"),
        ("calm down", rf"{_START}(?:just )?calm down\b"),
        (
            "don't be",
            r"don't be (?:so |too )?(?:upset|sad|angry|silly|afraid|sensitive|hard|scared"
            r"|shy|negative)\b",
        ),
        ("no need to", r"no need to (?:be upset|cry|worry|panic|feel|get upset|make a fuss)\b"),
        ("end of the world", r"end of the world\b"),
        (
            "be ",
            r"(?:you|it|everything|all|that)(?:'ll| will)(?: all| soon)? be (?:fine|okay|ok"
            r"|all right|alright)\b",
        ),
        (
            "every",
            r"every(?:one|body) (?:feels|gets|has)(?: \w+){0,2} (?:stressed|tired"
            r"|like (?:that|this)|bad days?|hard days?|sometimes)\b",
        ),
        ("meant to be", r"meant to be\b(?=[.,;]|$)"),
        ("resilien", r"(?:more|be|become|build|your|stay|lack of|boost) resilien(?:t|ce)\b"),
        ("gratitude", r"(?:practi[sc]e|attitude of|show) gratitude\b"),
    ),
)
