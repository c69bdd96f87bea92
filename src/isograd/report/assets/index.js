// Goes to the reader's language; without script the page's two links do.
(function () {
  "use strict";
  var wanted = (navigator.languages && navigator.languages[0]) || navigator.language || "en";
  var page = /^zh\b/i.test(wanted) ? "zh.html" : "en.html";
  location.replace(page + location.search + location.hash);
})();
