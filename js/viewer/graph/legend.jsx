import { count } from '../parts/format.js';
import { DASHES } from '../parts/styles-of-links.js';
import { evidenceOf } from './words.js';

/** @type {import('../model.js').Via[]} */
const VIAS = ['identity', 'member', 'structure', 'text', 'manual'];

/** What the lines mean, as far as there are some. @param {{ graphState: import('./graph-state.js').GraphState }} props */
export function Legend({ graphState: { picture } }) {
  const edges = picture.value?.graph.edges ?? [];
  const vias = VIAS.filter((via) => edges.some((edge) => edge.via === via));
  if (vias.length === 0) return <p class="graph-legend">{picture.value && withoutLines(picture.value)}</p>;
  return (
    <ul class="graph-legend" aria-label="Lines">
      {vias.map((via) => (
        <li key={via}>
          <svg viewBox="0 0 28 8" aria-hidden="true">
            <path class="graph-line" d="M2 4h24" stroke-width="2.2" stroke-dasharray={DASHES[via]} />
          </svg>
          {evidenceOf(via)}
        </li>
      ))}
    </ul>
  );
}

/** @param {import('./graph-state.js').Picture} picture */
function withoutLines({ trace: { links } }) {
  if (links.length === 0) return 'No links between the steps';
  return `${count(links.length, 'link')} inside folded steps`;
}
