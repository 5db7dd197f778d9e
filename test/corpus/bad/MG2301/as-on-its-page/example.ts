import { counter } from "monitorgen";

export const metrics = [counter("jobs_done", { help: "Jobs that have ended." })];
