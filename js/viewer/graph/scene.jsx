import { readerOf } from '../reader/reader.js';
import { EdgeLabel, EdgeLine } from './edges.jsx';
import { areLabelsShown } from './layout-input.js';
import { looksOf } from './looks.js';
import { at, Node } from './node.jsx';
import { sourcesByNode } from './sources.js';

/** Labels that appear when something is pointed at. */
const MAX_LABELS = 12;

/** The drawing itself: groups, lines, cards, words. @param {{ graphState: import('./graph-state.js').GraphState, current: string | undefined }} props */
export function Scene({ graphState, current }) {
  const { picture, lineage, state } = graphState;
  const shown = picture.value;
  if (!shown) return null;
  const { graph, layout, trace } = shown;
  const looks = looksOf(shown, state.selection.value, state.hover.value, lineage.value, state.search.found.value);
  const reading = readerOf(state).reading.value;
  const sources = sourcesByNode(shown, reading, state.selection.value?.spanId);
  const edges = graph.edges.map((edge) => ({ edge, route: layout.edges[edge.id], look: looks.edge(edge) }));
  const spoken = edges.filter(({ look }) => look === 'hovered' || look === 'selected').slice(0, MAX_LABELS);
  const labels = areLabelsShown(graph) ? edges : spoken;
  return (
    <>
      {graph.groups.map(({ id, span }) => (
        <div key={id} class={`graph-group kind-${trace.spans[span].kind}`} style={at(layout.groups[id])} />
      ))}
      <svg
        key={`lines ${layout.bounds.x} ${layout.bounds.y} ${graph.edges.length}`}
        class={`graph-lines ${graph.edges.length > 60 ? 'many' : ''}`}
        aria-hidden="true"
      >
        {edges.map((props) => (
          <EdgeLine key={props.edge.id} {...props} />
        ))}
      </svg>
      <div role="tree" aria-label="Steps">
        {graph.nodes.map((node) => (
          <Node
            key={node.id}
            picture={shown}
            node={node}
            look={looks.node(node)}
            sources={sources.get(node.id)}
            mode={reading?.mode}
            isSelected={node.id === looks.selected}
            isCurrent={node.id === current}
          />
        ))}
      </div>
      <svg class="graph-lines graph-labels" aria-hidden="true">
        {labels.map((props) => (
          <EdgeLabel key={props.edge.id} {...props} />
        ))}
      </svg>
    </>
  );
}
