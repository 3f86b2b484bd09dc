import { handleCopies } from "./copy.ts";
import { handleDownloads } from "./embedded.ts";
import { rememberLanguage } from "./language.ts";
import { handleMenu } from "./menu.ts";
import { handlePrinting } from "./printing.ts";
import { handleSearch } from "./search.ts";
import { followSections } from "./sections.ts";
import { rememberTheme } from "./theme.ts";
import { handleForms } from "./tryIt.ts";

rememberTheme();
rememberLanguage();
handleMenu();
handleCopies();
handleDownloads();
handleSearch();
handlePrinting();
handleForms();
followSections();
