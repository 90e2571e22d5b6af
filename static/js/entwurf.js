/* The page of a draft: what is typed is kept at once in this browser and, a moment later, as Arbeitsstand on the server.
   The browser keeps only what this account has typed and the server has not confirmed; it is erased on confirmation and on logout.
   It speaks with the form through the DOM alone: input and change events, names and values. */
(() => {
  "use strict";
  const DATENBANK = "ris-eingaben";
  const TAGE = 7;
  const PAUSE = 1500;
  const NICHT = new Set(["csrfmiddlewaretoken", "folge"]);

  const versprochen = (anfrage) => new Promise((fertig, fehler) => {
    anfrage.onsuccess = () => fertig(anfrage.result);
    anfrage.onerror = () => fehler(anfrage.error);
  });

  async function lager(art, tun) {
    const oeffnen = indexedDB.open(DATENBANK, 1);
    oeffnen.onupgradeneeded = () => oeffnen.result.createObjectStore("eingaben", { keyPath: ["konto", "dokument"] });
    const datenbank = await versprochen(oeffnen);
    try {
      return await versprochen(tun(datenbank.transaction("eingaben", art).objectStore("eingaben")));
    } finally {
      datenbank.close();
    }
  }
  const lesen = (konto, dokument) => lager("readonly", (l) => l.get([konto, dokument])).catch(() => undefined);
  const merken = (eintrag) => lager("readwrite", (l) => l.put(eintrag));
  const vergessen = (konto, dokument) => lager("readwrite", (l) => l.delete([konto, dokument])).catch(() => undefined);

  // Logout: nothing typed stays on this device.
  document.addEventListener("submit", (ereignis) => {
    if ((ereignis.target.getAttribute("action") || "").includes("/abmelden/")) {
      try { indexedDB.deleteDatabase(DATENBANK); } catch { /* no storage, nothing kept */ }
    }
  });

  // An explicit save was confirmed: the cookie names the document.
  async function bestaetigt() {
    const treffer = document.cookie.match(/(?:^|; )entwurf_bestaetigt=([\w-]+)/);
    if (!treffer) return;
    document.cookie = "entwurf_bestaetigt=; Max-Age=0; path=/verwaltung/; SameSite=Lax";
    const alle = await lager("readonly", (l) => l.getAll()).catch(() => []);
    for (const e of alle) if (e.dokument === treffer[1]) await vergessen(e.konto, e.dokument);
  }

  async function veraltetes() {
    const grenze = Date.now() - TAGE * 86400000;
    const alle = await lager("readonly", (l) => l.getAll()).catch(() => []);
    for (const e of alle) if (e.am < grenze) await vergessen(e.konto, e.dokument);
  }

  function start(form) {
    const { konto, dokument, arbeitsstand, blatt } = form.dataset;
    const zustand = document.getElementById("arbeitsstand-zustand");
    const andere = document.getElementById("arbeitsstand-andere");
    const angebot = document.getElementById("arbeitsstand-angebot");
    // Until it is known what lies in this browser, nothing typed replaces it.
    let uhr = 0, unterwegs = false, nochmal = false, offen = false, wartet = true, gesendet = false, nachher = false;

    const sagen = (text) => { if (zustand.textContent !== text) zustand.textContent = text; };
    const eingaben = () => [...new FormData(form)].filter(([name, wert]) =>
      typeof wert === "string" && !NICHT.has(name) && !name.startsWith("konflikt-"));
    const inhalt = (felder) => JSON.stringify(felder.filter(([name]) => !["fenster", "stand", "formular", "version"].includes(name))
      .map(([name, wert]) => [name, wert.replace(/\r\n/g, "\n")]));
    // A text that nobody touched stands in one window as it is stored, in another as its editor writes it.
    const wieHier = (felder) => felder.map(([name, wert]) => {
      const feld = form.elements.namedItem(name);
      return [name, feld?.dataset?.richtextGelesen === wert ? feld.value : wert];
    });
    const gleich = (felder) => inhalt(wieHier(felder)) === inhalt(wieHier(eingaben()));
    const zeit = (am) => new Date(am).toLocaleTimeString("de-DE", { hour: "2-digit", minute: "2-digit" });

    function getippt() {
      if (wartet) { nachher = true; return; }
      offen = true;
      clearTimeout(uhr);
      uhr = setTimeout(sichern, PAUSE);
      merken({ konto, dokument, blatt, felder: eingaben(), am: Date.now() }).catch(() => undefined);
    }

    // One request at a time; what is typed meanwhile follows in one.
    async function sichern() {
      if (unterwegs) { nochmal = true; return; }
      unterwegs = true;
      const felder = eingaben();
      sagen("Wird gespeichert …");
      try {
        const daten = new URLSearchParams(felder);
        daten.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
        const antwort = await fetch(arbeitsstand, { method: "POST", body: daten, redirect: "manual", credentials: "same-origin" });
        await gesichert(antwort, felder);
      } catch {
        sagen("Nicht gespeichert: keine Verbindung – Ihre Eingaben liegen in diesem Browser.");
        setTimeout(() => { if (offen) sichern(); }, 15000);
      } finally {
        unterwegs = false;
        if (nochmal) { nochmal = false; sichern(); }
      }
    }

    async function gesichert(antwort, felder) {
      const art = antwort.headers.get("Content-Type") || "";
      if (antwort.type === "opaqueredirect") {
        sagen("Anmeldung abgelaufen – Ihre Eingaben liegen in diesem Browser. Melden Sie sich neu an; sie werden wieder eingesetzt.");
      } else if (antwort.ok && art.startsWith("application/json")) {
        const daten = await antwort.json();
        form.elements.stand.value = daten.stand;
        andere.textContent = daten.schreiben.length ? `Wird gerade auch von ${daten.schreiben.join(", ")} bearbeitet.` : "";
        if (inhalt(eingaben()) === inhalt(felder)) {
          offen = false;
          await vergessen(konto, dokument);
          sagen(daten.text);
          document.dispatchEvent(new CustomEvent("ris:gesichert"));
        }
      } else if (art.startsWith("application/json")) {
        sagen((await antwort.json()).text);
      } else if (antwort.status === 403) {
        sagen("Nicht gespeichert: Sie sind nicht mehr angemeldet wie zuvor – Ihre Eingaben liegen in diesem Browser. Laden Sie die Seite neu.");
      } else {
        sagen("Nicht gespeichert: Fehler am Server – Ihre Eingaben liegen in diesem Browser.");
      }
    }

    // The server builds the page from what lay here: rows of the Beratungsfolge and every widget are right.
    async function einsetzen(eintrag) {
      const { felder } = eintrag;
      await merken({ ...eintrag, konto, dokument, eingesetzt: true }).catch(() => undefined);
      const bote = document.createElement("form");
      bote.method = "post";
      bote.action = form.action;
      bote.hidden = true;
      const jetzt = ["csrfmiddlewaretoken", "fenster", "formular"];
      const alle = [...felder.filter(([name]) => !jetzt.includes(name)), ["folge", "einsetzen"],
        ...jetzt.map((name) => [name, form.elements[name].value])];
      for (const [name, wert] of alle) {
        const feld = document.createElement("textarea");
        feld.name = name;
        feld.value = wert;
        bote.append(feld);
      }
      document.body.append(bote);
      gesendet = true;
      bote.submit();
    }

    /* Each editor has taken its box over, or left it alone. One that never comes holds nothing up for long. */
    const editoren = () => new Promise((fertig) => {
      const pruefen = () => {
        const alle = [...form.querySelectorAll("textarea[data-richtext]")];
        if (alle.every((feld) => feld.disabled || ["an", "aus"].includes(feld.dataset.richtextLaeuft))) fertig();
      };
      form.addEventListener("richtext:fertig", pruefen);
      setTimeout(fertig, 4000);
      pruefen();
    });

    async function wiederfinden() {
      const eintrag = await lesen(konto, dokument);
      await editoren();
      wartet = false;
      const feld = (felder, name) => (felder.find(([n]) => n === name) || ["", ""])[1];
      if (form.hasAttribute("data-eingesetzt")) {
        // What was just sent stands here; the server wrote it down, and the browser may forget it once it is confirmed.
        if (eintrag && (eintrag.eingesetzt || feld(eintrag.felder, "fenster") === feld(eingaben(), "fenster"))) {
          getippt();
          if (eintrag.eingesetzt) sagen(`Ihre Eingaben von ${zeit(eintrag.am)} Uhr sind wieder eingesetzt.`);
        } else if (nachher) getippt();
        return;
      }
      if (eintrag && !gleich(eintrag.felder)) {
        if (feld(eintrag.felder, "stand") === feld(eingaben(), "stand")) {
          await einsetzen(eintrag);
          return;
        }
        anbieten(eintrag);
      } else if (!eintrag && dokument.startsWith("neu-")) {
        const alle = await lager("readonly", (l) => l.getAll()).catch(() => []);
        const letzte = alle.filter((e) => e.konto === konto && e.blatt === blatt && e.dokument.startsWith("neu-")).sort((a, b) => b.am - a.am)[0];
        if (letzte) anbieten(letzte);
      }
      if (nachher) getippt();
    }

    function anbieten(eintrag) {
      // Until it is decided, nothing typed here replaces what lies there.
      wartet = eintrag.dokument === dokument;
      sagen(`In diesem Browser liegen Eingaben von Ihnen vom ${new Date(eintrag.am).toLocaleDateString("de-DE")}, ${zeit(eintrag.am)} Uhr, die nicht gespeichert sind.`);
      angebot.hidden = false;
      angebot.addEventListener("click", async (ereignis) => {
        const knopf = ereignis.target.closest("[data-angebot]");
        if (!knopf) return;
        angebot.hidden = true;
        wartet = false;
        await vergessen(eintrag.konto, eintrag.dokument);
        if (knopf.dataset.angebot === "einsetzen") {
          await einsetzen(eintrag);
        } else {
          sagen("Die Eingaben aus diesem Browser sind verworfen.");
        }
      });
    }

    form.addEventListener("input", getippt);
    form.addEventListener("change", getippt);
    form.addEventListener("submit", () => { gesendet = true; clearTimeout(uhr); });
    window.addEventListener("online", () => { if (offen) sichern(); });
    window.addEventListener("beforeunload", (ereignis) => { if (offen && !gesendet) ereignis.preventDefault(); });
    window.addEventListener("pageshow", () => { gesendet = false; });
    if (dokument.startsWith("neu-") && !new URLSearchParams(location.search).has("formular")) {
      history.replaceState(null, "", form.getAttribute("action"));
    }
    wiederfinden();
  }

  document.addEventListener("DOMContentLoaded", async () => {
    if (!("indexedDB" in window)) return;
    await bestaetigt();
    const form = document.querySelector("form[data-arbeitsstand]");
    if (form) start(form);
    veraltetes();
  });
})();
