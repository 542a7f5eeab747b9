// Google's Gemini: contents of parts.
import { words } from './answers.js';

export const GEMINI = 'gemini-2.5-flash';

/** @typedef {import('./answers.js').Answer} Answer */

/** @param {Answer} answer @param {object[]} parts */
const candidate = ({ id, usage: { input, output } }, parts) => ({
  candidates: [{ index: 0, content: { role: 'model', parts }, finishReason: 'STOP' }],
  modelVersion: GEMINI,
  responseId: id,
  usageMetadata: { promptTokenCount: input, candidatesTokenCount: output, totalTokenCount: input + output },
});

/** @param {Answer} answer @param {(text: string) => string[]} split */
const parts = ({ texts, calls }, split) =>
  calls?.map(({ id, name, input }) => ({ functionCall: { id, name, args: input } })) ??
  split(texts[0]).map((text) => ({ text }));

/** @param {Answer} answer */
export const generated = (answer) =>
  candidate(
    answer,
    parts(answer, (text) => [text]),
  );

/** @param {Answer} answer */
export const generatedEvents = (answer) => parts(answer, words).map((part) => ({ data: candidate(answer, [part]) }));
