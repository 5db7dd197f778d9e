import type { DetectorInput, DetectorName } from "../detector/detectors/kinds.ts";
import type { Vector } from "../promql/build/vector.ts";
import type { Duration } from "../values/types.ts";
import type { Notice } from "./alert.ts";
import type { Named } from "./name.ts";
import { notice } from "./notice.ts";

/** What every detector watches and whom it tells. */
export interface DetectorOptions<L extends string, U extends string, N extends DetectorName> extends Notice<L> {
  /** The series that are judged, each by its own past. */
  readonly watch: Vector<L, U>;
  /** How long the series must stay unusual before the alert fires. */
  readonly for?: Duration;
  /** Which side of the expected value is unusual; both unless given. */
  readonly direction?: "above" | "below" | "both";
  /** Greater finds smaller deviations: 1 is the published default of each method. */
  readonly sensitivity?: number;
  /** Parameters of the method, over those that the sensitivity sets; docs/detectors.md has a page for each. */
  readonly parameters?: Omit<DetectorInput<N>, "direction">;
}

/** A statistical detector that the sidecar runs. */
export interface Detector extends Named {
  readonly "~kind": "detector";
}

/** Detectors for what PromQL can't express; they run in the tenant's sidecar. */
export const detector = {
  /** Distance from an exponentially weighted mean, in deviations that follow the series. */
  adaptiveZScore<L extends string, U extends string>(
    name: string,
    options: DetectorOptions<L, U, "adaptive-z-score">,
  ): Detector {
    return declared("adaptive-z-score", name, options);
  },
  /** Outside the quartiles by 1.5 interquartile ranges. */
  iqr<L extends string, U extends string>(name: string, options: DetectorOptions<L, U, "iqr">): Detector {
    return declared("iqr", name, options);
  },
  /** Distance from the median in median absolute deviations: robust against earlier outliers. */
  modifiedZScore<L extends string, U extends string>(
    name: string,
    options: DetectorOptions<L, U, "modified-z-score">,
  ): Detector {
    return declared("modified-z-score", name, options);
  },
  /** Far from what a small recurrent network, trained while values come, forecasts from the last ones. */
  lstmForecaster<L extends string, U extends string>(
    name: string,
    options: DetectorOptions<L, U, "lstm-forecaster">,
  ): Detector {
    return declared("lstm-forecaster", name, options);
  },
  /** Rows of the last values that a small network, trained while values come, can't give back through a narrow middle. */
  autoencoder<L extends string, U extends string>(
    name: string,
    options: DetectorOptions<L, U, "autoencoder">,
  ): Detector {
    return declared("autoencoder", name, options);
  },
  /** Rows of the last values that are improbable under the density that a small network learns while values come. */
  variationalAutoencoder<L extends string, U extends string>(
    name: string,
    options: DetectorOptions<L, U, "variational-autoencoder">,
  ): Detector {
    return declared("variational-autoencoder", name, options);
  },
  /** Far from the mean of rows of the last values, in the variances of principal components that far rows hardly move. */
  robustPca<L extends string, U extends string>(name: string, options: DetectorOptions<L, U, "robust-pca">): Detector {
    return declared("robust-pca", name, options);
  },
  /** Shapes of the last values that are far from every earlier shape. */
  matrixProfile<L extends string, U extends string>(
    name: string,
    options: DetectorOptions<L, U, "matrix-profile">,
  ): Detector {
    return declared("matrix-profile", name, options);
  },
  /** Grubbs' test for one outlier in a normal sample. */
  grubbs<L extends string, U extends string>(name: string, options: DetectorOptions<L, U, "grubbs">): Detector {
    return declared("grubbs", name, options);
  },
  /** A window as long as its values have one mean. */
  adwin<L extends string, U extends string>(name: string, options: DetectorOptions<L, U, "adwin">): Detector {
    return declared("adwin", name, options);
  },
  /** Values that no longer go together with those before them as they did, or begin to. */
  correlationChange<L extends string, U extends string>(
    name: string,
    options: DetectorOptions<L, U, "correlation-change">,
  ): Detector {
    return declared("correlation-change", name, options);
  },
  /** A rate of errors that rises above its best. */
  ddm<L extends string, U extends string>(name: string, options: DetectorOptions<L, U, "ddm">): Detector {
    return declared("ddm", name, options);
  },
  /** Window after window beside a reference, the share of false alarms held over all of them. */
  distributionDrift<L extends string, U extends string>(
    name: string,
    options: DetectorOptions<L, U, "distribution-drift">,
  ): Detector {
    return declared("distribution-drift", name, options);
  },
  /** Errors that come closer to each other. */
  eddm<L extends string, U extends string>(name: string, options: DetectorOptions<L, U, "eddm">): Detector {
    return declared("eddm", name, options);
  },
  /** Far from what level, trend and season of the last values lead to, by Holt and Winters' smoothing that tunes itself. */
  forecast<L extends string, U extends string>(name: string, options: DetectorOptions<L, U, "forecast">): Detector {
    return declared("forecast", name, options);
  },
  /** How sparse the half-spaces around a row were in the last window of rows. */
  halfSpaceTrees<L extends string, U extends string>(
    name: string,
    options: DetectorOptions<L, U, "half-space-trees">,
  ): Detector {
    return declared("half-space-trees", name, options);
  },
  /** A rate of errors beyond a bound that holds for any distribution. */
  hddm<L extends string, U extends string>(name: string, options: DetectorOptions<L, U, "hddm">): Detector {
    return declared("hddm", name, options);
  },
  /** The newest values of a window beside its older ones. */
  kswin<L extends string, U extends string>(name: string, options: DetectorOptions<L, U, "kswin">): Detector {
    return declared("kswin", name, options);
  },
  /** Deviations from the running mean that add up. */
  pageHinkley<L extends string, U extends string>(
    name: string,
    options: DetectorOptions<L, U, "page-hinkley">,
  ): Detector {
    return declared("page-hinkley", name, options);
  },
  /** What is taken unless another is asked for: finds what is unlike all before, large beside the span and rare. */
  auto<L extends string, U extends string>(name: string, options: DetectorOptions<L, U, "auto">): Detector {
    return declared("auto", name, options);
  },
  /** The distance from the nearest core row among the last ones. */
  dbscan<L extends string, U extends string>(name: string, options: DetectorOptions<L, U, "dbscan">): Detector {
    return declared("dbscan", name, options);
  },
  /** How few random cuts isolate a row from the last ones. */
  isolationForest<L extends string, U extends string>(
    name: string,
    options: DetectorOptions<L, U, "isolation-forest">,
  ): Detector {
    return declared("isolation-forest", name, options);
  },
  /** The angle to the last rows in the space of a kernel. */
  oneClassSvm<L extends string, U extends string>(
    name: string,
    options: DetectorOptions<L, U, "one-class-svm">,
  ): Detector {
    return declared("one-class-svm", name, options);
  },
  /** By how much a row would change trees of random cuts over the last ones. */
  randomCutForest<L extends string, U extends string>(
    name: string,
    options: DetectorOptions<L, U, "random-cut-forest">,
  ): Detector {
    return declared("random-cut-forest", name, options);
  },
  /** Several detectors of a series that decide together. */
  ensemble<L extends string, U extends string>(name: string, options: DetectorOptions<L, U, "ensemble">): Detector {
    return declared("ensemble", name, options);
  },
} as const;

function declared(method: DetectorName, name: string, options: unknown): Detector {
  return notice("detector", name, options, { detector: method });
}
