import { startWith } from './spanloom.js';

export const start = () => startWith({ awaitHook: false });
