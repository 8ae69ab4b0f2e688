// Stands in the pages of the site that show no picture of the visitor's: a file or an address that is dropped there would
// replace the page.

{
  const dropNotice = document.querySelector(".site-drop");
  const leads = ({ dataTransfer: { types } }) => types.includes("Files") || types.includes("text/uri-list");
  addEventListener("dragover", (event) => leads(event) && event.preventDefault());
  addEventListener("drop", (event) => {
    if (!leads(event)) return;
    event.preventDefault();
    dropNotice.hidden = false;
  });
  addEventListener("paste", (event) => {
    if (event.clipboardData.files.length) dropNotice.hidden = false;
  });
}
