// A page that shows a recorded trace in the viewer.
import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PASSAGE } from '../runtime/suite/recorded.js';

const FILES = ['../runtime/suite/recorded.js', 'fixtures/viewer/show.js'];

/** What show.js finds there: a part has a source, so the linker ran. */
export const SHOWN = { problems: [], steps: ['ask', 'search', 'answer'], parts: [PASSAGE.slice(0, -1)] };

/** Puts show.js, and the trace that it shows, into a project. @param {string} folder */
export function addTrace(folder) {
  for (const path of FILES) {
    const file = fileURLToPath(new URL(path, import.meta.url));
    cpSync(file, join(folder, basename(file)));
  }
}
