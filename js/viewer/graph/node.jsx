import { nameAt } from '../parts/names.js';
import { Badge } from '../reader/badge.jsx';
import { describe, moreText } from './described.js';
import { KindIcon } from './icon.jsx';
import { memo } from './memo.js';
import { MAX_BADGES, sourcesText } from './sources.js';
import { factsOf } from './words.js';

/** @type {import('./sources.js').Source[]} */
const NONE = [];

/**
 * @typedef {object} NodeProps
 * @property {import('./graph-state.js').Picture} picture
 * @property {import('./visible.js').GraphNode} node
 * @property {string} look its classes: selected, lit, dim, hovered
 * @property {import('./sources.js').Source[]} [sources] of the selected span that it stands for
 * @property {import('../reader/reading.js').Mode} [mode] of the numbers of sources
 * @property {boolean} isSelected
 * @property {boolean} isCurrent whether Tab leads to it
 */

/** @param {import('../layout/layout.js').Box} box */
export const at = ({ x, y, width, height }) => ({
  transform: `translate(${x}px, ${y}px)`,
  width: `${width}px`,
  height: `${height}px`,
});

/** A card, the bar on top of an open group, the bar at its bottom, or what is left out. */
export const Node = memo(
  /** @param {NodeProps} props */ ({
    picture: { trace, graph, layout },
    node,
    look,
    sources = NONE,
    mode = 'origins',
    isSelected,
    isCurrent,
  }) => {
    const style = at(layout.nodes[node.id]);
    if (node.type === 'result') {
      return (
        <div class={`graph-result ${look}`} style={style} data-node={node.id} aria-hidden="true">
          output
        </div>
      );
    }
    const common = {
      style,
      tabIndex: isCurrent ? 0 : -1,
      'data-node': node.id,
      'aria-level': node.level,
    };
    if (node.type === 'more') {
      return (
        <div {...common} role="treeitem" class={`graph-more ${look}`}>
          {moreText(node)}
          {node.span >= 0 && <span class="told">{` of ${nameAt(trace.spans, node.span)}`}</span>}
        </div>
      );
    }
    const span = trace.spans[node.span];
    const name = nameAt(trace.spans, node.span);
    const description = describe(trace, graph, node);
    const isFailed = span.status === 'error';
    return (
      <div
        {...common}
        role="treeitem"
        class={`graph-${node.type} kind-${span.kind} ${node.hidden > 0 ? 'folded' : ''} ${isFailed ? 'failed' : ''} ${look}`}
        aria-selected={isSelected}
        aria-expanded={node.folds ? node.type === 'header' : undefined}
        title={name}
      >
        <KindIcon kind={span.kind} />
        <span class="graph-words">
          <span class="told">{`${span.kind} `}</span>
          <span class="graph-name">{name}</span>
          <span class="told">, </span>
          <span class="graph-facts">{factsOf(span)}</span>
          <span class="told">{description && `, ${description}`}</span>
        </span>
        {sources.length > 0 && (
          <span class="graph-sources">
            <span class="told">{`, ${sourcesText(sources, mode)}`}</span>
            {sources.slice(0, MAX_BADGES).map((source) => (
              <Badge key={source.number} source={source} />
            ))}
            {sources.length > MAX_BADGES && <span aria-hidden="true">…</span>}
          </span>
        )}
        {isFailed && (
          <span class="graph-error" aria-hidden="true">
            !
          </span>
        )}
        {node.folds && (
          <span class="graph-fold" data-fold={node.id} aria-hidden="true">
            {node.hidden > 0 && node.hidden}
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path d={node.type === 'header' ? 'M4 6l4 4 4-4' : 'M6 4l4 4-4 4'} />
            </svg>
          </span>
        )}
      </div>
    );
  },
);
