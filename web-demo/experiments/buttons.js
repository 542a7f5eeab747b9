import { element } from '../dom.js';

/**
 * @param {HTMLElement} place @param {HTMLElement} result @param {import('./experiments.js').Experiment[]} experiments
 * @param {(experiment: import('./experiments.js').Experiment) => Promise<{ isGood: boolean, text: string }>} run
 */
export function experimentButtons(place, result, experiments, run) {
  const items = experiments.map((experiment) => {
    const { id, title, hint, about, expected } = experiment;
    const told = [`${about} `, element('b', {}, 'Expected:'), ` ${expected} `];
    const onclick = async () => {
      result.className = 'result';
      result.replaceChildren(...told, 'Running…');
      const { isGood, text } = await run(experiment);
      const sign = isGood ? '✓' : '✗';
      result.classList.add(isGood ? 'good' : 'bad');
      result.replaceChildren(...told, element('span', { className: 'finding' }, element('b', {}, sign), ` ${text}`));
      button.dataset.sign = sign;
    };
    const button = element(
      'button',
      { type: 'button', disabled: true, 'data-experiment': id, title: about, onclick },
      title,
      ...(hint ? [' ', element('small', {}, `(${hint})`)] : []),
    );
    return element('li', {}, button);
  });
  place.append(...items);
}
