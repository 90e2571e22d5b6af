/* The page of a Protokoll: each text is saved a moment after it was typed. Where another clerk was faster both texts stand
   there and nothing is lost. Without this script the button at the end saves all texts. */
(() => {
  "use strict";
  const PAUSE = 1500;

  function start(block, marke) {
    const feld = () => block.querySelector("textarea[data-richtext]");
    const zustand = block.querySelector("[data-zustand]");
    const konflikt = block.querySelector("[data-konflikt]");
    const version = block.querySelector("[data-version]");
    const gelesen = block.querySelector("[data-gelesen]");
    const stand = { offen: false };
    let uhr = 0, unterwegs = false, nochmal = false, neueres = null;
    block.querySelector("[data-wahl]").hidden = false;

    const sagen = (text) => { if (zustand.textContent !== text) zustand.textContent = text; };

    async function sichern() {
      if (neueres) return;
      if (unterwegs) { nochmal = true; return; }
      unterwegs = true;
      nochmal = false;
      const gesendet = feld().value;
      const daten = new FormData();
      daten.set("csrfmiddlewaretoken", marke);
      daten.set("text", gesendet);
      daten.set("text-form", block.querySelector(`input[name="${feld().name}-form"]`).value);
      daten.set("version", version.value);
      try {
        const antwort = await fetch(block.dataset.url, { method: "POST", body: daten, credentials: "same-origin" });
        if (!(antwort.headers.get("content-type") || "").includes("json")) throw new Error("keine Antwort");
        const inhalt = await antwort.json();
        sagen(inhalt.text);
        if (antwort.ok) {
          version.value = inhalt.version;
          gelesen.value = inhalt.gelesen;
          stand.offen = feld().value !== gesendet;
        } else if (antwort.status === 409) {
          neueres = inhalt;
          konflikt.querySelector("[data-anderer]").innerHTML = inhalt.html || "<p>(leer)</p>";
          konflikt.hidden = false;
        }
      } catch {
        sagen("Nicht gespeichert: keine Verbindung. Ihr Text steht weiter hier; es wird erneut versucht.");
        uhr = setTimeout(sichern, 10000);
      } finally {
        unterwegs = false;
        if (nochmal) sichern();
      }
    }

    block.addEventListener("input", () => {
      stand.offen = true;
      clearTimeout(uhr);
      uhr = setTimeout(sichern, PAUSE);
    });
    function entschieden() {
      version.value = neueres.version;
      gelesen.value = neueres.gelesen;
      neueres = null;
      konflikt.hidden = true;
    }
    block.querySelector("[data-meiner]").addEventListener("click", () => {
      if (neueres) entschieden();
      sichern();
    });
    block.querySelector("[data-uebernehmen]").addEventListener("click", () => {
      if (!neueres) return;
      const html = neueres.html;
      entschieden();
      feld().value = html;
      block.querySelector(`input[name="${feld().name}-form"]`).value = "html";
      feld().dispatchEvent(new Event("richtext:setzen"));
      stand.offen = false;
      clearTimeout(uhr);
      sagen("Der gespeicherte Text ist übernommen.");
    });
    window.addEventListener("online", () => { if (stand.offen) sichern(); });
    return stand;
  }

  document.addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector("form[data-protokoll]");
    if (!form) return;
    const marke = form.elements.csrfmiddlewaretoken.value;
    const alle = [...form.querySelectorAll("[data-block]")].map((block) => start(block, marke));
    let gesendet = false;
    form.addEventListener("submit", () => { gesendet = true; });
    window.addEventListener("pageshow", () => { gesendet = false; });
    window.addEventListener("beforeunload", (ereignis) => {
      if (!gesendet && alle.some((stand) => stand.offen)) ereignis.preventDefault();
    });
  });
})();
