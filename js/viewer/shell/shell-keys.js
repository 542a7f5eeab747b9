// Keys that act wherever in the element the focus is, but in a field.

/**
 * @param {KeyboardEvent} event
 * @param {Record<string, () => void>} actions by key
 */
export function onShellKey(event, actions) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const [target] = event.composedPath();
  if (target instanceof HTMLElement && target.closest('input, select, textarea, [contenteditable], dialog')) return;
  if (!Object.hasOwn(actions, event.key)) return;
  event.preventDefault();
  actions[event.key]();
}
