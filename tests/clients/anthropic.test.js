import { anthropic } from './cases/anthropic.js';
import { testAll } from './support/cases.js';

await testAll(anthropic);
