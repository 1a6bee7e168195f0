import assert from "node:assert/strict";
import { test } from "node:test";

import { couldBeOurs, faultInWords } from "../../static/js/ui/verify-scan.js";

const CODE = "1P2M8N456E6FKDFC4WZQCEA5D5";

test("addresses of certificates are taken, in capitals, in small letters and bare", () => {
  for (const text of [
    `HTTPS://CERTS.EXAMPLE/V/${CODE}`,
    `https://certs.example/v/${CODE}`,
    `https://certs.example/v/${CODE}/`,
    `https://my-certs.example/v/1P2M8-N456E-6FKD-FC4W-ZQCE-A5D5`,
    CODE,
    ` ${CODE.toLowerCase()} `,
  ]) {
    assert.equal(couldBeOurs(text), true, text);
  }
});

test("codes of other things are left alone, so that the scanner goes on looking", () => {
  for (const text of ["", "https://example.org/menu", "WIFI:S:Guests;;", `https://certs.example/v/${CODE}9`, "x".repeat(25)]) {
    assert.equal(couldBeOurs(text), false, text);
  }
});

test("each fault of the camera says what to do", () => {
  assert.match(faultInWords("NotAllowedError"), /Allow it beside the address/);
  assert.match(faultInWords("NotFoundError"), /no camera on this device/);
  assert.match(faultInWords("NotReadableError"), /in use by another program/);
  assert.match(faultInWords("TypeError"), /Type the code instead/);
});
