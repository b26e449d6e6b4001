// SPDX-License-Identifier: Apache-2.0
// page.js - behind common.js: filters, sorting, copying and the tree of the HTML report. The page reads well without it.
"use strict";
(() => {
  const size = (bytes) => {
    if (bytes < 1000) return `${bytes} B`;
    const units = ["kB", "MB", "GB", "TB"];
    let value = bytes / 1000, unit = 0;
    while (value >= 999.95 && unit < 3) { value /= 1000; unit++; }
    return `${value.toFixed(1)} ${units[unit]}`;
  };

  function copying() {
    if (!navigator.clipboard) return;
    for (const button of all(".copy")) {
      const label = button.firstChild;
      button.hidden = false;
      button.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(button.dataset.copy);
          label.data = "Copied";
        } catch {
          label.data = "Not allowed";
        }
        setTimeout(() => { label.data = "Copy"; }, 1500);
      });
    }
  }

  function findings() {
    const section = $("#findings"), search = $("#finding-search");
    if (!search) return;
    const items = all(".finding", section).map((element) => ({
      element, severity: element.dataset.severity, suppressed: element.classList.contains("suppressed"),
      text: element.textContent.toLowerCase(),
    }));
    const update = () => {
      const wanted = words(search.value);
      const off = new Set(all('.filter[data-severity][aria-pressed="false"]', section).map((b) => b.dataset.severity));
      const suppressed = $('.filter[data-suppressed][aria-pressed="true"]', section) !== null;
      let shown = 0;
      for (const item of items) {
        const show = (item.suppressed ? suppressed : !off.has(item.severity)) && wanted.every((w) => item.text.includes(w));
        item.element.hidden = !show;
        shown += show;
      }
      $("#finding-shown").textContent = shown === items.length ? "" : `${shown} of ${items.length} shown`;
    };
    for (const button of all(".filter", section)) {
      button.addEventListener("click", () => {
        button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") === "true" ? "false" : "true");
        update();
      });
    }
    search.addEventListener("input", update);
    $(".tools", section).hidden = false;
    update();
  }

  function packages() {
    const table = $("#package-table"), search = $("#package-search");
    if (!table) return;
    const rows = [...table.tBodies[0].rows];
    const texts = rows.map((row) => row.textContent.toLowerCase());
    search.addEventListener("input", () => {
      const wanted = words(search.value);
      let shown = 0;
      rows.forEach((row, i) => {
        row.hidden = !wanted.every((w) => texts[i].includes(w));
        shown += !row.hidden;
      });
      $("#package-shown").textContent = shown === rows.length ? "" : `${shown} of ${rows.length} shown`;
    });
    $("#packages .tools").hidden = false;
    const order = new Intl.Collator("en", { numeric: true });
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = make("button", "", head.textContent);
      button.type = "button";
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const number = head.classList.contains("number");
        const before = head.getAttribute("aria-sort");
        const down = before ? before === "ascending" : number;
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const key = (row) => row.cells[column].textContent;
        const sorted = [...rows].sort((a, b) => order.compare(key(a), key(b)) * (down ? -1 : 1));
        table.tBodies[0].append(...sorted);
      });
    });
  }

  function tree() {
    const place = $("#tree"), data = $("#tree-data");
    if (!data) return;
    const bytes = (node) => (Array.isArray(node[1]) ? (node.sum ??= node[1].reduce((n, c) => n + bytes(c), 0)) : node[1]);
    const modes = { 100755: "executable", 120000: "link" };
    const item = (node) => {
      const li = make("li");
      const folder = Array.isArray(node[1]);
      const line = make(folder ? "summary" : "div", "", node[0] || "(no name)");
      const mode = node[2] ? `, ${modes[node[2]] ?? node[2]}` : "";
      line.append(make("span", "size", size(bytes(node)) + mode));
      if (!folder) {
        li.append(line);
        return li;
      }
      const details = make("details");
      details.append(line);
      details.addEventListener("toggle", () => { // its items are made when it is opened
        if (details.open && details.children.length === 1) details.append(list(node[1]));
      });
      li.append(details);
      return li;
    };
    const list = (nodes) => {
      const ul = make("ul");
      ul.append(...nodes.map(item));
      return ul;
    };
    place.append(list(JSON.parse(data.textContent)[1]));
    for (let at = place; at.querySelectorAll(":scope > ul > li").length === 1;) { // open what has but one item
      at = $(":scope > ul > li > details", at);
      if (!at) break;
      at.open = true;
      if (at.children.length === 1) at.dispatchEvent(new Event("toggle"));
    }
    place.hidden = false;
  }

  function map() {
    const svg = $("#map"), at = $("#map-at");
    if (!svg) return;
    const said = at.textContent;
    svg.addEventListener("mouseover", (event) => {
      const title = event.target.querySelector?.("title");
      at.textContent = title && event.target.nodeName === "rect" ? title.textContent : said;
    });
    svg.addEventListener("mouseleave", () => { at.textContent = said; });
  }

  for (const part of [copying, findings, packages, tree, map]) part();
})();
