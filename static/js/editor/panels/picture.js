/** The inspector of pictures: another one in its place, cropped, cut to a shape, behind the page; how fine it is on paper. */

import { Crop } from "../desk/crop.js";
import { updateElements } from "../document/commands.js";
import { changesOfFree, mayChange, mayMove, maySize } from "../document/locks.js";
import { photoKey, resolutionOf, SOFT_DPI } from "../document/picture_elements.js";

// It changes place and size.
const mayCrop = (element) => mayMove(element) && maySize(element);

class PicturePanel {
  /** @param {HTMLFieldSetElement} part @param {import("../main.js").Editor} editor @param {Crop} crop */
  constructor(part, editor, crop) {
    Object.assign(this, { part, editor, crop });
    this.named = (name) => part.querySelector(`[data-picture="${name}"]`);
    this.named("mask").addEventListener("change", ({ target }) => this.#cut(target.value));
    this.named("enlarge").addEventListener("input", ({ target }) => crop.enlargeTo(Number(target.value)));
    for (const name of ["select", "draw"]) editor.store.addEventListener(name, () => this.show());
    crop.addEventListener("change", () => this.#tellCrop());
  }

  show() {
    const { selected } = this.editor.store;
    if (!selected.length || selected.some(({ type }) => type !== "image")) return;
    const isPhoto = selected.some(photoKey);
    const shapes = new Set(selected.map(({ mask }) => mask?.shape ?? ""));
    this.named("mask").value = shapes.size === 1 ? [...shapes][0] : "mixed";
    for (const control of this.part.querySelectorAll("[data-of-mask]")) {
      control.hidden = shapes.size > 1 || !control.dataset.ofMask.split(" ").includes([...shapes][0]);
    }
    for (const control of this.part.querySelectorAll("[data-of-photo]")) control.hidden = (control.dataset.ofPhoto === "true") !== isPhoto;
    const [isOne, [element]] = [selected.length === 1, selected];
    for (const name of ["replace", "behind"]) this.named(name).disabled = !isOne || !mayChange(element);
    this.named("crop").disabled = !isOne || !mayCrop(element);
    this.#tellSize(selected, isPhoto);
  }

  #tellSize(selected, isPhoto) {
    const say = this.named("facts");
    const [element] = selected;
    const picture = this.editor.pictures.about(element.source.slice("asset:".length));
    say.hidden = selected.length !== 1 || isPhoto || !picture;
    if (say.hidden) return;
    const dpi = Math.floor(resolutionOf(element, picture));
    say.textContent = picture.isVector
      ? "A vector drawing: sharp at any size."
      : `${picture.width} × ${picture.height} px, ${dpi} dpi at this size${dpi < SOFT_DPI ? ": coarse on paper" : ""}.`;
    say.dataset.coarse = String(!picture.isVector && dpi < SOFT_DPI);
  }

  #cut(shape) {
    const { store } = this.editor;
    const cut = ({ mask }) => (shape ? { ...mask, shape } : undefined);
    const changes = changesOfFree(store.selected, (element) => ({ mask: cut(element) }));
    store.keep("Change the shape of the picture", updateElements(store.document, changes));
  }

  #tellCrop() {
    const size = this.crop.enlargement;
    this.part.form.dataset.cropping = String(size !== null);
    this.named("cropping").hidden = size === null;
    if (size !== null) this.named("enlarge").value = size;
  }
}

/** @param {import("../main.js").Editor} editor */
export function connectPicture(editor) {
  const { store, actions, find, placing } = editor;
  const crop = new Crop(editor);
  new PicturePanel(find("picture-part"), editor, crop).show();
  const one = () => (store.selected.length === 1 && store.selected[0].type === "image" ? store.selected[0] : null);
  const replace = () => {
    const element = one();
    if (!element) return false;
    const what = photoKey(element) ? "Choose a sample photo for this frame." : "Choose a picture to take its place.";
    editor.choosePicture(what, (picture) => placing.replace(picture, element.id));
  };
  Object.assign(actions, {
    replacePicture: replace,
    cropPicture: () => (one() && !photoKey(one()) && mayCrop(one()) ? crop.open(one().id) : false),
    cropDone: () => crop.close(),
    cropCancel: () => crop.close({ keeps: false }),
    pictureBehind: () => placing.sendBehind(),
    backgroundPicture: () => editor.choosePicture("Choose a picture for the background.", (picture) => placing.background(picture)),
  });
  const otherwise = editor.open;
  editor.open = () => {
    const element = one();
    if (!element || !mayChange(element) || element.hidden) return otherwise();
    return photoKey(element) ? replace() : actions.cropPicture();
  };
}
