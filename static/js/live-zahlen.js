/* The running sitting: the sum and the result of a vote while it is typed. Shown only; the server counts for itself. */
(() => {
  "use strict";
  const seite = document.getElementById("live");
  if (!seite) return;
  const NOETIG = {
    mitglieder: (n) => Math.floor(n / 2) + 1,
    zwei_drittel: (n) => Math.ceil((n * 2) / 3),
    drei_viertel: (n) => Math.ceil((n * 3) / 4),
    vier_fuenftel: (n) => Math.ceil((n * 4) / 5),
  };

  function ergebnis(ja, nein, regel, mitglieder) {
    if (ja <= nein) return "abgelehnt";
    if (regel === "einstimmig" && nein) return "abgelehnt";
    const noetig = NOETIG[regel]?.(mitglieder) || 0;
    if (ja < noetig) return `abgelehnt, nötig sind ${noetig} Ja-Stimmen`;
    return nein ? "mehrheitlich angenommen" : "einstimmig angenommen";
  }

  function sagen(form, text, falsch) {
    const probe = form.querySelector("[data-probe]");
    if (!probe) return;
    probe.textContent = text;
    probe.dataset.ton = falsch ? "falsch" : "";
  }

  function zahlen(form) {
    const wert = (name) => form.elements[name]?.value ?? "";
    const alle = ["ja", "nein", "enthaltung", ...(form.elements.ungueltig ? ["ungueltig"] : [])];
    const summe = alle.reduce((s, name) => s + (parseInt(wert(name), 10) || 0), 0);
    const da = Number(form.dataset.zahlen);
    if (summe > da) return sagen(form, `${summe} Stimmen, aber nur ${da} stimmberechtigt`, true);
    if (alle.some((name) => wert(name) === "")) return sagen(form, `${summe} von ${da} Stimmen`);
    const regel = form.elements.mehrheitsregel?.value || form.dataset.regel || "einfach";
    const text = ergebnis(Number(wert("ja")), Number(wert("nein")), regel, Number(form.dataset.mitglieder));
    sagen(form, `${summe} von ${da} Stimmen: ${text}`);
  }

  function personen(form) {
    const summe = { ja: 0, nein: 0, enthaltung: 0 };
    let offen = 0;
    for (const gruppe of form.querySelectorAll(".lv-gruppe")) {
      const vorgabe = gruppe.querySelector(":scope > .lv-wahl input:checked")?.value;
      for (const person of gruppe.querySelectorAll(".lv-person")) {
        const wert = person.querySelector("input:checked")?.value || vorgabe;
        if (wert in summe) summe[wert] += 1;
      }
    }
    if ("namentlich" in form.dataset) {
      for (const person of form.querySelectorAll(".lv-person")) {
        const wert = person.querySelector("input:checked")?.value;
        if (!wert) offen += 1;
        else if (wert in summe) summe[wert] += 1;
      }
    }
    const rest = offen ? `, ${offen} noch offen` : "";
    sagen(form, `Ja ${summe.ja}, Nein ${summe.nein}, Enthaltung ${summe.enthaltung}${rest}`);
  }

  function rechnen(form) {
    if (form.dataset.zahlen) zahlen(form);
    else if ("fraktionen" in form.dataset || "namentlich" in form.dataset) personen(form);
  }
  const alle = () => seite.querySelectorAll("form[data-zahlen], form[data-fraktionen], form[data-namentlich]").forEach(rechnen);
  document.addEventListener("input", (e) => { if (e.target.form) rechnen(e.target.form); });
  document.addEventListener("change", (e) => {
    if (e.target.classList.contains("lv-platz__um")) e.target.toggleAttribute("data-gefuellt", e.target.value !== "");
  });
  document.addEventListener("live:neu", alle);
  alle();
})();
