import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseSync, Visitor } from "oxc-parser";
import { BY_HAND, type Chapter, chapters, EXPRESSIONS, type Shown } from "./chapters.ts";
import { type Declaration, declarationsOf, exportedNames, type Method, type Property } from "./declarations.ts";
import { expressions } from "./expressions.ts";
import { code, table } from "./markdown.ts";
import { promqlOf } from "./promql.ts";
import { sourceExample } from "./source-example.ts";

const INTRODUCTION = `# The TypeScript DSL

Everything that \`import { … } from "monitorgen"\` gives. A tenant is a folder under \`tenants/\` whose \`tenant.ts\` exports
a [\`tenant\`](#tenant) by default; split it over as many files of the folder as you like. YAML says the same with other
words: [yaml.md](yaml.md).

Nothing here reads a file, asks the network or throws. A declaration only records what you wrote and where; \`monitorgen build\`
judges all of it at once. Your editor knows the labels of every metric, so most mistakes are underlined while you type;
\`build\` finds the same ones without a compiler. Tenant code runs in a sandbox without \`Date\`, \`Math.random\`, files or
network: the same declaration always gives the same output.

Values carry their unit, as text: durations (\`"30s"\`, \`"5m"\`, \`"1h30m"\`, \`"30d"\`), ratios (\`"99.9%"\`), sizes (\`"512MiB"\`,
\`"20MB"\`), rates (\`"5/s"\`, \`"20/min"\`, \`"20MB/s"\`), numbers with your own unit (\`"10 EUR"\`).

Options marked with \\* must be given. This page is made from the sources by \`npm run reference\`.
`;

/** The reference of the DSL, made from its sources, with examples out of the tenants of this repository. */
export function dslPage(root: string): string {
  const files = [...globSync("src/dsl/*.ts", { cwd: root }), "src/promql/build/vector.ts", "src/values/types.ts"];
  const sources = files.filter((file) => !/\.test(-d)?\.ts$/.test(file)).sort();
  const declarations = declarationsOf(sources.map((file) => pathToFileURL(join(root, file))));
  const page = new Page(root, declarations);
  const exported = exportedNames(pathToFileURL(join(root, "src/dsl/index.ts")));
  const body = [...chapters.map((chapter) => page.chapter(chapter)), page.expressions(), page.types(exported)];
  page.expectWhole(exported);
  return [INTRODUCTION, contents(), ...body].join("\n");
}

function contents(): string {
  const titles = [...chapters.map(({ title }) => title), "Expressions", "Types"];
  return `${titles
    .map(
      (title) =>
        `- [${title}](#${title
          .toLowerCase()
          .replaceAll(/[^a-z ]/g, "")
          .replaceAll(" ", "-")})`,
    )
    .join("\n")}\n`;
}

class Page {
  readonly #root: string;
  readonly #all: ReadonlyMap<string, Declaration>;
  readonly #told = new Set<string>();
  readonly #examples = new Map<string, string>();

  constructor(root: string, all: ReadonlyMap<string, Declaration>) {
    this.#root = root;
    this.#all = all;
  }

  chapter({ title, text, exports }: Chapter): string {
    return `## ${title}\n\n${text}\n\n${exports.map((one) => this.#export(one)).join("\n")}`;
  }

  expressions(): string {
    const sources = exampleSources(join(this.#root, "scripts/reference/expressions.ts"));
    const classes = EXPRESSIONS.map((name) => {
      const { doc, methods, inherits } = this.#declared(name);
      const also = inherits.map(({ from }) => from).filter((from) => from !== "Scraped");
      const remark =
        also.length > 0
          ? ` Has the methods of ${also.map((from) => `[${from}](#${from.toLowerCase()})`).join(" and ")}, too.`
          : "";
      const own =
        name === "Counter" || name === "Histogram" ? [...methods, ...this.#declared("Scraped").methods] : methods;
      const rows = own.map((method) => [
        code(withoutTypes(method)),
        method.doc,
        ...example(`${name}.${method.name}`, sources),
      ]);
      return `### ${name}\n\n${doc}${remark}\n\n${table(["Method", "What it gives", "For example", "PromQL"], rows)}`;
    });
    const byHand = BY_HAND.map((name) => {
      const { doc, signature } = this.#declared(name);
      const [shown = "", becomes = ""] = example(name, sources);
      return `### ${name}\n\n${doc}\n\n${block(signature)}\n${table(["For example", "PromQL"], [[shown, becomes]])}`;
    });
    const text =
      "Metrics have methods that make vectors, vectors have methods that compare them, and a comparison is a condition. " +
      "The examples read the metrics `requests` (a counter), `latency` (a histogram) and `memory` (a gauge of bytes); " +
      '`rate`, `errors` and `used` are `requests.rate("5m").by("service")`, the same of failed requests, and `memory.by("host")`. ' +
      "The matcher of the tenant is added afterwards.";
    return `## Expressions\n\n${text}\n\n${[...classes, ...byHand].join("\n")}`;
  }

  types(exported: readonly string[]): string {
    const rest = exported.filter((name) => !this.#told.has(name));
    const rows = rest.map((name) => {
      const { doc, kind, signature } = this.#declared(name);
      return [code(name), doc, kind === "type" ? code(signature) : ""];
    });
    return `## Types\n\nThe types that the functions above take and give, for helpers of your own.\n\n${table(["Type", "What it is", "Definition"], rows)}`;
  }

  expectWhole(exported: readonly string[]): void {
    const silent = exported.filter((name) => this.#declared(name).doc === "");
    if (silent.length > 0) throw new Error(`exported without a sentence: ${silent.join(", ")}`);
    const missing = exported.filter((name) => !this.#told.has(name));
    if (missing.length > 0) throw new Error(`docs/dsl.md leaves out ${missing.join(", ")}`);
  }

  #export({ name, example: from }: Shown): string {
    const { doc, signature, methods } = this.#declared(name);
    const shown = from === undefined ? "" : this.#example(from);
    const forms =
      methods.length > 0
        ? methods.map((method) => `${method.doc === "" ? "" : `// ${method.doc}\n`}${method.signature}`).join("\n")
        : signature;
    const text = forms === "" ? "" : `${block(forms)}\n`;
    return `### ${name}\n\n${doc}\n\n${text}${this.#options(forms)}${shown}`;
  }

  #example({ file, constant }: NonNullable<Shown["example"]>): string {
    const key = `${file}#${constant}`;
    const earlier = this.#examples.get(key);
    if (earlier !== undefined) return `The example of ${earlier} shows it.\n`;
    this.#examples.set(key, [...this.#told].at(-1) ?? "");
    return `[${file}](../${file}):\n\n${block(sourceExample(this.#root, file, constant))}`;
  }

  #options(signature: string): string {
    const named = [...new Set([...signature.matchAll(/\b(\w+Options|Notice|DriftLimits)\b/g)].map(([name]) => name))];
    return named.flatMap((name) => [this.#table(name, "Option"), ...this.#within(name)]).join("");
  }

  // Options that are objects of their own get a table of their own, under the name of the option.
  #within(name: string): readonly string[] {
    return this.#properties(name).flatMap(({ name: option, type }) => {
      const inner = /\b(\w+Options|EnvironmentServers|Tier)\b/.exec(type)?.[0];
      return inner === undefined ? [] : [this.#table(inner, `Option of ${code(option)}`)];
    });
  }

  #table(name: string, head: string): string {
    const rows = this.#properties(name).map((one) => [
      `${code(one.name)}${one.optional ? "" : " \\*"}`,
      code(one.type),
      one.doc,
    ]);
    return rows.length === 0 ? "" : `${table([head, "Type", "What it is"], rows)}\n`;
  }

  #properties(name: string): readonly Property[] {
    const { properties, inherits } = this.#declared(name);
    const own = new Map(properties.map((one) => [one.name, one]));
    const inherited = inherits.flatMap(({ from, without }) =>
      this.#properties(from).filter((one) => !without.includes(one.name)),
    );
    const all = new Map(inherited.map((one) => [one.name, one]));
    for (const [key, one] of own) all.set(key, one.doc === "" ? { ...one, doc: all.get(key)?.doc ?? "" } : one);
    return [...all.values()].sort((a, b) => Number(a.optional) - Number(b.optional));
  }

  #declared(name: string): Declaration {
    const found = this.#all.get(name);
    if (found === undefined) throw new Error(`the sources of the DSL declare no ${name}`);
    this.#told.add(name);
    return found;
  }
}

function block(source: string): string {
  return `\`\`\`ts\n${source}\n\`\`\`\n`;
}

function withoutTypes({ signature }: Method): string {
  const [, name = "", parameters = ""] = /^(\w+)(?:<.*>)?\((.*)\)(?:: .*)?$/.exec(signature) ?? [];
  return `${name}(${parameters
    .split(", ")
    .map((one) => one.replace(/\??:.*/, ""))
    .join(", ")})`;
}

function example(name: string, sources: ReadonlyMap<string, string>): readonly [string, string] {
  const found = Object.entries(expressions).find(([key]) => key === name);
  const source = sources.get(name);
  if (found === undefined || source === undefined) throw new Error(`scripts/reference/expressions.ts has no ${name}`);
  return [code(source.replace(/\s+/g, " ").replaceAll("( ", "(")), code(promqlOf(found[1]))];
}

/** What stands in `expressions.ts` beside each name. */
function exampleSources(file: string): ReadonlyMap<string, string> {
  const text = readFileSync(file, "utf8");
  const sources = new Map<string, string>();
  new Visitor({
    Property({ key, value }) {
      const name = key.type === "Identifier" ? key.name : text.slice(key.start + 1, key.end - 1);
      sources.set(name, text.slice(value.start, value.end));
    },
  }).visit(parseSync(file, text).program);
  return sources;
}
