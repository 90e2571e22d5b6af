// Insert a Textbaustein where the writer is: into the editor of its field, or into the textarea. Nothing is posted.
(() => {
  "use strict";
  const alsText = (html) => {
    const dokument = new DOMParser().parseFromString(html, "text/html");
    for (const punkt of dokument.querySelectorAll("li")) punkt.prepend("- ");
    for (const umbruch of dokument.querySelectorAll("br, li, tr")) umbruch.append("\n");
    return Array.from(dokument.body.children, (block) => block.textContent.trim()).join("\n\n");
  };

  const inTextarea = (feld, html) => {
    const istHtml = /^\s*<(p|h[1-6]|ul|ol|table|blockquote|div)[\s>]/i.test(feld.value);
    if (istHtml) {
      feld.value += html;
    } else {
      const stelle = feld.dataset.baustelle ? Number(feld.dataset.baustelle) : feld.value.length;
      const davor = feld.value.slice(0, stelle);
      const danach = feld.value.slice(stelle);
      const text = alsText(html);
      feld.value = davor + (davor && !davor.endsWith("\n\n") ? "\n\n" : "") + text + (danach ? "\n\n" + danach.trimStart() : "");
    }
    feld.dispatchEvent(new Event("input", { bubbles: true }));
    feld.dispatchEvent(new Event("change", { bubbles: true }));
    feld.focus();
  };

  for (const kasten of document.querySelectorAll("[data-textbausteine]")) {
    const form = kasten.closest("form");
    const wahl = kasten.querySelector("select");
    const meldung = kasten.querySelector("[data-meldung]");
    // Where the writer was in a plain field before the choice took the focus.
    form.addEventListener("focusout", (ereignis) => {
      if (ereignis.target.tagName === "TEXTAREA") ereignis.target.dataset.baustelle = ereignis.target.selectionEnd;
    });
    kasten.querySelector("button").addEventListener("click", (ereignis) => {
      const option = wahl.selectedOptions[0];
      const feld = option && form.elements.namedItem(option.dataset.feld);
      if (!feld) return;
      ereignis.preventDefault();
      // The editor of the field takes the passage and says so; without one it goes into the box.
      const einfuegen = new CustomEvent("richtext:einfuegen", { detail: option.dataset.text, cancelable: true });
      if (feld.dispatchEvent(einfuegen)) inTextarea(feld, option.dataset.text);
      meldung.textContent = `Eingefügt: ${option.textContent}`;
    });
  }
})();
