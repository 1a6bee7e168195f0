/** What stops one certificate from being laid out. `code` is stable, `message` is for people. */
export class LayoutError extends Error {
  constructor(code, message) {
    super(message);
    this.name = "LayoutError";
    this.code = code;
  }
}
