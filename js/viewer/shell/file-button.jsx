import { useRef } from 'preact/hooks';

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
      <button type="button" class="button" onClick={() => input.current?.click()}>
        Open files…
      </button>
      <input ref={input} type="file" multiple hidden onChange={onChange} aria-label="Files of OTLP" />
    </>
  );
}
