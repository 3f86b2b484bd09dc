const smallWords = new Set(
  (
    "a an and any are as at be been by can could did do does for from had has have how i if in into is it its me must " +
    "my need needs of on or our should that the them then there this to use was we what when where which who why will with " +
    "would you your"
  ).split(" "),
);

/** The words that Redoc searches for: those of the question without small words, or all if nothing else is left. */
function wordsOf(question: string): string {
  const words = question.replaceAll(/[?!,"]/g, " ").split(/\s+/);
  const significant = words.filter((word) => !smallWords.has(word.toLowerCase()));
  return (significant.length > 0 ? significant : words).join(" ");
}

// Redoc builds its search index when the browser is idle: seconds later, or never in Safari, which lacks this function.
// Since it works in small steps, it can start right away.
const requestIdleCallback = (callback: () => void) => setTimeout(callback, 100);

/** Builds the search index early, and drops small words from questions; patchRedoc calls `wordsOf`. */
export function provideSearch(): void {
  Object.assign(globalThis, { wordsOf, requestIdleCallback, cancelIdleCallback: clearTimeout });
}
