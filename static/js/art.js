// The page of a draft shows the fields of the chosen kind at once; without this module the button beside the kind does it.
const zeigen = (formular, art) => {
  for (const feld of formular.querySelectorAll("[data-arten]")) {
    feld.hidden = !feld.dataset.arten.split(" ").includes(art);
    const titel = feld.getAttribute(`data-titel-${art}`);
    const beschriftung = feld.querySelector("label");
    if (titel && beschriftung) beschriftung.textContent = titel;
  }
};

for (const knopf of document.querySelectorAll(".vl-artknopf")) {
  const formular = knopf.form;
  knopf.hidden = true;
  formular.addEventListener("change", ({ target }) => {
    if (target.name === "art") zeigen(formular, target.value);
  });
}
