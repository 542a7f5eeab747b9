// A picture of a trace without a page.
import { layoutOf } from '../layout/layout.js';
import { FOLDED, foldAll, openUpTo } from './folding.js';
import { layoutInputOf } from './layout-input.js';
import { drawSvg } from './svg.js';
import { treeOf } from './tree.js';
import { visibleGraph } from './visible.js';

/**
 * @param {import('../model.js').TraceModel} trace
 * @param {{ tokens: string, theme?: 'light' | 'dark', folded?: boolean } & Partial<import('./svg.js').CardOptions>} options `tokens` is the text of styles/tokens.css; `folded`: the roots alone
 */
export function svgOf(trace, { tokens, theme = 'light', folded = false, ...cards }) {
  const tree = treeOf(trace);
  const graph = visibleGraph(trace, tree, folded ? foldAll(FOLDED) : openUpTo(trace, tree));
  return drawSvg(trace, graph, layoutOf(layoutInputOf(graph)), { theme, tokens, ...cards });
}
