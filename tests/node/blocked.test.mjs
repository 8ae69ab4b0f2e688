import assert from "node:assert/strict";
import { test } from "node:test";

import { watchOpening } from "../../static/page/blocked.js";

const PLACES = { app: "#app", attribute: "state", value: "CONNECTED", site: "https://school.example/relu/", pages: '{"": "", "network": "network.html"}' };

/** A page of Streamlit's: its state, what is said on it, and how it is looked at. */
function open({ site = PLACES.site, pathname = "/", search = "", isServed = async () => true } = {}) {
  const said = [];
  const made = (name) => {
    const one = { name, links: [], setAttribute() {}, append: (link) => one.links.push(link), remove: () => said.splice(said.indexOf(one), 1) };
    return one;
  };
  const page = { state: "CONNECTING", location: { pathname, search }, createElement: made, body: { append: (one) => said.push(one) } };
  page.querySelector = () => ({ getAttribute: () => page.state });
  const look = watchOpening({ ...PLACES, site }, page, isServed);
  const lookOften = async (times) => {
    for (let k = 0; k < times; k++) await look();
  };
  return { page, said, look, lookOften };
}

test("a page that does not connect says why after a quarter of a minute, once, and no more when it is connected", async () => {
  const { page, said, look, lookOften } = open({ search: "?picture=Cat&embed=true" });
  await lookOften(4);
  assert.equal(said.length, 0);
  await lookOften(3);
  assert.equal(said.length, 1);
  assert.match(said[0].textContent, /cannot connect to its server.* websockets/);
  assert.equal(said[0].links[0].href, "https://school.example/relu/#picture=Cat");
  assert.equal(await look(), true);
  page.state = "CONNECTED";
  assert.equal(await look(), false);
  assert.equal(said.length, 0);
});

test("a page that connects in time says nothing, and one whose server is away leaves it to Streamlit", async () => {
  const quick = open();
  quick.page.state = "CONNECTED";
  assert.equal(await quick.look(), false);
  assert.equal(quick.said.length, 0);
  const away = open({ isServed: async () => false });
  await away.lookOften(9);
  assert.equal(away.said.length, 0);
});

test("there is a link to the site only where there is one, and of other pages to its start", async () => {
  const none = open({ site: "" });
  await none.lookOften(5);
  assert.deepEqual(none.said[0].links, []);
  const lesson = open({ pathname: "/rectifier", search: "?a=1" });
  await lesson.lookOften(5);
  assert.equal(lesson.said[0].links[0].href, PLACES.site);
  const network = open({ pathname: "/relu/network", search: "?slopes=0" });
  await network.lookOften(5);
  assert.equal(network.said[0].links[0].href, `${PLACES.site}network.html#slopes=0`);
  const file = open({ site: "https://school.example/relu-explorer.html", pathname: "/network", search: "?slopes=0" });
  await file.lookOften(5);
  assert.equal(file.said[0].links[0].href, "https://school.example/relu-explorer.html");
});
