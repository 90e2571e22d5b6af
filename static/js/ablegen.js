// Files dropped anywhere on the form go into its file input. Without this script the input alone does the work.
for (const formular of document.querySelectorAll("form[data-ablegen]")) {
  const eingabe = formular.querySelector("input[type=file]");
  const markieren = (an) => formular.classList.toggle("al-hochladen--ziel", an);
  formular.addEventListener("dragover", (ereignis) => {
    if (!ereignis.dataTransfer.types.includes("Files")) return;
    ereignis.preventDefault();
    markieren(true);
  });
  formular.addEventListener("dragleave", (ereignis) => {
    if (!formular.contains(ereignis.relatedTarget)) markieren(false);
  });
  formular.addEventListener("drop", (ereignis) => {
    if (!ereignis.dataTransfer.files.length) return;
    ereignis.preventDefault();
    markieren(false);
    eingabe.files = ereignis.dataTransfer.files;
    eingabe.focus();
  });
}
