import { Menu } from '../parts/menu.jsx';

/** @param {{ state: import('../state/state.js').State }} props */
export function ExportMenu({ state: { trace, store, failed, notify } }) {
  const traceId = trace.value?.traceId;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(await store.export(/** @type {string} */ (traceId), { content: true }));
      notify('Copied the trace as OTLP JSON');
    } catch (error) {
      failed(error);
    }
  };
  return (
    <Menu
      label="Share"
      icon="share"
      isDisabled={!traceId}
      items={[{ label: 'Copy the trace as OTLP JSON', run: copy }]}
    />
  );
}
