// Selection, lines from a statement to its speaker, filters. Everything can be read without it.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const of = (id) => all(`[data-statement="${CSS.escape(id)}"]`);
  let held = null;

  // The statement that an element belongs to: the innermost.
  const statementOf = (element) => element?.closest?.("[data-statement]")?.dataset.statement ?? null;

  const bare = () => {
    all(".on").forEach((element) => element.classList.remove("on"));
    all("svg.lines").forEach((element) => element.remove());
  };

  // A curve from the statement's words to its place on the speaker's card. All positions are those of the screen, so the direction of the text does not matter.
  const draw = (columns, from, to) => {
    const frame = columns.getBoundingClientRect();
    const start = from.getClientRects()[0];
    const end = to.getBoundingClientRect();
    if (!start || !end.width) return;
    const left = end.left + end.width / 2 < start.left + start.width / 2;
    const x1 = (left ? start.left : start.right) - frame.left;
    const y1 = start.top + start.height / 2 - frame.top;
    const x2 = (left ? end.right : end.left) - frame.left;
    const y2 = end.top + Math.min(end.height / 2, 20) - frame.top;
    const middle = (x1 + x2) / 2;
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "lines");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", `M${x1},${y1} C${middle},${y1} ${middle},${y2} ${x2},${y2}`);
    svg.append(path);
    columns.append(svg);
  };

  const light = (id) => {
    bare();
    if (!id) return;
    const item = document.getElementById(id)?.closest("li") ?? null;
    const ids = item ? [item.dataset.statement, item.dataset.headline].filter(Boolean) : [id];
    ids.flatMap(of).forEach((element) => element.classList.add("on"));
    item?.classList.add("on");
    const card = item?.closest(".card");
    card?.classList.add("on");
    const words = of(id).find((element) => element.matches(".said")) ?? of(id).find((element) => element.matches(".cue"));
    const columns = item?.closest(".columns");
    if (words && columns) draw(columns, words, item);
  };

  const hold = (id, scroll) => {
    held = id;
    light(id);
    if (id && scroll) {
      document.getElementById(`${id}-cue`)?.scrollIntoView({ block: "center" });
      light(id);
    }
  };

  document.addEventListener("mouseover", (event) => {
    const id = statementOf(event.target);
    if (id) light(id);
    else if (event.target.closest?.(".columns")) light(held);
  });
  document.addEventListener("focusin", (event) => {
    const id = statementOf(event.target);
    if (id) light(id);
  });
  document.addEventListener("click", (event) => {
    const voice = event.target.closest?.("button[data-voice]");
    if (voice) {
      const select = document.querySelector('.filters [name="voice"]');
      select.value = voice.dataset.voice;
      filter();
      return;
    }
    const id = statementOf(event.target);
    if (id) hold(id, Boolean(event.target.closest(".number")));
    if (event.target.closest?.("a.cue, a.number")) {
      event.preventDefault();
      const item = document.getElementById(id)?.closest("li");
      if (event.target.closest("a.cue") && item) {
        item.scrollIntoView({ block: "nearest" });
        light(id);
      }
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.matches?.("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { j: 1, k: -1 }[event.key];
    if (step) {
      const cues = all(".cue.first:not(.off)");
      if (!cues.length) return;
      const at = cues.findIndex((cue) => cue.dataset.statement === held);
      const next = at < 0 ? (step > 0 ? 0 : cues.length - 1) : Math.min(Math.max(at + step, 0), cues.length - 1);
      hold(cues[next].dataset.statement, true);
      event.preventDefault();
    } else if (event.key === "Escape") {
      hold(null, false);
    }
  });
  window.addEventListener("resize", () => light(held));

  const filter = () => {
    const form = document.querySelector(".filters");
    if (!form) return;
    const { voice, stance, review } = form.elements;
    let left = 0;
    // A long article has thousands of marks: they are looked up once, not once a statement.
    const marks = new Map();
    all("[data-statement]:not(li)").forEach((mark) => {
      const id = mark.dataset.statement;
      if (!marks.has(id)) marks.set(id, []);
      marks.get(id).push(mark);
    });
    all(".card").forEach((card) => {
      const rightVoice = !voice.value || card.dataset.voice === voice.value;
      let shown = 0;
      all("li[data-statement]", card).forEach((item) => {
        const fits = rightVoice && (!stance.value || item.classList.contains(stance.value)) && (!review.checked || item.classList.contains("review"));
        item.classList.toggle("gone", !fits);
        [item.dataset.statement, item.dataset.headline].flatMap((id) => marks.get(id) ?? []).forEach((mark) => mark.classList.toggle("off", !fits));
        shown += fits;
      });
      card.classList.toggle("gone", !shown);
      left += shown;
    });
    all(".document").forEach((article) => {
      const filtered = voice.value || stance.value || review.checked;
      article.classList.toggle("gone", Boolean(filtered) && !article.querySelector("li[data-statement]:not(.gone)"));
    });
    const nothing = form.querySelector(".nothing");
    if (nothing) nothing.hidden = left > 0 || !all(".card").length;
    bare();
  };
  document.addEventListener("change", (event) => {
    if (event.target.closest?.(".filters")) filter();
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches?.(".filters")) event.preventDefault();
  });
})();
