import type { Vector } from "../promql/build/vector.ts";
import type { Duration } from "../values/types.ts";
import type { Notice } from "./alert.ts";
import type { Named } from "./name.ts";
import { notice } from "./notice.ts";

/** What every detector watches and whom it tells. */
export interface DetectorOptions<L extends string, U extends string> extends Notice<L> {
  /** The series that are judged, each by its own past. */
  readonly watch: Vector<L, U>;
  /** How long the series must stay unusual before the alert fires. */
  readonly for?: Duration;
  /** Which side of the expected value is unusual; both unless given. */
  readonly direction?: "above" | "below" | "both";
  /** Greater finds smaller deviations: 1 is the published default of each method. */
  readonly sensitivity?: number;
}

/** A statistical detector that the sidecar runs. */
export interface Detector extends Named {
  readonly "~kind": "detector";
}

/** Detectors for what PromQL can't express; they run in the tenant's sidecar. */
export const detector = {
  /** Distance from an exponentially weighted mean, in deviations that follow the series. */
  adaptiveZScore<L extends string, U extends string>(name: string, options: DetectorOptions<L, U>): Detector {
    return declared("adaptive-z-score", name, options);
  },
  /** Outside the quartiles by 1.5 interquartile ranges. */
  iqr<L extends string, U extends string>(name: string, options: DetectorOptions<L, U>): Detector {
    return declared("iqr", name, options);
  },
  /** Distance from the median in median absolute deviations: robust against earlier outliers. */
  modifiedZScore<L extends string, U extends string>(name: string, options: DetectorOptions<L, U>): Detector {
    return declared("modified-z-score", name, options);
  },
  /** Far from what a small recurrent network, trained while values come, forecasts from the last ones. */
  lstmForecaster<L extends string, U extends string>(name: string, options: DetectorOptions<L, U>): Detector {
    return declared("lstm-forecaster", name, options);
  },
  /** Rows of the last values that a small network, trained while values come, can't give back through a narrow middle. */
  autoencoder<L extends string, U extends string>(name: string, options: DetectorOptions<L, U>): Detector {
    return declared("autoencoder", name, options);
  },
  /** Rows of the last values that are improbable under the density that a small network learns while values come. */
  variationalAutoencoder<L extends string, U extends string>(name: string, options: DetectorOptions<L, U>): Detector {
    return declared("variational-autoencoder", name, options);
  },
  /** Far from the mean of rows of the last values, in the variances of principal components that far rows hardly move. */
  robustPca<L extends string, U extends string>(name: string, options: DetectorOptions<L, U>): Detector {
    return declared("robust-pca", name, options);
  },
  /** Shapes of the last values that are far from every earlier shape. */
  matrixProfile<L extends string, U extends string>(name: string, options: DetectorOptions<L, U>): Detector {
    return declared("matrix-profile", name, options);
  },
  /** Grubbs' test for one outlier in a normal sample. */
  grubbs<L extends string, U extends string>(name: string, options: DetectorOptions<L, U>): Detector {
    return declared("grubbs", name, options);
  },
} as const;

function declared(method: string, name: string, options: unknown): Detector {
  return notice("detector", name, options, { detector: method });
}
