import { piecesOf, withFound } from './pieces.js';
import { Pieces } from './pieces.jsx';
import { child } from './runs.js';
import { Text } from './text.jsx';

/** @typedef {import('./reader.js').Reader} Reader */
/** @typedef {import('../model.js').TreeNode} TreeNode */

const STRING_LIMIT = { lines: 6, characters: 400 };
const OPEN_DEPTH = 2;

/** JSON whose objects and arrays open and close. @param {{ reader: Reader, node: TreeNode, path: string }} props */
export function Tree({ reader, node, path }) {
  return (
    <ul class="tree" onKeyDown={moveInTree}>
      <Node reader={reader} node={node} path={path} depth={0} />
    </ul>
  );
}

/** @param {{ reader: Reader, node: TreeNode, path: string, name?: string, depth: number }} props */
function Node({ reader, node, path, name, depth }) {
  const children = node.children ?? [];
  const count = children.length + (node.more ?? 0);
  const label = name === undefined ? null : <span class="tree-key">{name}</span>;
  if (node.type !== 'object' && node.type !== 'array')
    return (
      <li>
        {label}
        <Scalar reader={reader} node={node} path={path} />
      </li>
    );
  if (count === 0)
    return (
      <li>
        {label} <span class="muted">{node.type === 'array' ? '[ ]' : '{ }'}</span>
      </li>
    );
  const isOpen = reader.isOpen(path, depth < OPEN_DEPTH);
  return (
    <li>
      <button type="button" class="tree-head" aria-expanded={isOpen} onClick={() => reader.fold(path, !isOpen)}>
        <span class="fold-arrow" aria-hidden="true" />
        {label} <span class="muted">{node.type === 'array' ? `[${count}]` : `{${count}}`}</span>
      </button>
      {isOpen && (
        <ul>
          {children.map((inner, index) => (
            <Node
              key={index}
              reader={reader}
              node={inner}
              path={child(path, index)}
              name={inner.key ?? String(index)}
              depth={depth + 1}
            />
          ))}
          {node.more ? (
            <li>
              <button type="button" class="more" onClick={() => reader.showAll()}>
                Show {node.more.toLocaleString('en')} more
              </button>
            </li>
          ) : null}
        </ul>
      )}
    </li>
  );
}

/** @param {{ reader: Reader, node: TreeNode, path: string }} props */
function Scalar({ reader, node: { type, runs = [] }, path }) {
  if (type !== 'string')
    return (
      <code class="scalar">
        <Pieces
          reader={reader}
          pieces={withFound(piecesOf(runs, reader.target.value.runs), reader.found.value.pattern)}
        />
      </code>
    );
  if (!runs.some(({ text }) => text)) return <span class="muted">empty</span>;
  return <Text reader={reader} path={path} runs={runs} limit={STRING_LIMIT} />;
}

/** Up and down go from head to head, right opens, left closes or goes to the head around. @param {KeyboardEvent} event */
function moveInTree(event) {
  const head = /** @type {HTMLElement} */ (event.target).closest('.tree-head');
  const tree = /** @type {HTMLElement} */ (event.currentTarget);
  if (!(head instanceof HTMLElement)) return;
  const isOpen = head.getAttribute('aria-expanded') === 'true';
  const heads = [.../** @type {NodeListOf<HTMLElement>} */ (tree.querySelectorAll('.tree-head'))];
  const at = heads.indexOf(head);
  if (event.key === 'ArrowDown') heads[at + 1]?.focus();
  else if (event.key === 'ArrowUp') heads[at - 1]?.focus();
  else if (event.key === 'ArrowRight') isOpen ? heads[at + 1]?.focus() : head.click();
  else if (event.key === 'ArrowLeft') isOpen ? head.click() : headAround(head)?.focus();
  else return;
  event.preventDefault();
}

/** @param {HTMLElement} head @returns {HTMLElement | null | undefined} */
const headAround = (head) => head.closest('li')?.parentElement?.closest('li')?.querySelector('.tree-head');
