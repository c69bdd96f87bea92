// The page is complete without this script. It adds: choosing code columns, links that open a
// cell's details, search in a dictionary, and a language switch that keeps place, columns and open details.
(function () {
  "use strict";

  var query = new URLSearchParams(location.search);

  // --- code columns ---------------------------------------------------------------------------

  function setUpChooser(chooser) {
    var table = document.querySelector('[data-code="' + chooser.dataset.chooser + '"]');
    var boxes = Array.from(chooser.querySelectorAll("input"));
    var initial = boxes.map(function (box) { return box.defaultChecked; });

    function apply() {
      var on = new Set(boxes.filter(function (b) { return b.checked; }).map(function (b) { return b.value; }));
      table.querySelectorAll("[data-column]").forEach(function (cell) {
        cell.toggleAttribute("data-off", !on.has(cell.dataset.column));
      });
    }

    var chosen = query.get("code-" + chooser.dataset.chooser);
    boxes.forEach(function (box, k) {
      box.checked = chosen === null ? initial[k] : chosen.split(",").includes(box.value);
      box.addEventListener("change", apply);
    });
    chooser.querySelector("[data-all]").addEventListener("click", function () {
      boxes.forEach(function (box) { box.checked = true; });
      apply();
    });
    chooser.querySelector("[data-default]").addEventListener("click", function () {
      boxes.forEach(function (box, k) { box.checked = initial[k]; });
      apply();
    });
    chooser.classList.add("ready");
    apply();
    return function () {
      return boxes.every(function (box, k) { return box.checked === initial[k]; })
        ? null
        : boxes.filter(function (b) { return b.checked; }).map(function (b) { return b.value; }).join(",");
    };
  }

  var choosers = Array.from(document.querySelectorAll("[data-chooser]")).map(function (element) {
    return { id: element.dataset.chooser, state: setUpChooser(element) };
  });

  // --- details of a cell ----------------------------------------------------------------------

  function openDetail() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.hasAttribute("popover") && target.showPopover && !target.matches(":popover-open")) {
      target.showPopover();
    }
  }
  window.addEventListener("hashchange", openDetail);

  // --- search in a dictionary -----------------------------------------------------------------

  document.querySelectorAll("[data-filter]").forEach(function (input) {
    var articles = Array.from(document.querySelectorAll(input.dataset.filter));
    input.closest(".filter").hidden = false;
    input.addEventListener("input", function () {
      var wanted = input.value.trim().toLowerCase();
      articles.forEach(function (article) {
        var words = (article.dataset.words + " " + article.textContent).toLowerCase();
        article.hidden = !words.includes(wanted);
      });
      document.querySelectorAll("main > section").forEach(function (section) {
        section.hidden = !section.querySelector("article:not([hidden])");
      });
    });
  });

  // --- language switch ------------------------------------------------------------------------

  // The element with an identifier that stands nearest above the upper edge, and how far above.
  function place() {
    var best = null;
    document.querySelectorAll("main [id]").forEach(function (element) {
      if (element.closest("[popover]") || element.closest("svg")) { return; }
      var box = element.getBoundingClientRect();
      if (box.height > 0 && box.top <= 1 && (best === null || box.top >= best.top)) {
        best = { id: element.id, top: box.top };
      }
    });
    return best;
  }

  var link = document.querySelector("[data-switch]");
  link.addEventListener("click", function () {
    var next = new URLSearchParams();
    choosers.forEach(function (chooser) {
      var state = chooser.state();
      if (state !== null) { next.set("code-" + chooser.id, state); }
    });
    var here = place();
    if (here && window.scrollY > 0) {
      next.set("at", here.id);
      next.set("by", String(Math.round(-here.top)));
    }
    var open = document.querySelector("[popover]:popover-open");
    var base = link.getAttribute("href").split(/[?#]/)[0];
    var text = next.toString();
    link.href = base + (text ? "?" + text : "") + (open ? "#" + open.id : "");
  });

  var at = query.get("at") && document.getElementById(query.get("at"));
  if (at) {
    var scroll = function () {
      var top = at.getBoundingClientRect().top + window.scrollY;
      window.scrollTo({ top: top + (Number(query.get("by")) || 0), behavior: "instant" });
    };
    scroll();
    window.addEventListener("load", scroll);
  }
  openDetail();
})();
