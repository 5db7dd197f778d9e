import { DEFAULT_TEMPLATES } from "./defaults.ts";
import type { Block, Defined, Name, Node, Operand, Pipe, Span } from "./tree.ts";
import { ELEMENTS, FIELDS, FUNCTIONS, type ValueType } from "./types.ts";

/** What is wrong in a template: a name that means nothing there. */
export interface TemplateProblem {
  readonly problem:
    | "unknown field"
    | "unknown template"
    | "unknown function"
    | "unknown variable"
    | "unknown label"
    | "unknown annotation";
  readonly name: string;
  /** What it is a field of, in words. */
  readonly of: string;
  readonly known: readonly string[];
  readonly span: Span;
  /** The template that it stands in; undefined outside of all. */
  readonly within: string | undefined;
}

/** What texts may ask for: templates that are defined, and the names of labels and annotations where they are known. */
export interface Known {
  readonly defined: ReadonlyMap<string, Pick<Defined, "body">>;
  readonly labels?: readonly string[];
  readonly annotations?: readonly string[];
}

/** What is wrong in a text that gets a notification's data, or nobody knows what, and in the templates that it calls, each once. */
export function checkTemplate(
  main: readonly Node[],
  known: Known,
  given: "data" | "unknown" = "data",
): readonly TemplateProblem[] {
  const checker = new Checker(known);
  checker.body(main, given, undefined);
  return checker.problems;
}

/** The names of all templates that texts call, directly or through others. */
export function calledBy(mains: readonly (readonly Node[])[], defined: Known["defined"]): ReadonlySet<string> {
  const called = new Set<string>();
  const visit = (nodes: readonly Node[]): void => {
    for (const node of nodes) {
      if ("body" in node) visit([...node.body, ...node.rest]);
      if (node.kind !== "template" || called.has(node.name)) continue;
      called.add(node.name);
      visit(defined.get(node.name)?.body ?? []);
    }
  };
  for (const main of mains) visit(main);
  return called;
}

type Variables = ReadonlyMap<string, ValueType>;

class Checker {
  readonly problems: TemplateProblem[] = [];
  readonly #known: Known;
  readonly #checked = new Set<string>();

  constructor(known: Known) {
    this.#known = known;
  }

  body(nodes: readonly Node[], dot: ValueType, within: string | undefined): void {
    const report: Report = (problem) => this.#report(problem);
    const body = new Body(this.#known, within, report, (name, type) => this.#call(name, type));
    body.nodes(nodes, dot, new Map([["$", dot]]));
  }

  #report(problem: TemplateProblem): void {
    const isTold = this.problems.some(
      ({ span, within }) => span.start === problem.span.start && within === problem.within,
    );
    if (!isTold) this.problems.push(problem);
  }

  #call(name: string, type: ValueType): void {
    const body = this.#known.defined.get(name)?.body;
    const key = `${type} ${name}`;
    if (body === undefined || this.#checked.has(key)) return;
    this.#checked.add(key);
    this.body(body, type, name);
  }
}

type Report = (problem: TemplateProblem) => void;
type Call = (name: string, type: ValueType) => void;

/** One template, for one type of what it is given. */
class Body {
  readonly #known: Known;
  readonly #within: string | undefined;
  readonly #report: Report;
  readonly #call: Call;

  constructor(known: Known, within: string | undefined, report: Report, call: Call) {
    this.#known = known;
    this.#within = within;
    this.#report = report;
    this.#call = call;
  }

  nodes(nodes: readonly Node[], dot: ValueType, outer: Variables): void {
    const variables = new Map(outer);
    for (const node of nodes) this.#node(node, dot, variables);
  }

  #node(node: Node, dot: ValueType, variables: Map<string, ValueType>): void {
    if (node.kind === "action") {
      const type = this.#pipe(node.pipe, dot, variables);
      for (const name of node.pipe.variables) variables.set(name, type);
    } else if (node.kind === "template") this.#template(node, dot, variables);
    else if (node.kind === "if" || node.kind === "with" || node.kind === "range") this.#block(node, dot, variables);
  }

  #template(node: Extract<Node, { readonly kind: "template" }>, dot: ValueType, variables: Variables): void {
    const type = node.pipe === undefined ? "nothing" : this.#pipe(node.pipe, dot, variables);
    const { defined } = this.#known;
    if (defined.has(node.name)) this.#call(node.name, type);
    else if (!DEFAULT_TEMPLATES.has(node.name)) {
      this.#tell("unknown template", { name: node.name, span: node.span }, "", [...defined.keys()]);
    }
  }

  #block({ kind, pipe, body, rest }: Block, dot: ValueType, outer: Variables): void {
    const type = this.#pipe(pipe, dot, outer);
    const element = ELEMENTS[type] ?? "unknown";
    const variables = new Map(outer);
    const values = kind === "range" ? (pipe.variables.length === 2 ? ["number" as const, element] : [element]) : [type];
    for (const [index, name] of pipe.variables.entries()) variables.set(name, values[index] ?? "unknown");
    this.nodes(body, kind === "if" ? dot : kind === "with" ? type : element, variables);
    this.nodes(rest, dot, outer);
  }

  #pipe({ commands }: Pipe, dot: ValueType, variables: Variables): ValueType {
    let type: ValueType = "unknown";
    for (const { operands } of commands) {
      const types = operands.map((operand) => this.#operand(operand, dot, variables));
      type = resultOf(operands[0], types);
    }
    return type;
  }

  #operand(operand: Operand, dot: ValueType, variables: Variables): ValueType {
    switch (operand.kind) {
      case "dot":
        return dot;
      case "nil":
        return "nothing";
      case "constant":
        return CONSTANTS[typeof operand.value] ?? "unknown";
      case "variable":
        return this.#variable(operand, variables);
      case "pipe":
        return this.#pipe(operand.pipe, dot, variables);
      case "function":
        return this.#function(operand);
      case "fields":
        return operand.names.reduce((type, name) => this.#field(type, name), this.#operand(operand.of, dot, variables));
    }
  }

  #variable({ name, span }: Extract<Operand, { readonly kind: "variable" }>, variables: Variables): ValueType {
    const type = variables.get(name);
    if (type === undefined) this.#tell("unknown variable", { name, span }, "", [...variables.keys()]);
    return type ?? "unknown";
  }

  #function({ name, span }: Extract<Operand, { readonly kind: "function" }>): ValueType {
    if (!Object.hasOwn(FUNCTIONS, name)) this.#tell("unknown function", { name, span }, "", Object.keys(FUNCTIONS));
    return FUNCTIONS[name] ?? "unknown";
  }

  #field(type: ValueType, name: Name): ValueType {
    const fields = FIELDS[type];
    if (type === "nothing") this.#tell("unknown field", name, "nothing, as the template is called without a value", []);
    if (fields === undefined) return "unknown";
    if (Object.hasOwn(fields, name.name)) return fields[name.name] ?? "unknown";
    if (type === "labels" || type === "annotations" || type === "map") return this.#key(type, name);
    this.#tell("unknown field", name, IN_WORDS[type] ?? type, Object.keys(fields));
    return "unknown";
  }

  #key(type: "labels" | "annotations" | "map", name: Name): ValueType {
    const known = type === "map" ? undefined : this.#known[type];
    if (known !== undefined && !known.includes(name.name)) {
      this.#tell(type === "labels" ? "unknown label" : "unknown annotation", name, "", known);
    }
    return "text";
  }

  #tell(problem: TemplateProblem["problem"], { name, span }: Name, of: string, known: readonly string[]): void {
    this.#report({ problem, name, of, known, span, within: this.#within });
  }
}

const CONSTANTS: Readonly<Record<string, ValueType>> = { string: "text", number: "number", boolean: "truth" };

const IN_WORDS: Readonly<Partial<Record<ValueType, string>>> = {
  data: "a notification",
  alerts: "the alerts",
  "alert list": "a list of alerts",
  alert: "an alert",
  pairs: "pairs",
  pair: "a pair",
  texts: "a list of texts",
  text: "a text",
  number: "a number",
  truth: "a truth value",
  time: "a time",
  duration: "a duration",
};

/** What a command gives: of a function that takes a list apart, or of its first operand. */
function resultOf(first: Operand | undefined, [type = "unknown", list = "unknown"]: readonly ValueType[]): ValueType {
  if (first?.kind !== "function") return type;
  if (first.name === "index") return ELEMENTS[list] ?? "unknown";
  return first.name === "slice" ? list : type;
}
