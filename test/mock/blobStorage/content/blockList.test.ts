import { describe, expect, it } from "vitest";
import { listedBlocks } from "../../../../src/mock/blobStorage/content/blockList.ts";

const ofSdk = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><BlockList><Latest>QQ==</Latest><Latest>Qg+/</Latest></BlockList>`;

describe("a block list", () => {
  it.each<{ when: string; xml: string; blocks: string[] }>([
    { when: "it comes from the SDK", xml: ofSdk, blocks: ["Latest QQ==", "Latest Qg+/"] },
    { when: "it is empty", xml: "<BlockList></BlockList>", blocks: [] },
    { when: "it is one empty tag", xml: `<?xml version="1.0"?>\n<BlockList />\n`, blocks: [] },
    {
      when: "it is indented, after a byte order mark",
      xml: `\ufeff<?xml version="1.0" encoding="utf-8"?>\r\n<BlockList>\r\n  <Uncommitted>QQ==</Uncommitted>\r\n  <Committed> Qg== </Committed>\r\n</BlockList>\r\n`,
      blocks: ["Uncommitted QQ==", "Committed Qg=="],
    },
    {
      when: "its tags have spaces where XML allows them",
      xml: "<BlockList ><Latest >QQ==</Latest ></BlockList >",
      blocks: ["Latest QQ=="],
    },
  ])("is read when $when", ({ xml, blocks }) => {
    expect(listedBlocks(xml)?.map(({ list, id }) => `${list} ${id}`)).toEqual(blocks);
  });

  it.each([
    "",
    "QQ==",
    "<BlockList>",
    "<BlockList><Latest>QQ==</Latest>",
    "<BlockList><Latest>QQ==</Latest></BlockList>x",
    "x<BlockList></BlockList>",
    "<Blocks></Blocks>",
    "<BlockList>QQ==</BlockList>",
    "<BlockList><Latest>QQ==</Latest>x</BlockList>",
    "<BlockList>x<Latest>QQ==</Latest></BlockList>",
    "<BlockList><Latest>QQ==</Uncommitted></BlockList>",
    "<BlockList><Latest></Latest></BlockList>",
    "<BlockList><Oldest>QQ==</Oldest></BlockList>",
    "<BlockList><Latest>&x;</Latest></BlockList>",
    `<!DOCTYPE x [<!ENTITY a "QQ==">]><BlockList><Latest>QQ==</Latest></BlockList>`,
  ])("is not %s", (xml) => {
    expect(listedBlocks(xml)).toBeUndefined();
  });
});
