import { copy } from '../parts/copy.js';
import { permalink } from './permalink.js';
import { pngOf } from './png.js';
import { fileName, save } from './save.js';

/** @typedef {import('../state/state.js').State} State */

const LOCAL = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * What can be done with the open trace. Nothing with contents leaves by an item that does not say so.
 * @param {State} state
 * @param {{ svg?: () => string | undefined | Promise<string | undefined>, isLinkable?: boolean }} [options] `svg` draws the graph; `isLinkable`: the page opens links
 * @returns {{ label: string, run: () => Promise<unknown> }[]} items of a menu
 */
export function shareItems(state, { svg, isLinkable = true } = {}) {
  const { store, trace, messages, notify, failed } = state;
  const traceId = trace.value?.traceId;
  if (traceId === undefined) return [];
  const name = trace.value?.spans[0]?.name ?? traceId;
  /** @param {string} label @param {() => Promise<unknown>} act */
  const item = (label, act) => ({ label, run: () => act().catch(failed) });
  /** @param {boolean} content */
  const link = async (content) =>
    copy(
      await permalink(await store.export(traceId, { content }), location.href),
      { notify: (text) => messages.add('read', text) },
      `The link was copied${localNote(location)}`,
    );
  /** @param {boolean} content */
  const download = async (content) => {
    const json = await store.export(traceId, { content });
    save(fileName(name, 'otlp.json'), new Blob([json], { type: 'application/json' }));
    notify('The trace was saved');
  };
  /** @param {string} extension @param {(svg: string) => Blob | Promise<Blob>} draw */
  const picture = async (extension, draw) => {
    const drawn = await svg?.();
    if (drawn === undefined) return notify('There is no graph to save yet');
    save(fileName(name, extension), await draw(drawn));
    notify('The graph was saved');
  };
  const links = [
    item('Copy link without contents', () => link(false)),
    item('Copy link with contents', () => link(true)),
  ];
  const pictures = [
    item('Save graph as SVG', () => picture('svg', (drawn) => new Blob([drawn], { type: 'image/svg+xml' }))),
    item('Save graph as PNG', () => picture('png', pngOf)),
  ];
  return [
    ...(isLinkable ? links : []),
    item('Save as OTLP JSON', () => download(true)),
    item('Save as OTLP JSON without contents', () => download(false)),
    ...(svg ? pictures : []),
  ];
}

/** A link to one's own machine leads others to theirs. @param {{ hostname: string, host: string }} location */
export const localNote = ({ hostname, host }) =>
  LOCAL.test(hostname) ? `. It leads to ${host}: whoever opens it needs \`spanloom view\` running there` : '';
