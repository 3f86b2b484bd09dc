interface Patch {
  why: string;
  find: RegExp;
  replacement: string;
  times: number;
}

const wordmark = encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="44" height="12">' +
    '<text y="10" font-size="11" font-family="sans-serif" fill="#7f8ea3">Redocly</text></svg>',
);

const patches: Patch[] = [
  {
    why: "Redoc would load its logo from a CDN.",
    find: /https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(-full)?\.svg/g,
    replacement: `data:image/svg+xml,${wordmark}`,
    times: 2,
  },
  {
    why: "Redoc renders only one tag's operations, so that the page can't be printed or searched as a whole.",
    find: /(shouldRenderOps:[^}]{0,200}\.children\.length>0)&&\w+\.content\.contentType!==\w+\.GROUP/g,
    replacement: "$1",
    times: 1,
  },
  {
    why: "As above: the operations of a closed tag.",
    find: /let (\w+)=\w+\.content\.contentType===\w+\.GROUP;return/g,
    replacement: "let $1=!1;return",
    times: 1,
  },
  {
    why: "As above: a part is not rendered until it is scrolled to, and then not at once.",
    find: /new IntersectionObserver\((\w+=>\{\w+\.some\(\w+=>\w+\.isIntersecting\)&&\()\(0,\w+\.startTransition\)\(\(\)=>(\w+\(!0\))\)/g,
    replacement: "new PartObserver($1$2",
    times: 2,
  },
  {
    why: "Lists name operations by their paths, which begin alike and are cut off.",
    find: /children:(\w+)\.title\}\),\1\.badges/g,
    replacement: "children:$1.summary||$1.title}),$1.badges",
    times: 1,
  },
  {
    why: "The search joins the words on both sides of a line's end, or of a cell's.",
    find: /(function (\w+)\((\w+)\)\{if\(!\w+\(\3\)\)\{typeof \3\.attributes\?\.content==`string`&&(\w+)\.push\(\3\.attributes\.content\);for\(let (\w+) of \3\.children\?\?\[\]\)\2\(\5\))\}/g,
    replacement: "$1;/break|paragraph|heading|item|t[dh]/.test($3.type)&&$4.push(` `)}",
    times: 1,
  },
  {
    why: "The search begins half a second after the last key.",
    find: /(if\(!(\w+)\)\{\w+\(``\);return\}let \w+=setTimeout\(\(\)=>\w+\(\2\),)500(?=\))/g,
    replacement: "$1100",
    times: 1,
  },
  {
    why: "The search expects every word of a question in the text, and so its small words, too.",
    find: /async search\((\w+)\)\{(?=let \w+=\w+\(\1\);if\(!\w+\.words\.length\))/g,
    replacement: "$&$1=wordsOf($1);",
    times: 1,
  },
  {
    why: "The search rates a title that is shorter than the question above one with all of its words.",
    find: /(\.titleCoverage\*)(\w+\.text\.length\/\w+\.length)/g,
    replacement: "$1Math.min(1,$2)",
    times: 1,
  },
];

/**
 * Patches what Redoc has no option for. Each pattern must match the expected number of times, so that a new version of
 * Redoc can't undo a patch unnoticed.
 */
export function patchRedoc(page: string): string {
  return patches.reduce((text, { why, find, replacement, times }) => {
    const found = text.match(find)?.length ?? 0;
    if (found !== times)
      throw new Error(`Redoc has changed: ${String(find)} matches ${found} times instead of ${times}. ${why}`);
    return text.replace(find, replacement);
  }, page);
}
