/** A declaration as plain data. */
export type Data = null | boolean | number | string | readonly Data[] | { readonly [key: string]: Data };

/** A declaration with one thing changed. */
export interface Mutation {
  /** What was done, and where: `alerts/Slow/for: "15m" → "16m"`. */
  readonly what: string;
  readonly declaration: Data;
}

const WORDS: readonly (readonly string[])[] = [
  ["page", "ticket", "info"],
  ["above", "below", "both"],
  ["http", "https"],
  ["psi", "ks"],
  ["keyword", "text", "long", "double"],
  ["timeseries", "stat", "gauge", "bar-gauge", "table", "state-timeline"],
  ["adaptive-z-score", "iqr", "modified-z-score", "grubbs"],
  ["rate", "increase"],
  ["averageOver", "maximumOver", "minimumOver", "average-over", "maximum-over"],
  [">", ">=", "<", "<=", "==", "!="],
];

/** Each leaf of a declaration changed in all ways that may still mean something, each property and element left out. */
export function* mutations(declaration: Data): Generator<Mutation> {
  yield* below(declaration, [], (data) => data);
}

function* below(data: Data, path: readonly (string | number)[], whole: (data: Data) => Data): Generator<Mutation> {
  const at = path.join("/");
  if (isList(data)) {
    for (const [index, element] of data.entries()) {
      const put = (other: readonly Data[]): Data =>
        whole([...data.slice(0, index), ...other, ...data.slice(index + 1)]);
      yield { what: `${at}/${index}: left out`, declaration: put([]) };
      yield* below(element, [...path, index], (other) => put([other]));
    }
  } else if (typeof data === "object" && data !== null) {
    for (const [key, value] of Object.entries(data)) {
      const { [key]: _gone, ...rest } = data;
      yield { what: `${at}/${key}: left out`, declaration: whole(rest) };
      yield { what: `${at}/${key}: renamed`, declaration: whole({ ...rest, [`${key}x`]: value }) };
      yield* below(value, [...path, key], (other) => whole({ ...data, [key]: other }));
    }
  } else {
    for (const other of others(data)) {
      yield { what: `${at}: ${JSON.stringify(data)} → ${JSON.stringify(other)}`, declaration: whole(other) };
    }
  }
}

function isList(data: Data): data is readonly Data[] {
  return Array.isArray(data);
}

function others(leaf: Data): readonly Data[] {
  if (typeof leaf === "boolean") return [!leaf];
  if (typeof leaf === "number") return [leaf + 1, leaf * 2, leaf / 2].filter((other) => other !== leaf);
  if (typeof leaf !== "string") return [];
  const family = WORDS.find((words) => words.includes(leaf));
  if (family !== undefined) return family.filter((word) => word !== leaf);
  // Each number in a text becomes another one; then a letter more, at the end and after the first word.
  const numbers = [...leaf.matchAll(/\d+/g)].slice(0, 4).map(({ index, 0: digits }) => {
    return leaf.slice(0, index) + String(Number(digits) + 1) + leaf.slice(index + digits.length);
  });
  return [...numbers, `${leaf}x`, leaf.replace(/^\w+/, "$&x")].filter((other) => other !== leaf);
}
