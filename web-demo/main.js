import { init, otlp } from 'spanloom';
import corpusUrl from '../build/corpus.json?url';
import { createIndex } from '../examples/docs-bot/index.js';
import { createDocsBot } from '../examples/docs-bot/pipeline.js';
import { QUESTIONS } from '../examples/docs-bot/questions.js';
import { answerNodes } from './answer.js';
import { element } from './dom.js';
import { linkList } from './links.js';
import { spanTree } from './spans.js';

const find = (id) => document.getElementById(id);
const form = find('ask');
const field = find('question');
const button = form.querySelector('button');

/** Spans of the current question, shown as they end. @type {import('spanloom').FinishedSpan[]} */
let spans = [];

const page = {
  name: 'page',
  export(batch) {
    spans.push(...batch);
    showSpans();
  },
};

const loom = init({
  service: 'docs-bot-page',
  exporters: [page, otlp({ url: '/v1/traces' })],
  queue: { flushInterval: 50 },
  onError: (error) => tell(`Tracing has a problem: ${error.message}`),
});

function showSpans() {
  const links = spans.flatMap((span) => span.links);
  find('spans').replaceChildren(spans.length > 0 ? spanTree(spans) : element('p', { className: 'empty' }, 'Running…'));
  find('links').replaceChildren(links.length > 0 ? linkList(spans) : element('p', { className: 'empty' }, 'None yet.'));
  find('span-count').value = spans.length || '';
  find('link-count').value = links.length || '';
}

function tell(text = '') {
  find('notice').textContent = text;
  find('notice').hidden = text === '';
}

/** @param {(question: { text: string }, onText: (text: string) => void) => Promise<any>} ask */
async function answerQuestion(ask) {
  const text = field.value.trim();
  if (!text) {
    tell('Type a question first, or take one of the examples.');
    field.focus();
    return;
  }
  tell();
  button.disabled = true;
  spans = [];
  showSpans();
  find('delivery').textContent = '';
  const before = loom.stats();
  try {
    let streamed = '';
    const answer = await ask({ text }, (piece) => {
      streamed += piece;
      find('answer').replaceChildren(...answerNodes(streamed, []));
    });
    find('answer').replaceChildren(...answerNodes(answer.text, answer.sources));
  } catch (error) {
    find('answer').replaceChildren(element('p', { className: 'empty' }, 'No answer.'));
    tell(`The bot failed: ${error.message}`);
  } finally {
    button.disabled = false;
  }
  await loom.flush();
  showDelivery(before, loom.stats());
}

function showDelivery(before, after) {
  const delivered = after.exporters[1].exported - before.exporters[1].exported;
  const ended = after.spans.ended - before.spans.ended;
  const missing = ended - delivered;
  find('delivery').textContent = `${delivered} of ${ended} spans delivered to /v1/traces`;
  find('delivery').classList.toggle('failed', missing > 0);
}

async function loadBot() {
  const response = await fetch(corpusUrl);
  if (!response.ok) throw new Error(`the documentation could not be loaded (HTTP ${response.status})`);
  const { source, sections } = await response.json();
  const ask = createDocsBot(loom, createIndex(sections));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!button.disabled) answerQuestion(ask);
  });
  find('examples').append(...QUESTIONS.map(exampleButton));
  find('answer').replaceChildren(
    element('p', { className: 'empty' }, `Ready: ${sections.length} sections of ${source}'s documentation.`),
  );
  button.disabled = false;
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
