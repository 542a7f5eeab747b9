import tokens from '../styles/tokens.css';
import { graphStateOf } from './graph-state.js';
import { drawSvg } from './svg.js';

/**
 * The graph as it is drawn at present, as an SVG file of its own. `undefined` if none is drawn.
 * @param {import('../state/state.js').State} state @param {'light' | 'dark'} [theme]
 */
export function graphSvg(state, theme = 'light') {
  const picture = graphStateOf(state).picture.peek();
  return picture && drawSvg(picture.trace, picture.graph, picture.layout, { theme, tokens });
}
