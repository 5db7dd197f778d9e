/** What a section of the detectors' figures needs. */
export interface DetectorBench {
  /** The folder that holds the labelled data: `nab/`, `reference/golden.json`, `reference/datasets/`. */
  readonly data: string;
  readonly say: (text: string) => void;
}

/** One section of the detectors' figures: gives Markdown. */
export type DetectorSection = (bench: DetectorBench) => Promise<string>;
