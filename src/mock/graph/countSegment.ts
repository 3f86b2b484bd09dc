import type { Answer } from "../http/answer.ts";

/** The query of a list that returns how many items there are, made from the query of a `$count`. */
export const countQuery = ({ $filter }: Record<string, string | string[]>): Record<string, string | string[]> => ({
  ...($filter === undefined ? {} : { $filter }),
  $count: "true",
  $top: "1",
});

/** The number of items in the place of a list, as plain text; an error as it is. */
export function countOf(list: Answer): Answer {
  if (list.status !== 200) return list;
  const { "@odata.count": count, value } = JSON.parse(String(list.body)) as {
    "@odata.count"?: number;
    value: unknown[];
  };
  return { ...list, headers: { ...list.headers, "content-type": "text/plain" }, body: String(count ?? value.length) };
}
