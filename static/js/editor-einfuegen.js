/* What comes from a clipboard, before the editor reads it: the lists of Word become lists, the first row of a table its head.
   The server does the same again with whatever is sent; here it only shows at once. */

const EBENE = /mso-list\s*:\s*l\d+\s+level(\d+)/i
const ZEICHEN = /mso-list\s*:\s*ignore/i
const STUFEN = { H1: "h3", H2: "h3", H5: "h4", H6: "h4" }

export function aufgeraeumt(html) {
  const seite = new DOMParser().parseFromString(ohneStil(html), "text/html")
  for (const alt of seite.querySelectorAll("h1,h2,h5,h6")) ersetzen(alt, STUFEN[alt.tagName])
  wordlisten(seite)
  kleider(seite)
  // Word ends a table with merged cells by a row without height.
  for (const leer of seite.querySelectorAll('tr[height="0"]')) leer.remove()
  for (const tabelle of seite.querySelectorAll("table")) kopfzeile(tabelle)
  return seite.body.innerHTML
}

/* What a paste loses that may have meant something: a stroke, a colour. Sentences for the writer, who alone can judge it. */
export function verluste(html) {
  const seite = new DOMParser().parseFromString(ohneStil(html), "text/html")
  const stil = (e) => e.dataset.stil || ""
  const mitText = [...seite.body.querySelectorAll("*")].filter((e) => e.textContent.trim())
  const saetze = []
  if (mitText.some((e) => /^(S|STRIKE)$/.test(e.tagName) || /line-through/i.test(stil(e)))) {
    saetze.push("Durchgestrichenes steht jetzt ohne Strich da. Bitte löschen Sie, was nicht mehr gelten soll.")
  }
  if (mitText.some((e) => e.tagName === "DEL")) saetze.push("Als gelöscht Markiertes ist nicht übernommen.")
  if (mitText.some((e) => !e.closest("a") && (e.tagName === "MARK" || farben(e).some(bunt)))) {
    saetze.push("Farben sind entfallen. Wo eine Farbe etwas bedeutet hat, schreiben Sie es bitte in Worten dazu.")
  }
  return saetze
}

function farben(element) {
  const gefunden = [...(element.dataset.stil || "").matchAll(/(?:^|[;\s])(?:color|background(?:-color)?|mso-highlight)\s*:\s*([^;]+)/gi)]
  return [...gefunden.map((treffer) => treffer[1]), element.getAttribute("color") || "", element.getAttribute("bgcolor") || ""]
}

/* Black, white and grey are how text looks; everything else is a colour somebody chose. */
const OHNE_FARBE = /^(|auto|none|inherit|initial|unset|transparent|currentcolor|windowtext|window|black|white|whitesmoke|silver|(dark|light|dim)?gr[ae]y)$/i

function bunt(angabe) {
  const farbe = angabe.replace(/!important/i, "").trim()
  if (OHNE_FARBE.test(farbe)) return false
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(farbe)
  const zahlen = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+([\d.]+))?/i.exec(farbe)
  if (zahlen && zahlen[4] === "0") return false
  const stellen = hex && (hex[1].length === 3 ? hex[1].replace(/./g, "$&$&") : hex[1])
  const werte = stellen ? [0, 2, 4].map((n) => parseInt(stellen.slice(n, n + 2), 16)) : zahlen ? zahlen.slice(1, 4).map(Number) : null
  return werte ? Math.max(...werte) - Math.min(...werte) > 40 : /^[a-z]+$/i.test(farbe)
}

/* The policy of the page looks at style attributes even in a document that nobody sees: here they have another name. */
function ohneStil(html) {
  return html
    .replace(/<style[\s\S]*?<\/style>/gi, "")
    .replace(/<[^>]+>/g, (tag) => tag.replace(/\sstyle\s*=/gi, " data-stil="))
}

/* Bold and italic that are only a style (Google Docs). */
function kleider(seite) {
  for (const e of seite.querySelectorAll("span[data-stil]")) {
    if (/(^|[;\s])font-weight\s*:\s*(bold|[6-9]00)/i.test(e.dataset.stil)) huellen(e, "strong")
    if (/(^|[;\s])font-style\s*:\s*italic/i.test(e.dataset.stil)) huellen(e, "em")
  }
  for (const e of seite.querySelectorAll("b[data-stil]")) {
    if (/(^|[;\s])font-weight\s*:\s*normal/i.test(e.dataset.stil)) e.replaceWith(...e.childNodes)
  }
}

function huellen(element, art) {
  const neu = element.ownerDocument.createElement(art)
  neu.append(...element.childNodes)
  element.append(neu)
}

function ersetzen(alt, art) {
  const neu = alt.ownerDocument.createElement(art)
  neu.append(...alt.childNodes)
  alt.replaceWith(neu)
  return neu
}

function wordlisten(seite) {
  let stapel = []
  let letzter = null
  for (const absatz of seite.querySelectorAll("p")) {
    const ebene = EBENE.exec(absatz.dataset.stil || "")
    if (!ebene) continue
    const tiefe = Number(ebene[1])
    const zeichen = [...absatz.querySelectorAll("[data-stil]")].find((e) => ZEICHEN.test(e.dataset.stil))
    const marke = zeichen ? zeichen.textContent.trim() : ""
    zeichen?.remove()
    const nummer = /^\(?(\d+|[a-z])[.)]/.exec(marke)
    // Only spaces and comments may stand between two items of one list.
    if (!letzter || naechstes(letzter) !== absatz) stapel = []
    while (stapel.length > tiefe) stapel.pop()
    if (stapel.length === tiefe && stapel.at(-1).tagName !== (nummer ? "OL" : "UL")) stapel.pop()
    while (stapel.length < tiefe) {
      const liste = seite.createElement(nummer ? "ol" : "ul")
      if (nummer && /[a-z]/.test(nummer[1])) liste.setAttribute("type", "a")
      if (nummer && /^[1-9]/.test(nummer[1]) && nummer[1] !== "1") liste.setAttribute("start", nummer[1])
      const eltern = stapel.at(-1)
      if (eltern) (eltern.lastElementChild || eltern.appendChild(seite.createElement("li"))).append(liste)
      else absatz.before(liste)
      stapel.push(liste)
    }
    const punkt = seite.createElement("li")
    stapel.at(-1).append(punkt)
    letzter = stapel[0]
    punkt.append(absatz)
  }
}

function naechstes(knoten) {
  let danach = knoten.nextSibling
  while (danach && (danach.nodeType === 8 || (danach.nodeType === 3 && !danach.data.trim()))) danach = danach.nextSibling
  return danach
}

function kopfzeile(tabelle) {
  if (tabelle.rows.length < 2 || tabelle.querySelector("th")) return
  // A cell of the first row that reaches down takes the rows it reaches with it.
  const tief = Math.max(...[...tabelle.rows[0].cells].map((zelle) => zelle.rowSpan), 1)
  const kopf = tabelle.tHead ? [...tabelle.tHead.rows] : [...tabelle.rows].slice(0, tief)
  if (kopf.length === tabelle.rows.length) return
  for (const zelle of kopf.flatMap((zeile) => [...zeile.cells])) {
    if (!zelle.textContent.trim()) continue
    const neu = ersetzen(zelle, "th")
    for (const name of ["colspan", "rowspan"]) {
      if (zelle.hasAttribute(name)) neu.setAttribute(name, zelle.getAttribute(name))
    }
  }
}
