// The page: plays each scenario in each variant, each in a frame that is new, and reports.
import { LIBRARIES } from 'made:libraries';
import { VARIANTS } from './variants.js';

const PLAYS = 3;

/** A realm of its own, whose modules are evaluated anew. @param {string} name @returns {Promise<any>} */
function inFrame(name) {
  const frame = document.createElement('iframe');
  frame.name = name;
  frame.srcdoc = '<!doctype html><script type="module" src="/site/play.js"></script>';
  return new Promise((resolve) => {
    const receive = ({ source, data }) => {
      if (source !== frame.contentWindow) return;
      removeEventListener('message', receive);
      frame.remove();
      resolve(data);
    };
    addEventListener('message', receive);
    document.body.append(frame);
  });
}

/** Each variant of a library, side by side. @param {string} name */
async function playAll(name) {
  const variants = Object.keys(VARIANTS);
  const played = await Promise.all(variants.map((variant) => inFrame(`${name}/${variant}`)));
  return Object.fromEntries(variants.map((variant, i) => [variant, played[i]]));
}

/** Whether all did the same. @param {Record<string, any>} results */
function agree({ bare, ...others }) {
  const linesOf = ({ played }) => JSON.stringify(played?.lines);
  return Object.values(others).every((other) => linesOf(other) === linesOf(bare));
}

async function main() {
  const results = {};
  for (const name of Object.keys(LIBRARIES)) {
    // A busy machine may split a render in two, traced or not: a difference is one that is there each time.
    for (let left = PLAYS; left > 0; left--) {
      results[name] = await playAll(name);
      if (agree(results[name])) break;
    }
  }
  return results;
}

const report = (/** @type {object} */ body) => fetch('/report', { method: 'POST', body: JSON.stringify(body) });
main().then(
  (results) => report({ results }),
  (error) => report({ error: String(error?.stack ?? error) }),
);
