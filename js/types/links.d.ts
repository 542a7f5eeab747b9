// Links: how they are found, and what they say.
import type { Callback } from './callback.js';

export interface LinkOptions {
  /**
   * `flow` (default): few and true edges, each value to the one span it came from. `every-use`: every earlier use of a whole value.
   * `off`: no automatic links.
   */
  policy?: 'flow' | 'every-use' | 'off' | undefined;
  /** Whether the same object, or one inside a value, is evidence. Default: true. */
  identity?: boolean | undefined;
  /** How far values are searched for known objects; `false` looks at whole values only. Default: depth 6, 256 nodes. */
  members?: boolean | { depth?: number | undefined; nodes?: number | undefined } | undefined;
  /** `flow` only: whether an equal copy is evidence, also one that is JSON inside of a string. Default: true. */
  structure?: boolean | undefined;
  /** `flow` only: whether text that is found again is evidence. Default: true. */
  text?:
    | boolean
    | {
        /** Letters and digits, from 8 to 1,024, that two texts have to share in one piece. A shared piece of this length is always found; shorter ones where they are a whole string. Default: 40. */
        minLength?: number | undefined;
        /** Whether the places of shared text are exported, as `spanloom.from.ranges` and `spanloom.to.ranges`; never the text. Default: false. */
        ranges?: boolean | undefined;
      }
    | undefined;
  /** Whether links carry `gen_ai.attribution.link_type`: `CAUSED_BY_GENERATION` from a model to a tool, else `INFORMED_BY`. Default: false. */
  attribution?: boolean | undefined;
  /** Values for which it returns true, and what is in them, take no part in linking. It sees arguments, results, items and their members. */
  ignore?: Callback<[value: unknown], boolean> | undefined;
  /** Traces remembered at once. Default: 1,024. */
  maxTraces?: number | undefined;
  /** Objects remembered per trace. Default: 1,048,576. */
  maxObjects?: number | undefined;
  /** Bytes of text remembered per trace; the oldest goes first. Default: 16 MiB. */
  maxTextBytes?: number | undefined;
}

/** A stretch of a string, in UTF-16 units: what `slice(start, end)` takes. */
export type TextRange = [start: number, end: number];

/** Where something stands in a side of a span. */
export interface LinkPlace {
  /** As `$` or `$[0].docs[2]`. */
  path: string;
  /** Of the string that stands there; without it all that stands there is meant. */
  range?: TextRange | undefined;
}

/** Something that came from the earlier span: where it stands in that one, and in this one. */
export interface LinkPiece {
  from: LinkPlace;
  to: LinkPlace;
}

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
  /** What the link stands on, 16 pieces at most, wherever they stand. It stays in the process. */
  pieces?: LinkPiece[] | undefined;
}

/** Why a link is there. */
export interface Explanation {
  link: Link;
  /** Name of the earlier span if it is known, with its number where several have that name (`chat (2)`, in order of start); else its id. */
  from: string;
  /** In words: "input $[0] is the output of retrieve: the same object". */
  evidence: string;
  /** The link's, if it has any. */
  pieces: LinkPiece[];
  /** The link's, if it has any. */
  ranges: Link['ranges'];
}
