/** How the page looks, by day and by night. */

export const STYLE = `
:root { color-scheme: light dark; --paper: #fbfaf7; --ink: #22201c; --soft: #6d675c; --line: #e2dccd; --card: #fff;
  --red: #b3261e; --green: #1a7f37; --yellow: #8a5a00; --edge: #8a8375; --redish: #fbe9e7; --greenish: #e6f4ea; --yellowish: #fdf3d8 }
@media (prefers-color-scheme: dark) { :root { --paper: #16171a; --ink: #ece8df; --soft: #a39c8e; --line: #33363d; --card: #1d1f23;
  --red: #ff8a80; --green: #6fdd8b; --yellow: #f2c55c; --edge: #8a8375; --redish: #3a1d1b; --greenish: #17301e; --yellowish: #352a10 } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 68rem; padding: 2rem 1.25rem 5rem; background: var(--paper); color: var(--ink); font: 15px/1.55 ui-sans-serif, system-ui, sans-serif }
h1 { display: flex; flex-wrap: wrap; gap: .75rem; align-items: baseline; font-size: 1.35rem; line-height: 1.3; margin: 0 0 .25rem }
h2 { font-size: 1.05rem; margin: 2.25rem 0 .75rem }
.verdict { padding: .1rem .7rem; border-radius: 99px; text-transform: uppercase; letter-spacing: .06em; font-size: .8rem; font-weight: 700 }
.dangerous .verdict { background: var(--redish); color: var(--red) } .look .verdict { background: var(--yellowish); color: var(--yellow) }
.safe .verdict { background: var(--greenish); color: var(--green) }
.soft { color: var(--soft) } code { font: .88em/1.4 ui-monospace, monospace; overflow-wrap: anywhere }
article { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .7rem 1rem; margin: .6rem 0; overflow-wrap: anywhere }
article.danger { border-left: 4px solid var(--red) } article.taken { border-left: 4px solid var(--yellow) }
article p { margin: .25rem 0 } .where { color: var(--soft); font-size: .88em; margin-left: .5rem } .rule { float: right; color: var(--soft) }
.does { display: inline-block; min-width: 5.5rem; font-weight: 650 } .loses, .refused { color: var(--red) } .recreated, .stops { color: var(--yellow) }
.rolls, .starts, .scaled { color: var(--green) } .show { color: var(--soft) }
table { border-collapse: collapse; width: 100%; margin: .4rem 0 } td { padding: .25rem .5rem .25rem 0; vertical-align: top; border-top: 1px solid var(--line) }
td:first-child { width: 38% } pre { margin: 0; white-space: pre-wrap; font: .88em/1.45 ui-monospace, monospace }
ins, del { text-decoration: none; padding: 0 .2em; border-radius: 3px } ins { background: var(--greenish); color: var(--green) } del { background: var(--redish); color: var(--red) }
summary { cursor: pointer } .sign { font: 700 1em ui-monospace, monospace; margin-right: .4rem }
.graph { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .5rem }
svg { display: block; width: 100%; height: auto; min-width: 640px; font: 13px ui-sans-serif, system-ui, sans-serif }
svg text { fill: var(--ink); text-anchor: middle } .node rect { fill: var(--card); stroke: var(--ink); stroke-width: 1.4 }
.node text { font-size: 15px; font-weight: 650 } .node .note { font-size: 12px; font-weight: 400; fill: var(--soft) }
.node.outside rect { stroke: var(--edge); stroke-dasharray: 5 4 } .edge path { fill: none; stroke: var(--edge); stroke-width: 1.5 }
.edge text { font-size: 11px; fill: var(--soft); paint-order: stroke; stroke: var(--card); stroke-width: 4px }
.edge.added path { stroke: var(--green); stroke-width: 3 } .edge.added text { fill: var(--green); font-weight: 700 }
.edge.removed path { stroke: var(--red); stroke-width: 3; stroke-dasharray: 7 5 } .edge.removed text { fill: var(--red); font-weight: 700 }
marker.kept path { fill: var(--edge) } marker.added path { fill: var(--green) } marker.removed path { fill: var(--red) }
.times { display: flex; gap: 1rem; margin: 0 0 .5rem; border: 0; padding: 0 } .times label { cursor: pointer }
section:has([value=before]:checked) .added, section:has([value=after]:checked) .removed { visibility: hidden }
`
