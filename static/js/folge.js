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

  document.addEventListener("htmx:afterSettle", (ereignis) => {
    if (ereignis.target.id !== "beratungsfolge") return;
    ziehbar();
    // The Arbeitsstand and the preview learn of it as of anything typed.
    form.dispatchEvent(new Event("change", { bubbles: true }));
  });
  ziehbar();
})();
