import assert from "node:assert/strict";
import { test } from "node:test";

import { linkOfPage, localWarning } from "../../static/widgets/printed_link.js";

test("the link to a page has its parameters, but none of Streamlit's own", () => {
  const page = "https://relu.example/network";
  assert.equal(linkOfPage(page, ""), page);
  assert.equal(linkOfPage(page, "?embed=true"), page);
  assert.equal(linkOfPage(page, "?picture=Cat&embed=true&slopes=0.1,0"), `${page}?picture=Cat&slopes=0.1,0`);
});

test("a link that only this computer opens says so", () => {
  for (const host of ["localhost:8501", "127.0.0.1", "[::1]:80"]) assert.match(localWarning(`http://${host}/corner`), /this computer only/);
  assert.equal(localWarning("http://192.168.0.7:8501/corner"), "");
  assert.equal(localWarning("https://localhost.example/"), "");
});
