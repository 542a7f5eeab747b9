import { useSignal } from '@preact/signals';
import { copy } from '../parts/copy.js';
import { matching, textOfValue } from './values.js';

/** @typedef {import('../state/state.js').State} State */
/** @typedef {import('./values.js').Attribute} Attribute */

const MAX_SHOWN = 600;
const MAX_KEY = 300;
/** Of a span with thousands, the filter finds the others. */
const MAX_ROWS = 300;
/** Fewer are found by looking. */
const FILTER_FROM = 6;

/** @param {{ state: State, label: string, attributes: readonly Attribute[] }} props */
export function Attributes({ state, label, attributes }) {
  const filter = useSignal('');
  const shown = matching(attributes, filter.value);
  if (!attributes.length) return <p class="muted">None.</p>;
  return (
    <>
      {attributes.length >= FILTER_FROM && (
        <input
          class="filter"
          type="search"
          placeholder={`Filter ${attributes.length}…`}
          aria-label={`Filter ${label}`}
          value={filter.value}
          onInput={({ currentTarget }) => {
            filter.value = currentTarget.value;
          }}
        />
      )}
      <table aria-label={label}>
        <tbody>
          {shown.slice(0, MAX_ROWS).map(({ key, value }, index) => (
            <tr key={`${index} ${key}`}>
              <th scope="row">
                <Key text={key} />
              </th>
              <td>
                <Value state={state} name={key} text={textOfValue(value)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length > MAX_ROWS && <p class="muted">{shown.length - MAX_ROWS} more: filter them.</p>}
      {!shown.length && <p class="muted">No attribute has these words.</p>}
    </>
  );
}

/** Breaks between words. @param {{ text: string }} props */
const Key = ({ text }) =>
  (text.length > MAX_KEY ? `${text.slice(0, MAX_KEY)}…` : text)
    .split(/(?<=[._])/)
    .map((word, index) => [index > 0 && <wbr />, word]);

/** @param {{ state: State, name: string, text: string }} props */
function Value({ state, name, text }) {
  const cut = text.length > MAX_SHOWN;
  return (
    <button
      type="button"
      class="value"
      title="Copy the value"
      onClick={() => copy(text, state, `The value of ${name} was copied`)}
    >
      <span class="value-text">{cut ? `${text.slice(0, MAX_SHOWN)}…` : text || <span class="muted">empty</span>}</span>
      {cut && <span class="muted">{text.length.toLocaleString('en')} characters</span>}
    </button>
  );
}
