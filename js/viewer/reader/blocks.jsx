import { Fold } from './fold.jsx';
import { child, textOf } from './runs.js';
import { Text } from './text.jsx';
import { Tree } from './tree.jsx';

/** @typedef {import('./reader.js').Reader} Reader */
/** @typedef {import('../model.js').Block} Block */
/** @template {Block['type']} T @typedef {{ reader: Reader, path: string, block: Extract<Block, { type: T }>, limit: Limit }} BlockProps */

/** How much of a text is shown at first. @typedef {{ lines: number, characters: number }} Limit */

/** An output is read; an input is looked up, and most of all what is in parts. */
export const LIMITS = {
  output: { lines: 40, characters: 4000 },
  input: { lines: 12, characters: 1200 },
  inner: { lines: 8, characters: 600 },
};

const MAX_PREVIEW = 120;
/** Of more blocks, only the first and the last are shown at first. */
const MANY = 24;
const FIRST = 3;
const LAST = 9;

/** @param {{ reader: Reader, blocks: readonly Block[], path: string, limit: Limit }} props */
export function Blocks({ reader, blocks, path, limit }) {
  const [from, to] = blocks.length > MANY ? [FIRST, blocks.length - LAST] : [0, 0];
  const isAimedAt = blocks.slice(from, to).some((_, index) => reader.isAimedAt(child(path, from + index)));
  const isWhole = from === to || reader.isOpen(child(path, 'between'), isAimedAt);
  /** @param {number} start @param {number} [end] */
  const drawn = (start, end) =>
    blocks.slice(start, end).map((block, index) => {
      const View = /** @type {any} */ (VIEWS[block.type]);
      const at = child(path, start + index);
      return View ? <View key={at} reader={reader} path={at} block={block} limit={limit} /> : null;
    });
  if (isWhole) return <>{drawn(0)}</>;
  return (
    <>
      {drawn(0, from)}
      <button type="button" class="more between" onClick={() => reader.fold(child(path, 'between'), true)}>
        Show {to - from} between
      </button>
      {drawn(to)}
    </>
  );
}

const VIEWS = {
  message: Message,
  'tool-call': ToolCall,
  'tool-result': ToolResult,
  reasoning: Reasoning,
  document: Document,
  text: TextBlock,
  tree: TreeBlock,
  media: Media,
};

/** @param {BlockProps<'message'>} props */
function Message({ reader, path, block: { role, name, blocks }, limit }) {
  return (
    <article class="message" data-role={role} aria-label={`Message of ${role}`}>
      <header class="message-head">
        <span class="role">{role}</span>
        {name && <span class="cut">{name}</span>}
      </header>
      <Blocks reader={reader} blocks={blocks} path={path} limit={limit === LIMITS.input ? LIMITS.inner : limit} />
    </article>
  );
}

/** @param {BlockProps<'tool-call'>} props */
function ToolCall({ reader, path, block: { name, id, blocks } }) {
  return <Tool reader={reader} path={path} blocks={blocks} verb="Calls" name={name} id={id} />;
}

/** @param {BlockProps<'tool-result'>} props */
function ToolResult({ reader, path, block: { name, id, blocks } }) {
  return <Tool reader={reader} path={path} blocks={blocks} verb={name ? 'Result of' : 'Result'} name={name} id={id} />;
}

/** @param {{ reader: Reader, path: string, blocks: readonly Block[], verb: string, name?: string, id?: string }} props */
function Tool({ reader, path, blocks, verb, name, id }) {
  const head = (
    <>
      <span class="muted">{verb}</span> {name && <code class="cut">{name}</code>}
      <span class="preview cut muted" title={id}>
        {textOf(blocks).slice(0, MAX_PREVIEW)}
      </span>
    </>
  );
  return (
    <div class="tool">
      <Fold reader={reader} path={path} head={head} blocks={blocks}>
        <Blocks reader={reader} blocks={blocks} path={path} limit={LIMITS.inner} />
      </Fold>
    </div>
  );
}

/** @param {BlockProps<'reasoning'>} props */
function Reasoning({ reader, path, block: { blocks } }) {
  return (
    <div class="reasoning">
      <Fold reader={reader} path={path} head="Reasoning" blocks={blocks}>
        <Blocks reader={reader} blocks={blocks} path={path} limit={LIMITS.inner} />
      </Fold>
    </div>
  );
}

/** @param {BlockProps<'document'>} props */
function Document({ reader, path, block: { title, id, score, blocks, metadata } }) {
  const number = Number(path.slice(path.lastIndexOf('/') + 1)) + 1;
  return (
    <article class="document" aria-label={`Document ${title ?? id ?? number}`}>
      <header class="document-head">
        <strong class="cut">{title ?? id ?? `Document ${number}`}</strong>
        {title && id && <code class="cut muted">{id}</code>}
        {score !== undefined && <span class="score">score {Number(score.toFixed(3))}</span>}
      </header>
      <Blocks reader={reader} blocks={blocks} path={path} limit={LIMITS.inner} />
      {metadata && (
        <Fold reader={reader} path={child(path, 'metadata')} head="Metadata">
          <Tree reader={reader} path={child(path, 'metadata')} node={metadata} />
        </Fold>
      )}
    </article>
  );
}

/** @param {BlockProps<'text'>} props */
function TextBlock({ reader, path, block: { runs, rest }, limit }) {
  return <Text reader={reader} path={path} runs={runs} rest={rest} limit={limit} />;
}

/** @param {BlockProps<'tree'>} props */
function TreeBlock({ reader, path, block: { node } }) {
  return <Tree reader={reader} path={path} node={node} />;
}

/** @param {BlockProps<'media'>} props */
function Media({ block: { kind, description } }) {
  return (
    <p class="media">
      <span class="media-kind">{kind}</span> <span>{description}</span> <span class="muted">not loaded</span>
    </p>
  );
}
