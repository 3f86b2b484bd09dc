import { copyOperations, handleCopies, offerCopies } from "./copy.ts";
import { scaleDrawings } from "./drawings.ts";
import { handleDownloads } from "./embedded.ts";
import { rememberLanguage } from "./language.ts";
import { handleMenus } from "./menus.ts";
import { onRender } from "./page.ts";
import { handlePrinting } from "./printing.ts";
import { completeRoles } from "./roles.ts";
import { putBodyFirst } from "./requests.ts";
import { followSections } from "./sections.ts";
import { handleSkipping } from "./skipping.ts";
import { labelCells } from "./tables.ts";
import { offerForms } from "./tryIt.ts";

putBodyFirst();
handleSkipping();
handleDownloads();
handlePrinting();
handleMenus();
handleCopies();
const showLanguage = rememberLanguage();
const observeSections = followSections();

onRender(() => {
  completeRoles();
  labelCells();
  scaleDrawings();
  offerCopies();
  copyOperations();
  offerForms();
  observeSections();
  showLanguage();
});
