// Links: how they are found, and what they say.

export interface LinkOptions {
  /**
   * `flow` (default): few and true edges, each value to the one span it came from. `every-use`: every earlier use of a whole value.
   * `off`: no automatic links.
   */
  policy?: 'flow' | 'every-use' | 'off';
  /** Whether the same object, or one inside a value, is evidence. Default: true. */
  identity?: boolean;
  /** How far values are searched for known objects; `false` looks at whole values only. Default: depth 6, 256 nodes. */
  members?: boolean | { depth?: number; nodes?: number };
  /** `flow` only: whether an equal copy is evidence, also one that is JSON inside of a string. Default: true. */
  structure?: boolean;
  /** `flow` only: whether text that is found again is evidence. Default: true. */
  text?:
    | boolean
    | {
        /** Letters and digits, from 8 to 1,024, that two texts have to share in one piece. A shared piece of this length is always found; shorter ones where they are a whole string. Default: 40. */
        minLength?: number;
        /** Whether the places of shared text are exported, as `spanloom.from.ranges` and `spanloom.to.ranges`; never the text. Default: false. */
        ranges?: boolean;
      };
  /** Whether links carry `gen_ai.attribution.link_type`: `CAUSED_BY_GENERATION` from a model to a tool, else `INFORMED_BY`. Default: false. */
  attribution?: boolean;
  /** Values for which it returns true, and what is in them, take no part in linking. It sees arguments, results, items and their members. */
  ignore?(value: unknown): boolean;
  /** Traces remembered at once. Default: 1,024. */
  maxTraces?: number;
  /** Objects remembered per trace. Default: 1,048,576. */
  maxObjects?: number;
  /** Bytes of text remembered per trace; the oldest goes first. Default: 16 MiB. */
  maxTextBytes?: number;
}

/** A stretch of a string, in UTF-16 units: what `slice(start, end)` takes. */
export type TextRange = [start: number, end: number];

/**
 * A link as exporters get it. Automatic ones have the attributes `from`, `to`, `spanloom.via`, `spanloom.from.path`, `spanloom.to.path`;
 * those via text also `spanloom.overlap`, the share of this span's text that came from the other one, 0 to 1.
 */
export interface Link {
  traceId: string;
  spanId: string;
  attributes: Record<string, unknown>;
  /** Via text only: where it stands in the strings at `spanloom.from.path` and `spanloom.to.path`. It stays in the process unless `links.text.ranges` is set. */
  ranges?: { from: TextRange[]; to: TextRange[] };
}

/** Why a link is there. */
export interface Explanation {
  link: Link;
  /** Name of the earlier span if it is known, else its id. */
  from: string;
  /** In words: "input $[0] is the output of retrieve: the same object". */
  evidence: string;
  /** The link's, if it has any. */
  ranges: Link['ranges'];
}
