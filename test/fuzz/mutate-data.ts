import { HOSTILE_NUMBERS, HOSTILE_TEXTS, PROTOTYPE_KEYS } from "./hostile.ts";
import { mutatedPromql } from "./mutate-promql.ts";
import { copyOf, isTree, put, remove, type Spot, spotsOf, type Tree, valueAt } from "./places.ts";
import type { Random } from "./random.ts";
import { editCharacters } from "./tokens.ts";

type Mutate = (spot: Spot, random: Random, all: readonly Spot[]) => void;

const MANY = [2, 20, 300] as const;
const DEEP = [3, 30, 63, 64, 65, 200] as const;

/** What is done to a place of a declaration, and how often. */
const MUTATIONS: readonly (readonly [weight: number, mutate: Mutate])[] = [
  [4, (spot) => remove(spot)],
  [2, (spot, random) => put(otherKey(spot, random), copyOf(valueAt(spot)))],
  [2, swapped],
  [2, (spot, random, all) => put(spot, copyOf(valueAt(random.pick(all) ?? spot)))],
  [2, (spot, random) => put(spot, retyped(valueAt(spot), random))],
  [3, (spot, random) => put(spot, random.pick(HOSTILE_TEXTS))],
  [3, (spot, random) => put(spot, random.pick(HOSTILE_NUMBERS))],
  [2, renamed],
  [1, (spot, random) => put({ ...spot, key: keyFor(spot, random.pick(PROTOTYPE_KEYS)) }, copyOf(valueAt(spot)))],
  [3, referenceElsewhere],
  [1, repeated],
  [1, (spot, random) => put(spot, nested(valueAt(spot), random))],
  [4, (spot, random) => edited(spot, random)],
  [5, otherNumbers],
  [4, swappedInKind],
];

/** Changes some places of a declaration, each in one way. */
export function mutateData(root: Tree, random: Random): void {
  for (let edits = random.pick([1, 1, 1, 1, 1, 1, 2, 2, 3, 5]); edits > 0; edits--) {
    const all = spotsOf(root);
    const spot = random.pick(all);
    if (spot !== undefined) random.weighted(MUTATIONS)(spot, random, all);
  }
}

/** Changes some of the expressions of a declaration. */
export function mutateExpressions(root: Tree, random: Random): void {
  const expressions = spotsOf(root).filter((spot) => isExpression(spot));
  if (expressions.length === 0) mutateData(root, random);
  for (let edits = random.pick([1, 1, 1, 2, 4]); edits > 0; edits--) {
    const spot = random.pick(expressions);
    if (spot !== undefined) put(spot, mutatedPromql(String(valueAt(spot)), random));
  }
}

const EXPRESSION_KEYS = new Set([
  "when",
  "expr",
  "errors",
  "total",
  "of",
  "events",
  "watch",
  "show",
  "requests",
  "latency",
]);

function isExpression(spot: Spot): boolean {
  return EXPRESSION_KEYS.has(String(spot.key)) && typeof valueAt(spot) === "string";
}

function keyFor({ container, key }: Spot, name: string): string | number {
  return Array.isArray(container) ? key : name;
}

function otherKey(spot: Spot, random: Random): Spot {
  const { container, key } = spot;
  if (Array.isArray(container)) return { container, key: container.length };
  return { container, key: editCharacters(String(key), random) };
}

function swapped(spot: Spot, random: Random, all: readonly Spot[]): void {
  const other = random.pick(all) ?? spot;
  const [mine, theirs] = [copyOf(valueAt(spot)), copyOf(valueAt(other))];
  put(spot, theirs);
  put(other, mine);
}

// Among values of the same key: what may be sound in another place, too.
function swappedInKind(spot: Spot, random: Random, all: readonly Spot[]): void {
  const alike = all.filter(({ key }) => key === spot.key && !isTree(valueAt(spot)));
  swapped(spot, random, alike);
}

function otherNumbers(_: Spot, random: Random, all: readonly Spot[]): void {
  const numbers = all.filter(
    (one) => typeof valueAt(one) === "number" || /^[\d.]+[%a-zA-Z/]*$/.test(plainText(valueAt(one))),
  );
  const spot = random.pick(numbers);
  if (spot === undefined) return;
  const value = valueAt(spot);
  put(
    spot,
    typeof value === "number" ? value * random.pick([0.5, 2, 3, 10]) : withOtherNumbers(plainText(value), random),
  );
}

function renamed(spot: Spot, random: Random, all: readonly Spot[]): void {
  if (Array.isArray(spot.container)) return;
  const value = valueAt(spot);
  const names = [editCharacters(String(spot.key), random), random.pick(HOSTILE_TEXTS), String(random.pick(all)?.key)];
  remove(spot);
  put({ ...spot, key: random.pick(names) ?? "" }, value);
}

function referenceElsewhere(spot: Spot, random: Random, all: readonly Spot[]): void {
  const texts = all.filter((one) => typeof valueAt(one) === "string");
  const target = random.pick(texts) ?? spot;
  const other = random.pick(all) ?? spot;
  put(target, random.once(2) ? String(other.key) : (valueAt(random.pick(texts) ?? other) ?? ""));
}

function repeated(spot: Spot, random: Random): void {
  const value = valueAt(spot);
  const many = random.pick(MANY);
  if (Array.isArray(spot.container)) {
    for (let i = 0; i < many; i++) spot.container.push(copyOf(value));
  } else {
    for (let i = 0; i < many; i++) put({ ...spot, key: `${spot.key}${i}` }, copyOf(value));
  }
}

function nested(value: unknown, random: Random): unknown {
  let inside = value;
  for (let depth = random.pick(DEEP); depth > 0; depth--) inside = random.once(2) ? [inside] : { noise: inside };
  return inside;
}

function retyped(value: unknown, random: Random): unknown {
  if (typeof value === "string" && random.once(3) && value !== "" && Number.isFinite(Number(value)))
    return Number(value);
  if (typeof value === "number" && random.once(3)) return plainText(value);
  return random.pick<unknown>([
    null,
    true,
    false,
    [],
    {},
    [value],
    { value },
    [value, value],
    plainText(value),
    [[]],
    { "": value },
  ]);
}

function edited(spot: Spot, random: Random): void {
  const value = valueAt(spot);
  if (typeof value === "string")
    put(spot, random.once(3) ? withOtherNumbers(value, random) : editCharacters(value, random));
  else if (typeof value === "number") put(spot, value * random.pick([-1, 0, 0.1, 2, 10, 1000, 1e9]));
  else if (isTree(value)) put(spot, Array.isArray(value) ? value.toReversed() : Object.values(value));
  else put(spot, !value);
}

// Of a record that has a key called toString, `String` asks what it can't answer.
function plainText(value: unknown): string {
  return isTree(value) ? JSON.stringify(value).slice(0, 100) : String(value);
}

function withOtherNumbers(text: string, random: Random): string {
  return text.replace(/\d+/g, () =>
    random.pick(["0", "1", "2", "7", "15", "60", "99", "1000", "100000", "9999999999"]),
  );
}
