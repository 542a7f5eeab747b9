// What pages made with React have in common.
import { createElement, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

/**
 * Shows a component, in strict mode, until what is returned is called.
 * @param {any} component @param {any} [props]
 */
export function show(component, props) {
  const place = document.createElement('div');
  document.body.append(place);
  const root = createRoot(place);
  root.render(createElement(StrictMode, null, createElement(component, props)));
  return {
    place,
    async leave(settle) {
      root.unmount();
      await settle();
      place.remove();
    },
  };
}
