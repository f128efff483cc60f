"use strict";

// The surface of a landscape, drawn by Plotly where it is there.
var losskit = losskit || {};

losskit.surface = (() => {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  function paint(place, landscape) {
    // Walls a thousand times as high as the valley would hide it.
    const heights = landscape.heights.map((row) => row.map((height) => (height === null ? null : Math.log10(1e-3 + height - landscape.least))));
    const axis = (title) => ({ title: { text: title }, color: colour('--text'), gridcolor: colour('--faint') });
    return globalThis.Plotly.react(place, [{
      type: 'surface', x: landscape.horizontal, y: landscape.vertical, z: heights, colorscale: 'Cividis', showscale: false,
      contours: { z: { show: true, usecolormap: true, project: { z: true } } },
      hovertemplate: `${landscape['horizontal-name']} %{x}<br>${landscape['vertical-name']} %{y}<br>value %{text}<extra></extra>`,
      text: landscape.heights,
    }], {
      margin: { l: 0, r: 0, t: 0, b: 0 }, height: 460, paper_bgcolor: 'rgba(0,0,0,0)', font: { color: colour('--text'), family: colour('--font') },
      scene: {
        xaxis: axis(landscape['horizontal-name']), yaxis: axis(landscape['vertical-name']), zaxis: axis('log₁₀ above the least'),
        camera: { eye: { x: 1.5, y: 1.5, z: 1.15 } },
      },
    }, { responsive: true, displayModeBar: false });
  }

  /** Draws a landscape, and draws it again when the page turns light or dark. */
  function draw(place, landscape) {
    place.setAttribute('role', 'img');
    place.setAttribute('aria-label', `Surface of the values over ${landscape['horizontal-name']} and ${landscape['vertical-name']}`);
    if (!place.onTheme) dark.addEventListener('change', () => place.onTheme());
    place.onTheme = () => paint(place, landscape);
    return paint(place, landscape);
  }

  return { draw };
})();
