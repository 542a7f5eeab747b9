import { start as startSpanloom } from './spanloom.mjs';

export const start = (url) => startSpanloom(url, { format: 'json' });
