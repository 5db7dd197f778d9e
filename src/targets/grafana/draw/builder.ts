import type { Builder, Dataquery } from "@grafana/grafana-foundation-sdk/cog";
import type { DataSourceRef } from "@grafana/grafana-foundation-sdk/common";
import type {
  DashboardLink,
  DynamicConfigValue,
  FieldColor,
  GridPos,
  Panel,
  ThresholdsConfig,
  ValueMapping,
} from "@grafana/grafana-foundation-sdk/dashboard";
import type { Expr } from "../../../promql/syntax/ast.ts";
import type { SourceType } from "../identifier.ts";
import type { Sdk } from "../sdk.ts";

/** What the SDK's panel builders have in common. */
export interface PanelBuilder extends Builder<Panel> {
  id(id: number): this;
  title(title: string): this;
  description(description: string): this;
  datasource(datasource: DataSourceRef): this;
  gridPos(position: GridPos): this;
  links(links: Builder<DashboardLink>[]): this;
  withTarget(target: Builder<Dataquery>): this;
  unit(unit: string): this;
  min(min: number): this;
  max(max: number): this;
  mappings(mappings: ValueMapping[]): this;
  thresholds(thresholds: Builder<ThresholdsConfig>): this;
  colorScheme(color: Builder<FieldColor>): this;
  dataLinks(links: Builder<DashboardLink>[]): this;
  overrideByQuery(queryRefId: string, properties: DynamicConfigValue[]): this;
}

/** What drawing a panel needs beside the panel itself. */
export interface Canvas {
  readonly sdk: Sdk;
  /** The tenant's matcher in braces, as the alert list filters by it. */
  readonly tenant: string;
  readonly alertSource: string;
  /** How often series are scraped that an expression reads, where less often than the data source says. */
  readonly stepOf: (expr: Expr) => string | undefined;
  readonly source: { readonly type: SourceType; readonly uid: string };
}
