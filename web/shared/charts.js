"use strict";

// Draws charts that are given as data, with switches for their series. See Reporting/Charts/Chart.cs for what the members mean.
var losskit = losskit || {};

losskit.charts = (() => {
  const theme = losskit.theme;
  const narrow = 520;
  let numbers = 0;

  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  // The library reads a few tags in texts; names of columns and losses stand for themselves.
  const plain = text => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

  // Long names of losses are broken where an option begins.
  const brokenName = (name, width) => plain(name).replaceAll(":", width < narrow && name.length > 16 ? ":<br>" : ":");

  // On a narrow screen long titles of axes have two lines.
  function broken(title, width) {
    const space = title.indexOf(" ", title.length / 2);
    return width < narrow && title.length > 22 && space > 0 ? `${title.slice(0, space)}<br>${title.slice(space + 1)}` : title;
  }

  // The look of a series as a small picture beside its switch.
  function swatch(series) {
    const space = "http://www.w3.org/2000/svg";
    const look = series.look === undefined ? { colour: theme.quiet(), dash: "dash" } : theme.look(series.look);
    const svg = document.createElementNS(space, "svg");
    const isArea = series.shape === "Area";
    const mark = document.createElementNS(space, isArea ? "rect" : "line");
    const dashes = { dash: "6 3", dot: "2 3", dashdot: "6 3 2 3", longdash: "9 3", longdashdot: "9 3 2 3" };
    const attributes = isArea
      ? { width: 26, height: 10, fill: theme.area() }
      : { x1: 0, y1: 5, x2: 26, y2: 5, stroke: look.colour, "stroke-width": 3, "stroke-dasharray": dashes[look.dash] ?? "none" };
    for (const [name, value] of Object.entries({ width: 26, height: 10, "aria-hidden": true })) svg.setAttribute(name, value);
    for (const [name, value] of Object.entries(attributes)) mark.setAttribute(name, value);
    svg.append(mark);
    return svg;
  }

  // Bins as a line with corners: each level from its edge to the next.
  function corners(series) {
    const x = [], y = [];
    series.y.forEach((level, bin) => {
      x.push(series.x[bin], series.x[bin + 1]);
      y.push(level, level);
    });
    return { x: [x[0], ...x, x.at(-1)], y: [0, ...y, 0] };
  }

  function trace(series) {
    const look = series.look === undefined ? { colour: theme.text(), dash: "solid", marker: "circle" } : theme.look(series.look);
    const line = { color: look.colour, dash: look.dash, width: 2.25 };
    const marker = { color: look.colour, symbol: look.marker, size: 7 };
    const common = { type: "scatter", name: plain(series.name), x: series.x, y: series.y, line, marker, hoverlabel: { namelength: -1 } };
    switch (series.shape) {
      case "Line":
        return { ...common, mode: "lines+markers", marker: { ...marker, maxdisplayed: 9 } };
      case "ThinLine":
        return { ...common, mode: "lines", opacity: 0.65, line: { ...line, width: 1.25 } };
      case "Steps":
        return { ...common, ...corners(series), mode: "lines" };
      case "Area":
        return {
          ...common,
          ...corners(series),
          mode: "lines",
          line: { width: 1, color: theme.quiet() },
          fill: "tozeroy",
          fillcolor: theme.area(),
        };
      case "Points":
        return { ...common, mode: "markers", marker: { ...marker, size: 5, opacity: 0.6 } };
      case "Interval":
        return {
          ...common,
          mode: "markers",
          marker: { ...marker, size: 10 },
          error_x: series.reach && {
            type: "data", symmetric: false, color: look.colour, thickness: 2, width: 6,
            arrayminus: series.reach.map(ends => ends[0]), array: series.reach.map(ends => ends[1]),
          },
        };
      default:
        return { ...common, mode: "lines", hoverinfo: "skip", line: { color: theme.quiet(), dash: "dash", width: 1.5 } };
    }
  }

  function layout(chart, state, width) {
    const axis = { color: theme.text(), gridcolor: theme.faint(), linecolor: theme.faint(), zeroline: false, automargin: true };
    const title = text => ({ text: broken(plain(text), width), standoff: 8, font: { size: 13 } });
    const onZero = chart.series.some(series => series.shape === "Area" || series.shape === "Steps") ? { rangemode: "tozero" } : {};
    const square = chart.scale === "UnitSquare" ? { range: [-0.02, 1.02] } : {};
    const rows = chart.rows.length > 0
      ? {
        tickvals: chart.rows.map((_, row) => row),
        ticktext: chart.rows.map(row => brokenName(row, width)),
        range: [chart.rows.length - 0.5, -0.5],
        showgrid: false,
      }
      : {};
    return {
      paper_bgcolor: theme.surface(),
      plot_bgcolor: theme.surface(),
      font: { color: theme.text(), family: theme.font(), size: 13 },
      height: chart.rows.length > 0 ? 126 + 34 * chart.rows.length : theme.onPaper() ? theme.paperHeight() : Math.min(430, Math.max(300, width * 0.75)),
      margin: { l: width < narrow ? 44 : 60, r: 12, t: 30, b: 48 },
      showlegend: false,
      hovermode: "closest",
      dragmode: width < narrow ? false : "zoom",
      xaxis: { ...axis, title: title(chart.x), ...square },
      yaxis: { ...axis, title: title(chart.y), ...square, ...rows, ...onZero, type: state.log ? "log" : "linear" },
    };
  }

  function checkbox(label, checked, change, picture) {
    const box = element("input", { type: "checkbox" });
    box.checked = checked;
    box.addEventListener("change", () => change(box.checked));
    return element("label", {}, box, ...(picture ? [picture] : []), label);
  }

  function controls(chart, state, redraw) {
    const bar = element("div", { class: "controls" });
    if (chart.views.length > 1) {
      const id = `view-${++numbers}`;
      const select = element("select", { id }, ...chart.views.map((view, index) => element("option", { value: index }, view)));
      select.addEventListener("change", () => { state.view = Number(select.value); redraw(); });
      bar.append(element("label", { for: id }, `${chart["view-title"]} `, select));
    }

    const switches = element("fieldset", {}, element("legend", {}, "Shown"));
    const pictures = new Map();
    const add = (name, series) => {
      if (state.shown.has(name)) return;
      state.shown.set(name, true);
      const picture = series && element("span", { class: "swatch" });
      if (picture) pictures.set(picture, series);
      switches.append(checkbox(name, true, on => { state.shown.set(name, on); redraw(); }, picture));
    };

    // The first switch of a series is its own and shows its look; others are shared, and come after.
    for (const series of chart.series) if (series.switches.length > 0) add(series.switches[0], series);
    for (const series of chart.series) series.switches.slice(1).forEach(name => add(name));

    if (state.shown.size > 0) bar.append(switches);
    const positive = chart.series.some(series => series.y.some(value => value > 0));
    if (chart.scale === "Logarithmic" && positive) {
      state.log = true;
      bar.append(checkbox("powers of ten", true, on => { state.log = on; redraw(); }));
    }

    return { bar, paint: () => pictures.forEach((series, picture) => picture.replaceChildren(swatch(series))) };
  }

  // Puts a chart and its switches into a place of the page.
  function draw(chart, place) {
    const state = { view: 0, log: false, shown: new Map() };
    const plot = element("div", { role: "group", "aria-label": chart.label, class: chart.rows.length > 0 ? "rows" : "room" });
    const redraw = () => {
      paint();
      const visible = chart.series.filter(series =>
        (series.view === undefined || series.view === state.view) && series.switches.every(name => state.shown.get(name)));
      return Plotly.react(plot, visible.map(trace), layout(chart, state, place.clientWidth), {
        responsive: true,
        displaylogo: false,
        typesetMath: false,

        // A page that is shared sends nothing anywhere, also not when asked to by a button.
        plotlyServerURL: "",
        showSendToCloud: false,
        modeBarButtonsToRemove: ["sendChartToCloud", "lasso2d", "select2d", "autoScale2d"],
      });
    };
    const { bar, paint } = controls(chart, state, redraw);
    place.replaceChildren(bar, plot);
    theme.onChange(redraw);
    return redraw();
  }

  return { draw, element };
})();
