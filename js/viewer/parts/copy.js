/**
 * Copies a text, and says so.
 * @param {string} text
 * @param {{ notify(text: string): void }} state
 * @param {string} said
 */
export async function copy(text, { notify }, said) {
  try {
    await navigator.clipboard.writeText(text);
    notify(said);
  } catch {
    notify('The browser did not allow to copy');
  }
}
