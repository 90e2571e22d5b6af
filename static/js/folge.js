/* The Beratungsfolge of a draft: dragging, and what follows when the list alone was swapped. Dragging is an extra: the buttons
   do the same, and the server takes the order from either. */
(() => {
  "use strict";
  const form = document.getElementById("entwurf");
  if (!form) return;

  function ziehbar() {
    const liste = form.querySelector("[data-stationen]");
    const bote = form.querySelector("[data-ziehen]");
    if (!liste || !bote || !window.Sortable || liste.children.length < 2) return;
    for (const griff of liste.querySelectorAll("[data-griff]")) griff.hidden = false;
    window.Sortable.create(liste, {
      handle: "[data-griff]",
      animation: window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150,
      ghostClass: "vl-station--gezogen",
      onEnd: ({ oldIndex, newIndex }) => {
        if (oldIndex === newIndex) return;
        // The rows keep their numbers: the server moves them, and its answer is the list.
        bote.value = `ziehen:${oldIndex}:${newIndex}:${liste.children.length}`;
        bote.click();
      },
    });
  }

  /* One step at a time: its answer replaces the list and the very button that was pressed. Further presses of „Station
     hinzufügen“ are counted and follow; what names a place in the old list is not carried out, and says so. */
  let laeuft = false;
  let weitere = 0;
  const istSchritt = (knopf) => knopf?.name === "folge" && form.contains(knopf);
  const liste = () => form.querySelector("#beratungsfolge");

  function beschaeftigt(ja) {
    laeuft = ja;
    if (ja) liste()?.setAttribute("aria-busy", "true");
    else liste()?.removeAttribute("aria-busy");
  }

  form.addEventListener(
    "click",
    (ereignis) => {
      const knopf = ereignis.target.closest("button");
      if (!laeuft || !istSchritt(knopf)) return;
      ereignis.preventDefault();
      ereignis.stopImmediatePropagation();
      if (knopf.value === "neu") weitere += 1;
      else document.getElementById("folge-meldung").textContent = "Der vorige Schritt läuft noch. Bitte gleich noch einmal.";
    },
    true,
  );
  document.addEventListener("htmx:beforeRequest", (ereignis) => {
    if (istSchritt(ereignis.detail.elt)) beschaeftigt(true);
  });
  document.addEventListener("htmx:afterRequest", (ereignis) => {
    if (!laeuft || ereignis.detail.successful || ereignis.detail.elt.name !== "folge") return;
    beschaeftigt(false);
    weitere = 0;
  });

  document.addEventListener("htmx:afterSettle", (ereignis) => {
    if (ereignis.target.id !== "beratungsfolge") return;
    beschaeftigt(false);
    ziehbar();
    // The Arbeitsstand and the preview learn of it as of anything typed.
    form.dispatchEvent(new Event("change", { bubbles: true }));
    if (weitere > 0) {
      weitere -= 1;
      liste().querySelector("button[value='neu']")?.click();
    }
  });
  ziehbar();
})();
