/** How `validate` and `build` can tell what they found. */
export const REPORT_FORMATS = ["pretty", "json", "github", "gitlab", "sarif", "junit", "markdown"] as const;

/** One of them. */
export type ReportFormat = (typeof REPORT_FORMATS)[number];
