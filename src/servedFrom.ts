/** The address that this page was loaded from, without a trailing slash; a proxy may have put it below a path. */
export const servedFrom = new URL(".", location.href).href.slice(0, -1);
