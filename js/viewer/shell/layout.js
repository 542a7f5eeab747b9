// Which panes stand side by side, by the width of the element.

/** @typedef {'narrow' | 'medium' | 'wide' | 'huge'} Layout */
/** @typedef {'list' | 'graph' | 'timeline' | 'content' | 'details'} Pane */

/** @param {number} width of the element in pixels @returns {Layout} */
export const layoutOf = (width) => (width < 720 ? 'narrow' : width < 1100 ? 'medium' : width < 1700 ? 'wide' : 'huge');

/** What a narrow element shows, one pane at a time. @param {import('../state/state.js').State} state @returns {Pane} */
export const paneAtFirst = ({ traceId, view }) => (traceId.peek() ? view.peek() : 'list');

/** The tabs of a narrow element. @type {readonly { pane: Pane, label: string }[]} */
export const TABS = [
  { pane: 'list', label: 'List' },
  { pane: 'graph', label: 'Graph' },
  { pane: 'timeline', label: 'Timeline' },
  { pane: 'content', label: 'Content' },
  { pane: 'details', label: 'Details' },
];

/** @param {boolean} isCompact one trace, thus no list */
export const tabsOf = (isCompact) => TABS.filter(({ pane }) => !(isCompact && pane === 'list'));
