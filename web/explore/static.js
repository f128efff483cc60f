"use strict";

// The exported pages: what the live page asks its server for was computed beforehand and stands in the page.
var losskit = losskit || {};

(() => {
  const { byId, drawSurface, showPictures } = losskit.parts;
  const data = JSON.parse(byId('data').textContent);
  const outputOf = (input) => document.querySelector(`output[for="${input.id}"]`);

  const options = (data.options ?? []).map((option) => ({ ...option, input: byId(`option-${option.name}`) }));
  for (const option of options) {
    option.input.addEventListener('input', () => {
      const place = option.places[option.input.value];
      outputOf(option.input).textContent = place.text;
      showPictures(byId('pictures'), place.pictures);
      for (const other of options.filter((each) => each !== option)) {
        const start = other.places.findIndex((each) => each.start);
        other.input.value = String(start);
        outputOf(other.input).textContent = other.places[start].text;
      }
    });
  }

  if (data.fits) {
    const { plane, showLines, dot } = losskit.fit;
    const { svg, lines, points } = plane();
    byId('plane').append(svg);
    const input = byId('outlier');
    const show = () => {
      const fit = data.fits[input.value];
      outputOf(input).textContent = String(fit.height);
      points.replaceChildren(...data.points.map((point, index) => dot(index === data.points.length - 1 ? [point[0], fit.height] : point)));
      showLines(lines, byId('lines'), fit.lines, (index) => index);
    };
    input.addEventListener('input', show);
    show();
  }

  if (data.landscape && globalThis.Plotly) drawSurface(byId('surface'), data.landscape);
})();
