"use strict";

// Colours of the page for charts. They live in page.css, so that text and charts cannot disagree; the series' are those of Okabe and Ito.
var losskit = losskit || {};

losskit.theme = (() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const print = matchMedia("print");
  const value = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  // Besides colours, series differ in dashes and in markers.
  const dashes = ["solid", "dash", "dot", "dashdot", "longdash", "longdashdot"];
  const markers = ["circle", "square", "diamond", "triangle-up", "x", "cross", "star", "triangle-down"];
  const colours = 7;

  return {
    text: () => value("--text"),
    quiet: () => value("--quiet"),
    faint: () => value("--faint"),
    area: () => value("--area"),
    surface: () => value("--surface"),
    font: () => value("--font"),
    onPaper: () => print.matches,
    paperHeight: () => Number.parseInt(value("--paper-height"), 10),

    look(number) {
      return {
        colour: value(`--series-${number % colours}`),
        dash: dashes[number % dashes.length],
        marker: markers[number % markers.length],
      };
    },

    // Calls back when the page turns light or dark, and around printing, which is always light.
    onChange(redraw) {
      dark.addEventListener("change", redraw);
      print.addEventListener("change", redraw);
    },
  };
})();
