/** What the doctor says of one thing: it is there, it would be good to have, or a build needs it. */
export interface Looked {
  readonly name: string;
  /** `advice`: a build works without; `missing`: it doesn't. */
  readonly state: "ok" | "advice" | "missing";
  /** What is there: a version, a place, a number; never the value of an environment variable. */
  readonly found: string;
  /** Why it matters. */
  readonly why: string;
  /** What to type or do; nothing where all is well. */
  readonly fix?: string;
}

/** It is there. */
export function fine(name: string, found: string, why: string): Looked {
  return { name, state: "ok", found, why };
}

/** It isn't, and a build works all the same. */
export function advice(name: string, found: string, why: string, fix: string): Looked {
  return { name, state: "advice", found, why, fix };
}

/** It isn't, and no build works. */
export function missing(name: string, found: string, why: string, fix: string): Looked {
  return { name, state: "missing", found, why, fix };
}
