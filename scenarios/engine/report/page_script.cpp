#include "scenarios/engine/report/page.h"

namespace report {
namespace {

/// Numbers and times as the page writes them, and the data of charts as the page holds it.
constexpr std::string_view kValues = R"js(
'use strict';
const all = (root, what) => Array.from(root.querySelectorAll(what));
const num = (e, name) => Number(e.getAttribute(name));
const digits = (v, n) => Math.abs(v) >= 999.5 ? Math.round(v).toLocaleString('en') : String(Number(v.toPrecision(n)));
function span(s) {
  const a = Math.abs(s);
  return a === 0 ? '0 s' : a < 1e-3 ? digits(s * 1e6, 3) + ' us' : a < 1 ? digits(s * 1e3, 3) + ' ms' : digits(s, 3) + ' s';
}
function valueText(quantity, v) {
  if (quantity === 'seconds') return span(v);
  if (quantity === 'rate') return digits(v, 4) + '/s';
  if (quantity === 'metres') return v >= 1000 ? digits(v / 1000, 3) + ' km' : digits(v, 4) + ' m';
  return digits(v, 4);
}
function clock(s, step) {
  if (step < 1) return span(s);
  const t = Math.round(s), h = Math.floor(t / 3600), m = Math.floor(t / 60) % 60, two = x => String(x).padStart(2, '0');
  return h > 0 ? h + ':' + two(m) + ':' + two(t % 60) : m + ':' + two(t % 60);
}
/// An instant as the axis below writes it, with as many digits as can be pointed at.
function instant(s, shown) {
  const places = shown < 20 ? 3 : shown < 200 ? 2 : shown < 2000 ? 1 : 0;
  if (shown / 10 < 1) return s.toFixed(places) + ' s';
  const whole = Math.floor(Number(s.toFixed(places))), part = s.toFixed(places).split('.')[1];
  return clock(whole, 1) + (part ? '.' + part : '');
}
function times(path) {
  const text = path.getAttribute('data-t'), count = path.getAttribute('data-v').split(' ').length;
  if (!text.includes('@')) return text.split(' ').map(Number);
  const [first, step] = text.split('@').map(Number);
  return Array.from({length: count}, (_, i) => first + i * step);
}
)js";

/// Charts share one window of time: what is chosen in one is shown in all.
constexpr std::string_view kCharts = R"js(
const charts = all(document, 'svg.chart').map(svg => ({
  svg, left: num(svg, 'data-left'), right: num(svg, 'data-right'), top: num(svg, 'data-top'), bottom: num(svg, 'data-bottom'),
  end: num(svg, 'data-end'), lines: all(svg, 'path.line').map(path => ({path, t: times(path),
    v: path.getAttribute('data-v').split(' ').map(x => x === '-' ? NaN : Number(x)), steps: path.getAttribute('data-steps') === '1'})),
  cursor: svg.querySelector('.cursor')}));
let from = 0, to = charts.length ? charts[0].end : 1;
const xOf = (c, t) => c.left + (c.right - c.left) * (t - from) / (to - from);
const within = (c, x) => Math.min(Math.max(x, c.left), c.right);

function yOf(c, v) {
  const g = c.svg.querySelector('.lines'), low = num(g, 'data-low'), high = num(g, 'data-high');
  const part = g.getAttribute('data-log') === '1' ? Math.log(Math.max(v, low) / low) / Math.log(high / low) : (v - low) / (high - low);
  return c.bottom - (c.bottom - c.top) * Math.min(Math.max(part, 0), 1);
}
function drawLine(c, line) {
  let d = '', down = false, before = 0;
  line.v.forEach((v, i) => {
    const next = line.t[i + 1] === undefined ? c.end : line.t[i + 1];
    if (Number.isNaN(v) || next < from || (i > 0 && line.t[i - 1] > to)) { down = false; return; }
    const x = within(c, xOf(c, line.t[i])), y = yOf(c, v);
    d += !down ? 'M' + x + ' ' + y + 'h.01' : line.steps ? 'L' + x + ' ' + before + 'V' + y : 'L' + x + ' ' + y;
    before = y; down = true;
  });
  if (line.steps && down) d += 'H' + c.right;
  line.path.setAttribute('d', d);
}
function drawBars(c) {
  for (const g of all(c.svg, 'g[data-a]')) {
    const a = xOf(c, num(g, 'data-a')), b = xOf(c, num(g, 'data-b')), x = within(c, a), w = Math.max(within(c, b) - x, 0.8);
    g.style.display = b < c.left || a > c.right ? 'none' : '';
    for (const e of g.children) {
      if (e.matches('.band, .bar > rect')) { e.setAttribute('x', x); e.setAttribute('width', w); }
      if (e.matches('.in-bar')) { e.setAttribute('x', x + 4); e.classList.toggle('small', w < num(e, 'data-room')); }
      if (e.matches('.band-edge')) { e.setAttribute('x1', a); e.setAttribute('x2', a); }
      if (e.matches('.flag')) e.setAttribute('x', a);
      if (e.matches('.flag-letter')) e.setAttribute('x', a + 8);
      if (e.matches('.band-edge, .flag, .flag-letter')) e.style.display = a < c.left ? 'none' : '';
    }
  }
}
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400];
function stepOf(length) {
  const least = length / 10;
  if (least >= 1) return steps.find(s => s >= least) || Math.ceil(least / 86400) * 86400;
  let step = 1e-9;
  for (let i = 0; step < least; ++i) step *= i % 3 === 1 ? 2.5 : 2;
  return step;
}
function drawAxis(c) {
  const axis = c.svg.querySelector('.time-axis'), step = stepOf(to - from), make = n => document.createElementNS(c.svg.namespaceURI, n);
  axis.replaceChildren();
  for (let i = Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-6; ++i) {
    const x = xOf(c, i * step), line = make('line'), text = make('text');
    for (const [k, v] of [['class', 'grid'], ['x1', x], ['x2', x], ['y1', c.top], ['y2', c.bottom]]) line.setAttribute(k, v);
    for (const [k, v] of [['x', Math.min(x, c.right)], ['y', num(axis, 'data-y')], ['text-anchor', x > c.right - 18 ? 'end' : 'middle']])
      text.setAttribute(k, v);
    text.textContent = step < 1 ? String(Number((i * step).toPrecision(6))) + ' s' : clock(i * step, step);
    axis.append(line, text);
  }
}
function show(a, b) {
  [from, to] = [Math.max(a, 0), Math.min(b, charts[0].end)];
  for (const c of charts) { drawAxis(c); drawBars(c); c.lines.forEach(l => drawLine(c, l)); }
}
)js";

/// The pointer: values below it in every chart, a window where it is dragged, all of the run on a double click.
constexpr std::string_view kPointer = R"js(
for (const c of charts) {
  const keys = all(c.svg.closest('figure'), '.key');
  c.lines.forEach(l => {
    const key = keys.find(k => k.firstElementChild.nextSibling.textContent.trim() === l.path.getAttribute('data-name'));
    if (!key) return;
    l.at = key.querySelector('.at');
    if (!l.at) { l.at = document.createElement('b'); l.at.className = 'at'; key.append(' ', l.at); }
    l.all = l.at.textContent;
  });
}
function valueAt(line, t) {
  let i = line.t.findIndex(x => x > t);
  if (i < 0) i = line.t.length;
  if (line.steps || i === 0) return line.v[Math.max(i - 1, 0)];
  return i < line.t.length && line.t[i] - t < t - line.t[i - 1] ? line.v[i] : line.v[i - 1];
}
function point(t) {
  for (const c of charts) {
    const x = xOf(c, t);
    c.cursor.style.visibility = t === null || x < c.left || x > c.right ? 'hidden' : 'visible';
    if (t !== null) { c.cursor.setAttribute('x1', x); c.cursor.setAttribute('x2', x); }
    const group = c.svg.querySelector('.lines');
    for (const l of c.lines) {
      if (!l.at) continue;
      const v = t === null ? NaN : valueAt(l, t);
      l.at.textContent = t === null ? l.all : Number.isNaN(v) ? '\u2013' : valueText(group.getAttribute('data-quantity'), v);
    }
    let label = c.svg.querySelector('.cursor-time');
    if (!label) {
      label = document.createElementNS(c.svg.namespaceURI, 'text');
      label.setAttribute('class', 'cursor-time'); label.setAttribute('text-anchor', 'middle'); label.setAttribute('y', c.top - 4);
      c.svg.append(label);
    }
    label.textContent = t === null ? '' : instant(t, to - from);
    if (t !== null) label.setAttribute('x', within(c, x));
  }
}
for (const c of charts) {
  const timeAt = e => {
    const box = c.svg.getBoundingClientRect(), x = (e.clientX - box.left) * c.svg.viewBox.baseVal.width / box.width;
    return from + (to - from) * (within(c, x) - c.left) / (c.right - c.left);
  };
  let start = null, area = null;
  c.svg.addEventListener('pointerdown', e => {
    if (e.button !== 0) return;
    start = timeAt(e);
    e.preventDefault();
    c.svg.setPointerCapture(e.pointerId);  // the pointer may leave the chart while it is dragged
  });
  c.svg.addEventListener('pointermove', e => {
    const t = timeAt(e);
    point(t);
    if (start === null) return;
    if (!area) { area = document.createElementNS(c.svg.namespaceURI, 'rect'); area.setAttribute('class', 'zoom'); c.svg.append(area); }
    const a = xOf(c, Math.min(start, t)), b = xOf(c, Math.max(start, t));
    for (const [k, v] of [['x', a], ['width', b - a], ['y', c.top], ['height', c.bottom - c.top]]) area.setAttribute(k, v);
  });
  const release = () => {
    if (area) area.remove();
    area = start = null;
  };
  c.svg.addEventListener('pointerup', e => {
    const t = timeAt(e), a = Math.min(start, t), b = Math.max(start, t), dragged = area !== null && b - a > (to - from) / 200;
    release();
    if (dragged) { show(a, b); point(timeAt(e)); }
  });
  c.svg.addEventListener('pointercancel', () => { release(); point(null); });  // a finger that scrolls the page
  c.svg.addEventListener('pointerleave', () => { if (start === null) point(null); });
  c.svg.addEventListener('dblclick', e => { show(0, c.end); point(timeAt(e)); });
}
)js";

/// Light and dark by hand, and the fleet's way through the run.
constexpr std::string_view kControls = R"js(
const nav = document.querySelector('nav');
if (nav) {
  const dark = () => (document.documentElement.dataset.theme || (matchMedia('(prefers-color-scheme:dark)').matches ? 'dark' : 'light')) === 'dark';
  const button = document.createElement('button');
  button.type = 'button';
  const name = () => { button.textContent = dark() ? 'Light' : 'Dark'; };
  button.addEventListener('click', () => { document.documentElement.dataset.theme = dark() ? 'light' : 'dark'; name(); });
  if (location.hash === '#dark' || location.hash === '#light') document.documentElement.dataset.theme = location.hash.slice(1);
  name();
  nav.append(button);
  if (charts.length && !matchMedia('(pointer:coarse)').matches) {
    const hint = document.createElement('span');
    hint.className = 'note';
    hint.textContent = 'drag across a chart: closer; double click: all of it';
    nav.append(hint);
  }
}
const map = document.querySelector('svg.map'), player = document.querySelector('.player'), frames = map ? all(map, '.frame') : [];
if (player && frames.length > 1) {
  const slider = player.querySelector('input'), trucks = all(map, '.trucks > .truck'), every = num(map, 'data-every');
  player.hidden = false;
  slider.max = frames.length - 1;
  slider.value = map.getAttribute('data-shown');
  slider.addEventListener('input', () => {
    const frame = frames[slider.value], side = document.querySelector('.map-side');
    frame.getAttribute('data-dots').split(' ').forEach((text, i) => {
      const [rx, ry, sx, sy, heading, age] = text.split(',').map(Number), g = trucks[i], a = age / 10;
      const look = age < 0 ? 'never' : a <= every + 1 ? 'on-time' : a <= every + 6 ? 'late' : 'lost';
      g.setAttribute('class', 'truck ' + look);
      g.querySelector('title').textContent = age < 0 ? 'truck ' + (i + 1) + ': not shown yet' : 'truck ' + (i + 1) + ': shown where it was ' + span(a) + ' ago';
      const line = g.querySelector('.tether'), ring = g.querySelector('.real'), arrow = g.querySelector('.shown');
      for (const [k, v] of [['x1', sx], ['y1', sy], ['x2', rx], ['y2', ry]]) line.setAttribute(k, v / 10);
      ring.setAttribute('cx', rx / 10); ring.setAttribute('cy', ry / 10);
      if (arrow) {
        arrow.setAttribute('transform', 'translate(' + sx / 10 + ' ' + sy / 10 + ') rotate(' + heading + ')');
        arrow.style.display = age < 0 ? 'none' : '';
      }
    });
    side.querySelector('.map-clock').parentElement.lastChild.textContent = '';
    side.querySelector('.map-clock').textContent = frame.getAttribute('data-clock');
    const counts = frame.getAttribute('data-count').split(' ');
    ['n-on-time', 'n-late', 'n-lost'].forEach((c, i) => { side.querySelector('.' + c).textContent = counts[i]; });
  });
}
addEventListener('beforeprint', () => all(document, '.question details').forEach(d => { d.open = true; }));
document.documentElement.dataset.script = 'on';
)js";

}  // namespace

std::string page_script() {
  std::string script;
  for (const std::string_view part : {kValues, kCharts, kPointer, kControls}) script += part;
  return script;
}

}  // namespace report
