import { DASHES } from '../parts/styles-of-links.js';
import { arrowOf, curveOf, lineWidth, middleOf } from './curves.js';
import { labelWidth } from './layout-input.js';
import { memo } from './memo.js';
import { edgeLabel, evidenceOf } from './words.js';

/** @typedef {import('./bundles.js').Bundle} Bundle */
/** @typedef {import('../layout/layout.js').Route} Route */

/** The line of an edge, and a wide one that is easy to point at. */
export const EdgeLine = memo(
  /** @param {{ edge: Bundle, route: Route, look: string }} props */ ({ edge, route: { points }, look }) => {
    const width = lineWidth(edge);
    const curve = curveOf(points);
    return (
      <g class={`graph-edge ${look}`} data-edge={edge.id}>
        <path class="graph-hit" d={curve} />
        <path class="graph-line" d={curve} stroke-width={width} stroke-dasharray={DASHES[edge.via]} />
        <path class="graph-arrow" d={arrowOf(points, width)} />
      </g>
    );
  },
);

export const EdgeLabel = memo(
  /** @param {{ edge: Bundle, route: Route, look: string }} props */ ({ edge, route, look }) => {
    const text =
      look === 'hovered' && edge.links.length > 1
        ? `${edgeLabel(edge)}, ${evidenceOf(edge.via, edge.overlap)}`
        : edgeLabel(edge);
    const [x, y] = route.label ?? middleOf(route.points);
    const width = labelWidth(text);
    return (
      <g class={`graph-label ${look}`} transform={`translate(${x}, ${y})`} data-edge={edge.id}>
        <rect x={-width / 2} y="-8.5" width={width} height="17" rx="8.5" />
        <text y="3.5">{text}</text>
      </g>
    );
  },
);
