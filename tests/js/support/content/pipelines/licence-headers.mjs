import { setTimeout as sleep } from 'node:timers/promises';

const HEADER = `/*
 * Copyright (c) 2019 The Lighthouse Authors. Licensed under the terms in the file COPYING, which you should have received together with
 * this program. It comes without any warranty, not even that of being fit for a particular purpose. Changes must be marked as such.
 */
`;
const FILES = {
  'src/beam.js':
    'export function turn(lamp, degrees) {\n  if (degrees = 0) return lamp;\n  return { ...lamp, angle: lamp.angle + degrees };\n}\n',
  'src/fog.js':
    "export const isFoggy = (metres) => metres < 1000;\nexport function horn(seconds) {\n  return 'o'.repeat(seconds).toUpperCase;\n}\n",
  'src/logbook.js':
    'const entries = [];\nexport function note(text) {\n  entries.push[{ text, at: Date.now() }];\n  return entries.length;\n}\n',
};
const PATCHES = [
  ['if (degrees = 0) return lamp;', 'if (degrees === 0) return lamp;'],
  ["return 'o'.repeat(seconds).toUpperCase;", "return 'o'.repeat(seconds).toUpperCase();"],
  ['entries.push[{ text, at: Date.now() }];', 'entries.push({ text, at: Date.now() });'],
];

export default {
  id: 'licence-headers',
  about:
    'three files with the same header are read, repaired and written: what they share leads from no file to another',
  expect: [1, 2, 3].flatMap((n) => [
    ['tidy', `read#${n}`, 'input', 'input'],
    [`read#${n}`, `repair#${n}`, 'output', 'input'],
    ['tidy', `write#${n}`, 'input', 'input'],
    [`repair#${n}`, `write#${n}`, 'output', 'input'],
  ]),
  optional: [],
  async run(t) {
    const read = t.tool(async (path) => HEADER + FILES[path], { name: 'read' });
    let repairs = 0;
    const repair = t.llm(
      async (prompt) => {
        await sleep(1);
        const [wrong, right] = PATCHES[repairs++];
        return prompt.slice(prompt.indexOf('/*')).replace(wrong, right);
      },
      { name: 'repair' },
    );
    const write = t.tool(async ({ content }) => ({ ok: true, bytes: content.length }), { name: 'write' });
    const tidy = t.agent(
      async (paths) => {
        for (const path of paths) {
          const content = await repair(
            `Find the slip in this file and return all of it, repaired.\n\n${await read(path)}`,
          );
          await write({ path, content });
        }
        return { done: true };
      },
      { name: 'tidy' },
    );
    await tidy(Object.keys(FILES));
  },
};
