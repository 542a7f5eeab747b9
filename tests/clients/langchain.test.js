import { langchain } from './cases/langchain.js';
import { testAll } from './support/cases.js';

await testAll(langchain);
