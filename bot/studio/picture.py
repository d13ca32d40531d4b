"""The flow of a draft as a picture whose boxes lead to their cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from bot.flow.transcript import Transcript
from bot.script.flow_map import STYLE, svg
from bot.script.folder import Library
from bot.script.reader import read_draft
from bot.service.coverage import Walked, walked
from bot.studio.papers import Papers

__all__ = ["STYLE", "Pictures"]


class Pictures:
    """Draws drafts; what the transcripts walk is found out once for every state of the files."""

    def __init__(self) -> None:
        self._walked: tuple[Library, Sequence[Transcript], dict[str, Walked]] | None = None

    def drawn(self, text: str, path: str, papers: Papers) -> dict[str, Any]:
        """The picture of a draft that may have problems, or why there is none."""
        draft, _ = read_draft(text, path, papers.around().world)
        if draft is None:
            return {"cannot": "The picture can be drawn when every step can be read."}
        taken = self._taken(papers).get(draft.script.name, frozenset[tuple[str, str]]())
        drawn = svg(draft.script, taken, lambda step: f"#step-{quote(step)}")
        # The page's policy allows no style inside it; `/map.css` has the same words.
        return {"svg": drawn.replace(f"<style>{STYLE}</style>\n", "", 1)}

    def _taken(self, papers: Papers) -> dict[str, Walked]:
        library, transcripts = papers.library(), papers.transcripts()
        known = self._walked
        if known is None or known[0] is not library or known[1] is not transcripts:
            known = self._walked = (library, transcripts, walked(transcripts, library))
        return known[2]
