// Asks the docs bot some questions at once, traced, prints the answers, and of the first one what fed what.
import { consoleExporter, createTracer, memory, otlp } from 'spanloom';
import { createIndex } from './index.js';
import { createDocsBot } from './pipeline.js';
import { sharedWords } from './shared-words.js';

const WIDTH = 80;
const LINE = /(.{1,76})(?:\s+|$)/g;

/**
 * @param {{ questions: string[], sections: import('./corpus.js').Section[], url: string }} options `url` takes OTLP
 * @returns {Promise<{ sent: import('spanloom').FinishedSpan[], shown: import('spanloom').FinishedSpan[] }>} the spans that should be at
 * `url` by now, and those whose links were printed
 */
export async function runDocsBot({ questions, sections, url }) {
  const kept = memory();
  const loom = createTracer({ service: 'docs-bot', environment: 'demo', exporters: [kept, otlp({ url })] });
  const ask = createDocsBot(loom, createIndex(sections));

  const answers = await Promise.all(questions.map((text) => ask({ text })));
  await loom.shutdown();

  for (const [i, question] of questions.entries()) printAnswer(question, answers[i]);
  const shown = traceOf(questions[0], kept.spans);
  console.log(`${'─'.repeat(WIDTH)}\nWhat fed what in the first answer. No step passed an id to another.\n`);
  await consoleExporter().export(shown);
  for (const line of sharedWords(shown, WIDTH)) console.log(line);
  return { sent: kept.spans, shown };
}

function printAnswer(question, { text, sources }) {
  console.log(`${'─'.repeat(WIDTH)}\nQ  ${question}\n`);
  console.log(`A  ${wrapped(text).replace(/\n(?=.)/g, '\n   ')}\n`);
  for (const { mark, name, url } of sources) console.log(`   ${mark} ${name.replaceAll('`', '')}\n       ${url}`);
  console.log();
}

/** Answers run side by side: a trace is found by the question its root was given. */
function traceOf(question, spans) {
  const root = spans.find(({ parentSpanId, input }) => !parentSpanId && JSON.parse(input).text === question);
  return spans.filter(({ traceId }) => traceId === root.traceId);
}

/** Prose at most as wide as the rule; code stays as it is. */
const wrapped = (text) => text.replace(/^(?! {4}).+$/gm, (line) => line.replace(LINE, '$1\n').trimEnd());
