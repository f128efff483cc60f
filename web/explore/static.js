"use strict";

// The exported pages: what the live page asks its server for was computed beforehand and stands in the page.
var losskit = losskit || {};

(async () => {
  const { byId, showNames, showPictures } = losskit.parts;

  /** Reads what is packed as gzip in base64. */
  async function unpack(text) {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).json();
  }

  const page = JSON.parse(byId('data').textContent);
  const data = page.packed ? await unpack(page.packed) : page;

  /**
   * Controls whose places have pictures. Those of `joint` options are numbered as the digits of a number, the first option's places changing
   * slowest; the others move alone, with everything else at its start.
   */
  function startOptions({ options, joint, alone, states }) {
    const inputs = options.map((option) => byId(`option-${option.name}`));
    const isJoint = (index) => joint.options.includes(index);

    function show(moved) {
      options.forEach((option, index) => {
        if (index !== moved && !(isJoint(moved) && isJoint(index))) inputs[index].value = String(option.start);
        const output = document.querySelector(`output[for="option-${option.name}"]`);
        if (output) output.textContent = option.places[inputs[index].value];
        inputs[index].setAttribute('aria-valuetext', option.places[inputs[index].value]);
      });
      const place = Number(inputs[moved].value);
      const number = isJoint(moved)
        ? joint.states[joint.options.reduce((sum, index) => sum * options[index].places.length + Number(inputs[index].value), 0)]
        : alone[moved][place];
      const state = states[number];
      byId('message').textContent = state.error ?? '';
      byId('pictures').classList.toggle('stale', state.error !== undefined);
      if (state.error === undefined) {
        showNames(byId('names'), state.names);
        showPictures(byId('pictures'), state.pictures);
      }
    }

    inputs.forEach((input, index) => {
      input.disabled = false;
      input.addEventListener('input', () => show(index));
    });
  }

  /** A data set whose last point moves over a grid, for each place of which the lines were fitted. */
  function startFit({ points, step, losses, lines }) {
    const { most, make, showLines, still, movable } = losskit.plane;
    const plane = make();
    byId('plane').append(plane.svg);
    const places = Math.round(most / step) + 1;
    const outlier = [...points.at(-1)];
    const nearest = (number) => Math.min(places - 1, Math.max(0, Math.round(number / step)));
    const show = () => {
      const fit = lines[nearest(outlier[0]) * places + nearest(outlier[1])];
      showLines(plane.lines, byId('lines'), fit.map(([intercept, slope, value], index) => ({ loss: losses[index], intercept, slope, value })), (index) => index);
    };
    const circle = movable(plane, outlier, {
      name: 'The last point', step, snap: (x, y) => [nearest(x) * step, nearest(y) * step], moved: show,
    });
    plane.points.replaceChildren(...points.slice(0, -1).map(still), circle);
    show();
  }

  if (data.options?.length > 0) startOptions(data);
  if (data.lines) startFit(data);
  if (data.landscape && globalThis.Plotly) losskit.surface.draw(byId('surface'), data.landscape);
})();
