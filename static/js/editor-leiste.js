/* The toolbar of the editor: one stop for the Tab key, arrows inside (WAI-ARIA pattern "toolbar"). */

const SVG = "http://www.w3.org/2000/svg"
const ZEICHEN = {
  liste: "M7 5h10M7 10h10M7 15h10M3 5h.01M3 10h.01M3 15h.01",
  nummern: "M8 5h9M8 10h9M8 15h9M3 3.5l1.2-.6V7M2.6 12.2c.2-1 2.2-1 2.2.2 0 1-2.2 1.6-2.2 3.1h2.4",
  zitat: "M4 5v10M8 6h9M8 10h9M8 14h6",
  tiefer: "M3 4h14M9 8h8M9 12h8M3 16h14M3 8l3 2-3 2",
  hoeher: "M3 4h14M9 8h8M9 12h8M3 16h14M6 8l-3 2 3 2",
  verweis: "M8 12l4-4M9 6l1.5-1.5a3.2 3.2 0 0 1 4.5 4.5L13.500 10.500M11 14l-1.500 1.500a3.200 3.200 0 0 1-4.500-4.500L6.500 9.500",
  tabelle: "M3 4h14v12H3zM3 8h14M3 12h14M10 4v12",
  zurueck: "M7 4L3 8l4 4M3 8h8a5 4 0 0 1 0 8H8",
  wieder: "M13 4l4 4-4 4M17 8H9a5 4 0 0 0 0 8h3",
}

const marke = (name) => ({ tun: (k) => k.toggleMark(name), an: (e) => e.isActive(name) })
const ueberschrift = (level) => ({
  tun: (k) => k.toggleHeading({ level }),
  an: (e) => e.isActive("heading", { level }),
})

const KNOEPFE = [
  [
    { name: "ueberschrift", titel: "Überschrift", text: "Überschrift", ...ueberschrift(3) },
    { name: "zwischen", titel: "Zwischenüberschrift", text: "Zwischenüberschrift", ...ueberschrift(4) },
  ],
  [
    { name: "fett", titel: "Fett", text: "F", ...marke("bold") },
    { name: "kursiv", titel: "Kursiv", text: "K", ...marke("italic") },
    { name: "tief", titel: "Tiefgestellt", text: "x₂", ...marke("subscript") },
    { name: "hoch", titel: "Hochgestellt", text: "x²", ...marke("superscript") },
  ],
  [
    { name: "liste", titel: "Aufzählung", tun: (k) => k.toggleBulletList(), an: (e) => e.isActive("bulletList") },
    { name: "nummern", titel: "Nummerierung", tun: (k) => k.toggleOrderedList(), an: (e) => e.isActive("orderedList") },
    { name: "tiefer", titel: "Listenpunkt einrücken", tun: (k) => k.sinkListItem("listItem"), geht: (e) => e.can().sinkListItem("listItem") },
    { name: "hoeher", titel: "Listenpunkt ausrücken", tun: (k) => k.liftListItem("listItem"), geht: (e) => e.can().liftListItem("listItem") },
    { name: "zitat", titel: "Zitat", tun: (k) => k.toggleBlockquote(), an: (e) => e.isActive("blockquote") },
  ],
  [
    { name: "verweis", titel: "Verweis", dialog: verweisen, an: (e) => e.isActive("link") },
    { name: "tabelle", titel: "Tabelle einfügen", tun: (k) => k.insertTable({ rows: 3, cols: 3, withHeaderRow: true }), geht: (e) => !["table", "listItem", "blockquote"].some((art) => e.isActive(art)) },
  ],
  [
    { name: "zurueck", titel: "Rückgängig", tun: (k) => k.undo(), geht: (e) => e.can().undo() },
    { name: "wieder", titel: "Wiederherstellen", tun: (k) => k.redo(), geht: (e) => e.can().redo() },
  ],
  [
    { name: "zeile-mehr", titel: "Zeile darunter", text: "Zeile darunter", tun: (k) => k.addRowAfter() },
    { name: "spalte-mehr", titel: "Spalte rechts", text: "Spalte rechts", tun: (k) => k.addColumnAfter() },
    { name: "zeile-weg", titel: "Zeile löschen", text: "Zeile löschen", tun: (k) => k.deleteRow() },
    { name: "spalte-weg", titel: "Spalte löschen", text: "Spalte löschen", tun: (k) => k.deleteColumn() },
    { name: "kopfspalte", titel: "Erste Spalte als Kopf", text: "Erste Spalte als Kopf", tun: (k) => k.toggleHeaderColumn() },
    { name: "tabelle-weg", titel: "Tabelle löschen", text: "Tabelle löschen", tun: (k) => k.deleteTable() },
  ],
]
const TABELLE = KNOEPFE.length - 1

export function leiste(editor, name) {
  const dom = document.createElement("div")
  dom.className = "ris-editor__leiste"
  dom.setAttribute("role", "toolbar")
  dom.setAttribute("aria-label", name ? `Formatierung: ${name}` : "Formatierung")
  dom.setAttribute("aria-controls", editor.view.dom.id)
  const alle = []
  KNOEPFE.forEach((gruppe, stelle) => {
    const teil = document.createElement("div")
    teil.className = "ris-editor__gruppe"
    if (stelle === TABELLE) teil.dataset.nurInTabelle = ""
    for (const angaben of gruppe) {
      const knopf = neu(angaben)
      knopf.addEventListener("click", () => {
        if (knopf.getAttribute("aria-disabled") === "true") return
        if (angaben.dialog) angaben.dialog(editor)
        else angaben.tun(editor.chain().focus()).run()
      })
      // A press with the mouse leaves the selection where it is.
      knopf.addEventListener("mousedown", (e) => e.preventDefault())
      teil.append(knopf)
      alle.push({ knopf, teil, ...angaben })
    }
    dom.append(teil)
  })

  const erreichbar = () => alle.filter((k) => !k.teil.hidden).map((k) => k.knopf)
  const hin = (knopf) => {
    for (const k of alle) k.knopf.tabIndex = k.knopf === knopf ? 0 : -1
  }
  hin(alle[0].knopf)
  dom.addEventListener("focusin", (e) => hin(e.target))
  dom.addEventListener("keydown", (e) => {
    const knoepfe = erreichbar()
    const jetzt = knoepfe.indexOf(document.activeElement)
    const ziel = { ArrowRight: jetzt + 1, ArrowLeft: jetzt - 1, Home: 0, End: knoepfe.length - 1 }[e.key]
    if (e.key === "Escape") editor.commands.focus()
    else if (ziel !== undefined) knoepfe[(ziel + knoepfe.length) % knoepfe.length].focus()
    else return
    e.preventDefault()
  })
  editor.view.dom.addEventListener("keydown", (e) => {
    const verweis = (e.ctrlKey || e.metaKey) && e.key === "k"
    if (verweis) verweisen(editor)
    else if (e.altKey && e.key === "F10") dom.querySelector("[tabindex='0']").focus()
    else return
    e.preventDefault()
  })

  const stand = () => {
    const inTabelle = editor.isActive("table")
    for (const k of alle) {
      if (k.teil.dataset.nurInTabelle !== undefined) k.teil.hidden = !inTabelle
      if (k.an) k.knopf.setAttribute("aria-pressed", String(k.an(editor)))
      if (k.geht) k.knopf.setAttribute("aria-disabled", String(!k.geht(editor)))
    }
    if (!erreichbar().some((knopf) => knopf.tabIndex === 0)) hin(alle[0].knopf)
  }
  editor.on("transaction", stand)
  stand()
  return dom
}

function neu({ name, titel, text }) {
  const knopf = document.createElement("button")
  knopf.type = "button"
  knopf.className = `ris-editor__knopf ris-editor__knopf--${name}`
  knopf.title = titel
  knopf.setAttribute("aria-label", titel)
  if (text) {
    knopf.textContent = text
    return knopf
  }
  const bild = document.createElementNS(SVG, "svg")
  bild.setAttribute("viewBox", "0 0 20 20")
  bild.setAttribute("aria-hidden", "true")
  const pfad = document.createElementNS(SVG, "path")
  pfad.setAttribute("d", ZEICHEN[name])
  bild.append(pfad)
  knopf.append(bild)
  return knopf
}

/* The address of a link, in a dialog of its own; the form of the page is not touched. */
function verweisen(editor) {
  const alt = editor.getAttributes("link").href || ""
  const dialog = document.createElement("dialog")
  dialog.className = "ris-editor__dialog"
  dialog.setAttribute("aria-labelledby", "ris-verweis-titel")
  const form = document.createElement("form")
  form.method = "dialog"
  const titel = element("h2", { id: "ris-verweis-titel", textContent: "Verweis" })
  const beschriftung = element("label", { htmlFor: "ris-verweis-adresse", textContent: "Adresse (https://… oder E-Mail)" })
  const eingabe = element("input", { id: "ris-verweis-adresse", type: "text", value: alt, autocomplete: "off", spellcheck: false })
  const fertig = element("button", { type: "submit", value: "fertig", textContent: "Übernehmen" })
  const weg = element("button", { type: "submit", value: "weg", textContent: "Verweis entfernen" })
  const abbrechen = element("button", { type: "submit", value: "", textContent: "Abbrechen" })
  form.append(titel, beschriftung, eingabe, fertig, ...(alt ? [weg] : []), abbrechen)
  dialog.append(form)
  document.body.append(dialog)
  dialog.addEventListener("close", () => {
    const adresse = adresseAus(eingabe.value)
    const kette = editor.chain().focus()
    if (dialog.returnValue === "fertig" && adresse) setzen(editor, kette, adresse)
    else if (dialog.returnValue) kette.extendMarkRange("link").unsetLink().run()
    else kette.run()
    dialog.remove()
  })
  dialog.showModal()
  eingabe.focus()
}

function setzen(editor, kette, href) {
  if (editor.state.selection.empty && !editor.isActive("link")) {
    kette.insertContent({ type: "text", text: href.replace(/^mailto:/, ""), marks: [{ type: "link", attrs: { href } }] }).run()
  } else {
    kette.extendMarkRange("link").setLink({ href }).run()
  }
}

function adresseAus(text) {
  const adresse = text.trim()
  if (!adresse || /^(https?:\/\/|mailto:|tel:)/i.test(adresse)) return adresse
  return adresse.includes("@") ? `mailto:${adresse}` : `https://${adresse.replace(/^\/+/, "")}`
}

function element(art, merkmale) {
  return Object.assign(document.createElement(art), merkmale)
}
