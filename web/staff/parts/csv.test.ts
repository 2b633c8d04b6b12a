import assert from "node:assert/strict";
import { test } from "node:test";
import { csvOf } from "./csv.ts";

test("commas, quotes and line breaks stay inside their cell", () => {
  assert.equal(csvOf([["a,b", 'say "hi"', "two\nlines", 12.5]]), '"a,b","say ""hi""","two\nlines",12.5');
});

test("a name that a spreadsheet would run as a formula stays a name; a negative number stays a number", () => {
  assert.equal(csvOf([["=HYPERLINK(1)", "@x", -5]]), "'=HYPERLINK(1),'@x,-5");
});
