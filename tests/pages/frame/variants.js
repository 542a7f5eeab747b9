// When the tracer is made, if at all, and how.

/** @type {Record<string, { at?: 'library' | 'stores' | 'play', options?: object }>} */
export const VARIANTS = {
  bare: {},
  'bare again': {},
  'traced before the library is loaded': { at: 'library' },
  'traced before the stores are made': { at: 'stores' },
  'traced after the stores were made': { at: 'play' },
  'traced without capture': { at: 'stores', options: { capture: false } },
};
