import { kind } from "../diagnostic.ts";
import { allOf, nearest, oneOf } from "../nearest.ts";
import { inFull } from "./method-names.ts";

/** What a word could have meant, as a question; undefined where nothing is near. */
function didYouMean(word: string, candidates: readonly string[], write = (name: string) => name): string | undefined {
  const guess = nearest(word, candidates);
  return guess === undefined ? undefined : `did you mean ${write(guess)}?`;
}

/** Bytes as people say them. */
function size(bytes: number): string {
  const unit = 1024 * 1024;
  return bytes >= unit ? `${Number((bytes / unit).toFixed(1))} MiB` : `${Math.ceil(bytes / 1024)} KiB`;
}

export const noTenants = kind<{ folder: string }>({
  code: "MG1001",
  name: "load/no-tenants",
  severity: "error",
  title: "no tenant is declared",
  reason: ({ folder }) => `${folder}/ has no folder with a tenant.ts or tenant.yaml`,
  suggestion: () => "monitorgen init",
});

export const unknownTenant = kind<{ tenant: string; tenants: readonly string[] }>({
  code: "MG1002",
  name: "load/unknown-tenant",
  severity: "error",
  title: "no such tenant",
  reason: ({ tenant, tenants }) => `${tenant} is none of ${oneOf(tenants)}`,
  suggestion: ({ tenant, tenants }) => didYouMean(tenant, tenants, (name) => `--tenant ${name}`),
});

export const twoForms = kind<{ files: readonly string[] }>({
  code: "MG1003",
  name: "load/two-forms",
  severity: "error",
  title: "declared twice",
  reason: ({ files }) => `${files.join(" and ")} declare the same thing`,
  suggestion: ({ files }) => `keep one: rm ${files.at(-1)}`,
});

export const noDeclaration = kind<{ folder: string; found: readonly string[] }>({
  code: "MG1004",
  name: "load/no-declaration",
  severity: "error",
  title: "folder without a tenant",
  reason: ({ folder, found }) =>
    found.length === 0
      ? `${folder}/ is empty; a tenant's folder has a tenant.ts or a tenant.yaml`
      : `${folder}/ has ${found.slice(0, 5).join(", ")}, but no tenant.ts or tenant.yaml`,
  suggestion: ({ folder, found }) => {
    const guess = found.find((file) => /^tenants?\.|^index\.ts$|\.ya?ml$/.test(file));
    return guess === undefined
      ? `monitorgen init --name ${folder.split("/").at(-1)} writes one`
      : `mv ${folder}/${guess} ${folder}/tenant.${/\.ya?ml$/.test(guess) ? "yaml" : "ts"}`;
  },
});

export const tenantName = kind<{ tenant: string; guess: string | undefined }>({
  code: "MG1005",
  name: "load/tenant-name",
  severity: "error",
  title: "not a tenant's name",
  reason: () => "a name has 2 to 40 small letters, digits and hyphens, begins with a letter and ends without a hyphen",
  suggestion: ({ guess }) => (guess === undefined ? undefined : `rename the folder to tenants/${guess}`),
});

export const reservedName = kind<{ tenant: string }>({
  code: "MG1006",
  name: "load/reserved-name",
  severity: "error",
  title: "reserved name",
  reason: ({ tenant }) => `output/${tenant} is where monitorgen writes what tenants share`,
  suggestion: ({ tenant }) => `rename the folder to tenants/${tenant}-team`,
});

export const linkOutside = kind<{ path: string }>({
  code: "MG1007",
  name: "load/link-outside",
  severity: "error",
  title: "symbolic link out of tenants/",
  reason: ({ path }) => `${path} is a link to something outside tenants/`,
  suggestion: () => "copy the file into tenants/",
});

export const unreadable = kind<{ path: string; why: string; meant?: string }>({
  code: "MG1008",
  name: "load/unreadable",
  severity: "error",
  title: "file can't be read",
  reason: ({ path, why }) => `${path}: ${why}`,
  suggestion: ({ meant }) => (meant === undefined ? undefined : `did you mean ${meant}?`),
});

export const tooLarge = kind<{ path: string; bytes: number; most: number }>({
  code: "MG1009",
  name: "load/too-large",
  severity: "error",
  title: "file is too large",
  reason: ({ bytes, most }) => `it has ${size(bytes)}, a file that is read has at most ${size(most)}`,
  suggestion: () => "split it over files that tenant.ts imports",
});

export const notText = kind<{ found: string }>({
  code: "MG1010",
  name: "load/not-text",
  severity: "error",
  title: "file is no text",
  reason: ({ found }) => `${found} can't occur in a text`,
  suggestion: () => "save the file as UTF-8",
});

export const importOutside = kind<{ specifier: string }>({
  code: "MG1020",
  name: "load/import-outside",
  severity: "error",
  title: "import from outside tenants/",
  reason: ({ specifier }) => `${specifier} leads out of tenants/, and a build depends on nothing else`,
  suggestion: () => "move what you need under tenants/",
});

export const importPackage = kind<{ specifier: string; sort: string }>({
  code: "MG1021",
  name: "load/import-package",
  severity: "error",
  title: "import that tenants don't have",
  reason: ({ specifier, sort }) => `${specifier} is ${sort}; a tenant imports "monitorgen" and files under tenants/`,
  suggestion: ({ specifier }) => didYouMean(specifier, ["monitorgen"], (name) => JSON.stringify(name)),
});

export const importMissing = kind<{ specifier: string; siblings: readonly string[] }>({
  code: "MG1022",
  name: "load/import-missing",
  severity: "error",
  title: "imported file does not exist",
  reason: ({ specifier, siblings }) =>
    `there is no ${specifier}${siblings.length > 0 ? `, only ${oneOf(siblings)}` : ""}`,
  suggestion: ({ specifier, siblings }) => didYouMean(specifier, siblings, (name) => JSON.stringify(name)),
});

export const importKind = kind<{ form: string; specifier: string }>({
  code: "MG1023",
  name: "load/import-form",
  severity: "error",
  title: "import while running",
  reason: ({ form }) => `${form} is decided while the code runs; a tenant's imports are known before`,
  suggestion: ({ specifier }) => `import { … } from ${JSON.stringify(specifier)}; at the top of the file`,
});

export const importName = kind<{ name: string; from: string; exports: readonly string[] }>({
  code: "MG1024",
  name: "load/import-name",
  severity: "error",
  title: "imported name does not exist",
  reason: ({ name, from, exports }) =>
    exports.length === 0
      ? `${from} exports nothing`
      : `${from} has no ${name}${exports.length <= 8 ? `, it has ${oneOf(exports)}` : ""}`,
  suggestion: ({ name, exports }) => didYouMean(name, exports),
});

export const usedBeforeDeclared = kind<{ name: string; line: number }>({
  code: "MG1027",
  name: "load/used-before-declared",
  severity: "error",
  title: "used before it is declared",
  reason: ({ name, line }) => `${name} gets its value in line ${line}, after this has been read`,
  suggestion: ({ name }) => `move the declaration of ${name} above its use`,
});

export const importType = kind<{ specifier: string }>({
  code: "MG1025",
  name: "load/import-type",
  severity: "error",
  title: "import of a file of another type",
  reason: ({ specifier }) => `${specifier} is neither TypeScript, JavaScript nor JSON`,
});

export const tooManyFiles = kind<{ most: number }>({
  code: "MG1026",
  name: "load/too-many-files",
  severity: "error",
  title: "too many files",
  reason: ({ most }) => `the imports of this declaration lead to more than ${most} files`,
});

export const syntax = kind<{ message: string }>({
  code: "MG1030",
  name: "load/syntax",
  severity: "error",
  title: "syntax error",
  reason: ({ message }) => message,
});

export const noDefaultExport = kind<{ call: string; found: string; exports: readonly string[] }>({
  code: "MG1031",
  name: "load/no-default-export",
  severity: "error",
  title: "file declares nothing",
  reason: ({ call, found }) => `its default export is ${found}, not what ${call}(…) returns`,
  suggestion: ({ call }) => `export default ${call}("…", { … });`,
});

export const notData = kind<{ found: string }>({
  code: "MG1032",
  name: "load/not-data",
  severity: "error",
  title: "not data",
  reason: ({ found }) => `${found} can't be part of a declaration, which is text, numbers, lists and records`,
});

export const thrown = kind<{ name: string; message: string }>({
  code: "MG1033",
  name: "load/exception",
  severity: "error",
  title: "exception in the tenant's code",
  reason: ({ name, message }) =>
    [name, message].filter((part) => part !== "").join(": ") || "what was thrown says nothing of itself",
});

export const unknownMethod = kind<{ member: string; of: string; members: readonly string[] }>({
  code: "MG1034",
  name: "load/unknown-method",
  severity: "error",
  title: "no such method",
  reason: ({ member, of, members }) =>
    `${of} has no ${member}${members.length > 0 ? `; it has ${allOf(members, 12)}` : ""}`,
  suggestion: ({ member, of, members }) =>
    didYouMean(inFull(member), members, (name) => `.${name}(…)`) ?? detour(member, of, members),
});

const COMPARISONS = ["above", "atLeast", "below", "atMost", "equals", "differsFrom"];

/** How to get there all the same, by what was called and what the receiver has instead. */
const DETOURS: readonly (readonly [
  called: readonly string[],
  has: string,
  way: (of: string, member: string) => string,
])[] = [
  [COMPARISONS, "percentile", (of, member) => `${of}.percentile(95, "5m").${member}(…)`],
  [COMPARISONS, "rate", (of, member) => `${of}.rate("5m").${member}(…)`],
  [COMPARISONS, "unless", () => "combine two conditions with .and(…) or .or(…)"],
  [["rate", "increase"], "changeOver", (of) => `${of}.changeOver("5m"), as a gauge may fall, too`],
  [["percentile"], "rate", () => "a percentile needs a histogram"],
  [
    ["averageOver", "maximumOver", "minimumOver", "changeOver"],
    "by",
    () => "look over the window first, at the metric itself, then aggregate",
  ],
  [["absent"], "by", () => "the metric itself has .absent()"],
];

function detour(member: string, of: string, members: readonly string[]): string | undefined {
  const found = DETOURS.find(([called, has]) => called.includes(member) && members.includes(has));
  return found?.[2](of, member);
}

export const undefinedName = kind<{ name: string; known: readonly string[]; exports: readonly string[] }>({
  code: "MG1035",
  name: "load/undefined-name",
  severity: "error",
  title: "undefined name",
  reason: ({ name }) => `nothing called ${name} is declared or imported here`,
  suggestion: ({ name, known, exports }) =>
    exports.includes(name) ? `import { ${name} } from "monitorgen";` : didYouMean(name, [...known, ...exports]),
});

export const notCallable = kind<{ expression: string; found: string }>({
  code: "MG1036",
  name: "load/undefined-value",
  severity: "error",
  title: "value is missing",
  reason: ({ expression, found }) => `${expression} is ${found} here`,
});

export const noHost = kind<{ name: string; why: string }>({
  code: "MG1037",
  name: "load/no-host",
  severity: "error",
  title: "not available to tenants",
  reason: ({ name, why }) => `${name}: ${why}`,
});

export const frozen = kind<{ message: string }>({
  code: "MG1038",
  name: "load/frozen",
  severity: "error",
  title: "change of what the language shares",
  reason: ({ message }) => `built-in objects can't be changed (${message})`,
});

export const deadline = kind<{ seconds: number }>({
  code: "MG1040",
  name: "load/deadline",
  severity: "error",
  title: "tenant's code runs too long",
  reason: ({ seconds }) => `it was stopped after ${seconds} s; a declaration takes milliseconds`,
  suggestion: () => "look for a loop that does not end",
});

export const memory = kind<{ bytes: number }>({
  code: "MG1041",
  name: "load/memory",
  severity: "error",
  title: "tenant's code takes too much memory",
  reason: ({ bytes }) => `it asked for more than ${size(bytes)}`,
});

export const recursion = kind<{ called: string }>({
  code: "MG1042",
  name: "load/recursion",
  severity: "error",
  title: "endless recursion",
  reason: ({ called }) => `${called} calls itself too deeply`,
});

export const outputSize = kind<{ bytes: number }>({
  code: "MG1043",
  name: "load/output-size",
  severity: "error",
  title: "declaration is too large",
  reason: ({ bytes }) => `written out it has more than ${size(bytes)}`,
});

export const unsettled = kind<object>({
  code: "MG1044",
  name: "load/unsettled",
  severity: "error",
  title: "tenant's code waits for ever",
  reason: () => "a top-level await waits for something that never comes: there is nothing to wait for in a declaration",
  suggestion: () => "remove the await",
});

export const crashed = kind<{ message: string }>({
  code: "MG1045",
  name: "load/crashed",
  severity: "error",
  title: "tenant's code could not be run",
  reason: ({ message }) => `the sandbox gave up: ${message}`,
});

export const tooDeep = kind<{ most: number }>({
  code: "MG1050",
  name: "load/too-deep",
  severity: "error",
  title: "declaration is nested too deeply",
  reason: ({ most }) => `more than ${most} levels lie inside one another here`,
});

export const tooLong = kind<{ most: number; of: "statement" | "declaration" | "file" }>({
  code: "MG1053",
  name: "load/too-long",
  severity: "error",
  title: "too much to read",
  reason: ({ most, of }) => `this ${of} has more than ${most} words and signs`,
  suggestion: ({ of }) =>
    of === "statement"
      ? "split it: const part = …"
      : "declare less, or make entries of a kind with a function of TypeScript",
});

export const cycle = kind<object>({
  code: "MG1051",
  name: "load/cycle",
  severity: "error",
  title: "value contains itself",
  reason: () => "written out, it would never end",
});

export const reservedKey = kind<{ key: string }>({
  code: "MG1052",
  name: "load/reserved-key",
  severity: "error",
  title: "reserved key",
  reason: ({ key }) => `${key} has a meaning of its own in JavaScript and can't be a name here`,
});

/** What mostly helps, by the parser's code. */
const YAML_HELP: Readonly<Record<string, string>> = {
  BAD_INDENT: "keys of one map begin at the same column",
  BLOCK_AS_IMPLICIT_KEY: 'put a text that contains ": " into quotes, or indent the next key like the one above',
  IMPOSSIBLE: "look at the line above",
  MISSING_CHAR: "close the quotes or brackets where they should end",
  TAB_AS_INDENT: "indent with spaces",
  UNEXPECTED_TOKEN: "put the text into quotes",
};

const PLAIN_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^nested mappings are not allowed/, 'a text without quotes ends at ": ", so this would be a map inside a text'],
  [/^all mapping items must start/, "this key begins at another column than the key above it"],
  [/^tabs are not allowed/, "YAML knows no tabs in front of a key"],
  [/^missing closing (["'])quote/, "the text that begins with $1 has no end"],
  [
    /^unexpected (?:flow-seq-start|flow-map-start)/,
    "a text without quotes ends at [ and {, where it lies inside of brackets",
  ],
];

// The parser speaks of its tokens.
function inPlainWords(message: string): string {
  const found = PLAIN_WORDS.find(([pattern]) => pattern.test(message));
  const match = found?.[0].exec(message);
  return found === undefined ? message : found[1].replace("$1", match?.[1] ?? "");
}

export const yamlSyntax = kind<{ message: string; code: string }>({
  code: "MG1060",
  name: "load/yaml-syntax",
  severity: "error",
  title: "YAML can't be read",
  reason: ({ message }) => inPlainWords(message),
  suggestion: ({ code }) => (Object.hasOwn(YAML_HELP, code) ? YAML_HELP[code] : undefined),
});

export const duplicateKey = kind<{ key: string; line: number }>({
  code: "MG1061",
  name: "load/duplicate-key",
  severity: "error",
  title: "key occurs twice",
  reason: ({ key, line }) => `${key} is in this map already, at line ${line}`,
  suggestion: () => "remove one of them, or give it another name",
});

export const yamlTag = kind<{ tag: string }>({
  code: "MG1062",
  name: "load/yaml-tag",
  severity: "error",
  title: "tag of another language",
  reason: ({ tag }) => `${tag} has no meaning in a declaration`,
  suggestion: () => "remove the tag",
});

export const mergeKey = kind<object>({
  code: "MG1063",
  name: "load/merge-key",
  severity: "error",
  title: "merge key",
  reason: () => "<< is not part of YAML 1.2",
  suggestion: () => "write the keys out, or use an alias for the whole value",
});

export const aliasBomb = kind<{ most: number }>({
  code: "MG1064",
  name: "load/alias-expansion",
  severity: "error",
  title: "aliases expand to too much",
  reason: ({ most }) => `written out, the aliases of this file have more than ${most} values`,
});

export const unknownAlias = kind<{ alias: string; anchors: readonly string[] }>({
  code: "MG1065",
  name: "load/unknown-alias",
  severity: "error",
  title: "alias without an anchor",
  reason: ({ alias }) => `no &${alias} stands before it`,
  suggestion: ({ alias, anchors }) => didYouMean(alias, anchors, (name) => `*${name}`),
});

export const documents = kind<{ count: number }>({
  code: "MG1066",
  name: "load/several-documents",
  severity: "error",
  title: "several documents in one file",
  reason: ({ count }) => `the file has ${count} documents, and a tenant is one`,
  suggestion: () => "remove the line ---",
});

export const notMap = kind<{ found: string }>({
  code: "MG1067",
  name: "load/not-a-map",
  severity: "error",
  title: "declaration is no map",
  reason: ({ found }) => `the file holds ${found}, expected are keys and values`,
  suggestion: () => "tenant: …",
});

export const keyType = kind<{ found: string }>({
  code: "MG1068",
  name: "load/key-type",
  severity: "error",
  title: "key is no text",
  reason: ({ found }) => `this key is ${found}`,
  suggestion: () => "put it into quotes",
});

export const noName = kind<{ key: string; name: string }>({
  code: "MG1069",
  name: "load/no-name",
  severity: "error",
  title: "declaration without a name",
  reason: ({ key }) => `a declaration says whose it is under ${key}, and this one has no such key`,
  suggestion: ({ key, name }) => `${key}: ${name}`,
});

export const commentAsValue = kind<{ comment: string }>({
  code: "MG1070",
  name: "load/comment-as-value",
  severity: "error",
  title: "value is a comment",
  reason: () => "after a space, # begins a comment, so nothing stands here",
  suggestion: ({ comment }) => `put it into quotes: "${comment}"`,
});

/** Every kind of finding that loading has. */
export const loadKinds = [
  noTenants,
  unknownTenant,
  twoForms,
  noDeclaration,
  tenantName,
  reservedName,
  linkOutside,
  unreadable,
  tooLarge,
  notText,
  importOutside,
  importPackage,
  importMissing,
  importKind,
  importName,
  usedBeforeDeclared,
  importType,
  tooManyFiles,
  syntax,
  noDefaultExport,
  notData,
  thrown,
  unknownMethod,
  undefinedName,
  notCallable,
  noHost,
  frozen,
  deadline,
  memory,
  recursion,
  outputSize,
  unsettled,
  crashed,
  tooDeep,
  tooLong,
  cycle,
  reservedKey,
  yamlSyntax,
  duplicateKey,
  yamlTag,
  mergeKey,
  aliasBomb,
  unknownAlias,
  documents,
  notMap,
  keyType,
  noName,
  commentAsValue,
] as const;
