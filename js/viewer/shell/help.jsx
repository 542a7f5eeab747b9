import { useLayoutEffect, useRef } from 'preact/hooks';

const KEYS = /** @type {const} */ ([
  ['↑ ↓', 'previous, next row'],
  ['← →', 'fold, unfold; to the parent, to the first child'],
  ['Home End', 'first, last row'],
  ['Enter', 'open the trace; next place that the search found'],
  ['Shift Enter', 'previous place that the search found'],
  ['+ − 0', 'zoom in, out, show all'],
  ['Space', 'fold, unfold a step of the graph'],
  ['O', 'only the lineage of the selected step'],
  ['Shift ← →', 'earlier, later'],
  ['Ctrl wheel', 'zoom'],
  ['/', 'search the trace'],
  ['F', 'fit the view'],
  ['G T', 'graph, timeline'],
  ['C D', 'content, details'],
  ['B', 'back to where the words were followed from'],
  ['?', 'this help'],
]);

/** @param {{ isOpen: import('@preact/signals').Signal<boolean> }} props */
export function Help({ isOpen }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const close = () => {
    isOpen.value = false;
  };
  useLayoutEffect(() => {
    if (isOpen.value) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen.value]);
  return (
    <dialog ref={dialog} class="help" aria-label="Keyboard" onClose={close}>
      <h2>Keyboard</h2>
      <dl>
        {KEYS.map(([keys, what]) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <button type="button" class="button" onClick={close}>
        Close
      </button>
    </dialog>
  );
}
