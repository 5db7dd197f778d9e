const { title } = await import("./titles.ts");

export { title };
