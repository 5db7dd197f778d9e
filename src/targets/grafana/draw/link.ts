import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import type { DashboardLink } from "@grafana/grafana-foundation-sdk/dashboard";
import type { Sdk } from "../sdk.ts";
import type { Link } from "../view.ts";

/** A link that opens in its own tab. */
export function drawLink(sdk: Sdk, { title, url }: Link): Builder<DashboardLink> {
  return visible(new sdk.dashboard.DashboardLinkBuilder(title).url(url).icon("external link").targetBlank(true));
}

/** A menu of all dashboards that have these tags. */
export function drawMenu(sdk: Sdk, title: string, tags: readonly string[]): Builder<DashboardLink> {
  const { DashboardLinkBuilder, DashboardLinkType } = sdk.dashboard;
  const menu = new DashboardLinkBuilder(title).type(DashboardLinkType.Dashboards).tags([...tags]);
  return visible(menu.icon("dashboard").asDropdown(true).keepTime(true));
}

/** The SDK hides links in the menu of controls unless they say nothing of their place. */
function visible(link: Builder<DashboardLink>): Builder<DashboardLink> {
  const { placement: _hidden, ...rest } = link.build();
  return { build: () => rest };
}
