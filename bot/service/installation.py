"""What one installation is: who runs it, whom to ask, and what it promises about backups."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.service.claims import Claims
from bot.service.entrance import Entrance

CONSENT = "1"  # raise it when the words that people agree to change in substance: they are re-asked
BACKUP_DAYS = 14


@dataclass(frozen=True, slots=True)
class Installation:
    """The facts that `/start` and `/privacy` name; empty where nobody filled them in yet.

    `notice` is the web address of the whole privacy notice, `zone` that of new people. `admins` are
    the addresses of coordinators whom the settings name; `claims` lets others become one, and
    `entrance` lets coordinators in to the page on which they write.
    """

    operator: str = ""
    contact: str = ""
    notice: str = ""
    zone: str = "Europe/London"
    admins: frozenset[str] = frozenset()
    claims: Claims = field(default_factory=Claims, compare=False)
    entrance: Entrance = field(default_factory=lambda: Entrance(None), compare=False)
