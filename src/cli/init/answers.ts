import { basename } from "node:path";
import type { Ask } from "../context.ts";
import { UsageError } from "../exit.ts";

/** What a new tenant is made of. */
export interface Answers {
  readonly name: string;
  readonly form: "typescript" | "yaml";
  readonly team: string;
  readonly channel: ChannelAnswer;
  /** `host:port` */
  readonly target: string;
}

/** How the team is reached. */
export type ChannelAnswer =
  | { readonly kind: "slack"; readonly room: string }
  | { readonly kind: "email"; readonly to: string }
  | { readonly kind: "pagerduty" | "webhook" };

/** What the options of `init` say. */
export interface AnswerOptions {
  readonly name?: string;
  readonly form?: string;
  readonly team?: string;
  readonly channel?: string;
  readonly slackRoom?: string;
  readonly email?: string;
  readonly target?: string;
  readonly yes?: boolean;
}

interface Question {
  readonly words: string;
  readonly proposal: string;
  readonly pattern: RegExp;
  readonly expected: string;
}

const RESERVED = ["environments", "organisation"];
const KINDS = ["slack", "pagerduty", "email", "webhook"];
const NAME = /^(?=.{2,40}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Puts the options, the answers of a person, and proposals together. Throws a UsageError for what can't be. */
export async function answersOf(options: AnswerOptions, folder: string, ask?: Ask): Promise<Answers> {
  const asking = options.yes === true ? undefined : ask;
  const answer = answering(asking);
  const name = await answer(options.name, {
    words: "Name of the tenant?",
    proposal: nameFrom(basename(folder)),
    pattern: NAME,
    expected: "2 to 40 small letters, digits and hyphens, such as acme",
  });
  if (RESERVED.includes(name)) throw new UsageError(`${name} is a name of monitorgen's own`, `--name ${name}-team`);
  const form = await answer(options.form, {
    words: "Declare it in typescript or yaml?",
    proposal: "typescript",
    pattern: /^(?:typescript|yaml)$/,
    expected: "typescript or yaml",
  });
  const team = await answer(options.team, {
    words: "Team that is woken?",
    proposal: "platform",
    pattern: NAME,
    expected: "2 to 40 small letters, digits and hyphens, such as platform",
  });
  const channel = await channelOf(options, team, answer, asking !== undefined);
  const target = await answerless(options.target, {
    words: "",
    // A target is scraped for one tenant alone.
    proposal: `${name}.example.com:9100`,
    pattern: /^[A-Za-z0-9.-]+:\d{1,5}$/,
    expected: "host and port, such as web.example.com:9100",
  });
  return { name, form: form === "yaml" ? "yaml" : "typescript", team, channel, target };
}

type Answer = (given: string | undefined, question: Question) => Promise<string>;

const NO_ADDRESS = "nobody says to which address mail goes";

// What would be written nowhere is a mistake of the call.
function refuseOthers(kind: string, { slackRoom, email }: AnswerOptions): void {
  if (kind !== "slack" && slackRoom !== undefined) throw new UsageError(`--slack-room is not for --channel ${kind}`);
  if (kind !== "email" && email !== undefined) throw new UsageError(`--email is not for --channel ${kind}`);
}

async function channelOf(
  options: AnswerOptions,
  team: string,
  answer: Answer,
  isAsking: boolean,
): Promise<ChannelAnswer> {
  const kind = await answer(options.channel ?? impliedKind(options), {
    words: `How is ${team} reached: ${KINDS.join(", ")}?`,
    proposal: "slack",
    pattern: /^(?:slack|pagerduty|email|webhook)$/,
    expected: `one of ${KINDS.join(", ")}`,
  });
  refuseOthers(kind, options);
  switch (kind) {
    case "email": {
      if (options.email === undefined && !isAsking) throw new UsageError(NO_ADDRESS, `--email ${team}@…`);
      const to = { words: "Address?", proposal: `${team}@example.com`, pattern: MAIL, expected: "a mail address" };
      return { kind, to: await answer(options.email, to) };
    }
    case "pagerduty":
    case "webhook":
      return { kind };
    default: {
      const room = {
        words: "Slack room?",
        proposal: "#alerts",
        pattern: /^[#@][\w.-]{1,79}$/,
        expected: "a room such as #alerts",
      };
      return { kind: "slack", room: await answer(options.slackRoom, room) };
    }
  }
}

const MAIL = /^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}$/;

function impliedKind({ slackRoom, email }: AnswerOptions): string | undefined {
  if (slackRoom !== undefined) return "slack";
  return email === undefined ? undefined : "email";
}

function answering(ask: Ask | undefined): Answer {
  return async (given, question) => {
    if (given !== undefined || ask === undefined) return answerless(given, question);
    for (let tries = 0; tries < 3; tries++) {
      const answer = await ask(question.words, question.proposal);
      if (question.pattern.test(answer)) return answer;
    }
    throw new UsageError(`expected ${question.expected}`);
  };
}

async function answerless(given: string | undefined, { proposal, pattern, expected }: Question): Promise<string> {
  const answer = given ?? proposal;
  if (pattern.test(answer)) return answer;
  throw new UsageError(`${JSON.stringify(answer)} won't do: expected ${expected}`);
}

/** A name for what a folder is called: `My Shop` is `my-shop`. */
export function nameFrom(folder: string): string {
  const name = folder
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 40)
    .replace(/-+$/, "");
  return NAME.test(name) && !RESERVED.includes(name) ? name : "example";
}
