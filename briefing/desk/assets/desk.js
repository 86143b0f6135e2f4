"use strict";
// The desk in the browser: it shows the story as the server has it, and sends one decision at a time.
const $ = (id) => document.getElementById(id);
let story = null;      // as the server has it
let chosen = "";       // the lasting name of the chosen row
let most = 30;         // so many left-out rows are shown
let picked = "";       // the sentence of an article that a line is made of

const HEAD = [["title", "Title"], ["type", "Type of note"], ["purpose", "Purpose"], ["ask", "Asked, and by when"],
  ["recommendation", "Recommendation"], ["comment", "Comment"], ["clearance", "Cleared by"],
  ["current_at", "Information as of"], ["next_update", "Next update"],
  ["to", "To"], ["from", "From"], ["reference", "Reference"], ["mark", "Mark"], ["as_of", "Printed for the day"]];
const KEYS = [["J, K", "the next line, the one before; lines to look at come first"], ["Y", "keep the line: it is printed, whatever yields"],
  ["N", "leave the line out"], ["E", "edit the line: its words, date or speaker"], ["[ and ]", "move the line up, down"],
  ["A, X", "what a new article changed of the line: accept it, reject it"], ["U", "take the last decision back"], ["/", "search what was left out"], ["?", "these keys"], ["Esc", "leave a field or this window"]];

function make(tag, props = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (key in made && key !== "list" && key !== "form") made[key] = value; else made.setAttribute(key, value);
  }
  made.append(...inside);
  return made;
}
const button = (words, act, props = {}) => make("button", { type: "button", ...props, onclick: act }, words);
const row = (name) => story.rows.find((r) => r.name === name);
const printed = () => story.rows.filter((r) => r.printed).sort((a, b) => a.place - b.place);
const doubtful = () => printed().filter((r) => r.doubts.length);
const heading = (section) => (story.sections.find((s) => s.name === section) || { heading: section }).heading;
// J and K go through what is to be looked at first, then through the rest of the page.
const inOrder = () => { const d = doubtful(); return [...d, ...printed().filter((r) => !d.includes(r))]; };

function say(words) { $("status").textContent = words; }
function complain(words) { $("alert").textContent = words; $("alert").hidden = !words; }

async function ask(path, told) {
  try {
    const how = told === undefined ? {} : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(told) };
    const answer = await fetch(path, how);
    const value = await answer.json();
    return { ok: answer.ok, status: answer.status, value };
  } catch {
    return { ok: false, status: 0, value: { error: "The desk does not answer. Was it closed? Everything decided so far is saved." } };
  }
}

async function refresh() {
  const { ok, value } = await ask("state");
  if (!ok) return complain([value.error, value.next].filter(Boolean).join("\n"));
  story = value;
  show();
}

// One decision after another: what is typed fast is not lost, and each knows the version that the one before made.
let line = Promise.resolve();
function decide(told, path = "decide") { line = line.then(() => decideNow(told, path)); return line; }

async function decideNow(told, path) {
  const { ok, status, value } = await ask(path, { version: story.version, ...told });
  if (!ok) {
    if (status === 409) await refresh();
    complain([value.error, value.next].filter(Boolean).join("\n"));
    return false;
  }
  complain("");
  story = value;
  show();
  const gone = (value.gave_way || []).length;
  if (path !== "decide") say(path === "undo" ? "Taken back." : "Put in again.");
  else if (told.value === "yes" && gone) {
    const words = `${gone === 1 ? "1 line gave" : `${gone} lines gave`} way: ${value.gave_way.join(" · ")}`;
    say(words);
    complain(`${words}\nUndo (U) takes it back.`);
  } else say("Saved.");
  return true;
}

function show() {
  const kept = document.activeElement && document.activeElement.id;
  $("story").textContent = story.head.title;
  document.title = `${story.head.title} – the analyst's desk`;
  $("full").textContent = `The page is ${Math.round(story.full * 100)} % full.`;
  const doubts = doubtful();
  $("reviewed").textContent = doubts.length ? `${doubts.filter((r) => r.reviewed).length} of ${doubts.length} reviewed.` : "Nothing is in doubt.";
  $("undo").disabled = !story.undo;
  $("redo").disabled = !story.redo;
  if (!row(chosen)) chosen = (inOrder()[0] || { name: "" }).name;
  showPage(); showDay(); showQueue(); showOut(); showHead(); showPeople(); showHistory(); showArticles(); showChosen();
  if (kept && $(kept)) $(kept).focus({ preventScroll: true });
}

function showPage() {
  $("sheets").innerHTML = story.sheets.join(""); // drawn and escaped by the server
  const byRow = new Map(printed().map((r) => [r.row, r]));
  for (const g of $("sheets").querySelectorAll(".row")) {
    const one = byRow.get(g.dataset.row);
    if (!one) continue;
    g.id = `on-${one.name}`;
    g.setAttribute("role", "button");
    // What is heard is what is seen, line by line, with the part of the page it stands in.
    const seen = g.textContent.replace(/\s+/g, " ").trim();
    g.setAttribute("aria-label", `${heading(one.section)}: ${seen}`);
    g.onclick = () => choose(one.name);
    g.onkeydown = (e) => { if (e.key === "Enter" || e.key === " ") { e.preventDefault(); choose(one.name); $("line").focus(); } };
  }
  $("lines").replaceChildren(...printed().map((one) => make("li", {}, pick(one))));
  marked();
}

function pick(one, ...more) {
  const made = button("", () => choose(one.name), { className: "pick" });
  made.dataset.name = one.name;
  made.append(make("span", { className: "tag" }, `${heading(one.section)}${one.keep === "yes" ? " · kept" : ""}${one.new ? " · new" : ""}`), make("br"),
    `${one.actor ? `${one.actor}: ` : ""}${one.day ? `${one.day}: ` : ""}${one.text}`, ...more);
  return made;
}

function marked() {
  // One tab stop for the whole page: the chosen line.
  const groups = [...$("sheets").querySelectorAll(".row[role]")];
  const here = groups.some((g) => g.id === `on-${chosen}`);
  groups.forEach((g, n) => {
    const on = g.id === `on-${chosen}`;
    g.setAttribute("aria-pressed", on);
    g.setAttribute("tabindex", on || (!here && n === 0) ? 0 : -1);
  });
  for (const one of document.querySelectorAll(".pick")) one.setAttribute("aria-current", one.dataset.name === chosen);
}

function showQueue() {
  const doubts = doubtful();
  $("doubts").hidden = !doubts.length;
  $("queue").replaceChildren(...doubts.map((one) => make("li", {}, pick(one, make("br"),
    make("span", { className: one.reviewed ? "tag done" : "tag" }, one.doubts.join(" "))))));
}

const CHANGED = { new: ["New", "Leave it out"], moved: ["Date moved", "Keep the former date"], gone: ["No longer found", "Print it still"] };
const settle = (one, value) => decide({ what: "day", ...one, value });

function showDay() {
  $("day").hidden = !story.changes.length;
  $("changes").replaceChildren(...story.changes.map((one) => {
    const [words, refused] = CHANGED[one.kind], here = row(one.name);
    const dates = one.was && one.now ? `: ${one.was} → ${one.now}` : "";
    return make("li", {}, make("span", { className: "tag" }, `${words}${dates}`), here ? pick(here) : make("p", {}, one.text),
      make("p", {}, button("Accept", () => settle(one, "accept"), { "aria-label": `Accept: ${one.text}` }), " ",
        button(refused, () => settle(one, "reject"), { "aria-label": `${refused}: ${one.text}` })));
  }));
}

function showOut() {
  const which = $("which"), was = which.value;
  const away = story.rows.filter((r) => !r.printed);
  const counts = new Map();
  for (const r of away) counts.set(r.section, (counts.get(r.section) || 0) + 1);
  which.replaceChildren(make("option", { value: "" }, `everything (${away.length})`),
    ...[...counts].map(([name, n]) => make("option", { value: name }, `${heading(name)} (${n})`)));
  which.value = counts.has(was) ? was : "";
  const words = $("words").value.trim().toLowerCase();
  const wanted = away.filter((r) => (!which.value || r.section === which.value) && `${r.actor || ""} ${r.text}`.toLowerCase().includes(words));
  $("out").replaceChildren(...wanted.slice(0, most).map((one) => make("li", {}, pick(one),
    make("p", { className: "tag" }, `Not printed: ${one.why_not}. `, button("Bring it in", () => { chosen = one.name; decide({ what: "keep", name: one.name, value: "yes" }); },
      { "aria-label": `Bring it in: ${one.text}` })))));
  $("more").hidden = wanted.length <= most;
}

function showHead() {
  if ($("head").contains(document.activeElement)) return; // what is being typed stays
  $("head").replaceChildren(make("div", { className: "fields" }, ...HEAD.flatMap(([field, words]) => {
    const long = ["purpose", "ask", "recommendation", "comment"].includes(field);
    const input = make(long ? "textarea" : "input", { id: `head-${field}`, value: story.head[field] || "", ...(long ? { rows: 2 } : { type: "text" }) });
    input.onchange = () => decide({ what: "head", field, value: input.value });
    return [make("label", { htmlFor: `head-${field}` }, words), input];
  })));
}

function showPeople() {
  const at = $("people").contains(document.activeElement) ? document.activeElement : null;
  $("people").replaceChildren(...story.people.map((one) => {
    const inputs = ["name", "title", "affiliation"].map((key) => make("input", { type: "text", value: one[key], "aria-label": `${key} of ${one.found}`, id: `${one.id}-${key}` }));
    const save = (more) => decide({ what: "person", name: one.id, set_name: inputs[0].value, set_title: inputs[1].value, set_affiliation: inputs[2].value, ...more });
    for (const input of inputs) input.onchange = () => save({});
    const corrected = one.name !== one.found;
    const box = make("input", { type: "checkbox", id: `${one.id}-remember`, checked: Boolean(one.remember) });
    box.onchange = () => save({ remember: box.checked });
    const lasting = one.remember !== null && (corrected || one.remember) ? [make("label", { className: "tag" }, box, ` for later stories, too, ${one.found}`)] : [];
    return make("li", {}, ...inputs.flatMap((input) => [input, " "]), corrected ? make("span", { className: "tag" }, `in the articles: ${one.found}`) : "", ...lasting);
  }));
  const now = at && $(at.id);
  if (now) {  // whoever is typing types on
    if (now.type === "text") now.value = at.value;
    now.focus();
  }
}

function showHistory() {
  $("past").hidden = !story.history.length;
  $("history").replaceChildren(...story.history.slice(0, 30).map((words) => make("li", {}, words)));
}

function showArticles() {
  const on = new Set((row(chosen) || { sentences: [] }).sentences);
  $("articles").replaceChildren(...story.articles.map((article) => make("article", { className: "article" },
    make("h3", {}, `[${article.number}] ${article.title}`), make("p", { className: "quiet" }, [article.about, article.date].filter(Boolean).join(", ")),
    ...article.paragraphs.map((paragraph) => make("p", {}, make("span", { className: "n" }, `¶${paragraph.number}`),
      ...paragraph.sentences.flatMap(([name, words]) => [button(words, () => makeLine(name, words, article), {
        id: name, className: `s${on.has(name) ? " on" : ""}`, tabIndex: on.has(name) ? 0 : -1, "aria-label": `Make a line of: ${words}` }), " "]))))));
}

function showChosen() {
  const one = row(chosen);
  if (!one) return $("chosen").replaceChildren(make("p", { className: "quiet" }, "Choose a line of the page."));
  const set = (field, value) => decide({ what: "set", name: one.name, field, value });
  const keep = (value, words, key) => button([words, " "].join(""), () => keepIt(value), { "aria-pressed": one.keep === value, id: `keep-${value}` });
  const bar = make("p", { className: "keep" }, keep("yes", "Keep (Y)"), keep("no", "Leave out (N)"), keep("auto", "As there is room"),
    button("Move up ([)", () => move(-1), { disabled: !one.printed, id: "move-up" }), button("Move down (])", () => move(1), { disabled: !one.printed, id: "move-down" }));
  if (one.own) bar.append(button("Take my line away", () => decide({ what: "remove", name: one.name })));
  else if (one.changed.length) bar.append(button("As it was found", () => decide({ what: "reset", name: one.name })));
  const fields = make("div", { className: "fields" });
  const field = (name, label, value, ...more) => {
    const input = make("input", { type: "text", id: `f-${name}`, value });
    input.onchange = () => set(name, input.value);
    fields.append(make("label", { htmlFor: `f-${name}` }, label), make("span", {}, input, ...more));
  };
  if (one.date !== undefined) {
    const day = make("input", { type: "date", "aria-label": "Date from a calendar", value: /^\d{4}-\d\d-\d\d$/.test(one.date) ? one.date : "" });
    day.onchange = () => day.value && set("date", day.value);
    field("date", "Date", one.date, day, make("span", { className: "tag" }, one.said ? `“${one.said}” → ${one.date}: ${one.reason}` : one.reason));
    field("according_to", "According to", one.according_to);
  }
  if (one.actor !== undefined) {
    field("actor", "Speaker, in this line", one.actor);
    field("title", "Title", one.title);
    field("affiliation", "Affiliation", one.affiliation);
    const person = story.people.find((p) => p.name === one.actor || p.found === one.actor);
    if (person) {
      const every = make("input", { type: "text", id: "f-everywhere", value: person.name });
      every.onchange = () => decide({ what: "person", name: person.id, set_name: every.value, set_title: person.title, set_affiliation: person.affiliation });
      fields.append(make("label", { htmlFor: "f-everywhere" }, "Name, in every line"), make("span", {}, every));
    }
  }
  if (one.certainty) {
    const sure = make("select", { id: "f-certainty" }, ...["sure", "likely", "unsure"].map((v) => make("option", { value: v, selected: v === one.certainty }, v)));
    sure.onchange = () => set("certainty", sure.value);
    fields.append(make("label", { htmlFor: "f-certainty" }, "Certainty"), make("span", {}, sure));
  }
  $("chosen").replaceChildren(
    make("p", { className: "tag" }, `${heading(one.section)} · [${one.places}] · ${one.printed ? "printed" : `not printed: ${one.why_not}`}${one.own ? " · a line of your own" : ""}${one.new ? " · new" : ""}`),
    ...one.doubts.map((words) => make("p", { className: "tag" }, words)), bar, words(one), fields,
    make("p", { className: "tag" }, `Evidence: ${one.evidence}`));
}

// The words of a line, each of which can be struck out: nothing is retyped, so nothing is misquoted.
function words(one) {
  const parts = one.text.split(" ");
  const out = new Set();
  const group = make("p", { role: "group", id: "strike", "aria-label": "Words of the line: choose those to strike out" });
  const apply = button("Strike out", () => decide({ what: "set", name: one.name, field: "text", value: parts.filter((_, n) => !out.has(n)).join(" ") }), { disabled: true, id: "apply" });
  parts.forEach((word, n) => {
    const made = make("button", { type: "button", className: "word", tabIndex: n ? -1 : 0, "aria-pressed": "false" }, word);
    made.onclick = () => { if (!out.delete(n)) out.add(n); made.setAttribute("aria-pressed", out.has(n)); apply.disabled = !out.size || out.size === parts.length; };
    made.onkeydown = (e) => {
      const to = { ArrowRight: n + 1, ArrowLeft: n - 1, Home: 0, End: parts.length - 1 }[e.key];
      const all = [...group.querySelectorAll(".word")];
      if (to !== undefined && all[to]) { e.preventDefault(); all[to].focus(); }
      if (e.key === "Enter" && out.size) { e.preventDefault(); apply.click(); }
    };
    group.append(made, " ");
  });
  return make("div", {}, group, apply);
}

function choose(name, focus = false) {
  chosen = name;
  marked(); showChosen(); showArticles();
  const one = row(name);
  say(`${heading(one.section)}: ${one.text}`);
  const here = document.getElementById(one.sentences[0]);
  // Only the column of the articles moves, not the window.
  if (here) { const pane = $("evidence"); pane.scrollTop += here.getBoundingClientRect().top - pane.getBoundingClientRect().top - 80; }
  const g = document.getElementById(`on-${name}`);
  if (focus && g && !$("sheets").hidden) g.focus();
  else if (focus) { const listed = [...document.querySelectorAll("#lines .pick")].find((p) => p.dataset.name === name); if (listed) listed.focus(); }
}

function step(by) {
  const order = inOrder();
  if (!order.length) return;
  const at = order.findIndex((r) => r.name === chosen);
  choose(order[at < 0 ? 0 : Math.min(order.length - 1, Math.max(0, at + by))].name, true);
}

async function keepIt(value) {
  const order = inOrder(), at = order.findIndex((r) => r.name === chosen);
  const next = value === "no" && order[at + 1] ? order[at + 1].name : "";
  if (await decide({ what: "keep", name: chosen, value }) && next) choose(next, true);
}

function settleChosen(value) {
  const one = story.changes.find((change) => change.name === chosen);
  if (one) settle(one, value); else say("No new article changed this line.");
}

function move(by) {
  const one = row(chosen);
  if (!one || !one.printed) return;
  const names = printed().filter((r) => r.section === one.section).map((r) => r.name);
  const at = names.indexOf(one.name), to = at + by;
  if (to < 0 || to >= names.length) return say("It stands there already.");
  [names[at], names[to]] = [names[to], names[at]];
  decide({ what: "order", section: one.section, names });
}

function makeLine(name, words, article) {
  picked = name;
  const before = document.getElementById("make");
  if (before) before.remove();
  const near = story.rows.filter((r) => r.sentences.includes(name));
  const date = make("input", { type: "text", id: "new-date", value: (near.find((r) => r.date) || { date: article.date }).date });
  const actor = make("input", { type: "text", id: "new-actor", value: (near.find((r) => r.actor) || { actor: "" }).actor });
  const add = (section, more = {}) => decide({ what: "add", section, evidence: words, ...more });
  const box = make("div", { id: "make", className: "make", role: "group", "aria-label": "Make a line of this sentence" },
    make("p", {}, words),
    make("p", {}, button("Bottom line", () => add("bottom_line")), " ", button("Key point", () => add("key_points"))),
    make("p", {}, make("label", { htmlFor: "new-date" }, "Date "), date, " ", button("Event", () => add("chronology", { date: date.value }))),
    make("p", {}, make("label", { htmlFor: "new-actor" }, "Speaker "), actor, " ", button("Position", () => add("positions", { actor: actor.value }))));
  document.getElementById(name).closest("p").after(box);
  box.querySelector("button").focus();
}

function tell(title, ...inside) {
  $("dialog-title").textContent = title;
  $("dialog-body").replaceChildren(...inside);
  if (!$("dialog").open) $("dialog").showModal();
}

async function finish() {
  tell("Finish", make("p", {}, "The files are being made and checked …"));
  const { ok, value } = await ask("finish", {});
  if (!ok) return tell("Finish", make("p", {}, [value.error, value.next].filter(Boolean).join(" ")));
  tell("Finished", make("ul", {}, ...value.files.map((path) => make("li", {}, path))),
    make("p", {}, value.verified), make("ul", {}, ...[...value.faults, ...value.open].map((words) => make("li", {}, words))));
  say("Finished.");
}

function keys() {
  tell("Keys", make("dl", {}, ...KEYS.flatMap(([key, words]) => [make("dt", {}, key), make("dd", {}, words)])));
}

function seen(how) {
  $("sheets").hidden = how !== "page";
  $("lines").hidden = how !== "lines";
  $("as-page").setAttribute("aria-pressed", how === "page");
  $("as-lines").setAttribute("aria-pressed", how === "lines");
}

document.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || !story || $("dialog").open) return;
  const typing = e.target.closest && e.target.closest("input, textarea, select");
  if (typing) { if (e.key === "Escape") { e.target.blur(); choose(chosen, true); } return; }
  const act = {
    j: () => step(1), k: () => step(-1), y: () => keepIt("yes"), n: () => keepIt("no"), u: () => story.undo && decide({}, "undo"),
    a: () => settleChosen("accept"), x: () => settleChosen("reject"),
    e: () => { const first = document.querySelector("#strike .word"); if (first) first.focus(); },
    "[": () => move(-1), "]": () => move(1), "?": keys, "/": () => $("words").focus(),
  }[e.key.length === 1 ? e.key.toLowerCase() : ""];
  if (act) { e.preventDefault(); act(); }
});

$("undo").onclick = () => decide({}, "undo");
$("redo").onclick = () => decide({}, "redo");
$("help").onclick = keys;
$("finish").onclick = finish;
$("close").onclick = async () => { await ask("close", {}); tell("Closed", make("p", {}, "The desk is closed. Everything you decided is in the review file. You may close this window.")); };
$("dialog-close").onclick = () => $("dialog").close();
$("as-page").onclick = () => seen("page");
$("as-lines").onclick = () => seen("lines");
$("which").onchange = () => { most = 30; showOut(); };
$("words").oninput = () => { most = 30; showOut(); };
$("more").onclick = () => { most += 100; showOut(); };
seen(matchMedia("(max-width: 700px)").matches ? "lines" : "page");
refresh();
// Another window, or an editor, may have changed the story.
setInterval(async () => {
  const { ok, value } = await ask("version");
  if (ok && story && value.version !== story.version && !document.activeElement.closest("input, textarea")) { await refresh(); say("The story was changed elsewhere; it is shown anew."); }
}, 4000);
