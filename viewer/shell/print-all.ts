// Printing shows every folded part; afterwards they are as they were.

export function openPrint(): () => void {
  let opened: HTMLDetailsElement[] = [];
  const before = (): void => {
    opened = [...document.querySelectorAll('details')].filter((details) => !details.open);
    for (const details of opened) details.open = true;
  };
  const after = (): void => {
    for (const details of opened) details.open = false;
    opened = [];
  };
  addEventListener('beforeprint', before);
  addEventListener('afterprint', after);
  return () => {
    removeEventListener('beforeprint', before);
    removeEventListener('afterprint', after);
  };
}
