/* What every view is drawn with: tagged templates that become elements, and hooks. Text is always text: nothing here
   or in any view writes HTML. */

import { h, render } from "./vendor/preact.js";
import htm from "./vendor/htm.js";

export { render };
export * from "./vendor/hooks.js";
export const html = htm.bind(h);
