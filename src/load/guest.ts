/** The module name under which a tenant's bundle runs; stacks name it. */
export const TENANT_MODULE = "tenant.js";

/** Where an export, rather than the whole file, is what the guest hands back. */
export const ENTRY_MODULE = "entry.js";

/** The property under which the guest hands over what JSON has no form for. */
export const UNREPRESENTABLE = "$unrepresentable";

/** Deepest nesting of a declaration. */
export const MOST_DEPTH = 150;

/**
 * Runs inside QuickJS before anything of the tenant: takes away what differs from run to run (random numbers, what the
 * garbage collector shows) and code from text, freezes what all code shares, then imports the tenant and hands its
 * default export over as JSON.
 *
 * JSON.stringify is ten times as fast as code of our own; that is used where JSON has no form for something.
 * `$host` comes from the host and is gone when the tenant's code begins. Where asked for, `$probe(receiver)` notes the
 * names of the receiver's properties, methods with `()`, and returns it.
 */
export const GUEST = `"use strict";
(() => {
  const { settle, mostLength, mostDepth, probing } = globalThis.$host;
  delete globalThis.$host;
  const stringify = JSON.stringify, isArray = Array.isArray, isFinite = Number.isFinite;
  const keysOf = Object.keys, ownKeys = Reflect.ownKeys, describe = Reflect.getOwnPropertyDescriptor;
  const define = Object.defineProperty, prototypeOf = Object.getPrototypeOf;

  const refuse = (message) => { const error = new TypeError(message); error.name = "Refused"; throw error; };
  for (const make of [function () {}, async function () {}, function* () {}, async function* () {}]) {
    const refusal = function () { return refuse("Function"); };
    define(prototypeOf(make), "constructor", { value: refusal });
    if (prototypeOf(make) === Function.prototype) {
      define(refusal, "prototype", { value: Function.prototype });
      globalThis.Function = refusal;
    }
  }
  globalThis.eval = () => refuse("eval");
  Math.random = () => refuse("Math.random");
  for (const name of ["performance", "WeakRef", "FinalizationRegistry", "SharedArrayBuffer", "Atomics"]) delete globalThis[name];

  const probe = { names: undefined };
  if (probing) {
    define(globalThis, "$probe", { value: (receiver) => {
      const names = [];
      if (receiver === undefined || receiver === null) probe.names = String(receiver);
      else {
        for (let at = Object(receiver), depth = 0; at !== null && at !== Object.prototype && at !== Function.prototype && depth < 8; at = prototypeOf(at), depth++)
          for (const key of ownKeys(at)) {
            if (typeof key === "string" && names.length < 500) names.push(typeof describe(at, key)?.value === "function" ? key + "()" : key);
          }
        probe.names = names;
      }
      return receiver;
    } });
  }

  const exotic = [[RegExp, "a regular expression"], [Promise, "a promise"], [Map, "a Map"], [Set, "a Set"],
    [WeakMap, "a WeakMap"], [WeakSet, "a WeakSet"], [ArrayBuffer, "an ArrayBuffer"], [Error, "an error"]];
  for (const [kind, name] of [...exotic, [Function, "a function"], [BigInt, "a BigInt"]])
    define(kind.prototype, "toJSON", { value: () => ({ $unrepresentable: name }) });
  const other = (what) => '{"$unrepresentable":' + stringify(what) + "}";
  const scalar = (value) => {
    switch (typeof value) {
      case "string": return stringify(value);
      case "number": return isFinite(value) ? stringify(value) : other(String(value));
      case "boolean": return value ? "true" : "false";
      case "undefined": return other("undefined");
      case "function": return other("a function");
      case "symbol": return other("a symbol");
      case "bigint": return other("a BigInt");
    }
    return "null";
  };

  // Depth first with a stack of its own: the engine's would be too small for deep declarations.
  const encode = (root) => {
    const pieces = [], open = [], ancestors = new Set();
    let length = 0;
    const put = (text) => { pieces.push(text); length += text.length; if (length > mostLength) throw mostLength; };
    const enter = (given) => {
      let value = given;
      if (value !== null && typeof value === "object" && typeof value.toJSON === "function") value = value.toJSON();
      if (value === null || typeof value !== "object") return put(scalar(value));
      if (ancestors.has(value)) return put(other("cycle"));
      if (open.length >= mostDepth) return put(other("depth"));
      ancestors.add(value);
      const list = isArray(value);
      put(list ? "[" : "{");
      open.push({ value, list, keys: list ? undefined : keysOf(value), count: list ? value.length : 0, next: 0, first: true });
    };
    enter(root);
    while (open.length > 0) {
      const at = open[open.length - 1];
      if (at.next >= (at.list ? at.count : at.keys.length)) {
        put(at.list ? "]" : "}");
        ancestors.delete(at.value);
        open.pop();
        continue;
      }
      const key = at.list ? at.next : at.keys[at.next];
      at.next++;
      const value = at.value[key];
      if (at.list) {
        if (at.first) at.first = false; else put(",");
        enter(value);
      } else if (value !== undefined) {
        put((at.first ? "" : ",") + stringify(key) + ":");
        at.first = false;
        enter(value);
      }
    }
    return pieces.join("");
  };

  const written = (root) => {
    let json;
    try { json = stringify(root); } catch {}
    const isPlain = typeof json === "string" && !json.includes("$unrepresentable")
      && !json.includes(":null") && !json.includes("[null") && !json.includes(",null");
    if (!isPlain) return encode(root);
    if (json.length > mostLength) throw mostLength;
    return json;
  };

  const text = (value, most) => { try { return String(value).slice(0, most); } catch { return ""; } };
  const told = (error) => {
    if (error === mostLength) return { large: true };
    const report = { thrown: { type: typeof error, name: "", message: "", stack: "" }, probe: probe.names };
    try {
      if ((typeof error === "object" && error !== null) || typeof error === "function") {
        report.thrown.stack = text(error.stack, 20000);
        report.thrown.name = text(error.name, 100);
        report.thrown.message = text(error.message, 2000);
      } else report.thrown.message = text(error, 2000);
    } catch {}
    return report;
  };

  // Assigning to what is frozen on a prototype would fail in objects that only inherit it: setters define it there.
  const assignable = (prototype, keys) => {
    for (const key of keys) {
      const found = describe(prototype, key);
      if (found === undefined || !("value" in found)) continue;
      const value = found.value;
      define(prototype, key, { configurable: false, enumerable: false, get: () => value, set: function (next) {
        if (this === prototype) throw new TypeError("'" + String(key) + "' is read-only");
        define(this, key, { value: next, writable: true, enumerable: true, configurable: true });
      } });
    }
  };
  assignable(Object.prototype, ownKeys(Object.prototype).filter((key) => key !== "__proto__"));
  for (const kind of [Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError])
    assignable(kind.prototype, ["name", "message", "toString"]);

  const seen = new Set();
  const freeze = (value) => {
    if (value === null || (typeof value !== "object" && typeof value !== "function") || seen.has(value)) return;
    seen.add(value);
    if (value !== globalThis) Object.freeze(value);
    freeze(prototypeOf(value));
    for (const key of ownKeys(value)) {
      const property = describe(value, key);
      if ("value" in property) freeze(property.value);
      else { freeze(property.get); freeze(property.set); }
    }
  };
  freeze(globalThis);
  freeze(prototypeOf(function* () {})); freeze(prototypeOf(async function* () {})); freeze(prototypeOf(async function () {}));
  for (const iterator of [[][Symbol.iterator](), new Map()[Symbol.iterator](), new Set()[Symbol.iterator](), ""[Symbol.iterator](), "".matchAll(/x/g)])
    freeze(prototypeOf(iterator));
  for (const key of ownKeys(globalThis)) {
    const property = describe(globalThis, key);
    if (property.configurable) define(globalThis, key, { writable: false, configurable: false });
  }

  return () => import("entry.js").then(
    ({ tenant }) => {
      try { return settle('{"exports":' + stringify(keysOf(tenant)) + ',"value":' + written(tenant.default) + "}"); }
      catch (error) { return settle(stringify(told(error))); }
    },
    (error) => settle(stringify(told(error))),
  );
})()`;
