import { openai } from './cases/openai.js';
import { testAll } from './support/cases.js';

await testAll(openai);
