"use strict";
// Facts and words light each other up: the pointer or the keyboard on one shows the other.
(() => {
  let lit = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const words = (key) => [...all(`[data-facts~="${key}"]`), ...all(`[data-values~="${key}"]`)];

  const show = (target) => {
    lit.forEach((element) => element.classList.remove("lit"));
    const fact = target.closest("[data-fact]");
    const mark = target.closest("[data-facts]");
    const keys = fact ? [fact.dataset.fact] : mark ? mark.dataset.facts.split(" ") : [];
    lit = fact ? words(keys[0]) : mark ? [mark, ...keys.map((key) => document.getElementById(key))] : [];
    if (fact) lit.push(fact);
    lit.forEach((element) => element.classList.add("lit"));
    return { fact, keys };
  };

  // A click or Enter also brings the other side into view.
  const go = (target) => {
    const { fact, keys } = show(target);
    const other = fact ? words(keys[0])[0] : document.getElementById(keys[0]);
    if (other) other.scrollIntoView({ block: "nearest", behavior: "smooth" });
  };

  const onPage = (handler) => (event) => event.target instanceof Element && handler(event.target);
  document.addEventListener("pointerover", onPage(show));
  document.addEventListener("focusin", onPage(show));
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-fact], [data-facts]") && !event.target.closest("summary")) go(event.target);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("[data-fact], [data-facts]")) go(event.target);
  });

  // A link to a fact (page.html#a1-3) opens the page with its words lit.
  const linked = document.getElementById(location.hash.slice(1));
  if (linked) show(linked);
})();
