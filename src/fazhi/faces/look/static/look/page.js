// What every page does beyond plain HTML; each concern is a module of its own, and none is needed to work.
import { toggles } from "./toggles.js";
import { dialogs } from "./dialogs.js";
import { forms } from "./forms.js";
import { keyboard } from "./keyboard.js";
import { lists } from "./lists.js";
import { toasts } from "./toasts.js";
import { sheets } from "./sheets.js";
import { pickers } from "./pickers.js";
import { printing } from "./printing.js";
import { drafts } from "./drafts.js";
import { finding } from "./finding.js";
import { waiting } from "./waiting.js";
import { signing } from "./signing.js";
import { proposals } from "./proposals.js";

for (const begin of [toggles, dialogs, forms, keyboard, lists, toasts, sheets, pickers, printing, drafts, waiting, finding, signing, proposals]) begin();
