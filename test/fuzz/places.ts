/** Plain data of a declaration, which mutations change in place. */
export type Tree = unknown[] | { [key: string]: unknown };

/** Where something stands in a tree: its container and its key there. */
export interface Spot {
  readonly container: Tree;
  readonly key: string | number;
}

/** Whether something has parts. */
export function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null;
}

/** Every place of a tree, the root aside. */
export function spotsOf(root: Tree): readonly Spot[] {
  const spots: Spot[] = [];
  const waiting: Tree[] = [root];
  for (let container = waiting.pop(); container !== undefined; container = waiting.pop()) {
    for (const key of keysOf(container)) {
      spots.push({ container, key });
      const value = valueAt({ container, key });
      if (isTree(value)) waiting.push(value);
    }
  }
  return spots;
}

function keysOf(container: Tree): readonly (string | number)[] {
  return Array.isArray(container) ? container.map((_, index) => index) : Object.keys(container);
}

/** What stands at a place. */
export function valueAt({ container, key }: Spot): unknown {
  return Object.getOwnPropertyDescriptor(container, key)?.value;
}

/** Puts something at a place, under any key, `__proto__` included. */
export function put({ container, key }: Spot, value: unknown): void {
  Object.defineProperty(container, key, { value, configurable: true, enumerable: true, writable: true });
}

/** Takes a place out. */
export function remove({ container, key }: Spot): void {
  if (Array.isArray(container)) container.splice(Number(key), 1);
  else delete container[key];
}

/** A copy that shares nothing. */
export function copyOf<T>(value: T): T {
  return structuredClone(value);
}
