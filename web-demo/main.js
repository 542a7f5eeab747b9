import { createAgent } from '../examples/docs-bot/agent.js';
import { createDocsBot } from '../examples/docs-bot/pipeline.js';
import { QUESTIONS } from '../examples/docs-bot/questions.js';
import { correctSpelling } from '../examples/docs-bot/spelling.js';
import { openLibrary } from './bot/library.js';
import { AGENT_QUESTIONS } from './bot/questions.js';
import { element, find } from './dom.js';
import { experimentButtons } from './experiments/buttons.js';
import { EXPERIMENTS } from './experiments/experiments.js';
import { createModelForm } from './models/model-form.js';
import { lineageOf } from './story/lineage.js';
import { createStory } from './story/story.js';
import { findReceiver, followReceiver } from './tracing/receiver.js';
import { startTracing } from './tracing/tracing.js';

const form = /** @type {HTMLFormElement} */ (find('ask'));
const field = /** @type {HTMLInputElement} */ (find('question'));
const story = createStory();
const models = createModelForm(find('model'));
const receiver = findReceiver();
const tracing = startTracing(receiver, (error) => tell(`Tracing has a problem: ${error.message}`));
let isBusy = true;

function tell(text = '') {
  find('notice').textContent = text;
  find('notice').hidden = text === '';
}

function setBusy(busy) {
  isBusy = busy;
  for (const button of document.querySelectorAll('main button')) button.toggleAttribute('disabled', busy);
}

const mode = () => new FormData(form).get('mode');

/** @param {Error} error */
const reasonsOf = ({ message, cause }) => [
  `No answer: ${message}`,
  ...(cause ? [`Because: ${cause.message ?? cause}`] : []),
];

/**
 * Runs a bot and shows its lineage.
 * @param {(question: { text: string }, onText: (text: string) => void) => Promise<unknown>} ask
 * @param {string} question @param {string} [also] asked at the same time
 */
async function run(ask, question, also) {
  tell();
  setBusy(true);
  story.start(question);
  try {
    const [answer] = await Promise.allSettled([
      ask({ text: question }, writer()),
      ...(also ? [ask({ text: also }, () => {})] : []),
    ]);
    await tracing.loom.flush();
    const spans = tracing.traceOf(question);
    const lineage = answer.status === 'fulfilled' ? await lineageOf(spans) : undefined;
    if (lineage) story.show(lineage);
    else story.fail(...(answer.status === 'rejected' ? reasonsOf(answer.reason) : ['No answer.']));
    const told = spans.find(({ status }) => status.code === 'error') ?? spans.find(({ name }) => name === 'answer');
    if (told) tracing.viewer.open(told.traceId, told.spanId);
    find('delivery').textContent = tracing.delivered();
    return { spans, lineage, others: also ? tracing.traceOf(also) : [] };
  } finally {
    setBusy(false);
  }
}

function writer() {
  let text = '';
  return (piece) => {
    text += piece;
    story.write(text);
  };
}

/** @param {Awaited<ReturnType<typeof openLibrary>>} library */
function answerWith({ index, sections }) {
  const { loom } = tracing;
  return async (question) => {
    try {
      const model = models.model();
      const isAgent = mode() === 'agent';
      await run(
        isAgent ? createAgent(loom, index, sections, { model }) : createDocsBot(loom, index, { model }),
        question,
      );
    } catch (error) {
      tell(error.message);
    }
  };
}

/** @param {Awaited<ReturnType<typeof openLibrary>>} library */
function experimentsWith({ index: { search, vocabulary } }) {
  // By words alone, as the first answer was found: only the experiment differs.
  const index = { search, vocabulary, meaning: undefined };
  /** @type {ReturnType<typeof import('./worker/divided-bot.js').createDividedBot> | undefined} */
  let divided;
  return async ({ parts, isDivided, also, check }) => {
    if (isDivided && !divided) divided = (await import('./worker/divided-bot.js')).createDividedBot(tracing, index);
    const bot = isDivided ? divided : createDocsBot(tracing.loom, index, parts);
    return check(await run(bot, field.value.trim() || QUESTIONS[0], also));
  };
}

async function loadViewer() {
  await import('spanloom/viewer');
  await tracing.viewer.come(/** @type {import('spanloom/viewer').SpanloomTrace} */ (find('viewer')));
  if (receiver) followReceiver(receiver, tracing.viewer.add);
}

/** @param {(question: string) => Promise<void>} ask @param {(text: string) => boolean} hasTypo */
function showExamples(ask, hasTypo) {
  const questions = mode() === 'agent' ? AGENT_QUESTIONS : QUESTIONS;
  const button = (text) => {
    const onclick = () => {
      field.value = text;
      void ask(text);
    };
    const notes = hasTypo(text) ? [' ', element('small', {}, '(with a typo)')] : [];
    return element('button', { type: 'button', disabled: isBusy, onclick }, text, ...notes);
  };
  find('examples').replaceChildren(...questions.map(button));
}

async function start() {
  // The core loads beside the documentation.
  void tracing.loom.flush();
  story.start(QUESTIONS[0]);
  experimentButtons(find('experiments'), find('result'), EXPERIMENTS, (experiment) => experiments(experiment));
  const library = await openLibrary();
  const { source, sections } = library;
  const ask = answerWith(library);
  const experiments = experimentsWith(library);
  const hasTypo = (text) => Object.keys(correctSpelling(text, library.index.vocabulary).corrected).length > 0;
  form.addEventListener('change', () => showExamples(ask, hasTypo));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (isBusy) return;
    if (!field.value.trim()) return void tell('Type a question first, or take one of the examples.');
    await ask(field.value.trim());
  });
  showExamples(ask, hasTypo);
  const searched = (how) => {
    find('source').textContent = `The app searches ${sections.length} sections of ${source}’s documentation ${how}`;
  };
  searched('by words (BM25).');
  // Whoever was quicker has typed something already.
  field.value ||= QUESTIONS[0];
  await ask(field.value);
  // The answer stands without them.
  await loadViewer().catch(({ message }) => tell(`The viewer could not be loaded: ${message}`));
  await library.loadVectors().then(
    () => searched('by words (BM25) and, where these fall short, by word vectors (GloVe, 0.7 MB).'),
    ({ message }) => tell(message),
  );
}

start().catch((error) => {
  story.fail('The app is not available.');
  tell(`${error.message}. Reload the page to try again.`);
});
