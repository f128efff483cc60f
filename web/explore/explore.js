"use strict";

// The explorer's page: it asks the server it came from, which evaluates the library's own kernels.
var losskit = losskit || {};

(async () => {
  const { byId, element, sample, showNames, showPictures } = losskit.parts;

  /** Asks the server; a refusal is an error with its sentence. */
  async function ask(path, body) {
    const response = await fetch(path, body ? { method: 'POST', body: JSON.stringify(body) } : {})
      .catch(() => { throw new Error('losskit does not answer any more: start `losskit explore` again and open the address that it prints.'); });
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

  // What was changed last is to blame if the library refuses.
  let lastInput = null;

  /** Reads a loss's text, such as huber:delta=0.5. */
  function read(text) {
    const [id, ...options] = text.split(':');
    return { id, options: new Map(options.map((option) => option.split('='))) };
  }

  const textOf = (loss) => [loss.id, ...[...loss.options].map(([name, value]) => `${name}=${value}`)].join(':');

  function showChosen() {
    byId('chosen').replaceChildren(...chosen.map((loss, index) => {
      const remove = element('button', { type: 'button', 'aria-label': `Remove ${loss.id}` }, 'Remove');
      remove.addEventListener('click', () => { chosen.splice(index, 1); showChosen(); changed(); });
      const text = element('code', {}, textOf(loss));
      const item = element('li', {}, element('div', { class: 'controls' }, sample(index), text, remove));
      for (const option of known.get(loss.id).options) {
        item.append(losskit.controls.make(option, `option-${index}-${option.name}`, loss.options.get(option.name) ?? option.default, (value, input) => {
          if (value === '') loss.options.delete(option.name); else loss.options.set(option.name, value);
          lastInput = input;
          changed();
        }));
      }
      loss.show = () => { text.textContent = textOf(loss); };
      return item;
    }));
  }

  function blame(isWrong) {
    for (const input of document.querySelectorAll('#chosen [aria-invalid]')) input.removeAttribute('aria-invalid');
    if (isWrong && lastInput) lastInput.setAttribute('aria-invalid', 'true');
    byId('pictures').classList.toggle('stale', isWrong);
  }

  const drawCurves = latestOnly(async () => {
    const texts = chosen.map(textOf);
    if (texts.length === 0) {
      for (const id of ['names', 'pictures', 'formulas', 'axis']) byId(id).replaceChildren();
      return;
    }
    const answer = await ask(`/api/curves?${new URLSearchParams(texts.map((text) => ['loss', text]))}`).catch((error) => { blame(true); throw error; });
    blame(false);
    byId('axis').textContent = `Against the ${answer.axis}. ${answer.held}`;

    // The list above is the legend, unless a loss has several lines.
    showNames(byId('names'), answer.names.join() === texts.join() ? [] : answer.names);
    showPictures(byId('pictures'), answer.pictures);
    byId('formulas').replaceChildren(...answer.cards.flatMap((card) => [
      element('dt', {}, card.title),
      element('dd', {}, card.meaning, element('br'), element('code', {}, card.formula), element('br'), 'gradient: ', element('code', {}, card.gradient)),
    ]));
  }, byId('curves-message'));

  function choose(texts) {
    chosen = texts.map(read);
    lastInput = null;
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
    // The same loss once more, to be set apart by its options, cannot have the same text.
    if (chosen.some((loss) => textOf(loss) === id)) {
      byId('curves-message').textContent = `${id} is there: change one of its options before you lay it over itself.`;
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
})().catch((error) => { document.getElementById('curves-message').textContent = error.message; });
