const smallWords = new Set(
  (
    "a an and any are as at be been by can could did do does for from had has have how i if in into is it its me must " +
    "my need needs of on or our should that the them then there this to use was we what when where which who why will with " +
    "would you your"
  ).split(" "),
);

/** What Redoc looks for: the words of a question that say something, or all if there are none. */
function wordsOf(question: string): string {
  const words = question.replaceAll(/[?!,"]/g, " ").split(/\s+/);
  const telling = words.filter((word) => !smallWords.has(word.toLowerCase()));
  return (telling.length > 0 ? telling : words).join(" ");
}

// Redoc prepares the search when the browser is idle: seconds later, and in Safari, which has no word for it, never. It does
// so in small steps, and so may begin at once.
const requestIdleCallback = (callback: () => void) => setTimeout(callback, 100);

/** Has the search ready early, and understand questions; see patchRedoc. */
export function provideSearch(): void {
  Object.assign(globalThis, { wordsOf, requestIdleCallback, cancelIdleCallback: clearTimeout });
}
