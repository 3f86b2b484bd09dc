import type { Answer } from "../http/answer.ts";

/** Converts the query of a `$count` request to that of a list request that returns the count. */
export const countQuery = ({ $filter }: Record<string, string | string[]>): Record<string, string | string[]> => ({
  ...($filter === undefined ? {} : { $filter }),
  $count: "true",
  $top: "1",
});

/** Replaces a list with its number of items, as plain text; leaves an error unchanged. */
export function countOf(list: Answer): Answer {
  if (list.status !== 200) return list;
  const { "@odata.count": count, value } = JSON.parse(String(list.body)) as {
    "@odata.count"?: number;
    value: unknown[];
  };
  return { ...list, headers: { ...list.headers, "content-type": "text/plain" }, body: String(count ?? value.length) };
}
