"use strict";
const all = (selector) => Array.from(document.querySelectorAll(selector));
function choose(key, from) {
  all(".chosen").forEach((node) => node.classList.remove("chosen"));
  const found = all(`[data-key="${CSS.escape(key)}"]`);
  found.forEach((node) => node.classList.add("chosen"));
  const other = found.find((node) => (node.tagName === "ARTICLE") !== (from.tagName === "ARTICLE"));
  if (other) other.scrollIntoView({ block: "center", behavior: "smooth" });
}
document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  const place = event.target.closest("[data-key]");
  if (button && place) judge(place, button.dataset.verdict);
  else if (place && event.target.tagName !== "INPUT") choose(place.dataset.key, place);
});
async function judge(article, verdict) {
  const value = verdict === "corrected" ? article.querySelector("input").value : "";
  const answer = await fetch("/verdict", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Token": document.body.dataset.token },
    body: JSON.stringify({ paper: document.body.dataset.paper, key: article.dataset.key, verdict, value }),
  });
  if (!answer.ok) { alert("Không lưu được. Hãy tải lại trang."); return; }
  article.classList.remove("right", "wrong", "corrected");
  article.classList.add(verdict);
}
