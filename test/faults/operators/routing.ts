import { changes, type Edit, typos } from "../edit.ts";
import { type Fault, singly } from "../fault.ts";
import { OF, type Stack } from "../stack.ts";

/** A severity for which no route was made. */
export const severityUnknown: Fault = {
  name: "severity unknown to the routes",
  n: 16,
  others: 0,
  ways: (stack) => [
    singly(changes(stack, ["typescript"], /severity: "(page|ticket|info)"/, () => ["critical", "warning"])),
    singly(
      changes(stack, ["yaml"], /severity: (page|ticket|info)\b/, ([, word = ""]) => [
        ...typos(word).slice(0, 1),
        "high",
      ]),
    ),
    singly(
      changes(stack, ["rules"], /severity: (critical|warning)/, ([, word = ""]) => [
        ...typos(word).slice(0, 1),
        "page",
        "major",
        word.toUpperCase(),
      ]),
    ),
  ],
};

function routeOf(text: string): readonly [start: number, end: number] {
  return [text.indexOf("\nroute:"), text.indexOf("\ninhibit_rules:")];
}

function inRoutes(stack: Stack, edits: readonly Edit[]): readonly Edit[] {
  return edits.filter(({ file, start }) => {
    const [from, to] = routeOf(stack.get(file) ?? "");
    return start > from && start < to;
  });
}

function after(stack: Stack, edits: readonly Edit[]): readonly Edit[] {
  return edits.filter(({ file, start }) => start > routeOf(stack.get(file) ?? "")[1]);
}

/** A matcher that no alert satisfies. */
export const matcherTypo: Fault = {
  name: "typo in a route matcher",
  n: 16,
  others: 0,
  ways: (stack) => [
    singly(
      inRoutes(
        stack,
        changes(stack, ["alertmanager"], /- (\w+)=~?"/, ([, label = ""]) => typos(label).slice(0, 2)),
      ),
    ),
    singly(
      inRoutes(
        stack,
        changes(stack, ["alertmanager"], /- \w+="(\w+)"/, ([, value = ""]) => [
          ...typos(value).slice(0, 2),
          value.toUpperCase(),
        ]),
      ),
    ),
    singly(
      inRoutes(
        stack,
        changes(stack, ["alertmanager"], /=~"(\w+)\|/, ([, value = ""]) => typos(value).slice(0, 1)),
      ),
    ),
  ],
};

/** A route that goes on where it should end, or ends where it should go on. */
export const continueFlipped: Fault = {
  name: "`continue` flipped",
  n: 12,
  others: 0,
  ways: (stack) => [
    singly(changes(stack, ["alertmanager"], /continue: (true)/, () => ["false"])),
    singly(changes(stack, ["alertmanager"], /(\n +continue: true)/, () => [""])),
    singly(
      inRoutes(
        stack,
        changes(
          stack,
          ["alertmanager"],
          /\n( +)(?:repeat_interval: 1h|mute_time_intervals: \[nights\]|active_time_intervals: \[office\])()/,
          () => [],
        ),
      ).concat(
        changes(
          stack,
          ["alertmanager"],
          /\n {10}(?:repeat_interval: 1h|mute_time_intervals: \[nights\]|active_time_intervals: \[office\])(\n)/,
          () => ["\n          continue: true\n"],
        ),
        changes(stack, ["alertmanager"], /\n {6}receiver: (?:fresco-room|tidal-mail)(\n)/, () => [
          "\n      continue: true\n",
        ]),
        changes(stack, ["alertmanager"], /- team="grid"(\n)/, () => ["\n          continue: true\n"]),
      ),
    ),
  ],
};

interface Block {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

// Routes of one level, as blocks of lines: those at six spaces deep, and those at ten.
function routeBlocks(text: string, indent: number): readonly (readonly Block[])[] {
  const [from, to] = routeOf(text);
  const pad = " ".repeat(indent);
  const lists: Block[][] = [];
  let last = -1;
  for (const match of text
    .slice(from, to)
    .matchAll(new RegExp(`^${pad}- (?:receiver|matchers):[\\s\\S]*?(?=^ {0,${indent}}\\S|(?![\\s\\S]))`, "gm"))) {
    const start = from + match.index;
    const block = { start, end: start + match[0].length, text: match[0] };
    if (start === last) lists.at(-1)?.push(block);
    else lists.push([block]);
    last = block.end;
  }
  return lists;
}

/** A route that a broader one before it takes everything from. */
export const shadowed: Fault = {
  name: "route shadowed by order",
  n: 16,
  others: 0,
  ways: (stack) => {
    const [file = "", text = ""] = [...stack].find(([path]) => OF.alertmanager.test(path)) ?? [];
    const indents = [4, 8];
    const blocks = indents.flatMap((indent) => routeBlocks(text, indent));
    const broad = (pad: string, matcher: string): string =>
      `${pad}- receiver: desk\n${pad}  matchers:\n${pad}    - ${matcher}\n`;
    const first = (list: readonly Block[], pad: string, matchers: readonly string[]) =>
      list.flatMap((block) =>
        matchers.map((matcher): readonly Edit[] => [
          { file, start: block.start, end: block.start, text: broad(pad, matcher) },
        ]),
      );
    const top = blocks
      .filter(([block]) => block?.text.startsWith("    - "))
      .flatMap((list) => first(list.slice(1), "    ", ['tenant=~".+"', 'alertname=~".*"', 'tenant!=""']));
    const inner = blocks
      .filter(([block]) => block?.text.startsWith("        - "))
      .flatMap((list) => first(list, "        ", ['severity=~"critical|warning"', 'team=~".+"']));
    const widened = singly(
      inRoutes(
        stack,
        changes(stack, ["alertmanager"], /- tenant="(?:fresco|tidal)"()/, () => []),
      ),
    ).concat(
      singly(
        inRoutes(
          stack,
          changes(stack, ["alertmanager"], /(tenant="fresco")/, () => ['tenant=~".+"', 'tenant!="nobody"']),
        ),
      ),
      singly(
        inRoutes(
          stack,
          changes(
            stack,
            ["alertmanager"],
            /(team=~"grid\|portal")\n[^-]*?repeat_interval: 2h\n {10}continue: true/,
            () => [],
          ),
        ),
      ),
    );
    return [top, inner, widened];
  },
};

/** A receiver that isn't there, or that nothing reaches. */
export const receiverWrong: Fault = {
  name: "receiver undefined, unused",
  n: 14,
  others: 8,
  ways: (stack) => [
    singly(
      inRoutes(
        stack,
        changes(stack, ["alertmanager"], /receiver: (\S+)/, ([, name = ""]) => typos(name).slice(0, 1)),
      ),
    ),
    singly(
      after(
        stack,
        changes(stack, ["alertmanager"], /- name: ((?:fresco|tidal|archive)\S*)\n/, ([, name = ""]) => [`${name}-2`]),
      ),
    ),
    singly(
      after(
        stack,
        changes(stack, ["alertmanager"], /\n(receivers:\n)/, () => [
          "receivers:\n  - name: night-shift\n    webhook_configs:\n      - url_file: /etc/alertmanager/secrets/night\n",
        ]),
      ),
    ),
    singly(
      inRoutes(
        stack,
        changes(stack, ["alertmanager"], /receiver: (archive|fresco-pager|fresco-city|tidal-sea|tidal-pager)\n/, () => [
          "desk",
        ]),
      ),
    ),
    singly(
      changes(
        stack,
        ["yaml"],
        /(?:page|ticket|info|to|otherwise): (control-room|shore|mail|guard|traders)\b/,
        ([, name = ""]) => typos(name).slice(0, 1),
      ),
    ),
    singly(changes(stack, ["yaml"], /(?:page|ticket|info): (guard)\b/, () => ["shore"])),
  ],
};

/** What is less urgent holds back what is more urgent. */
export const warningSilences: Fault = {
  name: "inhibition: a warning silences a critical",
  n: 14,
  others: 0,
  ways: (stack) => [
    singly(
      after(
        stack,
        changes(
          stack,
          ["alertmanager"],
          /source_matchers:\n(?: {6}- alertname="\w+"\n)? {6}- severity="(critical)"/,
          () => ["warning"],
        ),
      ),
    ).concat(swapped(stack)),
    singly(
      after(
        stack,
        changes(
          stack,
          ["alertmanager"],
          /target_matchers:\n(?: {6}- alertname="\w+"\n)? {6}- severity="(warning)"/,
          () => ["critical"],
        ),
      ),
    ),
    singly(
      changes(stack, ["yaml"], /\n( {4}severity: page\n {4}owner: sea\n)(?! {4}causedBy)/, ([, block = ""]) => [
        `${block}    causedBy: [LinkSlow]\n`,
        `${block}    causedBy: [TurbinesFaulty]\n`,
      ]),
    ),
    singly(
      changes(stack, ["yaml"], /\n( {4}severity: page\n {4}owner: customers\n)(?! {4}causedBy)/, ([, block = ""]) => [
        `${block}    causedBy: [ServiceFailsSome]\n`,
      ]),
    ),
    singly(
      changes(stack, ["typescript"], /severity: "page",\n {2}owner: \w+,\n {2}causedBy: \[(\w+)\]/, () => [
        "menuSluggish",
        "checkoutMean",
      ]),
    ),
  ],
};

function swapped(stack: Stack): readonly (readonly Edit[])[] {
  const sources = after(
    stack,
    changes(stack, ["alertmanager"], /(source_matchers)/, () => ["target_matchers"]),
  );
  const targets = after(
    stack,
    changes(stack, ["alertmanager"], /(target_matchers)/, () => ["source_matchers"]),
  );
  return sources.flatMap((source, index) => {
    const target = targets[index];
    const hasSeverity = /severity/.test((stack.get(source.file) ?? "").slice(source.start, target?.end));
    return target === undefined || !hasSeverity ? [] : [[source, target]];
  });
}

/** One tenant's alert silences another's. */
export const tenantNotEqual: Fault = {
  name: "inhibition without the tenant in `equal`",
  n: 12,
  others: 0,
  ways: (stack) => [
    singly(changes(stack, ["alertmanager"], /equal: \[(tenant(?:, )?)/, () => [""])),
    singly(changes(stack, ["alertmanager"], /equal: \[(tenant)/, () => ["tenants", "cluster"])),
    singly(changes(stack, ["alertmanager"], /(\n {4}equal: \[.*\])/, () => [""])),
  ],
};

/** Hours or zones that aren't those that were meant. */
export const timesWrong: Fault = {
  name: "time interval wrong (hours, zone)",
  n: 16,
  others: 6,
  ways: (stack) => [
    singly(
      changes(stack, ["typescript", "yaml"], /times: \["(\d\d:\d\d-\d\d:\d\d)"/, ([, span = ""]) => wrongSpans(span)),
    ),
    singly(
      changes(stack, ["typescript", "yaml"], /zone: "?(Europe\/\w+)/, ([, zone = ""]) => [
        ...typos(zone).slice(0, 1),
        "CEST",
        zone.replace("Europe/", ""),
      ]),
    ),
    singly(
      changes(stack, ["typescript", "yaml"], /weekdays: \["(\w+:\w+)"/, ([, days = ""]) => [
        days.split(":").reverse().join(":"),
        "mon:fri",
      ]),
    ),
    singly(
      after(
        stack,
        changes(stack, ["alertmanager"], /start_time: "(\d\d:\d\d)"/, () => ["24:00", "23:59", "25:00"]),
      ),
    ),
    singly(
      after(
        stack,
        changes(stack, ["alertmanager"], /location: (Europe\/\w+)/, ([, zone = ""]) => [
          typos(zone)[0] ?? "",
          "Europe/Hamburg",
        ]),
      ),
    ),
    singly(
      inRoutes(
        stack,
        changes(stack, ["alertmanager"], /time_intervals: \[(\w+)\]/, ([, name = ""]) => typos(name).slice(0, 1)),
      ),
    ),
  ],
};

function wrongSpans(span: string): readonly string[] {
  const [start = "", end = ""] = span.split("-");
  return [`${end}-${start}`, `${start}-${start}`, `${start}-2${end.slice(-4)}5`, `${start.replace(/^0/, "")}-${end}`];
}
