"use strict";

// A tiny data set whose points can be moved, and the line that each loss fits to it.
var losskit = losskit || {};

losskit.fit = (() => {
  const { byId, element, drawn, written } = losskit.parts;
  const [left, top, side, most] = [40, 10, 480, 10];

  const placeX = (x) => left + (x / most) * side;
  const placeY = (y) => top + (1 - y / most) * side;
  const inside = (number) => Math.min(most, Math.max(0, Math.round(number * 100) / 100));

  /** Draws the plane without points: axes, ticks and room for the lines. */
  function plane() {
    const svg = drawn('svg', { viewBox: `0 0 ${left + side + 10} ${top + side + 40}`, role: 'group', 'aria-label': 'Points and fitted lines' });
    for (let tick = 0; tick <= most; tick += 2) {
      svg.append(
        drawn('path', { class: tick === 0 ? 'axis' : 'grid', d: `M${placeX(tick)} ${top}v${side}` }),
        drawn('path', { class: tick === 0 ? 'axis' : 'grid', d: `M${left} ${placeY(tick)}h${side}` }));
      const across = drawn('text', { x: placeX(tick), y: top + side + 18, 'text-anchor': 'middle' });
      const up = drawn('text', { x: left - 6, y: placeY(tick) + 4, 'text-anchor': 'end' });
      across.textContent = String(tick);
      up.textContent = String(tick);
      svg.append(across, up);
    }
    const clip = drawn('clipPath', { id: 'plane-inside' });
    clip.append(drawn('rect', { x: left, y: top, width: side, height: side }));
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
    const head = element('tr', {}, ...['loss', 'intercept', 'slope', 'value'].map((word) => element('th', { scope: 'col' }, word)));
    table.replaceChildren(element('thead', {}, head), element('tbody', {}, ...lines.map((line) => element('tr', {},
      element('th', { scope: 'row' }, line.loss),
      ...[line.intercept, line.slope, line.value].map((number) => element('td', {}, written(number)))))));
  }

  /** Draws a point. */
  const dot = (point) => drawn('circle', { cx: placeX(point[0]), cy: placeY(point[1]), r: 8 });

  /** Starts the part of the page. */
  function startFit({ ask, latestOnly, losses, firstPoints }) {
    const begin = () => firstPoints.map((point) => [...point]);
    let points = begin();
    const { svg, lines, points: group } = plane();
    byId('plane').replaceChildren(svg);

    const draw = latestOnly(async () => {
      const chosen = losses();
      if (chosen.length === 0) {
        showLines(lines, byId('lines'), [], () => 0);
        throw new Error('None of the losses above compares numbers with numbers: choose Regression losses.');
      }
      const answer = await ask('/api/fit', { points, losses: chosen.map((loss) => loss.text) });
      showLines(lines, byId('lines'), answer.lines, (index) => chosen[index].index);
    }, byId('fit-message'));

    function showPoints() {
      group.replaceChildren(...points.map((point, index) => {
        const circle = dot(point);
        circle.setAttribute('tabindex', '0');
        circle.setAttribute('role', 'button');
        const move = (x, y) => {
          [point[0], point[1]] = [inside(x), inside(y)];
          circle.setAttribute('cx', placeX(point[0]));
          circle.setAttribute('cy', placeY(point[1]));
          circle.setAttribute('aria-label', `Point ${index + 1} at x ${point[0]}, y ${point[1]}; the arrow keys move it`);
        };
        move(...point);
        circle.addEventListener('pointerdown', (event) => { circle.setPointerCapture(event.pointerId); });
        circle.addEventListener('pointermove', (event) => {
          if (!circle.hasPointerCapture(event.pointerId)) return;
          const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
          move(((at.x - left) / side) * most, (1 - (at.y - top) / side) * most);
          draw();
        });
        circle.addEventListener('keydown', (event) => {
          const step = event.shiftKey ? 0.5 : 0.1;
          const [x, y] = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] }[event.key] ?? [];
          if (x === undefined) return;
          event.preventDefault();
          move(point[0] + x, point[1] + y);
          draw();
        });
        return circle;
      }));
    }

    function change(next) { points = next; showPoints(); draw(); }
    byId('add-point').addEventListener('click', () => change([...points, [inside(1 + (points.length % 5)), 9.5]]));
    byId('remove-point').addEventListener('click', () => { if (points.length > 2) change(points.slice(0, -1)); });
    byId('reset-points').addEventListener('click', () => change(begin()));
    showPoints();
    return { draw };
  }

  return { start: startFit, plane, showLines, dot };
})();
