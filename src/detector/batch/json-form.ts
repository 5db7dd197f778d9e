import { type Form, type FormOrProblem, isTimeName, type Read } from "./form.ts";
import { timestampOf } from "./timestamp.ts";

const NAMES = /^(event|event_name|event_type|action|activity|operation)$/i;
const ENTITIES = /^(entity|user|user_name|username|user_id|account|host|source_ip|src_ip|ip|session|service)$/i;

type Fields = Readonly<Record<string, unknown>>;

/** Which fields of an object are what. */
interface Roles {
  readonly time: string;
  readonly name: string | undefined;
  readonly entity: string | undefined;
  readonly numbers: readonly string[];
}

/**
 * The form of JSON lines, from the first of them. An object with a field event (or action, activity, …) is an event of
 * the entity that its field entity (or user, host, ip, …) names; any other is a row, whose numbers are features.
 */
export function jsonForm(first: string): FormOrProblem {
  const fields = fieldsOf(first);
  if (fields === undefined) return { problem: "is no JSON object: JSON lines hold a whole one each" };
  const names = Object.keys(fields);
  const time = names.find(isTimeName);
  if (time === undefined) return { problem: 'has no time: expected a field "timestamp"' };
  const name = names.find((one) => NAMES.test(one));
  const entity = names.find((one) => ENTITIES.test(one));
  const numbers = names.filter((one) => one !== time && typeof fields[one] === "number");
  if (name === undefined && numbers.length === 0) return { problem: 'has neither numbers nor a field "event"' };
  const roles = { time, name, entity, numbers };
  const used = [time, name, entity, ...numbers];
  const form: Form = {
    features: name === undefined ? numbers : undefined,
    carried: names.filter((one) => !used.includes(one)),
    read: (line) => read(line, roles),
  };
  return { form, isHeader: false };
}

function read(line: string, roles: Roles): Read {
  const fields = fieldsOf(line);
  if (fields === undefined) return { problem: "is no JSON object" };
  const timestamp = fields[roles.time];
  const isTime = typeof timestamp === "string" || typeof timestamp === "number";
  const timestampSeconds = isTime ? timestampOf(timestamp) : undefined;
  if (timestampSeconds === undefined) return { problem: `${roles.time} is no timestamp` };
  return roles.name === undefined
    ? rowOf(fields, timestampSeconds, roles)
    : eventOf(fields, timestampSeconds, { ...roles, name: roles.name });
}

function rowOf(fields: Fields, timestampSeconds: number, { numbers, time }: Roles): Read {
  const odd = numbers.find((name) => typeof (fields[name] ?? 0) !== "number");
  if (odd !== undefined) return { problem: `${odd} is no number` };
  const values = numbers.map((name) => Number(fields[name] ?? Number.NaN));
  return { item: { row: { timestampSeconds, values }, told: { timestamp: fields[time] } } };
}

function eventOf(fields: Fields, timestampSeconds: number, roles: Roles & { readonly name: string }): Read {
  const name = fields[roles.name];
  if (typeof name !== "string" || name === "") return { problem: `${roles.name} is no text` };
  const entity = roles.entity === undefined ? "" : fields[roles.entity];
  if (typeof entity !== "string" && typeof entity !== "number") return { problem: `${roles.entity} is no text` };
  const values = Object.fromEntries(
    Object.entries(fields)
      .filter(isNumber)
      .filter(([one]) => one !== roles.time),
  );
  const event = { timestampSeconds, entity: String(entity), name, values };
  return { item: { event, told: { timestamp: fields[roles.time], entity: event.entity, event: name } } };
}

function fieldsOf(line: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isNumber(field: readonly [string, unknown]): field is [string, number] {
  return typeof field[1] === "number";
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
