Object.assign(Array.prototype, { last: undefined });

export const title = "Acme";
