import { Edit } from './edit.js';
import { parse } from './parse.js';
import { survey } from './survey.js';

/** What transformed code imports. */
export const RUNTIME = 'spanloom/plugin/runtime';

/**
 * The source with what keeps the active span around each `await`. Nothing else changes, in text or in effect.
 * @param {string} code @param {string} id its path
 * @param {(message: string, position: number) => void} warn
 * @returns {{ code: string, map: import('magic-string').SourceMap } | undefined} nothing where there is nothing to do
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
