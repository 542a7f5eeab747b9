// `npm start`: prepares the machine, runs the docs bot with its traces sent to a receiver, then serves the same bot as a page. The first links appear as
// soon as the core for Node is built; what only the page needs is built afterwards. Node built-ins only until the packages are installed.
import { parseArgs } from 'node:util';
import { build, buildCoreForNode } from './build.mjs';
import { GOALS } from './lib/goals.mjs';
import { installPackages } from './lib/packages.mjs';
import { isMain } from './lib/paths.mjs';
import { reportFailure } from './lib/run.mjs';
import { installTools } from './setup.mjs';

const USAGE = `npm start -- ["a question"] [--port 4318] [--once]

  a question  asks this question instead of the demo's three
  --port      serves the page and receives traces on this port, or on the next free one
  --once      ends after the questions, without the page; exit code 1 when a span did not arrive`;

const say = (label, text) => console.log(`${label.padEnd(10)}${text}`);

async function start({ questions, port, once }) {
  await installTools('start');
  const [isCoreBuilt] = await Promise.all([
    buildCoreForNode(),
    ...GOALS.start.packages.map((path) => installPackages(path)),
  ]);
  say('core', isCoreBuilt ? 'built' : 'up to date');
  const { writeCorpus } = await import('./corpus.mjs');
  const { source, sections } = await writeCorpus();
  say('corpus', `${sections.length} sections of ${source}'s documentation`);

  const { buildPage, servePage } = await import('../web-demo/serve.js');
  const deliveries = [];
  const watchers = [(delivery) => deliveries.push(delivery)];
  const onDelivery = (delivery) => {
    for (const watch of watchers) watch(delivery);
  };
  const server = await servePage({ port, onDelivery });
  say('receiver', `${server.url}/v1/traces`);

  console.log();

  const { runDocsBot } = await import('../examples/docs-bot/run.js');
  const ran = await runDocsBot({ questions, sections, url: `${server.url}/v1/traces` });
  const isComplete = await report(ran, deliveries);
  if (once) {
    await server.close();
    process.exitCode = isComplete ? 0 : 1;
    return;
  }
  console.log('\nBuilding the page and what it needs of the core');
  await build();
  await buildPage();
  const { deliveryLine } = await import('../examples/receiver/report.js');
  watchers.push((delivery) => say('received', deliveryLine(delivery)));
  console.log(
    `\nNow try the same bot in a page:  ${server.url}/\nSpans from the page are listed here. Press Ctrl+C to stop.\n`,
  );
}

/** Prints what the receiver decoded. @returns {Promise<boolean>} whether everything that was sent has arrived */
async function report({ sent, shown }, deliveries) {
  const { reportLines } = await import('../examples/receiver/report.js');
  console.log(`${'─'.repeat(80)}\nWhat the receiver decoded, with OpenTelemetry's own protobuf code\n`);
  console.log(reportLines(deliveries).join('\n'));
  const arrived = new Map(deliveries.flatMap(({ spans }) => spans.map((span) => [span.spanId, span])));
  const missing = sent.filter(({ spanId, links }) => arrived.get(spanId)?.links.length !== links.length);
  const count = (spans) => spans.reduce((sum, { links }) => sum + links.length, 0);
  const others = count(sent) - count(shown);
  const rest = others > 0 ? `: the ${count(shown)} above, and ${others} of the other questions` : '';
  console.log(
    missing.length === 0
      ? `\nAll ${sent.length} spans arrived, with all their ${count(sent)} links${rest}.`
      : `\n${missing.length} of ${sent.length} spans did NOT arrive as sent.`,
  );
  return missing.length === 0;
}

async function readArguments() {
  const options = {
    port: { type: 'string', default: '4318' },
    once: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h' },
  };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new TypeError(`Expected --port to be a number from 1 to 65535, got '${values.port}'`);
  const { QUESTIONS } = await import('../examples/docs-bot/questions.js');
  const asked = positionals.join(' ').trim();
  return { help: values.help, port, once: values.once, questions: asked ? [asked] : QUESTIONS };
}

async function main() {
  const choices = await readArguments().catch((error) => {
    console.error(`${error.message}\n\n${USAGE}`);
    process.exitCode = 2;
  });
  if (choices?.help) console.log(USAGE);
  else if (choices) await start(choices);
}

if (isMain(import.meta)) await main().catch(reportFailure);
