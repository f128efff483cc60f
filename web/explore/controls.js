"use strict";

// A control for each kind of option. What is written goes to the server as it is: the library itself says what is wrong with it.
var losskit = losskit || {};

losskit.controls = (() => {
  const { element } = losskit.parts;

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

  // Signs that people write and numbers do not have.
  const asNumber = (text) => text.trim().replaceAll('−', '-');
  const asList = (text) => asNumber(text).split(/[\s,;/]+/u).filter((part) => part.length > 0).join('/');

  /** A field for text that counts when it is left or Enter is pressed; empty, it means the default. */
  function field(attributes, set, read) {
    const input = element('input', { autocomplete: 'off', spellcheck: 'false', ...attributes });
    input.addEventListener('change', () => { input.value = read(input.value); set(input.value, input); });
    return input;
  }

  /** A slider, and beside it a field that takes numbers beyond its ends too. */
  function number(option, id, now, set) {
    const range = element('input', { id, type: 'range', min: '0', max: '1', step: '0.005' });
    const follow = (text) => {
      const value = Number(text === '' ? option.start : text);
      if (Number.isFinite(value)) range.value = String(Math.min(1, Math.max(0, shareOf(option, value))));
      range.setAttribute('aria-valuetext', text === '' ? String(option.start) : text);
    };
    const text = field({ type: 'text', inputmode: 'decimal', size: '7', 'aria-label': `${option.name}, as a number` }, (written, input) => {
      follow(written);
      set(written, input);
    }, asNumber);
    text.value = now === 'null' || now === '' ? String(option.start) : now;
    follow(text.value);
    range.addEventListener('input', () => {
      text.value = String(numberAt(option, Number(range.value)));
      range.setAttribute('aria-valuetext', text.value);
      set(text.value, range);
    });
    return { inputs: [range, text], text: () => text.value };
  }

  function integer(option, id, now, set) {
    const limits = Object.fromEntries(['min', 'max'].filter((end) => option[end] !== undefined).map((end) => [end, String(option[end])]));
    const input = field({ id, type: 'number', step: '1', ...limits }, set, (text) => text);
    input.value = now === 'null' ? '0' : now;
    return { inputs: [input], text: () => input.value };
  }

  function list(option, id, now, set) {
    const input = field({ id, type: 'text', placeholder: '0.1/0.5/0.9' }, set, asList);
    input.value = now;
    return { inputs: [input] };
  }

  function choice(option, id, now, set) {
    const select = element('select', { id }, ...option.choices.map((word) => element('option', { value: word }, word)));
    select.value = now;
    select.addEventListener('change', () => set(select.value, select));
    return { inputs: [select] };
  }

  function yesOrNo(option, id, now, set) {
    const box = element('input', { id, type: 'checkbox' });
    box.checked = now === 'true';
    box.addEventListener('change', () => set(String(box.checked), box));
    return { inputs: [box] };
  }

  // What may be none has a box that says so and puts the rest to sleep.
  function optional(make) {
    return (option, id, now, set) => {
      const { inputs, text } = make(option, id, now, set);
      const none = element('input', { type: 'checkbox' });
      const sleep = () => { for (const input of inputs) input.disabled = none.checked; };
      none.checked = now === 'null';
      sleep();
      none.addEventListener('change', () => { sleep(); set(none.checked ? 'null' : text(), none); });
      return { inputs: [...inputs, element('label', { class: 'none' }, none, 'none')] };
    };
  }

  const kinds = {
    number,
    'optional-number': optional(number),
    integer,
    'optional-integer': optional(integer),
    'number-list': list,
    choice,
    boolean: yesOrNo,
  };

  /** Makes the control of an option. `now` is what is written for it, and `changed` takes what is written then, and where. */
  function make(option, id, now, changed) {
    const { inputs } = kinds[option.kind](option, id, now, changed);
    inputs[0].setAttribute('aria-describedby', `${id}-hint`);
    return element('div', { class: 'option' },
      element('label', { for: id }, option.name),
      element('div', { class: 'inputs' }, ...inputs),
      element('p', { class: 'hint', id: `${id}-hint` }, `${option.meaning} (${option.allowed})`));
  }

  return { make };
})();
