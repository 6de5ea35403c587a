// @ts-check

/**
 * Lets a person choose which findings of a report are shown.
 * @param {ParentNode} root what the report stands in
 * @returns {void}
 */
export function installFilter(root) {
  const form = root.querySelector("form.filter");
  const shown = root.querySelector("output.shown");
  if (!(form instanceof HTMLFormElement) || !(shown instanceof HTMLOutputElement)) return;
  const groups = [...root.querySelectorAll("section.group")].map((element) => {
    const title = element.querySelector("h3")?.textContent ?? "";
    const findings = [...element.querySelectorAll("li.finding")].map((finding) => ({
      element: /** @type {HTMLElement} */ (finding),
      text: `${title} ${finding.textContent}`.toLowerCase(),
    }));
    return { element: /** @type {HTMLElement} */ (element), findings };
  });
  const total = groups.reduce((sum, group) => sum + group.findings.length, 0);

  const apply = () => {
    const wanted = new FormData(form);
    const severities = new Set(wanted.getAll("severity"));
    const category = wanted.get("category");
    const rule = wanted.get("rule");
    const words = String(wanted.get("text")).toLowerCase().split(/\s+/);
    let count = 0;
    for (const group of groups) {
      let some = false;
      for (const { element, text } of group.findings) {
        const data = element.dataset;
        const fits =
          severities.has(data.severity ?? "") &&
          (!category || category === data.category) &&
          (!rule || rule === data.rule) &&
          words.every((word) => text.includes(word));
        element.hidden = !fits;
        some ||= fits;
        count += Number(fits);
      }
      group.element.hidden = !some;
    }
    shown.value = count === total ? `共${count}处` : `只显示${total}处中的${count}处`;
  };

  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
}
