/* Dragging on the agenda: an extra beside the buttons. The drop is one act of the server, which refuses it when somebody else has
   changed the agenda meanwhile; its answer is the agenda. */
(() => {
  "use strict";
  const form = document.querySelector("[data-aufstellen]");
  if (!form || !window.Sortable) return;
  const bote = form.querySelector("[data-bote]");
  const ansage = form.querySelector("[data-ansage]");
  const ruhig = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  const folgende = (punkt) => {
    const alle = [];
    for (let n = punkt.nextElementSibling; n; n = n.nextElementSibling) alle.push(n);
    return alle;
  };
  const ist = (eintrag, schluessel) => eintrag && eintrag.dataset.punkt === schluessel;

  /* What the item goes below: what the next one is below, and behind the last one the level of the top. */
  function platz(punkt) {
    const nach = punkt.nextElementSibling;
    const unter = nach ? nach.dataset.ober : "";
    const gehoertIhmSelbst = ist(punkt, unter);
    const vor = gehoertIhmSelbst ? folgende(punkt).find((n) => n.dataset.ober === punkt.dataset.ober) : nach;
    const ober = gehoertIhmSelbst ? punkt.dataset.ober : unter;
    return { ober, vor: vor ? vor.dataset.punkt : "" };
  }

  for (const liste of form.querySelectorAll("[data-teil]")) {
    for (const griff of liste.querySelectorAll("[data-griff]")) griff.hidden = false;
    window.Sortable.create(liste, {
      group: "tagesordnung",
      handle: "[data-griff]",
      animation: ruhig ? 0 : 150,
      ghostClass: "sz-top--gezogen",
      onStart: ({ item }) => {
        ansage.textContent = `„${item.dataset.titel}“ aufgenommen.`;
      },
      onEnd: ({ item, from, to, oldIndex, newIndex }) => {
        if (from === to && oldIndex === newIndex) {
          ansage.textContent = `„${item.dataset.titel}“ bleibt, wo es war.`;
          return;
        }
        const { ober, vor } = platz(item);
        ansage.textContent = `„${item.dataset.titel}“ wird eingeordnet.`;
        bote.value = `einordnen:${item.dataset.punkt}:${to.dataset.teil}:${ober}:${vor}`;
        bote.click();
      },
    });
  }
})();
