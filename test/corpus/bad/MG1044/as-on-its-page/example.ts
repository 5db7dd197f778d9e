await new Promise(() => {});

export const title = "Acme";
