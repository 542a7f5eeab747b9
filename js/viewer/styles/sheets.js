// The style sheets of the element. Each view adds its own when it is loaded.

/** @type {string[]} */
const texts = [];
/** @type {CSSStyleSheet[] | undefined} */
let sheets;

/** @param {string} css */
export const addStyles = (css) => void texts.push(css);

/** Made by script, so that a Content-Security-Policy without inline styles allows them. All elements of a page share them. */
export function styleSheets() {
  sheets ??= texts.map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  return sheets;
}
