"use strict";

// Landscapes: contours as the server draws them, and the surface with Plotly where this losskit has it.
var losskit = losskit || {};

losskit.landscape = (() => {
  const { byId, element, showPictures } = losskit.parts;

  let library = null;

  /** Fetches Plotly once, when a surface is first drawn. */
  function surfaces() {
    library ??= new Promise((resolve, reject) => {
      const script = element('script', { src: '/plotly-gl3d.min.js' });
      script.addEventListener('load', resolve);
      script.addEventListener('error', () => reject(new Error('The library that draws surfaces does not come: is losskit still running?')));
      document.head.append(script);
    });
    return library;
  }

  /** Starts the part of the page. */
  function start({ ask, latestOnly, losses }) {
    byId('network-loss').append(...losses.map((loss) => element('option', { value: loss.id }, loss.id)));
    const draw = latestOnly(async () => {
      const isNetwork = byId('subject').value === 'network';
      byId('network-loss').disabled = !isNetwork;
      byId('seed').disabled = !isNetwork;
      const query = new URLSearchParams({ subject: byId('subject').value, loss: byId('network-loss').value, seed: byId('seed').value });
      const landscape = await ask(`/api/landscape?${query}`);
      byId('landscape-note').textContent = `${landscape.title}. ${landscape.note}`;
      byId('contours-legend').textContent = landscape.legend;
      showPictures(byId('contours'), [landscape.contours]);
      if (landscape['no-surface']) throw new Error(landscape['no-surface']);
      await surfaces();
      await losskit.surface.draw(byId('surface'), landscape);
    }, byId('landscape-message'));
    for (const id of ['subject', 'network-loss', 'seed']) byId(id).addEventListener('change', draw);
    draw();
  }

  return { start };
})();
