"use strict";

// What the live page and the exported pages both need.
var losskit = losskit || {};

losskit.parts = (() => {
  /** Finds an element of the page. */
  const byId = (id) => document.getElementById(id);

  /** Makes an HTML element; text is set as text, so nothing in it is markup. */
  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  /** Makes an SVG element. */
  function drawn(name, attributes = {}) {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  /** Puts pictures, given as SVG documents, in the place of what an element holds. */
  function showPictures(place, pictures) {
    place.replaceChildren(...pictures.map((svg) => document.importNode(new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement, true)));
  }

  /** Writes a number with a true minus sign. */
  const written = (number, digits = 4) => String(Number(number.toPrecision(digits))).replace('-', '−');

  /** Draws a landscape's surface with Plotly, where it is there. */
  function drawSurface(place, landscape) {
    const dark = matchMedia('(prefers-color-scheme: dark)').matches;
    const ink = dark ? '#d1d7e0' : '#24292f';
    // Walls a thousand times as high as the valley would hide it.
    const heights = landscape.heights.map((row) => row.map((height) => (height === null ? null : Math.log10(1e-3 + height - landscape.least))));
    const axis = (title) => ({ title: { text: title }, color: ink, gridcolor: dark ? '#444c56' : '#d0d7de' });
    return globalThis.Plotly.react(place, [{
      type: 'surface', x: landscape.horizontal, y: landscape.vertical, z: heights, colorscale: 'Cividis', showscale: false,
      contours: { z: { show: true, usecolormap: true, project: { z: true } } },
    }], {
      margin: { l: 0, r: 0, t: 0, b: 0 }, height: 460, paper_bgcolor: 'rgba(0,0,0,0)', font: { color: ink },
      scene: { xaxis: axis(landscape['horizontal-name']), yaxis: axis(landscape['vertical-name']), zaxis: axis('log₁₀ above the least') },
    }, { responsive: true, displayModeBar: false });
  }

  return { byId, element, drawn, showPictures, written, drawSurface };
})();
