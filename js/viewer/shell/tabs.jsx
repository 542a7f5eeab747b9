import { useRef } from 'preact/hooks';

/**
 * @template {string} P
 * @param {{ label: string, tabs: readonly { pane: P, label: string }[], shown: P, show: (pane: P) => void }} props
 */
export function Tabs({ label, tabs, shown, show }) {
  const list = useRef(/** @type {HTMLDivElement | null} */ (null));
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const index = (tabs.findIndex(({ pane }) => pane === shown) + step + tabs.length) % tabs.length;
    show(tabs[index].pane);
    /** @type {HTMLElement | undefined} */ (list.current?.children[index])?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
      {tabs.map(({ pane, label }) => (
        <button
          key={pane}
          type="button"
          role="tab"
          aria-selected={pane === shown}
          tabIndex={pane === shown ? 0 : -1}
          onClick={() => show(pane)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
