import { Menu } from '../parts/menu.jsx';
import { shareItems } from '../share/share-items.js';

/** @param {{ state: import('../state/state.js').State, isLinkable: boolean }} props `isLinkable`: the page opens links */
export const ExportMenu = ({ state, isLinkable }) => (
  <Menu label="Share" icon="share" isDisabled={!state.trace.value} items={shareItems(state, { isLinkable })} />
);
