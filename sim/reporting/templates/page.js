(function () {
  "use strict";
  var root = document.documentElement;
  root.className = "js";
  var parts = Array.prototype.slice.call(document.querySelectorAll(".part"));
  function place() {
    try { return decodeURIComponent(location.hash.slice(1)); } catch (fault) { return ""; }
  }
  function shown() {
    var code = place().split("-")[0];
    var found = parts.filter(function (part) { return part.id === code; })[0];
    return found || parts[0];
  }
  function show() {
    var part = shown(), rest = place().slice(2), target = document.getElementById(place());
    root.lang = part.id;
    document.title = part.dataset.title;
    parts.forEach(function (one) {
      Array.prototype.forEach.call(one.querySelectorAll("a.language"), function (link) {
        link.href = "#" + link.lang + rest;
      });
    });
    if (!target) { return; }
    for (var up = target; up; up = up.parentElement) {
      if (up.tagName === "DETAILS") { up.open = true; }
    }
    Array.prototype.forEach.call(part.querySelectorAll("select.picker"), function (picker) {
      if (Array.prototype.some.call(picker.options, function (one) { return one.value === target.id; })) {
        picker.value = target.id;
      }
    });
  }
  document.addEventListener("change", function (event) {
    if (event.target.className === "picker") { location.hash = event.target.value; }
  });
  window.addEventListener("hashchange", show);
  show();
}());
