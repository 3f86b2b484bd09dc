import { copyOperations, handleCopies, offerCopies } from "./copy.ts";
import { scaleDrawings } from "./drawings.ts";
import { handleDownloads } from "./embedded.ts";
import { rememberLanguage } from "./language.ts";
import { handleMenus } from "./menus.ts";
import { onRender } from "./page.ts";
import { handlePrinting } from "./printing.ts";
import { completeRoles, handleSearchField } from "./roles.ts";
import { putBodyFirst } from "./requests.ts";
import { followSections } from "./sections.ts";
import { handleSkipping } from "./skipping.ts";
import { provideStart } from "./start.ts";
import { labelCells } from "./tables.ts";
import { offerForms } from "./tryIt.ts";

provideStart();
putBodyFirst();
handleSkipping();
handleDownloads();
handlePrinting();
handleMenus();
handleSearchField();
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
