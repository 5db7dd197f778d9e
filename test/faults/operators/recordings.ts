import { changes, type Edit, typos } from "../edit.ts";
import { type Fault, singly } from "../fault.ts";
import { OF, type Stack } from "../stack.ts";

/** A recording under a new name, while others ask for the old one. */
export const renamed: Fault = {
  name: "recorded name changed, users not",
  n: 16,
  others: 0,
  ways: (stack) => [
    singly(
      changes(stack, ["yaml"], /^ {2}(\w+:\w+:\w+):\n/m, (match, text) => {
        const { 1: name = "" } = match;
        return text.split(name).length > 2 ? [`${name}_v2`, name.replace(/:\w+$/, ":new")] : [];
      }),
    ),
    singly(
      changes(stack, ["rules"], /record: (\S+)/, ([, name = ""], text) =>
        text.split(name).length > 2 ? [`${name}_v2`, ...typos(name).slice(0, 1)] : [],
      ),
    ),
  ],
};

interface Rule {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly record: string | undefined;
}

function rulesOf(text: string): readonly (readonly Rule[])[] {
  return text.split(/^(?= {2}- name:)/m).map((group, index, groups) => {
    const offset = groups.slice(0, index).join("").length;
    return [...group.matchAll(/^ {6}- (?:alert|record):[\s\S]*?(?=^ {6}- |^ {0,2}\S|(?![\s\S]))/gm)].map(
      (match): Rule => {
        const block = match[0].replace(/\n\n$/, "\n");
        const start = offset + match.index;
        return { start, end: start + block.length, text: block, record: /record: (\S+)/.exec(block)?.[1] };
      },
    );
  });
}

function inRules(stack: Stack, others: (rules: readonly Rule[], file: string) => readonly (readonly Edit[])[]) {
  return [...stack].flatMap(([file, text]) =>
    OF.rules.test(file) ? rulesOf(text).flatMap((group) => others(group, file)) : [],
  );
}

function moved(file: string, from: Rule, to: number): readonly Edit[] {
  return [
    { file, start: from.start, end: from.end, text: "" },
    { file, start: to, end: to, text: from.text },
  ];
}

/** What is read is computed afterwards: a value of the round before. */
export const outOfOrder: Fault = {
  name: "rule evaluated before what it reads",
  n: 12,
  others: 0,
  ways: (stack) => {
    const pairs = (move: (file: string, read: Rule, reader: Rule) => readonly Edit[]) =>
      inRules(stack, (rules, file) =>
        rules.flatMap((reader, index) =>
          rules
            .slice(0, index)
            .filter(({ record }) => record !== undefined && reader.text.includes(`${record}{`))
            .map((read) => move(file, read, reader)),
        ),
      );
    return [
      pairs((file, read, reader) => moved(file, read, reader.end)),
      pairs((file, read, reader) => moved(file, reader, read.start)),
    ];
  },
};

/** The same rule twice. */
export const duplicated: Fault = {
  name: "duplicated rule",
  n: 14,
  others: 12,
  ways: (stack) => [
    inRules(stack, (rules, file) => rules.map((rule) => [{ file, start: rule.end, end: rule.end, text: rule.text }])),
    inRules(stack, (rules, file) => {
      const last = rules.at(-1);
      return last === undefined
        ? []
        : rules.slice(0, -1).map((rule) => [{ file, start: last.end, end: last.end, text: rule.text }]);
    }),
    singly(
      changes(stack, ["yaml"], /^ {2}([A-Z]\w+:\n(?: {4}[^\n]*\n)+)/m, ([, block = ""]) => [`${block}  ${block}`]),
    ),
    singly(
      changes(stack, ["typescript"], /\nexport const (\w+) = alert\([\s\S]*?\n\}\);\n/, () => []).concat(
        changes(
          stack,
          ["typescript"],
          /(\nexport const (\w+) = alert\("\w+", \{\n[\s\S]*?\n\}\);\n)/,
          ([, block = "", name = ""]) => [block + block.replace(`const ${name} `, `const ${name}Again `)],
        ),
      ),
    ),
  ],
};
