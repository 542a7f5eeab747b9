// Plays one scenario in a realm of its own, traced or not, and tells the page around it what was noticed.
import { LIBRARIES } from 'made:libraries';
import { openJournal } from './journal.js';
import { bareTools, tracedTools } from './tools.js';
import { VARIANTS } from './variants.js';

async function play() {
  const [name, variant] = window.name.split('/');
  const { at, options } = VARIANTS[variant];
  const journal = openJournal();
  let tools = bareTools(journal);
  let close;
  const begin = (/** @type {string} */ moment) => {
    if (moment === at) ({ tools, close } = tracedTools(journal, options));
  };
  begin('library');
  const library = await LIBRARIES[name]();
  begin('stores');
  const stores = await library.stores?.(tools);
  begin('play');
  await library.play(tools, stores);
  await tools.settle();
  const noticed = [...journal.lines];
  return {
    lines: noticed,
    traced: await close?.(),
    shown: library.SHOWN,
    isKnownBefore: library.IS_KNOWN_BEFORE ?? true,
  };
}

play().then(
  (played) => parent.postMessage({ played }),
  (error) => parent.postMessage({ error: String(error?.stack ?? error) }),
);
