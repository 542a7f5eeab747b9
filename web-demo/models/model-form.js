// Which model answers: the one that quotes, the browser's, or one behind a URL.
import { extractive } from '../../examples/docs-bot/answerer.js';
import { element } from '../dom.js';
import { findBuiltIn } from './built-in.js';
import { openAi } from './open-ai.js';

/** @param {HTMLElement} place @returns {{ model(): import('../../examples/docs-bot/steps.js').Model }} `model` throws when something is missing */
export function createModelForm(place) {
  const field = (label, type, placeholder) => {
    const input = element('input', { type, placeholder, autocomplete: 'off', spellcheck: false });
    return { input, row: element('label', {}, `${label} `, input) };
  };
  const url = field('URL', 'url', 'http://localhost:11434/v1');
  const name = field('Model', 'text', 'llama3.2');
  const key = field('Key', 'password', 'kept in memory only');
  const remote = element('div', { className: 'remote', hidden: true }, url.row, name.row, key.row);
  const choice = element(
    'select',
    { onchange: () => change(), 'aria-label': 'Who writes the answer' },
    element('option', { value: 'extractive' }, 'Quotes from the prompt (no model, works offline)'),
    element('option', { value: 'openai' }, 'OpenAI-compatible server'),
  );
  const summary = element('summary', {}, 'Model: quotes from the prompt');
  const change = () => {
    remote.hidden = choice.value !== 'openai';
    summary.textContent = `Model: ${choice.selectedOptions[0].textContent.replace(/ \(.*/, '').toLowerCase()}`;
  };
  place.append(summary, element('div', { className: 'panel' }, choice, remote));

  // Whoever follows a link to it wants to see the choice.
  addEventListener('hashchange', () => {
    if (location.hash === `#${place.id}`) place.toggleAttribute('open', true);
  });

  let builtIn;
  // Asked for only when somebody looks: browsers warn in the console when they have the API and no model.
  const look = async () => {
    builtIn = await findBuiltIn();
    if (builtIn) choice.append(element('option', { value: 'built-in' }, 'The browser’s own model'));
  };
  place.addEventListener('toggle', look, { once: true });

  return {
    model() {
      if (choice.value === 'built-in') return builtIn;
      if (choice.value !== 'openai') return extractive;
      if (!URL.canParse(url.input.value) || !name.input.value)
        throw new Error('Enter the URL of the server, such as http://localhost:11434/v1, and the name of a model.');
      return openAi({ url: url.input.value, model: name.input.value, key: key.input.value });
    },
  };
}
