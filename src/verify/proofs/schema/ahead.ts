/** A module that was compiled from a schema: its function says whether data is what the schema asks for. */
export interface ValidatorModule {
  readonly default: (data: unknown) => boolean;
}

/** Validators by kind that were compiled ahead. None in a checkout; the build of the package puts its own module here. */
export const validatorsAhead: ReadonlyMap<string, () => Promise<ValidatorModule>> = new Map();
