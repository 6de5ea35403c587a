"use strict";
(() => {
  const form = document.getElementById("filter");
  if (!form) return;
  const findings = [...document.querySelectorAll(".finding")].map((element) => ({
    element,
    group: element.closest(".group"),
    text: `${element.closest(".group").querySelector("h3").textContent} ${element.textContent}`.toLowerCase(),
  }));
  const shown = document.getElementById("shown");

  const apply = () => {
    const wanted = new FormData(form);
    const severities = new Set(wanted.getAll("severity"));
    const words = wanted.get("text").toLowerCase().split(/\s+/);
    const groups = new Set();
    let count = 0;
    for (const { element, group, text } of findings) {
      const { severity, category, rule } = element.dataset;
      const fits =
        severities.has(severity) &&
        (!wanted.get("category") || wanted.get("category") === category) &&
        (!wanted.get("rule") || wanted.get("rule") === rule) &&
        words.every((word) => text.includes(word));
      element.hidden = !fits;
      if (fits) {
        groups.add(group);
        count += 1;
      }
    }
    for (const group of document.querySelectorAll(".group")) group.hidden = !groups.has(group);
    shown.value = count === findings.length ? `共${count}处` : `只显示${findings.length}处中的${count}处`;
  };

  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
})();
