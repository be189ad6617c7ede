"use strict";
// What the page does beyond htmx: sliders beside the fields, the new sentence read aloud, and a
// word when the server is gone. Without it the page works as a plain form.
(() => {
  const decimalSign = () => (document.documentElement.lang === "da" ? "," : ".");
  const page = () => document.getElementById("page");

  const toNumber = (text) => {
    const sign = decimalSign();
    const group = sign === "," ? "." : ",";
    return Number(text.replaceAll(group, "").replace(sign, ".").replace("\u2212", "-"));
  };
  const toText = (value, step) => {
    const decimals = (String(step).split(".")[1] || "").length;
    return new Intl.NumberFormat(document.documentElement.lang, {
      maximumFractionDigits: decimals,
    }).format(value);
  };

  const addSliders = () => {
    for (const field of document.querySelectorAll("input[data-step]:not([data-slid])")) {
      field.dataset.slid = "";
      const slider = document.createElement("input");
      slider.type = "range";
      slider.min = field.dataset.low;
      slider.max = field.dataset.high;
      slider.step = field.dataset.step;
      slider.value = toNumber(field.value);
      slider.id = field.id + "-slider";
      const mark = document.createElement("datalist");
      mark.id = field.id + "-mark";
      mark.append(new Option("", field.dataset.first));
      slider.setAttribute("list", mark.id);
      slider.setAttribute("aria-label", field.labels[0].textContent);
      slider.addEventListener("input", () => {
        field.value = toText(Number(slider.value), field.dataset.step);
      });
      field.addEventListener("input", () => {
        const value = toNumber(field.value);
        if (Number.isFinite(value)) slider.value = value;
      });
      field.parentElement.after(slider, mark);
    }
  };

  const say = () => {
    const answer = document.getElementById("answer");
    const sentence = document.querySelector("#answer .answer");
    const said = document.getElementById("said");
    if (!answer || !sentence || !said) return;
    if (answer.dataset.how !== "complete" && answer.dataset.how !== "rounded") return;
    if (said.textContent !== sentence.textContent) said.textContent = sentence.textContent;
  };

  const open = new Set();
  const rememberOpen = () => {
    for (const one of document.querySelectorAll("#answer details[id]")) {
      if (one.open) open.add(one.id);
      else open.delete(one.id);
    }
  };
  const openAgain = () => {
    for (const id of open) {
      const one = document.getElementById(id);
      if (one) one.open = true;
    }
  };

  const copyLink = (event) => {
    if (event.target.id !== "link" || !navigator.clipboard) return;
    event.preventDefault();
    navigator.clipboard.writeText(event.target.href).then(() => {
      document.getElementById("said").textContent = page().dataset.copied;
    });
  };

  const settle = () => {
    if (page()) document.documentElement.lang = page().dataset.language;
    openAgain();
    addSliders();
    say();
  };

  let asking = null;
  const gone = (is) => {
    const word = document.getElementById("gone");
    if (word) word.hidden = !is;
    if (!is) {
      clearTimeout(asking);
      asking = null;
    } else if (asking === null) {
      asking = setTimeout(() => {
        asking = null;
        htmx.ajax("GET", location.pathname + location.search, {
          target: "#answer",
          swap: "outerHTML",
        });
      }, 2000);
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    if (location.search.includes("token=")) history.replaceState(null, "", page().dataset.place);
    settle();
  });
  document.addEventListener("htmx:beforeSwap", rememberOpen);
  document.addEventListener("htmx:afterSettle", settle);
  document.addEventListener("click", copyLink);
  document.addEventListener("htmx:sendError", () => gone(true));
  document.addEventListener("htmx:timeout", () => gone(true));
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) gone(false);
  });
})();
