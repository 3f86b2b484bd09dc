/** Names the section that is being read in the title. The function returned observes sections that are new. */
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
      // A part comes after the chapter that it is in.
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
