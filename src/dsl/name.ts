import { isObject, type Mistake } from "../promql/build/record.ts";

/** A declared thing that others refer to by its name. */
export interface Named {
  readonly name: string;
}

/** The name of what is referred to; a bare text is a name already. */
export function nameOf(value: Named | string): string;
export function nameOf(value: unknown): unknown;
export function nameOf(value: unknown): unknown {
  return isObject(value) && "name" in value ? value.name : value;
}

/** A name where the thing itself belongs: it may be right, but nobody checks it while the author writes. */
export function namesInstead(property: string, value: unknown): readonly Mistake[] {
  const isList = Array.isArray(value);
  const values: readonly unknown[] = isList ? value : [value];
  return values.flatMap((name, index) =>
    typeof name === "string" ? [{ name: "reference", property, data: isList ? { name, index } : { name } }] : [],
  );
}

/** The names of a list of references. */
export function namesOf(values: unknown): unknown {
  return Array.isArray(values) ? values.map((value: unknown) => nameOf(value)) : values;
}
