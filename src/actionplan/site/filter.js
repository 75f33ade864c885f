/* made by actionplan: narrow the rows of a table to those with some words and values, as one types or chooses.
   Without this script a page shows all rows. What it needs is in the page: nothing is fetched. */
"use strict";

const plain = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[\u2018\u2019]/g, "'").replace(/\s+/g, " ").toLowerCase();

const made = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

const inOrder = new Intl.Collator("en-GB", { numeric: true }).compare;

function filtered(table) {
  const rows = [...table.tBodies[0].rows].map((row) => {
    const values = JSON.parse(row.dataset.filters);
    const cells = [...row.cells].map((cell) => cell.innerText || cell.textContent);
    return { row, values, text: plain([...cells, ...values.flat()].join(" ")) };
  });
  const words = made("input", { type: "search", autocomplete: "off", spellcheck: false });
  const choices = JSON.parse(table.dataset.filters).map((title, at) => {
    const values = [...new Set(rows.flatMap((each) => each.values[at]))].sort(inOrder);
    const options = values.map((value) => made("option", { value, textContent: value }));
    const select = made("select", {}, made("option", { value: "", textContent: "any" }), ...options);
    return { at, title, select, isUseful: values.length > 1 };
  }).filter((choice) => choice.isUseful);
  const shown = made("p", { className: "shown" });
  shown.setAttribute("role", "status");

  const narrow = () => {
    const wanted = plain(words.value).trim().split(" ");
    const fits = ({ text, values }) =>
      wanted.every((word) => text.includes(word)) &&
      choices.every(({ at, select }) => !select.value || values[at].includes(select.value));
    let number = 0;
    for (const each of rows) {
      each.row.hidden = !fits(each);
      number += !each.row.hidden;
    }
    shown.textContent = number === rows.length ? `All ${number} are shown.` : `${number || "None"} of ${rows.length} shown.`;
  };

  const all = made("button", { type: "reset", textContent: "Show all" });
  const form = made("form", { className: "filter" }, made("label", {}, "Words", words),
    ...choices.map(({ title, select }) => made("label", {}, title, select)), all);
  form.setAttribute("role", "search");
  form.addEventListener("input", narrow);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { narrow(); words.focus(); }));
  (table.closest(".scroll") || table).before(form, shown);
  narrow();
}

document.querySelectorAll("table[data-filters]").forEach(filtered);
