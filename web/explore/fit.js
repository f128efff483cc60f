"use strict";

// The lines that the chosen losses fit to points that can all be moved; the server fits them anew for every move.
var losskit = losskit || {};

losskit.fit = (() => {
  const { byId } = losskit.parts;
  const { most, make, showLines, movable } = losskit.plane;
  const inside = (number) => Math.min(most, Math.max(0, Math.round(number * 100) / 100));

  /** Starts the part of the page. */
  function start({ ask, latestOnly, losses, firstPoints }) {
    const begin = () => firstPoints.map((point) => [...point]);
    let points = begin();
    const plane = make();
    byId('plane').replaceChildren(plane.svg);

    const draw = latestOnly(async () => {
      const chosen = losses();
      if (chosen.length === 0) {
        showLines(plane.lines, byId('lines'), [], () => 0);
        throw new Error('None of the losses above compares numbers with numbers: choose Regression losses.');
      }
      const answer = await ask('/api/fit', { points, losses: chosen.map((loss) => loss.text) });
      showLines(plane.lines, byId('lines'), answer.lines, (index) => chosen[index].index);
    }, byId('fit-message'));

    function showPoints() {
      plane.points.replaceChildren(...points.map((point, index) => movable(plane, point, {
        name: `Point ${index + 1}`, step: 0.1, snap: (x, y) => [inside(x), inside(y)], moved: draw,
      })));
    }

    function change(next) { points = next; showPoints(); draw(); }
    byId('add-point').addEventListener('click', () => change([...points, [inside(1 + (points.length % 5)), 9.5]]));
    byId('remove-point').addEventListener('click', () => { if (points.length > 2) change(points.slice(0, -1)); });
    byId('reset-points').addEventListener('click', () => change(begin()));
    showPoints();
    return { draw };
  }

  return { start };
})();
