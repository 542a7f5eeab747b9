import { existsSync } from 'node:fs';
import { delimiter } from 'node:path';

/** The environment for Emscripten. Debian's Emscripten needs a JavaScript parser in a folder that only Debian's Node searches by default. */
export function emscriptenEnv() {
  const debian = '/usr/share/nodejs';
  if (!existsSync(debian)) return {};
  return { NODE_PATH: [process.env.NODE_PATH, debian].filter(Boolean).join(delimiter) };
}
