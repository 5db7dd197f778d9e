import { APPLY, elementsOf, isTrue, textOf, Unrendered } from "./functions.ts";
import type { Block, Command, Defined, Node, Operand, Pipe } from "./tree.ts";
import { Alerts, Duration, KeyValues, type Struct, Time, type Value } from "./values.ts";

/**
 * The text of a template for a notification, as Alertmanager's text templates give it. Throws an `Unrendered` for what
 * the templates of this package don't use.
 */
export function render(
  main: readonly Node[],
  defined: ReadonlyMap<string, Pick<Defined, "body">>,
  data: Struct,
): string {
  const renderer = new Renderer(defined);
  renderer.body(main, data, new Map([["$", data]]));
  return renderer.text;
}

type Variables = Map<string, Value>;

class Renderer {
  text = "";
  readonly #defined: ReadonlyMap<string, Pick<Defined, "body">>;

  constructor(defined: ReadonlyMap<string, Pick<Defined, "body">>) {
    this.#defined = defined;
  }

  body(nodes: readonly Node[], dot: Value, outer: Variables): void {
    const variables = new Map(outer);
    for (const node of nodes) this.#node(node, dot, variables);
  }

  #node(node: Node, dot: Value, variables: Variables): void {
    switch (node.kind) {
      case "text":
        this.text += node.text;
        break;
      case "action":
        this.#action(node.pipe, dot, variables);
        break;
      case "template":
        this.#template(node, dot, variables);
        break;
      case "range":
        this.#range(node, dot, variables);
        break;
      case "if":
      case "with":
        this.#condition(node, dot, variables);
        break;
      default:
        throw new Unrendered(node.kind);
    }
  }

  #action(pipe: Pipe, dot: Value, variables: Variables): void {
    if (pipe.isAssignment) throw new Unrendered("an assignment");
    const value = this.#pipe(pipe, dot, variables);
    if (pipe.variables.length === 0) this.text += textOf(value);
    for (const name of pipe.variables) variables.set(name, value);
  }

  #template({ name, pipe }: Extract<Node, { readonly kind: "template" }>, dot: Value, variables: Variables): void {
    const body = this.#defined.get(name)?.body;
    if (body === undefined) throw new Unrendered(`the template ${name}`);
    const value = pipe === undefined ? undefined : this.#pipe(pipe, dot, variables);
    this.body(body, value, new Map([["$", value]]));
  }

  #range({ pipe, body, rest }: Block, dot: Value, outer: Variables): void {
    const elements = elementsOf(this.#pipe(pipe, dot, outer));
    if (elements.length === 0) this.body(rest, dot, outer);
    for (const [index, element] of elements.entries()) {
      const names = pipe.variables;
      const values = names.length === 2 ? [index, element] : [element];
      this.body(body, element, new Map([...outer, ...names.map((name, at) => [name, values[at]] as const)]));
    }
  }

  #condition({ kind, pipe, body, rest }: Block, dot: Value, outer: Variables): void {
    const value = this.#pipe(pipe, dot, outer);
    const variables = new Map([...outer, ...pipe.variables.map((name) => [name, value] as const)]);
    if (isTrue(value)) this.body(body, kind === "with" ? value : dot, variables);
    else this.body(rest, dot, outer);
  }

  #pipe({ commands }: Pipe, dot: Value, variables: Variables): Value {
    const [first, ...others] = commands;
    if (first === undefined) return undefined;
    return others.reduce(
      (value, command) => this.#command(command, dot, variables, [value]),
      this.#command(first, dot, variables, []),
    );
  }

  #command({ operands }: Command, dot: Value, variables: Variables, last: readonly Value[]): Value {
    const [first, ...rest] = operands;
    if (first === undefined) return last[0];
    if (first.kind === "function") return this.#apply(first.name, rest, dot, variables, last);
    const args = [...rest.map((operand) => this.#operand(operand, dot, variables)), ...last];
    return args.length === 0 ? this.#operand(first, dot, variables) : this.#method(first, args, dot, variables);
  }

  #apply(name: string, operands: readonly Operand[], dot: Value, variables: Variables, last: readonly Value[]): Value {
    if (name === "and" || name === "or") {
      let value: Value;
      for (const operand of operands) {
        value = this.#operand(operand, dot, variables);
        if (isTrue(value) === (name === "or")) return value;
      }
      return last.length > 0 ? last[0] : value;
    }
    const apply = APPLY[name];
    if (apply === undefined) throw new Unrendered(`the function ${name}`);
    return apply([...operands.map((operand) => this.#operand(operand, dot, variables)), ...last]);
  }

  #operand(operand: Operand, dot: Value, variables: Variables): Value {
    switch (operand.kind) {
      case "dot":
        return dot;
      case "nil":
        return undefined;
      case "constant":
        return operand.value;
      case "variable":
        return variables.get(operand.name);
      case "pipe":
        return this.#pipe(operand.pipe, dot, variables);
      case "function":
        return this.#apply(operand.name, [], dot, variables, []);
      case "fields":
        return operand.names.reduce(
          (value, { name }) => field(value, name, []),
          this.#operand(operand.of, dot, variables),
        );
    }
  }

  /** The last of some fields is a method with arguments. */
  #method(operand: Operand, args: readonly Value[], dot: Value, variables: Variables): Value {
    if (operand.kind !== "fields") throw new Unrendered("arguments of a value");
    const before = operand.names.slice(0, -1);
    const of = before.reduce((value, { name }) => field(value, name, []), this.#operand(operand.of, dot, variables));
    return field(of, operand.names.at(-1)?.name ?? "", args);
  }
}

function field(value: Value, name: string, args: readonly Value[]): Value {
  if (value instanceof KeyValues) return ofKeyValues(value, name, args);
  if (value instanceof Time || value instanceof Duration) return ofTime(value, name, args);
  if (value instanceof Alerts) return value.of(name === "Firing" ? "firing" : "resolved");
  if (typeof value === "object" && !Array.isArray(value) && name in value) return Reflect.get(value, name);
  throw new Unrendered(`the field ${name}`);
}

function ofKeyValues(value: KeyValues, name: string, [names]: readonly Value[]): Value {
  if (name === "SortedPairs") return value.names().map((one) => ({ Name: one, Value: value.get(one) }));
  if (name === "Remove" && Array.isArray(names)) return value.without(names);
  return name === "Names" ? value.names() : value.get(name);
}

function ofTime(value: Time | Duration, name: string, [argument]: readonly Value[]): Value {
  if (value instanceof Duration && name === "Round" && typeof argument === "number") {
    return value.round(new Duration(argument / 1e6));
  }
  if (value instanceof Time) {
    if (name === "UTC") return value;
    if (name === "Format") return value.format(textOf(argument));
    if (name === "Sub" && argument instanceof Time) return new Duration(value.epoch - argument.epoch);
  }
  throw new Unrendered(`the method ${name}`);
}
