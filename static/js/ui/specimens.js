// Words set in a font of the team: <p data-specimen="/address/of/the/font">. Without scripts they stand in the letters of the page.

document.querySelectorAll("[data-specimen]").forEach(async (words, at) => {
  const face = new FontFace(`Specimen ${at}`, `url("${words.dataset.specimen}") format("woff2")`);
  await face.load();
  document.fonts.add(face);
  words.style.fontFamily = `"Specimen ${at}"`;
});
