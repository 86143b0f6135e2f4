"use strict";
// The page works by its links alone; this marks every sentence of a line, and every line of a sentence.
(function () {
  var told = document.getElementById("told");
  var from = null; // the link that led to what is marked: Escape leads back
  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }
  function words(node, name) { return (node.getAttribute(name) || "").split(" ").filter(Boolean); }
  function clear() { all(".on").forEach(function (node) { node.classList.remove("on"); }); }
  function mark(ids) {
    clear();
    var found = ids.map(function (id) { return document.getElementById(id); }).filter(Boolean);
    found.forEach(function (node) { node.classList.add("on"); });
    if (!found.length) { return 0; }
    found[0].scrollIntoView({ block: "center" });
    // Whoever reads by the keyboard or a screen reader goes along.
    var stop = found[0].matches("a, [tabindex]") ? found[0] : found[0].querySelector("a[data-s]");
    if (stop) { stop.focus({ preventScroll: true }); }
    return found.length;
  }
  function show(link, name, one, many) {
    var count = mark(words(link, name));
    var own = link.closest("tr, li, p, .s");
    if (own) { own.classList.add("on"); }
    from = link;
    told.textContent = count + " " + (count === 1 ? one : many);
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a[data-s], a[data-l]") : null;
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) { return; }
    event.preventDefault();
    if (link.hasAttribute("data-s")) { show(link, "data-s", "sentence marked", "sentences marked"); }
    else { show(link, "data-l", "line marked", "lines marked"); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") { return; }
    clear();
    told.textContent = "";
    if (from) { from.focus(); }
    from = null;
  });
})();
