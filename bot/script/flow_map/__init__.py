"""A dialogue as a picture: `svg` for people and pages, `mermaid` for documents that draw it."""

from bot.script.flow_map.mermaid import mermaid
from bot.script.flow_map.style import STYLE
from bot.script.flow_map.svg import svg

__all__ = ["STYLE", "mermaid", "svg"]
