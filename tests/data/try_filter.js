// Uses the filter of the page as a person would, and leaves what could be seen in an attribute.
"use strict";
const form = document.getElementById("filter");
const field = form.elements;
const tried = [];

const look = (name) => {
  form.dispatchEvent(new Event("input"));
  const seen = (what) => [...document.querySelectorAll(what)].filter((one) => one.offsetParent);
  const rules = seen(".finding").map((one) => one.dataset.rule).join(" ");
  tried.push([name, rules, seen(".group").length, document.getElementById("shown").value].join("|"));
};

look("all");
form.querySelector("[value=error]").click();
look("no errors");
form.querySelector("[value=error]").click();
field.category.value = "family";
look("family");
field.category.value = "unknown";
look("none");
field.category.value = "";
field.rule.value = "story-length";
look("rule");
field.rule.value = "";
field.text.value = "慕示例 s7";
look("text");
field.text.value = "没有这样的字";
look("nothing");
form.reset();
setTimeout(() => {
  look("reset");
  document.body.setAttribute("data-tried", tried.join(";"));
}, 50);
