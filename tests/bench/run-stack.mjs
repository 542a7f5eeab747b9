// `run-stack.mjs traced|untraced`: prints how deep a function that does nothing but call itself gets.
import { createTracer } from '../../js/index.js';

const { task } = createTracer({ onError() {} });

let depth = 0;
const deeper = () => {
  depth += 1;
  next();
};
const next = process.argv[2] === 'traced' ? task(deeper, { name: 'deeper' }) : deeper;

try {
  next();
} catch {
  console.log(depth);
}
process.exit();
