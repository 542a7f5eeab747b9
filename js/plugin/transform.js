// Transforms the source of one file.
import { Edit } from './edit.js';
import { parse } from './parse.js';
import { survey } from './survey.js';

/** The module that transformed code imports. */
export const RUNTIME = 'spanloom/plugin/runtime';

/**
 * Returns the source with code around each `await` that keeps the active span. Nothing else changes, in text or in behaviour.
 * @param {string} code @param {string} id its path
 * @param {(message: string, position: number) => void} warn
 * @returns {{ code: string, map: import('magic-string').SourceMap } | undefined} undefined if nothing has to change
 */
export function transform(code, id, warn) {
  if (code.includes(RUNTIME) || !/\basync\b/.test(code)) return undefined;
  const program = parse(code, id);
  const { waiting, clashing } = survey(program);
  for (const { start } of clashing)
    warn('an async function is left as it is: it declares a function and something else under one name', start);
  if (waiting.size === 0) return undefined;
  const edit = new Edit(code, waiting);
  edit.visit(program, undefined);
  edit.addImport(program, RUNTIME);
  const { text } = edit;
  return { code: text.toString(), map: text.generateMap({ source: id, includeContent: true, hires: 'boundary' }) };
}
