/**
 * What Django's admin leaves out for those who hear the page: the sign beside the filter of its two lists is a picture,
 * and a name on it counts only when it says so (WAI-ARIA 1.2, 5.2.8.6).
 */
addEventListener('load', () => {
  // After Django's own script, which makes the lists when the page has loaded.
  for (const sign of document.querySelectorAll('.search-label-icon[aria-label]')) sign.setAttribute('role', 'img');
});
