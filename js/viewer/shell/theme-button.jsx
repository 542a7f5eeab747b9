import { useSignal } from '@preact/signals';

const THEMES = [null, 'light', 'dark'];
const SIGNS = { light: '☀', dark: '☾' };

/** From the system's colours to light, dark and back. @param {{ host: HTMLElement }} props */
export function ThemeButton({ host }) {
  const theme = useSignal(/** @type {string | null} */ (host.getAttribute('theme')));
  const onClick = () => {
    const next = THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length];
    theme.value = next;
    if (next) host.setAttribute('theme', next);
    else host.removeAttribute('theme');
  };
  const name = theme.value ?? 'of the system';
  return (
    <button
      type="button"
      class="button icon"
      title={`Colours: ${name}`}
      aria-label={`Colours: ${name}`}
      onClick={onClick}
    >
      <span aria-hidden="true">{SIGNS[/** @type {keyof typeof SIGNS} */ (theme.value)] ?? '◐'}</span>
    </button>
  );
}
