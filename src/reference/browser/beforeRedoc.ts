import { provideParts } from "./parts.ts";
import { provideSearch } from "./search.ts";

provideParts();
provideSearch();
