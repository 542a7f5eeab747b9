// Takes the place of a core that cannot be loaded in Workers and on Vercel Edge. Their bundle holds the package's own module, compiled, so only the user's
// module can fail. The own one then exports the spans without links, and the bundle needs no other encoder.
import { loadCore } from './load.js';
import { CoreSession } from './session.js';

class UnlinkedSession extends CoreSession {
  stats() {
    const stats = super.stats();
    return { ...stats, unlinked: stats.ended, isReady: false };
  }
}

/** @param {import('../options/tracer-options.js').Settings['links']} links */
export const openSubstitute = async (links) => new UnlinkedSession(await loadCore(), { ...links, policy: 'off' });
