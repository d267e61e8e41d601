// Pastes, drops, edits and saves. The article and the rules go to the program that served this page and nowhere else.
(() => {
  "use strict";
  const by = (id) => document.getElementById(id);
  const words = by("words").dataset;
  const text = by("text"), pack = by("pack"), status = by("status"), result = by("result");
  const ruleFile = by("rule-file"), ruleText = by("rule-text"), frames = by("frames"), changes = by("changes");
  const largest = 7 * 1024 * 1024;
  let files = [];
  let edits = {};
  let asked = 0;
  let timer = 0;
  // What there is to know about the file that the text comes from: what the page says of it, and what the file says of the article.
  let note = "";
  let about = {};

  const say = (what) => { status.textContent = what; };
  const post = (path, value) => fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(value) });
  const question = () => ({ text: text.value, pack: Number(pack.value), edits, about, lang: document.documentElement.lang });

  const listChanges = (list) => {
    changes.hidden = !Object.keys(edits).length;
    const items = list.map((change) => {
      const item = document.createElement("li");
      const quote = document.createElement("bdi");
      quote.textContent = change.words;
      item.append(`${words[change.what]}: `, quote);
      for (const field of change.fields) {
        const old = document.createElement("del"), now = document.createElement("ins");
        old.textContent = field.old.join(" · ");
        now.textContent = field.new.join(" · ");
        item.append(" — ", `${field.field}: `, old, " ", now);
      }
      return item;
    });
    if (!items.length) {
      const item = document.createElement("li");
      item.textContent = words.unchanged;
      items.push(item);
    }
    changes.querySelector("ul").replaceChildren(...items);
  };

  const analyze = async () => {
    const mine = ++asked;
    if (!text.value.trim()) { result.replaceChildren(); say(""); return; }
    if (text.value.length > largest) { say(words.large); return; }
    say(words.working);
    const started = performance.now();
    try {
      const response = await post("/analyze", question());
      if (mine !== asked) return;
      if (response.status === 422) {
        const faulty = await response.json();
        frames.textContent = faulty.frames;
        frames.hidden = false;
        changes.hidden = true;
        say(words.faulty);
        return;
      }
      if (!response.ok) { say(`${words.failed} ${await response.text()}`); return; }
      const found = await response.json();
      if (mine !== asked) return;
      frames.hidden = true;
      // The program writes this markup; everything in it that is the article's is escaped there.
      result.innerHTML = found.html;
      window.isnadAnalysis = found.analysis;
      listChanges(found.changes);
      say(`${words.took} ${Math.round(performance.now() - started)} ${words.milliseconds}${note}`);
      document.body.dataset.shown = String(mine);
    } catch {
      if (mine === asked) say(words.failed);
    }
  };
  const soon = (delay) => { clearTimeout(timer); timer = setTimeout(analyze, delay); };

  const readRules = async () => {
    const response = await post("/rules", { pack: Number(pack.value) });
    files = response.ok ? await response.json() : [];
    find();
  };
  const find = () => {
    const wanted = by("find").value.trim();
    const fits = files.filter(([path, content]) => !wanted || path.includes(wanted) || content.includes(wanted));
    const before = ruleFile.value;
    ruleFile.replaceChildren(...fits.map(([path]) => new Option(path, path)));
    if (fits.some(([path]) => path === before)) ruleFile.value = before;
    showRule();
  };
  const original = (path) => files.find(([known]) => known === path)?.[1] ?? "";
  const showRule = () => { ruleText.value = edits[ruleFile.value] ?? original(ruleFile.value); };

  const readFile = async (file) => {
    if (!file) return;
    if (file.size > largest) { say(words.large); return; }
    // What the name ends with says what the file is; what it is written in, the program finds out.
    const ending = /\.(warc\.gz|[a-z0-9]+)$/i.exec(file.name)?.[1] ?? "txt";
    const mine = ++asked;
    say(words.working);
    try {
      const response = await fetch(`/read?ending=${ending}&lang=${document.documentElement.lang}`, { method: "POST", headers: { "Content-Type": "application/octet-stream" }, body: file });
      if (mine !== asked) return;
      if (!response.ok) { say(`${words.unreadable} ${(await response.text()).trim()}`); return; }
      const opened = await response.json();
      if (mine !== asked) return;
      text.value = opened.text.replace(/^\uFEFF/, "");
      about = opened.about;
      // The program knows what the name ends with, not the name; with it the keys are those that the file has on the command line.
      if (about.id === "article") about.id = file.name.replace(/\.[^.]*$/, "");
      const notes = [about.encoding, opened.more && words.more].filter(Boolean);
      note = notes.length ? ` · ${notes.join(" · ")}` : "";
      soon(0);
    } catch {
      if (mine === asked) say(words.failed);
    }
  };

  const download = (name, blob) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    say(words.saved);
  };

  const fresh = () => { note = ""; about = {}; };
  // What is left of a file's text when it is edited is still from that file; another text is not.
  // What is typed is waited for, what is pasted is there at once: its input comes directly behind the event that says so.
  text.addEventListener("input", (event) => { if (!text.value.trim()) fresh(); soon(event.inputType === "insertFromPaste" ? 0 : 120); });
  text.addEventListener("paste", () => { if (text.selectionEnd - text.selectionStart === text.value.length) fresh(); });
  by("sample").addEventListener("click", () => { fresh(); text.value = words.sample; soon(0); });
  by("file").addEventListener("change", (event) => readFile(event.target.files[0]));
  pack.addEventListener("change", () => { edits = {}; files = []; if (!by("rules").hidden) readRules(); soon(0); });
  by("edit").addEventListener("click", async () => {
    const pane = by("rules");
    pane.hidden = !pane.hidden;
    by("edit").setAttribute("aria-expanded", String(!pane.hidden));
    if (!pane.hidden) { if (!files.length) await readRules(); by("find").focus(); }
  });
  by("find").addEventListener("input", find);
  ruleFile.addEventListener("change", showRule);
  ruleText.addEventListener("input", () => {
    const path = ruleFile.value;
    if (ruleText.value === original(path)) delete edits[path];
    else edits[path] = ruleText.value;
    soon(250);
  });
  by("undo").addEventListener("click", () => { delete edits[ruleFile.value]; showRule(); soon(0); });
  by("keep").addEventListener("click", () => {
    if (ruleFile.value) download(ruleFile.value.split("/").pop(), new Blob([ruleText.value], { type: "text/yaml" }));
  });
  by("save").addEventListener("change", async (event) => {
    const format = event.target.value, ending = event.target.selectedOptions[0].dataset.ending;
    event.target.value = "";
    if (!format || !text.value.trim()) return;
    const response = await post("/save", { ...question(), format });
    if (!response.ok) { say(`${words.failed} ${(await response.text()).trim()}`); return; }
    download(`${about.id || "isnad"}.${ending}`, await response.blob());
  });
  document.addEventListener("dragover", (event) => { event.preventDefault(); document.body.classList.add("dropping"); });
  document.addEventListener("dragleave", () => document.body.classList.remove("dropping"));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("dropping");
    const [file] = event.dataTransfer.files;
    if (file) readFile(file);
    else { fresh(); text.value = event.dataTransfer.getData("text/plain"); soon(0); }
  });
  if (text.value) soon(0);
})();
