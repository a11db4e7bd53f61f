#include "scenarios/engine/report/page.h"

namespace report {
namespace {

// Colours in which the eight lines stay apart for all kinds of eyes, each set against its own background (smallest
// difference of any pair, CIE76: 22 and 19). States differ in their sign or pattern as well.
constexpr std::string_view kColourRules = R"css(
:root{--bg:#f4f7fa;--panel:#fff;--ink:#14202c;--muted:#566575;--line:#d8e0e8;--grid:#e8edf2;--accent:#145ec7;
--good:#0f6b4f;--good-bg:#dcf1e9;--warn:#7a5000;--warn-bg:#fbefd3;--bad:#b3261e;--bad-bg:#fbe4e1;
--s1:#145ec7;--s2:#a27400;--s3:#009d91;--s4:#484000;--s5:#680b79;--s6:#c74347;--s7:#8684c2;--s8:#2e434c;
--land:#eef2ec;--road:#c3ccc4;--own:.34}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){--bg:#0e141b;--panel:#161e27;--ink:#e6edf4;--muted:#a2b1c0;
--line:#2c3845;--grid:#222d38;--accent:#8cc4ff;--good:#5bd6a9;--good-bg:#12382d;--warn:#f0c36a;--warn-bg:#3b2d10;
--bad:#ff8a7a;--bad-bg:#47201c;--s1:#8cc4ff;--s2:#e69f00;--s3:#2be3c8;--s4:#eed686;--s5:#b46dac;--s6:#d9663b;--s7:#5f7ee8;
--s8:#8e9980;--land:#17211f;--road:#3b4a47;--own:.42}}
:root[data-theme=dark]{--bg:#0e141b;--panel:#161e27;--ink:#e6edf4;--muted:#a2b1c0;
--line:#2c3845;--grid:#222d38;--accent:#8cc4ff;--good:#5bd6a9;--good-bg:#12382d;--warn:#f0c36a;--warn-bg:#3b2d10;
--bad:#ff8a7a;--bad-bg:#47201c;--s1:#8cc4ff;--s2:#e69f00;--s3:#2be3c8;--s4:#eed686;--s5:#b46dac;--s6:#d9663b;--s7:#5f7ee8;
--s8:#8e9980;--land:#17211f;--road:#3b4a47;--own:.42}
)css";

constexpr std::string_view kText = R"css(
*{box-sizing:border-box}
html{background:var(--bg);color:var(--ink);font:16px/1.5 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
-webkit-text-size-adjust:100%}
body{margin:0}
main{max-width:1040px;margin:0 auto;padding:28px 20px 40px}
footer{max-width:1040px;margin:0 auto;padding:0 20px 30px;color:var(--muted);font-size:13px}
h1{font-size:30px;line-height:1.2;margin:2px 0 12px;letter-spacing:-.01em;text-wrap:balance}
h2{font-size:21px;margin:0 0 14px;letter-spacing:-.005em}
h3{font-size:16px;margin:22px 0 6px}
p{margin:0 0 10px;max-width:74ch}
a{color:var(--accent)}
section{margin-top:44px}
.kicker{color:var(--muted);font-size:13px;margin:0;letter-spacing:.02em}
.note,small{color:var(--muted);font-size:13px}
.verdict{display:flex;flex-wrap:wrap;gap:8px;margin-bottom:16px;max-width:none}
.pill{border-radius:99px;padding:3px 12px;font-size:14px;background:var(--grid);color:var(--ink);text-decoration:none}
.pill.good{background:var(--good-bg);color:var(--good);font-weight:600}
.pill.bad{background:var(--bad-bg);color:var(--bad);font-weight:600}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(148px,1fr));gap:10px;margin:0 0 22px}
.tile{background:var(--panel);border:1px solid var(--line);border-radius:9px;padding:9px 12px}
.tile dt{display:flex;justify-content:space-between;font-size:13px;color:var(--muted)}
.tile dd{margin:0;font-size:23px;font-weight:650;line-height:1.3;font-variant-numeric:tabular-nums}
.tile small{display:block;font-weight:400;line-height:1.35}
.tile.good .sign{color:var(--good)}
.tile.warning{border-color:var(--warn)}.tile.warning .sign,.tile.warning data{color:var(--warn)}
.tile.bad{border-color:var(--bad);background:var(--bad-bg)}.tile.bad .sign,.tile.bad data{color:var(--bad)}
.sign{font-weight:700}
.lesson{border-left:3px solid var(--accent);padding:2px 0 2px 16px;font-size:17px}
.lesson p:last-child{margin:0}
nav{display:flex;flex-wrap:wrap;gap:4px 18px;margin-top:22px;padding:10px 0;border-top:1px solid var(--line);
border-bottom:1px solid var(--line);font-size:14px}
nav a{text-decoration:none}nav a:hover{text-decoration:underline}
nav button{margin-left:auto;font:inherit;color:var(--muted);background:none;border:0;padding:0;cursor:pointer}
.story{list-style:none;margin:0;padding:0}
.story li{display:grid;grid-template-columns:92px 26px 1fr;align-items:baseline;padding:3px 0}
.story time{color:var(--muted);font-size:14px;text-align:right;padding-right:10px;font-variant-numeric:tabular-nums}
.story .sign{font-size:11px}.story .bad .sign{color:var(--bad)}.story .good .sign{color:var(--good)}
.story .change .sign{color:var(--accent)}.story .neutral .sign{color:var(--muted)}
.letter{display:inline-block;min-width:19px;padding:0 5px;border-radius:3px;background:var(--bad);color:var(--panel);
font-size:12px;line-height:19px;font-weight:700;text-align:center;justify-self:start}
.story .good .letter{background:none;color:var(--good);box-shadow:inset 0 0 0 1.5px var(--good)}
.verdicts,.plain{list-style:none;margin:0;padding:0}
.verdicts li{display:grid;grid-template-columns:24px 1fr auto;gap:0 6px;padding:4px 0;border-bottom:1px solid var(--grid)}
.verdicts .good .sign,.verdicts .good .met{color:var(--good)}.verdicts .bad .sign,.verdicts .bad .met{color:var(--bad)}
.verdicts .bad{background:var(--bad-bg)}.met{font-size:14px;font-weight:600}
.verdicts .open .met{color:var(--muted)}.of{color:var(--muted)}
.steps{list-style:none;margin:0 0 0 6px;padding:0;border-left:2px solid var(--line)}
.steps>li{display:grid;grid-template-columns:92px 1fr;padding:0 0 14px;align-items:baseline;position:relative}
.steps>li::before{content:"";position:absolute;left:-6px;top:8px;width:10px;height:10px;border-radius:50%;background:var(--accent)}
.steps time{color:var(--muted);font-size:14px;text-align:right;padding-right:14px;font-variant-numeric:tabular-nums}
.steps p{margin:0 0 4px}.look{color:var(--muted);font-size:14px}.look .pill{font-size:13px;padding:1px 9px}
.question{background:var(--panel);border:1px solid var(--line);border-radius:9px;padding:9px 14px;margin:8px 0 2px;max-width:74ch}
.question>p{font-weight:600}.question ul{margin:2px 0;padding-left:22px}.question details{margin:6px 0 0}
.proof{font-size:14px;color:var(--muted)}.proof.good{color:var(--good)}.proof.bad{color:var(--bad)}
.plain pre{margin:0 0 8px;white-space:pre-wrap;font-size:13px}
)css";

constexpr std::string_view kTables = R"css(
.table{overflow-x:auto;margin:16px 0}
table{border-collapse:collapse;width:100%;font-size:14px}
caption{text-align:left;font-weight:600;padding-bottom:4px}
th,td{padding:5px 10px 5px 4px;text-align:left;vertical-align:top;border-bottom:1px solid var(--grid)}
thead th{color:var(--muted);font-weight:500;font-size:13px;vertical-align:bottom;border-color:var(--line)}
thead th[title]{text-decoration:underline dotted;text-underline-offset:3px}
tbody th{font-weight:500}.short{white-space:nowrap}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td.bad{color:var(--bad);font-weight:650}
details{margin:10px 0}summary{cursor:pointer;color:var(--accent)}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:4px 18px;font-size:14px;margin:0}
.facts dt{color:var(--muted)}.facts dd{margin:0;overflow-wrap:anywhere}
.facts .good{color:var(--good)}.facts .bad{color:var(--bad);font-weight:650}
code,pre{font-family:ui-monospace,"Cascadia Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:13px}
.scenario{background:var(--panel);border:1px solid var(--line);border-radius:9px;padding:14px 16px;overflow-x:auto;line-height:1.45}
)css";

constexpr std::string_view kChartRules = R"css(
figure{margin:0 0 14px;background:var(--panel);border:1px solid var(--line);border-radius:9px;padding:10px 12px 6px;break-inside:avoid}
figcaption{font-size:14px;display:flex;flex-wrap:wrap;gap:0 10px;align-items:baseline}
.legend{margin-left:auto;display:flex;flex-wrap:wrap;gap:0 14px;font-size:13px}
.key{white-space:nowrap}.key .at{font-variant-numeric:tabular-nums;font-weight:600}
.swatch{display:inline-block;width:10px;height:10px;border-radius:2px;margin-right:5px;background:currentColor}
svg{display:block;width:100%;height:auto;overflow:visible;font-size:12px}
svg text{fill:var(--muted);font-family:inherit}
svg.shared{position:absolute;width:0;height:0}
.chart{touch-action:pan-y}
.grid{stroke:var(--grid)}.base{stroke:var(--line)}
.band{fill:var(--bad);opacity:.07}.band-edge{stroke:var(--bad);opacity:.55}
.flag{fill:var(--bad)}svg .flag-letter{fill:var(--panel);font-weight:700;font-size:11px;text-anchor:middle}
.line{fill:none;stroke-width:1.6;stroke-linejoin:round;stroke-linecap:round}
.cursor{stroke:var(--accent);stroke-width:1;visibility:hidden}.zoom{fill:var(--accent);opacity:.15}
.s1{stroke:var(--s1)}.s2{stroke:var(--s2);stroke-dasharray:7 3}.s3{stroke:var(--s3)}.s4{stroke:var(--s4);stroke-dasharray:2 3}
.s5{stroke:var(--s5)}.s6{stroke:var(--s6);stroke-dasharray:7 3}.s7{stroke:var(--s7)}.s8{stroke:var(--s8);stroke-dasharray:2 3}
i.f1,i.o1{color:var(--s1)}i.f2,i.o2{color:var(--s2)}i.f3,i.o3{color:var(--s3)}i.f4,i.o4{color:var(--s4)}
i.f5{color:var(--s5)}i.f6{color:var(--s6)}i.f7{color:var(--s7)}i.f8{color:var(--s8)}
.owner{fill-opacity:var(--own)}
.o1{fill:var(--s1)}.o2{fill:var(--s2)}.o3{fill:var(--s3)}.o4{fill:var(--s4)}.o5{fill:var(--s5)}.o6{fill:var(--s6)}.o7{fill:var(--s7)}.o8{fill:var(--s8)}
svg .in-bar{fill:var(--ink);font-size:11px;pointer-events:none}.small{display:none}
svg .row-name{fill:var(--ink);font-size:12px}.heading{font-weight:600}svg .heading{fill:var(--ink)}
.joining{fill:var(--warn);color:var(--warn);opacity:.75}.syncing{fill:var(--s5);color:var(--s5);opacity:.9}
.unread,.offline,.share.state-lost{fill:var(--bad);color:var(--bad)}
.full{fill:var(--s3);color:var(--s3);opacity:.28}.shrunk{fill:var(--warn);color:var(--warn);opacity:.55}
svg .total{fill:var(--ink);font-weight:600;font-variant-numeric:tabular-nums}
.p0{fill:var(--line);color:var(--line)}.p1{fill:var(--s1);color:var(--s1)}.p2{fill:var(--s7);color:var(--s7)}
.p3{fill:var(--s4);color:var(--s4)}.p4{fill:var(--s8);color:var(--s8)}.p5{fill:var(--s2);color:var(--s2)}
.p6{fill:var(--s6);color:var(--s6)}.p7{fill:var(--s5);color:var(--s5)}.p8{fill:var(--s3);color:var(--s3)}.p9{fill:var(--good);color:var(--good)}
.state-delivered{fill:var(--s3);color:var(--s3)}.state-unread{fill:var(--s1);color:var(--s1)}.state-skipped{fill:var(--s8);color:var(--s8)}
.state-aborted{fill:var(--s5);color:var(--s5)}.state-unknown{fill:var(--s2);color:var(--s2)}.state-failed{fill:var(--s6);color:var(--s6)}
.state-abandoned{fill:var(--s4);color:var(--s4)}.state-unfinished{fill:var(--line);color:var(--line)}.state-lost{color:var(--bad)}
)css";

constexpr std::string_view kPictures = R"css(
.scene svg{margin-top:8px}
.life{stroke:var(--line)}.actor{fill:var(--grid);stroke:var(--line)}svg .actor-name{fill:var(--ink);font-weight:600;text-anchor:middle}
svg .when{font-variant-numeric:tabular-nums;font-size:11px}svg .silence{font-size:11px;font-style:italic}
.arrow{stroke:var(--ink);stroke-width:1.1;fill:none}.answer{stroke-dasharray:5 3}.bad .arrow,.arrow.lost{stroke:var(--bad)}
.head{fill:var(--ink)}.head.bad{fill:var(--bad)}.cross{stroke:var(--bad);stroke-width:2;fill:none}
svg .message,svg .note-text{fill:var(--ink);font-size:11.5px;text-anchor:middle}
svg .message{paint-order:stroke;stroke:var(--panel);stroke-width:4px;stroke-linejoin:round}
.note-box{fill:var(--panel);stroke:var(--line)}.dot{fill:var(--ink)}
.bad .note-box{stroke:var(--bad)}.bad .dot{fill:var(--bad)}svg .bad .message,svg .bad .note-text{fill:var(--bad)}
.mark{fill:var(--bad-bg)}svg .mark-text{fill:var(--bad);font-weight:650}
.map-box{display:grid;grid-template-columns:minmax(0,620px) 1fr;gap:20px;margin-bottom:14px}
.land{fill:var(--land)}.road{fill:none;stroke:var(--road);stroke-width:1.6}.city{fill:var(--muted)}
.region{fill-opacity:.13;stroke-opacity:.6;stroke-dasharray:4 3}
.r1{fill:var(--s1);stroke:var(--s1)}.r2{fill:var(--s2);stroke:var(--s2)}.r3{fill:var(--s3);stroke:var(--s3)}.r4{fill:var(--s4);stroke:var(--s4)}
.r5{fill:var(--s5);stroke:var(--s5)}.r6{fill:var(--s6);stroke:var(--s6)}.r7{fill:var(--s7);stroke:var(--s7)}.r8{fill:var(--s8);stroke:var(--s8)}
svg .city-name{font-size:11px;fill:var(--muted);paint-order:stroke;stroke:var(--land);stroke-width:3px}
svg .region-name{font-size:11px;font-style:italic;font-weight:600;paint-order:stroke;stroke:var(--land);stroke-width:3px}
svg .n1{fill:var(--s1)}svg .n2{fill:var(--s2)}svg .n3{fill:var(--s3)}svg .n4{fill:var(--s4)}
svg .n5{fill:var(--s5)}svg .n6{fill:var(--s6)}svg .n7{fill:var(--s7)}svg .n8{fill:var(--s8)}
.tether{stroke-width:1.2;opacity:.75}.real{fill:none;stroke-width:1.1;opacity:.8}
.on-time{color:var(--s1)}.late{color:var(--s2)}.lost{color:var(--bad)}.never{color:var(--muted)}
.truck .tether,.truck .real{stroke:currentColor}.truck .shown{fill:currentColor;stroke:var(--land);stroke-width:.6}
.keys{list-style:none;padding:0;margin:0 0 10px;font-size:14px}.keys li{padding:2px 0}
.player input{width:100%;accent-color:var(--accent)}
@media screen and (max-width:760px){.map-box{grid-template-columns:1fr}h1{font-size:25px}
.story li{grid-template-columns:82px 24px 1fr}.story time{font-size:13px;white-space:nowrap}
figure{overflow-x:auto}figure svg{min-width:700px}.chart{touch-action:auto}.steps>li{grid-template-columns:1fr}
.steps time{text-align:left;padding-left:14px}.steps>li>div{padding-left:14px}}
)css";

constexpr std::string_view kPaper = R"css(
@page{size:A4;margin:14mm 13mm}
@media print{html{background:#fff;font-size:12px}main,footer{max-width:none;padding:0}nav{display:none}section{margin-top:26px}
h1{font-size:24px}h2{font-size:17px;break-after:avoid}.tiles{grid-template-columns:repeat(6,1fr)}.tile dd{font-size:18px}
.lesson{font-size:13px}.steps p,.question ul{font-size:12px}.look,.look .pill,.proof,.facts,.steps time,code{font-size:11px}table,.story time,.note,small,figcaption,.legend,.met,.tile dt,.pill{font-size:11px}
.table{overflow:visible}table{font-size:10px}thead th{font-size:9px}th,td{padding:3px 6px 3px 2px}h2+p{break-after:avoid}
thead th[title]{text-decoration:none}
#scenes{break-before:page}p{max-width:none;orphans:3;widows:3}tr,li{break-inside:avoid}figure{padding:8px}.scenario{white-space:pre-wrap;font-size:10px}.player{display:none}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.question details::details-content{content-visibility:visible;height:auto}.map-box{grid-template-columns:430px 1fr}}
)css";

/// The page's own colours on paper are the light ones, whatever the screen's are.
constexpr std::string_view kPaperColours = R"css(
@media print{:root:root{--bg:#fff;--panel:#fff;--ink:#14202c;--muted:#566575;--line:#d8e0e8;--grid:#e8edf2;--accent:#145ec7;
--good:#0f6b4f;--good-bg:#dcf1e9;--warn:#7a5000;--warn-bg:#fbefd3;--bad:#b3261e;--bad-bg:#fbe4e1;
--s1:#145ec7;--s2:#a27400;--s3:#009d91;--s4:#484000;--s5:#680b79;--s6:#c74347;--s7:#8684c2;--s8:#2e434c;
--land:#eef2ec;--road:#c3ccc4;--own:.34}}
)css";

}  // namespace

std::string page_style() {
  std::string style;
  for (const std::string_view part : {kColourRules, kText, kTables, kChartRules, kPictures, kPaper, kPaperColours})
    style += part;
  return style;
}

}  // namespace report
