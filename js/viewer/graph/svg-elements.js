// Elements of SVG as text.
import { KIND_ICONS } from '../parts/kind-icons.js';

export const FONT = 'system-ui, -apple-system, Segoe UI, Roboto, Helvetica Neue, sans-serif';

/** @param {import('../layout/layout.js').Box} box @param {string} attributes */
export const rect = ({ x, y, width, height }, attributes) =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" ${attributes}/>`;

/** @param {string} text @param {number} x @param {number} y @param {string} attributes */
export const write = (text, x, y, attributes) =>
  `<text x="${round(x)}" y="${round(y)}" ${attributes}>${escaped(text)}</text>`;

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** What XML can hold: no control characters, no halves of pairs. @param {string} text */
export const escaped = (text) =>
  text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"']/g, (sign) => ENTITIES[/** @type {keyof typeof ENTITIES} */ (sign)]);

/** @param {number} value */
export const round = (value) => Math.round(value * 10) / 10;

/** @param {import('../model.js').StepKind} kind @param {number} x @param {number} y @param {string} hue */
export const icon = (kind, x, y, hue) =>
  `<path transform="translate(${round(x)},${round(y)})" d="${KIND_ICONS[kind]}" fill="none" stroke="${hue}" stroke-width="1.5" stroke-linejoin="round" stroke-linecap="round"/>`;

/** The number of a source. @param {string} number @param {number} x @param {number} y @param {string} fill @param {string} ink */
export const badge = (number, x, y, fill, ink) =>
  rect({ x, y, width: 17, height: 17 }, `rx="4" fill="${fill}"`) +
  write(number, x + 8.5, y + 12.5, `text-anchor="middle" font-size="11" font-weight="700" fill="${ink}"`);
