"use strict";

// The explorer's page: it asks the server it came from, which evaluates the library's own kernels.
var losskit = losskit || {};

(async () => {
  const { byId, element, drawn, showPictures } = losskit.parts;

  /** Asks the server; a refusal is an error with its sentence. */
  async function ask(path, body) {
    const response = await fetch(path, body ? { method: 'POST', body: JSON.stringify(body) } : {});
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.error);
    return answer;
  }

  /** Runs one request at a time; of those that come meanwhile only the last one is run. */
  function latestOnly(run, message) {
    let [running, again] = [false, false];
    return async function next() {
      if (running) { again = true; return; }
      running = true;
      try {
        await run();
        message.textContent = '';
      } catch (error) {
        message.textContent = error.message;
      }
      running = false;
      if (again) { again = false; await next(); }
    };
  }

  const { losses, presets, points } = await ask('/api/losses');
  const known = new Map(losses.map((loss) => [loss.id, loss]));
  let chosen = [];
  let changed = () => {};

  /** Reads a loss's text, such as huber:delta=0.5. */
  function read(text) {
    const [id, ...options] = text.split(':');
    return { id, options: new Map(options.map((option) => option.split('='))) };
  }

  const textOf = (loss) => [loss.id, ...[...loss.options].map(([name, value]) => `${name}=${value}`)].join(':');

  /** The number at a share of a slider's way, with three digits. */
  function numberAt(option, share) {
    const number = option.scale === 'logarithmic'
      ? option.least * (option.greatest / option.least) ** share
      : option.least + (option.greatest - option.least) * share;
    return share <= 0 ? option.least : share >= 1 ? option.greatest : Number(number.toPrecision(3));
  }

  const shareOf = (option, number) => (option.scale === 'logarithmic'
    ? Math.log(number / option.least) / Math.log(option.greatest / option.least)
    : (number - option.least) / (option.greatest - option.least));

  function slider(loss, option, id) {
    const now = loss.options.get(option.name) ?? option.default;
    const isOff = now === 'null' || now === '';
    const input = element('input', { id, type: 'range', min: '0', max: '1', step: '0.005', value: String(shareOf(option, isOff ? option.start : Number(now))) });
    const output = element('output', { for: id }, isOff ? 'none' : String(Number(now)));
    input.disabled = isOff;
    input.setAttribute('aria-valuetext', output.textContent);
    const set = (value, words) => {
      loss.options.set(option.name, value);
      output.textContent = words;
      input.setAttribute('aria-valuetext', words);
      changed();
    };
    input.addEventListener('input', () => { const number = String(numberAt(option, Number(input.value))); set(number, number); });
    const parts = [input, output];
    if (option.optional) {
      const none = element('input', { type: 'checkbox', 'aria-label': `${option.name}: none` });
      none.checked = isOff;
      none.addEventListener('change', () => {
        input.disabled = none.checked;
        const number = String(numberAt(option, Number(input.value)));
        set(none.checked ? 'null' : number, none.checked ? 'none' : number);
      });
      parts[1] = element('span', {}, output, none, ' none');
    }
    return parts;
  }

  function choice(loss, option, id) {
    const select = element('select', { id }, ...option.choices.map((word) => element('option', { value: word }, word)));
    select.value = loss.options.get(option.name) ?? option.default;
    select.addEventListener('change', () => { loss.options.set(option.name, select.value); changed(); });
    return [select];
  }

  function showChosen() {
    byId('chosen').replaceChildren(...chosen.map((loss, index) => {
      const sample = drawn('svg', { viewBox: '0 0 34 12', 'aria-hidden': 'true' });
      sample.append(drawn('path', { class: `line s${index}`, d: 'M2 6h30' }));
      const remove = element('button', { type: 'button', 'aria-label': `Remove ${loss.id}` }, 'Remove');
      remove.addEventListener('click', () => { chosen.splice(index, 1); showChosen(); changed(); });
      const text = element('code', {}, textOf(loss));
      const item = element('li', {}, element('div', { class: 'controls' }, sample, text, remove));
      for (const option of known.get(loss.id).options.filter((each) => each.scale || each.choices)) {
        const id = `option-${index}-${option.name}`;
        const label = element('label', { for: id, title: option.meaning }, option.name);
        item.append(element('div', { class: 'option' }, label, ...(option.scale ? slider(loss, option, id) : choice(loss, option, id))));
      }
      loss.show = () => { text.textContent = textOf(loss); };
      return item;
    }));
  }

  const drawCurves = latestOnly(async () => {
    if (chosen.length === 0) { byId('pictures').replaceChildren(); byId('formulas').replaceChildren(); byId('axis').textContent = ''; return; }
    const query = new URLSearchParams(chosen.map((loss) => ['loss', textOf(loss)]));
    const answer = await ask(`/api/curves?${query}`);
    byId('axis').textContent = `Against the ${answer.axis}. ${answer.held}`;
    showPictures(byId('pictures'), answer.pictures.map((picture) => picture.svg));
    byId('formulas').replaceChildren(...answer.cards.flatMap((card) => [
      element('dt', {}, card.title),
      element('dd', {}, card.meaning, element('br'), element('code', {}, card.formula), element('br'), 'gradient: ', element('code', {}, card.gradient)),
    ]));
  }, byId('curves-message'));

  function choose(texts) {
    chosen = texts.map(read);
    showChosen();
    changed();
  }

  for (const preset of presets) {
    const button = element('button', { type: 'button' }, preset.title);
    button.addEventListener('click', () => choose(preset.losses));
    byId('presets').append(button);
  }

  for (const family of new Set(losses.map((loss) => loss.family))) {
    const group = element('optgroup', { label: family });
    group.append(...losses.filter((loss) => loss.family === family).map((loss) => element('option', { value: loss.id }, `${loss.title} (${loss.id})`)));
    byId('add-loss').append(group);
  }

  byId('alone').addEventListener('click', () => choose([byId('add-loss').value]));
  byId('add').addEventListener('click', () => {
    const id = byId('add-loss').value;
    // The same loss once more, to be set apart by its sliders, cannot have the same text.
    if (chosen.some((loss) => textOf(loss) === id)) {
      byId('curves-message').textContent = `${id} is there: move one of its sliders before you lay it over itself.`;
    } else {
      choose([...chosen.map(textOf), id]);
    }
  });

  const fit = losskit.fit.start({
    firstPoints: points,
    ask,
    latestOnly,
    losses: () => chosen.map((loss, index) => ({ text: textOf(loss), index })).filter((loss) => known.get(loss.text.split(':')[0])['fits-lines']),
  });
  changed = () => {
    for (const loss of chosen) loss.show();
    drawCurves();
    fit.draw();
  };
  losskit.landscape.start({ ask, latestOnly, losses: losses.filter((loss) => loss['fits-lines']) });
  choose(presets[0].losses);
})();
