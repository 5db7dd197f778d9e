/** Begins the command after which what all tenants share is up to date, too. */
export const WHOLE = "monitorgen build --all";
