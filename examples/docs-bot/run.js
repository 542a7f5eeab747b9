// Asks the docs bot some questions at once, traced, and prints each answer with its trace.
import { consoleExporter, createTracer, memory, otlp } from 'spanloom';
import { createIndex } from './index.js';
import { createDocsBot } from './pipeline.js';

const WIDTH = 80;
const LINE = /(.{1,76})(?:\s+|$)/g;

/**
 * @param {{ questions: string[], sections: import('./corpus.js').Section[], url: string }} options `url` takes OTLP
 * @returns {Promise<import('spanloom').FinishedSpan[]>} the spans that should be at `url` by now
 */
export async function runDocsBot({ questions, sections, url }) {
  const kept = memory();
  const loom = createTracer({ service: 'docs-bot', environment: 'demo', exporters: [kept, otlp({ url })] });
  const ask = createDocsBot(loom, createIndex(sections));

  const answers = await Promise.all(questions.map((text) => ask({ text })));
  await loom.shutdown();

  const printer = consoleExporter();
  for (const [i, question] of questions.entries()) {
    printAnswer(question, answers[i]);
    await printer.export(traceOf(question, kept.spans));
  }
  return kept.spans;
}

function printAnswer(question, { text, sources }) {
  console.log(`${'─'.repeat(WIDTH)}\nQ  ${question}\n`);
  console.log(`A  ${wrapped(text).replace(/\n(?=.)/g, '\n   ')}\n`);
  for (const { mark, name, url } of sources) console.log(`   ${mark} ${name.replaceAll('`', '')}\n       ${url}`);
  console.log();
}

/** Answers run side by side: a trace is found by the question its root was given. */
function traceOf(question, spans) {
  const root = spans.find(({ parentSpanId, input }) => !parentSpanId && JSON.parse(input).question.text === question);
  return spans.filter(({ traceId }) => traceId === root.traceId);
}

/** Prose at most as wide as the rule; code stays as it is. */
const wrapped = (text) => text.replace(/^(?! {4}).+$/gm, (line) => line.replace(LINE, '$1\n').trimEnd());
