export { anything, choice, number, refined, text, truth, withDefault } from "./scalars.ts";
export {
  type Checked,
  check,
  type Description,
  type InputOf,
  type Mistake,
  type OutputOf,
  parse,
  readOrNothing,
  type Schema,
  SchemaError,
} from "./schema.ts";
export { list, nullable, object, optional, pair, record } from "./structures.ts";
