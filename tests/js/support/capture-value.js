import { captureForLater } from '../../../js/capture/capture-value.js';

/** What is captured of a value, with its text. @param {unknown} value @param {number} maxBytes */
export function captureValue(value, maxBytes) {
  const snapshot = captureForLater(value, maxBytes);
  const text = snapshot?.toString();
  return snapshot && { text, json: snapshot.json, truncated: snapshot.isCut };
}
