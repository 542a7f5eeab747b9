import { existsSync } from 'node:fs';
import { delimiter } from 'node:path';

/** Debian's Emscripten looks for its JavaScript parser where only Debian's own Node searches. */
export function emscriptenEnv() {
  const debian = '/usr/share/nodejs';
  if (!existsSync(debian)) return {};
  return { NODE_PATH: [process.env.NODE_PATH, debian].filter(Boolean).join(delimiter) };
}
