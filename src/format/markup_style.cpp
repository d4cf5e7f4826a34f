#include "format/markup.h"

namespace whence {

// System fonts only. Light and dark on a screen, light on paper. Accusation and answer share one class, so that they
// cannot differ in type or width.
std::string_view markup_style() {
  return R"css(:root { --ink: #16191d; --soft: #59616b; --line: #d5d9de; --strong: #16191d; --paper: #ffffff; --page: #eef0f2;
  --mark: #1d4f7c; --spread: #7fa6c9; --warn: #8a4b00; }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #e7e9ec; --soft: #a3abb5; --line: #3a4149; --strong: #e7e9ec;
  --paper: #16191d; --page: #0d0f12; --mark: #8fc1ee; --spread: #4d7396; --warn: #f0b060; } }
* { box-sizing: border-box; }
html { background: var(--page); font-size: 15px; }
body { margin: 0 auto; max-width: 60rem; min-height: 100vh; padding: 2.2rem 3rem 3rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: break-word; }
.exercise { margin: 0 0 1.1rem; padding: .5rem .8rem; background: #7a1f1f; color: #ffffff; font-size: .88rem;
  print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.exercise strong { letter-spacing: .12em; margin-right: .5em; }
.marks { display: flex; justify-content: space-between; align-items: baseline; gap: 1.5rem; margin-bottom: 1.3rem; font-size: .82rem; }
.tlp { padding: .15rem .5rem; background: #000000; color: #ffffff; font-weight: 700; letter-spacing: .04em; white-space: nowrap;
  print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.tlp-green { color: #33ff00; } .tlp-amber { color: #ffc000; } .tlp-red { color: #ff2b2b; }
.draft { margin-left: auto; color: var(--warn); text-align: right; }
h1 { margin: 0 0 .3rem; font-size: 1.65rem; line-height: 1.2; font-weight: 650; letter-spacing: -.012em; text-wrap: balance; }
.basis { margin: 0; color: var(--soft); }
section { margin-top: 1.35rem; padding-top: .6rem; border-top: 1px solid var(--line); break-inside: avoid; }
h2 { margin: 0 0 .45rem; font-size: .74rem; line-height: 1.3; font-weight: 650; letter-spacing: .09em; text-transform: uppercase; color: var(--soft); }
h3 { margin: 0 0 .2rem; font-size: .74rem; font-weight: 650; letter-spacing: .09em; text-transform: uppercase; color: var(--soft); }
p { margin: 0 0 .45rem; } p:last-child { margin-bottom: 0; }
ol, ul { margin: 0; padding-left: 1.25rem; } li { margin: 0 0 .25rem; } li::marker { color: var(--soft); }
ul.plain { list-style: none; padding: 0; }
.answer { font-size: 1.18rem; line-height: 1.42; font-weight: 500; }
.soft, .note { color: var(--soft); } .note { margin-top: .5rem; font-size: .88rem; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .4rem .8rem .4rem 0; text-align: left; vertical-align: top; }
th:last-child, td:last-child { padding-right: 0; }
th { padding-top: 0; font-size: .74rem; font-weight: 650; letter-spacing: .09em; text-transform: uppercase; color: var(--soft); }
tbody tr { border-top: 1px solid var(--line); break-inside: avoid; } table.open tbody tr:first-child { border-top: 0; }
table.open tbody tr:first-child td { padding-top: 0; }
.sides { table-layout: fixed; } .sides .matter { width: 17%; font-weight: 550; hyphens: auto; } .sides .side { width: 41.5%; }
.two { table-layout: fixed; } .two .side { width: 50%; }
.side p { margin-bottom: .3rem; } .letter { font-weight: 700; margin-right: .45em; }
.from { color: var(--soft); font-size: .82rem; white-space: nowrap; }
.review { color: var(--warn); font-weight: 600; }
.might { table-layout: fixed; } .might .who { width: 35%; font-weight: 550; } .might .figure { width: 26%; } .might .span { width: 15%; white-space: nowrap; }
.might .words { color: var(--soft); } .how { width: 30%; color: var(--soft); }
svg.range { display: block; width: 100%; height: 1rem; margin-top: .2rem; overflow: visible; }
svg .scale { stroke: var(--line); stroke-width: 1; } svg .spread { stroke: var(--spread); stroke-width: 5; } svg .share { fill: var(--mark); }
figure { margin: 0 0 .6rem; } svg.series { display: block; width: 100%; max-width: 26rem; height: 3.4rem; } svg .bar { fill: var(--mark); }
td svg.series { height: 1.4rem; max-width: 11rem; }
.solid { table-layout: fixed; } .letters { width: 4rem; font-weight: 700; white-space: nowrap; }
.ids { width: 4.5rem; white-space: nowrap; } .small { font-size: .82rem; } .number { text-align: right; white-space: nowrap; }
code { font: .92em ui-monospace, "SF Mono", "DejaVu Sans Mono", Consolas, monospace; overflow-wrap: anywhere; }
.pair { display: grid; grid-template-columns: 1fr 1fr; column-gap: 1.6rem; }
footer { margin-top: 1.35rem; padding-top: .6rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .82rem; overflow-wrap: anywhere; }
.annex { break-before: page; margin-top: 3rem; } .annex > h1 { font-size: 1.3rem; } .annex section { break-inside: auto; }
@media (max-width: 44rem) { body { padding: 1.2rem; } .pair { display: block; } }
@page { size: A4; margin: 12mm 15mm; }
@media print { html, body { background: #ffffff; } html { font-size: 8.7pt; } body { max-width: none; min-height: 0; padding: 0; line-height: 1.33; }
  h1 { font-size: 1.6rem; text-wrap: wrap; } section { margin-top: .7rem; padding-top: .42rem; } h2 { margin-bottom: .25rem; }
  th, td { padding-top: .22rem; padding-bottom: .22rem; } .answer { font-size: 1.2rem; line-height: 1.36; } .exercise { margin-bottom: .7rem; padding: .35rem .7rem; }
  .marks { margin-bottom: .8rem; } li { margin-bottom: .12rem; } p, .side p { margin-bottom: .2rem; } .note { margin-top: .25rem; }
  svg.range { height: .9rem; margin-top: .1rem; } footer { margin-top: .7rem; padding-top: .35rem; } .annex { margin-top: 0; }
  html.brief { font-size: 7.8pt; } html.tight { font-size: 7.2pt; } .brief section { margin-top: .5rem; padding-top: .35rem; } }
)css";
}

}  // namespace whence
