/** An alert that a rule can raise, by the values that its labels can have. */
export interface RaisedAlert {
  /** How findings call it: the alert's name. */
  readonly name: string;
  /** For each label its possible values, `alertname` included; undefined where it can have any. */
  readonly labels: Readonly<Record<string, readonly string[] | undefined>>;
  /** Whether it may have labels beside these, of any values. */
  readonly isOpen: boolean;
  /** Nothing raises it today, but routes for it are meant: it is reason for no finding, and speaks against some. */
  readonly isExpected?: true;
}

/** The values that a label of an alert can have: absent is empty, undefined is any. */
export function valuesOf({ labels, isOpen }: RaisedAlert, name: string): readonly string[] | undefined {
  if (Object.hasOwn(labels, name)) return labels[name];
  return isOpen ? undefined : [""];
}
