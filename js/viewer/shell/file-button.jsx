import { useRef } from 'preact/hooks';
import { Icon } from '../parts/icon.jsx';

/** @param {{ intake: import('../state/intake.js').Intake }} props */
export function FileButton({ intake }) {
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const onChange = () => {
    const { current } = input;
    if (!current) return;
    void intake.files(Array.from(current.files ?? []));
    current.value = '';
  };
  return (
    <>
      <button type="button" class="button" title="Open files of OTLP" onClick={() => input.current?.click()}>
        <Icon name="open" />
        <span class="label">Open files…</span>
      </button>
      <input ref={input} type="file" multiple hidden onChange={onChange} aria-label="Files of OTLP" />
    </>
  );
}
