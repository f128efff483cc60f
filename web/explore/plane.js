"use strict";

// The plane of a tiny data set: axes, points that can be moved, and the lines that losses fit to them.
var losskit = losskit || {};

losskit.plane = (() => {
  const { element, drawn, sample, written } = losskit.parts;
  const [left, top, side, most] = [48, 10, 480, 10];

  const placeX = (x) => left + (x / most) * side;
  const placeY = (y) => top + (1 - y / most) * side;
  const text = (words, attributes) => drawn('text', { 'text-anchor': 'middle', ...attributes }, words);

  /** Draws the plane without points: axes, ticks and room for the lines. */
  function make() {
    const svg = drawn('svg', { class: 'plane', viewBox: `0 0 ${left + side + 12} ${top + side + 48}`, role: 'group', 'aria-label': 'Points and fitted lines' });
    for (let tick = 0; tick <= most; tick += 2) {
      svg.append(
        drawn('path', { class: tick === 0 ? 'axis' : 'grid', d: `M${placeX(tick)} ${top}v${side}` }),
        drawn('path', { class: tick === 0 ? 'axis' : 'grid', d: `M${left} ${placeY(tick)}h${side}` }),
        text(String(tick), { x: placeX(tick), y: top + side + 18 }),
        text(String(tick), { x: left - 8, y: placeY(tick) + 5, 'text-anchor': 'end' }));
    }
    const middle = top + side / 2;
    svg.append(
      text('input x', { x: left + side / 2, y: top + side + 40 }),
      text('target y', { x: 16, y: middle, transform: `rotate(-90 16 ${middle})` }));
    const clip = drawn('clipPath', { id: 'plane-inside' }, drawn('rect', { x: left, y: top, width: side, height: side }));
    const lines = drawn('g', { 'clip-path': 'url(#plane-inside)' });
    const points = drawn('g');
    svg.append(clip, lines, points);
    return { svg, lines, points };
  }

  /** Draws lines into the plane and their numbers into the table. */
  function showLines(group, table, lines, styleOf) {
    group.replaceChildren(...lines.map((line, index) => drawn('path', {
      class: `line s${styleOf(index)}`,
      d: `M${placeX(0)} ${placeY(line.intercept)}L${placeX(most)} ${placeY(line.intercept + most * line.slope)}`,
    })));
    const head = element('tr', {}, element('th', { scope: 'col' }, 'loss'),
      ...['intercept', 'slope', 'value'].map((word) => element('th', { scope: 'col', class: 'number' }, word)));
    table.replaceChildren(element('thead', {}, head), element('tbody', {}, ...lines.map((line, index) => element('tr', {},
      element('th', { scope: 'row' }, sample(styleOf(index)), line.loss),
      ...[line.intercept, line.slope, line.value].map((number) => element('td', { class: 'number' }, written(number)))))));
  }

  /** Draws a point that stays where it is. */
  const still = ([x, y]) => drawn('circle', { cx: placeX(x), cy: placeY(y), r: 8 });

  /**
   * Draws a point that pointers and arrow keys move. `point` is its place, `name` what it is called, `step` how far a key moves it,
   * `snap` gives the nearest place that it may take, and `moved` is called when it has taken one.
   */
  function movable({ svg }, point, { name, step, snap, moved }) {
    const circle = drawn('circle', { class: 'movable', r: 9, tabindex: '0', role: 'button', 'aria-roledescription': 'point that can be moved' });
    const show = () => {
      circle.setAttribute('cx', placeX(point[0]));
      circle.setAttribute('cy', placeY(point[1]));
      circle.setAttribute('aria-label', `${name} at x ${written(point[0])}, y ${written(point[1])}; the arrow keys move it`);
    };
    const move = (x, y) => {
      const [nextX, nextY] = snap(x, y);
      if (nextX === point[0] && nextY === point[1]) return;
      [point[0], point[1]] = [nextX, nextY];
      show();
      moved();
    };
    show();
    circle.addEventListener('pointerdown', (event) => { circle.setPointerCapture(event.pointerId); });
    circle.addEventListener('pointermove', (event) => {
      if (!circle.hasPointerCapture(event.pointerId)) return;
      const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
      move(((at.x - left) / side) * most, (1 - (at.y - top) / side) * most);
    });
    circle.addEventListener('keydown', (event) => {
      const far = event.shiftKey ? 5 * step : step;
      const [x, y] = { ArrowLeft: [-far, 0], ArrowRight: [far, 0], ArrowUp: [0, far], ArrowDown: [0, -far] }[event.key] ?? [];
      if (x === undefined) return;
      event.preventDefault();
      move(point[0] + x, point[1] + y);
    });
    return circle;
  }

  return { most, make, showLines, still, movable };
})();
