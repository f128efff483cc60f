"use strict";

// Draws the report's charts from the data in the page; what they say stands under them in any case.
(async () => {
  for (const chart of JSON.parse(document.getElementById("charts").textContent)) {
    const place = document.querySelector(`#${chart.id} .plot`);
    await losskit.charts.draw(chart, place);
    place.classList.add("drawn");
  }

  document.documentElement.classList.add("charts-drawn");
})();
