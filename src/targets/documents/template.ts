import Handlebars from "handlebars";

/** A template that is ready to be filled. */
export type Fill = (view: object) => string;

/**
 * Compiles a template whose values are all `Markdown`. Handlebars asks such a value for its own text; a bare string that
 * got into a view would come out escaped for HTML, and a name that the view lacks is an error.
 */
export function compileTemplate(source: string): Fill {
  const fill = Handlebars.compile<object>(source, { strict: true, knownHelpersOnly: true });
  return (view) => tidy(fill(view));
}

/** Blocks that print nothing leave blank lines behind: never two of them, and one line break at the end. */
function tidy(text: string): string {
  return `${text.replaceAll(/\n{3,}/g, "\n\n").trim()}\n`;
}
