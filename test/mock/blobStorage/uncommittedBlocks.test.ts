import { expect, it } from "vitest";
import { createUncommittedBlocks, type Reservation } from "../../../src/mock/blobStorage/uncommittedBlocks.ts";

const now = new Date("2026-03-01T08:00:00Z");

// With its overhead, each block takes 1,000 bytes.
const length = 488;

function createBlocks(limits: { maxBytes?: number; maxBlocks?: number } = {}) {
  const blocks = createUncommittedBlocks(limits);
  const reserve = (container: string, fileName: string, id: string) =>
    blocks.reserve({ container, fileName, id, length, now });
  const kept = (container: string, fileName: string) => [...blocks.of(container, fileName, now).keys()].join("");
  function put(container: string, fileName: string, id: string): string {
    const reservation = reserve(container, fileName, id);
    if (typeof reservation === "string") return reservation;
    reservation.fill(new Uint8Array(length));
    reservation.release();
    return "kept";
  }
  return { ...blocks, reserve, put, kept };
}

it("the file written longest ago loses its blocks to make room for another's", () => {
  const { put, kept } = createBlocks({ maxBytes: 4_000 });
  for (const [fileName, id] of [
    ["a", "1"],
    ["b", "1"],
    ["b", "2"],
    ["a", "2"],
  ] as const)
    put("p", fileName, id);
  expect(put("q", "a", "1")).toBe("kept");
  expect([kept("p", "a"), kept("p", "b"), kept("q", "a")]).toEqual(["12", "", "1"]);
});

it("no more files lose their blocks than necessary", () => {
  const { put, kept } = createBlocks({ maxBytes: 3_000 });
  for (const fileName of ["a", "b", "c", "d"]) put("p", fileName, "1");
  expect(["a", "b", "c", "d"].map((fileName) => kept("p", fileName))).toEqual(["", "1", "1", "1"]);
});

it("a file that is too large by itself is refused", () => {
  const { put, kept } = createBlocks({ maxBytes: 2_000 });
  put("p", "a", "1");
  put("p", "b", "1");
  expect(put("p", "b", "2")).toBe("kept");
  expect(put("p", "b", "3")).toBe("BlocksTooLarge");
  expect([kept("p", "a"), kept("p", "b")]).toEqual(["", "12"]);
});

it("a block that replaces another needs no further room", () => {
  const { put, kept } = createBlocks({ maxBytes: 3_000 });
  put("p", "a", "1");
  for (let times = 0; times < 5; times += 1) expect(put("p", "b", "1")).toBe("kept");
  expect(kept("p", "a")).toBe("1");
});

it("arriving blocks count until they are released", () => {
  const { reserve, put } = createBlocks({ maxBytes: 2_000 });
  const arriving = ["1", "2"].map((id) => reserve("p", "a", id) as Reservation);
  expect(put("p", "b", "1")).toBe("BlocksTooLarge");
  arriving[0]!.release();
  expect(put("p", "b", "1")).toBe("kept");
});

it("a file has a limited number of blocks", () => {
  const { put } = createBlocks({ maxBlocks: 2 });
  expect(["1", "2", "3", "2"].map((id) => put("p", "a", id))).toEqual(["kept", "kept", "TooManyBlocks", "kept"]);
});

it("dropping a file keeps the others of its container", () => {
  const { put, drop, dropAll, kept } = createBlocks();
  for (const fileName of ["a", "b"]) put("p", fileName, "1");
  drop("p", "A");
  expect(kept("p", "a")).toBe("1");
  drop("p", "a");
  dropAll((container) => container === "q");
  drop("q", "b");
  expect([kept("p", "a"), kept("p", "b")]).toEqual(["", "1"]);
  dropAll((container) => container === "p");
  expect(kept("p", "b")).toBe("");
});

it("a block of 256 MB is refused by default", () => {
  const { reserve } = createUncommittedBlocks();
  const block = { container: "p", fileName: "a", id: "1", now };
  expect(reserve({ ...block, length: 255 * 1024 * 1024 })).toBeTypeOf("object");
  expect(createUncommittedBlocks().reserve({ ...block, length: 256 * 1024 * 1024 })).toBe("BlocksTooLarge");
});
