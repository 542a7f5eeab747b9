// Keys that act wherever in the element the focus is, but in a field.

/**
 * @param {KeyboardEvent} event
 * @param {{ search: () => void, help: () => void, fit: () => void }} actions
 */
export function onShellKey(event, { search, help, fit }) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const [target] = event.composedPath();
  if (target instanceof HTMLElement && target.closest('input, select, textarea, [contenteditable], dialog')) return;
  const act = { '/': search, '?': help, f: fit }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}
