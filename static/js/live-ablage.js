/* The running sitting: entries that the server has not confirmed yet. They lie in this browser, in the order in which they were
   made, until each is recorded or refused; what was refused stays until somebody has read it. Each has its own key, so that
   sending it again records nothing twice. */
window.RisLive = (() => {
  "use strict";
  const DATENBANK = "ris-live";
  const versprochen = (anfrage) => new Promise((fertig, fehler) => {
    anfrage.onsuccess = () => fertig(anfrage.result);
    anfrage.onerror = () => fehler(anfrage.error);
  });

  async function lager(art, tun) {
    const oeffnen = indexedDB.open(DATENBANK, 1);
    oeffnen.onupgradeneeded = () => oeffnen.result.createObjectStore("eingaben", { keyPath: "schluessel" });
    const datenbank = await versprochen(oeffnen);
    try {
      return await versprochen(tun(datenbank.transaction("eingaben", art).objectStore("eingaben")));
    } finally {
      datenbank.close();
    }
  }

  class Ablage {
    /* `eintraege` is what this account has entered for this sitting; memory first, the storage follows. */
    constructor(konto, sitzung) {
      this.konto = konto;
      this.sitzung = sitzung;
      this.eintraege = [];
    }

    async laden() {
      const alle = await lager("readonly", (l) => l.getAll()).catch(() => []);
      const eigene = alle.filter((e) => e.konto === this.konto && e.sitzung === this.sitzung);
      const bekannt = new Set(this.eintraege.map((e) => e.schluessel));
      this.eintraege = [...eigene.filter((e) => !bekannt.has(e.schluessel)), ...this.eintraege].sort((a, b) => a.am - b.am || a.folge - b.folge);
    }

    async legen(eintrag) {
      const neu = { ...eintrag, konto: this.konto, sitzung: this.sitzung, am: Date.now(), folge: this.eintraege.length };
      this.eintraege.push(neu);
      await lager("readwrite", (l) => l.put(neu)).catch(() => undefined);
      return neu;
    }

    async aendern(eintrag, felder) {
      Object.assign(eintrag, felder);
      await lager("readwrite", (l) => l.put({ ...eintrag })).catch(() => undefined);
    }

    async nehmen(eintrag) {
      this.eintraege = this.eintraege.filter((e) => e !== eintrag);
      await lager("readwrite", (l) => l.delete(eintrag.schluessel)).catch(() => undefined);
    }

    get wartend() { return this.eintraege.filter((e) => !e.abgewiesen); }
    get abgewiesen() { return this.eintraege.filter((e) => e.abgewiesen); }
  }

  /* `am` while the tab lives is memory; another tab of the same account sends what lies there under the same keys. */
  const zeit = (am) => new Date(am).toLocaleTimeString("de-DE", { hour: "2-digit", minute: "2-digit" });
  return { Ablage, zeit };
})();
