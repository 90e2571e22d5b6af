/* The page of the running sitting. Every form works without this; with it an entry is sent in the background, waits in this
   browser while there is no connection, and the page follows what others record without touching what is being typed. */
(() => {
  "use strict";
  const seite = document.getElementById("live");
  if (!seite || !window.RisLive) return;
  const TAKT = 4000;
  const GEDULD = 15000;
  const { fenster, konto, sitzung } = seite.dataset;
  const ablage = new window.RisLive.Ablage(konto, sitzung);
  const lage = document.getElementById("live-lage");
  const warteschlange = document.getElementById("live-warteschlange");
  const abgewiesen = document.getElementById("live-abgewiesen");
  const aufgehoben = document.getElementById("live-aufgehoben");
  let kennung = seite.dataset.kennung, sendet = false, ladend = false, letzter = { abdruck: "", am: 0 }, ruhe = 0;

  function sagen(text, ton = "") {
    lage.dataset.ton = ton;
    if (lage.textContent !== text) lage.textContent = text;
  }
  const neuerSchluessel = () => (crypto.randomUUID ? crypto.randomUUID() : "10000000-1000-4000-8000-100000000000".replace(/[018]/g,
    (c) => (+c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (+c / 4)))).toString(16)));
  const marke = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";
  const gesendet = async (adresse, optionen) => {
    const abbruch = new AbortController();
    const uhr = setTimeout(() => abbruch.abort(), GEDULD);
    try {
      return await fetch(adresse, { credentials: "same-origin", redirect: "manual", signal: abbruch.signal, ...optionen });
    } finally {
      clearTimeout(uhr);
    }
  };

  /* --- What waits and what was refused is in sight ------------------------------------------------------------------- */
  function zeigen() {
    const wartend = ablage.wartend;
    warteschlange.hidden = wartend.length === 0 || (wartend.length === 1 && sendet && !wartend[0].versuche);
    warteschlange.querySelector("ol").replaceChildren(...wartend.map((e) => {
      const li = document.createElement("li");
      li.textContent = `${window.RisLive.zeit(e.am)} Uhr: ${beschreibung(e)}`;
      return li;
    }));
    abgewiesen.hidden = ablage.abgewiesen.length === 0;
    abgewiesen.querySelector("ul").replaceChildren(...ablage.abgewiesen.map((e) => {
      const li = document.createElement("li");
      const text = document.createElement("p");
      text.textContent = `${window.RisLive.zeit(e.am)} Uhr: ${beschreibung(e)} – ${e.abgewiesen}`;
      const weg = document.createElement("button");
      weg.type = "button";
      weg.className = "lv-textknopf";
      weg.textContent = wartend.length ? "Gelesen, ohne sie weiter übertragen" : "Gelesen, entfernen";
      weg.addEventListener("click", async () => { await ablage.nehmen(e); zeigen(); uebertragen(); });
      li.append(text, weg);
      return li;
    }));
  }
  const beschreibung = (e) => e.inhalt ? `${e.name} (${e.inhalt})` : e.name;

  /* What was entered, as words: labels and values of the filled fields. */
  function inhaltVon(form) {
    const teile = [];
    for (const feld of form.elements) {
      if (!feld.name || feld.type === "hidden" || feld.type === "submit" || feld.disabled || !feld.value) continue;
      if ((feld.type === "radio" || feld.type === "checkbox") && (!feld.checked || feld.defaultChecked)) continue;
      const wert = feld.tagName === "SELECT" ? feld.selectedOptions[0]?.textContent : feld.value;
      const gruppe = feld.type === "radio" ? feld.closest("fieldset")?.querySelector("legend")?.textContent : feld.labels?.[0]?.textContent;
      teile.push(`${(gruppe || feld.getAttribute("aria-label") || feld.name).trim().replace(/\s+/g, " ")}: ${wert}`);
    }
    return teile.slice(0, 12).join(", ");
  }

  /* --- An entry ---------------------------------------------------------------------------------------------------- */
  document.addEventListener("submit", async (ereignis) => {
    const form = ereignis.target;
    if (!form.dataset?.form || !(seite.contains(form) || aufgehoben.contains(form))) return;
    ereignis.preventDefault();
    const daten = new FormData(form, ereignis.submitter);
    const schluessel = daten.get("schluessel");
    const werte = [...daten].filter(([name]) => !["csrfmiddlewaretoken", "schluessel"].includes(name));
    const abdruck = JSON.stringify([form.dataset.form, werte]);
    if (abdruck === letzter.abdruck && Date.now() - letzter.am < 1500) return;
    letzter = { abdruck, am: Date.now() };
    fehlerWeg(form);
    if (!navigator.onLine && werte.some(([name, wert]) => name === "um" && !wert)) {
      // When it happened, not when the connection came back.
      werte.find(([name]) => name === "um")[1] = new Date().toLocaleTimeString("de-DE");
    }
    await ablage.legen({ schluessel, adresse: form.action, name: form.dataset.name, inhalt: inhaltVon(form), form: form.dataset.form, werte });
    // The next entry of this form is another one.
    form.elements.schluessel.value = neuerSchluessel();
    zeigen();
    uebertragen();
  });

  async function uebertragen() {
    if (sendet) return;
    sendet = true;
    let bewegt = false;
    try {
      // What follows a refused entry may rest on it: it waits until somebody has read the refusal.
      while (ablage.wartend.length && !ablage.abgewiesen.length) {
        const weiter = await einen(ablage.wartend[0]);
        if (!weiter) break;
        bewegt = true;
      }
    } finally {
      sendet = false;
      zeigen();
    }
    if (bewegt) await holen(true);
  }

  /* One entry: true when it is settled, false when it has to wait. */
  async function einen(eintrag) {
    let antwort;
    try {
      const koerper = new URLSearchParams(eintrag.werte);
      koerper.set("schluessel", eintrag.schluessel);
      koerper.set("csrfmiddlewaretoken", marke());
      antwort = await gesendet(eintrag.adresse, { method: "POST", body: koerper, headers: { "X-Live": "1" } });
    } catch {
      await ablage.aendern(eintrag, { versuche: (eintrag.versuche || 0) + 1 });
      sagen("Keine Verbindung. Was Sie eingeben, wird in diesem Browser aufgehoben und später der Reihe nach übertragen.");
      return false;
    }
    const istJson = (antwort.headers.get("Content-Type") || "").startsWith("application/json");
    if (antwort.ok && istJson) {
      const { text } = await antwort.json();
      await ablage.nehmen(eintrag);
      formVon(eintrag)?.removeAttribute("data-getippt");
      sagen(text, "gut");
      return true;
    }
    if ((antwort.status === 409 || antwort.status === 422) && istJson) {
      await verweigert(eintrag, await antwort.json());
      return true;
    }
    await ablage.aendern(eintrag, { versuche: (eintrag.versuche || 0) + 1 });
    sagen(antwort.type === "opaqueredirect"
      ? "Die Anmeldung ist abgelaufen. Ihre Eingaben liegen in diesem Browser: Melden Sie sich in einem neuen Fenster an, dann laden Sie diese Seite neu."
      : antwort.status === 403 ? "Nicht übertragen: Bitte laden Sie die Seite neu; Ihre Eingaben liegen in diesem Browser."
        : "Der Server antwortet gerade nicht. Ihre Eingaben liegen in diesem Browser und werden noch einmal gesendet.");
    return false;
  }

  const formVon = (eintrag) => document.querySelector(`form[data-form="${CSS.escape(eintrag.form)}"]`);
  const fehlerWeg = (form) => form.querySelector(".lv-fehler")?.remove();

  async function verweigert(eintrag, { text, veraltet }) {
    const form = formVon(eintrag);
    if (form && !eintrag.versuche) {
      await ablage.nehmen(eintrag);
      if (veraltet) await holen(true, eintrag.form);
      const ziel = formVon(eintrag) || form;
      fehlerWeg(ziel);
      const kasten = document.createElement("div");
      kasten.className = "lv-fehler";
      kasten.setAttribute("role", "alert");
      kasten.tabIndex = -1;
      kasten.textContent = text;
      ziel.prepend(kasten);
      kasten.focus();
      sagen("");
    } else {
      await ablage.aendern(eintrag, { abgewiesen: text });
      sagen(ablage.wartend.length
        ? "Eine Eingabe wurde nicht übernommen. Die folgenden warten, bis Sie das gelesen haben."
        : "Eine Eingabe wurde nicht übernommen.");
    }
  }

  /* --- The page follows ----------------------------------------------------------------------------------------------- */
  const getippt = (form) => form.hasAttribute("data-getippt");
  document.addEventListener("input", (e) => {
    e.target.closest?.("form[data-form]")?.setAttribute("data-getippt", "");
    if (e.target.form?.dataset?.form) e.target.form.setAttribute("data-getippt", "");
    ruhe = Date.now();
  });

  function wunsch() {
    const frage = new URLSearchParams(location.search);
    frage.set("fenster", fenster);
    const mitte = seite.querySelector("[name=top]")?.value;
    if (mitte && [...seite.querySelectorAll(".lv-mitte form[data-form]")].some(getippt)) frage.set("top", seite.querySelector(".lv-mitte [name=top]")?.value || mitte);
    return frage;
  }

  /* Fetch the changing part and put it in. `umziehen`: the form whose values go over into the new one, because its own was
     out of date; all others that somebody is typing in stay as they are, with the stand that they were made for. */
  async function holen(sofort = false, umziehen = "") {
    if (ladend) return;
    ladend = true;
    try {
      const antwort = await gesendet(`${seite.dataset.inhalt}?${wunsch()}`, { headers: sofort ? {} : { "If-None-Match": kennung } });
      if (antwort.status === 410) { sagen((await antwort.json()).text); return; }
      if (antwort.ok) {
        kennung = antwort.headers.get("ETag") || "";
        einsetzen(await antwort.text(), umziehen);
      } else if (antwort.type === "opaqueredirect") {
        sagen("Die Anmeldung ist abgelaufen. Bitte melden Sie sich in einem neuen Fenster an und laden Sie diese Seite neu.");
      }
      if (lage.textContent.startsWith("Keine Verbindung") && !ablage.wartend.length) sagen("Die Verbindung ist wieder da.", "gut");
    } catch {
      sagen("Keine Verbindung. Was Sie eingeben, wird in diesem Browser aufgehoben und später der Reihe nach übertragen.");
    } finally {
      ladend = false;
    }
  }

  function einsetzen(html, umziehen) {
    const neu = document.createElement("template");
    neu.innerHTML = html;
    const aktiv = document.activeElement;
    const anker = aktiv && seite.contains(aktiv) ? { form: aktiv.closest("form[data-form]")?.dataset.form, name: aktiv.name, wert: aktiv.value, art: aktiv.type } : null;
    const oben = window.scrollY;
    const listen = [...seite.querySelectorAll(".lv-tops")].map((l) => l.scrollTop);
    const offen = new Set([...seite.querySelectorAll("details[open]")].map(ort));
    const zu = new Set([...seite.querySelectorAll("details:not([open])")].map(ort));
    const alterTop = seite.querySelector(".lv-punkt__nummer")?.textContent;
    const behalten = [...seite.querySelectorAll("form[data-form]")].filter(getippt);
    for (const d of neu.content.querySelectorAll("details")) {
      if (offen.has(ort(d))) d.open = true;
      else if (zu.has(ort(d)) && !d.querySelector(".lv-fehler")) d.open = false;
    }
    const kreuze = new Set([...seite.querySelectorAll("[name=tops]:checked")].map((k) => k.value));
    for (const k of neu.content.querySelectorAll("[name=tops]")) k.checked = kreuze.has(k.value);
    const verwaist = [];
    for (const form of behalten) {
      const platz = neu.content.querySelector(`form[data-form="${CSS.escape(form.dataset.form)}"]`);
      if (form.id === "form-en-bloc" || (platz && form.dataset.form === umziehen)) { if (platz) uebertrage(form, platz); }
      else if (platz) platz.replaceWith(form);
      else verwaist.push(form);
    }
    seite.replaceChildren(neu.content);
    for (const form of verwaist) aufheben(form);
    [...seite.querySelectorAll(".lv-tops")].forEach((l, n) => { if (listen[n] !== undefined) l.scrollTop = listen[n]; });
    const neuerTop = seite.querySelector(".lv-punkt__nummer")?.textContent;
    if (alterTop !== neuerTop) punktInSicht();
    window.scrollTo(0, oben);
    if (anker?.form) {
      const form = document.querySelector(`form[data-form="${CSS.escape(anker.form)}"]`);
      const feld = form && [...form.elements].find((f) => f.name === anker.name && f.type === anker.art && (f.type !== "radio" && f.type !== "submit" || f.value === anker.wert));
      if (feld) feld.focus({ preventScroll: true });
      else seite.querySelector(".lv-punkt__titel")?.focus({ preventScroll: alterTop === neuerTop });
    }
    document.dispatchEvent(new CustomEvent("live:neu"));
  }
  /* In a long agenda the item that is dealt with stays in sight, with the ones before it. */
  function punktInSicht() {
    const liste = seite.querySelector(".lv-tops"), punkt = seite.querySelector(".lv-top--gezeigt");
    if (liste && punkt) liste.scrollTop = punkt.offsetTop - liste.offsetTop - liste.clientHeight / 3;
  }
  const ort = (d) => `${d.closest("form[data-form]")?.dataset.form || ""}|${d.parentElement?.closest("fieldset")?.querySelector("legend")?.textContent || ""}|${(d.querySelector("summary")?.firstChild?.textContent || "").trim() || d.className}`;

  function uebertrage(von, nach) {
    for (const feld of nach.elements) {
      if (!feld.name || feld.type === "hidden" || feld.type === "submit") continue;
      const alt = [...von.elements].filter((f) => f.name === feld.name);
      if (feld.type === "radio" || feld.type === "checkbox") {
        const gleich = alt.find((f) => f.value === feld.value);
        if (gleich) feld.checked = gleich.checked;
      } else if (alt.length) feld.value = alt[0].value;
    }
    nach.setAttribute("data-getippt", "");
  }

  /* The item got its result from somebody else: what was typed for it stays in sight. */
  function aufheben(form) {
    aufgehoben.hidden = false;
    const weg = document.createElement("button");
    weg.type = "button";
    weg.className = "lv-textknopf";
    weg.textContent = "Verwerfen";
    weg.addEventListener("click", () => { form.remove(); weg.remove(); aufgehoben.hidden = !aufgehoben.querySelector("form"); });
    const titel = document.createElement("p");
    titel.textContent = form.dataset.name;
    form.prepend(titel);
    form.after(weg);
    aufgehoben.append(form, weg);
  }

  /* --- Links within the page: another item, a correction, a deputy ------------------------------------------------------ */
  seite.addEventListener("click", async (ereignis) => {
    const weg = ereignis.target.closest("a[href^='?']");
    if (!weg || ereignis.ctrlKey || ereignis.metaKey || ereignis.shiftKey) return;
    if (!navigator.onLine) { ereignis.preventDefault(); sagen("Keine Verbindung: Ein anderer Punkt lässt sich gerade nicht zeigen."); return; }
    ereignis.preventDefault();
    history.pushState(null, "", weg.getAttribute("href"));
    for (const form of seite.querySelectorAll(".lv-mitte form[data-getippt]")) if (!form.querySelector("textarea, input[type=text]")) form.removeAttribute("data-getippt");
    await holen(true);
    seite.querySelector(".lv-punkt__titel")?.focus({ preventScroll: true });
    if (window.matchMedia("(max-width: 47rem)").matches) seite.querySelector(".lv-punkt")?.scrollIntoView();
  });
  document.addEventListener("submit", (e) => {
    // Calling an item leads to it, wherever one has looked meanwhile.
    const daten = e.target.dataset?.form;
    if (daten && (daten.startsWith("aufrufen") || daten === "weiter" || e.submitter?.name === "weiter")) history.replaceState(null, "", location.pathname);
    if (location.search.includes("berichtigen") || location.search.includes("vertretung")) {
      const top = new URLSearchParams(location.search).get("top");
      history.replaceState(null, "", top ? `?top=${top}` : location.pathname);
    }
  }, true);
  window.addEventListener("popstate", () => holen(true));

  /* --- Connection --------------------------------------------------------------------------------------------------- */
  window.addEventListener("online", () => { uebertragen().then(() => holen()); });
  window.addEventListener("offline", () => sagen("Keine Verbindung. Was Sie eingeben, wird in diesem Browser aufgehoben und später der Reihe nach übertragen."));
  window.addEventListener("beforeunload", (e) => { if (ablage.wartend.length) e.preventDefault(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { uebertragen(); holen(); } });
  setInterval(() => {
    if (document.hidden) return;
    if (ablage.wartend.length && !ablage.abgewiesen.length) uebertragen();
    else if (Date.now() - ruhe > 1200) holen();
  }, TAKT);
  punktInSicht();
  ablage.laden().then(() => { zeigen(); uebertragen(); });
})();
