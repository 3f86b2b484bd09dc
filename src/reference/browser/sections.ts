/** Names the section that is being read in the title and in the contents. */
export function followSections(): void {
  const { title } = document;
  const visible = new Set<Element>();
  const sections = [...document.querySelectorAll<HTMLElement>("[data-title]")];
  let current: Element | null = null;

  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) visible.add(target);
        else visible.delete(target);
      }
      // A part comes after the chapter that it is in.
      const section = sections.findLast((candidate) => visible.has(candidate));
      if (!section) return;
      const name = section.dataset["title"];
      document.title = name ? `${name} – ${title}` : title;
      const heading = section.querySelector("[id]");
      current?.removeAttribute("aria-current");
      current = document.querySelector(`#contents a[href="#${CSS.escape(heading?.id ?? "")}"]`);
      current?.setAttribute("aria-current", "true");
    },
    // A line below the top edge.
    { rootMargin: "-80px 0px -85% 0px" },
  );
  for (const section of sections) observer.observe(section);
}
