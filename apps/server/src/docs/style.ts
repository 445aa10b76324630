/** Style of the API's page: system fonts, both colour schemes, visible focus. */
export const DOCS_STYLE = `
:root { color-scheme: light dark; --line: #8886; --link: light-dark(#0b57a4, #8ab8f0); }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 68rem; padding: 1rem; }
code, pre { font-family: ui-monospace, monospace; font-size: .92em; overflow-wrap: anywhere; }
pre { border: 1px solid var(--line); overflow: auto; padding: .75rem; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { left: -99rem; position: absolute; }
.skip:focus { left: 1rem; background: Canvas; padding: .5rem; }
section { border-top: 1px solid var(--line); margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid var(--line); overflow-wrap: anywhere; padding: .3rem .6rem; text-align: start; vertical-align: top; }
dt { font-weight: 600; margin-top: .5rem; }
nav ul, .content { list-style: none; padding-inline-start: 0; }
.schema { padding-inline-start: 1.2rem; }
.note { opacity: .85; }
`;
