// What changes on the marks of a drawn text without drawing it again: thousands of parts may be in sight.

const PART = '[data-part]';

/** All parts of a source light up. @param {Element} root @param {readonly number[]} numbers */
export function light(root, numbers) {
  setOnly(root, 'data-lit', numbers.map((number) => `[data-source="${number}"]`).join());
}

/** The others are drawn plain. @param {Element} root @param {number | undefined} number */
export function isolate(root, number) {
  root.toggleAttribute('data-isolated', number !== undefined);
  setOnly(root, 'data-alone', number === undefined ? '' : `[data-source="${number}"]`);
}

/** @param {Element} root @param {string} attribute @param {string} selector */
function setOnly(root, attribute, selector) {
  for (const element of root.querySelectorAll(`[${attribute}]`)) element.removeAttribute(attribute);
  if (selector) for (const element of root.querySelectorAll(selector)) element.setAttribute(attribute, '');
}

/** One part of each side is a stop of the Tab key: the one that was there last, or the first. @param {Element} root */
export function keepTabStops(root) {
  for (const side of root.querySelectorAll('[data-side]'))
    if (!side.querySelector(`${PART}[tabindex="0"]`)) side.querySelector(PART)?.setAttribute('tabindex', '0');
}

/** @param {Element} part */
export function makeTabStop(part) {
  for (const other of part.closest('[data-side]')?.querySelectorAll(`${PART}[tabindex="0"]`) ?? [])
    other.setAttribute('tabindex', '-1');
  part.setAttribute('tabindex', '0');
}

/** The part that a key leads to from another. @param {Element} part @param {string} key @returns {HTMLElement | undefined} */
export function neighbour(part, key) {
  const all = [.../** @type {NodeListOf<HTMLElement>} */ (part.closest('[data-side]')?.querySelectorAll(PART) ?? [])];
  const at = all.indexOf(/** @type {HTMLElement} */ (part));
  if (key === 'ArrowRight' || key === 'ArrowDown') return all[at + 1];
  if (key === 'ArrowLeft' || key === 'ArrowUp') return all[at - 1];
  if (key === 'Home') return all[0];
  return key === 'End' ? all.at(-1) : undefined;
}

/** Scrolls to the selected part and flashes it. @param {Element} root @returns {boolean} whether it is in sight now */
export function showTarget(root) {
  const targets = root.querySelectorAll('[data-target]');
  targets[0]?.scrollIntoView({ block: 'center', behavior: 'instant' });
  for (const target of targets) {
    target.removeAttribute('data-flash');
    // Read, so that the animation begins anew.
    void (/** @type {HTMLElement} */ (target).offsetWidth);
    target.setAttribute('data-flash', '');
  }
  return targets.length > 0;
}

/**
 * Takes the focus to the selected part if it was in the contents, which were drawn anew, or is lost: a chain is followed by keyboard.
 * @param {Element} root
 */
export function focusTarget(root) {
  const scroller = root.querySelector('.reader-scroll');
  const active = /** @type {ShadowRoot | Document} */ (root.getRootNode()).activeElement;
  if (active?.matches(':not(body, :disabled)') && !scroller?.contains(active)) return;
  const target = root.querySelector(`${PART}[data-target]`) ?? root.querySelector('[data-target]') ?? scroller;
  if (!(target instanceof HTMLElement)) return;
  if (!target.hasAttribute('tabindex')) target.setAttribute('tabindex', '-1');
  target.focus({ preventScroll: true });
}
