// fast-check with a fixed seed, so that what passed once passes again. `FC_SEED=random`, or another number, looks for more.
import fc from 'fast-check';

const { FC_SEED = '1' } = process.env;
if (FC_SEED !== 'random') fc.configureGlobal({ seed: Number(FC_SEED) });

export default fc;
