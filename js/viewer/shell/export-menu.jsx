import { graphSvg } from '../graph/graph-svg.js';
import { Menu } from '../parts/menu.jsx';
import { shareItems } from '../share/share-items.js';

/** @param {{ state: import('../state/state.js').State, host: HTMLElement }} props */
export function ExportMenu({ state, host }) {
  const items = shareItems(state, {
    // Only then the page opens links.
    isLinkable: host.hasAttribute('hash'),
    svg: () => graphSvg(state, themeOf(host)),
  });
  return <Menu label="Share" icon="share" isDisabled={!state.trace.value} items={items} />;
}

/** The colours that are shown. @param {HTMLElement} host @returns {'light' | 'dark'} */
function themeOf(host) {
  const theme = host.getAttribute('theme');
  if (theme === 'light' || theme === 'dark') return theme;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
