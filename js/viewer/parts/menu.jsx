import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from './icon.jsx';

/** @typedef {{ label: string, run: () => unknown, isDisabled?: boolean }} MenuItem */

/** A button that opens a list of actions. @param {{ label: string, icon: Parameters<typeof Icon>[0]['name'], items: readonly MenuItem[], isDisabled?: boolean }} props */
export function Menu({ label, icon, items, isDisabled }) {
  const isOpen = useSignal(false);
  const frame = useRef(/** @type {HTMLDivElement | null} */ (null));
  const button = useRef(/** @type {HTMLButtonElement | null} */ (null));
  const choices = () => Array.from(frame.current?.querySelectorAll('[role=menuitem]') ?? []);
  const focus = (/** @type {number} */ place) => {
    const all = choices();
    /** @type {HTMLElement | undefined} */ (all[(place + all.length) % all.length])?.focus();
  };
  const close = (/** @type {boolean} */ isBack) => {
    isOpen.value = false;
    if (isBack) button.current?.focus();
  };
  useLayoutEffect(() => {
    if (isOpen.value) focus(0);
  }, [isOpen.value]);
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    const place = choices().indexOf(/** @type {Element} */ (event.target));
    if (event.key === 'Escape') close(true);
    else if (event.key === 'ArrowDown') focus(place + 1);
    else if (event.key === 'ArrowUp') focus(place - 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onFocusOut = (/** @type {FocusEvent} */ event) => {
    if (!frame.current?.contains(/** @type {Node | null} */ (event.relatedTarget))) close(false);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the menu below it
    <div class="menu" ref={frame} onFocusOut={onFocusOut} onKeyDown={isOpen.value ? onKeyDown : undefined}>
      <button
        ref={button}
        type="button"
        class="button"
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen.value}
        disabled={isDisabled}
        onClick={() => {
          isOpen.value = !isOpen.value;
        }}
      >
        <Icon name={icon} />
        <span class="label">{label}</span>
        <span aria-hidden="true">▾</span>
      </button>
      {isOpen.value && (
        <div class="menu-items" role="menu" aria-label={label}>
          {items.map(({ label, run, isDisabled }) => (
            <button
              key={label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              disabled={isDisabled}
              onClick={() => {
                close(true);
                void run();
              }}
            >
              {label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
