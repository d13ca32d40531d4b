"""How the picture looks, on light and dark screens and on paper.

A page that shows the picture inside itself may have to allow these very words in its security
policy; so they are always the same.
"""

from __future__ import annotations

STYLE = """
.flow { --paper: #ffffff; --box: #f4f6f8; --ink: #1d2730; --soft: #4c5964; --edge: #5b6975;
  --line: #4c5964; --end: #e3eee6; --choice: #ece9f6; --trouble: #fdf0e7; --alarm: #9a3412;
  background: var(--paper);
  font-family: system-ui, "Segoe UI", Roboto, Arial, sans-serif; }
.flow text { fill: var(--ink); font-size: 13px; }
.flow .name { font-size: 14px; font-weight: 600; }
.flow .does, .flow .label text { fill: var(--soft); }
.flow .heading { font-size: 20px; font-weight: 600; }
.flow .ground, .flow .label rect { fill: var(--paper); }
.flow .box { fill: var(--box); stroke: var(--edge); stroke-width: 1.2; }
.flow .end .box, .flow .start .box { fill: var(--end); }
.flow .choice .box { fill: var(--choice); }
.flow .inner { fill: none; stroke: var(--edge); stroke-width: 1.2; }
.flow .trouble .box { fill: var(--trouble); stroke: var(--alarm); stroke-width: 2.5;
  stroke-dasharray: 9 5; }
.flow .trouble .mark { fill: var(--alarm); font-weight: 600; }
.flow .sign { fill: none; stroke: var(--alarm); stroke-width: 1.8; stroke-linejoin: round;
  stroke-linecap: round; }
.flow .line { fill: none; stroke: var(--line); stroke-width: 1.5; stroke-linecap: round; }
.flow .unwalked { stroke-width: 2; stroke-dasharray: 0.1 5; }
.flow .unwalked-words text { font-style: italic; }
.flow .tip { fill: var(--line); }
.flow a:hover .box, .flow a:focus .box { stroke-width: 3; stroke: var(--ink); }
.flow a:focus { outline: none; }
@media screen and (prefers-color-scheme: dark) {
  .flow { --paper: #14191e; --box: #202830; --ink: #eef2f5; --soft: #b9c4cd; --edge: #8494a1;
    --line: #a3b0bb; --end: #1d3327; --choice: #2b2740; --trouble: #3a2417; --alarm: #ffb38a; }
}
@media print { @page { margin: 10mm; } .flow { width: 100%; height: 100%; } }
"""
