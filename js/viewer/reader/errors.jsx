import { addStyles } from '../styles/sheets.js';
import css from './errors.css';

addStyles(css);

/** An error and its causes, outermost first. @param {{ errors: import('../model.js').SpanDetail['errors'] }} props */
export function Errors({ errors }) {
  return (
    <ol class="errors">
      {errors.map(({ type, message, stack }, index) => (
        <li key={`${index} ${type}`}>
          <p>
            {index > 0 && <span class="muted">caused by </span>}
            <strong class="error">{type}</strong> {message}
          </p>
          {stack && (
            <details>
              <summary>Stack</summary>
              <pre>{stack}</pre>
            </details>
          )}
        </li>
      ))}
    </ol>
  );
}
