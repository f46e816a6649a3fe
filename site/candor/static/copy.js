// Puts a button beside each text that is there to be copied. Without it the text can be selected as ever.
"use strict";

for (const field of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--plain keep__copy";
  button.textContent = field.dataset.copy;
  const told = document.createElement("span");
  told.setAttribute("role", "status");
  told.className = "keep__told";
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      told.textContent = "Copied";
    } catch {
      field.select();
      told.textContent = "Selected: copy it with the keyboard";
    }
  });
  field.after(button, told);
}
