/** Shows the current section in the page's title. Returns a function that observes new sections. */
export function followSections(): () => void {
  const { title } = document;
  const visible = new Set<Element>();
  const observed = new WeakSet<Element>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) visible.add(target);
        else visible.delete(target);
      }
      // A subsection comes after its chapter.
      const sections = [...document.querySelectorAll("[data-section-id]")];
      const heading = sections.findLast((section) => visible.has(section))?.querySelector("h2");
      document.title = heading ? `${heading.textContent} – ${title}` : title;
    },
    // A line below the top edge.
    { rootMargin: "-80px 0px -85% 0px" },
  );
  return () => {
    for (const section of document.querySelectorAll("[data-section-id]")) {
      if (observed.has(section)) continue;
      observed.add(section);
      observer.observe(section);
    }
  };
}
