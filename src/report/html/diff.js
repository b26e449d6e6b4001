// SPDX-License-Identifier: Apache-2.0
// diff.js - behind common.js: the filter and the tree of the page of a review. It reads well without it.
"use strict";
(() => {
  const marks = { added: "+", removed: "−", changed: "~", renamed: "→", moved: "→", touched: "·", same: "m" };

  // ["path", "state", facts, index of its details or -1], sorted by path
  function grow(files) {
    const root = { folders: new Map(), files: [], facts: 0, count: 0 };
    for (const [path, state, facts, at] of files) {
      const parts = path.split("/"), name = parts.pop();
      let folder = root;
      folder.count++;
      folder.facts += facts;
      for (const part of parts) {
        if (!folder.folders.has(part)) folder.folders.set(part, { folders: new Map(), files: [], facts: 0, count: 0 });
        folder = folder.folders.get(part);
        folder.count++;
        folder.facts += facts;
      }
      folder.files.push({ name, state, facts, at });
    }
    return root;
  }

  function show(at) {
    const details = document.getElementById(`file-${at}`);
    details.hidden = false;
    details.open = true;
    details.scrollIntoView({ block: "start" });
    $("summary", details).focus({ preventScroll: true });
  }

  function fileItem(file) {
    const item = make("li"), row = make("div");
    const state = make("span", `state ${file.state}`, marks[file.state]);
    state.title = file.state;
    row.append(state, " ");
    if (file.at >= 0) {
      const link = make("a", "", file.name);
      link.href = `#file-${file.at}`;
      link.addEventListener("click", (event) => { event.preventDefault(); show(file.at); });
      row.append(link);
    } else {
      row.append(file.name);
    }
    if (file.facts) row.append(" ", make("span", "fact", String(file.facts)));
    item.append(row);
    return item;
  }

  // A folder's items are made when it is opened first.
  function folderItem(name, folder) {
    while (folder.files.length === 0 && folder.folders.size === 1) {
      const [inner, only] = [...folder.folders][0];
      name = `${name}/${inner}`;
      folder = only;
    }
    const item = make("li"), details = make("details"), summary = make("summary", "", name);
    summary.append(make("span", "size", String(folder.count)));
    if (folder.facts) summary.append(" ", make("span", "fact", String(folder.facts)));
    details.append(summary);
    details.addEventListener("toggle", () => {
      if (details.open && details.children.length === 1) details.append(list(folder));
    });
    if (folder.facts) details.open = true;
    item.append(details);
    return item;
  }

  function list(folder) {
    const items = make("ul");
    for (const [name, inner] of folder.folders) items.append(folderItem(name, inner));
    for (const file of folder.files) items.append(fileItem(file));
    return items;
  }

  function tree() {
    const data = $("#tree-data"), place = $("#tree");
    if (!data) return;
    place.append(list(grow(JSON.parse(data.textContent))));
    place.hidden = false;
    $(".walk").classList.remove("plain");
  }

  function filter() {
    const search = $("#file-search");
    if (!search) return;
    const items = all(".file").map((element) => ({ element, text: $("summary", element).textContent.toLowerCase() }));
    const only = $("#only-facts");
    const update = () => {
      const wanted = words(search.value);
      const facts = only.getAttribute("aria-pressed") === "true";
      let shown = 0;
      for (const { element, text } of items) {
        element.hidden = (facts && !element.dataset.facts) || !wanted.every((w) => text.includes(w));
        shown += !element.hidden;
      }
      $("#file-shown").textContent = shown === items.length ? "" : `${shown} of ${items.length} shown`;
    };
    search.addEventListener("input", update);
    only.addEventListener("click", () => {
      only.setAttribute("aria-pressed", String(only.getAttribute("aria-pressed") !== "true"));
      update();
    });
    for (const tools of all(".tools")) tools.hidden = false;
  }

  for (const part of [tree, filter]) part();
})();
