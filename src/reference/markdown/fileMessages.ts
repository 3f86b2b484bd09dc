import { fileMessages } from "../guide/fileMessages.ts";
import { paragraphs, table } from "./table.ts";

const introduction = `# Messages about files

A start of a CSV profile checks the uploaded files and returns what it finds, as
[400 missingFiles](#errors/400-missingfiles), as [400 invalidFiles](#errors/400-invalidfiles), or, if there are warnings only,
as 200. The wording is the mock's: the live service reported the same mistakes in other words. \`…\` stands for a name
or a number.`;

/** Each message about the files, with its cause and its fix. */
export const describeFileMessages = (): string =>
  paragraphs(
    introduction,
    table(
      ["Message", "Type", "Cause", "What to do"],
      fileMessages.map(({ type, message, cause, fix }) => [message, type, cause, fix]),
    ),
  );
