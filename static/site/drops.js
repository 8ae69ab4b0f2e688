// Stands in the pages of the site that show no picture of the visitor's: a file that is dropped there would replace the page.

{
  const dropNotice = document.querySelector(".site-drop");
  const isFile = ({ dataTransfer }) => dataTransfer.types.includes("Files");
  addEventListener("dragover", (event) => isFile(event) && event.preventDefault());
  addEventListener("drop", (event) => {
    if (!isFile(event)) return;
    event.preventDefault();
    dropNotice.hidden = false;
  });
  addEventListener("paste", (event) => {
    if (event.clipboardData.files.length) dropNotice.hidden = false;
  });
}
