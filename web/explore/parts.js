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
  function drawn(name, attributes = {}, ...children) {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  /** Makes a sample of the line of a loss. */
  function sample(index) {
    const svg = drawn('svg', { class: 'sample', viewBox: '0 0 34 12', 'aria-hidden': 'true' });
    svg.append(drawn('path', { class: `line s${index}`, d: 'M2 6h30' }));
    return svg;
  }

  /** Puts the names of lines, each with its sample, in the place of what an element holds. */
  function showNames(place, names) {
    place.replaceChildren(...names.map((name, index) => element('li', {}, sample(index), name)));
  }

  /** Puts pictures, given as SVG documents, in the place of what an element holds. */
  function showPictures(place, pictures) {
    place.replaceChildren(...pictures.map((svg) => document.importNode(new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement, true)));
  }

  /** Writes a number with a true minus sign. */
  const written = (number, digits = 4) => String(Number(number.toPrecision(digits))).replaceAll('-', '−');

  return { byId, element, drawn, sample, showNames, showPictures, written };
})();
