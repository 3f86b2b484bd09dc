interface Mend {
  why: string;
  find: RegExp;
  replacement: string;
  times: number;
}

const wordmark = encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="44" height="12">' +
    '<text y="10" font-size="11" font-family="sans-serif" fill="#7f8ea3">Redocly</text></svg>',
);

const mends: Mend[] = [
  {
    why: "Redoc's logo would be fetched from a CDN.",
    find: /https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(-full)?\.svg/g,
    replacement: `data:image/svg+xml,${wordmark}`,
    times: 2,
  },
  {
    why: "Only one tag's operations stand in the page: nobody could print it all, or search it with the browser.",
    find: /(shouldRenderOps:[^}]{0,200}\.children\.length>0)&&\w+\.content\.contentType!==\w+\.GROUP/g,
    replacement: "$1",
    times: 1,
  },
  {
    why: "As above: the operations of a tag that nobody has opened.",
    find: /let (\w+)=\w+\.content\.contentType===\w+\.GROUP;return/g,
    replacement: "let $1=!1;return",
    times: 1,
  },
  {
    why: "As above: each tag shows a button that would open it.",
    find: /let (\w+)=\w+\(\);return\(0,\w+\.useMemo\)\(\(\)=>\w+\((\w+),\1\.pathname\),\[\2,\1\.pathname\]\)/g,
    replacement: "return!0",
    times: 1,
  },
  {
    why: "As above: a section is left out until it is scrolled to.",
    find: /`(?:0px 0px 200px 0px|800px 0px)`/g,
    replacement: "`1000000px 0px`",
    times: 2,
  },
  {
    why: "The search field is plain text to the keyboard: Tab passes it by.",
    find: /onClick:(\w+),(onPointerEnter:\w+,className:\w+,"data-testid":`search-trigger`)/g,
    replacement: "role:`button`,tabIndex:0,onKeyDown:event=>event.key===`Enter`&&$1(event),onClick:$1,$2",
    times: 1,
  },
];

/**
 * Mends what Redoc has no option for. Every place has to be found as often as it is known to be there, so that a new
 * version of Redoc can't undo a mend unnoticed.
 */
export function mendRedoc(page: string): string {
  return mends.reduce((text, { why, find, replacement, times }) => {
    const found = text.match(find)?.length ?? 0;
    if (found !== times) throw new Error(`Redoc has changed: ${String(find)} stands there ${found} times. ${why}`);
    return text.replace(find, replacement);
  }, page);
}
