// The entry point of spanloom/viewer.
import { SpanloomTrace } from './element.jsx';

export { SpanloomTrace };

// A server that renders the page has no elements, and another copy of the package may have defined it.
if (typeof customElements !== 'undefined' && !customElements.get('spanloom-trace'))
  customElements.define('spanloom-trace', SpanloomTrace);
