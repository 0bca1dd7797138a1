"""How the page looks, by day and by night."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark; --paper: #fff; --card: #f6f8fa; --ink: #1f2328; --faint: #59636e; --rule: #d1d9e0;
  --good: #1a7f37; --bad: #cf222e; --on: #fff; --s0: #0969da; --s1: #8250df; --s2: #bc4c00; }
@media (prefers-color-scheme: dark) { :root { --paper: #0d1117; --card: #161b22; --ink: #e6edf3; --faint: #9198a1;
  --rule: #30363d; --good: #3fb950; --bad: #f85149; --on: #0d1117; --s0: #58a6ff; --s1: #bc8cff; --s2: #f0883e; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.6 "Noto Sans SC", "PingFang SC",
  "Microsoft YaHei", "WenQuanYi Micro Hei", sans-serif; }
main { max-width: 1040px; margin: 0 auto; padding: 32px 20px 64px; }
h1 { font-size: 24px; margin: 0; } h2 { font-size: 18px; margin: 44px 0 4px; }
header p, section > p, small, .faint { color: var(--faint); } header p, section > p { margin: 4px 0 12px; }
.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(180px, 1fr)); gap: 10px; margin-top: 20px; }
.figures div { background: var(--card); border: 1px solid var(--rule); border-radius: 8px; padding: 10px 14px; }
.figures b { display: block; font-size: 24px; line-height: 1.3; font-variant-numeric: tabular-nums; }
.figures span { display: block; } .figures small { display: block; font-size: 12px; line-height: 1.4; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: 5px 10px; border-bottom: 1px solid var(--rule); text-align: left; }
th { font-weight: 600; color: var(--faint); }
.names td:nth-child(-n+5), .names th { white-space: nowrap; }
.names :is(td, th):is(:nth-child(2), :nth-child(3), :nth-child(4)) { text-align: right; }
code { color: var(--faint); font-size: 12px; }
.bar { min-width: 110px; background: linear-gradient(color-mix(in srgb, var(--s0) 28%, transparent) 0 0) no-repeat
  0 50% / var(--share) 68%; }
.misses td { vertical-align: top; } .misses td:last-child { font-size: 13px; color: var(--faint); }
summary { cursor: pointer; padding: 6px 0; }
svg { display: block; width: 100%; height: auto; } svg text { fill: var(--ink); font-size: 12px; }
svg .faint { fill: var(--faint); } svg .grid { stroke: var(--rule); fill: none; }
.chart { max-width: 760px; } .line { fill: none; stroke-width: 2.2; stroke-linejoin: round; }
.line.s0 { stroke: var(--s0); } .line.s1 { stroke: var(--s1); } .line.s2 { stroke: var(--s2); }
.dot.s0, svg .name.s0 { fill: var(--s0); } .dot.s1, svg .name.s1 { fill: var(--s1); }
.dot.s2, svg .name.s2 { fill: var(--s2); }
.mark { stroke: var(--faint); stroke-dasharray: 4 4; } .spot { fill: var(--bad); }
svg .said { font-weight: 600; }
.right { fill: var(--good); } .wrong { fill: var(--bad); }
svg .count { font-size: 11px; } svg .count.strong { fill: var(--on); }
"""
