import { init, otlp } from 'spanloom';
import corpusUrl from '../build/corpus.json?url';
import { createIndex } from '../examples/docs-bot/index.js';
import { createDocsBot } from '../examples/docs-bot/pipeline.js';
import { QUESTIONS } from '../examples/docs-bot/questions.js';
import { answerNodes } from './answer.js';
import { element } from './dom.js';
import { createView } from './view.js';

const find = (id) => document.getElementById(id);
const form = find('ask');
const field = find('question');
const button = form.querySelector('button');

/** Spans of the current question, shown as they end. @type {import('spanloom').FinishedSpan[]} */
let spans = [];

/** What last went wrong with tracing; the bot answers all the same. */
let tracingProblem = '';

const page = {
  name: 'page',
  export(batch) {
    spans.push(...batch);
    showSpans();
  },
};

const loom = init({
  service: 'docs-bot-page',
  // The receiver is the server that the page came from: if it is gone, trying for long helps nobody.
  exporters: [page, otlp({ url: '/v1/traces', timeout: 3000, retry: { attempts: 2 } })],
  queue: { flushInterval: 50 },
  // The receiver may mark the words as well.
  links: { text: { ranges: true } },
  onError(error) {
    tracingProblem = `Tracing has a problem: ${error.message}`;
    tell(tracingProblem);
  },
});

const view = createView({
  trace: find('trace'),
  links: find('links'),
  reader: find('reader'),
  answer: find('answer'),
  spanCount: find('span-count'),
  linkCount: find('link-count'),
});

const showSpans = (without = 'Running…') => view.show(spans, without);

function tell(text = '') {
  find('notice').textContent = text;
  find('notice').hidden = text === '';
}

/** @param {(question: { text: string }, onText: (text: string) => void) => Promise<any>} ask */
async function run(ask) {
  const text = field.value.trim();
  if (!text) {
    tell('Type a question first, or take one of the examples.');
    field.focus();
    return;
  }
  tell(tracingProblem);
  button.disabled = true;
  spans = [];
  showSpans();
  find('delivery').textContent = '';
  const before = loom.stats();
  // What is marked later on is not said again.
  find('answer').ariaLive = 'polite';
  await answer(ask, text);
  find('answer').ariaLive = 'off';
  await loom.flush();
  if (spans.every(({ links }) => links.length === 0)) showSpans('None came out.');
  showDelivery(before, loom.stats());
  button.disabled = false;
}

async function answer(ask, question) {
  find('asked').textContent = question;
  const show = (text, sources) => find('answer').replaceChildren(...answerNodes(text, sources));
  try {
    let streamed = '';
    const { text, sources } = await ask({ text: question }, (piece) => {
      streamed += piece;
      show(streamed, []);
    });
    show(text, sources);
  } catch (error) {
    find('answer').replaceChildren(element('p', { className: 'empty' }, 'No answer.'));
    tell(`The bot failed: ${error.message}`);
  }
}

function showDelivery(before, after) {
  const delivered = after.exporters[1].exported - before.exporters[1].exported;
  const ended = after.spans.ended - before.spans.ended;
  const isComplete = delivered === ended;
  if (isComplete) tracingProblem = '';
  const links = spans.reduce((sum, span) => sum + span.links.length, 0);
  find('delivery').textContent =
    `${delivered} of ${ended} spans delivered to /v1/traces${isComplete ? `, with ${links} links` : ''}`;
  find('delivery').classList.toggle('failed', !isComplete);
}

async function loadBot() {
  const response = await fetch(corpusUrl);
  if (!response.ok) throw new Error(`the documentation could not be loaded (HTTP ${response.status})`);
  const { source, sections } = await response.json();
  const ask = createDocsBot(loom, createIndex(sections));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!button.disabled) run(ask);
  });
  find('examples').append(...QUESTIONS.map(exampleButton));
  find('source').textContent = `It answers from ${sections.length} sections of ${source}'s documentation.`;
  button.disabled = false;
  // Whoever was quicker has asked something already.
  if (!field.value) {
    field.value = QUESTIONS[0];
    form.requestSubmit();
  }
}

function exampleButton(text) {
  const onclick = () => {
    field.value = text;
    form.requestSubmit();
  };
  return element('button', { type: 'button', onclick }, text);
}

loadBot().catch((error) => {
  find('answer').replaceChildren(element('p', { className: 'empty' }, 'The bot is not available.'));
  tell(`${error.message}. Reload the page to try again.`);
});
