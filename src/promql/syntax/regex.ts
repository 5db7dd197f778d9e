import { RE2JS } from "re2js";

type Compiled = { readonly matches: (value: string) => boolean } | { readonly reason: string };

const kept = new Map<string, Compiled>();
const mostKept = 2000;

/** A matcher's pattern as Prometheus means it: RE2, the whole value, the dot matching line ends too. */
export function compileRegex(pattern: string): Compiled {
  const known = kept.get(pattern);
  if (known) return known;
  if (kept.size >= mostKept) kept.clear();
  const compiled = compile(pattern);
  kept.set(pattern, compiled);
  return compiled;
}

function compile(pattern: string): Compiled {
  try {
    const regex = RE2JS.compile(`^(?s:${pattern})$`);
    return { matches: (value) => regex.test(value) };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}
