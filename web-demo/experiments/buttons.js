import { element } from '../dom.js';

/**
 * @param {HTMLElement} place @param {import('./experiments.js').Experiment[]} experiments
 * @param {(experiment: import('./experiments.js').Experiment) => Promise<{ isGood: boolean, text: string }>} run
 */
export function experimentButtons(place, experiments, run) {
  const items = experiments.map((experiment) => {
    const result = element('p', { className: 'result', role: 'status' }, experiment.about);
    const onclick = async () => {
      result.className = 'result';
      result.textContent = 'Running…';
      const { isGood, text } = await run(experiment);
      result.classList.add(isGood ? 'good' : 'bad');
      result.replaceChildren(element('b', {}, isGood ? '✓ ' : '✗ '), text);
    };
    const button = element(
      'button',
      { type: 'button', disabled: true, 'data-experiment': experiment.id, onclick },
      experiment.title,
    );
    return element('li', {}, button, result);
  });
  place.append(...items);
}
