// A text that goes on below what is seen of it fades out there, instead of ending in a cut line.

const END = 2;

/** @param {HTMLElement} text that scrolls */
export function fadeWhileMore(text) {
  const look = () => text.classList.toggle('more', text.scrollTop + text.clientHeight < text.scrollHeight - END);
  text.addEventListener('scroll', look, { passive: true });
  new ResizeObserver(look).observe(text);
  new MutationObserver(look).observe(text, { childList: true });
}
