/* The editor for formatted text. It takes over every <textarea data-richtext>; without it, or where it cannot start, the
   box keeps the text in light markup and the server reads that. */
import { leiste } from "./editor-leiste.js"
import { aufgeraeumt, verluste } from "./editor-einfuegen.js"

const FELD = "textarea[data-richtext]:not([data-richtext-laeuft])"

async function starten(feld) {
  if (feld.disabled || feld.readOnly || feld.id.includes("__prefix__")) return
  feld.dataset.richtextLaeuft = ""
  let bausteine, getippt = false
  feld.addEventListener("input", () => { getippt = true }, { once: true })
  try {
    bausteine = await import(feld.dataset.bausteine)
  } catch {
    // Nothing has been touched yet: the box goes on working as it is.
    fertig(feld, "aus")
    return
  }
  if (getippt) {
    // Somebody was quicker on a slow line: what stands in the box now stays there.
    fertig(feld, "aus")
    return
  }
  const warDrin = document.activeElement === feld
  const form = feld.parentElement.querySelector(`input[name="${feld.name}-form"]`)
  const html = form.value === "html" ? feld.value : feld.dataset.richtext

  const kasten = document.createElement("div")
  kasten.className = "ris-editor"
  feld.before(kasten)
  kasten.append(feld)
  feld.hidden = true
  const hinweis = document.createElement("p")
  hinweis.className = "ris-editor__hinweis"
  hinweis.setAttribute("role", "status")

  const editor = new bausteine.Editor({
    element: kasten,
    injectCSS: false, // an inline style, which no page here may have
    extensions: erweiterungen(bausteine),
    content: html,
    editorProps: { attributes: merkmale(feld), transformPastedHTML: einfuegen },
    onUpdate() {
      uebertragen(editor.getHTML())
      feld.dispatchEvent(new Event("input", { bubbles: true }))
    },
  })
  function einfuegen(eingefuegt) {
    hinweis.textContent = verluste(eingefuegt).join(" ")
    return aufgeraeumt(eingefuegt)
  }
  function uebertragen(neu) {
    feld.value = neu === "<p></p>" ? "" : neu
    form.value = "html"
  }
  uebertragen(html)
  // The same text in the words of the editor: who compares knows both for one.
  feld.dataset.richtextGelesen = editor.getHTML()
  kasten.prepend(leiste(editor, feld.dataset.name))
  kasten.append(hinweis)
  let besucht = false
  editor.on("focus", () => { besucht = true })
  // Others may put a text in: set the value of the box, then send this event.
  feld.addEventListener("richtext:setzen", () => editor.commands.setContent(feld.value))
  // Or a passage where the writer is; whoever was not here yet finds it at the end. Taking it over answers the event.
  feld.addEventListener("richtext:einfuegen", (ereignis) => {
    ereignis.preventDefault()
    const { doc, selection } = editor.state
    editor.chain().insertContentAt(besucht ? selection.to : doc.content.size, ereignis.detail).focus().run()
  })
  if (warDrin) editor.view.focus()
  fertig(feld, "an")
}

/* Says of a box whether its editor runs ("an") or it stays a box ("aus"). */
function fertig(feld, stand) {
  feld.dataset.richtextLaeuft = stand
  feld.dispatchEvent(new CustomEvent("richtext:fertig", { bubbles: true }))
}

/* The surface takes the id of the box, so that links of the error summary reach it. */
function merkmale(feld) {
  const beschriftung = document.querySelector(`label[for="${CSS.escape(feld.id)}"]`)
  const id = feld.id
  feld.id = `${id}_quelle`
  const angaben = { id, role: "textbox", "aria-multiline": "true", lang: "de", spellcheck: "true" }
  if (beschriftung) {
    beschriftung.id ||= `${id}_beschriftung`
    angaben["aria-labelledby"] = beschriftung.id
    feld.dataset.name = beschriftung.textContent.trim()
    beschriftung.addEventListener("click", () => document.getElementById(id).focus())
  }
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (feld.hasAttribute(name)) angaben[name] = feld.getAttribute(name)
  }
  return angaben
}

function erweiterungen(b) {
  // Tab goes to the next cell and, after the last one, on: nobody is caught in a table or list.
  const Tabelle = b.Table.extend({
    addKeyboardShortcuts() {
      return {
        ...this.parent?.(),
        Tab: () => this.editor.commands.goToNextCell(),
        "Shift-Tab": () => this.editor.commands.goToPreviousCell(),
        "Mod-End": () => hinterDieTabelle(this.editor),
      }
    },
  })
  const Punkt = b.ListItem.extend({
    addKeyboardShortcuts() {
      return {
        Enter: () => this.editor.commands.splitListItem(this.name),
        "Mod-]": () => this.editor.commands.sinkListItem(this.name),
        "Mod-[": () => this.editor.commands.liftListItem(this.name),
      }
    },
  })
  // No guessing of addresses: it would cut the query off the address of a pasted link.
  const Verweis = b.Link.extend({ addPasteRules: () => [] })
  const Kopfzelle = b.TableHeader.extend({
    addAttributes() {
      return { ...this.parent?.(), scope: { default: null } }
    },
  })
  return [
    b.Document, b.Paragraph, b.Text, b.HardBreak, b.Bold, b.Italic, b.Subscript, b.Superscript, b.Blockquote,
    b.Heading.configure({ levels: [3, 4] }),
    b.BulletList, b.OrderedList, Punkt,
    Tabelle.configure({ resizable: false }), b.TableRow, Kopfzelle, b.TableCell,
    Verweis.configure({ openOnClick: false, autolink: false, enableTarget: false, protocols: ["http", "https", "mailto", "tel"] }),
    b.History, b.Gapcursor, b.Dropcursor,
  ]
}

/* The end of a text that ends with a table is a new line below it; the browser would go into the first cell. */
function hinterDieTabelle(editor) {
  const { doc } = editor.state
  if (doc.lastChild?.type.name !== "table") return false
  return editor.chain().insertContentAt(doc.content.size, { type: "paragraph" }).focus("end").run()
}

function alle(wurzel) {
  for (const feld of wurzel.querySelectorAll(FELD)) starten(feld)
}

alle(document)
document.addEventListener("htmx:load", (ereignis) => alle(ereignis.target))
