/* The preview beside the form: on wide screens, on demand, and again after each autosave while it is open.
   It never holds up typing; without JavaScript the button "Vorschau" opens a page of its own. */
(() => {
  "use strict";
  const leiste = document.querySelector("[data-vorschau]");
  const form = document.getElementById("entwurf");
  if (!leiste || !form) return;
  const knopf = leiste.querySelector("button");
  const zustand = leiste.querySelector("[role=status]");
  const seiten = leiste.querySelector(".vl-vorschau__seiten");
  let unterwegs = false, nochmal = false, offen = false;
  leiste.hidden = false;

  async function erneuern() {
    if (unterwegs) { nochmal = true; return; }
    unterwegs = true;
    zustand.textContent = "Die Vorschau wird erzeugt …";
    try {
      const antwort = await fetch(leiste.dataset.vorschau, {
        method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual",
        headers: { "X-Vorschau": "nebenan" }, credentials: "same-origin",
      });
      if (antwort.ok) {
        const neu = new DOMParser().parseFromString(await antwort.text(), "text/html");
        const oben = leiste.scrollTop;
        seiten.replaceChildren(...neu.body.childNodes);
        leiste.scrollTop = oben;
        zustand.textContent = `Stand ${new Date().toLocaleTimeString("de-DE", { hour: "2-digit", minute: "2-digit" })} Uhr`;
      } else {
        zustand.textContent = antwort.status === 422 ? await antwort.text() : "Die Vorschau ist gerade nicht zu haben.";
      }
    } catch {
      zustand.textContent = "Keine Verbindung; die Vorschau zeigt den vorigen Stand.";
    } finally {
      unterwegs = false;
      if (nochmal) { nochmal = false; erneuern(); }
    }
  }

  knopf.addEventListener("click", () => {
    offen = true;
    knopf.querySelector(".kern-label").textContent = "Vorschau erneuern";
    erneuern();
  });
  document.addEventListener("ris:gesichert", () => { if (offen && leiste.offsetParent) erneuern(); });
})();
